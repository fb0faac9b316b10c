import type { Hono } from 'hono';
import { joinFilters, searchHref } from '#src/web/filter-links';
import { chipsOf } from '#src/web/filter-words';
import { SearchPage } from '#src/web/search-page';
import type { PageSort } from '#src/web/search-view';
import { FACETS, type FacetCounts } from '../../store.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import { createCursorCodec, openListingCursor, sealListingCursor } from '../cursor.js';
import type { HttpEnv } from '../deps.js';
import { FEEDS, sendPage, siteOf, sourceNamesOf, type PageContext, type PageDeps } from './pages-deps.js';
import { createPayHistograms } from './pages-histogram.js';
import { createStaleSources } from './pages-stale.js';
import { readFilter } from './pages-filter.js';

const PAGE_ROWS = 25;
const MOST_RELAXED = 8;
const SORT_NAMES: readonly PageSort[] = ['newest', 'oldest', 'pay'];

/** `/` and `/jobs`. A typed line is read as filters, then its address is the filters' own. */
export function addSearchPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const cursors = createCursorCodec(deps.secretKey);
  const histograms = createPayHistograms(deps);
  const staleSources = createStaleSources(deps);
  const sourceNames = sourceNamesOf(deps);

  async function relaxed(filter: ListingFilter, sort: PageSort, now: Date) {
    const chips = chipsOf(filter, sort, sourceNames).slice(0, MOST_RELAXED);
    const totals = await Promise.all(chips.map((chip) => deps.store.countListings(chip.filterWithout, now)));
    const helps = totals.some((total) => total > 0);
    // Where no single part is to blame, each part alone says which one asks for what nobody offers.
    const alone = helps ? [] : await Promise.all(chips.map((chip) => deps.store.countListings(chip.filterAlone, now)));
    return chips
      .map((chip, index) => ({ chip, total: totals[index] ?? 0, alone: alone[index] ?? null }))
      .sort((a, b) => b.total - a.total || (a.alone ?? 0) - (b.alone ?? 0));
  }

  /** Sources of the result that were not read when due; a source is in the result when its facet counts it. */
  async function staleIn(filter: ListingFilter, facets: FacetCounts) {
    const found = new Set((facets.source ?? []).filter(({ count }) => count > 0).map(({ value }) => value));
    const chosen = filter.source?.any ?? [];
    return (await staleSources()).filter(({ id }) => found.has(id) && (chosen.length === 0 || chosen.includes(id)));
  }

  async function search(context: PageContext): Promise<Response> {
    const query = context.req.queries();
    const site = siteOf(context, deps);
    const sort = SORT_NAMES.find((name) => name === query['sort']?.[0]) ?? 'newest';
    const reading = readFilter(query);
    let { filter } = reading;
    const now = deps.now();
    const shared = { site, home: context.req.path === '/', sort, sourceNames, feeds: FEEDS, now: now.toISOString() };
    const sortWrong =
      query['sort']?.[0] !== undefined &&
      query['sort'][0] !== '' &&
      !SORT_NAMES.includes(query['sort'][0] as PageSort) &&
      query['sort'][0] !== 'relevance';
    const problems = sortWrong ? [...reading.problems, { field: 'sort', message: `allowed: ${SORT_NAMES.join(', ')}` }] : reading.problems;
    if (problems.length > 0) {
      const facets = await deps.store.facets(filter, FACETS, now);
      const view = {
        ...shared,
        filter,
        page: null,
        firstPage: true,
        next: null,
        facets,
        histogram: null,
        relaxed: [],
        stale: [],
        progress: null,
      };
      return sendPage(context, SearchPage({ ...view, problems, typed: reading.typed }), 400);
    }
    if (query['typed'] !== undefined) {
      if (filter.q !== undefined) {
        const read = deps.readQuery(filter.q);
        const { q: _typed, ...rest } = filter;
        filter = joinFilters({ ...rest, q: undefined }, read.filter);
        const words = readFilter({ q: [read.rest] }).filter.q;
        filter = { ...filter, q: words };
      }
      return context.redirect(searchHref(filter, sort), 303);
    }
    const text = query['cursor']?.[0];
    const after = text === undefined || text === '' ? null : openListingCursor(cursors, text, sort);
    if (text !== undefined && text !== '' && after === null) return context.redirect(searchHref(filter, sort), 303);
    const [page, facets, histogram] = await Promise.all([
      deps.store.findListings({ filter, sort, limit: PAGE_ROWS, after, now }),
      deps.store.facets(filter, FACETS, now),
      after === null ? histograms.of(filter, now) : null,
    ]);
    const empty = page.total === 0;
    const progress = empty ? await deps.store.progress(now) : null;
    const isEmptyBoard = progress !== null && progress.openListings === 0;
    const view = {
      ...shared,
      filter,
      page,
      firstPage: after === null,
      next: page.next === null ? null : searchHref(filter, sort, { cursor: sealListingCursor(cursors, page.next) }),
      facets,
      histogram,
      stale: await staleIn(filter, facets),
      relaxed: empty && !isEmptyBoard ? await relaxed(filter, sort, now) : [],
      problems: [],
      typed: {},
      progress: isEmptyBoard ? progress : null,
    };
    return sendPage(context, SearchPage(view));
  }

  app.get('/', search);
  app.get('/jobs', search);
}

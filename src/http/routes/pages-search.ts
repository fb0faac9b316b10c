import type { Hono } from 'hono';
import { joinFilters, searchHref } from '#src/web/filter-links';
import { chipsOf } from '#src/web/filter-words';
import { SearchPage } from '#src/web/search-page';
import { FACETS, type FacetCounts, type ListingCursor, type RankedCursor } from '../../store.js';
import { SORTS, type ListingFilter, type Sort } from '../../domain/listing-filter.js';
import { createCursorCodec, openListingCursor, openRankedCursor, sealListingCursor, sealRankedCursor } from '../cursor.js';
import type { HttpEnv } from '../deps.js';
import { FEEDS, sendPage, siteOf, sourceNamesOf, type PageContext, type PageDeps } from './pages-deps.js';
import { createPayHistograms } from './pages-histogram.js';
import { createStaleSources } from './pages-stale.js';
import { EVERYTHING, readFilter } from './pages-filter.js';
import { storedSortOf } from './listings.js';

const PAGE_ROWS = 25;
const MOST_RELAXED = 8;

/** `/` and `/jobs`. A typed line is read as filters, then its address is the filters' own. */
export function addSearchPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const cursors = createCursorCodec(deps.secretKey);
  const histograms = createPayHistograms(deps);
  const staleSources = createStaleSources(deps);
  const sourceNames = sourceNamesOf(deps);

  async function relaxed(filter: ListingFilter, sort: Sort, now: Date) {
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

  /** Where an address's cursor stands; `null`: it is not of this list. */
  function placeOf(text: string, sort: Sort): { readonly after: ListingCursor | null; readonly ranked: RankedCursor | null } | null {
    if (text === '') return { after: null, ranked: null };
    const ranked = sort === 'relevance' ? openRankedCursor(cursors, text) : null;
    // A search by relevance that the database answered goes on newest first.
    const after = ranked === null ? openListingCursor(cursors, text, storedSortOf(sort)) : null;
    return ranked === null && after === null ? null : { after, ranked };
  }

  /** A page in the order asked for, where that can be had; `null`: the ranking that the cursor goes on with is gone. */
  async function pageOf(filter: ListingFilter, sort: Sort, { after, ranked }: NonNullable<ReturnType<typeof placeOf>>, now: Date) {
    if (sort === 'relevance' && after === null) {
      const page = await deps.store.rankListings({ filter, limit: PAGE_ROWS, after: ranked, now });
      if (page === 'gone' || (page === null && ranked !== null)) return null;
      if (page !== null) return { page, cursor: page.next === null ? null : sealRankedCursor(cursors, page.next), unranked: false };
    }
    const page = await deps.store.findListings({ filter, sort: storedSortOf(sort), limit: PAGE_ROWS, after, now });
    return { page, cursor: page.next === null ? null : sealListingCursor(cursors, page.next), unranked: sort === 'relevance' };
  }

  async function search(context: PageContext): Promise<Response> {
    const query = context.req.queries();
    const site = siteOf(context, deps);
    const reading = readFilter(query);
    let { filter } = reading;
    const askedSort = query['sort']?.[0] ?? '';
    const known = SORTS.find((name) => name === askedSort) ?? 'newest';
    // Relevance is to words: without any, and for what is closed, there is none.
    const sort: Sort = known === 'relevance' && filter.q === undefined ? 'newest' : known;
    const now = deps.now();
    const shared = { site, home: context.req.path === '/', sort, sourceNames, feeds: FEEDS, now: now.toISOString() };
    const sortWrong = askedSort !== '' && known !== askedSort;
    const problems = sortWrong ? [...reading.problems, { field: 'sort', message: `allowed: ${SORTS.join(', ')}` }] : reading.problems;
    if (problems.length > 0) {
      const facets = await deps.store.facets(filter, FACETS, now);
      const view = {
        ...shared,
        filter,
        page: null,
        firstPage: true,
        unranked: false,
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
      // Whoever types words wants what they are about first; an order that was chosen stays.
      return context.redirect(searchHref(filter, askedSort === '' && filter.q !== undefined ? 'relevance' : sort), 303);
    }
    const text = query['cursor']?.[0] ?? '';
    const place = placeOf(text, sort);
    if (place === null) return context.redirect(searchHref(filter, sort), 303);
    const firstPage = text === '';
    const [found, facets, histogram] = await Promise.all([
      pageOf(filter, sort, place, now),
      deps.store.facets(filter, FACETS, now),
      firstPage ? histograms.of(filter, now) : null,
    ]);
    if (found === null) return context.redirect(searchHref(filter, sort), 303);
    const { page, cursor, unranked } = found;
    const empty = page.total === 0;
    // How far the reading has come is a walk over the listings: it is asked for where there is none alone.
    const progress = empty && (await deps.store.countListings(EVERYTHING, now)) === 0 ? await deps.store.progress(now) : null;
    const isEmptyBoard = progress !== null && progress.openListings === 0;
    const view = {
      ...shared,
      filter,
      page,
      firstPage,
      unranked,
      next: cursor === null ? null : searchHref(filter, sort, { cursor }),
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

import type { Hono } from 'hono';
import { COMPARED_KEYS, ComparePage } from '#src/web/compare-page';
import type { ComparedGroup } from '#src/web/compare-page';
import { TrendsPage } from '#src/web/trends-page';
import { TREND_GROUPINGS } from '../../domain/pay-scope.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import type { HttpEnv } from '../deps.js';
import { createKeptAnswers } from '../kept-answers.js';
import { createPayReadings } from '../pay-readings.js';
import type { TrendReading } from '../trend-reading.js';
import { sendPage, siteOf, sourceNamesOf, type PageDeps } from './pages-deps.js';
import { EVERYTHING, readFilter } from './pages-filter.js';
import { WINDOWS, windowOf } from './salaries.js';

const CURRENCY = /^[A-Z]{3}$/;
const MOST_COUNTRIES = 40;
const MOST_KEPT = 60;

/** A group's filter: `a-level=senior&a-country=DE`, or whole as `a=level%3Dsenior%26country%3DDE`. */
function groupQueryOf(query: Readonly<Record<string, readonly string[]>>, side: 'a' | 'b'): Record<string, string[]> {
  // Without a prototype: `a=constructor` is a name that nobody knows, not something inherited.
  const own = Object.create(null) as Record<string, string[]>;
  for (const [key, value] of new URLSearchParams((query[side]?.[0] ?? '').slice(0, 2000))) (own[key] ??= []).push(value);
  for (const key of COMPARED_KEYS) {
    const values = (query[`${side}-${key}`] ?? []).filter((value) => value !== '');
    if (values.length > 0) own[key] = [...values];
  }
  return own;
}

/** `/trends` and `/salaries/compare`. */
export function addPayPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const sourceNames = sourceNamesOf(deps);
  /** «ashby joined» by the source's own name. */
  const named = <T extends { readonly points: readonly { readonly breaks: readonly string[] }[] }>(trend: T): T => ({
    ...trend,
    points: trend.points.map((point) => ({
      ...point,
      breaks: point.breaks.map((words) => words.replace(/^[^ ]+/, (id) => sourceNames[id] ?? id)),
    })),
  });
  const pay = deps.payReadings ?? createPayReadings(deps);
  const kept = createKeptAnswers<TrendReading>(deps, MOST_KEPT);

  app.get('/trends', async (context) => {
    const query = context.req.queries();
    const reading = readFilter(query);
    const problems = [...reading.problems];
    const now = deps.now();
    const wanted = query['by']?.[0] ?? '';
    const by = TREND_GROUPINGS.find((name) => name === wanted) ?? null;
    if (wanted !== '' && by === null) problems.push({ field: 'by', message: `allowed: ${TREND_GROUPINGS.join(', ')}` });
    const view = { site: siteOf(context, deps), filter: reading.filter, by, problems };
    const empty = { trends: [], provisional: false, asOf: now.toISOString() };
    if (problems.length > 0) return sendPage(context, TrendsPage({ ...view, ...empty }), 400);
    const { trends, provisional, asOf } = await kept(`${by ?? ''} ${listingFilterParams(reading.filter).toString()}`, () =>
      pay.trends({ filter: reading.filter, by, currency: reading.filter.currency ?? null, window: windowOf(WINDOWS['60m'], now) }),
    );
    return sendPage(context, TrendsPage({ ...view, trends: trends.map(named), provisional, asOf }));
  });

  app.get('/salaries/compare', async (context) => {
    const query = context.req.queries();
    const [one, two] = [readFilter(groupQueryOf(query, 'a')), readFilter(groupQueryOf(query, 'b'))];
    const now = deps.now();
    const currency = query['currency']?.[0] || 'EUR';
    const perEuro = CURRENCY.test(currency) ? await deps.insights.perEuro(currency, now) : null;
    const problems = [...one.problems, ...two.problems];
    if (perEuro === null) problems.push({ field: 'currency', message: `no exchange rate for ${currency.slice(0, 10)} is known here` });
    const asked = Object.keys(query).some((key) => key === 'a' || key === 'b' || key.startsWith('a-') || key.startsWith('b-'));
    const countries = (await deps.store.facets(EVERYTHING, ['country'], now)).country ?? [];
    const shared = {
      site: siteOf(context, deps),
      currency: perEuro === null ? 'EUR' : currency,
      asked,
      asOf: now.toISOString(),
      countries: countries.slice(0, MOST_COUNTRIES).map(({ value }) => value),
      problems,
    };
    const none = (filter: ListingFilter): ComparedGroup => ({ filter, cell: null });
    if (!asked || perEuro === null || problems.length > 0) {
      const page = ComparePage({ ...shared, a: none(one.filter), b: none(two.filter), difference: null });
      return sendPage(context, page, problems.length > 0 ? 400 : 200);
    }
    const questionOf = (filter: ListingFilter) => ({ filter, by: [], window: windowOf(12, now), currency, perEuro, ppp: false });
    const { a, b, difference, interval } = await pay.compared(questionOf(one.filter), questionOf(two.filter));
    const [cellA, cellB] = [a.cells[0] ?? null, b.cells[0] ?? null];
    // A reweighted median is another one than the plain rows': the sentence must not mix the two.
    const told = cellA?.p50 == null || cellB?.p50 == null || difference === null ? null : cellA.p50 / cellB.p50 - 1;
    return sendPage(
      context,
      ComparePage({
        ...shared,
        a: { filter: one.filter, cell: cellA },
        b: { filter: two.filter, cell: cellB },
        difference:
          told === null ? null : { share: told, interval: cellA?.reweighted === true || cellB?.reweighted === true ? null : interval },
      }),
    );
  });
}

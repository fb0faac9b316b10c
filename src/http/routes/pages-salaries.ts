import type { Hono } from 'hono';
import { ErrorPage } from '#src/web/error-page';
import type { FactorsView } from '#src/web/factors-section';
import { withoutKey } from '#src/web/filter-links';
import { LevelPage } from '#src/web/level-page';
import { LevelsPage } from '#src/web/levels-page';
import type { LevelsView } from '#src/web/levels-page';
import { SalariesPage } from '#src/web/salaries-page';
import { PAGE_GROUPINGS } from '#src/web/salary-table';
import type { PageGrouping, SalaryAnswer } from '#src/web/salary-table';
import { GUIDE_LEVELS, LEVELS } from '../../domain/level.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import type { ListingCard } from '../../domain/listing.js';
import type { SalaryCell } from '../../domain/salary-factor.js';
import type { HttpEnv } from '../deps.js';
import { createFactorReading } from '../factor-reading.js';
import { createLearntReader } from '../learnt.js';
import { createSalaryReading } from '../salary-reading.js';
import { sendPage, siteOf, type PageContext, type PageDeps } from './pages-deps.js';
import { EVERYTHING, readFilter } from './pages-filter.js';
import { windowOf } from './salaries.js';

const MOST_ROWS = 60;
const MOST_KEPT = 100;
const GOOD_FOR_MS = 10 * 60_000;
const MOST_COUNTRIES = 40;
const NEWEST = 20;
const CURRENCY = /^[A-Z]{3}$/;
const LADDER: readonly string[] = [...LEVELS, 'unmarked'];

const byLadder = (a: SalaryCell, b: SalaryCell): number => LADDER.indexOf(a.key[0] ?? '') - LADDER.indexOf(b.key[0] ?? '');

/** `/salaries`, `/levels` and `/levels/{level}`. */
export function addSalaryPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const salaries = createSalaryReading(deps, createLearntReader(deps));
  const factorsOf = createFactorReading(deps);
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<SalaryAnswer> }>();

  async function factorsView(country: string | null): Promise<FactorsView> {
    const { factors, months, asOf, listings } = await factorsOf(country, 12);
    return {
      country,
      months,
      asOf,
      listings,
      modelVersion: factors.modelVersion,
      currency: factors.currency,
      n: factors.n,
      employers: factors.employers,
      shareWithPay: listings === 0 ? 0 : Math.min(1, (factors.n + factors.leftOut) / listings),
      refusal: factors.refusal,
      factors: factors.factors,
      claims: deps.insights.guideClaims(factors.factors),
    };
  }

  /** The same question over the same data is reckoned once in ten minutes. */
  async function answerOf(filter: ListingFilter, by: PageGrouping, currency: string, perEuro: number, now: Date): Promise<SalaryAnswer> {
    const key = `${await deps.store.dataVersion()} ${by} ${currency} ${listingFilterParams(filter).toString()}`;
    const known = kept.get(key);
    if (known !== undefined && now.getTime() - known.at < GOOD_FOR_MS) return known.answer;
    const answer = reckon(filter, by, currency, perEuro, now);
    kept.set(key, { at: now.getTime(), answer });
    answer.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return answer;
  }

  async function reckon(filter: ListingFilter, by: PageGrouping, currency: string, perEuro: number, now: Date): Promise<SalaryAnswer> {
    const window = windowOf(12, now);
    const question = { filter, by: [by], window, currency, perEuro, ppp: false };
    const [summary, overall] = await Promise.all([salaries.read(question), salaries.read({ ...question, by: [] })]);
    const wider = await salaries.widened({ ...question, by: [] }, overall);
    const inOrder = by === 'level' ? summary.cells.toSorted(byLadder) : summary.cells;
    const notes = summary.leftOut === 0 ? [] : [`${summary.leftOut} paid listings have no known exchange rate and are left out.`];
    if (inOrder.length > MOST_ROWS) notes.push(`The ${MOST_ROWS} largest of ${inOrder.length} groups are shown.`);
    return {
      cells: inOrder.slice(0, MOST_ROWS),
      overall: overall.cells[0] ?? null,
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      asOf: now.toISOString(),
      conversion: `Figures in other currencies are converted to EUR by the rate of the day they were first seen${currency === 'EUR' ? '' : `, then to ${currency} by today’s`}.`,
      notes,
      wider: wider === null ? null : { filter: wider.filter, cell: wider.reading.cells[0] ?? null },
    };
  }

  app.get('/salaries', async (context) => {
    const query = context.req.queries();
    const reading = readFilter(query);
    const now = deps.now();
    const by = PAGE_GROUPINGS.find((name) => name === query['by']?.[0]) ?? 'level';
    const asked = reading.filter.currency ?? 'EUR';
    const hasFigures = reading.filter.salaryMin !== undefined || reading.filter.salaryMax !== undefined;
    const filter = hasFigures ? reading.filter : withoutKey(reading.filter, 'currency');
    const problems = [...reading.problems];
    const wantedBy = query['by']?.[0];
    if (wantedBy !== undefined && wantedBy !== '' && wantedBy !== by)
      problems.push({ field: 'by', message: `allowed: ${PAGE_GROUPINGS.join(', ')}` });
    const perEuro = CURRENCY.test(asked) ? await deps.insights.perEuro(asked, now) : null;
    if (perEuro === null && problems.length === 0)
      problems.push({ field: 'currency', message: `no exchange rate for ${asked} is known here` });
    const countries = (await deps.store.facets(EVERYTHING, ['country'], now)).country ?? [];
    const [country, ...others] = filter.country?.any ?? [];
    const factors =
      problems.length > 0 ? null : await factorsView(country === undefined || others.length > 0 || country === 'unknown' ? null : country);
    const view = {
      site: siteOf(context, deps),
      filter,
      by,
      currency: perEuro === null ? 'EUR' : asked,
      answer: problems.length > 0 || perEuro === null ? null : await answerOf(filter, by, asked, perEuro, now),
      problems,
      countries: countries.slice(0, MOST_COUNTRIES).map(({ value }) => value),
      factors,
      json: '/api/v1/salaries',
    };
    return sendPage(context, SalariesPage(view), problems.length > 0 ? 400 : 200);
  });

  async function levelsView(context: PageContext, now: Date): Promise<LevelsView> {
    const [counts, pay] = await Promise.all([
      deps.store.facets(EVERYTHING, ['level', 'title'], now),
      answerOf(EVERYTHING, 'level', 'EUR', 1, now),
    ]);
    const openOf = (level: string) =>
      counts.level === null || counts.level === undefined ? null : (counts.level.find((one) => one.value === level)?.count ?? 0);
    const levels = GUIDE_LEVELS.map((level) => [
      level,
      { open: openOf(level), pay: pay.cells.find((cell) => cell.key[0] === level) ?? null },
    ]);
    return {
      site: siteOf(context, deps),
      counts: Object.fromEntries(levels) as LevelsView['counts'],
      titles: Object.fromEntries((counts.title ?? []).map(({ value, count }) => [value, count])),
      managers: openOf('manager'),
      unspecified: openOf('unspecified'),
    };
  }

  /** Words that put the newest listings on a rung; only those that a card's title or a posting's evidence holds. */
  async function phrasesOf(cards: readonly ListingCard[]) {
    const counts = new Map<string, number>();
    for (const card of cards) {
      const listing = await deps.store.getListing(card.id);
      if (listing === null || 'moved' in listing) continue;
      const said = new Set(
        listing.evidence.filter((one) => one.field === 'level' && one.quote !== '').map((one) => one.quote.toLowerCase().slice(0, 60)),
      );
      for (const words of said) counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    return [...counts]
      .map(([words, count]) => ({ words, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, 12);
  }

  app.get('/levels', async (context) => sendPage(context, LevelsPage(await levelsView(context, deps.now()))));

  app.get('/levels/:level', async (context) => {
    const level = GUIDE_LEVELS.find((name) => name === context.req.param('level'));
    if (level === undefined) {
      const other = LEVELS.find((name) => name === context.req.param('level'));
      if (other !== undefined) return context.redirect(`/jobs?level=${other}`, 302);
      return sendPage(
        context,
        ErrorPage({ site: siteOf(context, deps), status: 404, detail: `The levels are ${GUIDE_LEVELS.join(', ')}.` }),
        404,
      );
    }
    const now = deps.now();
    const filter = { ...EVERYTHING, level: { any: [level], not: [] } };
    const [view, newest] = await Promise.all([
      levelsView(context, now),
      deps.store.findListings({ filter, sort: 'newest', limit: NEWEST, after: null, now }),
    ]);
    return sendPage(context, LevelPage({ ...view, level, newest: newest.data.slice(0, 10), phrases: await phrasesOf(newest.data) }));
  });
}

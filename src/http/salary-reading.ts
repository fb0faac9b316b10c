import { PUBLICATION, type PayRow, type SalaryCell, type SalaryGrouping } from '../domain/salary-factor.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { listingFilterParams } from '../domain/listing-filter-params.js';
import type { PayWindow } from '../store.js';
import type { HttpDeps } from './deps.js';
import type { Learnt } from './learnt.js';

/** A pay question: what of, grouped how, in which money. */
export interface SalaryQuestion {
  readonly filter: ListingFilter;
  readonly by: readonly SalaryGrouping[];
  readonly window: PayWindow;
  /** `null`: the currency with most rows, unconverted. */
  readonly currency: string | null;
  /** Units of `currency` per EUR; `null` with `currency`. */
  readonly perEuro: number | null;
  readonly ppp: boolean;
}

export interface CellEstimate {
  readonly mid: number;
  readonly low: number;
  readonly high: number;
  readonly ownShare: number;
}
export interface PppFigure {
  readonly n: number;
  readonly employers: number;
  readonly p50: number | null;
  readonly medianInterval: { readonly low: number; readonly high: number } | null;
  readonly suppressedReason: string | null;
}
export type ReadCell = SalaryCell & { readonly estimate: CellEstimate | null; readonly ppp: PppFigure | null };

/** Cells of one selection, and what they rest on. */
export interface SalaryReading {
  readonly cells: readonly ReadCell[];
  /** Listings that state usable pay. */
  readonly paid: number;
  /** What the named companies posted, by level; `null` where more are asked about. */
  readonly stated: readonly StatedRange[] | null;
  readonly currency: string;
  readonly converted: boolean;
  readonly currencies: readonly { readonly currency: string; readonly rows: number }[];
  readonly leftOut: number;
  readonly listings: number;
  readonly employers: number;
  /** Paid listings in no PPP figure: stated in another currency than their country's, or no factor is known. */
  readonly pppLeftOut: number;
}

/** Lowest and highest stated figure of a group in one currency, never converted. */
export interface StatedRange {
  readonly key: readonly string[];
  readonly currency: string;
  readonly n: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Two groups' pay, and by how much the first one's median lies above; `null` where it cannot be said. */
export interface PayComparison {
  readonly a: SalaryReading;
  readonly b: SalaryReading;
  readonly difference: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** More places of small cells than anybody reads. */
const MOST_ESTIMATED_LISTINGS = 5_000;

/** An answer about few companies says what they posted, and no more. */
export const namesFewCompanies = (filter: ListingFilter): boolean =>
  filter.company !== undefined && filter.company.any.length > 0 && filter.company.any.length < PUBLICATION.median.employers;

/** Every combination of one key of each grouping. */
export function keysOf(row: PayRow): readonly (readonly string[])[] {
  let keys: (readonly string[])[] = [[]];
  for (const values of row.groups) keys = keys.flatMap((key) => values.map((value) => [...key, value]));
  return keys;
}

/** Lowest and highest stated figure by group and currency, never converted. */
export function statedRanges(rows: readonly PayRow[]): StatedRange[] {
  const ranges = new Map<string, { key: readonly string[]; currency: string; n: number; lowest: number; highest: number }>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const name = JSON.stringify([key, row.currency]);
      const range = ranges.get(name) ?? { key, currency: row.currency, n: 0, lowest: row.annualMin, highest: row.annualMax };
      range.n += 1;
      range.lowest = Math.min(range.lowest, row.annualMin);
      range.highest = Math.max(range.highest, row.annualMax);
      ranges.set(name, range);
    }
  }
  return [...ranges.values()].sort((a, b) => b.n - a.n);
}

/** An estimate to three figures: it is no more exact, and a fourth would tell of single rows. */
const rounded = (amount: number): number => Number(amount.toPrecision(3));

/** Asks the store and the insights one pay question. */
export function createSalaryReading(deps: Pick<HttpDeps, 'store' | 'now' | 'insights'>, learntPay: () => Promise<Learnt | null>) {
  /** Estimates of the cells that may not show a figure of their own, by key; none where few companies are named or are the groups. */
  async function estimatesOf(
    { filter, by, currency: asked }: SalaryQuestion,
    rows: readonly PayRow[],
    cells: readonly SalaryCell[],
    currency: string,
    now: Date,
  ): Promise<ReadonlyMap<string, CellEstimate>> {
    const small = new Set(cells.filter((cell) => cell.suppressedReason !== null && cell.n > 0).map((cell) => JSON.stringify(cell.key)));
    if (small.size === 0 || by.includes('company') || namesFewCompanies(filter)) return new Map();
    const learnt = await learntPay();
    const perEuro = await deps.insights.perEuro(currency, now);
    if (learnt === null || perEuro === null) return new Map();
    const keys = new Map(rows.map((row) => [row.listingId, keysOf(row).filter((key) => small.has(JSON.stringify(key)))]));
    // Of the rows that the cell counts: in an unconverted answer, those of its currency.
    const wanted = rows
      .filter((row) => (asked !== null || row.currency === currency) && (keys.get(row.listingId)?.length ?? 0) > 0)
      .map((row) => row.listingId);
    const facts = await deps.store.payFactsOf(wanted.slice(0, MOST_ESTIMATED_LISTINGS));
    const estimates = deps.insights.cellEstimates({
      learnt: learnt.learnt,
      rows: facts,
      keysOf: (row) => keys.get(row.listingId) ?? [],
    });
    return new Map(
      estimates.map(({ key, estimate, interval, ownShare }) => [
        JSON.stringify(key),
        {
          mid: rounded(estimate * perEuro),
          low: rounded(interval.low * perEuro),
          high: rounded(interval.high * perEuro),
          ownShare: Number(ownShare.toFixed(2)),
        },
      ]),
    );
  }

  function pppOf(rows: readonly PayRow[]): { readonly figures: ReadonlyMap<string, PppFigure>; readonly leftOut: number } {
    const converted = deps.insights.inInternationalDollars(rows);
    const [currency] = converted.map((row) => row.currency);
    if (currency === undefined) return { figures: new Map(), leftOut: rows.length };
    const { cells } = deps.insights.salarySummary({ rows: converted, listings: [], currency, perEuro: null });
    const figures = cells.map(({ key, n, employers, p50, medianInterval, suppressedReason }): [string, PppFigure] => [
      JSON.stringify(key),
      { n, employers, p50, medianInterval, suppressedReason },
    ]);
    return { figures: new Map(figures), leftOut: rows.length - converted.length };
  }

  /** Few companies: what they posted, by level. */
  async function statedOf({ filter, by, window }: SalaryQuestion, rows: readonly PayRow[], now: Date): Promise<StatedRange[] | null> {
    if (!namesFewCompanies(filter)) return null;
    return statedRanges(by.length === 1 && by[0] === 'level' ? rows : await deps.store.payRows(filter, ['level'], window, now));
  }

  async function readRows(question: SalaryQuestion): Promise<{ readonly reading: SalaryReading; readonly rows: readonly PayRow[] }> {
    const now = deps.now();
    const { filter, by, window } = question;
    const [rows, groups, whole] = await Promise.all([
      deps.store.payRows(filter, by, window, now),
      deps.store.listingCounts(filter, by, window, now),
      deps.store.listingCounts(filter, [], window, now),
    ]);
    const summary = deps.insights.salarySummary({ rows, listings: groups, currency: question.currency, perEuro: question.perEuro });
    const estimates = await estimatesOf(question, rows, summary.cells, summary.currency, now);
    const ppp = question.ppp ? pppOf(rows) : null;
    const reading: SalaryReading = {
      cells: summary.cells.map((cell): ReadCell => {
        const name = JSON.stringify(cell.key);
        return {
          ...cell,
          estimate: estimates.get(name) ?? null,
          ppp:
            ppp === null
              ? null
              : (ppp.figures.get(name) ?? {
                  n: 0,
                  employers: 0,
                  p50: null,
                  medianInterval: null,
                  suppressedReason: 'no listing states pay in its country’s own currency',
                }),
        };
      }),
      paid: rows.length,
      stated: await statedOf(question, rows, now),
      currency: summary.currency,
      converted: summary.converted,
      currencies: summary.currencies,
      leftOut: summary.leftOut,
      listings: Math.max(
        whole.reduce((sum, group) => sum + group.listings, 0),
        rows.length,
      ),
      employers: new Set(rows.map((row) => row.employerId)).size,
      pppLeftOut: ppp?.leftOut ?? 0,
    };
    return { reading, rows };
  }

  const read = async (question: SalaryQuestion): Promise<SalaryReading> => (await readRows(question)).reading;

  /** Both in the currency of the first, which must be named. */
  async function compared(one: SalaryQuestion, two: SalaryQuestion): Promise<PayComparison> {
    const [a, b] = [await readRows(one), await readRows(two)];
    const midsOf = (rows: readonly PayRow[]) =>
      rows.flatMap(({ employerId, eurMid }) => (eurMid === null || eurMid <= 0 ? [] : [{ employerId, mid: eurMid * (one.perEuro ?? 1) }]));
    const { difference, interval } = deps.insights.medianDifference(midsOf(a.rows), midsOf(b.rows), one.currency ?? 'EUR');
    return { a: a.reading, b: b.reading, difference, interval };
  }

  return { read, compared };
}

/**
 * The same question one place wider, where nothing could be said: a city's region, then the country. The first that can say
 * something, else the widest. `null`: something was said, or the filter names no place to widen.
 */
export async function widenedReading(
  {
    store,
    read,
  }: { readonly store: Pick<HttpDeps['store'], 'widerFilter'>; readonly read: (question: SalaryQuestion) => Promise<SalaryReading> },
  question: SalaryQuestion,
  reading: SalaryReading,
): Promise<{ readonly filter: ListingFilter; readonly reading: SalaryReading } | null> {
  const says = ({ cells }: SalaryReading) => cells.some((cell) => cell.p50 !== null);
  if (says(reading) || namesFewCompanies(question.filter)) return null;
  let found: { readonly filter: ListingFilter; readonly reading: SalaryReading } | null = null;
  let { filter } = question;
  for (let step = 0; step < 2; step++) {
    const wider = await store.widerFilter(filter);
    if (wider === null) break;
    found = { filter: wider, reading: await read({ ...question, filter: wider }) };
    if (says(found.reading)) break;
    filter = wider;
  }
  return found;
}

/** A filter's place in words that a program can read: `city=Berlin`. */
export const placeOfFilter = (filter: ListingFilter): string =>
  listingFilterParams({ ...EMPTY, city: filter.city, region: filter.region, country: filter.country }).toString();
const EMPTY = {} as ListingFilter;

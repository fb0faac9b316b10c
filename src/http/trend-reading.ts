import { TREND_DIMENSIONS, trendValuesOf, type TrendGrouping } from '../domain/pay-scope.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { listingFilterParams } from '../domain/listing-filter-params.js';
import type { PayFacts, SalaryTrendPoint } from '../domain/salary-factor.js';
import type { PayWindow, StoredTrend } from '../store.js';
import type { HttpDeps } from './deps.js';

export interface TrendQuestion {
  readonly filter: ListingFilter;
  /** `null`: one index of everything. */
  readonly by: TrendGrouping | null;
  /** `null`: of each series the one that most of its rows state. Never converted. */
  readonly currency: string | null;
  readonly window: PayWindow;
}

export interface ReadTrendPoint extends SalaryTrendPoint {
  readonly listings: number;
  /** The point is published: it never changes again. */
  readonly published: boolean;
}

export interface ReadTrend {
  readonly key: readonly string[];
  readonly currency: string;
  readonly grain: 'month' | 'quarter';
  readonly modelVersion: string;
  readonly asOf: string;
  readonly n: number;
  readonly employers: number | null;
  readonly points: readonly ReadTrendPoint[];
}

export interface TrendReading {
  readonly trends: readonly ReadTrend[];
  /** Made for this question: it is not kept, and may move with every listing. */
  readonly provisional: boolean;
  readonly asOf: string;
}

const MOST_TRENDS = 12;
const FEWEST_ROWS = 10;

const asksNothing = (filter: ListingFilter): boolean => listingFilterParams(filter).toString() === '';
const grainOf = (points: readonly SalaryTrendPoint[]) => (points.some(({ period }) => period.includes('Q')) ? 'quarter' : 'month');
const firstMonthOf = (period: string): string =>
  period.includes('Q') ? `${period.slice(0, 4)}-${String(3 * Number(period.slice(6)) - 2).padStart(2, '0')}` : period;

const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

function readStored(stored: StoredTrend, window: PayWindow): ReadTrend {
  // Where the grain once changed, both series are kept; the one written last is shown.
  const newest = stored.points.reduce((last, point) => (point.asOf > last ? point.asOf : last), '');
  const grain = grainOf(stored.points.filter((point) => point.asOf === newest));
  const from = window.from.toISOString().slice(0, 7);
  const points = stored.points.filter((point) => grainOf([point]) === grain && firstMonthOf(point.period) >= from);
  return {
    key: stored.dimension === '' ? [] : [stored.value],
    currency: stored.currency,
    grain,
    modelVersion: points.at(-1)?.modelVersion ?? '',
    asOf: newest,
    n: points.reduce((sum, point) => sum + point.n, 0),
    employers: null,
    points: points.map(({ period, index, interval, rawMedian, n, employers, listings, breaks, final, suppressedReason }) => ({
      period,
      index,
      interval,
      rawMedian,
      n,
      employers,
      listings,
      breaks,
      published: final && index !== null,
      suppressedReason,
    })),
  };
}

/** Reads pay indexes: the published ones where nothing is filtered, else made for the question. */
export function createTrendReading(deps: Pick<HttpDeps, 'store' | 'now' | 'insights'>) {
  async function published({ filter, by, currency, window }: TrendQuestion): Promise<ReadTrend[]> {
    if (!asksNothing(filter) || (by !== null && !(TREND_DIMENSIONS as readonly string[]).includes(by))) return [];
    const stored = (await deps.store.trendsOf(by ?? '')).filter((one) => currency === null || one.currency === currency);
    const byValue = new Map<string, ReadTrend>();
    for (const one of stored) {
      const trend = readStored(one, window);
      const other = byValue.get(one.value);
      // A series whose currency is no longer the commonest stays kept, and is asked for by its currency.
      if (other === undefined || trend.asOf > other.asOf || (trend.asOf === other.asOf && trend.n > other.n)) byValue.set(one.value, trend);
    }
    return [...byValue.values()].sort((a, b) => b.n - a.n).slice(0, MOST_TRENDS);
  }

  async function made({ filter, by, currency, window }: TrendQuestion): Promise<ReadTrend[]> {
    const now = deps.now();
    const rows = await deps.store.payFacts(filter, window, now, by === 'specialisation');
    const counts = await deps.store.listingCounts(filter, by === null ? ['month'] : [by, 'month'], window, now);
    const listings = new Map<string, number>();
    for (const { key, listings: count } of counts) {
      const month = key.at(-1) ?? '';
      for (const period of [month, quarterOf(month)]) {
        const name = `${by === null ? '' : (key[0] ?? '')} ${period}`;
        listings.set(name, (listings.get(name) ?? 0) + count);
      }
    }
    const groups = new Map<string, PayFacts[]>();
    for (const row of rows) {
      for (const value of new Set(by === null ? [''] : trendValuesOf(by, row))) {
        const own = groups.get(value);
        if (own === undefined) groups.set(value, [row]);
        else own.push(row);
      }
    }
    return [...groups]
      .filter(([, own]) => own.length >= FEWEST_ROWS)
      .sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1))
      .slice(0, MOST_TRENDS)
      .map(([value, own]): ReadTrend => {
        const trend = deps.insights.salaryTrend({ rows: own, currency });
        const used = own.filter((row) => row.currency === trend.currency);
        return {
          key: by === null ? [] : [value],
          currency: trend.currency,
          grain: trend.grain,
          modelVersion: trend.modelVersion,
          asOf: now.toISOString(),
          n: used.length,
          employers: new Set(used.map((row) => row.employerId)).size,
          points: trend.points.map((point) => ({
            ...point,
            listings: Math.max(point.n, listings.get(`${value} ${point.period}`) ?? 0),
            published: false,
          })),
        };
      })
      .filter((trend) => trend.points.length > 0);
  }

  return async (question: TrendQuestion): Promise<TrendReading> => {
    const kept = await published(question);
    if (kept.length > 0) {
      return { trends: kept, provisional: false, asOf: kept.reduce((last, one) => (one.asOf > last ? one.asOf : last), '') };
    }
    return { trends: await made(question), provisional: true, asOf: deps.now().toISOString() };
  };
}

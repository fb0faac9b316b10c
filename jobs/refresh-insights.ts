import { setImmediate as breathe } from 'node:timers/promises';
import { ListingFilter } from '#src/domain/listing-filter';
import type { PayFacts } from '#src/domain/salary-factor';
import { packLearntPay } from '#src/insights/learnt-pay';
import { learnPay } from '#src/insights/salary-estimate';
import { salaryTrend } from '#src/insights/salary-trend';
import { scopeFactors } from '#src/insights/scope-factors';
import { quarterOf } from '#src/insights/trend-periods';
import type { PayStore, Store, StoredFactors, StoredTrend } from '#src/store';
import { STORED_MONTHS, TREND_DIMENSIONS, trendValuesOf } from '#src/domain/pay-scope';

export interface RefreshInsights {
  readonly store: PayStore & Pick<Store, 'listingCounts'>;
  readonly now: () => Date;
  readonly log: { info(fields: object, message: string): void };
}

export interface RefreshedInsights {
  readonly factorSets: number;
  readonly trends: number;
  /** Paid listings that the estimates were learnt from; `null`: too few to learn. */
  readonly learntFrom: number | null;
}

const EVERYTHING = ListingFilter.parse({});
const FEWEST_FOR_A_COUNTRY = 60;
const MOST_COUNTRIES = 20;
const FEWEST_FOR_A_TREND = { listings: 120, employers: 20 } as const;
const MOST_TRENDS = 12;
const EPOCH = new Date(0);
const ENOUGH_TO_WAIT = 1000;
// A little less than the clock's step, so that a late start does not skip one.
const HOURLY_MS = 50 * 60_000;
const DAILY_MS = 23 * 3_600_000;

/** So many months before `now`. */
function monthsBefore(months: number, now: Date): Date {
  const from = new Date(now);
  from.setUTCMonth(from.getUTCMonth() - months);
  return from;
}

function groupedBy<T>(rows: readonly T[], keysOf: (row: T) => Iterable<string>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) {
      const own = groups.get(key);
      if (own === undefined) groups.set(key, [row]);
      else own.push(row);
    }
  }
  return groups;
}

const mostFirst = <T>(groups: ReadonlyMap<string, readonly T[]>): [string, readonly T[]][] =>
  [...groups].sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1));

const hasEnough = (rows: readonly PayFacts[]): boolean =>
  rows.length >= FEWEST_FOR_A_TREND.listings && new Set(rows.map((row) => row.employerId)).size >= FEWEST_FOR_A_TREND.employers;

/** A period is over when the next one has begun. */
const isOver = (period: string, now: Date): boolean => {
  const month = now.toISOString().slice(0, 7);
  return period < (period.includes('Q') ? quarterOf(month) : month);
};

/**
 * Learns again what pay depends on, once a day: factors for all and by country, the model of the estimates, and the indexes, whose
 * published months stay as they are. Work stops between pieces, so that a process that also serves answers meanwhile.
 */
export function createRefreshInsights({ store, now, log }: RefreshInsights) {
  async function factorSets(at: Date, asOf: string): Promise<{ sets: StoredFactors[]; learntFrom: number | null }> {
    const sets: StoredFactors[] = [];
    let learntFrom: number | null = null;
    for (const months of STORED_MONTHS) {
      const window = { from: monthsBefore(months, at), to: at };
      const [rows, whole, byCountry] = [
        await store.payFacts(EVERYTHING, window, at, true),
        await store.listingCounts(EVERYTHING, [], window, at),
        await store.listingCounts(EVERYTHING, ['country'], window, at),
      ];
      const listings = whole.reduce((sum, one) => sum + one.listings, 0);
      const listingsOf = new Map(byCountry.map((one) => [one.key[0] ?? '', one.listings]));
      sets.push({ country: null, months, asOf, listings, factors: scopeFactors({ rows, currency: null }) });
      await breathe();
      // By country the first window only: others are made when somebody asks.
      const countries = months === STORED_MONTHS[0] ? groupedBy(rows, (row) => (row.country === null ? [] : [row.country])) : new Map();
      for (const [country, own] of mostFirst<PayFacts>(countries).slice(0, MOST_COUNTRIES)) {
        if (own.length < FEWEST_FOR_A_COUNTRY) break;
        sets.push({
          country,
          months,
          asOf,
          listings: listingsOf.get(country) ?? own.length,
          factors: scopeFactors({ rows: own, currency: null }),
        });
        await breathe();
      }
      if (learntFrom !== null) continue;
      const learnt = learnPay({ rows, currency: null, converted: true });
      if ('refusal' in learnt) continue;
      learntFrom = learnt.n;
      await store.saveModel({
        currency: learnt.currency,
        asOf,
        modelVersion: learnt.modelVersion,
        n: learnt.n,
        employers: learnt.employers,
        body: packLearntPay(learnt),
      });
      await breathe();
    }
    return { sets, learntFrom };
  }

  async function trends(at: Date, asOf: string): Promise<StoredTrend[]> {
    const window = { from: EPOCH, to: at };
    const rows = await store.payFacts(EVERYTHING, window, at);
    const made: StoredTrend[] = [];
    for (const dimension of ['', ...TREND_DIMENSIONS] as const) {
      const stored = await store.trendsOf(dimension);
      const counts = await store.listingCounts(EVERYTHING, dimension === '' ? ['month'] : [dimension, 'month'], window, at);
      const listings = new Map<string, number>();
      for (const { key, listings: count } of counts) {
        const month = key.at(-1) ?? '';
        const value = dimension === '' ? '' : (key[0] ?? '');
        for (const period of [month, quarterOf(month)]) {
          const name = `${value} ${period}`;
          listings.set(name, (listings.get(name) ?? 0) + count);
        }
      }
      const groups = dimension === '' ? new Map([['', rows]]) : groupedBy(rows, (row) => trendValuesOf(dimension, row));
      for (const [value, own] of mostFirst(groups)
        .filter(([, group]) => hasEnough(group))
        .slice(0, MOST_TRENDS)) {
        const [currency] = mostFirst(groupedBy(own, (row) => [row.currency]))[0] ?? [];
        if (currency === undefined) continue;
        const before = stored.find((one) => one.value === value && one.currency === currency);
        const trend = salaryTrend({
          rows: own,
          currency,
          published: (before?.points ?? []).filter((point) => point.final && point.index !== null),
        });
        made.push({
          dimension,
          value,
          currency,
          points: trend.points.map((point) => ({
            ...point,
            final: isOver(point.period, at),
            listings: Math.max(point.n, listings.get(`${value} ${point.period}`) ?? 0),
            modelVersion: trend.modelVersion,
            asOf,
          })),
        });
        await breathe();
      }
    }
    return made;
  }

  async function refresh(): Promise<RefreshedInsights> {
    const at = now();
    const asOf = at.toISOString();
    const { sets, learntFrom } = await factorSets(at, asOf);
    await store.saveFactors(sets);
    const made = await trends(at, asOf);
    await store.saveTrends(made);
    const refreshed = { factorSets: sets.length, trends: made.length, learntFrom };
    log.info(refreshed, 'what moves pay was learnt again');
    return refreshed;
  }

  return {
    refresh,
    /** Once a day; hourly while there is too little to learn from. @returns `null`: it is not time yet */
    refreshIfDue: async (): Promise<RefreshedInsights | null> => {
      const last = await store.factorsOf(null, STORED_MONTHS[0]);
      const age = last === null ? Infinity : now().getTime() - Date.parse(last.asOf);
      return age >= (last !== null && last.factors.n >= ENOUGH_TO_WAIT ? DAILY_MS : HOURLY_MS) ? refresh() : null;
    },
  };
}

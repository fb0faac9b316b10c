import { ListingFilter } from '../domain/listing-filter.js';
import type { StatisticLevel } from '../domain/level.js';
import type { Listing } from '../domain/listing.js';
import type { HttpDeps } from './deps.js';
import type { Learnt } from './learnt.js';
import { windowOf } from './routes/salaries.js';

/** Where a listing's pay lies among others of its level in its country (among all of its level where those are too few). */
export interface ListingPayPosition {
  readonly percentile: number | null;
  readonly n: number;
  readonly employers: number;
  readonly like: { readonly level: StatisticLevel; readonly country: string | null; readonly months: number };
  readonly suppressedReason: string | null;
  readonly asOf: string;
}

/** What a listing that states no pay probably pays: an estimate, never a figure of the employer's. */
export interface ListingPayEstimate {
  readonly mid: number;
  readonly low: number;
  readonly high: number;
  readonly currency: string;
  /** Share of listings whose pay lies inside, where it is known: 0.8. */
  readonly confidence: number;
  readonly n: number;
  readonly employers: number;
  readonly ofThisEmployer: number;
  readonly modelVersion: string;
  readonly asOf: string;
}

export interface ListingPay {
  readonly position: ListingPayPosition | null;
  readonly estimate: ListingPayEstimate | null;
}

const EVERYTHING = ListingFilter.parse({});
const MONTHS = 12;
const GOOD_FOR_MS = 10 * 60_000;
const MOST_KEPT = 60;

/** Midpoints in EUR, with employers and listings beside. */
interface Like {
  readonly listings: number[];
  readonly rows: { readonly employerId: number; readonly mid: number }[];
}

const rounded = (amount: number): number => Number(amount.toPrecision(3));

/** Position and estimate of single listings; the groups that they are compared with are kept for ten minutes. */
export function createListingPay(deps: Pick<HttpDeps, 'store' | 'now' | 'insights'>, learntPay: () => Promise<Learnt | null>) {
  const kept = new Map<string, { readonly at: number; readonly groups: Promise<ReadonlyMap<StatisticLevel, Like>> }>();

  async function load(country: string | null, now: Date): Promise<ReadonlyMap<StatisticLevel, Like>> {
    const filter = country === null ? EVERYTHING : { ...EVERYTHING, country: { any: [country], not: [] } };
    const groups = new Map<StatisticLevel, Like>();
    for (const { listingId, employerId, level, eurMid } of await deps.store.payFacts(filter, windowOf(MONTHS, now), now)) {
      if (eurMid === null) continue;
      let group = groups.get(level);
      if (group === undefined) groups.set(level, (group = { listings: [], rows: [] }));
      group.listings.push(listingId);
      group.rows.push({ employerId, mid: eurMid });
    }
    return groups;
  }

  function groupsOf(country: string | null, now: Date): Promise<ReadonlyMap<StatisticLevel, Like>> {
    const key = country ?? '';
    const known = kept.get(key);
    if (known !== undefined && now.getTime() - known.at < GOOD_FOR_MS) return known.groups;
    const groups = load(country, now);
    kept.set(key, { at: now.getTime(), groups });
    groups.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return groups;
  }

  async function positionOf(listing: Listing, now: Date): Promise<ListingPayPosition | null> {
    const [own] = await deps.store.payFactsOf([listing.id]);
    if (own === undefined || own.eurMid === null) return null;
    const { level, country, eurMid } = own;
    const within = async (place: string | null): Promise<ListingPayPosition> => {
      const group = (await groupsOf(place, now)).get(level);
      const others = (group?.rows ?? []).filter((_, i) => group?.listings[i] !== listing.id);
      const { percentile, ...rest } = deps.insights.payPositionOf(eurMid, others, own.currency);
      return {
        ...rest,
        percentile: percentile === null ? null : Math.round(percentile),
        like: { level, country: place, months: MONTHS },
        asOf: now.toISOString(),
      };
    };
    const near = country === null ? null : await within(country);
    return near !== null && near.percentile !== null ? near : within(null);
  }

  async function estimateOf(listing: Listing, now: Date): Promise<ListingPayEstimate | null> {
    const [learnt, traits] = await Promise.all([learntPay(), deps.store.payTraitsOf(listing.id)]);
    if (learnt === null || traits === null || !learnt.estimator.speaksOf(traits)) return null;
    const { currencyOfCountry } = learnt.learnt;
    const currency = (traits.country === null ? undefined : currencyOfCountry[traits.country]) ?? 'EUR';
    const perEuro = await deps.insights.perEuro(currency, now);
    if (perEuro === null) return null;
    const { mid, interval, n, employers, ofThisEmployer, modelVersion } = learnt.estimator.estimate(traits);
    return {
      mid: rounded(mid * perEuro),
      low: rounded(interval.low * perEuro),
      high: rounded(interval.high * perEuro),
      currency,
      confidence: 0.8,
      n,
      employers,
      ofThisEmployer,
      modelVersion,
      asOf: learnt.asOf,
    };
  }

  return {
    /** A stated pay has a position, where it can be compared; a listing without any has an estimate, where one was learnt. */
    async of(listing: Listing): Promise<ListingPay> {
      const now = deps.now();
      if (listing.salary !== null || listing.salaries.length > 0) return { position: await positionOf(listing, now), estimate: null };
      return { position: null, estimate: listing.isBackend === 'yes' ? await estimateOf(listing, now) : null };
    },
  };
}
export type ListingPayReader = ReturnType<typeof createListingPay>;

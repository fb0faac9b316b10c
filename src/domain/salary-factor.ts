import type { CanonicalTitle } from './title.js';
import type { Industry } from './industry.js';
import type { PostingTag } from './posting.js';
import type { Specialisation } from './specialisation.js';
import type { StatisticLevel } from './level.js';
import type { Workplace } from './location.js';

/** Properties by which pay is summarised. */
export const SALARY_GROUPINGS = [
  'level',
  'title',
  'location',
  'country',
  'region',
  'city',
  'language',
  'industry',
  'specialisation',
  'workplace',
  'company',
  'month',
] as const;
export type SalaryGrouping = (typeof SALARY_GROUPINGS)[number];

/** Publication rule of a pay cell: fewer listings or employers are never shown as a figure of their own. */
export const PUBLICATION = {
  median: { listings: 10, employers: 5 },
  quartiles: { listings: 20, employers: 8 },
  deciles: { listings: 50, employers: 15 },
  /** Above this share of one employer the rows are reweighted, each employer at most `employerCap`. */
  employerShare: 0.4,
  employerCap: 0.2,
} as const;

/** One paid listing as the statistics see it. Pay is yearly gross base. */
export interface PayRow {
  readonly listingId: number;
  readonly employerId: number;
  readonly annualMin: number;
  readonly annualMax: number;
  readonly currency: string;
  /** Midpoint in EUR at the first-seen date's rate; `null` when the currency has none. */
  readonly eurMid: number | null;
  /** The range's ends in EUR at the same rate; `null` together with `eurMid`. */
  readonly eurMin: number | null;
  readonly eurMax: number | null;
  /** Of the first place; `null` or absent: not known. */
  readonly country?: string | null;
  /** Group keys for the asked groupings, in order; several where a listing has several (languages, places). */
  readonly groups: readonly (readonly string[])[];
}

/** One paid listing with all that the pay model explains by. Pay is yearly gross base, as in `PayRow`. */
export interface PayFacts {
  readonly listingId: number;
  readonly employerId: number;
  readonly annualMin: number;
  readonly annualMax: number;
  readonly currency: string;
  /** Midpoint in EUR at the first-seen date's rate; `null` when the currency has none. */
  readonly eurMid: number | null;
  /** Month first seen (for back-filled rows: of the thread), `2026-11`. */
  readonly month: string;
  readonly level: StatisticLevel;
  readonly title: CanonicalTitle | null;
  readonly specialisation: Specialisation | null;
  /** Languages that the posting requires, not those it only mentions. */
  readonly languages: readonly string[];
  /** Of the first place: ISO 3166 country, region's and city's names; `null` where not read. */
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly industry: Industry | null;
  readonly workplace: Workplace | null;
  readonly tags: readonly PostingTag[];
  /** The source of the listing's face: a trend holds its panel of sources fixed. */
  readonly source: string;
}

/** A listing as the pay model sees it before its pay: all that an estimate may rest on. */
export type PayTraits = Omit<PayFacts, 'annualMin' | 'annualMax' | 'currency' | 'eurMid'>;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A row of a pay summary. Amounts are yearly, in `currency`. `null`: the publication rule allows no such figure. */
export interface SalaryCell {
  readonly key: readonly string[];
  readonly currency: string;
  /** Listings with a usable range. */
  readonly n: number;
  readonly employers: number;
  /** All listings of the group, and the share of them that state usable pay, 0 to 1. */
  readonly listings: number;
  readonly shareWithPay: number;
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  /** 95 % interval of the median. */
  readonly medianInterval: Interval | null;
  /** Median of the ranges' bottoms and tops. */
  readonly medianMin: number | null;
  readonly medianMax: number | null;
  /** Employers' weights were capped since one had more than 40 %. */
  readonly reweighted: boolean;
  readonly suppressedReason: string | null;
}

/** Properties whose premium is estimated. `tag`: high-scale, certification, security, on-call and the like. */
export const FACTOR_DIMENSIONS = [
  'level',
  'language',
  'country',
  'region',
  'city',
  'industry',
  'specialisation',
  'workplace',
  'tag',
] as const;
export type FactorDimension = (typeof FACTOR_DIMENSIONS)[number];

/** What one property is worth, all else equal. Shares: 0.026 is +2.6 %. `null`: not to be told, as `suppressedReason` says. */
export interface SalaryFactor {
  readonly dimension: FactorDimension;
  /** A level, a skill's slug, a country's code, `Bavaria, DE`, `Berlin, DE`, an industry, a tag, … */
  readonly value: string;
  /** What it is compared with: a value of the same dimension, `others` or `none`. */
  readonly against: string;
  readonly premium: number | null;
  /** 95 %. */
  readonly interval: Interval | null;
  /** Difference of the raw medians of both sides, beside the premium and often of another sign. */
  readonly rawDifference: number | null;
  /** Listings with the property and on the other side. */
  readonly n: number;
  readonly nAgainst: number;
  /** Employers with listings on both sides; for an industry, the lesser number of employers on either side. */
  readonly employers: number;
  /** `between-employer`: an employer has one industry, so it is compared between employers, after all else. */
  readonly stage: 'within-employer' | 'between-employer';
  readonly method: 'cluster-robust' | 'wild-bootstrap' | null;
  /** Survives the false-discovery check (Benjamini–Hochberg, q = 0.1) over all published factors. */
  readonly differsFromZero: boolean | null;
  readonly suppressedReason: string | null;
}

/** The factors of one set of listings, and what they rest on. */
export interface SalaryFactors {
  readonly modelVersion: string;
  readonly currency: string;
  readonly converted: boolean;
  /** Listings and employers that entered; `within`: those of employers with several listings. */
  readonly n: number;
  readonly employers: number;
  readonly nWithin: number;
  readonly employersWithin: number;
  /** Listings left out: another currency, no rate, no amount. */
  readonly leftOut: number;
  /** Listings whose log pay was pulled in to the level's 1st or 99th percentile. */
  readonly winsorised: number;
  /** Share of the variation within employers that the properties explain; `null` when nothing could be fitted. */
  readonly rSquaredWithin: number | null;
  readonly factors: readonly SalaryFactor[];
  /** Why there is no factor at all, in words. */
  readonly refusal: string | null;
}

/** A claim of the career guide beside what this instance's data says of it. */
export interface GuideClaim {
  readonly id: string;
  readonly claim: string;
  /** `not-clear`: published, and zero lies inside its interval or it does not survive the false-discovery check. */
  readonly verdict: 'agrees' | 'disagrees' | 'not-clear' | 'not-enough-data';
  /** The factors that the claim is about, published or not; empty: no listing has the property. */
  readonly factors: readonly SalaryFactor[];
}

/** One month or quarter of a pay index. */
export interface SalaryTrendPoint {
  /** `2026-11` or `2026-Q4`. */
  readonly period: string;
  /** First period = 100; like for like: same employers, levels, places. `null`: not to be told, as `suppressedReason` says. */
  readonly index: number | null;
  /** 95 %, of the level since the first period. */
  readonly interval: Interval | null;
  /** Median of the period's own listings, whatever they are: it moves with their mix. */
  readonly rawMedian: number | null;
  readonly n: number;
  readonly employers: number;
  /** Sources that joined or left: what moved here may be them. */
  readonly breaks: readonly string[];
  readonly suppressedReason: string | null;
}

export interface SalaryTrend {
  readonly modelVersion: string;
  /** Of the asked grouping; empty for all. */
  readonly key: readonly string[];
  readonly currency: string;
  /** Quarters where months are too thin. */
  readonly grain: 'month' | 'quarter';
  readonly points: readonly SalaryTrendPoint[];
}

/** Pay estimated from similar postings: never in a statistic, always marked as an estimate. */
export interface SalaryEstimate {
  readonly modelVersion: string;
  /** Yearly gross base midpoint, in `currency`. */
  readonly mid: number;
  readonly currency: string;
  /** 80 %: of listings whose pay is known but was hidden, four of five lie inside. */
  readonly interval: Interval;
  /** Listings and employers that the model learnt from, and paid listings of this employer among them. */
  readonly n: number;
  readonly employers: number;
  readonly ofThisEmployer: number;
}

/** A small cell's typical pay, drawn toward what the model says of such listings. */
export interface ShrunkenCell {
  readonly key: readonly string[];
  readonly currency: string;
  readonly n: number;
  readonly employers: number;
  /** Typical yearly pay (geometric mean), 95 % interval. */
  readonly estimate: number;
  readonly interval: Interval;
  /** 0 to 1: how much of the estimate is the cell's own data. */
  readonly ownShare: number;
}

/** Where a listing's pay lies among its like; `null` figures where too few are alike. */
export interface PayPosition {
  /** 0 to 100: share of like listings that offer less (ties count half). */
  readonly percentile: number | null;
  readonly n: number;
  readonly employers: number;
  readonly suppressedReason: string | null;
}

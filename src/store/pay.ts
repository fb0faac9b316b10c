import type { ListingFilter } from '../domain/listing-filter.js';
import type { PayFacts, PayTraits, SalaryFactors, SalaryTrendPoint } from '../domain/salary-factor.js';

export interface PayWindow {
  readonly from: Date;
  readonly to: Date;
}

/** Factors of one scope as the last refresh left them. */
export interface StoredFactors {
  /** `null`: all countries. */
  readonly country: string | null;
  readonly months: number;
  readonly asOf: string;
  /** All listings of the scope, paid or not. */
  readonly listings: number;
  readonly factors: SalaryFactors;
}

/** A period of a stored pay index with what its refresh said of it. */
export interface StoredTrendPoint extends SalaryTrendPoint {
  /** The period was over: its index, if it has one, never changes again. */
  readonly final: boolean;
  /** All listings of the period, paid or not. */
  readonly listings: number;
  readonly modelVersion: string;
  readonly asOf: string;
}

/** One stored pay index: of everything (`dimension` and `value` empty), or of one value of a grouping. */
export interface StoredTrend {
  readonly dimension: string;
  readonly value: string;
  readonly currency: string;
  readonly points: readonly StoredTrendPoint[];
}

/** The fitted model as bytes that `src/insights` packs and reads. */
export interface StoredModel {
  readonly currency: string;
  readonly asOf: string;
  readonly modelVersion: string;
  readonly n: number;
  readonly employers: number;
  readonly body: Uint8Array;
}

/** Pay for the statistics: rows to learn from, and what was learnt. */
export interface PayStore {
  /**
   * Every paid listing first seen in the window that the filter matches, open or closed, with all that the model explains by.
   * `careers`: adjacent careers (DevOps, security …) as well.
   */
  payFacts(filter: ListingFilter, window: PayWindow, now: Date, careers?: boolean): Promise<PayFacts[]>;
  /** The same of these listings alone. */
  payFactsOf(ids: readonly number[]): Promise<PayFacts[]>;
  /** What an estimate may rest on, of a listing paid or not; `null`: unknown id. */
  payTraitsOf(id: number): Promise<PayTraits | null>;
  /** The filter with its places one step wider: a city's region (its country where it has none), a region's country. `null`: it names neither. */
  widerFilter(filter: ListingFilter): Promise<ListingFilter | null>;
  /** Names the sources that stay out of every statistic; all others are in. */
  keepOutOfStatistics(sources: readonly string[]): Promise<void>;
  saveFactors(sets: readonly StoredFactors[]): Promise<void>;
  factorsOf(country: string | null, months: number): Promise<StoredFactors | null>;
  /** Adds the periods that are new, replaces those that were not final or had no index, and leaves every published one as it is. */
  saveTrends(trends: readonly StoredTrend[]): Promise<void>;
  /** Stored indexes of a grouping; `dimension` empty: of everything. */
  trendsOf(dimension: string): Promise<readonly StoredTrend[]>;
  saveModel(model: StoredModel): Promise<void>;
  /** `null`: nothing was learnt yet. */
  storedModel(currency: string): Promise<StoredModel | null>;
}

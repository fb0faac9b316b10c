import type { GuideLevel } from '../domain/level.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import type { Evidence } from '../domain/posting.js';

/** A listing that may be like another, with what tells how like. */
export interface SimilarCandidate {
  readonly id: number;
  readonly companyId: number;
  /** MinHash of the words of its description; `null`: too short to tell. */
  readonly minhash: Uint32Array | null;
  /** Codes of languages and other technologies. */
  readonly skills: readonly number[];
  readonly firstCountry: number | null;
}

/** Words of postings that put listings on a level, most frequent first. */
export interface LevelWords {
  /** Listings that were looked at. */
  readonly listings: number;
  readonly words: readonly { readonly words: string; readonly from: Evidence['from']; readonly listings: number }[];
}

export interface SitemapRow {
  readonly id: number;
  readonly slug: string;
  /** When its page last said something else. */
  readonly changedAt: Date;
}

/** One month of an employer's listings. */
export interface CompanyMonth {
  /** `2026-11`, UTC. */
  readonly month: string;
  /** First seen in it. */
  readonly seen: number;
  readonly closed: number;
  /** Open at its end, or now. */
  readonly open: number;
}

/** What pages ask besides listings, facets and pay: each answer is bounded by its arguments. */
export interface PageFactStore {
  /** The newest open backend listings of the same level and canonical title, and the listing itself first. Empty: unknown id. */
  similarCandidates(id: number, most: number): Promise<readonly SimilarCandidate[]>;
  /** Read from the newest `listings` open ones that name the level; at most `most` words. */
  levelWords(level: GuideLevel, listings: number, most: number): Promise<LevelWords>;
  /**
   * Yearly middles, in `currency`, of the newest listings with usable pay that the filter finds, at most `most`: figures stated in the
   * currency as they are, others by their rate of the day they were first seen.
   * @param perEuro units of the currency per euro
   */
  payAmounts(filter: ListingFilter, currency: string, perEuro: number, most: number, now: Date): Promise<readonly number[]>;
  /** The last `months` months of an employer's backend listings, the newest last; months before the first was seen are left out. */
  companyMonths(slug: string, months: number, now: Date): Promise<readonly CompanyMonth[]>;
  /** Open listings by range of ids, `size` ids a range, ranges without any left out; listings of the hidden sources are not counted. */
  sitemapParts(
    size: number,
    hiddenSources: readonly string[],
  ): Promise<readonly { readonly part: number; readonly listings: number; readonly changedAt: Date }[]>;
  /** The listings of one such range, by id. */
  sitemapRows(part: number, size: number, hiddenSources: readonly string[]): Promise<readonly SitemapRow[]>;
}

import type { ListingFilter, Sort } from '../domain/listing-filter.js';
import type { FacetCounts, ListingPage } from '../store/listings.js';
import type { PayHistogram } from './charts/pay-histogram.js';
import type { Chip } from './filter-words.js';
import type { Site } from './layout.js';

/** A value that a form was not allowed to have. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A source in the result whose listings may no longer be true. */
export interface StaleSource {
  readonly id: string;
  readonly name: string;
  /** Of its open listings, the share on boards that were not read in full when due. */
  readonly share: number;
  /** ISO 8601 UTC of the oldest last good reading among them; `null`: none yet. */
  readonly since: string | null;
}

/** A part of an empty search: what the rest would give without it, and what it gives alone. */
export interface Relaxed {
  readonly chip: Chip;
  readonly total: number;
  readonly alone: number | null;
}

export interface BoardProgress {
  readonly boards: number;
  readonly boardsRead: number;
  readonly listings: number;
  readonly openListings: number;
  readonly withPay: number;
  readonly lastReadAt: string | null;
}

/** Listings of one page; where the next begins is an address of its own. */
export type FoundPage = Omit<ListingPage, 'next'>;

export interface SearchView {
  readonly site: Site;
  /** `/` says what the site is; `/jobs` only searches. */
  readonly home: boolean;
  readonly filter: ListingFilter;
  readonly sort: Sort;
  /** By relevance was asked for, and the listing index was not there to answer: newest first instead. */
  readonly unranked: boolean;
  /** `null`: values were wrong, nothing was searched. */
  readonly page: FoundPage | null;
  readonly firstPage: boolean;
  /** Address of the next page. */
  readonly next: string | null;
  readonly facets: FacetCounts;
  readonly histogram: PayHistogram | null;
  /** For an empty result: what leaving out each part would give back, most first. */
  readonly relaxed: readonly Relaxed[];
  /** Sources in the result that were not read when due. */
  readonly stale: readonly StaleSource[];
  readonly problems: readonly FieldProblem[];
  /** What was typed into fields that were wrong. */
  readonly typed: Readonly<Record<string, string>>;
  readonly sourceNames: Readonly<Record<string, string>>;
  /** Set while the board has nothing to show yet. */
  readonly progress: BoardProgress | null;
  readonly feeds: FeedLinks;
  /** ISO 8601 UTC of this page. */
  readonly now: string;
}

/** Paths of what else a search gives; the search's own query is appended. */
export interface FeedLinks {
  readonly atom: string;
  readonly rss: string;
  readonly json: string;
  readonly csv: string;
}

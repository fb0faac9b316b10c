import type { Listing, ListingCard } from '../domain/listing.js';
import type { Facet, FacetCounts } from '../domain/facet.js';
import type { ListingFilter, Sort } from '../domain/listing-filter.js';
import type { SalaryGrouping } from '../domain/salary-factor.js';
import type { PayRow } from '../domain/salary-factor.js';

export interface ListingPage {
  readonly data: readonly ListingCard[];
  readonly total: number;
  /** How many of the total state pay. */
  readonly withPay: number;
  /** `null`: this is the last page. */
  readonly next: ListingCursor | null;
}

/** Where a page ended: the sort key and the id of its last listing. */
export interface ListingCursor {
  readonly sort: Exclude<Sort, 'relevance'>;
  /** Milliseconds since 1970 for newest and oldest; yearly EUR for pay, `null` where pay is not stated. */
  readonly key: number | null;
  readonly id: number;
}

export interface ListingQuery {
  readonly filter: ListingFilter;
  readonly sort: Exclude<Sort, 'relevance'>;
  readonly limit: number;
  readonly after: ListingCursor | null;
  /** For `postedAfter` given in days. */
  readonly now: Date;
}

/** Where a page by relevance ended: how many came before, in which version of the listing index. */
export interface RankedCursor {
  readonly version: string;
  readonly offset: number;
}

export interface RankedPage extends Omit<ListingPage, 'next'> {
  readonly next: RankedCursor | null;
}

export interface Suggestions {
  readonly data: readonly {
    /** `q`: words of a title; the others are keys of the filter. */
    readonly parameter: 'q' | 'title' | 'language' | 'skill' | 'company';
    readonly value: string;
    readonly label: string;
    readonly listings: number;
  }[];
  /** The typed words with the mistyped ones put right; `null`: none was, or nothing is near. */
  readonly didYouMean: string | null;
}

export { FACETS, type Facet, type FacetCounts } from '../domain/facet.js';

export interface CompanyCard {
  readonly slug: string;
  readonly name: string;
  readonly industry: string | null;
  readonly openListings: number;
  readonly openWithPay: number;
}

export interface ListingStore {
  findListings(query: ListingQuery): Promise<ListingPage>;
  /**
   * A page by relevance, which is the listing index's alone. `gone`: the cursor's version of the index is not there any more. `null`: the
   * index is off, not ready, or behind.
   */
  rankListings(query: Omit<ListingQuery, 'sort' | 'after'> & { readonly after: RankedCursor | null }): Promise<RankedPage | 'gone' | null>;
  /** What begins as typed, slips forgiven: titles, skills and employers of open listings. `null`: the listing index is off or not ready. */
  suggest(typed: string, most: number): Promise<Suggestions | null>;
  countListings(filter: ListingFilter, now: Date): Promise<number>;
  facets(filter: ListingFilter, facets: readonly Facet[], now: Date): Promise<FacetCounts>;
  /** `moved`: the listing was merged; its older id answers. `null`: unknown id. */
  getListing(id: number): Promise<Listing | { readonly moved: number; readonly slug: string } | null>;
  /** Every listing with usable pay first seen in the window that the filter matches, grouped; open or closed. */
  payRows(
    filter: ListingFilter,
    by: readonly SalaryGrouping[],
    window: { readonly from: Date; readonly to: Date },
    now: Date,
  ): Promise<readonly PayRow[]>;
  /** All listings of the window by group, paid or not: the share's denominator. */
  listingCounts(
    filter: ListingFilter,
    by: readonly SalaryGrouping[],
    window: { readonly from: Date; readonly to: Date },
    now: Date,
  ): Promise<readonly { readonly key: readonly string[]; readonly listings: number }[]>;
  /**
   * Companies with open listings, by slug.
   * @param name part of a name, in any case, accents or none; `null` or left out: all
   */
  companies(limit: number, after: string | null, name?: string | null): Promise<readonly CompanyCard[]>;
  /** Ids in the order of the sort, at most `limit`; for feeds and streams. */
  cardsOf(ids: readonly number[]): Promise<readonly ListingCard[]>;
  /** Latest position of the change log that every reader may use; changes when any listing does. */
  dataVersion(): Promise<string>;
  /** What an empty board shows: how much was kept so far. */
  progress(now: Date): Promise<{
    readonly boards: number;
    readonly boardsRead: number;
    readonly listings: number;
    readonly openListings: number;
    readonly withPay: number;
    readonly lastReadAt: string | null;
  }>;
}

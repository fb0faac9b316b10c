import type { ListingCard } from './listing.js';

/** A listing as the one matcher sees it: everything that the database's filter looks at, so that both find the same. */
export interface MatchDocument extends ListingCard {
  /**
   * The terms that the text search finds it by, at the positions where the database keeps them (a phrase is terms at consecutive
   * positions). Same terms as its text vector.
   */
  readonly terms: readonly MatchTerm[];
  /** Yearly euro of the primary range, as the database compares it; `null`: no pay stated, or not convertible. */
  readonly eurMin: number | null;
  readonly eurMax: number | null;
}

export interface MatchTerm {
  readonly term: string;
  readonly position: number;
}

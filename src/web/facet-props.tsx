import type { ListingFilter } from '../domain/listing-filter.js';
import type { FacetCounts } from '../store/listings.js';
import { countWords } from './pay-words.js';

/** What every part of the sidebar is drawn from. */
export interface FacetsProps {
  readonly filter: ListingFilter;
  readonly counts: FacetCounts;
  readonly sourceNames: Readonly<Record<string, string>>;
  /** Values of the two pay inputs as typed, when they were wrong. */
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

export function Count({ of }: { readonly of: number | null }) {
  return <span class="n">{of === null ? '' : countWords(of)}</span>;
}

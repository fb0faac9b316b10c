import type { Facet, FacetCounts } from '../domain/facet.js';
import type { IndexPage, IndexQuery } from '../search/listing-index.js';
import type { PayAmountsQuery } from '../search/pay-amounts.js';
import type { Suggestions } from '../search/suggester.js';

/** What the thread of the listing index is started with. */
export interface IndexThreadData {
  readonly databaseUrl: string;
  /** Where its snapshot is kept. */
  readonly folder: string;
}

export type IndexQuestion =
  | { readonly kind: 'query'; readonly query: IndexQuery }
  | { readonly kind: 'facets'; readonly query: Pick<IndexQuery, 'filter' | 'now' | 'perEuro'>; readonly facets: readonly Facet[] }
  | {
      readonly kind: 'payAmounts';
      readonly query: Pick<IndexQuery, 'filter' | 'now' | 'perEuro'>;
      readonly asked: PayAmountsQuery;
    }
  | { readonly kind: 'suggest'; readonly typed: string; readonly most: number };

/** The answer to each kind of question. */
export interface IndexAnswers {
  /** `null`: the cursor's version is gone. */
  readonly query: IndexPage | null;
  readonly facets: FacetCounts;
  readonly payAmounts: readonly number[];
  /** `null`: not made yet. */
  readonly suggest: Suggestions | null;
}

export type ToIndexThread =
  | { readonly kind: 'ask'; readonly number: number; readonly question: IndexQuestion }
  /** Write a snapshot if there is news, close everything, end. */
  | { readonly kind: 'stop' };

export type FromIndexThread =
  | { readonly kind: 'building'; readonly read: number; readonly expected: number }
  /** It stands at `position` of the change log. `isCurrent`: nothing was left to read when this was sent. */
  | {
      readonly kind: 'standing';
      readonly position: string;
      readonly isCurrent: boolean;
      readonly size: number;
      readonly bytes: number;
      readonly changed: readonly number[];
    }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: IndexAnswers[keyof IndexAnswers] }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string; readonly fields: Readonly<Record<string, unknown>> };

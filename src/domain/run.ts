/** How one visit to one board ended. Only `complete` may close postings; `unchanged` confirms what is open. */
export const VERDICTS = [
  'complete',
  'unchanged',
  'partial',
  'suspect',
  'drift',
  'refused',
  'throttled',
  'gone',
  'failed',
  'abandoned',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What became of a run that was held back: a person's word, or six like runs over a day. */
export const REVIEWS = ['accepted', 'rejected', 'released'] as const;
export type Review = (typeof REVIEWS)[number];

/** How a source's postings end: absent from complete lists, ageing out of a newest-N window, or said to be removed. */
export type Ends = 'list' | 'window' | 'stream';

export const CLOSE_REASONS = ['page-gone', 'absent', 'expired', 'aged-out', 'removed', 'board-gone', 'review'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Why a listing's row in the change log was written. */
export const CHANGE_CAUSES = [
  'new',
  'first-reading',
  'backfilled',
  'edited',
  'pay-rose',
  'merged',
  'renormalised',
  'closed',
  'reopened',
] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** What a run counted: seen = added + changed + unchanged + notBackend + rejected. */
export interface RunCounts {
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Read and understood, and no backend work: title, id and reason are kept. */
  readonly notBackend: number;
  /** Broken rows. */
  readonly rejected: number;
  /** Of those kept, how many state pay. */
  readonly withPay: number;
  readonly closed: number;
}

/** A run that was held back and waits for a person, with what accepting it would do. */
export interface HeldRun {
  readonly id: number;
  readonly source: string;
  readonly slug: string;
  readonly company: string | null;
  readonly endedAt: Date;
  readonly verdict: 'suspect' | 'drift';
  /** Why it was held back, in words. */
  readonly reason: string | null;
  /** Rows the list held. */
  readonly seen: number;
  /** Broken rows that may be any row: with one of these, accepting closes nothing. */
  readonly brokenWithoutId: number;
  /** Rows that the list no longer holds, backend or not; `null`: a changed shape does not say. */
  readonly wouldClose: number | null;
  /** Some of their titles. */
  readonly wouldCloseTitles: readonly string[];
  /** Rows that came since the last good run; they are stored already. */
  readonly added: number;
  readonly addedTitles: readonly string[];
  /** When a person rejected it; `null`: nobody did. */
  readonly rejectedAt: Date | null;
}

export type ReviewAnswer =
  | { readonly source: string; readonly slug: string; readonly closed: number; readonly brokenWithoutId: number; readonly dueAt: Date }
  /** Why it cannot be decided, in words. */
  | { readonly refused: string };

/** A person's word on runs that the guards held back. */
export interface RunReviewStore {
  /** The latest run of each board, where it is held back; oldest first. */
  heldRuns(): Promise<readonly HeldRun[]>;
  /**
   * Believes a run: what it did not see closes, and it is what is usual from then on. A run of changed shape closes nothing.
   * @param closesAbsent whether absence from this source's list means anything
   */
  acceptRun(runId: number, closesAbsent: (source: string) => boolean, now: Date): Promise<ReviewAnswer>;
  /** Disbelieves a run: nothing closes, and its like do not release it either. */
  rejectRun(runId: number, now: Date): Promise<ReviewAnswer>;
}

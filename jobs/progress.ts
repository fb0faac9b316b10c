import type { RunCounts, Verdict } from '#src/domain/run';

export interface EndedRun {
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly counts: RunCounts;
  /** Rows that gave postings, and those of them that only may be backend work. */
  readonly kept: number;
  readonly unsettled: number;
  /** A reason for each broken row. */
  readonly rejections: readonly string[];
}

/** What a person who watches a reading is told. */
export interface Progress {
  runStarted(board: { readonly source: string; readonly slug: string }): void;
  runEnded(board: { readonly source: string; readonly slug: string }, end: EndedRun): void;
  /** The network is away, or back. */
  network(state: 'away' | 'back', reason: string | null): void;
}

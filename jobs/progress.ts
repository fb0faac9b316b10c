import type { RunCounts, Verdict } from '#src/domain/run';

/** What a person who watches a reading is told. */
export interface Progress {
  runStarted(board: { readonly source: string; readonly slug: string }): void;
  runEnded(
    board: { readonly source: string; readonly slug: string },
    end: {
      readonly verdict: Verdict;
      readonly reason: string | null;
      readonly counts: RunCounts;
      readonly rejectionReasons: readonly string[];
    },
  ): void;
  /** The network is away, or back. */
  network(state: 'away' | 'back', reason: string | null): void;
}

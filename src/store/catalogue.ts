import type { Verdict } from '../domain/run.js';

/** How far a board that someone asked for has come: waiting for a worker, being read, kept, or read and not kept. */
export const PROPOSAL_STATES = ['waiting', 'reading', 'kept', 'not-kept'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A board that a person asked for by the page or the command line. */
export interface BoardProposal {
  readonly source: string;
  readonly slug: string;
  readonly state: ProposalState;
  readonly askedAt: string;
  /** When its reading ended; `null`: it was never read. */
  readonly triedAt: string | null;
  /** What came of it, in words; `null` until it was tried. */
  readonly answer: string | null;
}

/** A board that a posting of another source links to, with where the link stands. */
export interface NewSuggestion {
  readonly source: string;
  readonly slug: string;
  /** The employer as the posting names it; `null`: it does not. */
  readonly company: string | null;
  /** The page of many postings that holds the link. */
  readonly threadUrl: string;
  readonly postUrl: string;
}

export interface BoardSuggestion extends NewSuggestion {
  /** The source whose posting holds the link. */
  readonly from: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** The ended runs of one source on one day. */
export interface RunDay {
  readonly source: string;
  /** `2026-11-23`, UTC. */
  readonly day: string;
  readonly runs: number;
  /** Of those, complete or unchanged. */
  readonly good: number;
  readonly best: Verdict;
  readonly worst: Verdict;
}

/** What a source gave, as counts. */
export interface Forgotten {
  readonly boards: number;
  readonly postings: number;
  /** Listings that no other source shows, and those that go on without this one. */
  readonly listingsGone: number;
  readonly listingsKept: number;
}

/** Boards that come and go by a person's word. */
export interface CatalogueStore {
  /**
   * Queues a board for one reading. One that waits or is being read stays as it is, and so does one that was tried less than
   * `minIntervalMinutes` ago: asking again by hand must not ask the host more often than its source allows.
   */
  proposeBoard(source: string, slug: string, now: Date, minIntervalMinutes: number): Promise<BoardProposal>;
  /** Takes the oldest waiting proposal, or the one named; one whose taker has been silent for `staleMs` may be taken again. `null`: none. */
  takeProposal(
    now: Date,
    staleMs: number,
    only?: { readonly source: string; readonly slug: string },
  ): Promise<{ readonly source: string; readonly slug: string } | null>;
  /** @param kept `null`: the reading was cut off, and waits again */
  endProposal(source: string, slug: string, now: Date, kept: boolean | null, answer: string): Promise<void>;
  /** Newest first. */
  listProposals(limit: number): Promise<readonly BoardProposal[]>;
  /** Ended runs by source and day of their start, from that day on; days without a run are left out. */
  runDays(since: Date): Promise<readonly RunDay[]>;
  /** What `forgetSource` would delete. */
  countOfSource(source: string): Promise<Forgotten>;
  /** Deletes everything that a source gave, and switches it off until `allowSource`; the log of what was asked stays. */
  forgetSource(source: string, now: Date): Promise<Forgotten>;
  /** @returns false: it was not forgotten */
  allowSource(source: string): Promise<boolean>;
  /** Those of the rows that other boards of the same source hold and this one does not. */
  rowsElsewhere(boardId: number, rowIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether an open posting of the board is settled as backend work. */
  hasBackendPosting(boardId: number): Promise<boolean>;
  /**
   * Puts a board that is off or held back to reading, under the name that it gives itself now; due when its interval allows.
   * @returns when it is due; `null`: no such board is off by a decision about this board
   */
  releaseBoard(source: string, slug: string, now: Date): Promise<Date | null>;
  /** Switches a board off with the reason that the sources page shows. @returns false: it is not known */
  switchBoardOff(source: string, slug: string, reason: string): Promise<boolean>;
  /** Ends a board's trial: from now on it is read like any other. */
  keepBoard(boardId: number): Promise<void>;
  /** Remembers boards that postings of `from` link to; a board that is read already is no suggestion. */
  suggestBoards(from: string, suggestions: readonly NewSuggestion[], now: Date): Promise<void>;
  /** Boards that nobody added yet, the most recently seen first. */
  listSuggestions(limit: number): Promise<{ readonly total: number; readonly suggestions: readonly BoardSuggestion[] }>;
}

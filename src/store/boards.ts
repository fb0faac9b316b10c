import type { RequestLogEntry } from '../domain/host-gate.js';
import type { Industry } from '../domain/industry.js';
import type { Review, RunCounts, Verdict } from '../domain/run.js';

/** Validators and small facts that a board's readings keep between runs. */
export interface BoardMemory {
  /** By exact URL, Accept and adapter version: what the source sent for conditional requests. */
  readonly validators: Readonly<Record<string, { readonly etag: string | null; readonly lastModified: string | null }>>;
  /** What the adapter asked to remember. */
  readonly memo: Readonly<Record<string, string>>;
}

export interface NewBoard {
  readonly source: string;
  readonly slug: string;
  readonly company: string | null;
  readonly industry: Industry | null;
  /** ISO 3166-1 alpha-2 of the employer, where known. */
  readonly country: string | null;
  /** Minutes between readings; never under the source's minimum. */
  readonly intervalMinutes: number;
  readonly dueAt: Date;
  /** Where the board came from: the catalogue, BOARDS_FILE, a person, an apply link. */
  readonly origin: 'catalogue' | 'file' | 'person' | 'link';
  /** Read only by whoever claims it by name, until `keepBoard`; default no. */
  readonly onTrial?: boolean;
}

/** A board that this process holds the lease of. */
export interface ClaimedBoard extends BoardMemory {
  readonly id: number;
  readonly runId: number;
  readonly source: string;
  readonly slug: string;
  readonly company: string | null;
  readonly industry: Industry | null;
  readonly country: string | null;
  readonly intervalMinutes: number;
  /** Whether a complete reading was ever kept: the first alerts nobody. */
  readonly hasCompleteReading: boolean;
  /** Open postings on this board, backend or not: what the guards count. */
  readonly openCount: number;
  /** Of these, how many the last complete run did not see: the next one settles them. */
  readonly missedCount: number;
  /** Newest first; what the guards compare with: the last run, the latest that read a list, and the last good ones however old. */
  readonly recentRuns: readonly RecentRun[];
  readonly consecutiveFailures: number;
  readonly goneSince: Date | null;
  /** The employer as the board itself named it last; `null`: it named none. */
  readonly toldCompany: string | null;
  /** From the catalogue and read daily at most: rests when it gives no backend posting. */
  readonly isTail: boolean;
  /** Good readings in a row without an open posting of backend work. */
  readonly dryReadings: number;
}

/** The shape of the rows of a run: key paths with their types and the share of rows that have each. */
export interface StoredShape {
  readonly rows: number;
  readonly paths: Readonly<Record<string, { readonly types: readonly string[]; readonly share: number }>>;
}

export interface RecentRun {
  readonly id: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly verdict: Verdict;
  /** Rows the pages held, backend or not. */
  readonly seen: number;
  /** Why the run was held back (`empty`, `drop`, `blast`, `rejects`, `drift`); `null`: it was not. */
  readonly suspicion: string | null;
  /** Of the postings open at the last good run, how many this run did not see; `null`: not asked. */
  readonly absent: number | null;
  /** What became of it after it was held back; `null`: nothing yet, or it never was. */
  readonly review: Review | null;
  readonly contentHash: string | null;
  readonly shape: StoredShape | null;
  /** Postings parsed, and the share of them that has each field. */
  readonly coverage: Readonly<Record<string, number>> | null;
}

/** What ends a run; written in one transaction with the board's next due time and the release of its lease. */
export interface RunEnd {
  readonly verdict: Verdict;
  /** In words a person understands; `null` when all went well. */
  readonly reason: string | null;
  readonly counts: RunCounts;
  readonly suspicion: string | null;
  readonly absent: number | null;
  /** Six like runs released what had been suspect: from here on this run is what is usual. */
  readonly released?: boolean;
  /** Rows left out on purpose, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly contentHash: string | null;
  /** Pages as fetched, kept compressed for 14 days (the last good reading always). */
  readonly pages: readonly { readonly url: string; readonly body: Uint8Array; readonly sha256: string }[];
  readonly shape: RecentRun['shape'];
  readonly coverage: RecentRun['coverage'];
  /** `null`: keep what is stored. */
  readonly memory: BoardMemory | null;
  readonly nextDueAt: Date;
  readonly goneSince: Date | null;
  /** Off, with the reason shown; `null`: stays as it is. */
  readonly switchOff: string | null;
  readonly company: string | null;
  /** The employer as the board named itself now; absent or `null`: keep what is stored. */
  readonly toldCompany?: string | null;
  /** Absent: keep what is stored. */
  readonly dryReadings?: number;
}

export interface BoardStatus {
  readonly id: number;
  readonly source: string;
  readonly slug: string;
  readonly company: string | null;
  /** Derived from verdicts: what the sources page shows. */
  readonly state: 'waiting' | 'reading' | 'ok' | 'late' | 'partial' | 'suspect' | 'drift' | 'failing' | 'gone' | 'off' | 'held';
  readonly offReason: string | null;
  /** Its first reading decides whether it stays. */
  readonly onTrial?: boolean;
  readonly lastRun: {
    readonly id: number;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly verdict: Verdict | null;
    readonly reason: string | null;
    readonly counts: RunCounts;
  } | null;
  readonly lastGoodAt: string | null;
  readonly dueAt: string;
  readonly openListings: number;
  readonly openWithPay: number;
}

/** Requests of one day to one host that were answered alike. */
export interface RequestDay {
  /** `2026-11-23`, UTC. */
  readonly day: string;
  readonly host: string;
  /** 0: no answer came. */
  readonly status: number;
  readonly requests: number;
  readonly conditional: number;
  readonly bytes: number;
}

export interface BoardStore {
  /** Adds what is missing by (source, slug); keeps the state of what exists. @returns how many were added. */
  addBoards(boards: readonly NewBoard[]): Promise<number>;
  /** Marks every catalogue board that is not in the list as off; used when `BOARDS_FILE` stands in for the catalogue. */
  keepOnlyBoards(boards: readonly { readonly source: string; readonly slug: string }[], reason: string): Promise<void>;
  /** Claims the next due board with a lease and opens its run, skipping what others hold; an expired lease's run becomes `abandoned`. `null`: nothing is due. `only`: that board alone, when due. */
  claimBoard(now: Date, owner: string, leaseMs: number, busySources: readonly string[], only?: number): Promise<ClaimedBoard | null>;
  /** @returns false when the lease was lost: the caller stops and writes nothing more. */
  extendBoardLease(boardId: number, runId: number, owner: string, leaseMs: number): Promise<boolean>;
  endRun(boardId: number, runId: number, owner: string, now: Date, end: RunEnd): Promise<void>;
  /** Gives every lease of this owner back; their runs become `abandoned` and are due at once. */
  releaseLeases(owner: string, now: Date): Promise<void>;
  /** Forgets a board and everything read from it; listings left without a posting go with it. */
  removeBoard(boardId: number): Promise<void>;
  countDueBoards(now: Date): Promise<{ readonly due: number; readonly running: number; readonly nextDueAt: Date | null }>;
  /** @param now what «late» is measured against */
  listBoards(now: Date): Promise<readonly BoardStatus[]>;
  boardRuns(
    boardId: number,
    limit: number,
  ): Promise<
    readonly (NonNullable<BoardStatus['lastRun']> & {
      readonly rejections: readonly { readonly externalId: string | null; readonly title: string | null; readonly reason: string }[];
    })[]
  >;
  /** Newest first. @param of only of this source, or to this host */
  requestLog(
    limit: number,
    of?: { readonly source?: string | undefined; readonly host?: string | undefined },
  ): Promise<readonly RequestLogEntry[]>;
  /** What was asked by day (UTC), host and status, newest day first: from the log while it is kept, then from its sums. */
  requestDays(since: Date): Promise<readonly RequestDay[]>;
}

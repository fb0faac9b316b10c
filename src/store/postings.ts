import type { Industry } from '../domain/industry.js';
import type { ChangeCause, CloseReason } from '../domain/run.js';
import type { Derived, PostingText } from '../domain/posting.js';
import type { RawPosting, RowRejection } from '../domain/raw-posting.js';

/** What is stored of a row that was read before: enough to know that nothing changed. */
export interface KnownRow {
  readonly externalId: string;
  /** Hash of the raw row, hex. */
  readonly rowHash: string;
  readonly kind: 'posting' | 'not-backend';
}

/** A row that is new or changed, interpreted. */
export interface PostingWrite {
  readonly externalId: string;
  /** Id of the source's row; several postings may come from one row (a post with three roles). */
  readonly rowId: string;
  readonly rowHash: string;
  readonly raw: RawPosting;
  readonly derived: Derived;
  readonly text: PostingText;
  readonly company: string;
  /** Normalised employer identity, for linking and statistics. */
  readonly companyKey: string;
  /** Identity on an applicant-tracking platform, from its own board or an apply link: `greenhouse:acme:123`. */
  readonly atsKey: string | null;
  /** Key of the role without place, level marks kept. */
  readonly roleKey: string;
  /** 64 MinHash values over word shingles of the description; `null`: too short to tell. */
  readonly minhash: Uint32Array | null;
}

/** The trace of a row that is no backend work: id, title, hash, reason. */
export interface NotBackendTrace {
  readonly externalId: string;
  /** Id of the source's row where it differs from `externalId` (a post with three roles). */
  readonly rowId?: string;
  readonly rowHash: string;
  readonly title: string;
  readonly reason: string;
}

export interface SaveBatch {
  readonly boardId: number;
  readonly runId: number;
  readonly now: Date;
  /** `first-reading` or `backfilled` alert nobody; otherwise `new`. */
  readonly cause: Extract<ChangeCause, 'new' | 'first-reading' | 'backfilled'>;
  readonly writes: readonly PostingWrite[];
  readonly notBackend: readonly NotBackendTrace[];
  readonly rejections: readonly RowRejection[];
}

export interface SaveResult {
  readonly added: number;
  readonly changed: number;
}

/** Which linked postings could be one opening with those that wait. Empty keys ask for nothing. */
export interface LinkQuestion {
  /** Every posting of these employers. */
  readonly companyKeys: readonly string[];
  /** Of these employers all but requisitions that are listed on a board of their own; of those, closed ones with one of `roleKeys`. */
  readonly ownCompanyKeys: readonly string[];
  readonly roleKeys: readonly string[];
  readonly atsKeys: readonly string[];
}

/** A posting as linking sees it. */
export interface LinkCandidate {
  readonly postingId: number;
  readonly listingId: number | null;
  readonly source: string;
  readonly boardId: number;
  /** Whether the board is the employer's own. */
  readonly ownBoard: boolean;
  readonly externalId: string;
  readonly title: string;
  readonly companyKey: string;
  readonly atsKey: string | null;
  readonly roleKey: string;
  readonly level: string;
  readonly rung: string | null;
  readonly places: readonly string[];
  readonly remote: boolean;
  readonly minhash: Uint32Array | null;
  readonly firstSeenAt: Date;
  /** When it closed, or when it was last confirmed if its board's last reading no longer had it. */
  readonly closedAt: Date | null;
}

/** A decision of linking: the posting belongs to this listing (or founds one), for this reason. */
export interface LinkDecision {
  readonly postingId: number;
  /** `null`: founds a listing of its own. */
  readonly listingId: number | null;
  readonly because: string | null;
}

export interface PostingStore {
  /** Hashes of the given row ids of one board, backend or not, in one look-up. */
  knownRows(boardId: number, rowIds: readonly string[]): Promise<ReadonlyMap<string, KnownRow>>;
  /** Writes what is new or changed in one transaction, with its history and change-log rows; never rewrites what is unchanged. */
  savePostings(batch: SaveBatch): Promise<SaveResult>;
  /** Everything seen in a run is confirmed at `now`; misses are reset, and what had closed reopens. */
  confirmRows(boardId: number, rowIds: readonly string[], now: Date, runId: number): Promise<{ readonly reopened: number }>;
  /** Of the board's open rows that its last good run saw: how many, and how many are not among the given rows. Backend or not. */
  absenceOf(boardId: number, seenRowIds: readonly string[]): Promise<{ readonly openAtLastGood: number; readonly absent: number }>;
  /** A 304: what the last reading saw is confirmed; no absence counts, and none is forgotten. */
  confirmBoard(boardId: number, now: Date): Promise<void>;
  /**
   * The only statement that closes. After a complete run of a `list` board: postings absent from it gain a miss and close at
   * `missesToClose`. Otherwise closes by id, expiry or age. A database trigger refuses any other bulk close.
   */
  closePostings(request: CloseRequest): Promise<{ readonly closed: number; readonly missed: number }>;
  /** Postings without a listing, oldest first. */
  unlinkedPostings(limit: number): Promise<readonly LinkCandidate[]>;
  /** Linked postings that could be the same opening: same ATS key, or same employer, not closed for more than 400 days. */
  linkCandidates(question: LinkQuestion, now: Date): Promise<readonly LinkCandidate[]>;
  /** Applies decisions, chooses faces, rebuilds the listings' rows and writes the change log, in one transaction. */
  applyLinks(decisions: readonly LinkDecision[], now: Date): Promise<void>;
  /** Brings the text vectors of the Postgres-only search up to date with the change log. @returns changes read */
  indexTexts(): Promise<number>;
  /** Descriptions of open listings' faces that this version of the sanitiser has not seen, newest first. */
  descriptionsToSanitise(version: string, limit: number): Promise<readonly { readonly postingId: number; readonly description: string }[]>;
  saveSanitised(version: string, rows: readonly { readonly postingId: number; readonly html: string | null }[]): Promise<void>;
  /** Postings whose rules version is not `version`, in id order after `afterId`. */
  postingsToRenormalise(version: string, afterId: number, limit: number): Promise<readonly StoredReading[]>;
  applyRenormalised(
    rows: readonly { readonly id: number; readonly derived: Derived; readonly text: PostingText }[],
    now: Date,
  ): Promise<void>;
}

/** A stored posting with what it was read as, to be read again. */
export interface StoredReading {
  readonly id: number;
  readonly raw: RawPosting;
  readonly company: string;
  /** The employer's industry by the board's table; `null`: the table is silent. */
  readonly boardIndustry: Industry | null;
  readonly derived: Derived;
}

export type CloseRequest =
  | {
      readonly kind: 'absent';
      readonly boardId: number;
      readonly runId: number;
      readonly now: Date;
      readonly seenRowIds: readonly string[];
      readonly missesToClose: 1 | 2;
    }
  | {
      readonly kind: 'listed';
      readonly boardId: number;
      readonly externalIds: readonly string[];
      readonly reason: Extract<CloseReason, 'page-gone' | 'removed' | 'review'>;
      readonly now: Date;
    }
  | { readonly kind: 'expired'; readonly now: Date }
  | { readonly kind: 'aged-out'; readonly source: string; readonly olderThan: Date; readonly now: Date }
  /** Open postings of every board that has been gone since before that time. */
  | { readonly kind: 'boards-gone'; readonly goneBefore: Date; readonly now: Date };

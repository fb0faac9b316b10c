import type { RawPosting, RowRejection } from '#src/domain/raw-posting';
import type { Validators } from './ask-politely.js';
import type { PageAnswer } from './fetch-page.js';
import type { createRowShapes, SchemaFingerprint } from './row-shape.js';
import type { BoardLead, BoardRef } from './source.js';

/** Before any judging: what came back. */
export type ReadingOutcome = 'unchanged' | 'complete' | 'partial' | 'refused' | 'throttled' | 'gone' | 'failed';

/**
 * Keeps a value until the reading has been judged, in memory or elsewhere. Each call of what it returns gives the value, or an equal copy.
 * @param bytes about what it takes in memory
 */
export type Keep = <T>(value: T, bytes: number) => () => T;

const inMemory: Keep = (value) => () => value;

/** Characters of a posting beside its description, about. */
const FACTS_LENGTH = 1_000;

/** One row of the source, read. */
export interface BoardRow {
  /** Identity of the row. Its postings carry this as `externalId`, or this with `#2`, `#3` … where one row holds several roles. */
  readonly rowId: string;
  /** sha256 of the row as given, keys sorted, with the adapter's version. */
  readonly rowHash: string;
  /** `unchanged`: the hash is the one already known, so the row was not parsed: its stored postings are confirmed. */
  readonly reading:
    /** `postings` may be read from disk at each use. */
    { readonly kind: 'postings'; readonly postings: readonly RawPosting[] } | { readonly kind: 'unchanged' };
}

/** Shares of parsed postings that have each field, 0 to 1; `null`: nothing was parsed. */
export interface Coverage {
  readonly postings: number;
  readonly id: number;
  readonly title: number;
  readonly url: number;
  readonly place: number;
  readonly date: number;
  readonly pay: number;
}

export interface PageBytes {
  readonly url: string;
  /** May be read from disk at each use. */
  readonly body: Uint8Array;
  readonly sha256: string;
}

/** A page whose body waits where `keep` puts it. */
export function keptPage(keep: Keep, url: string, body: Uint8Array, sha256: string): PageBytes {
  const kept = keep(body, body.byteLength);
  return {
    url,
    get body() {
      return kept();
    },
    sha256,
  };
}

/** A row's postings, waiting where `keep` puts them. */
export function keptPostings(keep: Keep, postings: readonly RawPosting[]): Extract<BoardRow['reading'], { kind: 'postings' }> {
  // Two bytes a character: what one outside Latin-1 makes of a whole text.
  const bytes = postings.reduce((sum, posting) => sum + 2 * ((posting.description?.length ?? 0) + FACTS_LENGTH), 0);
  const kept = keep(postings, bytes);
  return {
    kind: 'postings',
    get postings() {
      return kept();
    },
  };
}

export interface BoardReading {
  readonly outcome: ReadingOutcome;
  /** Why the outcome is not `complete` or `unchanged`, in words a person understands. */
  readonly reason: string | null;
  /** Set with `throttled`. */
  readonly notBefore: Date | null;
  readonly offline: boolean;
  /** Rows met: `rows` + `rejections` + `skipped` + `lost`. */
  readonly seen: number;
  readonly rows: readonly BoardRow[];
  readonly rejections: readonly RowRejection[];
  /** Rows left out on purpose, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Rows whose detail could not be fetched; they are still there, so they are confirmed and not closed. */
  readonly lost: readonly string[];
  /** Rows still listed whose own page answered 404 or 410 just now. */
  readonly gone: readonly string[];
  /** Ids of rows that the source says are removed. */
  readonly removed: readonly string[];
  /** What the links of new and changed rows may lead to. */
  readonly leads: readonly BoardLead[];
  readonly statedTotal: number | null;
  readonly pages: readonly PageBytes[];
  /** To be handed in again next time, by `validatorKey`. */
  readonly validators: ReadonlyMap<string, Validators>;
  readonly memo: Readonly<Record<string, string>>;
  readonly company: string | null;
  readonly fingerprint: SchemaFingerprint;
  readonly coverage: Coverage | null;
  /** Pages and details asked for, 304s included. */
  readonly requests: number;
}

type Tally = Record<keyof Coverage, number>;

/** Counts which fields a posting has. */
export function count(tally: Tally, posting: RawPosting): void {
  tally.postings += 1;
  tally.id += posting.externalId === '' ? 0 : 1;
  tally.title += posting.title === '' ? 0 : 1;
  tally.url += posting.url === '' ? 0 : 1;
  tally.place += posting.locations.length > 0 || posting.country !== null || posting.remoteScope !== null ? 1 : 0;
  tally.date += posting.postedAt === null ? 0 : 1;
  tally.pay += posting.salaries.length > 0 || posting.salaryText !== null ? 1 : 0;
}

function coverageOf(tally: Tally): Coverage {
  const share = (have: number) => Math.round((have / tally.postings) * 1000) / 1000;
  return {
    postings: tally.postings,
    id: share(tally.id),
    title: share(tally.title),
    url: share(tally.url),
    place: share(tally.place),
    date: share(tally.date),
    pay: share(tally.pay),
  };
}

/** What gathers while a board is read. */
export interface Gathered {
  readonly keep: Keep;
  readonly rows: Map<string, BoardRow>;
  readonly rejections: RowRejection[];
  readonly skipped: Record<string, number>;
  readonly lost: string[];
  readonly gone: string[];
  readonly removed: Set<string>;
  readonly leads: BoardLead[];
  readonly pages: PageBytes[];
  readonly validators: Map<string, Validators>;
  readonly tally: Tally;
  memo: Readonly<Record<string, string>>;
  company: string | null;
  statedTotal: number | null;
  seen: number;
  requests: number;
  unchangedPages: number;
  /** Pages that came in full and count as the board's list. */
  rowPages: number;
  /** The first reason why the reading is not the whole board; `null`: none so far. */
  partial: string | null;
}

export const nothingGathered = (board: BoardRef, keep: Keep = inMemory): Gathered => ({
  keep,
  rows: new Map(),
  rejections: [],
  skipped: Object.create(null) as Record<string, number>,
  lost: [],
  gone: [],
  removed: new Set(),
  leads: [],
  pages: [],
  validators: new Map(),
  tally: { postings: 0, id: 0, title: 0, url: 0, place: 0, date: 0, pay: 0 },
  memo: board.memo,
  company: null,
  statedTotal: null,
  seen: 0,
  requests: 0,
  unchangedPages: 0,
  rowPages: 0,
  partial: null,
});

/** Closes a reading. @param answer what ended it, where it ended at its first page. */
export function readingOf(
  gathered: Gathered,
  shapes: ReturnType<typeof createRowShapes>,
  outcome: ReadingOutcome,
  reason: string | null,
  answer?: PageAnswer,
): BoardReading {
  const { tally } = gathered;
  return {
    outcome,
    reason,
    notBefore: answer?.kind === 'throttled' ? answer.notBefore : null,
    offline: answer?.kind === 'failed' && answer.offline,
    seen: gathered.seen,
    rows: [...gathered.rows.values()],
    rejections: gathered.rejections,
    skipped: gathered.skipped,
    lost: gathered.lost,
    gone: gathered.gone,
    removed: [...gathered.removed],
    leads: gathered.leads,
    statedTotal: gathered.statedTotal,
    pages: gathered.pages,
    validators: gathered.validators,
    memo: gathered.memo,
    company: gathered.company,
    fingerprint: shapes.fingerprint(),
    coverage: tally.postings === 0 ? null : coverageOf(tally),
    requests: gathered.requests,
  };
}

import type { Ends } from '#src/domain/run';
import type { RawPosting, RowRejection } from '#src/domain/raw-posting';

/** One page to ask for. Adapters describe requests; they cannot make them. */
export interface PageRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly accept: string;
  /** Whole-request deadline in ms where the source needs longer than the default. */
  readonly timeoutMs?: number;
  /** Pause that this address needs where it is longer than the source's own. */
  readonly gapMs?: number;
  /** Asked conditionally (ETag, Last-Modified), and where to go on when the answer is 304. Absent: always asked in full. */
  readonly ifUnchanged?: { readonly next: PageRequest | null };
  /** What the adapter wants to know again when the page comes back; never sent. */
  readonly carry?: string;
}

/** A board as adapters see it. Feeds without companies have one board, named after the source. */
export interface BoardRef {
  readonly slug: string;
  readonly company: string | null;
  /** What the adapter itself asked to remember (`{"host":"api.eu.lever.co"}`). */
  readonly memo: Readonly<Record<string, string>>;
  /** The key of a keyed source, from the environment; never stored. */
  readonly key?: string;
}

/** A page as fetched and decoded to text; parsing it is the adapter's. */
export interface FetchedPage {
  readonly request: PageRequest;
  readonly status: number;
  readonly text: string;
}

/** What one page holds: rows in the source's own shape, the count it states, and where the next page is. */
export interface PageRows {
  readonly rows: readonly unknown[];
  /** The source's own total for the board; `null` where it states none. */
  readonly statedTotal: number | null;
  readonly next: PageRequest | null;
  /** Ids that the source says are removed (streams). */
  readonly removed?: readonly string[];
  readonly memo?: Readonly<Record<string, string>>;
  /** Employer's name when the page tells it. */
  readonly company?: string | null;
}

/** One row read: zero or more raw postings (a Hacker News post with three roles gives three), or why it gives none. */
export type RowReading =
  | { readonly kind: 'postings'; readonly postings: readonly RawPosting[] }
  /** Understood and left out on purpose (a legal notice, an unlisted posting): counted nowhere but in `skipped`. */
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'reject'; readonly rejection: RowRejection };

/** Links of a post that may lead to employers' own boards, and where they stand. */
export interface BoardLead {
  readonly links: readonly string[];
  /** The employer as the post names it; `null`: it does not. */
  readonly company: string | null;
  /** The page of many posts, and the post. */
  readonly threadUrl: string;
  readonly postUrl: string;
}

/** Thrown by `rows` when a page is not what the source promises; the run fails, in words a person understands. */
export class PageShapeError extends Error {}

/** A field that a source states in every posting; `judge.ts` watches it. */
export type Canary = 'place' | 'date' | 'pay';

/**
 * A place we read, as a value: facts and pure functions. It cannot fetch, store, log or read the clock.
 */
export interface Source {
  readonly id: string;
  /** Raise it when `rows` or `parse` changes: stored validators and row hashes then no longer count. */
  readonly version: number;
  readonly name: string;
  readonly homepage: string;
  readonly terms: string;
  /** Words that must stand beside its postings; `null`: none asked. */
  readonly attribution: string | null;
  /** `source`: the source's own page must stay the primary link; `employer`: the employer's page may be. */
  readonly canonicalUrlPolicy: 'source' | 'employer';
  /** Whether exports and feeds may carry descriptions, and pages JSON-LD. */
  readonly republish: boolean;
  readonly robotsPolicy: 'enforce' | 'explicit-permission';
  readonly default: 'on' | 'opt-in' | 'keyed';
  /** Environment variable that holds the key; keyed sources only. */
  readonly keyVariable?: string;
  /** Whether its pay may enter statistics, counts and totals. */
  readonly inStatistics: boolean;
  /** Hosts it may ask; `*.example.com` for tenants. Empty for generic sources: only the host of the board's own address. */
  readonly hosts: readonly string[];
  /** Whether one board is one employer (an applicant-tracking platform). */
  readonly platform: boolean;
  readonly minIntervalMinutes: number;
  readonly gapMs: number;
  /** Decoded bytes a page may have. */
  readonly bodyCap: number;
  readonly ends: Ends;
  /** Days after which a `window` posting ends by age. */
  readonly maxAgeDays: number;
  readonly statesTotal: boolean;
  /** What every posting of this source states: a reading in which fewer than half do is of a changed shape, the very first too. */
  readonly canaries: readonly Canary[];
  readonly maxPages: number;
  /** Recognises a board from a pasted URL (or an apply link); `null`: not ours. */
  recognise(url: URL): { readonly slug: string; readonly externalId: string | null } | null;
  /** Allowed slugs; anything else is refused before an address is built. */
  readonly slugPattern: RegExp;
  firstPage(board: BoardRef, now: Date): PageRequest;
  /** Another address to try when the first answers 404 (Lever's EU host); `null`: none. */
  fallbackPage?(board: BoardRef): PageRequest | null;
  /** @throws PageShapeError when the page is not what the source promises. */
  rows(page: FetchedPage, board: BoardRef): PageRows;
  /** The page after one that was lost, for sources whose addresses count (`page=4`); `null`: cannot be known. */
  afterLost?(request: PageRequest): PageRequest | null;
  /** History: `first` asks for the index of what there was since `from`; `read` answers the boards to read once, and the index's next page. */
  readonly backfill?: {
    /** Whether a board is a piece of the past: read once, told to nobody, first seen when it was posted. */
    isHistory(slug: string): boolean;
    first(from: Date, now: Date): PageRequest;
    /** @throws PageShapeError */
    read(page: FetchedPage): { readonly boards: readonly string[]; readonly next: PageRequest | null };
  };
  /** A second request that a row's posting needs; asked only for rows whose title is not `no`. */
  detailOf?(row: unknown, board: BoardRef): PageRequest | null;
  /** What a row's links may lead to; absent: boards are not looked for here. Never throws. */
  leadOf?(row: unknown): BoardLead | null;
  /** Never throws for hostile rows: answers a rejection. */
  parse(row: unknown, board: BoardRef, detail?: FetchedPage): RowReading;
  /** For the identity of a row before parsing: hash look-up and rejections. `null` when it has none. */
  idOf(row: unknown): string | null;
}

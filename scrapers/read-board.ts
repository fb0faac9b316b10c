import { createHash } from 'node:crypto';
import type { RawPosting, RowRejection } from '#src/domain/raw-posting';
import type { FetchPage, PageAnswer, Validators } from './fetch-page.js';
import { validatorKey } from './fetch-page.js';
import { createRowShapes, HostileRowError, isWellFormed, type SchemaFingerprint } from './row-shape.js';
import {
  PageShapeError,
  type BoardRef,
  type FetchedPage,
  type PageRequest,
  type PageRows,
  type RowReading,
  type Source,
} from './source.js';

/** Before any judging: what came back. */
export type ReadingOutcome = 'unchanged' | 'complete' | 'partial' | 'refused' | 'throttled' | 'gone' | 'failed';

/** One row of the source, read. */
export interface BoardRow {
  /** Identity of the row. Its postings carry this as `externalId`, or this with `#2`, `#3` … where one row holds several roles. */
  readonly rowId: string;
  /** sha256 of the row as given, keys sorted, with the adapter's version. */
  readonly rowHash: string;
  /** `unchanged`: the hash is the one already known, so the row was not parsed: its stored postings are confirmed. */
  readonly reading: { readonly kind: 'postings'; readonly postings: readonly RawPosting[] } | { readonly kind: 'unchanged' };
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
  readonly body: Uint8Array;
  readonly sha256: string;
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
  /** Ids of rows that the source says are removed. */
  readonly removed: readonly string[];
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

export interface ReadBoardDeps {
  readonly source: Source;
  readonly board: BoardRef;
  readonly fetchPage: FetchPage;
  readonly now: () => Date;
  readonly titleVerdict: (title: string) => 'yes' | 'maybe' | 'no';
  /** Hashes already stored, by row id; asked once a page. A row whose hash is the same is not parsed again. */
  readonly known?: (rowIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** From the last complete reading; left out after any other outcome. */
  readonly validators?: ReadonlyMap<string, Validators>;
  /** Instead of the source's first page: one thread of a back-fill. */
  readonly start?: PageRequest;
  readonly maxPages?: number;
  /** Default 200. */
  readonly maxDetails?: number;
  readonly signal?: AbortSignal;
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const MAX_LOST_PAGES = 2;

/** Reads one board from its first page to its last. Stores nothing, closes nothing, judges nothing. */
export async function readBoard(deps: ReadBoardDeps): Promise<BoardReading> {
  const { source, board, fetchPage, now } = deps;
  const isAllowedSlug = source.slugPattern.test(board.slug);
  const first = isAllowedSlug ? (deps.start ?? source.firstPage(board, now())) : null;
  // A generic source declares no hosts: its board may ask the host that it names, and no other.
  const asker = first === null || source.hosts.length > 0 ? source : { ...source, hosts: [new URL(first.url).hostname] };
  const shapes = createRowShapes(source.version);
  const rows = new Map<string, BoardRow>();
  const rejections: RowRejection[] = [];
  const skipped: Record<string, number> = Object.create(null) as Record<string, number>;
  const lost: string[] = [];
  const removed = new Set<string>();
  const pages: PageBytes[] = [];
  const validators = new Map<string, Validators>();
  const pageHashes = new Set<string>();
  const tally = { postings: 0, id: 0, title: 0, url: 0, place: 0, date: 0, pay: 0 };
  let memo = board.memo;
  let company = null as string | null;
  let statedTotal = null as number | null;
  let seen = 0;
  let requests = 0;
  let details = 0;
  let unchangedPages = 0;
  let rowPages = 0;
  let partial = null as string | null;

  const skip = (reason: string) => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };
  const end = (outcome: ReadingOutcome, reason: string | null, answer?: PageAnswer): BoardReading => ({
    outcome,
    reason,
    notBefore: answer?.kind === 'throttled' ? answer.notBefore : null,
    offline: answer?.kind === 'failed' && answer.offline,
    seen,
    rows: [...rows.values()],
    rejections,
    skipped,
    lost,
    removed: [...removed],
    statedTotal,
    pages,
    validators,
    memo,
    company,
    fingerprint: shapes.fingerprint(),
    coverage: tally.postings === 0 ? null : coverageOf(tally),
    requests,
  });
  const ask = (request: PageRequest) => {
    requests += 1;
    const given = deps.validators?.get(validatorKey(source, request)) ?? null;
    return fetchPage(request, {
      source: asker,
      board: board.slug,
      validators: given,
      ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    });
  };

  /** Reads one row that has passed the check; fetches its detail where one is needed. */
  async function readRow(row: unknown): Promise<RowReading | 'lost'> {
    const known = { ...board, memo };
    const first = safely(() => source.parse(row, known), row, source);
    if (first.kind !== 'postings' || source.detailOf === undefined) return first;
    const request = source.detailOf(row, known);
    if (request === null || first.postings.every((posting) => deps.titleVerdict(posting.title) === 'no')) return first;
    if (details >= (deps.maxDetails ?? 200)) {
      partial ??= `more than ${deps.maxDetails ?? 200} detail pages; the rest next time`;
      return 'lost';
    }
    details += 1;
    const answer = await ask(request);
    if (answer.kind === 'page') return safely(() => source.parse(row, known, answer.page), row, source);
    if (answer.kind === 'gone') return { kind: 'skip', reason: 'its own page is gone' };
    partial ??= `a detail page was lost: ${answer.kind === 'unchanged' ? 'not modified' : answer.reason}`;
    if (answer.kind === 'throttled' || answer.kind === 'refused') details = Number.POSITIVE_INFINITY;
    return 'lost';
  }

  async function readRows(page: PageRows): Promise<void> {
    const checked: { row: unknown; rowId: string; rowHash: string }[] = [];
    for (const row of page.rows) {
      seen += 1;
      try {
        const rowHash = shapes.take(row);
        const rowId = source.idOf(row);
        if (rowId === null || rowId === '' || rowId.length > 300)
          rejections.push({ externalId: null, title: titleHint(row), reason: 'it has no id' });
        else checked.push({ row, rowId, rowHash });
      } catch (error) {
        const reason = error instanceof HostileRowError ? error.message : 'it could not be read';
        rejections.push({ externalId: safeId(source, row), title: null, reason });
      }
    }
    const known = deps.known === undefined ? new Map<string, string>() : await deps.known(checked.map(({ rowId }) => rowId));
    for (const { row, rowId, rowHash } of checked) {
      if (rows.has(rowId)) skip('the same id again');
      else if (known.get(rowId) === rowHash) rows.set(rowId, { rowId, rowHash, reading: { kind: 'unchanged' } });
      else {
        const reading = await readRow(row);
        if (reading === 'lost') lost.push(rowId);
        else if (reading.kind === 'skip') skip(reading.reason);
        else if (reading.kind === 'reject') rejections.push(reading.rejection);
        else {
          rows.set(rowId, { rowId, rowHash, reading });
          for (const posting of reading.postings) count(tally, posting);
        }
      }
    }
  }

  /** Reads what a page holds. Answers the next page, or why the page is no page. */
  async function readPage(answer: Extract<PageAnswer, { kind: 'page' }>): Promise<PageRequest | null | 'repeats' | PageShapeError> {
    const read = rowsOf(source, answer.page, { ...board, memo });
    if (read instanceof PageShapeError) return read;
    // By its rows: a page's own clock or counter may differ each time.
    const isOneOfMany = read.next !== null || pages.length > 0;
    const fingerprint = isOneOfMany && read.rows.length > 0 ? sha256(JSON.stringify(read.rows)) : null;
    if (fingerprint !== null && pageHashes.has(fingerprint)) return 'repeats';
    if (fingerprint !== null) pageHashes.add(fingerprint);
    pages.push({ url: answer.page.request.url, body: answer.body, sha256: sha256(answer.body) });
    if (answer.validators !== null && answer.page.request.ifUnchanged !== undefined) {
      validators.set(validatorKey(source, answer.page.request), answer.validators);
    }
    if (read.rows.length > 0 || read.next === null) rowPages += 1;
    statedTotal ??= read.statedTotal;
    if (read.memo !== undefined) memo = { ...memo, ...read.memo };
    company ??= read.company ?? null;
    for (const id of read.removed ?? []) removed.add(id);
    await readRows(read);
    return read.next;
  }

  if (!isAllowedSlug) return end('failed', `«${board.slug.slice(0, 60)}» is no name of a board at ${source.name}`);
  if (source.default === 'keyed' && !board.key)
    return end('failed', `${source.name} needs a key of its own (${source.keyVariable ?? 'none named'}); it is off without one`);
  const maxPages = deps.maxPages ?? source.maxPages;
  let request: PageRequest | null = first;
  let isFirst = true;
  let lostPages = 0;
  for (let page = 0; request !== null; page += 1) {
    if (page >= maxPages) {
      partial ??= `more than ${maxPages} pages; the rest was not read`;
      break;
    }
    const asked: PageRequest = request;
    let answer = await ask(asked);
    const fallback: PageRequest | null = isFirst && answer.kind === 'gone' ? (source.fallbackPage?.(board) ?? null) : null;
    if (fallback !== null) answer = await ask(fallback);
    if (answer.kind === 'unchanged') {
      unchangedPages += 1;
      const used: PageRequest = fallback ?? asked;
      const kept = answer.validators;
      if (kept !== null) validators.set(validatorKey(source, used), kept);
      request = used.ifUnchanged?.next ?? null;
      isFirst = false;
      continue;
    }
    if (answer.kind !== 'page') {
      if (isFirst) return end(answer.kind, answer.reason, answer);
      partial ??= `page ${page + 1} was lost: ${answer.reason}`;
      lostPages += 1;
      const canGoOn = (answer.kind === 'failed' && !answer.offline && lostPages <= MAX_LOST_PAGES) || answer.kind === 'gone';
      request = canGoOn ? (source.afterLost?.(asked) ?? null) : null;
      continue;
    }
    const next = await readPage(answer);
    if (next instanceof PageShapeError) {
      if (isFirst) return end('failed', next.message);
      partial ??= `page ${page + 1} is no page: ${next.message}`;
      break;
    }
    if (next === 'repeats') {
      partial ??= `page ${page + 1} repeats an earlier one; reading stopped there`;
      break;
    }
    isFirst = false;
    request = next;
  }
  if (partial === null && statedTotal !== null && seen < statedTotal) partial = `${seen} of the ${statedTotal} rows that the source states`;
  if (partial === null && unchangedPages > 0 && rowPages > 0 && source.ends === 'list') partial = 'some pages unchanged, others not';
  if (partial !== null) return end('partial', partial);
  return unchangedPages > 0 && rowPages === 0 ? end('unchanged', null) : end('complete', null);
}

function rowsOf(source: Source, page: FetchedPage, board: BoardRef): PageRows | PageShapeError {
  try {
    return source.rows(page, board);
  } catch (error) {
    if (error instanceof PageShapeError) return error;
    return new PageShapeError(
      `the page of ${source.name} could not be read (${error instanceof Error ? error.message.slice(0, 120) : 'unknown'})`,
    );
  }
}

/** An adapter must not throw for a row; if one does, that row is one rejection. */
function safely(parse: () => RowReading, row: unknown, source: Source): RowReading {
  try {
    return parse();
  } catch (error) {
    const reason = `it could not be read (${error instanceof Error ? error.message.slice(0, 120) : 'unknown'})`;
    return { kind: 'reject', rejection: { externalId: safeId(source, row), title: titleHint(row), reason } };
  }
}

function safeId(source: Source, row: unknown): string | null {
  try {
    const id = source.idOf(row);
    // A stored text may hold neither NUL nor half characters.
    return id === null || id.length > 300 || id.includes('\u0000') || !isWellFormed(id) ? null : id;
  } catch {
    return null;
  }
}

function titleHint(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const { title } = row as { title?: unknown };
  return typeof title === 'string' && !title.includes('\u0000') && isWellFormed(title) ? title.slice(0, 200) : null;
}

type Tally = Record<keyof Coverage, number>;

function count(tally: Tally, posting: RawPosting): void {
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

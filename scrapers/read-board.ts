import { createHash } from 'node:crypto';
import {
  count,
  keptPage,
  keptPostings,
  nothingGathered,
  readingOf,
  type BoardReading,
  type Gathered,
  type Keep,
  type ReadingOutcome,
} from './board-reading.js';
import { rowsOf, safeId, safely, titleHint } from './call-adapter.js';
import type { Validators } from './ask-politely.js';
import { validatorKey, type FetchPage, type PageAnswer } from './fetch-page.js';
import { refusalOf } from './refused.js';
import { createRowShapes, HostileRowError } from './row-shape.js';
import { PageShapeError, type BoardRef, type PageRequest, type RowReading, type Source } from './source.js';

export type { BoardReading, Coverage } from './board-reading.js';

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
  /** Where pages and postings wait for the verdict; left out: in memory. */
  readonly keep?: Keep;
}

const MAX_LOST_PAGES = 2;
const MAX_DETAILS = 200;

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

interface CheckedRow {
  readonly row: unknown;
  readonly rowId: string;
  readonly rowHash: string;
}

/** Reads one board from its first page to its last. Stores nothing, closes nothing, judges nothing. */
export async function readBoard(deps: ReadBoardDeps): Promise<BoardReading> {
  const { source, board, now } = deps;
  const gathered = nothingGathered(board, deps.keep);
  const shapes = createRowShapes(source.version);
  const end = (outcome: ReadingOutcome, reason: string | null, answer?: PageAnswer) => readingOf(gathered, shapes, outcome, reason, answer);
  if (!source.slugPattern.test(board.slug)) return end('failed', `«${board.slug.slice(0, 60)}» is no name of a board at ${source.name}`);
  if (source.default === 'keyed' && !board.key)
    return end('failed', `${source.name} needs a key of its own (${source.keyVariable ?? 'none named'}); it is off without one`);
  const first = deps.start ?? source.firstPage(board, now());
  const refusal = source.hosts.length > 0 ? null : refusalOf(new URL(first.url).hostname);
  if (refusal !== null) return end('refused', `${refusal.name} is not read. ${refusal.reason}`);
  // A generic source declares no hosts: its board may ask the host that it names, and no other.
  const asker = source.hosts.length > 0 ? source : { ...source, hosts: [new URL(first.url).hostname] };
  const ask = (request: PageRequest) => {
    gathered.requests += 1;
    const validators = deps.validators?.get(validatorKey(source, request)) ?? null;
    return deps.fetchPage(request, {
      source: asker,
      board: board.slug,
      validators,
      ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    });
  };
  const readRows = createRowReader(deps, gathered, ask);
  const pageHashes = new Set<string>();

  /** Reads what a page holds. Answers the next page, or why the page is no page. */
  async function readPage({
    page,
    body,
    validators,
  }: Extract<PageAnswer, { kind: 'page' }>): Promise<PageRequest | null | 'repeats' | PageShapeError> {
    const read = rowsOf(source, page, { ...board, memo: gathered.memo });
    if (read instanceof PageShapeError) return read;
    const { checked, broken } = checkRows(source, shapes, read.rows);
    // By its rows: a page's own clock or counter may differ each time.
    const fingerprint = checked.length === 0 ? null : sha256(checked.map((row) => row.rowHash).join(' '));
    if (fingerprint !== null && pageHashes.has(fingerprint)) return 'repeats';
    if (fingerprint !== null) pageHashes.add(fingerprint);
    gathered.seen += read.rows.length;
    gathered.rejections.push(...broken);
    gathered.pages.push(keptPage(gathered.keep, page.request.url, body, sha256(body)));
    if (validators !== null && page.request.ifUnchanged !== undefined)
      gathered.validators.set(validatorKey(source, page.request), validators);
    if (read.rows.length > 0 || read.next === null) gathered.rowPages += 1;
    gathered.statedTotal ??= read.statedTotal;
    if (read.memo !== undefined) gathered.memo = { ...gathered.memo, ...read.memo };
    gathered.company ??= read.company ?? null;
    for (const id of read.removed ?? []) gathered.removed.add(id);
    await readRows(checked);
    return read.next;
  }

  const maxPages = deps.maxPages ?? source.maxPages;
  let request: PageRequest | null = first;
  let isFirst = true;
  let lostPages = 0;
  for (let page = 0; request !== null; page += 1) {
    if (page >= maxPages) {
      gathered.partial ??= `more than ${maxPages} pages; the rest was not read`;
      break;
    }
    let asked: PageRequest = request;
    let answer = await ask(asked);
    const fallback: PageRequest | null = isFirst && answer.kind === 'gone' ? (source.fallbackPage?.(board) ?? null) : null;
    if (fallback !== null) {
      asked = fallback;
      answer = await ask(fallback);
    }
    if (answer.kind === 'unchanged') {
      gathered.unchangedPages += 1;
      if (answer.validators !== null) gathered.validators.set(validatorKey(source, asked), answer.validators);
      request = asked.ifUnchanged?.next ?? null;
    } else if (answer.kind === 'page') {
      const next = await readPage(answer);
      if (next instanceof PageShapeError) {
        if (isFirst) return end('failed', next.message);
        gathered.partial ??= `page ${page + 1} is no page: ${next.message}`;
        break;
      }
      if (next === 'repeats') {
        gathered.partial ??= `page ${page + 1} repeats an earlier one; reading stopped there`;
        break;
      }
      request = next;
    } else {
      if (isFirst) return end(answer.kind, answer.reason, answer);
      gathered.partial ??= `page ${page + 1} was lost: ${answer.reason}`;
      lostPages += 1;
      const canGoOn = (answer.kind === 'failed' && !answer.offline && lostPages <= MAX_LOST_PAGES) || answer.kind === 'gone';
      request = canGoOn ? (source.afterLost?.(asked) ?? null) : null;
    }
    isFirst = false;
  }
  return end(...outcomeOf(gathered, source));
}

/** What all pages together amount to. */
function outcomeOf({ partial, statedTotal, seen, unchangedPages, rowPages }: Gathered, source: Source): [ReadingOutcome, string | null] {
  if (partial !== null) return ['partial', partial];
  if (statedTotal !== null && seen < statedTotal) return ['partial', `${seen} of the ${statedTotal} rows that the source states`];
  if (unchangedPages === 0) return ['complete', null];
  if (rowPages === 0) return ['unchanged', null];
  return source.ends === 'list' ? ['partial', 'some pages unchanged, others not'] : ['complete', null];
}

/** Checks and hashes the rows of a page; a hostile one is broken and goes no further. */
function checkRows(source: Source, shapes: ReturnType<typeof createRowShapes>, rows: readonly unknown[]) {
  const checked: CheckedRow[] = [];
  const broken: BoardReading['rejections'][number][] = [];
  for (const row of rows) {
    try {
      const rowHash = shapes.take(row);
      const rowId = source.idOf(row);
      if (rowId === null || rowId === '' || rowId.length > 300)
        broken.push({ externalId: null, title: titleHint(row), reason: 'it has no id' });
      else checked.push({ row, rowId, rowHash });
    } catch (error) {
      const reason = error instanceof HostileRowError ? error.message : 'it could not be read';
      broken.push({ externalId: safeId(source, row), title: null, reason });
    }
  }
  return { checked, broken };
}

/** Reads checked rows into what is gathered, asking for details where they are needed. */
function createRowReader(deps: ReadBoardDeps, gathered: Gathered, ask: (request: PageRequest) => Promise<PageAnswer>) {
  const { source } = deps;
  const maxDetails = deps.maxDetails ?? MAX_DETAILS;
  let details = 0;

  const skip = (reason: string) => {
    gathered.skipped[reason] = (gathered.skipped[reason] ?? 0) + 1;
  };

  async function readRow(row: unknown): Promise<RowReading | 'lost' | 'gone'> {
    const board: BoardRef = { ...deps.board, memo: gathered.memo };
    const listed = safely(() => source.parse(row, board), row, source);
    if (listed.kind !== 'postings' || source.detailOf === undefined) return listed;
    const request = source.detailOf(row, board);
    if (request === null || listed.postings.every((posting) => deps.titleVerdict(posting.title) === 'no')) return listed;
    if (details >= maxDetails) {
      gathered.partial ??= `more than ${maxDetails} detail pages; the rest next time`;
      return 'lost';
    }
    details += 1;
    const answer = await ask(request);
    if (answer.kind === 'page') return safely(() => source.parse(row, board, answer.page), row, source);
    if (answer.kind === 'gone') return 'gone';
    gathered.partial ??= `a detail page was lost: ${answer.kind === 'unchanged' ? 'not modified' : answer.reason}`;
    if (answer.kind === 'throttled' || answer.kind === 'refused') details = Number.POSITIVE_INFINITY;
    return 'lost';
  }

  /** Whether a detail was due and not asked for, the title being no backend work. */
  const isHalfRead = (row: unknown, reading: Extract<RowReading, { kind: 'postings' }>): boolean =>
    source.detailOf !== undefined &&
    reading.postings.every((posting) => deps.titleVerdict(posting.title) === 'no') &&
    source.detailOf(row, { ...deps.board, memo: gathered.memo }) !== null;

  return async (checked: readonly CheckedRow[]): Promise<void> => {
    const known = deps.known === undefined ? new Map<string, string>() : await deps.known(checked.map(({ rowId }) => rowId));
    for (const { row, rowId, rowHash } of checked) {
      if (gathered.rows.has(rowId)) skip('the same id again');
      else if (known.get(rowId) === rowHash) gathered.rows.set(rowId, { rowId, rowHash, reading: { kind: 'unchanged' } });
      else {
        const lead = source.leadOf?.(row) ?? null;
        if (lead !== null) gathered.leads.push(lead);
        const reading = await readRow(row);
        if (reading === 'lost') gathered.lost.push(rowId);
        else if (reading === 'gone') {
          gathered.gone.push(rowId);
          skip('its own page is gone');
        } else if (reading.kind === 'skip') skip(reading.reason);
        else if (reading.kind === 'reject') gathered.rejections.push(reading.rejection);
        else {
          gathered.rows.set(rowId, { rowId, rowHash, reading: keptPostings(gathered.keep, reading.postings) });
          // What a row lacks may stand in a detail that was not asked for: such a row says nothing of the source's fields.
          if (!isHalfRead(row, reading)) for (const posting of reading.postings) count(gathered.tally, posting);
        }
      }
    }
  };
}

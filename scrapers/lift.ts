import { z } from 'zod';
import type { RawPosting } from '#src/domain/raw-posting';
import { rawPostingOf, RowError, type RawFields } from './raw-posting.js';
import {
  PageShapeError,
  type BoardRef,
  type FetchedPage,
  type PageRequest,
  type PageRows,
  type RowReading,
  type Source,
} from './source.js';

/** What a row's reader answers: one posting, several, or why it is left out. */
export type RowAnswer = RawFields | readonly RawFields[] | { readonly skip: string };

const JSON_ACCEPT = 'application/json';

/** A GET for JSON; conditional when it is the whole board. */
export const getJson = (url: string, more: Partial<PageRequest> = {}): PageRequest => ({ url, accept: JSON_ACCEPT, ...more });
export const wholeBoard = (url: string, more: Partial<PageRequest> = {}): PageRequest =>
  getJson(url, { ifUnchanged: { next: null }, ...more });

/** Facts that most sources share; each states what differs. */
export const FEED = {
  version: 1,
  attribution: null,
  canonicalUrlPolicy: 'source',
  republish: false,
  robotsPolicy: 'enforce',
  inStatistics: true,
  platform: false,
  minIntervalMinutes: 360,
  gapMs: 1_000,
  bodyCap: 16_777_216,
  ends: 'window',
  maxAgeDays: 30,
  statesTotal: false,
  canaries: [],
  maxPages: 1,
} as const;

export const PLATFORM = { ...FEED, canonicalUrlPolicy: 'employer', republish: true, platform: true, ends: 'list' } as const;

/** Slugs of boards: what a host name or a path segment may hold. */
export const SLUG = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/;
/** Boards that are a host's first label. */
export const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const PSEUDO_SLUGS = new Set(['embed', 'jobs', 'www', 'api', 'careers', 'app', 'help', 'support', 'blog']);

/** The slug of a tenant's host: `acme.recruitee.com` → `acme`; `null` for other hosts and for the vendor's own names. */
export function tenantOf(url: URL, domain: string): string | null {
  const host = url.hostname.toLowerCase();
  if (!host.endsWith(`.${domain}`)) return null;
  const slug = host.slice(0, -(domain.length + 1));
  return LABEL.test(slug) && !PSEUDO_SLUGS.has(slug) ? slug : null;
}

/** Path segments, decoded; an undecodable one is dropped. */
export function segmentsOf(url: URL): string[] {
  return url.pathname.split('/').flatMap((part) => {
    if (part === '') return [];
    try {
      return [decodeURIComponent(part)];
    } catch {
      return [];
    }
  });
}

export const isSlug = (text: string | undefined, pattern: RegExp = SLUG): text is string =>
  text !== undefined && pattern.test(text) && !PSEUDO_SLUGS.has(text.toLowerCase());

function issueOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'its shape is wrong' : `${issue.path.join('.') || 'it'}: ${issue.message}`.slice(0, 200);
}

/** Parses a page as JSON of a shape. @throws PageShapeError in words a person understands. */
export function pageJson<T>(page: FetchedPage, shape: z.ZodType<T>): T {
  const text = page.text.trimStart();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (/^<(?:!doctype|html|head|body)/i.test(text))
      throw new PageShapeError('a web page came where JSON was expected: perhaps a check for robots');
    throw new PageShapeError(text === '' ? 'the answer is empty' : 'the answer is not JSON');
  }
  const read = shape.safeParse(value);
  if (!read.success) throw new PageShapeError(`the answer is not what the source promises: ${issueOf(read.error)}`);
  return read.data;
}

interface Reader<Row> {
  readonly row: z.ZodType<Row>;
  /** May throw RowError. */
  readonly read: (row: Row, board: BoardRef, detail?: FetchedPage) => RowAnswer;
  readonly idOf: (row: unknown) => string | null;
}

/** One bad row is one rejection. */
function parseRow<Row>(
  { row: shape, read, idOf }: Reader<Row>,
  row: unknown,
  board: BoardRef,
  detail: FetchedPage | undefined,
): RowReading {
  const reject = (reason: string): RowReading => {
    const { title } = (typeof row === 'object' && row !== null ? row : {}) as { title?: unknown };
    return { kind: 'reject', rejection: { externalId: idOf(row), title: typeof title === 'string' ? title.slice(0, 200) : null, reason } };
  };
  const checked = shape.safeParse(row);
  if (!checked.success) return reject(issueOf(checked.error));
  try {
    const answer = read(checked.data, board, detail);
    if ('skip' in answer) return { kind: 'skip', reason: answer.skip };
    const postings: RawPosting[] = (Array.isArray(answer) ? (answer as readonly RawFields[]) : [answer as RawFields]).map(rawPostingOf);
    return { kind: 'postings', postings };
  } catch (error) {
    if (error instanceof RowError || error instanceof PageShapeError) return reject(error.message);
    return reject(`it could not be read (${error instanceof Error ? error.message.slice(0, 120) : 'unknown'})`);
  }
}

/** Reads one member of a row as an id. */
export const idIn =
  (...keys: readonly string[]) =>
  (row: unknown): string | null => {
    if (typeof row !== 'object' || row === null) return null;
    for (const key of keys) {
      const value: unknown = Object.getOwnPropertyDescriptor(row, key)?.value;
      if (
        (typeof value === 'string' && value.trim() !== '' && value.length <= 300) ||
        (typeof value === 'number' && Number.isSafeInteger(value))
      )
        return String(value).trim();
    }
    return null;
  };

type Declared = Omit<Source, 'rows' | 'parse' | 'idOf'>;

/** Lifts a declaration to a source whose pages are JSON: zod at the page and at the row. */
export function jsonSource<Page, Row>(
  declared: Declared &
    Reader<Row> & { readonly page: z.ZodType<Page>; readonly rowsOf: (page: Page, fetched: FetchedPage, board: BoardRef) => PageRows },
): Source {
  const { page: shape, rowsOf, row, read, idOf, ...facts } = declared;
  return {
    ...facts,
    idOf,
    rows: (page, board) => rowsOf(pageJson(page, shape), page, board),
    parse: (given, board, detail) => parseRow({ row, read, idOf }, given, board, detail),
  };
}

/** Lifts a declaration to a source whose pages are read by hand (XML, HTML); rows are then plain objects. */
export function markupSource<Row>(
  declared: Declared & Reader<Row> & { readonly rowsOf: (fetched: FetchedPage, board: BoardRef) => PageRows },
): Source {
  const { rowsOf, row, read, idOf, ...facts } = declared;
  return { ...facts, idOf, rows: rowsOf, parse: (given, board, detail) => parseRow({ row, read, idOf }, given, board, detail) };
}

/** Zod words that rows use: a field that is absent, null or of the wrong type is unknown, never an error. */
export const text = z.string().nullish().catch(null);
export const number = z.number().nullish().catch(null);
export const flag = z.boolean().nullish().catch(null);
export const texts = z.array(z.string()).nullish().catch(null);
/** An id: text or a whole number. */
export const id = z.union([z.string().min(1), z.number().int()]);
/** Titles and addresses must be there as text. */
export const must = z.string().min(1);
export const anything = z.unknown().optional();

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EMPTY_RAW_POSTING, type RawPosting } from '#src/domain/raw-posting';
import { sourceOf } from '#scrapers/index';
import { readTable } from './pay-tables.js';

/** A posting of the corpus with the names by which label files know it. */
export interface CorpusPosting {
  readonly source: string;
  readonly board: string;
  readonly raw: RawPosting;
  /** Whether one board is one employer. */
  readonly platform: boolean;
  /** First day on which a collection saw it, where an earlier one had not; `null`: as posted. */
  readonly seenFrom: string | null;
  /** Last day on which a collection saw it, where a later one no longer has it; `null`: not known to have gone. */
  readonly goneAfter: string | null;
}

export const corpusKeyOf = (source: string, board: string, externalId: string): string => `${source}\t${board}\t${externalId}`;

const NATIVE = ['arbeitnow', 'ashby', 'greenhouse', 'jobicy', 'lever', 'personio', 'recruitee', 'remoteok', 'remotive', 'teamtailor'];
/** Folder of the recordings → source, where the two differ in name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { themuse: 'the-muse', solidjobs: 'solid-jobs', workable: 'workable' };
/** Feeds have one board, named after the source. */
const IS_FEED: ReadonlySet<string> = new Set(['arbeitnow', 'jobicy', 'remoteok', 'remotive', 'the-muse', 'solid-jobs']);

const textOf = (file: string): string => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
};
const listing = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
const boardOfFile = (file: string): string =>
  basename(file).replace(/(?:-(?:sample|[a-d]|widget|spam|v3|\d{4}-\d{2}))*\.(?:json|xml)(?:\.gz)?$/, '');

function readPage(sourceId: string, slug: string, url: string, text: string): RawPosting[] {
  const source = sourceOf(sourceId);
  if (source === null) return [];
  const board = { slug, company: null, memo: {} };
  const page = { request: { url, accept: '' }, status: 200, text };
  return source.rows(page, board).rows.flatMap((row) => {
    const reading = source.parse(row, board);
    return reading.kind === 'postings' ? reading.postings : [];
  });
}

/** One recording was wrapped anew by who collected it. */
function asServed(source: string, text: string): string {
  if (source !== 'the-muse') return text;
  const { jobs } = JSON.parse(text) as { readonly jobs: unknown };
  return JSON.stringify({ page: 0, page_count: 1, results: jobs });
}

function readNative(corpus: string): CorpusPosting[] {
  const found: CorpusPosting[] = [];
  for (const folder of [...NATIVE, ...Object.keys(OTHER_NAMES)]) {
    const source = OTHER_NAMES[folder] ?? folder;
    for (const file of listing(join(corpus, 'native', folder))) {
      // These are detail pages and lists without a posting's words.
      if (file.startsWith('workable-v3')) continue;
      const board = IS_FEED.has(source) ? source : boardOfFile(file);
      const text = textOf(join(corpus, 'native', folder, file));
      const postings = readPage(source, board, `https://${source}.example.com/${board}`, asServed(source, text));
      found.push(...postings.map((raw) => ({ source, board, raw, platform: !IS_FEED.has(source), seenFrom: null, goneAfter: null })));
    }
  }
  return found;
}

/** Whole months of Hacker News: a comment has no id in the recording, so its place in the thread stands for it. */
function readHackerNews(corpus: string): CorpusPosting[] {
  const folder = join(corpus, 'native/hn-who-is-hiring');
  return listing(folder).flatMap((file) => {
    const month = /^(\d{4})-(\d{2})\.json/.exec(file);
    if (month === null) return [];
    const thread = Number(`9${month[1]}${month[2]}`);
    const createdAt = `${month[1]}-${month[2]}-01T15:00:00.000Z`;
    const comments = JSON.parse(textOf(join(folder, file))) as { readonly full_html: string }[];
    const children = comments.map((comment, index) => ({ id: thread * 1000 + index, text: comment.full_html, created_at: createdAt }));
    const page = JSON.stringify({ id: thread, created_at: createdAt, children });
    return readPage('hacker-news', `thread-${thread}`, `https://hn.algolia.com/api/v1/items/${thread}`, page).map((raw) => ({
      source: 'hacker-news',
      board: `thread-${thread}`,
      raw,
      platform: false,
      seenFrom: null,
      goneAfter: raw.expiresAt,
    }));
  });
}

/** «Headquarters: Remote - USA» opens these sites' descriptions: the posting's place, which their place field («Anywhere») lacks. */
function statedPlace(description: unknown): string | null {
  const text = (stringOr(description) ?? '')
    .slice(0, 400)
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/&nbsp;|\s/g, ' ');
  const words = /^ *Headquarters: {0,5}(.{2,160})/.exec(text)?.[1];
  if (words === undefined) return null;
  return (
    words.split(
      / {2,}| (?=(?:Who|Ready|About|This|As|We|Role|URL|The|At|Location|Recognized|Imagine|Within|Arthur|Airtable|GitLab)\b)/,
    )[0] ?? null
  );
}

const stringOr = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const dayOf = (value: unknown): string | null => {
  const time = Date.parse(stringOr(value) ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
};
const given = (fields: Partial<RawPosting> & Pick<RawPosting, 'externalId' | 'title' | 'url'>): RawPosting => ({
  ...EMPTY_RAW_POSTING,
  ...fields,
});

/** Collections that no source of the product reads: aggregators' copies and one employer's own site. */
function readOthers(corpus: string): CorpusPosting[] {
  type Row = Readonly<Record<string, unknown>>;
  const rowsIn = (path: string, key: string | null): Row[] => {
    const file = join(corpus, path);
    if (!existsSync(file)) return [];
    const page = JSON.parse(textOf(file)) as Row | Row[];
    return (key === null ? page : (page as Row)[key]) as Row[];
  };
  const remoteJobs = rowsIn('native/remotejobsorg/remotejobsorg-a.json', 'data').map((row) =>
    given({
      externalId: String(row['id']),
      title: String(row['title']),
      url: String(row['url']),
      company: stringOr((row['company'] as Row | null)?.['name']),
      description: stringOr(row['description']),
      locations: [statedPlace(row['description']) ?? stringOr(row['location']) ?? ''],
      workplace: 'Remote',
      postedAt: dayOf(row['created_at'] ?? row['posted_at']),
    }),
  );
  const weWork = rowsIn('native/weworkremotely/wwr-rows-a.json', 'jobs').map((row) =>
    given({
      externalId: String(row['id']),
      title: String(row['title']),
      url: String(row['url']),
      company: stringOr(row['company']),
      description: stringOr(row['description']),
      locations: [statedPlace(row['description']) ?? stringOr(row['location']) ?? ''],
      workplace: 'Remote',
      postedAt: dayOf(row['postedAt']),
    }),
  );
  const uber = rowsIn('tables/uber-careers-2025-12.json.gz', null).map((row) =>
    given({
      externalId: String(row['id']),
      title: String(row['title']),
      url: String(row['url']),
      company: 'Uber',
      description: stringOr(row['description']),
      locations: (row['locations'] as string[] | null) ?? [],
      tags: [stringOr(row['team']) ?? ''].filter((tag) => tag !== ''),
      postedAt: dayOf(row['creation_date']),
    }),
  );
  const glassdoor = rowsIn('tables/glassdoor-israel-2026-06.json.gz', null).map((row) =>
    given({
      externalId: String(row['id']),
      title: String(row['title']),
      url: String(row['job_url']),
      company: stringOr(row['company']),
      description: stringOr(row['description']),
      locations: [stringOr(row['location']) ?? ''],
      postedAt: dayOf(row['date_posted']),
    }),
  );
  const graduates = readTable(corpus, 'tables/newgrad-listings-2024.csv.gz').map((row) =>
    given({
      externalId: row['id'] ?? '',
      title: row['title'] ?? '',
      url: row['url'] ?? '',
      company: stringOr(row['company_name']),
      locations: (row['locations'] ?? '').split('|'),
      postedAt: dayOf(Number(row['date_posted']) * 1000 ? new Date(Number(row['date_posted']) * 1000).toISOString() : null),
    }),
  );
  const as = (source: string, postings: readonly RawPosting[], platform = false): CorpusPosting[] =>
    postings.map((raw) => ({ source, board: source, raw, platform, seenFrom: null, goneAfter: null }));
  return [
    ...as('remotejobsorg', remoteJobs),
    ...as('weworkremotely', weWork),
    ...as('uber-careers', uber, true),
    ...as('glassdoor', glassdoor),
    ...as('newgrad', graduates),
  ];
}

/** Days of the table's first and last snapshots: what stood in the first may be older, what stands in the last is not known to have gone. */
const FIRST_SNAPSHOT = '2026-07-18';
const LAST_SNAPSHOT = '2026-08-08';

/** Boards known by their rows alone: title, place and address are real, the description is not there. */
function readAtsTable(corpus: string): CorpusPosting[] {
  return readTable(corpus, 'tables/ats-postings-2026-07-08.csv.gz').flatMap((row) => {
    const [source, board, ...id] = (row['job_uid'] ?? '').split(':');
    if (source === undefined || board === undefined) return [];
    const raw = given({
      externalId: id.join(':'),
      title: row['title'] ?? '',
      url: row['apply_url'] ?? '',
      company: board.replace(/[-_.]+/g, ' '),
      locations: [row['location_raw'] ?? ''],
      workplace: row['is_remote'] === 'True' ? 'Remote' : null,
      postedAt: dayOf(row['published_at']),
    });
    const [first, last] = [row['snap_first'] ?? '', row['snap_last'] ?? ''];
    const seenFrom = first === '' || first === FIRST_SNAPSHOT ? null : dayOf(first);
    return [{ source, board, raw, platform: true, seenFrom, goneAfter: last === '' || last === LAST_SNAPSHOT ? null : dayOf(last) }];
  });
}

/**
 * Every posting of the corpus by its key. Where two recordings of a board hold one id, the later wins.
 * @param corpus folder with `native` and `tables`
 */
export function readCorpus(corpus: string): Map<string, CorpusPosting> {
  const all = [...readAtsTable(corpus), ...readNative(corpus), ...readHackerNews(corpus), ...readOthers(corpus)];
  return new Map(all.map((posting) => [corpusKeyOf(posting.source, posting.board, posting.raw.externalId), posting]));
}

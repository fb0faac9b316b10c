import { gunzipSync } from 'node:zlib';
import { execFileSync, spawnSync } from 'node:child_process';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '#src/store';
import { FEED_TYPES } from '#src/http/listing-feed';
import { appUnderTest, get, NOW } from './app-under-test.js';
import { HOSTILE_STRINGS } from './hostile-strings.js';
import { COUNT, seededBoard } from './seeded-board.js';
import { claimedBoard, linkEach, postingWriteOf, saveAll } from '../support/posting-writes.js';
import type { TestDatabase } from '../support/database.js';

/** Debian's python3-feedparser, where it is installed: a reader of feeds that knows nothing of us. */
const FEEDPARSER = spawnSync('/usr/bin/python3', ['-c', 'import feedparser']).status === 0 ? '/usr/bin/python3' : null;
if (FEEDPARSER === null) console.warn('python3-feedparser is not installed: the outside reading of feeds is skipped');

interface Card {
  id: number;
  slug: string;
  title: string;
  company: string;
  companySlug: string;
  level: string;
  postedAt: string;
  salary: { annualMax: number } | null;
}
interface Page {
  data: Card[];
  total: number;
  withPay: number;
  nextCursor: string | null;
  sort: string;
  facets?: Record<string, { value: string; count: number }[] | null>;
}

let database: TestDatabase;
let store: Store;
let app: ReturnType<typeof appUnderTest>['app'];
beforeAll(async () => {
  ({ database, store } = await seededBoard());
  ({ app } = appUnderTest(store));
});
afterAll(() => database.drop());

const page = async (query: string): Promise<Page> => {
  const response = await get(app, `/api/v1/listings?${query}`);
  expect(response.status, query).toBe(200);
  return (await response.json()) as Page;
};

const CARD_KEYS = [
  'canonicalTitle',
  'closedAt',
  'company',
  'companySlug',
  'firstSeenAt',
  'id',
  'industry',
  'isBackend',
  'languages',
  'lastConfirmedAt',
  'level',
  'levelBasis',
  'levelMax',
  'levelMin',
  'locations',
  'postedAt',
  'remoteScope',
  'salary',
  'skills',
  'slug',
  'sources',
  'specialisation',
  'status',
  'title',
  'url',
  'workplace',
].sort();
const DETAIL_KEYS = [
  'employmentType',
  'tags',
  'yearsMin',
  'salaries',
  'descriptionText',
  'descriptionHtml',
  'evidence',
  'rulesVersion',
  'postings',
  'history',
  'payPosition',
  'payEstimate',
];

describe('the list', () => {
  test('answers a page, its total and how many state pay, with exactly these keys', async () => {
    const answer = await page('');
    expect(Object.keys(answer).sort()).toEqual(['data', 'nextCursor', 'sort', 'total', 'withPay']);
    expect(answer).toMatchObject({ total: COUNT, withPay: COUNT / 2, sort: 'newest' });
    expect(answer.data.length).toBe(20);
    expect(answer.data[0]?.title).toBe('Backend Engineer 0');
    expect(Object.keys(answer.data[0] ?? {}).sort()).toEqual(CARD_KEYS);
  });

  test('filters: repeated keys are any of, not: excludes, words are found', async () => {
    expect((await page('level=senior')).total).toBe(20);
    expect((await page('level=senior&level=mid')).total).toBe(40);
    expect((await page('level=not:senior')).total).toBe(40);
    expect((await page('language=go&pay=stated')).total).toBe(30);
    expect((await page('language=rust&pay=stated')).total).toBe(0);
    expect((await page('country=de&workplace=remote')).total).toBe(20);
    expect((await page('salaryMin=130000&currency=EUR')).data.every((card) => (card.salary?.annualMax ?? 0) >= 130_000)).toBe(true);
    expect((await page('postedAfter=7d')).total).toBe(8);
    expect((await page('q=kafka')).total).toBe(COUNT);
    expect((await page('q=%22exactly+once%22+-kafka')).total).toBe(0);
    expect((await page('company=company-3')).total).toBe(6);
  });

  test('facets and fields when asked for', async () => {
    const answer = await page('facets=level,language&facets=pay&fields=id,title&limit=2&level=senior');
    expect(answer.data.map((card) => Object.keys(card))).toEqual([
      ['id', 'title'],
      ['id', 'title'],
    ]);
    expect(Object.keys(answer.facets ?? {}).sort()).toEqual(['language', 'level', 'pay']);
    expect(answer.facets?.['level']?.find(({ value }) => value === 'mid')?.count).toBe(20);
    expect(answer.facets?.['language']?.find(({ value }) => value === 'go')?.count).toBe(10);
  });

  test.each(['newest', 'oldest', 'pay'])('walking by cursor in order of %s meets each listing once', async (sort) => {
    const seen: Card[] = [];
    let cursor: string | null = '';
    for (let steps = 0; cursor !== null && steps < 20; steps += 1) {
      const answer: Page = await page(`sort=${sort}&limit=7${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      expect(answer.total).toBe(COUNT);
      seen.push(...answer.data);
      cursor = answer.nextCursor;
    }
    expect(new Set(seen.map((card) => card.id)).size).toBe(COUNT);
    expect(seen.length).toBe(COUNT);
    if (sort === 'pay') expect(seen[0]?.salary?.annualMax).toBe(138_000);
    else
      expect(
        seen
          .map((card) => Date.parse(card.postedAt))
          .every((at, index, all) => index === 0 || (sort === 'newest' ? at <= (all[index - 1] ?? 0) : at >= (all[index - 1] ?? 0))),
      ).toBe(true);
  });

  test('relevance falls back to newest and says so; a cursor of one order is refused by another', async () => {
    const answer = await page('sort=relevance&q=kafka&limit=5');
    expect(answer.sort).toBe('newest');
    const other = await get(app, `/api/v1/listings?sort=pay&cursor=${encodeURIComponent(answer.nextCursor ?? '')}`);
    expect(other.status).toBe(400);
  });

  test('hostile strings are 200 or 400, in every free parameter', async () => {
    let found = 0;
    for (const text of HOSTILE_STRINGS.filter((candidate) => candidate.length < 5000)) {
      const query = (key: string) => new URLSearchParams([[key, text]]).toString();
      const paths = [
        ...['q', 'city', 'company', 'source', 'country'].map((key) => `listings?${query(key)}`),
        ...['listings.csv', 'salaries', 'listings'].map((name) => `${name}?${query('q')}${name === 'listings' ? '&facets=level' : ''}`),
      ];
      const responses = await Promise.all(paths.map((path) => get(app, `/api/v1/${path}`)));
      for (const [index, response] of responses.entries()) {
        expect([200, 400], `${paths[index]?.split('=')[0]}=${JSON.stringify(text.slice(0, 40))}`).toContain(response.status);
        if (response.status === 200) found += 1;
      }
    }
    expect(found).toBeGreaterThan(300);
  }, 60_000);
});

describe('one listing', () => {
  test('has every posting behind it, with exactly these keys', async () => {
    const id = (await page('limit=1')).data[0]?.id ?? 0;
    const response = await get(app, `/api/v1/listings/${id}`);
    const listing = (await response.json()) as Record<string, unknown> & { postings: object[] };
    expect(Object.keys(listing).sort()).toEqual([...CARD_KEYS, ...DETAIL_KEYS].sort());
    expect(Object.keys(listing.postings[0] ?? {}).sort()).toEqual(
      [
        'applyUrl',
        'board',
        'closeReason',
        'closedAt',
        'expiresAt',
        'externalId',
        'firstSeenAt',
        'id',
        'isFace',
        'joinedBecause',
        'lastConfirmedAt',
        'reopened',
        'source',
        'title',
        'url',
      ].sort(),
    );
    const etag = response.headers.get('ETag') ?? '';
    expect((await get(app, `/api/v1/listings/${id}`, { 'If-None-Match': etag })).status).toBe(304);
  });

  test('ids that name nothing are 404, whatever they are', async () => {
    for (const id of ['0', '999999', '2147483648', '99999999999', '999999999999999999', '-1', '1.5', 'abc', '%00', '1e3', '1%20'])
      expect((await get(app, `/api/v1/listings/${id}`)).status, id).toBe(404);
  });
});

describe('the same question twice', () => {
  test('is a 304 until the data changes, whatever the order of parameters', async () => {
    const first = await get(app, '/api/v1/listings?level=senior&limit=3');
    const etag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('public, no-cache');
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await get(app, '/api/v1/listings?limit=3&level=senior', { 'If-None-Match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get(app, '/api/v1/listings?level=senior&limit=4', { 'If-None-Match': etag })).status).toBe(200);
    const late = await claimedBoard(store, 'late', {}, NOW);
    await saveAll(
      store,
      late,
      [
        postingWriteOf({
          id: 'late',
          company: 'Late',
          raw: { title: 'Late Engineer', postedAt: '2026-10-01T00:00:00Z' },
          derived: { level: 'vp', levelMin: 'vp', levelMax: 'vp' },
        }),
      ],
      NOW,
    );
    await linkEach(store, NOW);
    expect((await get(app, '/api/v1/listings?level=senior&limit=3', { 'If-None-Match': etag })).status).toBe(200);
    expect((await page('level=vp')).total).toBe(1);
    await store.closePostings({ kind: 'listed', boardId: late.id, externalIds: ['late'], reason: 'removed', now: NOW });
    expect((await page('level=vp')).total).toBe(0);
  });

  test('is asked of the database once when asked at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => get(app, '/api/v1/listings?level=entry')));
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(bodies.size).toBe(1);
  });

  test('comes compressed to those who take gzip', async () => {
    const plain = await get(app, '/api/v1/listings');
    const zipped = await get(app, '/api/v1/listings', { 'Accept-Encoding': 'gzip, br' });
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    expect(zipped.headers.get('Vary')).toContain('Accept-Encoding');
    expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString()).toBe(await plain.text());
    expect((await get(app, '/api/v1/listings', { 'Accept-Encoding': 'gzip;q=0' })).headers.get('Content-Encoding')).toBeNull();
  });
});

describe('exports', () => {
  test('CSV has every listing of the filter, once, in CRLF lines', async () => {
    const response = await get(app, '/api/v1/listings.csv?level=senior&level=mid');
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="backboard-listings.csv"');
    const lines = (await response.text()).split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.length).toBe(1 + 40 + 1);
    expect(lines[0]?.startsWith('id,title,company,level')).toBe(true);
  });

  test('JSON lines carry the asked fields; an empty filter result is an empty file', async () => {
    const lines = (await (await get(app, '/api/v1/listings.ndjson?fields=id,level&sort=oldest')).text()).trim().split('\n');
    expect(lines.length).toBe(COUNT);
    expect(Object.keys(JSON.parse(lines[0] ?? '{}') as object)).toEqual(['id', 'level']);
    const none = await get(app, '/api/v1/listings.ndjson?level=executive');
    expect(none.status).toBe(200);
    expect(await none.text()).toBe('');
  });

  test('a reader who leaves ends the walk', async () => {
    const response = await get(app, '/api/v1/listings.ndjson');
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await get(app, '/api/v1/listings?limit=1')).status).toBe(200);
  });
});

describe('feeds', () => {
  test('of any filter, in three forms, also under /api/v1', async () => {
    for (const format of ['atom', 'rss', 'json'] as const) {
      const response = await get(app, `/feeds/listings.${format}?level=senior&language=go`);
      expect(response.headers.get('Content-Type')).toBe(FEED_TYPES[format]);
      const text = await response.text();
      expect(text).toContain('tag:backboard,2026:listing/');
      expect(await (await get(app, `/api/v1/feeds/listings.${format}?language=go&level=senior`)).text()).toBe(text);
      const count =
        format === 'atom'
          ? parseAtomFeed(text).entries?.length
          : format === 'rss'
            ? parseRssFeed(text).items?.length
            : (JSON.parse(text) as { items: unknown[] }).items.length;
      expect(count).toBe(10);
    }
    expect(parseAtomFeed(await (await get(app, '/feeds/listings.atom')).text()).entries?.length).toBe(50);
  });

  test.skipIf(FEEDPARSER === null)('are read by an outside parser without a complaint', async () => {
    for (const [format, version] of [
      ['atom', 'atom10'],
      ['rss', 'rss20'],
    ] as const) {
      const text = await (await get(app, `/feeds/listings.${format}?level=senior&language=go`)).text();
      const program =
        'import sys,json,feedparser; f=feedparser.parse(sys.stdin.buffer.read()); print(json.dumps([f.version, f.bozo, [[e.id, e.link, e.title] for e in f.entries]]))';
      const [read, complaint, entries] = JSON.parse(execFileSync(FEEDPARSER ?? '', ['-c', program], { input: text, encoding: 'utf8' })) as [
        string,
        boolean | number,
        string[][],
      ];
      expect({ read, complaint: Boolean(complaint), entries: entries.length }).toEqual({ read: version, complaint: false, entries: 10 });
      for (const [id, link] of entries) {
        expect(id).toMatch(/^tag:backboard,2026:listing\//);
        expect(link).toMatch(/\/jobs\/\d+\//);
      }
    }
  });

  test('are 304 by tag and by date', async () => {
    const first = await get(app, '/feeds/listings.atom');
    const lastModified = first.headers.get('Last-Modified') ?? '';
    expect(Date.parse(lastModified)).toBe(NOW.getTime());
    expect((await get(app, '/feeds/listings.atom', { 'If-None-Match': first.headers.get('ETag') ?? '' })).status).toBe(304);
    expect((await get(app, '/feeds/listings.atom', { 'If-Modified-Since': lastModified })).status).toBe(304);
    expect((await get(app, '/feeds/listings.atom', { 'If-Modified-Since': 'Mon, 01 Jan 2024 00:00:00 GMT' })).status).toBe(200);
    expect((await get(app, '/feeds/listings.atom', { 'If-None-Match': '"other"', 'If-Modified-Since': lastModified })).status).toBe(200);
  });
});

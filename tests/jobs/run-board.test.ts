import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFetchPage } from '#scrapers/fetch-page';
import { createLinkListings } from '#jobs/link-listings';
import { createNetworkState } from '#jobs/network-state';
import { createReadBoards } from '#jobs/read-boards';
import { createRunBoard } from '#jobs/run-board';
import { createDoor, type Door } from '#src/net/door';
import { createStore } from '#db/store/store';
import { backendOfTitle } from '#src/normalise/backend';
import { ListingFilter } from '#src/domain/listing-filter';
import type { RunEnd, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '#tests/support/database';
import { startJobSite, type JobSite, type SiteRow } from '#tests/support/job-site';

const HOUR_MS = 3_600_000;
let database: TestDatabase;
let store: Store;
let door: Door;
let site: JobSite;
let clock: Date;
const errors: object[] = [];

const rowsOf = (count: number): SiteRow[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `job-${i}`,
    title: i % 4 === 3 ? `Account Executive ${i}` : `Senior Backend Engineer, Team ${i}`,
  }));

beforeAll(() => {
  door = createDoor({ env: { ALLOW_PRIVATE_TARGETS: '127.0.0.0/8' }, userAgent: 'Backboard/test (+https://example.org/bot)' });
});
afterAll(() => door.close());

beforeEach(async () => {
  database = await freshDatabase();
  store = createStore(database);
  site = await startJobSite();
  clock = new Date('2026-11-02T00:00:00Z');
  await store.addBoards([
    {
      source: 'test-site',
      slug: 'acme',
      company: 'Acme',
      industry: 'fintech',
      country: 'DE',
      intervalMinutes: 60,
      dueAt: clock,
      origin: 'person',
    },
  ]);
});
afterEach(async () => {
  expect(errors.splice(0)).toEqual([]);
  await site.close();
  await store.close();
  await database.drop();
});

/** Reads what is due, two hours after the last time, and links it. */
async function read(): Promise<RunEnd> {
  clock = new Date(clock.getTime() + 2 * HOUR_MS);
  const now = () => clock;
  const network = createNetworkState(() => undefined);
  const fetchPage = createFetchPage({ door, gate: store.hostGate, now, sleep: async () => undefined, random: () => 0 });
  const progress = { runStarted: () => undefined, runEnded: () => undefined, network: () => undefined };
  const runBoard = createRunBoard({
    store,
    fetchPage,
    titleVerdict: (title) => backendOfTitle(title).verdict,
    recognise: () => null,
    keys: {},
    network,
    progress,
    log: { error: (fields) => errors.push(fields) },
    owner: 'test',
    now,
    changed: () => undefined,
  });
  const readBoards = createReadBoards({
    store,
    sources: new Map([['test-site', site.source]]),
    offReason: () => null,
    runBoard,
    network,
    owner: 'test',
    now,
  });
  const [end] = await readBoards(new AbortController().signal);
  await createLinkListings({ store, now })();
  if (end === undefined) throw new Error('nothing was due');
  return end;
}

const openIds = async (): Promise<string[]> => {
  const rows = await database.sql<
    { external_id: string }[]
  >`select external_id from posting where closed_at is null order by external_id collate "C"`;
  return rows.map((row) => row.external_id);
};
const total = async () =>
  (await store.findListings({ filter: ListingFilter.parse({}), sort: 'newest', limit: 20, after: null, now: clock })).total;

test('a first reading is stored whole: its counts add up, and what is no backend work leaves a trace', async () => {
  site.rows = rowsOf(12);
  const end = await read();
  expect(end).toMatchObject({ verdict: 'complete', counts: { seen: 12, added: 9, notBackend: 3, rejected: 0, unchanged: 0 } });
  expect(await openIds()).toHaveLength(9);
  expect(await total()).toBe(9);
  const traces = await database.sql<{ title: string; reason: string }[]>`select title, reason from not_backend order by title collate "C"`;
  expect(traces.map((trace) => trace.title)).toEqual(['Account Executive 11', 'Account Executive 3', 'Account Executive 7']);
  expect(traces.every((trace) => trace.reason.length > 3)).toBe(true);
  expect(site.requests[0]).toMatchObject({ path: '/robots.txt', agent: 'Backboard/test (+https://example.org/bot)' });
});

test('an unchanged board is asked conditionally, and nothing is rewritten', async () => {
  site.rows = rowsOf(8);
  await read();
  const before = await database.sql<{ xmin: string }[]>`select xmin::text from posting order by id`;
  const end = await read();
  expect(end.verdict).toBe('unchanged');
  expect(site.requests.at(-1)?.ifNoneMatch).toMatch(/^"[0-9a-f]{40}"$/);
  expect(await database.sql<{ xmin: string }[]>`select xmin::text from posting order by id`).toEqual(before);
});

test('what is gone closes on the second complete run that misses it, and comes back as itself', async () => {
  site.rows = rowsOf(8);
  await read();
  const all = site.rows;
  site.rows = all.slice(1);
  expect((await read()).counts.closed).toBe(0);
  expect(await openIds()).toContain('job-0');
  site.rows = all.slice(1).map((row) => ({ ...row, description: '<p>Edited: you build services in Go on PostgreSQL.</p>' }));
  expect((await read()).counts.closed).toBe(1);
  expect(await openIds()).not.toContain('job-0');
  const [closed] = await database.sql<{ id: number; listing_id: number }[]>`select id, listing_id from posting where external_id = 'job-0'`;
  site.rows = all;
  await read();
  expect(await openIds()).toContain('job-0');
  const [again] = await database.sql<
    { id: number; listing_id: number; reopened: number }[]
  >`select id, listing_id, reopened from posting where external_id = 'job-0'`;
  expect(again).toEqual({ ...closed, reopened: 1 });
});

test.each<[string, (site: JobSite) => void, string]>([
  ['an empty list', (at) => (at.rows = []), 'suspect'],
  ['a list cut to a third', (at) => (at.rows = at.rows.slice(0, 3)), 'suspect'],
  ['a page that is not JSON', (at) => (at.mood = (_, response) => void response.writeHead(200).end('<<<not { json')), 'failed'],
  [
    'a bot check',
    (at) =>
      (at.mood = (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Just a moment...</title>')),
    'failed',
  ],
  ['a list without its container', (at) => (at.mood = (_, response) => void response.writeHead(200).end('{"data":[]}')), 'failed'],
  ['a 403', (at) => (at.mood = (_, response) => void response.writeHead(403).end()), 'refused'],
  ['a 404', (at) => (at.mood = (_, response) => void response.writeHead(404).end()), 'gone'],
  [
    'a body broken off',
    (at) =>
      (at.mood = (_, response) => void response.writeHead(200, { 'content-length': '1000' }).write('{"jobs":[', () => response.destroy())),
    'failed',
  ],
])('%s closes nothing and touches nothing stored', async (_name, spoil, verdict) => {
  site.rows = rowsOf(9);
  await read();
  const before = await openIds();
  spoil(site);
  for (let time = 0; time < 3; time += 1) {
    const end = await read();
    expect(end.verdict).toBe(verdict);
    expect(end.reason).not.toBeNull();
    clock = new Date(clock.getTime() + 25 * HOUR_MS);
  }
  expect(await openIds()).toEqual(before);
  expect(await total()).toBe(before.length);
});

test('a broken row is one rejection with its reason; its neighbours are stored', async () => {
  site.rows = [...rowsOf(6), { id: 'broken', title: null }, { id: 'nul', title: 'Backend \u0000Engineer' }];
  const end = await read();
  expect(end.counts).toMatchObject({ seen: 8, rejected: 2, added: 5, notBackend: 1 });
  const rejections = await database.sql<
    { external_id: string; reason: string }[]
  >`select external_id, reason from rejection order by external_id collate "C"`;
  expect(rejections.map((row) => row.external_id)).toEqual(['broken', 'nul']);
  expect(await openIds()).toHaveLength(5);
});

test('a title and pay that change keep their history', async () => {
  site.rows = [...rowsOf(5), { id: 'changing', title: 'Backend Engineer', pay: { min: 60_000, max: 70_000 } }];
  await read();
  site.rows = [...rowsOf(5), { id: 'changing', title: 'Senior Backend Engineer', pay: { min: 80_000, max: 90_000 } }];
  expect((await read()).counts.changed).toBe(1);
  const [posting] = await database.sql<{ listing_id: number }[]>`select listing_id from posting where external_id = 'changing'`;
  const listing = await store.getListing(posting?.listing_id ?? 0);
  if (listing === null || 'moved' in listing) throw new Error('the listing is gone');
  expect(listing).toMatchObject({ title: 'Senior Backend Engineer', level: 'senior', salary: { annualMax: 90_000, currency: 'EUR' } });
  expect(listing.history.filter(({ field }) => field === 'title')).toMatchObject([
    { before: 'Backend Engineer', after: 'Senior Backend Engineer' },
  ]);
  expect(listing.history.some(({ field }) => field === 'pay')).toBe(true);
});

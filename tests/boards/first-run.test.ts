import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNetworkState } from '#jobs/network-state';
import { createReadBoards } from '#jobs/read-boards';
import { createRunBoard, type RunOutcome } from '#jobs/run-board';
import { readCatalogue } from '#scrapers/boards';
import { createFetchPage } from '#scrapers/fetch-page';
import { recogniseBoard, SOURCES } from '#scrapers/index';
import { seedBoards } from '#src/cli/seed-boards';
import { readEnv } from '#src/env';
import type { Door, DoorRequest, DoorResponse } from '#src/net/door';
import { backendOfTitle } from '#src/normalise/backend';
import { createStore } from '#db/store/store';
import type { RequestLogEntry, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';

/** The third day of a month: both threads of Hacker News are read. */
const START = new Date('2026-11-03T09:00:00Z');
const UUID = '1b4e28ba-2fa1-4d2e-883f-0016d3cca427';

const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title><link>https://www.python.org</link><description>x</description>
<item><title>Backend Engineer, Acme</title><link>https://www.python.org/jobs/1/</link><guid>https://www.python.org/jobs/1/</guid><description>Berlin</description></item></channel></rss>`;

/** What each source answers at its fullest: every further page that it could make us ask for is there. */
const ANSWERS: Readonly<Record<string, (url: URL) => unknown>> = {
  'api.ashbyhq.com': () => ({
    apiVersion: '1',
    jobs: [{ id: UUID, title: 'Backend Engineer', isListed: true, jobUrl: 'https://jobs.ashbyhq.com/x/y' }],
  }),
  'boards-api.greenhouse.io': () => ({
    jobs: [{ id: 4_000_001, internal_job_id: 1, title: 'Backend Engineer', absolute_url: 'https://boards.greenhouse.io/x/jobs/4000001' }],
    meta: { total: 1 },
  }),
  // Every Lever board is a European one: the first address answers 404, the second is asked too.
  'api.lever.co': () => null,
  'api.eu.lever.co': () => [{ id: UUID, text: 'Backend Engineer', hostedUrl: `https://jobs.eu.lever.co/x/${UUID}` }],
  'hn.algolia.com': (url) =>
    url.pathname.includes('/items/')
      ? {
          id: Number(url.pathname.split('/').at(-1)),
          created_at: '2026-11-02T15:00:00Z',
          children: [{ id: 5, text: 'Acme | Backend Engineer | Berlin', created_at: '2026-11-02T15:10:00Z' }],
        }
      : {
          hits: range(2).map((i) => ({
            objectID: String(48_000_000 - i),
            title: 'Ask HN: Who is hiring? (2026)',
            created_at: '2026-11-02T15:00:00Z',
          })),
          page: 0,
          nbPages: 1,
        },
  'himalayas.app': (url) => ({
    jobs: [{ guid: `https://himalayas.app/${url.search}`, title: 'Backend Engineer', companyName: 'Acme', pubDate: 1_793_000_000 }],
  }),
  'jobicy.com': () => ({
    jobCount: 1,
    jobs: [{ id: 1, url: 'https://jobicy.com/jobs/1', jobTitle: 'Backend Engineer', companyName: 'Acme' }],
  }),
  'www.arbeitnow.com': (url) => ({
    data: [{ slug: `a${url.search}`, title: 'Backend Engineer', url: 'https://www.arbeitnow.com/jobs/a', company_name: 'Acme' }],
    links: { next: 'https://www.arbeitnow.com/api/job-board-api?page=9' },
  }),
  'jobsearch.api.jobtechdev.se': (url) => ({
    total: { value: 9_999 },
    hits: range(100).map((i) => ({
      id: `${url.search.length}-${url.searchParams.get('q')}-${url.searchParams.get('offset')}-${i}`,
      headline: 'Systemutvecklare',
      publication_date: '2026-11-02T09:00:00',
      workplace_address: { municipality: 'Lund', country: 'Sverige' },
    })),
  }),
  'remoteok.com': () => [{ legal: 'x' }, { id: '1', position: 'Backend Engineer', company: 'Acme', url: 'https://remoteok.com/1' }],
  'www.python.org': () => RSS,
};

const door: Door = {
  description: 'answers kept in this test',
  close: async () => undefined,
  async request({ url }: DoorRequest): Promise<DoorResponse> {
    const address = new URL(url);
    const answer = ANSWERS[address.host];
    if (answer === undefined) throw new Error(`no source declares ${address.host}`);
    const given = address.pathname === '/robots.txt' ? 'User-agent: *\nAllow: /\n' : answer(address);
    const body = new TextEncoder().encode(typeof given === 'string' ? given : JSON.stringify(given));
    return { status: given === null ? 404 : 200, headers: {}, body, bytesOnWire: body.length, url };
  },
};

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
});
afterAll(() => database.drop());

test('a first full run of the default catalogue asks fewer than 100 times before the tail begins', async () => {
  const now = () => START;
  const seeded = await seedBoards({ store, env: readEnv({}, []), sources: SOURCES, catalogue: readCatalogue(), now: START });
  const network = createNetworkState(() => undefined);
  const errors: object[] = [];
  const runBoard = createRunBoard({
    store,
    fetchPage: createFetchPage({ door, gate: store.hostGate, now, sleep: async () => undefined, random: () => 0 }),
    titleVerdict: (title) => backendOfTitle(title).verdict,
    recognise: (url) => {
      const found = recogniseBoard(url);
      return found !== null && 'source' in found ? found : null;
    },
    keys: {},
    network,
    progress: { runStarted: () => undefined, runEnded: () => undefined, network: () => undefined },
    log: { error: (fields) => errors.push(fields) },
    owner: 'test',
    now,
    changed: () => undefined,
  });
  const sources = new Map(SOURCES.map((source) => [source.id, source]));
  const readBoards = createReadBoards({ store, sources, offReason: () => null, runBoard, network, owner: 'test', now });
  const ends: RunOutcome[] = [];
  // A round ends when every board left belongs to a host that is being asked; the next wake takes those.
  for (let rounds = 0; rounds < 5 && ends.length < seeded.soon; rounds += 1) ends.push(...(await readBoards(new AbortController().signal)));
  expect(errors).toEqual([]);
  expect(ends.length).toBe(seeded.soon);
  expect(ends.filter(({ verdict }) => verdict !== 'complete').map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([]);

  const log = await store.requestLog(1_000);
  const perHost = new Map<string, number>();
  for (const { host } of log) perHost.set(host, (perHost.get(host) ?? 0) + 1);
  console.log(`first run: ${log.length} requests for ${ends.length} boards: ${JSON.stringify(Object.fromEntries(perHost))}`);
  expect(log.length).toBeLessThan(100);
  expect(log.length).toBeGreaterThan(ends.length);
  for (const host of perHost.keys()) {
    const first = log.findLast((entry: RequestLogEntry) => entry.host === host);
    expect([host, first?.path]).toEqual([host, '/robots.txt']);
    expect(log.filter((entry) => entry.host === host && entry.path === '/robots.txt')).toHaveLength(1);
  }
  expect(log.filter(({ path, robots }) => path !== '/robots.txt' && robots !== 'allowed')).toEqual([]);
});

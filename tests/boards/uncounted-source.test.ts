import { afterAll, beforeAll, expect, test } from 'vitest';
import { adzuna } from '#scrapers/sources/adzuna';
import { SOURCES } from '#scrapers/index';
import type { Store } from '#src/store';
import type { TestDatabase } from '../support/database.js';
import { appUnderTest, get, NOW } from '../http/app-under-test.js';
import { COUNT, seededBoard } from '../http/seeded-board.js';
import { claimedBoard, linkEach, placeOf, postingWriteOf, salaryOf, saveAll } from '../support/posting-writes.js';

let database: TestDatabase;
let store: Store;
let app: ReturnType<typeof appUnderTest>['app'];
const answers = new Map<string, string>();
const PATHS = [
  '/api/v1/listings?limit=1',
  '/api/v1/listings?limit=1&q=kafka',
  '/api/v1/listings?limit=1&language=go&sort=pay',
  '/api/v1/listings?limit=1&facets=level,title,language,skill,country,city,workplace,pay,source,age,industry',
  '/api/v1/listings?limit=1&facets=level,language,source,pay&q=kafka&language=go&level=senior',
  '/api/v1/levels',
  '/api/v1/salaries?by=level',
  '/api/v1/companies?limit=50',
];

/** What an answer counts: everything but the listings themselves. */
const countsOf = async (path: string): Promise<string> => {
  const response = await get(app, path);
  expect(response.status, path).toBe(200);
  const { data, nextCursor: _cursor, next: _next, asOf: _asOf, ...rest } = (await response.json()) as Record<string, unknown>;
  return JSON.stringify(path.startsWith('/api/v1/listings') ? rest : { data, ...rest });
};

beforeAll(async () => {
  ({ database, store } = await seededBoard());
  ({ app } = appUnderTest(store));
  for (const path of PATHS) answers.set(path, await countsOf(path));
  await store.keepOutOfStatistics(SOURCES.filter(({ inStatistics }) => !inStatistics).map(({ id }) => id));
  const board = await claimedBoard(store, 'adzuna', { source: 'adzuna', company: null, intervalMinutes: 100_000_000 }, NOW);
  const writes = Array.from({ length: 25 }, (_, index) =>
    postingWriteOf({
      id: `a${index}`,
      company: `Elsewhere ${index}`,
      text: 'Event driven work with Kafka.',
      raw: { title: `Backend Engineer at large ${index}`, postedAt: NOW.toISOString() },
      derived: {
        level: 'senior',
        levelMin: 'senior',
        levelMax: 'senior',
        languages: ['go'],
        skills: ['kafka'],
        locations: [placeOf('Berlin', 'DE', 'Berlin')],
        salaries: [salaryOf(190_000, 210_000)],
      },
    }),
  );
  await saveAll(store, board, writes, NOW);
  await linkEach(store, NOW);
});
afterAll(() => database.drop());

test('Adzuna declares that its data stays out', () => {
  expect(SOURCES.filter(({ inStatistics }) => !inStatistics).map(({ id }) => id)).toEqual([adzuna.id]);
});

test('its postings are found and shown', async () => {
  const response = await get(app, '/api/v1/listings?limit=100&source=adzuna');
  const { data, total } = (await response.json()) as { data: unknown[]; total: number };
  expect([data.length, total]).toEqual([25, 0]);
  const all = (await (await get(app, '/api/v1/listings?limit=100')).json()) as { data: unknown[]; total: number };
  expect([all.data.length, all.total]).toEqual([COUNT + 25, COUNT]);
});

test.each(PATHS)('no total, facet count or statistic counts them: %s', async (path) => {
  expect(await countsOf(path)).toBe(answers.get(path));
});

test('a listing that the employer’s own board shows too counts, with its own pay', async () => {
  const own = await claimedBoard(store, 'shared', { company: 'Shared', intervalMinutes: 100_000_000 }, NOW);
  await saveAll(
    store,
    own,
    [
      postingWriteOf({
        id: 's1',
        company: 'Shared',
        raw: { title: 'Shared Backend Engineer' },
        derived: { salaries: [salaryOf(70_000, 80_000)] },
      }),
    ],
    NOW,
  );
  await linkEach(store, NOW);
  const [listing] = await database.sql<{ id: number }[]>`select listing_id as id from posting where external_id = 's1'`;
  const other = await claimedBoard(store, 'adzuna-2', { source: 'adzuna', company: null, intervalMinutes: 100_000_000 }, NOW);
  await saveAll(
    store,
    other,
    [
      postingWriteOf({
        id: 's2',
        company: 'Shared',
        raw: { title: 'Shared Backend Engineer' },
        derived: { salaries: [salaryOf(300_000, 400_000)] },
      }),
    ],
    NOW,
  );
  const [posting] = (await store.unlinkedPostings(5)) as readonly { postingId: number }[];
  await store.applyLinks([{ postingId: posting?.postingId ?? 0, listingId: listing?.id ?? 0, because: 'test' }], NOW);
  const rows = await database.sql<{ counted: boolean; pay_usable: boolean; eur_high: number; sources: number[] }[]>`
    select counted, pay_usable, eur_high, sources from listing where id = ${listing?.id ?? 0}`;
  expect(rows).toMatchObject([{ counted: true, pay_usable: true, eur_high: 80_000 }]);
  expect(rows[0]?.sources).toHaveLength(2);
  const all = (await (await get(app, '/api/v1/listings?limit=1')).json()) as { total: number };
  expect(all.total).toBe(COUNT + 1);
});

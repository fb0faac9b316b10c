import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStore } from '#db/store/store';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, newBoardOf, postingWriteOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-11-01T12:00:00Z');
let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await freshDatabase();
  store = createStore(database);
});
afterEach(() => database.drop());

const far = { intervalMinutes: 100_000_000 };
const rowsIn = async (...tables: string[]) => {
  const counts: Record<string, number> = {};
  for (const table of tables)
    counts[table] = (await database.sql<{ n: number }[]>`select count(*)::int as n from ${database.sql(table)}`)[0]?.n ?? -1;
  return counts;
};

/** Jobicy gives two postings, one of which Ashby shows too; Ashby gives one more. */
async function seed(): Promise<{ readonly shared: number; readonly lone: number; readonly other: number }> {
  const own = await claimedBoard(store, 'acme', far, NOW);
  await saveAll(store, own, [postingWriteOf({ id: 'a1' }), postingWriteOf({ id: 'a2', company: 'Other' })], NOW);
  await linkEach(store, NOW);
  const feed = await claimedBoard(store, 'jobicy', { ...far, source: 'jobicy', company: null }, NOW);
  await saveAll(store, feed, [postingWriteOf({ id: 'j1' }), postingWriteOf({ id: 'j2', company: 'Lone' })], NOW, {
    rejections: [{ externalId: 'x', title: 'x', reason: 'broken' }],
  });
  const listingOf = async (externalId: string) =>
    (await database.sql<{ id: number }[]>`select listing_id as id from posting where external_id = ${externalId}`)[0]?.id ?? 0;
  const shared = await listingOf('a1');
  const unlinked = await store.unlinkedPostings(10);
  const [j1, j2] = (
    await database.sql<{ id: number }[]>`select id from posting where external_id in ('j1', 'j2') order by external_id`
  ).map(({ id }) => id);
  expect(unlinked.map(({ postingId }) => postingId).sort((a, b) => a - b)).toEqual([j1, j2]);
  await store.applyLinks(
    [
      { postingId: j1 ?? 0, listingId: shared, because: 'test' },
      { postingId: j2 ?? 0, listingId: null, because: null },
    ],
    NOW,
  );
  return { shared, lone: await listingOf('j2'), other: await listingOf('a2') };
}

test('everything that a source gave goes; listings that others show too stay, without it', async () => {
  const { shared, lone, other } = await seed();
  await store.suggestBoards(
    'jobicy',
    [{ source: 'lever', slug: 'x', company: null, threadUrl: 'https://a.example', postUrl: 'https://a.example' }],
    NOW,
  );
  await store.proposeBoard('jobicy', 'jobicy', NOW, 60);
  const counts = { boards: 1, postings: 2, listingsGone: 1, listingsKept: 1 };
  expect(await store.countOfSource('jobicy')).toEqual(counts);
  const version = await store.dataVersion();
  expect(await store.forgetSource('jobicy', NOW)).toEqual(counts);
  expect(await store.countOfSource('jobicy')).toEqual({ boards: 0, postings: 0, listingsGone: 0, listingsKept: 0 });
  expect(await store.dataVersion()).not.toBe(version);

  expect(await store.getListing(lone)).toBeNull();
  expect(await store.getListing(shared)).toMatchObject({ sources: ['ashby'], company: 'Acme' });
  expect(await store.getListing(other)).toMatchObject({ sources: ['ashby'], company: 'Other' });
  expect(
    await rowsIn(
      'posting',
      'posting_detail',
      'posting_link',
      'posting_text',
      'listing',
      'listing_card',
      'listing_text',
      'board',
      'board_proposal',
      'board_suggestion',
      'rejection',
    ),
  ).toEqual({
    posting: 2,
    posting_detail: 2,
    posting_link: 2,
    posting_text: 2,
    listing: 2,
    listing_card: 2,
    listing_text: 2,
    board: 1,
    board_proposal: 0,
    board_suggestion: 0,
    rejection: 0,
  });
  const names = await database.sql<{ name: string }[]>`select name from company order by name collate "C"`;
  expect(names.map(({ name }) => name)).toEqual(['Acme', 'Other']);
  // Whoever reads the log learns that the listing is there no more.
  const log = await database.sql<{ listing_id: number }[]>`select listing_id from change_log order by xid, seq desc`;
  expect(log.map(({ listing_id }) => listing_id)).toContain(lone);
});

test('a forgotten source is read by nobody, says so, and comes back when allowed', async () => {
  await seed();
  await store.forgetSource('jobicy', NOW);
  // A restart adds the board of the feed again.
  await store.addBoards([newBoardOf('jobicy', { source: 'jobicy' })]);
  expect(await store.claimBoard(NOW, 'a', 60_000, [])).toBeNull();
  expect((await store.countDueBoards(NOW)).due).toBe(0);
  const stated = (await store.listBoards(new Date())).find(({ source }) => source === 'jobicy');
  expect(stated).toMatchObject({ state: 'off', offReason: 'forgotten by the operator on 2026-11-01' });
  expect(await store.forgetSource('jobicy', NOW)).toMatchObject({ boards: 1, postings: 0 });
  await store.addBoards([newBoardOf('jobicy', { source: 'jobicy' })]);
  expect(await store.allowSource('jobicy')).toBe(true);
  expect(await store.allowSource('jobicy')).toBe(false);
  expect((await store.claimBoard(NOW, 'a', 60_000, []))?.source).toBe('jobicy');
});

test('a source that never gave anything is forgotten too', async () => {
  expect(await store.forgetSource('breezy', NOW)).toEqual({ boards: 0, postings: 0, listingsGone: 0, listingsKept: 0 });
  expect(await store.allowSource('breezy')).toBe(true);
});

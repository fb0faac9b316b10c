import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIndexFeed } from '#db/store/index-feed';
import { createStore } from '#db/store/store';
import { FACETS } from '#src/domain/facet';
import type { LogPosition } from '#src/domain/index-feed';
import { ListingFilter } from '#src/domain/listing-filter';
import { followChanges } from '#src/search/follow-changes';
import { readSnapshot, snapshotOf } from '#src/search/index-snapshot';
import { createListingIndex, type IndexCursor, type ListingIndex } from '#src/search/listing-index';
import type { ListingCursor, Store } from '#src/store';
import { HOSTILE_STRINGS } from '../http/hostile-strings.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { inventedPosting, inventedQuery, randomOf, type Random } from '../support/invented-listings.js';
import { claimedBoard, linkEach, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
/** `SEED` and `CASES` make another or a longer run. */
const SEED = Number(process.env['SEED'] ?? 20_261_123);
const CASES = Number(process.env['CASES'] ?? 40);
const LISTINGS = 500;
const ORDERS = ['newest', 'oldest', 'pay'] as const;

let database: TestDatabase;
let store: Store;
let index: ListingIndex;
const boards: Awaited<ReturnType<typeof claimedBoard>>[] = [];

/** Feeds an index as the thread does, in this process. */
async function filled(): Promise<ListingIndex> {
  const feed = createIndexFeed(database.sql);
  const made = createListingIndex('test');
  made.learn(await feed.names());
  for await (const rows of feed.openRows()) for (const row of rows) made.add(row);
  made.commit();
  return made;
}

beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
  await store.addRates([
    { date: '2026-02-27', currency: 'USD', perEuro: 1.25 },
    { date: '2026-02-27', currency: 'SEK', perEuro: 11 },
  ]);
  const random = randomOf(SEED);
  boards.push(await claimedBoard(store, 'acme'), await claimedBoard(store, 'remoteok', { source: 'remoteok', company: null }));
  for (const board of boards) {
    await saveAll(
      store,
      board,
      Array.from({ length: LISTINGS / 2 }, (_, i) => inventedPosting(random, `${board.slug}-${i}`, NOW)),
      NOW,
    );
    await linkEach(store, NOW);
    const closing = Array.from({ length: 40 }, (_, i) => `${board.slug}-${i * 5}`);
    await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: closing, reason: 'page-gone', now: NOW });
  }
  // Some are of sources that may be shown and not counted.
  await database.sql`update listing set counted = false where id % 7 = 0`;
  // Where nobody knows how far text vectors have come, the words themselves are read; else the vectors.
  await database.sql`delete from reader_position where reader = 'texts'`;
  const fromWords = await filled();
  await store.indexTexts();
  index = await filled();
  expect(fromWords.bytes()).toBe(index.bytes());
});
afterAll(() => database.drop());

async function perEuroOf(filter: ListingFilter): Promise<number | null> {
  return store.perEuroOf(filter.currency ?? 'EUR', NOW);
}

/** All pages of both, side by side. */
async function comparePages(made: ListingIndex, filter: ListingFilter, sort: ListingCursor['sort'], limit: number): Promise<number> {
  const perEuro = await perEuroOf(filter);
  let cells = 0;
  let theirs: ListingCursor | null = null;
  let ours: IndexCursor | null = null;
  do {
    const expected: Awaited<ReturnType<Store['findListings']>> = await store.findListings({ filter, sort, limit, after: theirs, now: NOW });
    const page = made.query({ filter, sort, limit, after: ours, now: NOW, perEuro });
    expect({ filter, sort, ...page }).toEqual({
      filter,
      sort,
      ids: expected.data.map((card) => card.id),
      total: expected.total,
      withPay: expected.withPay,
      next: expected.next,
    });
    cells += expected.data.length + 2;
    theirs = expected.next;
    ours = page?.next ?? null;
  } while (theirs !== null);
  return cells;
}

async function compareFacets(made: ListingIndex, filter: ListingFilter): Promise<number> {
  const counts = made.facets({ filter, now: NOW, perEuro: await perEuroOf(filter) }, FACETS);
  const expected = await store.facets(filter, FACETS, NOW);
  expect({ filter, counts }).toEqual({ filter, counts: expected });
  return FACETS.reduce((sum, facet) => sum + (expected[facet]?.length ?? 0), 0);
}

function randomFilter(random: Random): ListingFilter {
  const query = inventedQuery(random);
  delete query['status'];
  return ListingFilter.parse(query);
}

async function compareAll(made: ListingIndex, random: Random, cases: number): Promise<{ cells: number; shares: number[] }> {
  let cells = 0;
  const shares: number[] = [];
  for (let i = 0; i < cases; i += 1) {
    const filter = randomFilter(random);
    const sort = random.pick(ORDERS);
    const counted = await comparePages(made, filter, sort, random.pick([25, 100]));
    cells += counted + (await compareFacets(made, filter));
    shares.push(made.query({ filter, sort, limit: 1, after: null, now: NOW, perEuro: await perEuroOf(filter) })!.total / made.size);
  }
  return { cells, shares };
}

function tell(what: string, { cells, shares }: { cells: number; shares: number[] }): void {
  const informative = shares.filter((share) => share >= 0.01 && share <= 0.9).length;
  const spread = [0, 0.01, 0.1, 0.5, 0.9, 1.01].slice(1).map((to, at, list) => {
    const from = at === 0 ? -1 : list[at - 1]!;
    return shares.filter((share) => share > from && share <= to).length;
  });
  process.stdout.write(
    `${what}: seed ${SEED}, ${shares.length} filters, ${cells} cells, 0 differences; share of listings ≤ 1 %, 10 %, 50 %, 90 %, 100 %: ${spread.join(' ')}\n`,
  );
  // A property test whose filters find nothing or everything shows nothing.
  expect(informative).toBeGreaterThan(shares.length / 3);
}

test('the index finds what the database finds: ids, order, totals and counts', async () => {
  expect(index.size).toBe(LISTINGS - 80);
  tell('index = database', await compareAll(index, randomOf(SEED + 1), CASES));
});

test('hostile words find the same in both, and break neither', async () => {
  let asked = 0;
  const signs = ['"', '-', '--', '*', '-*', 'a*', '"a* b"', '-"', "'", '\\', ':*', '& | !', '<->', 'c++ -c++'];
  for (const q of [...HOSTILE_STRINGS, ...signs]) {
    const filter = ListingFilter.safeParse({ q });
    if (!filter.success) continue;
    asked += 1;
    await comparePages(index, filter.data, 'newest', 100);
    expect(index.query({ filter: filter.data, sort: 'relevance', limit: 5, after: null, now: NOW, perEuro: 1 })?.total).toBe(
      await store.countListings(filter.data, NOW),
    );
  }
  expect(asked).toBeGreaterThan(15);
});

/** Follows the log to its end, a step at a time, tidying up in between. */
async function caughtUp(made: ListingIndex, from: LogPosition): Promise<LogPosition> {
  const feed = createIndexFeed(database.sql);
  await store.indexTexts();
  const [last] = await database.sql<LogPosition[]>`
    select xid::text as xid, seq::text as seq from change_log order by change_log.xid desc, change_log.seq desc limit 1`;
  let position = from;
  for (let steps = 0; steps < 1000; steps += 1) {
    const step = await followChanges(made, feed, position);
    ({ position } = step);
    for (const _ of made.tidy());
    if (!step.isAtEnd) continue;
    // Another test's open transaction may hold the log's end back for a moment.
    if (position.xid === last?.xid && position.seq === last.seq) {
      expect(made.size).toBe(await feed.count());
      return position;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('the log has no end');
}

/** New, edited, closed, reopened and merged listings. */
async function change(random: Random, round: number): Promise<void> {
  const now = new Date(NOW.getTime() - 3_600_000 + round * 60_000);
  for (const board of boards) {
    const fresh = Array.from({ length: 8 }, (_, i) => inventedPosting(random, `${board.slug}-new-${round}-${i}`, NOW));
    const edited = Array.from({ length: 8 }, () => inventedPosting(random, `${board.slug}-${random.below(LISTINGS / 2)}`, NOW));
    const once = [...new Map([...fresh, ...edited].map((write) => [write.externalId, write])).values()];
    await saveAll(store, board, once, now);
    await linkEach(store, now);
    const closing = Array.from({ length: 6 }, () => `${board.slug}-${random.below(LISTINGS / 2)}`);
    await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: closing, reason: 'page-gone', now });
  }
  const postings = await database.sql<{ id: number; listing_id: number }[]>`
    select id, listing_id from posting where listing_id is not null and closed_at is null order by md5(id::text || ${round}) limit 4`;
  const [first, ...others] = postings;
  if (first === undefined) throw new Error('nothing to merge');
  await store.applyLinks(
    others.map((posting) => ({ postingId: posting.id, listingId: first.listing_id, because: 'same opening' })),
    now,
  );
}

test('after changes that it followed through the log, it finds the same', async () => {
  const feed = createIndexFeed(database.sql);
  const random = randomOf(SEED + 2);
  const before = await feed.count();
  const gone = await database.sql<{ n: number }[]>`select count(*)::int as n from listing_moved`;
  let position = await feed.position();
  for (let round = 0; round < 6; round += 1) {
    await change(random, round);
    position = await caughtUp(index, position);
  }
  const moved = await database.sql<{ n: number }[]>`select count(*)::int as n from listing_moved`;
  expect(moved[0]?.n).toBeGreaterThan(gone[0]?.n ?? 0);
  expect(await feed.count()).not.toBe(before);
  // A cell that differs after many rounds may have differed for long: the index must equal one that is made anew.
  const anew = await filled();
  expect(index.size).toBe(anew.size);
  tell('after changes', await compareAll(index, random, CASES));
});

test('a snapshot gives the same index back, and a damaged one none', async () => {
  const feed = createIndexFeed(database.sql);
  let position = await feed.position();
  const bytes = Buffer.concat(snapshotOf(index.state(), position));
  const whole = new Uint8Array(bytes.length);
  whole.set(bytes);
  const read = readSnapshot(whole);
  if (read === null) throw new Error('the snapshot cannot be read');
  expect(read.position).toEqual(position);
  const again = createListingIndex('again', read.state);
  expect(again.size).toBe(index.size);
  const random = randomOf(SEED + 3);
  await change(random, 20);
  position = await caughtUp(again, read.position);
  tell('from a snapshot', await compareAll(again, random, Math.ceil(CASES / 2)));

  const damaged = (at: number): Uint8Array<ArrayBuffer> => {
    const copy = whole.slice();
    copy[at] = (copy[at] ?? 0) ^ 4;
    return copy;
  };
  for (let i = 0; i < 40; i += 1) expect(readSnapshot(damaged(random.below(whole.length)))).toBeNull();
  for (const length of [0, 1, 127, 128, 500, whole.length - 8, whole.length - 1]) expect(readSnapshot(whole.slice(0, length))).toBeNull();
});

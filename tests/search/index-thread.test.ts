import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStore } from '#db/store/store';
import { createIndexClient, type IndexClient } from '#src/cli/index-client';
import { withListingIndex } from '#src/cli/indexed-store';
import { FACETS } from '#src/domain/facet';
import { ListingFilter } from '#src/domain/listing-filter';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { inventedPosting, inventedQuery, randomOf } from '../support/invented-listings.js';
import { claimedBoard, linkEach, postingWriteOf, saveAll } from '../support/posting-writes.js';

/** A thread starts from compiled code alone; `pretest` compiles. */
const ENTRY = join(import.meta.dirname, '../../dist/src/index-thread.js');
const NOW = new Date('2026-03-01T12:00:00Z');

const folder = mkdtempSync(join(tmpdir(), 'backboard-index-'));
const lines: { readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[] = [];
const log = {
  info: (fields: object, message: string) => void lines.push({ fields: { ...fields }, message }),
  warn: (fields: object, message: string) => void lines.push({ fields: { ...fields }, message }),
} as Parameters<typeof createIndexClient>[0]['log'];
let database: TestDatabase;
let store: Store;
let board: Awaited<ReturnType<typeof claimedBoard>>;

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`in vain: ${what} (${JSON.stringify(lines)})`);
}

const opened: IndexClient[] = [];
function open(): IndexClient {
  const client = createIndexClient({ databaseUrl: database.url, folder, log, entry: pathToFileURL(ENTRY) });
  opened.push(client);
  return client;
}
const isReady = (client: IndexClient) => () => client.state().phase === 'ready';

beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
  const random = randomOf(7);
  board = await claimedBoard(store, 'acme');
  await saveAll(
    store,
    board,
    Array.from({ length: 120 }, (_, i) => inventedPosting(random, `p${i}`, NOW)),
    NOW,
  );
  await linkEach(store, NOW);
});
afterAll(async () => {
  await Promise.all(opened.map((client) => client.stop()));
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!existsSync(ENTRY))('the thread', () => {
  test('answers as the database does, follows its changes, and comes back from its snapshot', async () => {
    const client = open();
    const indexed = withListingIndex(store, client, () => NOW);
    await until('ready', isReady(client));
    const random = randomOf(8);
    let withAmounts = 0;
    for (let i = 0; i < 15; i += 1) {
      const filter = ListingFilter.parse(inventedQuery(random));
      const query = { filter, sort: random.pick(['newest', 'oldest', 'pay'] as const), limit: 30, after: null, now: NOW };
      expect(await indexed.findListings(query)).toEqual(await store.findListings(query));
      expect(await indexed.facets(filter, FACETS, NOW)).toEqual(await store.facets(filter, FACETS, NOW));
      expect(await indexed.countListings(filter, NOW)).toBe(await store.countListings(filter, NOW));
      for (const [currency, perEuro] of [
        ['EUR', 1],
        ['USD', 1.1],
      ] as const) {
        const amounts = await store.payAmounts(filter, currency, perEuro, 50, NOW);
        expect(await indexed.payAmounts(filter, currency, perEuro, 50, NOW)).toEqual(amounts);
        withAmounts += Number(amounts.length > 0);
      }
    }
    expect(withAmounts).toBeGreaterThan(2);
    const before = await indexed.dataVersion();
    expect(before).toMatch(/^i/);

    const words = ListingFilter.parse({ q: 'zymurgy' });
    const page = { filter: words, limit: 2, after: null, now: NOW };
    await saveAll(
      store,
      board,
      ['one', 'two', 'three'].map((id) =>
        postingWriteOf({ id, text: 'yeast', raw: { title: `Zymurgy engineer ${id}`, postedAt: NOW.toISOString() } }),
      ),
      NOW,
    );
    await linkEach(store, NOW);
    await until('the change is seen', async () => (await indexed.countListings(words, NOW)) === 3);
    expect(await indexed.dataVersion()).not.toBe(before);
    const ranked = await indexed.rankListings(page);
    if (ranked === null || ranked === 'gone') throw new Error('no page by relevance');
    expect(ranked).toMatchObject({ total: 3, next: { offset: 2 } });
    expect(await indexed.rankListings({ ...page, after: ranked.next })).toMatchObject({ total: 3, next: null });
    expect(await indexed.rankListings({ ...page, after: { version: 'another.1', offset: 2 } })).toBe('gone');
    await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: ['one'], reason: 'page-gone', now: NOW });
    await until('the closing is seen', async () => (await indexed.countListings(words, NOW)) === 2);

    await until('suggestions', async () => (await indexed.suggest('ingeneer', 5)) !== null);
    expect(await indexed.suggest('enginer', 5)).toMatchObject({ didYouMean: 'engineer' });

    await client.stop();
    expect(readdirSync(folder)).toEqual(['listings.snapshot']);
    const again = open();
    await until('ready again', isReady(again));
    expect(lines.findLast(({ message }) => message === 'the listing index is ready')?.fields).toMatchObject({ from: 'snapshot' });
    expect(await withListingIndex(store, again, () => NOW).countListings(words, NOW)).toBe(2);
    await again.stop();

    const path = join(folder, 'listings.snapshot');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const anew = open();
    await until('ready anew', isReady(anew));
    expect(lines.findLast(({ message }) => message === 'the listing index is ready')?.fields).toMatchObject({ from: 'database' });
    expect(await withListingIndex(store, anew, () => NOW).countListings(words, NOW)).toBe(2);
  });

  test('that loses its connections begins again, and the database answers meanwhile', async () => {
    const client = open();
    const indexed = withListingIndex(store, client, () => NOW);
    await until('ready', isReady(client));
    const filter = ListingFilter.parse({});
    const expected = await store.countListings(filter, NOW);
    await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'backboard-index' and datname = current_database()`;
    for (let i = 0; i < 20; i += 1) expect(await indexed.countListings(filter, NOW)).toBe(expected);
    await until('ready once more', isReady(client));
    expect(await indexed.countListings(filter, NOW)).toBe(expected);
  });
});

test('a thread that dies is started again, later each time, and nobody waits for it', async () => {
  const client = createIndexClient({
    databaseUrl: database.url,
    folder,
    log,
    entry: new URL('data:text/javascript,throw%20new%20Error("no%20index%20today")'),
  });
  opened.push(client);
  const indexed = withListingIndex(store, client, () => NOW);
  await until('down', () => client.state().phase === 'down');
  const filter = ListingFilter.parse({ q: 'systems' });
  const query = { filter, sort: 'newest', limit: 5, after: null, now: NOW } as const;
  expect(await indexed.findListings(query)).toEqual(await store.findListings(query));
  expect(await indexed.rankListings({ filter, limit: 5, after: null, now: NOW })).toBeNull();
  expect(await indexed.dataVersion()).toBe(await store.dataVersion());
  expect(lines.some(({ message }) => message.includes('the database answers until it is back'))).toBe(true);
});

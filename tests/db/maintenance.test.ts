import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import { ListingFilter } from '#src/domain/listing-filter';
import type { RunEnd, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, newBoardOf, postingWriteOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const days = (n: number) => new Date(NOW.getTime() + n * 86_400_000);

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
});
afterAll(() => database.drop());

const endOf = (page: string, verdict: RunEnd['verdict'], nextDueAt: Date): RunEnd => ({
  verdict,
  reason: null,
  counts: { seen: 0, added: 0, changed: 0, unchanged: 0, notBackend: 0, rejected: 0, withPay: 0, closed: 0 },
  suspicion: null,
  absent: null,
  skipped: {},
  contentHash: null,
  pages: [{ url: 'https://a.example', body: Buffer.from(page), sha256: page }],
  shape: null,
  coverage: null,
  memory: null,
  nextDueAt,
  goneSince: null,
  switchOff: null,
  company: null,
});

describe('retention', () => {
  it('lets raw pages, requests and runs go after their time, and keeps the last good reading', async () => {
    await store.addBoards([newBoardOf('acme')]);
    const visits = [
      ['good', 'complete'],
      ['better', 'complete'],
      ['bad', 'failed'],
    ] as const;
    for (const [at, [page, verdict]] of visits.entries()) {
      const board = await store.claimBoard(days(at), 'a', 60_000, []);
      if (board === null) throw new Error('not due');
      await store.endRun(board.id, board.runId, 'a', days(at), endOf(page, verdict, days(at + 1)));
    }
    const entry = {
      host: 'a.example',
      path: '/',
      method: 'GET',
      robots: 'allowed',
      robotsRule: '',
      status: 200,
      bytes: 10,
      waitMs: 0,
      durationMs: 1,
      source: 'ashby',
      board: null,
      error: null,
    } as const;
    for (const conditional of [true, false]) await store.hostGate.log({ ...entry, at: NOW, conditional });
    await store.hostGate.log({ ...entry, at: days(29), conditional: false });
    expect(await store.prune(days(13))).toMatchObject({ run_page: 0, request_log: 0, run: 0 });
    expect(await store.prune(days(31))).toMatchObject({ run_page: 2, request_log: 2, run: 0 });
    expect((await database.sql`select sha256 from raw_page`).map((row) => row['sha256'])).toEqual(['better']);
    expect(await store.requestLog(10)).toHaveLength(1);
    expect(await database.sql`select host, requests, conditional, bytes::int as bytes from request_day`).toEqual([
      { host: 'a.example', requests: 2, conditional: 1, bytes: 20 },
    ]);
    // The run of the kept page and the board's last one stay.
    expect(await store.prune(days(100))).toMatchObject({ run: 1 });
    expect(await store.listBoards(new Date())).toMatchObject([{ lastRun: { verdict: 'failed' } }]);
  });

  it('drops descriptions of what closed long ago, and keeps its facts and title findable', async () => {
    const board = await claimedBoard(store, 'old');
    await saveAll(store, board, [postingWriteOf({ id: 'x', text: 'secret sauce', raw: { title: 'Kafka Developer' } })], NOW);
    await linkEach(store, NOW);
    await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: ['x'], reason: 'page-gone', now: days(1) });
    await store.indexTexts();
    const closed = async (q: string) =>
      (
        await store.findListings({ filter: ListingFilter.parse({ q, status: 'closed' }), sort: 'newest', limit: 5, after: null, now: NOW })
      ).data.map((card) => card.title);
    expect(await store.prune(days(90))).toMatchObject({ posting_text: 0 });
    expect(await closed('sauce')).toEqual(['Kafka Developer']);
    expect(await store.prune(days(92))).toMatchObject({ posting_text: 1 });
    expect(await store.prune(days(93))).toMatchObject({ posting_text: 0 });
    expect(await closed('sauce')).toEqual([]);
    expect(await closed('kafka')).toEqual(['Kafka Developer']);
  });
});

describe('deriving again', () => {
  it('applies new rules to what is stored, without calling it an edit', async () => {
    const board = await claimedBoard(store, 'rules');
    await saveAll(store, board, [postingWriteOf({ id: 'r', text: 'words', raw: { title: 'Rules' } })], NOW);
    await linkEach(store, NOW);
    const [stored, ...more] = (await store.postingsToRenormalise('2', 0, 100)).filter((posting) => posting.raw.title === 'Rules');
    if (stored === undefined) throw new Error('nothing to derive');
    expect(more).toEqual([]);
    expect(stored).toMatchObject({
      company: 'Acme',
      raw: { externalId: 'r', description: 'words' },
      derived: { level: 'mid', rulesVersion: '1' },
    });
    const derived = { ...stored.derived, level: 'senior', levelMin: 'senior', levelMax: 'senior', rulesVersion: '2' } as const;
    await store.applyRenormalised([{ id: stored.id, derived, text: { description: 'words', descriptionText: 'other words' } }], days(1));
    await store.indexTexts();
    expect((await store.postingsToRenormalise('2', 0, 100)).map((posting) => posting.id)).not.toContain(stored.id);
    const page = await store.findListings({
      filter: ListingFilter.parse({ level: 'senior', q: 'other' }),
      sort: 'newest',
      limit: 5,
      after: null,
      now: NOW,
    });
    expect(page.data.map((card) => card.title)).toEqual(['Rules']);
    const log = await database.sql<
      { cause: number }[]
    >`select cause from change_log where listing_id = ${page.data[0]?.id ?? 0} order by xid, seq`;
    expect(log.map((row) => row.cause)).toEqual([0, 6]);
    expect(await store.getListing(page.data[0]?.id ?? 0)).toMatchObject({ history: [], rulesVersion: '2' });
  });

  it('hands out descriptions until this version of the sanitiser has seen them', async () => {
    const [first] = (await store.descriptionsToSanitise('s1', 10)).filter((row) => row.description === 'words');
    if (first === undefined) throw new Error('nothing to sanitise');
    await store.saveSanitised('s1', [{ postingId: first.postingId, html: '<p>words</p>' }]);
    expect((await store.descriptionsToSanitise('s1', 10)).map((row) => row.postingId)).not.toContain(first.postingId);
    expect((await store.descriptionsToSanitise('s2', 10)).map((row) => row.postingId)).toContain(first.postingId);
    const [row] = await database.sql<{ id: number }[]>`select listing_id as id from posting where id = ${first.postingId}`;
    expect(await store.getListing(row?.id ?? 0)).toMatchObject({ descriptionHtml: '<p>words</p>' });
  });
});

describe('small things kept', () => {
  it('takes a slot once, keeps the first secret that anyone offers, and the rate of the day', async () => {
    const other = createStore(database.another({ max: 2 }));
    const taken = await Promise.all([store, other, store, other].map((one) => one.takeSlot('digest', NOW)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const secrets = await Promise.all([store, other].map((one, i) => one.settingOr('key', () => `secret ${i}`)));
    expect(new Set(secrets).size).toBe(1);
    expect(await store.getSetting('nothing')).toBeNull();
    await store.addRates([
      { date: '2026-01-01', currency: 'USD', perEuro: 1.1 },
      { date: '2026-02-01', currency: 'USD', perEuro: 1.2 },
    ]);
    await store.addRates([{ date: '2026-01-01', currency: 'USD', perEuro: 9 }]);
    expect(await store.perEuroOf('USD', new Date('2026-01-15T00:00:00Z'))).toBe(1.1);
    expect(await store.perEuroOf('USD', NOW)).toBe(1.2);
    expect(await store.perEuroOf('USD', new Date('2025-01-01T00:00:00Z'))).toBeNull();
    expect(await store.perEuroOf('EUR', NOW)).toBe(1);
    await store.ping();
  });
});

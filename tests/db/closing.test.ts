import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import type { ClaimedBoard, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, postingWriteOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const IDS = ['a', 'b', 'c', 'd'] as const;

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
});
afterAll(() => database.drop());

/** A board of its own with four postings and a florist, all linked. */
async function boardWith(slug: string, source = 'ashby', raw: Record<string, string> = {}): Promise<ClaimedBoard> {
  const board = await claimedBoard(store, slug, { source, company: slug });
  const writes = IDS.map((id) => postingWriteOf({ id, company: slug, raw: { title: `${slug} ${id}`, ...raw } }));
  await saveAll(store, board, writes, NOW, { notBackend: [{ externalId: 'florist', rowHash: 'aa', title: 'Florist', reason: 'no' }] });
  await linkEach(store, NOW);
  return board;
}

const openOf = async (board: ClaimedBoard) =>
  (
    await database.sql<
      { external_id: string }[]
    >`select external_id from posting where board_id = ${board.id} and closed_at is null order by external_id`
  ).map((row) => row.external_id);

/** The next visit's run: misses are counted once a run. */
async function nextRun(board: ClaimedBoard): Promise<number> {
  const [row] = await database.sql<
    { id: number }[]
  >`insert into run (board_id, owner, started_at) values (${board.id}, 'test', ${NOW}) returning id`;
  return row?.id ?? 0;
}

describe('closing', () => {
  it('is refused to every statement but the one function', async () => {
    const board = await boardWith('guarded');
    const { sql } = database;
    await expect(sql`update posting set closed_at = now() where board_id = ${board.id}`).rejects.toThrow(
      /only close_rows and close_postings/,
    );
    await expect(sql`update source_row set closed_at = now() where board_id = ${board.id}`).rejects.toThrow(
      /only close_rows and close_postings/,
    );
    // The mark ends with the function: a statement in the same transaction is refused all the same.
    const inOne = sql.begin(async (tx) => {
      await tx`select * from close_postings(array(select id from posting where board_id = ${board.id} and external_id = 'a'), 1::smallint, ${NOW})`;
      await tx`update posting set closed_at = now() where board_id = ${board.id}`;
    });
    await expect(inOne).rejects.toThrow(/only close_rows and close_postings/);
    expect(await openOf(board)).toEqual([...IDS]);
  });

  it('takes two absences, counted once a run, and a sighting in between starts anew', async () => {
    const board = await boardWith('absent');
    const absent = (runId: number, seen: readonly string[], missesToClose: 1 | 2 = 2) =>
      store.closePostings({ kind: 'absent', boardId: board.id, runId, now: later(1), seenRowIds: seen, missesToClose });
    const first = await nextRun(board);
    expect(await absent(first, ['a', 'b', 'florist'])).toEqual({ closed: 0, missed: 2 });
    expect(await absent(first, ['a', 'b', 'florist'])).toEqual({ closed: 0, missed: 0 });
    await store.confirmRows(board.id, ['a', 'b', 'c', 'florist'], later(2), first);
    expect(await absent(await nextRun(board), ['a', 'b'])).toEqual({ closed: 1, missed: 3 });
    expect(await openOf(board)).toEqual(['a', 'b', 'c']);
    expect(await absent(await nextRun(board), ['a'], 1)).toEqual({ closed: 3, missed: 3 });
    expect(await openOf(board)).toEqual(['a']);
    await store.indexTexts();
    const [card] = await database.sql`
      select l.open, l.closed_at, t.open as text_open from listing l join listing_card c on c.listing_id = l.id join listing_text t on t.listing_id = l.id
      where c.card ->> 'title' = 'absent b'`;
    expect(card).toEqual({ open: false, closed_at: later(1), text_open: false });
  });

  it('opens again with its identity, its history and its count', async () => {
    const board = await boardWith('again');
    const listings = await database.sql`select id, listing_id from posting where board_id = ${board.id} order by id`;
    await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: ['a'], reason: 'page-gone', now: later(1) });
    expect(await openOf(board)).toEqual(['b', 'c', 'd']);
    expect(await store.confirmRows(board.id, ['a'], later(5), board.runId)).toEqual({ reopened: 1 });
    expect(await database.sql`select id, listing_id from posting where board_id = ${board.id} order by id`).toEqual(listings);
    const listing = await store.getListing(listings[0]?.['listing_id'] as number);
    expect(listing).toMatchObject({
      status: 'open',
      closedAt: null,
      postings: [{ reopened: 1, closedAt: null, closeReason: null }],
      history: [{ field: 'closed', after: 'page-gone' }, { field: 'reopened' }],
    });
    const log =
      await database.sql`select cause, closed_since from change_log where listing_id = ${listing === null ? 0 : (listing as { id: number }).id} order by xid, seq`;
    expect(log.map((row) => [row['cause'], row['closed_since']])).toEqual([
      [0, null],
      [7, null],
      [8, later(1)],
    ]);
  });

  it('goes by the calendar: expiry, age, and boards that have gone', async () => {
    const expiring = await boardWith('expiring', 'lever', { expiresAt: later(10).toISOString() });
    expect(await store.closePostings({ kind: 'expired', now: later(9) })).toEqual({ closed: 0, missed: 0 });
    expect(await store.closePostings({ kind: 'expired', now: later(10) })).toEqual({ closed: 4, missed: 0 });
    expect(await openOf(expiring)).toEqual([]);
    // Still shown by its source, it has ended all the same.
    expect(await store.confirmRows(expiring.id, IDS, later(11), expiring.runId)).toEqual({ reopened: 0 });

    const ageing = await boardWith('ageing', 'remoteok', { postedAt: '2026-01-05T00:00:00Z' });
    const aged = (day: string) => store.closePostings({ kind: 'aged-out', source: 'remoteok', olderThan: new Date(day), now: later(20) });
    expect(await aged('2026-01-05T00:00:00Z')).toEqual({ closed: 0, missed: 0 });
    expect((await aged('2026-01-06T00:00:00Z')).closed).toBe(4);
    expect(await openOf(ageing)).toEqual([]);

    const gone = await boardWith('gone');
    const goneAt = later(-24 * 7);
    await database.sql`update board set gone_since = ${goneAt} where id = ${gone.id}`;
    expect(await store.closePostings({ kind: 'boards-gone', goneBefore: goneAt, now: later(24) })).toEqual({ closed: 0, missed: 0 });
    // Said once, and never asked again: nothing closes until it was said again, days later.
    const said = (at: Date) => database.sql`
      with said as (insert into run (board_id, owner, started_at, ended_at, verdict) values (${gone.id}, 'test', ${at}, ${at}, 7) returning id)
      update board set last_run_id = (select id from said) where id = ${gone.id}`;
    await said(goneAt);
    expect(await store.closePostings({ kind: 'boards-gone', goneBefore: later(-24), now: later(24) })).toEqual({ closed: 0, missed: 0 });
    await said(new Date(goneAt.getTime() + 3 * 86_400_000));
    expect(await store.closePostings({ kind: 'boards-gone', goneBefore: later(-24), now: later(24) })).toEqual({ closed: 5, missed: 0 });
    expect(await openOf(gone)).toEqual([]);
  });

  it('counts what the guards compare, backend or not', async () => {
    const board = await boardWith('counted');
    await database.sql`update board set last_good_at = ${NOW} where id = ${board.id}`;
    await saveAll(store, board, [postingWriteOf({ id: 'new', company: 'counted' })], later(1));
    expect(await store.absenceOf(board.id, ['a', 'florist', 'new'])).toEqual({ openAtLastGood: 5, absent: 3 });
    await store.confirmBoard(board.id, later(3));
    const rows = await database.sql`select distinct confirmed_at from source_row where board_id = ${board.id}`;
    expect(rows.map((row) => row['confirmed_at'])).toEqual([later(3)]);
  });
});

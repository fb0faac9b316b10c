import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import { ListingFilter } from '#src/domain/listing-filter';
import type { LoggedChange, NewSavedSearch, Store } from '#src/store';
import type { SavedSearch } from '#src/domain/saved-search';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, postingWriteOf, salaryOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const sha256 = (text: string) => createHash('sha256').update(text).digest();

const opened: TestDatabase[] = [];
let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
  store = createStore(database);
});
afterAll(() => Promise.all(opened.map((one) => one.drop())));

const newSearch = (token: string, more: Partial<NewSavedSearch> = {}): NewSavedSearch => ({
  filter: ListingFilter.parse({ level: 'senior', q: 'c++' }),
  channel: 'email',
  target: 'reader@example.org',
  cadence: 'instant',
  hour: 8,
  weekday: 1,
  timeZone: 'Europe/Berlin',
  wantsPayRises: false,
  consentVersion: '1',
  clientHash: 'client',
  confirmHash: sha256(token),
  manageHash: sha256(`manage ${token}`),
  expiresAt: later(48 * 60),
  ...more,
});

async function activeSearch(token = randomBytes(8).toString('hex'), more: Partial<NewSavedSearch> = {}, now = NOW): Promise<SavedSearch> {
  const made = await store.createSavedSearch(newSearch(token, { target: `${token}@example.org`, clientHash: token, ...more }), now);
  const active = made === null ? null : await store.confirmSavedSearch(sha256(token), now);
  if (active === null) throw new Error('not confirmed');
  return active;
}

async function addListings(ids: readonly string[], now = NOW): Promise<void> {
  const board = await claimedBoard(store, `board-${ids[0] ?? ''}`);
  await saveAll(
    store,
    board,
    ids.map((id) => postingWriteOf({ id, raw: { title: `Role ${id}` }, derived: { salaries: [salaryOf(50_000, 60_000)] } })),
    now,
  );
  await linkEach(store, now);
}

/** Reads everything that matching has not read, and alerts every active search of every change after its first position. */
async function matchAll(now: Date): Promise<LoggedChange[]> {
  const read: LoggedChange[] = [];
  while (
    (await store.matchChanges(100, now, (changes, _, searches) => {
      read.push(...changes);
      return searches.flatMap((search) =>
        changes
          .filter((change) => BigInt(change.seq) > BigInt(search.firstSeq))
          .map((change) => ({ savedSearchId: search.id, listingId: change.listingId, occasion: change.cause })),
      );
    })) > 0
  );
  return read;
}

const atOnce = (_: SavedSearch, oldest: Date) => oldest;

describe('making and confirming', () => {
  it('keeps a search as it was asked for, with tokens by hash only', async () => {
    const made = await store.createSavedSearch(newSearch('t1'), NOW);
    expect(made).toMatchObject({
      state: 'pending',
      target: 'reader@example.org',
      confirmedAt: null,
      createdAt: NOW,
      timeZone: 'Europe/Berlin',
    });
    expect(made?.filter).toEqual(JSON.parse(JSON.stringify(newSearch('t1').filter)));
    expect(await store.savedSearchByConfirmHash(sha256('t1'), NOW)).toEqual(made);
    expect(await store.savedSearchByConfirmHash(sha256('t2'), NOW)).toBeNull();
    const confirmed = await store.confirmSavedSearch(sha256('t1'), later(5));
    expect(confirmed).toMatchObject({ state: 'active', confirmedAt: later(5) });
    expect(await store.confirmSavedSearch(sha256('t1'), later(90))).toEqual(confirmed);
    expect(await store.savedSearchesByManageHash(sha256('manage t1'))).toEqual([confirmed]);
    expect(await store.savedSearchesByManageHash(sha256('t1'))).toEqual([]);
    expect(await store.savedSearchById('not an id')).toBeNull();
    const [row] = await database.sql`select row_to_json(q)::text as row from saved_search q`;
    expect(row?.['row']).not.toContain('t1"');
  });

  it('lets a confirmation expire, and forgets it', async () => {
    await store.createSavedSearch(newSearch('t1'), NOW);
    await activeSearch('kept');
    const after = later(48 * 60);
    expect(await store.confirmSavedSearch(sha256('t1'), after)).toBeNull();
    expect(await store.savedSearchByConfirmHash(sha256('t1'), after)).toBeNull();
    expect(await store.deleteExpired(after)).toBe(1);
    expect(await store.activeSavedSearches()).toHaveLength(1);
  });

  it('limits an address to one confirmation in ten minutes and three a day, also when searches are deleted', async () => {
    const ask = async (n: number, minutes: number, target = 'reader@example.org') =>
      store.createSavedSearch(newSearch(`t${n}`, { target, clientHash: `c${n}` }), later(minutes));
    const first = await ask(1, 0);
    expect(await ask(2, 9, ' READER@example.org')).toBeNull();
    await store.deleteSavedSearch(first?.id ?? '');
    expect(await ask(3, 9)).toBeNull();
    expect(await ask(4, 11)).not.toBeNull();
    expect(await ask(5, 22)).not.toBeNull();
    expect(await ask(6, 33)).toBeNull();
    expect(await ask(7, 33, 'other@example.org')).not.toBeNull();
    expect(await ask(8, 24 * 60 + 1)).not.toBeNull();
  });

  it('limits a client to ten an hour, an address to twenty searches, and counts requests at one moment one by one', async () => {
    const many = await Promise.all(
      Array.from({ length: 14 }, (_, i) => store.createSavedSearch(newSearch(`c${i}`, { target: `r${i}@example.org` }), NOW)),
    );
    expect(many.filter((search) => search !== null)).toHaveLength(10);
    const same = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        store.createSavedSearch(newSearch(`s${i}`, { target: 'one@example.org', clientHash: `x${i}` }), NOW),
      ),
    );
    expect(same.filter((search) => search !== null)).toHaveLength(1);
    for (let i = 0; i < 25; i += 1) {
      await store.createSavedSearch(
        newSearch(`d${i}`, { target: 'full@example.org', clientHash: `d${i}`, expiresAt: later(1e6) }),
        later(i * 600),
      );
    }
    const [row] = await database.sql`select count(*)::int as n from saved_search where target = 'full@example.org'`;
    expect(row?.['n']).toBe(20);
  });

  it('changes what is asked and nothing else, and erases everything', async () => {
    const search = await activeSearch();
    await store.updateSavedSearch(search.id, { state: 'paused', hour: 0, cadence: 'weekly' }, NOW);
    expect(await store.savedSearchById(search.id)).toEqual({ ...search, state: 'paused', hour: 0, cadence: 'weekly' });
    await store.updateSavedSearch(search.id, { state: 'active', stoppedReason: 'x' }, NOW);
    await store.updateSavedSearch(search.id, { filter: ListingFilter.parse({ language: 'go' }) }, NOW);
    expect(await store.savedSearchById(search.id)).toMatchObject({
      state: 'active',
      stoppedReason: 'x',
      filter: { language: { any: ['go'] } },
    });
    await store.updateSavedSearch(search.id, { stoppedReason: null }, NOW);
    expect(await store.savedSearchById(search.id)).toMatchObject({ stoppedReason: null });
    await addListings(['a']);
    await matchAll(NOW);
    await store.openDeliveries(NOW, atOnce);
    await store.deleteSavedSearch(search.id);
    const [left] = await database.sql`select (select count(*)::int from alert) + (select count(*)::int from delivery) as n`;
    expect(left?.['n']).toBe(0);
  });
});

describe('the change log', () => {
  it('loses nothing when transactions commit out of the order of their numbers', async () => {
    const writer = database.another({ max: 2 });
    let letFirstGo: () => void = () => undefined;
    const gate = new Promise<void>((done) => {
      letFirstGo = done;
    });
    let firstHasWritten: () => void = () => undefined;
    const written = new Promise<void>((done) => {
      firstHasWritten = done;
    });
    const slow = writer.sql.begin(async (tx) => {
      await tx`insert into change_log (listing_id, cause, at) values (1, 0, ${NOW})`;
      firstHasWritten();
      await gate;
      // Drawn last, committed last, by the transaction that began first.
      await tx`insert into change_log (listing_id, cause, at) values (3, 0, ${NOW})`;
    });
    await written;
    // A third one, begun between the two and still under way when the first ends: it keeps the snapshot's xmin from moving past the second.
    const third = await writer.sql.reserve();
    await third`begin`;
    await third`select pg_current_xact_id()`;
    await database.sql`insert into change_log (listing_id, cause, at) values (2, 0, ${NOW})`;
    expect(await matchAll(NOW)).toEqual([]);
    const version = await store.dataVersion();
    letFirstGo();
    await slow;
    // What is cached under a version must go when an older transaction commits late, too.
    expect(await store.dataVersion()).not.toBe(version);
    await third`rollback`;
    third.release();
    const read = await matchAll(NOW);
    expect(read.map((change) => change.listingId)).toEqual([1, 3, 2]);
    const order = read.map((change) => BigInt(change.seq));
    expect(order.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(order);
    expect(await matchAll(NOW)).toEqual([]);
  });

  it('waits for no writer of another database on the server', async () => {
    const neighbour = await freshDatabase();
    opened.push(neighbour);
    await neighbour.sql.begin(async (tx) => {
      await tx`insert into change_log (listing_id, cause, at) values (1, 0, ${NOW})`;
      await database.sql`insert into change_log (listing_id, cause, at) values (2, 0, ${NOW})`;
      expect((await matchAll(NOW)).map((change) => change.listingId)).toEqual([2]);
    });
  });

  it('keeps position and alerts together: what `match` throws away is read again', async () => {
    const search = await activeSearch();
    await addListings(['a', 'b']);
    const broken = store.matchChanges(10, NOW, () => {
      throw new Error('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect((await matchAll(NOW)).map((change) => change.cause)).toEqual(['new', 'new']);
    const rows = await database.sql`select saved_search_id, occasion from alert`;
    expect(rows).toEqual([
      { saved_search_id: search.id, occasion: 'new' },
      { saved_search_id: search.id, occasion: 'new' },
    ]);
  });

  it('starts a search at its confirmation, and counts the hour before', async () => {
    await addListings(['old'], later(-30));
    const search = await activeSearch();
    await addListings(['fresh'], later(1));
    let inHour = -1;
    await store.matchChanges(1, later(2), () => []);
    await store.matchChanges(10, later(2), (changes, documents, [matched], context) => {
      inHour = context.newInHourBefore;
      expect(documents.get(changes[0]?.listingId ?? 0)).toMatchObject({ title: 'Role fresh', eurMin: 50_000, eurMax: 60_000 });
      expect(documents.get(changes[0]?.listingId ?? 0)?.terms).toContainEqual({ term: 'fresh', position: 2 });
      expect(BigInt(matched?.firstSeq ?? 0)).toBeLessThan(BigInt(changes[0]?.seq ?? 0));
      expect(matched?.id).toBe(search.id);
      return [];
    });
    expect(inHour).toBe(1);
  });

  it('alerts once for an occasion, however often it is matched', async () => {
    const search = await activeSearch();
    await addListings(['a']);
    const [listing] = await database.sql<{ id: number }[]>`select id from listing`;
    const alert = { savedSearchId: search.id, listingId: listing?.id ?? 0, occasion: 'new' };
    await store.matchChanges(10, NOW, () => [alert, alert]);
    await database.sql`insert into change_log (listing_id, cause, at) values (${alert.listingId}, 3, ${NOW})`;
    await store.matchChanges(10, NOW, () => [
      alert,
      { ...alert, occasion: 'pay-rose:2026-03-01' },
      { ...alert, savedSearchId: '00000000-0000-0000-0000-000000000000' },
    ]);
    expect((await database.sql`select occasion from alert order by id`).map((row) => row['occasion'])).toEqual([
      'new',
      'pay-rose:2026-03-01',
    ]);
  });
});

describe('deliveries', () => {
  const claimOne = async (...given: [now: Date, owner: string, leaseMs: number]) => (await store.claimDeliveries(...given, 1))[0] ?? null;
  const begin = async (search: SavedSearch, ids: readonly string[]) => {
    await addListings(ids);
    await matchAll(NOW);
    expect(await store.openDeliveries(NOW, atOnce)).toBe(1);
    const due = await claimOne(NOW, 'a', 60_000);
    expect(due?.savedSearch.id).toBe(search.id);
    if (due === null) throw new Error('nothing due');
    return due;
  };

  it('hold what was matched, at most 25 cards, and open one at a time', async () => {
    const search = await activeSearch();
    const due = await begin(
      search,
      Array.from({ length: 30 }, (_, i) => `r${i}`),
    );
    expect(due).toMatchObject({ attempt: 1, total: 30, openedAt: NOW, unknownSince: null });
    expect(due.alerts).toHaveLength(25);
    await addListings(['more']);
    await matchAll(NOW);
    expect(await store.openDeliveries(NOW, atOnce)).toBe(0);
    expect(await claimOne(NOW, 'b', 60_000)).toBeNull();
    expect(await store.beginSending(due.id, 'b', NOW)).toBe(false);
    expect(await store.beginSending(due.id, 'a', NOW)).toBe(true);
    await store.endDelivery(due.id, 'a', later(1), { state: 'sent' });
    expect(await store.openDeliveries(later(1), (_, __, last) => (last?.getTime() === later(1).getTime() ? later(16) : NOW))).toBe(0);
    expect(await store.openDeliveries(later(16), () => later(16))).toBe(1);
    expect(await store.sentMessages(search.id, 20)).toMatchObject([
      { state: 'pending', listings: 1 },
      { state: 'sent', listings: 30, at: later(1).toISOString(), error: null },
    ]);
  });

  it('that lost their sender after the point of no return are unknown, and never sent again', async () => {
    const search = await activeSearch();
    await addListings(['a']);
    await matchAll(NOW);
    await store.openDeliveries(NOW, atOnce);
    const first = await claimOne(NOW, 'dies', 150);
    expect(await store.beginSending(first?.id ?? '', 'dies', NOW)).toBe(true);
    await sleep(200);
    expect(await claimOne(later(1), 'next', 60_000)).toBeNull();
    // Its late word changes nothing.
    await store.endDelivery(first?.id ?? '', 'dies', later(2), { state: 'sent' });
    expect(await store.sentMessages(search.id, 5)).toMatchObject([{ state: 'unknown', at: later(1).toISOString() }]);
    await addListings(['b']);
    await matchAll(later(3));
    await store.openDeliveries(later(3), atOnce);
    expect(await claimOne(later(3), 'next', 60_000)).toMatchObject({ total: 1, unknownSince: later(1).toISOString() });
  });

  it('that lost their sender before it are claimed again, and webhooks also after it', async () => {
    const search = await activeSearch('hook', { channel: 'webhook', target: 'https://hooks.example/x' });
    await addListings(['a']);
    await matchAll(NOW);
    await store.openDeliveries(NOW, atOnce);
    const first = await claimOne(NOW, 'dies', 100);
    await sleep(150);
    expect(await store.beginSending(first?.id ?? '', 'dies', NOW)).toBe(false);
    const second = await claimOne(NOW, 'dies too', 100);
    expect(second).toMatchObject({ id: first?.id, attempt: 2, total: 1 });
    expect(await store.beginSending(second?.id ?? '', 'dies too', NOW)).toBe(true);
    await sleep(150);
    const third = await claimOne(NOW, 'last', 60_000);
    expect(third).toMatchObject({ id: first?.id, attempt: 3 });
    await store.endDelivery(third?.id ?? '', 'last', NOW, { state: 'retry', at: later(5), error: '503' });
    expect(await claimOne(later(4), 'last', 60_000)).toBeNull();
    expect(await claimOne(later(5), 'last', 60_000)).toMatchObject({ attempt: 4 });
    expect(await store.sentMessages(search.id, 5)).toMatchObject([{ state: 'pending', error: '503' }]);
  });

  it('go to nobody who has left, wait for who pauses, and stop while sending is paused', async () => {
    const search = await activeSearch();
    const due = await begin(search, ['a']);
    await store.updateSavedSearch(search.id, { state: 'paused' }, NOW);
    expect(await store.beginSending(due.id, 'a', NOW)).toBe(false);
    expect(await claimOne(NOW, 'a', 60_000)).toBeNull();
    await store.updateSavedSearch(search.id, { state: 'active' }, NOW);
    await store.setSetting('sending', 'paused');
    expect(await claimOne(NOW, 'a', 60_000)).toBeNull();
    await store.setSetting('sending', 'on');
    const again = await claimOne(NOW, 'a', 60_000);
    expect(again?.id).toBe(due.id);
    await store.updateSavedSearch(search.id, { state: 'unsubscribed' }, NOW);
    expect(await store.beginSending(due.id, 'a', NOW)).toBe(false);
    expect(await store.sentMessages(search.id, 5)).toMatchObject([{ state: 'dead', error: 'no longer wanted' }]);
  });

  it('given back before anything was begun are as they were, and that try does not count', async () => {
    const search = await activeSearch();
    const due = await begin(search, ['a']);
    await store.endDelivery(due.id, 'a', later(1), { state: 'unbegun' });
    expect(await store.sentMessages(search.id, 5)).toMatchObject([{ state: 'pending', error: null }]);
    expect(await claimOne(NOW, 'b', 60_000)).toMatchObject({ id: due.id, attempt: 1, total: 1 });
  });

  it('are claimed together, each with its own alerts', async () => {
    const first = await activeSearch();
    await addListings(['a']);
    const searches = [first, await activeSearch()];
    await addListings(['b']);
    await matchAll(NOW);
    await store.openDeliveries(NOW, atOnce);
    const due = await store.claimDeliveries(NOW, 'a', 60_000, 10);
    for (const search of searches) {
      const [mine, ...more] = due.filter(({ savedSearch }) => savedSearch.id === search.id);
      expect(more).toEqual([]);
      expect(mine?.total).toBe(search === first ? 2 : 1);
      expect(mine?.alerts).toHaveLength(search === first ? 2 : 1);
    }
  });

  it('are claimed by one of two senders', async () => {
    const searches = await Promise.all(Array.from({ length: 12 }, () => activeSearch()));
    await addListings(['a']);
    await matchAll(NOW);
    expect(await store.openDeliveries(NOW, atOnce)).toBe(searches.length);
    const other = createStore(database.another({ max: 4 }));
    const claimThree = (from: Store, owner: string) => from.claimDeliveries(NOW, owner, 60_000, 3);
    const claimAll = async (from: Store, owner: string) => {
      const ids: string[] = [];
      for (let due = await claimThree(from, owner); due.length > 0; due = await claimThree(from, owner))
        ids.push(...due.map(({ id }) => id));
      return ids;
    };
    const claimed = (await Promise.all([claimAll(store, 'a'), claimAll(other, 'b'), claimAll(other, 'b')])).flat();
    expect(new Set(claimed).size).toBe(searches.length);
    expect(claimed).toHaveLength(searches.length);
  });
});

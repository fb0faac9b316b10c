import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import { LEVELS } from '#src/domain/level';
import type { ClaimedBoard, Store } from '#src/store';
import { ListingFilter } from '#src/domain/listing-filter';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, placeOf, postingWriteOf, salaryOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const filterOf = (query: Record<string, unknown>) => ListingFilter.parse(query);

let database: TestDatabase;
let store: Store;
let board: ClaimedBoard;
beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
  board = await claimedBoard(store, 'acme');
});
afterAll(() => database.drop());

const listingOf = async (title: string) => {
  const [row] = await database.sql<{ id: number }[]>`select listing_id as id from listing_card where card ->> 'title' = ${title}`;
  const found = row === undefined ? null : await store.getListing(row.id);
  if (found === null || 'moved' in found) throw new Error(`no listing «${title}»`);
  return found;
};

/** Versions of every stored row: what a write that should change nothing must leave alone. */
const versions = async () => {
  const tables = ['posting', 'posting_detail', 'posting_text', 'posting_link', 'listing', 'listing_card', 'listing_text'];
  const rows = await Promise.all(
    tables.map((table) => database.sql.unsafe(`select xmin::text || ' ' || ctid::text as v from ${table} order by 1`)),
  );
  return JSON.stringify([rows, await database.sql`select count(*)::int as n from change_log`]);
};

describe('saving', () => {
  const write = postingWriteOf({
    id: 'a1',
    text: 'We write C++ and Node.js. "Distributed systems" it\'s \\ all.',
    raw: { title: 'Senior Backend Engineer', postedAt: '2026-02-20T00:00:00Z' },
    derived: {
      level: 'senior',
      levelMin: 'senior',
      levelMax: 'senior',
      locations: [placeOf('München', 'DE', 'Bavaria'), placeOf('Zürich', 'CH')],
      languages: ['cpp', 'go'],
      skills: ['node-js'],
      skillUses: [
        { slug: 'cpp', required: true },
        { slug: 'go', required: false },
      ],
      salaries: [salaryOf(80_000, 95_000, 'USD')],
      workplace: 'hybrid',
      industry: 'fintech',
      tags: ['on-call'],
    },
  });

  it('keeps what a posting says, and makes a listing of it', async () => {
    await store.addRates([
      { date: '2026-02-27', currency: 'USD', perEuro: 1.25 },
      { date: '2025-12-01', currency: 'USD', perEuro: 2 },
      { date: '2025-12-01', currency: 'SEK', perEuro: 10 },
    ]);
    expect(await saveAll(store, board, [write], NOW)).toEqual({ added: 1, changed: 0 });
    expect(await store.unlinkedPostings(10)).toMatchObject([
      { externalId: 'a1', ownBoard: true, companyKey: 'acme', places: ['de/münchen', 'ch/zürich'], minhash: null },
    ]);
    await linkEach(store, NOW);
    const listing = await listingOf('Senior Backend Engineer');
    expect(listing).toMatchObject({
      slug: 'senior-backend-engineer-acme',
      company: 'Acme',
      companySlug: 'acme',
      level: 'senior',
      languages: ['cpp', 'go'],
      skills: ['node-js'],
      status: 'open',
      postedAt: '2026-02-20T00:00:00.000Z',
      firstSeenAt: NOW.toISOString(),
      lastConfirmedAt: NOW.toISOString(),
      sources: ['ashby'],
      industry: 'fintech',
      tags: ['on-call'],
      postings: [{ externalId: 'a1', isFace: true, joinedBecause: null, closedAt: null }],
      history: [],
    });
    expect(listing.salary).toEqual(write.derived.salaries[0]);
    expect(listing.salaries).toHaveLength(1);
    expect(listing.descriptionText).toBe(write.text.descriptionText);
    const [row] = await database.sql`select eur_low, eur_high, levels, pay_usable from listing where id = ${listing.id}`;
    expect(row).toEqual({ eur_low: 64_000, eur_high: 76_000, levels: 1 << LEVELS.indexOf('senior'), pay_usable: true });
  });

  it('tells rows that are known by their hashes', async () => {
    const known = await store.knownRows(board.id, ['a1', 'nothing']);
    expect([...known.entries()]).toEqual([['a1', { externalId: 'a1', rowHash: write.rowHash, kind: 'posting' }]]);
  });

  it('writes nothing when nothing changed', async () => {
    const before = await versions();
    expect(await saveAll(store, board, [write], later(1))).toEqual({ added: 0, changed: 1 });
    await store.confirmRows(board.id, ['a1'], later(1), board.runId);
    expect(await versions()).toBe(before);
    expect((await listingOf('Senior Backend Engineer')).lastConfirmedAt).toBe(later(1).toISOString());
  });

  it('keeps history, and names a rise in pay in the change log', async () => {
    const raised = postingWriteOf({
      id: 'a1',
      text: 'We write C++ only.',
      raw: { title: 'Senior Backend Engineer (C++)', postedAt: '2026-02-20T00:00:00Z' },
      derived: { ...write.derived, salaries: [salaryOf(85_000, 100_000, 'USD')] },
    });
    expect(await saveAll(store, board, [raised], later(2))).toEqual({ added: 0, changed: 1 });
    const listing = await listingOf('Senior Backend Engineer (C++)');
    expect(listing.history.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['title', 'Senior Backend Engineer', 'Senior Backend Engineer (C++)'],
      ['pay', '80000–95000 USD year', '85000–100000 USD year'],
      ['description', null, null],
    ]);
    const log = await database.sql<{ cause: number }[]>`select cause from change_log where listing_id = ${listing.id} order by xid, seq`;
    expect(log.map((row) => row.cause)).toEqual([0, 4]);
  });

  it('finds words, phrases and signs as they are written, and what is without', async () => {
    await saveAll(
      store,
      board,
      [postingWriteOf({ id: 'a2', text: 'C and Go, event-driven; no plus', raw: { title: 'Go Developer' } })],
      later(3),
    );
    await linkEach(store, later(3));
    const titles = async (q: string) =>
      (await store.findListings({ filter: filterOf({ q }), sort: 'newest', limit: 10, after: null, now: later(3) })).data.map(
        (card) => card.title,
      );
    expect(await titles('c++')).toEqual(['Senior Backend Engineer (C++)']);
    expect(await titles('"event driven"')).toEqual(['Go Developer']);
    expect(await titles('"driven event"')).toEqual([]);
    expect(await titles('developer -c++')).toEqual(['Go Developer']);
    expect(await titles("it's \\ ' :* & | ! <-> %")).toEqual([]);
    expect(await titles('-----')).toHaveLength(2);
  });

  it('marks pay whose rate is old', async () => {
    const far = postingWriteOf({ id: 'a3', raw: { title: 'Swedish' }, derived: { salaries: [salaryOf(600_000, 700_000, 'SEK')] } });
    const none = postingWriteOf({ id: 'a4', raw: { title: 'Unquoted' }, derived: { salaries: [salaryOf(1, 2, 'XXX')] } });
    await saveAll(store, board, [far, none], later(4));
    await linkEach(store, later(4));
    expect((await listingOf('Swedish')).salary?.flags).toEqual(['rate-stale']);
    const rows = await database.sql`
      select l.eur_high from listing l join listing_card c on c.listing_id = l.id where c.card ->> 'title' in ('Swedish', 'Unquoted') order by l.id`;
    expect(rows.map((row) => row['eur_high'])).toEqual([70_000, null]);
  });

  it('keeps traces and rejections, and stores what no database can hold as well as it can', async () => {
    await saveAll(
      store,
      board,
      [postingWriteOf({ id: 'b\u0000ad', text: 'lone \ud800 and NUL \u0000', raw: { title: 'Odd \u0000 signs' } })],
      later(5),
      {
        notBackend: [{ externalId: 'n1', rowHash: 'ab', title: 'Florist\u0000', reason: 'no backend' }],
        rejections: [{ externalId: null, title: 'x', reason: 'no url' }],
      },
    );
    await linkEach(store, later(5));
    expect((await listingOf('Odd \ufffd signs')).descriptionText).toBe('lone \ufffd and NUL \ufffd');
    expect((await store.knownRows(board.id, ['n1'])).get('n1')?.kind).toBe('not-backend');
    const [run] = await store.boardRuns(board.id, 1);
    expect(run?.rejections).toEqual([{ externalId: null, title: 'x', reason: 'no url' }]);
  });

  it('ends a role that its post no longer names, and one that is no backend work any more', async () => {
    const roles = (ids: readonly string[], mark: string) =>
      ids.map((id) => postingWriteOf({ id, rowId: 'post', text: mark, raw: { title: `Role ${id}` } }));
    await saveAll(store, board, roles(['post#1', 'post#2', 'post#3'], 'first'), later(6));
    await linkEach(store, later(6));
    await saveAll(store, board, roles(['post#1', 'post#3'], 'second'), later(7));
    expect((await listingOf('Role post#2')).postings[0]).toMatchObject({ closeReason: 'removed' });
    expect((await listingOf('Role post#1')).status).toBe('open');
    await store.confirmRows(board.id, ['post'], later(8), board.runId);
    expect((await listingOf('Role post#2')).status).toBe('closed');
    await saveAll(store, board, [], later(9), { notBackend: [{ externalId: 'post', rowHash: 'cd', title: 'Chef', reason: 'no' }] });
    expect((await listingOf('Role post#1')).status).toBe('closed');
  });
});

describe('merging', () => {
  it('shows the employer’s own board before an aggregator, and keeps the older id for ever', async () => {
    const feed = await claimedBoard(store, 'remoteok', { source: 'remoteok', company: null });
    await saveAll(
      store,
      feed,
      [postingWriteOf({ id: 'r1', company: 'Beta', raw: { title: 'Backend at Beta' }, derived: { salaries: [salaryOf(1000, 2000)] } })],
      NOW,
    );
    await linkEach(store, NOW);
    const own = await claimedBoard(store, 'beta', { company: 'Beta' });
    await saveAll(store, own, [postingWriteOf({ id: 'o1', company: 'Beta', raw: { title: 'Backend Engineer, Beta' } })], later(1));
    await linkEach(store, later(1));
    const older = await listingOf('Backend at Beta');
    const younger = await listingOf('Backend Engineer, Beta');
    const [candidate] = (
      await store.linkCandidates({ companyKeys: ['beta'], ownCompanyKeys: [], roleKeys: [], atsKeys: [] }, later(1))
    ).filter((posting) => posting.externalId === 'o1');
    if (candidate === undefined) throw new Error('no candidate');
    await store.applyLinks([{ postingId: candidate.postingId, listingId: older.id, because: 'same text' }], later(2));
    expect(await store.getListing(younger.id)).toEqual({ moved: older.id, slug: 'backend-engineer-beta-beta' });
    const merged = await listingOf('Backend Engineer, Beta');
    expect(merged).toMatchObject({ id: older.id, sources: ['ashby', 'remoteok'], firstSeenAt: NOW.toISOString(), salary: { min: 1000 } });
    expect(merged.postings.map((posting) => [posting.externalId, posting.isFace, posting.joinedBecause])).toEqual([
      ['o1', true, 'same text'],
      ['r1', false, null],
    ]);
    await store.removeBoard(own.id);
    expect(await store.getListing(older.id)).toMatchObject({ title: 'Backend at Beta', sources: ['remoteok'] });
    await store.removeBoard(feed.id);
    expect(await store.getListing(older.id)).toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import { ListingFilter } from '#src/domain/listing-filter';
import type { MatchDocument } from '#src/domain/match-document';
import { predicateOf } from '#src/search/listing-predicate';
import { FACETS, type Facet, type ListingCursor, type Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { inventedPosting, inventedQuery, randomOf } from '../support/invented-listings.js';
import { claimedBoard, linkEach, postingWriteOf, salaryOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const SEED = 20_261_123;
const LISTINGS = 400;
const FILTERS = 400;

let database: TestDatabase;
let store: Store;
let documents: readonly MatchDocument[];
let perEuro: ReadonlyMap<string, number>;
const filterOf = (query: Record<string, unknown>) => ListingFilter.parse(query);

beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
  await store.addRates([
    { date: '2026-02-27', currency: 'USD', perEuro: 1.25 },
    { date: '2026-02-27', currency: 'SEK', perEuro: 11 },
  ]);
  const random = randomOf(SEED);
  const boards = [await claimedBoard(store, 'acme'), await claimedBoard(store, 'remoteok', { source: 'remoteok', company: null })];
  for (const board of boards) {
    await saveAll(
      store,
      board,
      Array.from({ length: LISTINGS / 2 }, (_, i) => inventedPosting(random, `${board.slug}-${i}`, NOW)),
      NOW,
    );
    const closing = Array.from({ length: 60 }, (_, i) => `${board.slug}-${i * 3}`);
    await linkEach(store, NOW);
    await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: closing, reason: 'page-gone', now: NOW });
    await store.indexTexts();
  }
  const found = new Map<number, MatchDocument>();
  while (
    (await store.matchChanges(200, NOW, (_, batch, __, context) => {
      for (const [id, document] of batch) found.set(id, document);
      ({ perEuro } = context);
      return [];
    })) > 0
  );
  documents = [...found.values()];
});
afterAll(() => database.drop());

const matching = (filter: ListingFilter) => documents.filter(predicateOf(filter, { now: NOW, perEuro }));

/** Every page of a search, one after the other. */
async function everyId(filter: ListingFilter, sort: ListingCursor['sort'], limit: number): Promise<{ ids: number[]; totals: Set<number> }> {
  const ids: number[] = [];
  const totals = new Set<number>();
  let after: ListingCursor | null = null;
  do {
    const page = await store.findListings({ filter, sort, limit, after, now: NOW });
    ids.push(...page.data.map((card) => card.id));
    totals.add(page.total);
    after = page.next;
  } while (after !== null && ids.length <= LISTINGS);
  return { ids, totals };
}

describe('filters', () => {
  it('find in SQL what the one matcher finds, for every filter', async () => {
    expect(documents).toHaveLength(LISTINGS);
    const random = randomOf(SEED + 1);
    let informative = 0;
    for (let i = 0; i < FILTERS; i += 1) {
      const query = inventedQuery(random);
      const filter = filterOf(query);
      const expected = matching(filter);
      const { ids, totals } = await everyId(filter, 'newest', 100);
      const ordered = expected
        .toSorted((a, b) => Date.parse(b.postedAt) - Date.parse(a.postedAt) || b.id - a.id)
        .map((document) => document.id);
      expect({ query, ids, totals: [...totals] }).toEqual({ query, ids: ordered, totals: [expected.length] });
      if (expected.length >= LISTINGS / 100 && expected.length <= LISTINGS * 0.9) informative += 1;
    }
    // A property test whose filters find nothing shows nothing.
    expect(informative).toBeGreaterThan(FILTERS / 3);
  }, 120_000);

  it('count every facet with its own filter lifted', async () => {
    const keyOf = (facet: Facet): keyof ListingFilter => (facet === 'age' ? 'postedAfter' : facet);
    const random = randomOf(SEED + 2);
    for (let i = 0; i < 20; i += 1) {
      const query = inventedQuery(random);
      const filter = filterOf(query);
      const counts = await store.facets(filter, FACETS, NOW);
      for (const facet of FACETS) {
        const lifted = { ...filter, [keyOf(facet)]: undefined };
        for (const { value, count } of counts[facet] ?? []) {
          const asked = filterOf({ [keyOf(facet)]: value });
          const expected = matching({ ...lifted, [keyOf(facet)]: asked[keyOf(facet)] });
          expect({ query, facet, value, count }).toEqual({ query, facet, value, count: expected.length });
        }
      }
      expect(counts.level?.filter(({ value }) => value === 'vp')).toHaveLength(1);
      const languages = new Set(matching({ ...filter, language: undefined }).flatMap((document) => document.languages));
      expect(new Set(counts.language?.map(({ value }) => value))).toEqual(languages);
    }
  }, 120_000);
});

describe('pages', () => {
  it('hold every listing once in each order', async () => {
    const filter = filterOf({ status: 'any', backend: 'maybe' });
    for (const sort of ['newest', 'oldest', 'pay'] as const) {
      const { ids } = await everyId(filter, sort, 37);
      expect(ids).toHaveLength(LISTINGS);
      expect(new Set(ids).size).toBe(LISTINGS);
    }
    const { ids } = await everyId(filter, 'pay', 37);
    const pay = ids.map((id) => documents.find((document) => document.id === id)?.eurMax ?? null);
    const stated = pay.filter((amount) => amount !== null);
    expect(pay.slice(0, stated.length)).toEqual(stated.toSorted((a, b) => b - a));
  });

  it('lose and repeat nothing while new listings come in', async () => {
    const board = await claimedBoard(store, 'inflow');
    const filter = filterOf({});
    const before = (await everyId(filter, 'newest', 100)).ids;
    for (const sort of ['newest', 'pay'] as const) {
      const seen: number[] = [];
      let after: ListingCursor | null = null;
      let n = 0;
      do {
        const page = await store.findListings({ filter, sort, limit: 20, after, now: NOW });
        seen.push(...page.data.map((card) => card.id));
        after = page.next;
        n += 1;
        const dear = postingWriteOf({
          id: `${sort}-${n}`,
          raw: { postedAt: NOW.toISOString() },
          derived: { salaries: [salaryOf(900_000, 900_000)], specialisation: 'api' },
        });
        await saveAll(store, board, [dear], NOW);
        await linkEach(store, NOW);
      } while (after !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(before.filter((id) => !seen.includes(id))).toEqual([]);
    }
  });
});

describe('what else is asked of listings', () => {
  it('gives usable pay by group with the same listings as the denominator', async () => {
    const window = { from: new Date('2025-03-01T00:00:00Z'), to: NOW };
    const filter = filterOf({ language: ['go', 'rust'] });
    const rows = await store.payRows(filter, ['level', 'country'], window, NOW);
    const counts = await store.listingCounts(filter, ['level', 'country'], window, NOW);
    const whole = await store.listingCounts(filter, [], window, NOW);
    expect(rows.length).toBeGreaterThan(20);
    expect(whole).toEqual([
      {
        key: [],
        listings: matching(filterOf({ language: ['go', 'rust'], status: 'any' })).filter(
          (document) =>
            document.specialisation === null || ['api', 'database', 'integration', 'fullstack'].includes(document.specialisation),
        ).length,
      },
    ]);
    for (const row of rows) {
      const document = documents.find(({ id }) => id === row.listingId);
      expect(document?.salary).toMatchObject({ annualMin: row.annualMin, annualMax: row.annualMax, currency: row.currency });
      expect(row.eurMid === null).toBe(row.currency === 'XXX');
      expect(row.groups[0]).toEqual([document?.levelBasis === 'default' ? 'unmarked' : document?.level]);
      for (const country of row.groups[1] ?? []) {
        const cell = counts.find(({ key }) => key[0] === row.groups[0]?.[0] && key[1] === country);
        expect(cell?.listings).toBeGreaterThan(0);
      }
    }
    expect(await store.payRows(filter, [], { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2021-01-01T00:00:00Z') }, NOW)).toEqual(
      [],
    );
  });

  it('tells companies, progress and a version that moves with every change', async () => {
    const first = await store.companies(2, null);
    expect(first.map((company) => company.slug)).toEqual(['acme', 'beta-labs']);
    expect((await store.companies(10, 'beta-labs')).map((company) => company.slug)).toEqual(['delta-sohne', 'epsilon', 'gamma']);
    const named = async (name: string) => (await store.companies(10, null, name)).map((company) => company.slug);
    expect(await named('ETA')).toEqual(['beta-labs']);
    expect(await named('söhne')).toEqual(['delta-sohne']);
    expect(await named('Delta sohne')).toEqual(['delta-sohne']);
    for (const hostile of ['%', '_', '\\', "' or true --", '\u0000', '-', '\ud800']) expect(await named(hostile)).toEqual([]);
    expect(await store.companies(10, 'beta-labs', 'beta')).toEqual([]);
    expect(await store.progress(NOW)).toMatchObject({ boards: 3, boardsRead: 0 });
    const before = await store.dataVersion();
    const board = await claimedBoard(store, 'moving');
    await saveAll(store, board, [postingWriteOf({ id: 'm1' })], NOW);
    await linkEach(store, NOW);
    expect(await store.dataVersion()).not.toBe(before);
  });
});

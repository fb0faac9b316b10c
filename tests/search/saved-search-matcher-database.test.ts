import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILTER_KEYS, type ListingFilter } from '#src/domain/listing-filter';
import type { MatchDocument } from '#src/domain/match-document';
import { createSavedSearchMatcher } from '#src/search/saved-search-matcher';
import type { ListingCursor, MatchContext } from '#src/store';
import { ledgerOf, startWorld, type World } from '#tests/alerts/alert-world';
import { documentOf, filterOf, NOW, PER_EURO, textOf, WANTED_KEYS } from './saved-search-matcher-cases.js';

let world: World;
let documents: readonly MatchDocument[] = [];
let context: MatchContext | null = null;

beforeAll(async () => {
  world = await startWorld();
  world.at(NOW.toISOString());
  await world.store.addRates([...PER_EURO].map(([currency, perEuro]) => ({ date: '2026-11-20', currency, perEuro })));
  // Rates at first sight and now differ, as they do.
  await world.store.addRates([{ date: '2026-11-23', currency: 'USD', perEuro: 1.16 }]);
  const invented = fc.sample(documentOf, { seed: 42, numRuns: 400 });
  const facts = invented.map((document, at) => ({
    id: `p${at}`,
    company: document.company,
    text: textOf(document),
    raw: { title: document.title, postedAt: document.postedAt },
    derived: {
      isBackend: document.isBackend,
      level: document.level,
      levelMin: document.levelMin,
      levelMax: document.levelMax,
      specialisation: document.specialisation,
      canonicalTitle: document.canonicalTitle,
      languages: document.languages,
      skills: document.skills,
      industry: document.industry,
      workplace: document.workplace,
      locations: document.locations,
      remoteScope: document.remoteScope,
      salaries: document.salary === null ? [] : [document.salary],
    },
  }));
  world.at('2026-11-21T00:00:00Z');
  await world.publish(facts);
  world.at(NOW.toISOString());
  await world.close(invented.flatMap((document, at) => (document.status === 'closed' ? [`p${at}`] : [])));
  const found = new Map<number, MatchDocument>();
  for (let tries = 0; found.size < invented.length && tries < 500; tries += 1) {
    const read = await world.store.matchChanges(100, NOW, (_changes, given, _searches, about) => {
      for (const [id, document] of given) found.set(id, document);
      context = about;
      return [];
    });
    // Another test's open transaction may hold the log's end back for a moment.
    if (read === 0) await new Promise((done) => setTimeout(done, 20));
  }
  documents = [...found.values()];
});
afterAll(() => world.stop());

/** Every id that the search pages show, page by page. */
async function searchSet(filter: ListingFilter): Promise<number[]> {
  const ids: number[] = [];
  let after: ListingCursor | null = null;
  do {
    const page: Awaited<ReturnType<World['store']['findListings']>> = await world.store.findListings({
      filter,
      sort: 'newest',
      limit: 100,
      after,
      now: NOW,
    });
    ids.push(...page.data.map((card) => card.id));
    after = page.next;
  } while (after !== null);
  return ids.toSorted((a, b) => a - b);
}

test('random filters have every key that a filter may have', () => {
  expect(WANTED_KEYS.toSorted()).toEqual(FILTER_KEYS.toSorted());
});

test('for every filter, what the matcher finds is what the search pages show', async () => {
  expect(documents).toHaveLength(400);
  const about = context;
  if (about === null) throw new Error('nothing was handed over');
  const shares: number[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(filterOf, { minLength: 15, maxLength: 15 }), async (filters) => {
      const matched = filters.map((): number[] => []);
      createSavedSearchMatcher(filters).match(documents, about, (search, document) => matched[search]?.push(documents[document]?.id ?? 0));
      for (const [at, filter] of filters.entries()) {
        const expected = await searchSet(filter);
        shares.push(expected.length / documents.length);
        expect(
          matched[at]?.toSorted((a, b) => a - b),
          JSON.stringify(filter),
        ).toEqual(expected);
      }
    }),
    { numRuns: 40, seed: 4711 },
  );
  const fair = shares.filter((share) => share >= 0.01 && share <= 0.9).length / shares.length;
  process.stdout.write(
    `${shares.length} filters on ${documents.length} listings, ${(fair * 100).toFixed(0)} % of them with 1 to 90 % of the rows\n`,
  );
  expect(fair).toBeGreaterThan(1 / 3);
}, 120_000);

test('end to end: the alerts of new listings are the search’s listings', async () => {
  const filters = fc.sample(filterOf, { seed: 99, numRuns: 25 });
  const searches = [];
  for (const filter of filters) searches.push({ filter, search: await world.subscribe({}, { filter }) });
  const fresh = fc.sample(documentOf, { seed: 7, numRuns: 60 });
  await world.publish(
    fresh.map((document, at) => ({
      id: `fresh${at}`,
      text: textOf(document),
      raw: { title: document.title },
      derived: {
        level: document.level,
        levelMin: document.levelMin,
        levelMax: document.levelMax,
        languages: document.languages,
        skills: document.skills,
        locations: document.locations,
        remoteScope: document.remoteScope,
      },
    })),
  );
  const known = new Set(documents.map(({ id }) => id));
  await world.match();
  const ledger = await ledgerOf(world);
  let told = 0;
  for (const { filter, search } of searches) {
    const alerts = ledger.flatMap(({ pair }) => (pair.startsWith(`${search.target} `) ? [Number(pair.split(' ')[1])] : []));
    told += alerts.length;
    expect(
      alerts.toSorted((a, b) => a - b),
      JSON.stringify(filter),
    ).toEqual((await searchSet(filter)).filter((id) => !known.has(id)));
  }
  expect(told).toBeGreaterThan(50);
});

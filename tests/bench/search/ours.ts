import type postgres from 'postgres';
import { createIndexFeed } from '#db/store/index-feed';
import { FACETS, type Store } from '#src/store';
import type { FacetCounts, ListingCursor } from '#src/store';
import type { Sort } from '#src/domain/listing-filter';
import { createListingIndex, type IndexCursor } from '#src/search/listing-index';
import { fillIndex } from '#src/search/follow-changes';
import { PAGE, type Engine } from './engine.js';
import type { MixQuery } from './query-mix.js';

const cellsOf = (counts: FacetCounts): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(counts).flatMap(([facet, values]) => (values ?? []).map(({ value, count }) => [`${facet} ${value}`, count] as const)),
  );

const storedSort = (sort: Sort) => (sort === 'relevance' ? ('newest' as const) : sort);

/** Cursors of deep pages are known to the reader: they are found outside the clock. */
export type DeepCursors = Map<MixQuery, ListingCursor | null>;

export async function findDeepCursors(store: Store, mix: readonly MixQuery[], now: Date): Promise<DeepCursors> {
  const cursors: DeepCursors = new Map();
  for (const query of mix.filter(({ offset }) => offset > 0)) {
    let after: ListingCursor | null = null;
    for (let at = 0; at < query.offset; at += 100) {
      const page = await store.findListings({ filter: query.filter, sort: 'newest', limit: 100, after, now });
      after = page.next;
      if (after === null) break;
    }
    cursors.set(query, after);
  }
  return cursors;
}

/** Postgres alone, as with `LISTING_INDEX=off`. */
export function tunedPostgres(store: Store, cursors: DeepCursors, now: Date, listings: number): Engine {
  return {
    name: 'tuned Postgres',
    listings,
    bytes: null,
    buildSeconds: 0,
    async run(query) {
      const sort = storedSort(query.sort);
      const [page, facets] = await Promise.all([
        store.findListings({ filter: query.filter, sort, limit: PAGE, after: cursors.get(query) ?? null, now }),
        query.facets ? store.facets(query.filter, FACETS, now) : null,
      ]);
      return { ids: page.data.map(({ id }) => id), total: page.total, facets: facets === null ? null : cellsOf(facets) };
    },
    close: async () => undefined,
  };
}

export async function listingIndex(sql: postgres.Sql, cursors: DeepCursors, now: Date): Promise<Engine> {
  const started = performance.now();
  const index = createListingIndex('bench');
  await fillIndex(index, createIndexFeed(sql), () => undefined);
  const buildSeconds = (performance.now() - started) / 1000;
  return {
    name: 'listing index',
    listings: index.size,
    bytes: index.bytes(),
    buildSeconds,
    async run(query) {
      const { filter, sort, facets } = query;
      const after: IndexCursor | null = cursors.get(query) ?? null;
      const page = index.query({ filter, sort, limit: PAGE, after, now, perEuro: 1 });
      return {
        ids: page?.ids ?? [],
        total: page?.total ?? null,
        facets: facets ? cellsOf(index.facets({ filter, now, perEuro: 1 }, FACETS)) : null,
      };
    },
    close: async () => undefined,
  };
}

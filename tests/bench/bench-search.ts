// npm run bench:search -- --data bench-data [--per 5] [--peers 100000] [--engines index,tuned,naive,sqlite,minisearch]
import { createStore } from '#db/store/store';
import { openDatabase } from '#src/cli/open-database';
import { openClients } from '#db/client';
import { FACETS } from '#src/store';
import { ListingFilter } from '#src/domain/listing-filter';
import type { Engine } from './search/engine.js';
import { naivePostgres } from './search/naive-postgres.js';
import { findDeepCursors, listingIndex, tunedPostgres } from './search/ours.js';
import { miniSearch, sqliteFts } from './search/peers.js';
import { queryMix, type MixQuery } from './search/query-mix.js';

const args = process.argv.slice(2);
const valueOf = (name: string, otherwise: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : otherwise);
const per = Number(valueOf('--per', '5'));
const peersHold = Number(valueOf('--peers', '100000'));
const wanted = valueOf('--engines', 'index,tuned,naive,sqlite,minisearch').split(',');
const SEED = 7;
/** A query that takes longer is stopped and reported as «more than». */
const LONGEST_MS = 10_000;
/** An engine that has used this much is stopped, and its figures are of what it did. */
const ENGINE_MS = 150_000;
if (!Number.isInteger(per) || per < 1 || per > 100) {
  console.error(
    'usage: npm run bench:search -- --data DIR [--per 1…100] [--peers LISTINGS] [--engines index,tuned,naive,sqlite,minisearch]',
  );
  process.exit(2);
}

const shown = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(1) : ms.toFixed(3));
function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

interface Measured {
  readonly engine: Engine;
  readonly byKind: ReadonlyMap<string, number[]>;
  readonly totals: ReadonlyMap<MixQuery, number>;
  readonly cells: ReadonlyMap<MixQuery, ReadonlyMap<string, number>>;
  readonly pages: ReadonlyMap<MixQuery, readonly number[]>;
  readonly cut: number;
}

async function measure(engine: Engine, warm: readonly MixQuery[], mix: readonly MixQuery[]): Promise<Measured> {
  // Twice round without the clock, with other searches: compilers and buffers are warm for everybody, kept answers are nobody's.
  const warmUntil = performance.now() + 20_000;
  for (const query of warm) if (performance.now() < warmUntil) await engine.run(query);
  const byKind = new Map<string, number[]>();
  const [totals, cells, pages] = [
    new Map<MixQuery, number>(),
    new Map<MixQuery, ReadonlyMap<string, number>>(),
    new Map<MixQuery, readonly number[]>(),
  ];
  const started = performance.now();
  let cut = 0;
  for (const query of mix) {
    if (performance.now() - started > ENGINE_MS) {
      cut += 1;
      continue;
    }
    const from = performance.now();
    const answer = await engine.run(query).catch((error: unknown) => {
      if ((error as { code?: string }).code === '57014') return 'late' as const;
      throw error;
    });
    const ms = answer === 'late' ? LONGEST_MS : performance.now() - from;
    if (answer === null) continue;
    byKind.set(query.kind, [...(byKind.get(query.kind) ?? []), ms]);
    if (answer === 'late') continue;
    if (answer.total !== null) totals.set(query, answer.total);
    if (answer.facets !== null) cells.set(query, answer.facets);
    pages.set(query, answer.ids);
  }
  return { engine, byKind, totals, cells, pages, cut };
}

const database = await openDatabase({ DATABASE_URL: process.env['DATABASE_URL'], DATA_DIR: valueOf('--data', './bench-data') }, (line) =>
  console.error(line),
);
const clients = openClients(database.url, { statementTimeoutMs: LONGEST_MS, max: 4 });
const store = createStore(clients);
try {
  const [newest] = await database.clients.sql<{ at: Date }[]>`select max(posted_at) as at from listing`;
  const now = new Date((newest?.at ?? new Date(0)).getTime() + 86_400_000);
  const everything = ListingFilter.parse({});
  const companies = (await createStore(database.clients).companies(500, null)).map(({ name }) => name);
  const counts = await createStore(database.clients).facets(everything, FACETS, now);
  const mix = queryMix(SEED, per, counts, companies);
  const warm = queryMix(SEED + 1, 2, counts, companies).map((query) => ({ ...query, offset: 0 }));
  const cursors = await findDeepCursors(createStore(database.clients), mix, now);
  const open = await createStore(database.clients).countListings(everything, now);

  const makers: Readonly<Record<string, () => Promise<Engine>>> = {
    index: () => listingIndex(database.clients.sql, cursors, now),
    tuned: async () => tunedPostgres(store, cursors, now, open),
    naive: async () => {
      await (await naivePostgres(database.clients.sql)).close();
      return naivePostgres(clients.sql);
    },
    sqlite: () => sqliteFts(database.clients.sql, peersHold),
    minisearch: () => miniSearch(database.clients.sql, peersHold),
  };
  const measured: Measured[] = [];
  for (const name of wanted) {
    const make = makers[name];
    if (make === undefined) throw new Error(`--engines: ${Object.keys(makers).join(', ')}`);
    try {
      const engine = await make();
      console.error(`${engine.name}: ${engine.listings.toLocaleString('en-GB')} listings, ready after ${engine.buildSeconds.toFixed(1)} s`);
      measured.push(await measure(engine, warm, mix));
      await engine.close();
    } catch (error) {
      console.error(`${name}: left out: ${error instanceof Error ? error.message : String(error)}`);
    }
    globalThis.gc?.();
  }

  console.log(
    `${mix.length} searches of ${new Set(mix.map(({ kind }) => kind)).size} kinds over ${open.toLocaleString('en-GB')} open listings; ms p50/p95`,
  );
  console.log(['kind', ...measured.map(({ engine }) => engine.name)].join(' | '));
  for (const kind of new Set(mix.map((query) => query.kind)))
    console.log(
      [
        kind,
        ...measured.map(({ byKind }) =>
          byKind.has(kind) ? `${shown(at(byKind.get(kind) ?? [], 0.5))}/${shown(at(byKind.get(kind) ?? [], 0.95))}` : '–',
        ),
      ].join(' | '),
    );

  const figures = measured.map(({ engine, byKind, cut }) => {
    const all = [...byKind.values()].flat();
    const faceted = [...byKind].filter(([kind]) => kind.startsWith('facets')).flatMap(([, values]) => values);
    return {
      engine: engine.name,
      listings: engine.listings,
      queries: all.length,
      cut,
      p50: Number(shown(at(all, 0.5))),
      p95: Number(shown(at(all, 0.95))),
      facetsP95: Number(shown(at(faceted, 0.95))),
      bytesAListing: engine.bytes === null ? null : Math.round(engine.bytes / engine.listings),
      buildSeconds: Math.round(engine.buildSeconds),
    };
  });
  const ours = figures.find(({ engine }) => engine === 'listing index');
  const ratios = figures
    .filter(({ engine }) => engine !== 'listing index')
    .map(({ engine, p95, facetsP95 }) => ({
      engine,
      p95: ours === undefined ? null : Math.round(p95 / ours.p95),
      facetsP95: ours === undefined ? null : Math.round(facetsP95 / ours.facetsP95),
    }));
  const naive = figures.find(({ engine }) => engine === 'naive Postgres');
  const tuned = figures.find(({ engine }) => engine === 'tuned Postgres');

  console.log(
    JSON.stringify({
      bench: 'search',
      open,
      figures,
      timesTheIndex: ratios,
      tunedTimesNaive: naive === undefined || tuned === undefined ? null : Math.round(naive.p95 / tuned.p95),
      differences: differencesOf(measured),
    }),
  );
} finally {
  await clients.close();
  await database.close();
}

/** What the index and Postgres say differently: totals, cells of facets, and the ids of pages whose order both know. */
function differencesOf(all: readonly Measured[]): { cells: number; differences: number } | null {
  const [index, tuned] = ['listing index', 'tuned Postgres'].map((name) => all.find(({ engine }) => engine.name === name));
  if (index === undefined || tuned === undefined) return null;
  let cells = 0;
  let differences = 0;
  const compare = (a: unknown, b: unknown) => {
    cells += 1;
    if (a !== b) differences += 1;
  };
  for (const [query, total] of tuned.totals) {
    compare(index.totals.get(query), total);
    const theirs = tuned.cells.get(query) ?? new Map<string, number>();
    for (const [cell, count] of theirs) compare(index.cells.get(query)?.get(cell), count);
    if (query.sort !== 'relevance') tuned.pages.get(query)?.forEach((id, place) => compare(index.pages.get(query)?.[place], id));
  }
  return { cells, differences };
}

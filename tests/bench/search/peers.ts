import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import type { ListingCard } from '#src/domain/listing';
import { PAGE, type Engine } from './engine.js';
import type { MixQuery } from './query-mix.js';

const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));
const INSTALL = 'The peers are not installed: npm ci --ignore-scripts --prefix tests/bench/peers';

/** A package of the benches alone. @throws Error that says how to install it */
export async function loadPeer<T>(name: string): Promise<T> {
  if (!existsSync(join(PEERS, 'node_modules'))) throw new Error(INSTALL);
  const path = createRequire(join(PEERS, 'package.json')).resolve(name);
  const module = (await import(path)) as { default?: T };
  return module.default ?? (module as T);
}

interface PeerRow {
  readonly id: number;
  readonly at: number;
  readonly card: ListingCard;
  readonly text: string;
  readonly pay: number | null;
}

async function* openRows(sql: postgres.Sql, most: number): AsyncGenerator<readonly PeerRow[]> {
  const rows = sql<PeerRow[]>`
    select l.id, (extract(epoch from l.posted_at) * 1000)::float8 as at, c.card, t.description_text as text, l.eur_high as pay
    from listing l join listing_card c on c.listing_id = l.id join posting_text t on t.posting_id = l.id
    where l.open and l.backend = 1 order by l.id desc limit ${most}`;
  yield* rows.cursor(2_000);
}

const valuesOf = (card: ListingCard): readonly string[] => [
  `level ${card.level}`,
  ...(card.industry === null ? [] : [`industry ${card.industry}`]),
  ...(card.workplace === null ? [] : [`workplace ${card.workplace}`]),
  ...card.locations.flatMap(({ country }) => (country === null ? [] : [`country ${country}`])),
  ...card.locations.flatMap(({ city }) => (city === null ? [] : [`city ${city}`])),
  ...card.languages.map((slug) => `language ${slug}`),
  ...card.skills.map((slug) => `skill ${slug}`),
];
const KEYS = ['level', 'industry', 'workplace', 'country', 'city', 'language', 'skill'] as const;

interface MiniResult {
  readonly id: number;
  readonly at: number;
  readonly pay: number;
  readonly values: readonly string[];
}
interface MiniSearchLike {
  add(document: object): void;
  search(query: string, options: object): (MiniResult & { readonly score: number })[];
}

/** MiniSearch with the same fields; its filter function does the rest. It knows no phrases. */
export async function miniSearch(sql: postgres.Sql, most: number): Promise<Engine> {
  const MiniSearch = await loadPeer<new (options: object) => MiniSearchLike>('minisearch');
  globalThis.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  const index = new MiniSearch({ fields: ['title', 'company', 'text'], storeFields: ['at', 'pay', 'values'] });
  const all: MiniResult[] = [];
  for await (const rows of openRows(sql, most)) {
    for (const { id, at, card, text, pay } of rows) {
      const kept = { id, at, pay: pay ?? -1, values: valuesOf(card) };
      index.add({ ...kept, title: card.title, company: card.company, text });
      all.push(kept);
    }
  }
  all.sort((a, b) => b.at - a.at || b.id - a.id);
  const buildSeconds = (performance.now() - started) / 1000;
  globalThis.gc?.();
  const after = process.memoryUsage();

  const passes = ({ filter }: MixQuery, lifted: string | null) => {
    const choices = KEYS.flatMap((key) => {
      const choice = filter[key];
      return choice === undefined || key === lifted
        ? []
        : [{ any: choice.any.map((value: string) => `${key} ${value}`), not: choice.not.map((value: string) => `${key} ${value}`) }];
    });
    const least = filter.salaryMin ?? null;
    return ({ values, pay }: MiniResult) =>
      choices.every(
        ({ any, not }) => (any.length === 0 || any.some((value) => values.includes(value))) && !not.some((value) => values.includes(value)),
      ) &&
      (least === null || pay >= least);
  };
  const find = (query: MixQuery, lifted: string | null): MiniResult[] => {
    const filter = passes(query, lifted) as (result: unknown) => boolean;
    return query.words === null ? all.filter(filter) : index.search(query.words.join(' '), { combineWith: 'AND', filter });
  };
  const countInto = (found: readonly MiniResult[], key: string | null, counts: Map<string, number>) => {
    for (const { values } of found)
      for (const value of values) if (key === null || value.startsWith(key)) counts.set(value, (counts.get(value) ?? 0) + 1);
  };

  return {
    name: 'MiniSearch',
    listings: all.length,
    bytes: after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers,
    buildSeconds,
    async run(query) {
      if (query.isPhrase) return null;
      const found = find(query, null);
      if (query.sort === 'pay') found.sort((a, b) => b.pay - a.pay || b.id - a.id);
      else if (query.sort === 'newest' && query.words !== null) found.sort((a, b) => b.at - a.at || b.id - a.id);
      const ids = found.slice(query.offset, query.offset + PAGE).map(({ id }) => id);
      if (query.facets) {
        const counts = new Map<string, number>();
        countInto(found, null, counts);
        for (const key of KEYS) if (query.filter[key] !== undefined) countInto(find(query, key), key, new Map());
      }
      return { ids, total: found.length, facets: null };
    },
    close: async () => undefined,
  };
}

interface Statement {
  all(values?: readonly unknown[]): Record<string, unknown>[];
  run(values: readonly unknown[]): unknown;
  finalize(): void;
}
interface SqliteDatabase {
  exec(text: string): void;
  prepare(text: string): Statement;
  close(): void;
}

/** SQLite with FTS5, Porter stems, narrow rows and a token table for facets. */
export async function sqliteFts(sql: postgres.Sql, most: number): Promise<Engine> {
  const { Database } = await loadPeer<{ Database: new (path: string) => SqliteDatabase }>('node-sqlite3-wasm');
  const folder = mkdtempSync(join(tmpdir(), 'backboard-sqlite-'));
  const started = performance.now();
  const db = new Database(join(folder, 'peer.db'));
  db.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000;
    create table p (id integer primary key, at int, pay int, level text, industry text, workplace text, country text, city text);
    create table v (id int, value text, primary key (id, value)) without rowid;
    create virtual table x using fts5(title, company, text, content = '', tokenize = 'porter unicode61');
    begin`);
  const [row, value, words] = [
    db.prepare('insert into p values (?, ?, ?, ?, ?, ?, ?, ?)'),
    db.prepare('insert or ignore into v values (?, ?)'),
    db.prepare('insert into x (rowid, title, company, text) values (?, ?, ?, ?)'),
  ] as const;
  let listings = 0;
  for await (const rows of openRows(sql, most)) {
    for (const { id, at, card, text, pay } of rows) {
      const place = card.locations[0];
      row.run([id, at, pay, card.level, card.industry, card.workplace, place?.country ?? null, place?.city ?? null]);
      for (const one of valuesOf(card)) value.run([id, one]);
      words.run([id, card.title, card.company, text]);
      listings += 1;
    }
  }
  db.exec(`commit; insert into x (x) values ('optimize');
    create index p_at on p (at desc, id desc); create index p_level on p (level, at desc); create index p_country on p (country, at desc);
    create index p_city on p (city, at desc); create index p_pay on p (pay desc); create index v_value on v (value, id); analyze`);
  for (const statement of [row, value, words]) statement.finalize();
  const buildSeconds = (performance.now() - started) / 1000;

  const kept = new Map<string, Statement>();
  const ask = (text: string, values: readonly unknown[]) => {
    let statement = kept.get(text);
    if (statement === undefined) kept.set(text, (statement = db.prepare(text)));
    return statement.all(values);
  };
  const matchOf = ({ words: typed, isPhrase }: MixQuery) =>
    isPhrase ? `"${(typed ?? []).join(' ')}"` : (typed ?? []).map((word) => `"${word.replaceAll('"', '')}"`).join(' ');
  const whereOf = (query: MixQuery, lifted: string | null) => {
    const parts = ['1'];
    const values: unknown[] = [];
    const list = (given: readonly string[]) => given.map((one) => (values.push(one), '?')).join(', ');
    if (query.words !== null) {
      values.push(matchOf(query));
      parts.push('p.id in (select rowid from x where x match ?)');
    }
    for (const key of ['level', 'industry', 'workplace', 'country', 'city'] as const) {
      const choice = query.filter[key];
      if (choice === undefined || key === lifted) continue;
      if (choice.any.length > 0) parts.push(`p.${key} in (${list(choice.any)})`);
      if (choice.not.length > 0) parts.push(`(p.${key} is null or p.${key} not in (${list(choice.not)}))`);
    }
    for (const key of ['language', 'skill'] as const) {
      const choice = query.filter[key];
      if (choice === undefined || key === lifted || choice.any.length === 0) continue;
      parts.push(`exists (select 1 from v where v.id = p.id and v.value in (${list(choice.any.map((one: string) => `${key} ${one}`))}))`);
    }
    if (query.filter.salaryMin !== undefined) {
      values.push(query.filter.salaryMin);
      parts.push('p.pay >= ?');
    }
    return { text: parts.join(' and '), values };
  };

  return {
    name: 'SQLite FTS5',
    listings,
    bytes: null,
    buildSeconds,
    async run(query) {
      const { text, values } = whereOf(query, null);
      const order = query.sort === 'pay' ? 'p.pay desc, p.id desc' : 'p.at desc, p.id desc';
      const rows =
        query.sort === 'relevance'
          ? (() => {
              const rest = whereOf({ ...query, words: null }, null);
              return ask(`select p.* from x join p on p.id = x.rowid where x match ? and ${rest.text} order by rank limit ${PAGE}`, [
                matchOf(query),
                ...rest.values,
              ]);
            })()
          : ask(`select p.* from p where ${text} order by ${order} limit ${PAGE} offset ${query.offset}`, values);
      const [total] = ask(`select count(*) as n from p where ${text}`, values);
      if (query.facets) {
        ask(`select v.value, count(*) as n from p join v on v.id = p.id where ${text} group by 1`, values);
        for (const key of KEYS) {
          if (query.filter[key] === undefined) continue;
          const lifted = whereOf(query, key);
          ask(
            `select v.value, count(*) as n from p join v on v.id = p.id and v.value like '${key} %' where ${lifted.text} group by 1`,
            lifted.values,
          );
        }
      }
      return { ids: rows.map(({ id }) => Number(id)), total: Number(total?.['n'] ?? 0), facets: null };
    },
    async close() {
      for (const statement of kept.values()) statement.finalize();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

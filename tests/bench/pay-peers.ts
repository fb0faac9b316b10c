import type { PayQuery } from '#src/insights/pay-columns';
import { openBenchDatabase } from './ingest/bench-database.js';

/** Paid listings as columns of codes, and the midpoints that are summarised. */
export interface PeerRows {
  readonly mids: Float64Array;
  readonly codes: Readonly<Record<string, Uint16Array>>;
}

/** Quartiles by group, keyed by the group's codes joined. */
export interface PayPeer {
  readonly name: string;
  quartiles(query: PayQuery): Promise<ReadonlyMap<string, readonly number[]>>;
  stop(): Promise<void>;
}

const AT_ONCE = 50_000;

const whereOf = ({ where }: PayQuery): string =>
  where.length === 0 ? 'true' : where.map(({ dimension, any }) => `${dimension} in (${(any ?? []).join()})`).join(' and ');

/** percentile_cont on a narrow table: one column a property, the embedded server with the launcher's settings. */
export async function postgresPeer({ mids, codes }: PeerRows): Promise<PayPeer> {
  const database = await openBenchDatabase();
  const { sql } = database.clients;
  const names = Object.keys(codes);
  await sql.unsafe(`create table fact (mid float8 not null, ${names.map((name) => `${name} smallint not null`).join(', ')})`);
  for (let from = 0; from < mids.length; from += AT_ONCE) {
    const part = (values: Float64Array | Uint16Array) => Array.from(values.subarray(from, from + AT_ONCE));
    await sql.unsafe(`insert into fact select * from unnest($1::float8[], ${names.map((_, i) => `$${i + 2}::smallint[]`).join(', ')})`, [
      part(mids),
      ...names.map((name) => part(codes[name] ?? new Uint16Array())),
    ] as never);
  }
  await sql.unsafe('vacuum analyze fact');
  return {
    name: 'percentile_cont',
    async quartiles(query) {
      const by = query.by.join();
      const rows = await sql.unsafe<{ key: number[]; q: number[] }[]>(
        `select array[${by}]::int[] as key, percentile_cont(array[0.25, 0.5, 0.75]) within group (order by mid) as q
         from fact where ${whereOf(query)} group by ${by}`,
      );
      return new Map(rows.map((row) => [row.key.join(), row.q]));
    },
    stop: () => database.stop(),
  };
}

interface DuckRows {
  getRowsJS(): unknown[][];
}
interface DuckConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<DuckRows>;
  createAppender(
    table: string,
  ): Promise<{ appendDouble(v: number): void; appendSmallInt(v: number): void; endRow(): void; closeSync(): void }>;
  closeSync(): void;
}

/** The same in DuckDB, in memory, on as many threads as there are cores. @throws one line where the peers are not installed */
export async function duckPeer({ mids, codes }: PeerRows): Promise<PayPeer> {
  // Put together here, so that nothing takes it for a dependency of the project.
  const place = new URL(['peers', 'node_modules', '@duckdb', 'node-api', 'lib', 'index.js'].join('/'), import.meta.url).href;
  const { DuckDBInstance } = (await import(place).catch(() => {
    throw new Error('DuckDB is not installed: npm ci --prefix tests/bench/peers');
  })) as { DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckConnection>; closeSync(): void }> } };
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const names = Object.keys(codes);
  await connection.run(`create table fact (mid double, ${names.map((name) => `"${name}" smallint`).join(', ')})`);
  const appender = await connection.createAppender('fact');
  const columns = names.map((name) => codes[name] ?? new Uint16Array());
  for (let i = 0; i < mids.length; i++) {
    appender.appendDouble(mids[i] ?? 0);
    for (const column of columns) appender.appendSmallInt(column[i] ?? 0);
    appender.endRow();
  }
  appender.closeSync();
  const quoted = (query: PayQuery): PayQuery => ({
    ...query,
    by: query.by.map((name) => `"${name}"`),
    where: query.where.map((one) => ({ ...one, dimension: `"${one.dimension}"` })),
  });
  return {
    name: 'DuckDB',
    async quartiles(asked) {
      const query = quoted(asked);
      const by = query.by.join();
      const result = await connection.runAndReadAll(
        `select ${by}, quantile_cont(mid, [0.25, 0.5, 0.75]) as q from fact where ${whereOf(query)} group by ${by}`,
      );
      return new Map(
        result.getRowsJS().map((row) => {
          const q = row.at(-1) as number[] | { items: number[] };
          return [row.slice(0, -1).join(), Array.isArray(q) ? q : q.items];
        }),
      );
    },
    stop: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}

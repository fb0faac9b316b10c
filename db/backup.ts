import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { StartError } from '#src/domain/start-error';
import { VERDICTS } from '#src/domain/run';
import { readBackupFile, writeBackupFile, type BackupHeader, type Frame } from './backup-file.js';
import { knownCodeOf } from './codes.js';
import { migrate, readMigrations, schemaVersion, type Migration } from './migrate.js';
import { SENDING } from './store/settings.js';
import type { Tx } from './transaction.js';

/** Kept by the migrations, or true only of the server that wrote it. */
const LEFT_OUT = new Set(['schema_migration', 'host_gate', 'reader_position']);
/** Numbers of one server's transactions mean nothing on another. */
const LEFT_OUT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  change_log: ['xid', 'seq'],
  saved_search: ['first_xid', 'first_seq'],
};

export interface Copied {
  readonly rows: number;
  readonly tables: number;
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Every table, those that others refer to first. */
async function readTables(tx: Tx): Promise<Table[]> {
  const columns = await tx<{ name: string; columns: string[] }[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    group by c.relname order by c.relname collate "C"`;
  const references = await tx<{ name: string; parent: string }[]>`
    select c.conrelid::regclass::text as name, c.confrelid::regclass::text as parent from pg_constraint c
    where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and c.conrelid <> c.confrelid`;
  const ordered: Table[] = [];
  const placed = new Set<string>();
  const place = (table: { name: string; columns: string[] }) => {
    if (placed.has(table.name)) return;
    placed.add(table.name);
    for (const { parent } of references.filter((reference) => reference.name === table.name)) {
      const found = columns.find((other) => other.name === parent);
      if (found !== undefined) place(found);
    }
    const omitted = LEFT_OUT_COLUMNS[table.name] ?? [];
    if (!LEFT_OUT.has(table.name)) ordered.push({ name: table.name, columns: table.columns.filter((column) => !omitted.includes(column)) });
  };
  columns.forEach(place);
  return ordered;
}

/** Changes that matching has read are told already; the rest goes along, in its order. */
const rowsOf = ({ name, columns }: Table): string =>
  name === 'change_log'
    ? `select ${columns.map(quoted).join(', ')} from change_log
       where (xid, seq) > (select p.xid, p.seq from reader_position p where p.reader = 'matching') order by xid, seq`
    : `select ${columns.map(quoted).join(', ')} from ${quoted(name)}`;

async function* framesOf(tx: Tx, schema: string, madeAt: string, counted: { rows: number; tables: number }): AsyncGenerator<Frame> {
  yield { kind: 'header', header: { format: 'backboard-backup-1', schema, madeAt } };
  for (const table of await readTables(tx)) {
    yield { kind: 'table', table: table.name, columns: table.columns };
    counted.tables += 1;
    const rows: Readable = await tx.unsafe(`copy (${rowsOf(table)}) to stdout`).readable();
    for await (const chunk of rows) {
      const bytes = chunk as Buffer;
      for (const byte of bytes) if (byte === 10) counted.rows += 1;
      yield { kind: 'rows', bytes };
    }
    // The driver pauses its socket when a table's last rows fill the stream, and nobody reads on after the end: wake it.
    rows._read(0);
  }
}

/**
 * Writes everything that is kept into one file, as it stood at one moment.
 * @returns rows and tables written
 */
export async function backup(sql: postgres.Sql, file: string): Promise<Copied> {
  const counted = { rows: 0, tables: 0 };
  await sql.begin('isolation level repeatable read read only', async (tx) => {
    const [made] = await tx<{ at: Date }[]>`select clock_timestamp() as at`;
    await writeBackupFile(file, framesOf(tx, schemaVersion(), (made?.at ?? new Date(0)).toISOString(), counted));
  });
  return counted;
}

/** Reads the whole file once before anything is touched. */
async function checkedHeader(file: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const frame of readBackupFile(file)) if (frame.kind === 'header') ({ header } = frame);
  if (header?.format !== 'backboard-backup-1') throw new StartError(`${file} is no backup of this product. Nothing was changed.`);
  return header;
}

/** Makes the schema that the backup was written under; rows are brought forward by the migrations after it. */
async function emptySchema(tx: Tx, schema: string, migrations: readonly Migration[]): Promise<void> {
  const tables = await tx<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`;
  if (tables.length > 0) await tx.unsafe(`drop table ${tables.map((table) => table.name).join(', ')} cascade`);
  const functions = await tx<{ name: string }[]>`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  if (functions.length > 0) await tx.unsafe(`drop function ${functions.map((one) => one.name).join(', ')} cascade`);
  await tx`create table schema_migration (name text primary key, ran_at timestamptz not null default clock_timestamp())`;
  for (const migration of migrations.filter(({ name }) => name <= schema)) await runMigration(tx, migration);
}

async function runMigration(tx: Tx, migration: Migration): Promise<void> {
  await tx.unsafe(migration.sql);
  await tx`insert into schema_migration (name) values (${migration.name})`;
}

/** How often a COPY that has not ended is looked after. */
const LOOK_MS = 250;

/** Ends a COPY. The driver never says that the server refused its rows, so another connection looks at the state of this one. */
async function endCopy(sql: postgres.Sql, target: Writable, pid: number, table: string): Promise<void> {
  target.end();
  const done = finished(target).then(() => true);
  for (;;) {
    const isDone = await Promise.race([done, sleep(LOOK_MS, false)]);
    if (isDone) return;
    const [state] = await sql<
      { aborted: boolean }[]
    >`select state = 'idle in transaction (aborted)' as aborted from pg_stat_activity where pid = ${pid}`;
    if (state?.aborted !== false) throw new StartError(`The rows of «${table}» do not fit into this database. Nothing was changed.`);
  }
}

async function copyIn(sql: postgres.Sql, tx: Tx, file: string): Promise<Copied> {
  const counted = { rows: 0, tables: 0 };
  const [backend] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  let target: Writable | null = null;
  let table = '';
  const finish = async () => {
    if (target !== null) await endCopy(sql, target, backend?.pid ?? 0, table);
    target = null;
  };
  for await (const frame of readBackupFile(file)) {
    if (frame.kind === 'table') {
      await finish();
      ({ table } = frame);
      // A migration may have put a row of its own there.
      await tx.unsafe(`delete from ${quoted(frame.table)}`);
      target = await tx.unsafe(`copy ${quoted(frame.table)} (${frame.columns.map(quoted).join(', ')}) from stdin`).writable();
      counted.tables += 1;
    } else if (frame.kind === 'rows' && target !== null) {
      const stream: Writable = target;
      for (const byte of frame.bytes) if (byte === 10) counted.rows += 1;
      if (!stream.write(frame.bytes)) await once(stream, 'drain');
    }
  }
  await finish();
  return counted;
}

/** Identity columns go on after the highest number there is. */
async function continueNumbers(tx: Tx): Promise<void> {
  const columns = await tx<{ name: string; column: string }[]>`
    select c.relname as name, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attidentity <> ''`;
  for (const { name, column } of columns) {
    await tx.unsafe(
      `select setval(pg_get_serial_sequence('${quoted(name)}', '${column}'), greatest(1, coalesce(max(${quoted(column)}), 0)), max(${quoted(column)}) is not null) from ${quoted(name)}`,
    );
  }
}

/** What was going on when the backup was made is over; alerts wait until a person says what was sent in the meantime. */
async function settle(tx: Tx): Promise<void> {
  await tx`update board set lease_owner = null, lease_until = null, run_id = null`;
  await tx`update run set ended_at = started_at, verdict = ${knownCodeOf(VERDICTS, 'abandoned')} where ended_at is null`;
  await tx`update reader_position set xid = '0', seq = 0 where reader = 'matching'`;
  // Any other reader begins anew with everything that there is.
  await tx`delete from reader_position where reader <> 'matching'`;
  await tx`insert into setting (key, value) values (${SENDING}, 'paused') on conflict (key) do update set value = 'paused'`;
}

/**
 * Puts a backup in the place of everything that the database holds, in one transaction. Sending is paused after it.
 * @returns rows and tables restored
 * @throws StartError the file is not whole, or was made by a newer release; nothing is changed then
 */
export async function restore(sql: postgres.Sql, file: string, migrations: readonly Migration[] = readMigrations()): Promise<Copied> {
  const { schema } = await checkedHeader(file);
  if (!migrations.some(({ name }) => name === schema)) {
    throw new StartError(
      `${file} was made by a newer release (schema ${schema}, this one knows ${schemaVersion(migrations)}): update first. Nothing was changed.`,
    );
  }
  await migrate(sql, migrations);
  return sql.begin(async (tx) => {
    await emptySchema(tx, schema, migrations);
    const counted = await copyIn(sql, tx, file);
    await continueNumbers(tx);
    for (const migration of migrations.filter(({ name }) => name > schema)) await runMigration(tx, migration);
    await settle(tx);
    return counted;
  });
}

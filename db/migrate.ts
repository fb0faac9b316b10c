import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { StartError } from '#src/domain/start-error';

/** One lock for every process that starts on the same database. */
const MIGRATION_LOCK = 7_306_941;

export interface Migration {
  /** `0001-first`: order and name. */
  readonly name: string;
  readonly sql: string;
}

/** The SQL files lie beside the sources; the compiler does not copy them to `dist`. */
function migrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'db', 'migrations');
    if (existsSync(join(folder, 'package.json')) && existsSync(candidate)) return candidate;
  }
  throw new StartError('The folder db/migrations is missing from this installation: install it again.');
}

/** Every migration of this release, in order. */
export function readMigrations(): readonly Migration[] {
  const folder = migrationsFolder();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(join(folder, file), 'utf8') }));
}

/** Name of the newest migration of this release: the version of the schema. */
export const schemaVersion = (migrations: readonly Migration[] = readMigrations()): string => migrations.at(-1)?.name ?? 'none';

/**
 * Brings the schema forward, all steps or none, however many processes start at once.
 * @returns names of the migrations that ran
 * @throws StartError the database was made by a newer release
 */
export async function migrate(sql: Sql, migrations: readonly Migration[] = readMigrations()): Promise<readonly string[]> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await tx`create table if not exists schema_migration (name text primary key, ran_at timestamptz not null default clock_timestamp())`;
    const ran = new Set((await tx<{ name: string }[]>`select name from schema_migration`).map((row) => row.name));
    const known = new Set(migrations.map((migration) => migration.name));
    const unknown = [...ran].filter((name) => !known.has(name)).sort();
    if (unknown.length > 0) {
      throw new StartError(
        `The database was made by a newer release (schema ${unknown.at(-1) ?? ''}, this one knows ${schemaVersion(migrations)}): update, or name another database. Nothing was changed.`,
      );
    }
    const pending = migrations.filter((migration) => !ran.has(migration.name));
    for (const migration of pending) {
      await tx.unsafe(migration.sql);
      await tx`insert into schema_migration (name) values (${migration.name})`;
    }
    return pending.map((migration) => migration.name);
  });
}

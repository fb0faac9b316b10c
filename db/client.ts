import { connect, type Socket } from 'node:net';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { StartError } from '#src/domain/start-error';

export interface ClientOptions {
  /** Milliseconds after which the server gives a statement up; `null`: never (the worker's long merges). */
  readonly statementTimeoutMs?: number | null;
  /** Connections at most. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
}

export interface Clients {
  /** Raw statements, COPY, cursors, migrations. */
  readonly sql: Sql;
  /** Tables as declared in `db/schema`. On a client of its own: drizzle changes how the one it is given reads dates. */
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

/** Oldest major version that has what the schema asks for. */
const OLDEST_MAJOR = 15;

/** What the driver hands a maker of sockets; its types leave it out. */
interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path: string | false | undefined;
}

/**
 * A maker of connections that sends what is written at once. The driver leaves Nagle's delay on: with the server's delayed
 * acknowledgement, each COPY and each statement with much in its parameters would wait 40 ms on Linux. Several hosts are tried in turn.
 */
function createConnect(): (address: Address) => Socket {
  let turn = 0;
  return ({ host, port, path }) => {
    if (typeof path === 'string' && path !== '') return connect(path);
    const at = turn % host.length;
    turn += 1;
    const [name, number] = [host[at] ?? 'localhost', port[at] ?? 5432];
    // The driver reads both back, for messages and for the name that a certificate must bear.
    return Object.assign(connect({ host: name, port: number, noDelay: true }), { host: name, port: number });
  };
}

const settingsOf = (options: ClientOptions, max: number) => ({
  socket: createConnect(),
  max,
  onnotice: () => undefined,
  connect_timeout: 10,
  idle_timeout: 60,
  max_lifetime: 60 * 60,
  connection: {
    application_name: options.name ?? 'backboard',
    TimeZone: 'UTC',
    ...(options.statementTimeoutMs === undefined || options.statementTimeoutMs === null
      ? {}
      : { statement_timeout: options.statementTimeoutMs }),
  },
});

/** Opens nothing yet: connections are made when first used. */
export function openClients(url: string, options: ClientOptions = {}): Clients {
  const sql = postgres(url, settingsOf(options, options.max ?? 10));
  const forOrm = postgres(url, settingsOf(options, 2));
  return {
    sql,
    orm: drizzle(forOrm),
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), forOrm.end({ timeout: 5 })]);
    },
  };
}

/** The address without its password, for messages. */
function shown(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'an address that cannot be read';
  }
}

/**
 * Asks an external server whether it will do.
 * @throws StartError one line that names DATABASE_URL: unreachable, refused, too old, wrong encoding, or no right to make tables
 */
export async function checkServer(url: string): Promise<void> {
  let sql: Sql;
  try {
    sql = postgres(url, { ...settingsOf({}, 1), fetch_types: false });
  } catch {
    throw new StartError('DATABASE_URL is no PostgreSQL address: write it as postgres://user:password@host:5432/database.');
  }
  const fail = (reason: string) => new StartError(`DATABASE_URL (${shown(url)}): ${reason}`);
  try {
    const [row] = await sql<{ version: number; name: string; encoding: string; may_create: boolean }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
        current_setting('server_encoding') as encoding,
        has_schema_privilege(current_schema(), 'CREATE') and has_database_privilege(current_database(), 'TEMPORARY') as may_create`;
    if (row === undefined) throw fail('the server does not answer as PostgreSQL does.');
    if (row.version < OLDEST_MAJOR * 10_000) throw fail(`PostgreSQL ${row.name} is too old; ${OLDEST_MAJOR} or newer is needed.`);
    if (row.encoding !== 'UTF8') throw fail(`the database's encoding is ${row.encoding}; UTF8 is needed.`);
    if (!row.may_create) throw fail('the role may not make tables there; make it the owner of its database.');
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw fail(`${(message === '' ? code : message)?.replaceAll('\n', ' ').slice(0, 200) ?? 'no answer'}.`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

import { chmodSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { StartError } from '#src/domain/start-error';
import { accountFor, commandFor, type Account } from './embedded-account.js';
import { codeOf, environmentOf, makeCluster, PASSWORD_FILE, reasonOf, run } from './embedded-cluster.js';
import { embeddedPackage, type EmbeddedPackage } from './embedded-package.js';

export interface EmbeddedOptions {
  /** Folder of everything that is kept; the cluster lies in `postgres` under it. */
  readonly dataDir: string;
  /** One line for people. */
  readonly log: (line: string) => void;
  /** `false` only for tests: a crash of the machine then loses data. */
  readonly fsync?: boolean;
}

export interface EmbeddedServer {
  readonly url: string;
  /** The server was started by another process on the same folder; `stop` then leaves it running. */
  readonly reused: boolean;
  stop(): Promise<void>;
}

const ROLE = 'backboard';
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;
/** A server that refuses this long, and whose pid is not PostgreSQL's, left its pid file behind. */
const STALE_AFTER_MS = 5_000;

/**
 * Starts the built-in PostgreSQL on the folder, or reuses the one that another process started there.
 * The server ends with this process on Linux, even when it is killed; call from the main thread.
 * @throws StartError one line: unsupported platform, folder of another major version, no room, no rights
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  const programs = embeddedPackage();
  refuseOtherMajor(cluster, programs.major);
  makeFolder(dataDir);
  const account = accountFor(cluster, dirname(programs.postgres));
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    options.log('Making a database folder; this happens once.');
    await makeCluster(dataDir, cluster, programs, account, options.fsync ?? true);
  }
  return startOrReuse(cluster, programs, account, options);
}

function refuseOtherMajor(cluster: string, major: string): void {
  const file = join(cluster, 'PG_VERSION');
  if (!existsSync(file)) {
    if (existsSync(cluster) && readdirSync(cluster).length > 0) {
      throw new StartError(
        `${cluster} holds files but no database: name another folder in DATA_DIR, or move them away. Nothing was changed.`,
      );
    }
    return;
  }
  let found: string;
  try {
    found = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new StartError(
      `Cannot read ${cluster} (${codeOf(error)}): it belongs to another user. Run as that user, or name another folder in DATA_DIR.`,
    );
  }
  if (found === major) return;
  throw new StartError(
    `${cluster} was made by PostgreSQL ${found}, and this release carries ${major}: back it up with the release that made it (cli backup <file>), move the folder away, start, and restore (cli restore <file>). Nothing was changed.`,
  );
}

function makeFolder(dataDir: string): void {
  try {
    // Parents first: `mkdir -p` with a mode would close them to others too.
    mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 });
    if (!existsSync(dataDir)) {
      mkdirSync(dataDir);
      chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
  } catch (error) {
    throw new StartError(`Cannot make the folder ${dataDir} (${codeOf(error)}): name a folder in DATA_DIR that can be written.`);
  }
}

/** What `postmaster.pid` says: process, port, and whether connections are taken. */
function pidFileOf(cluster: string): { pid: number; port: number; ready: boolean } | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid, port: Number.isInteger(port) ? port : 0, ready: lines[7]?.trim() === 'ready' };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether the process is surely not a PostgreSQL: its number was given again after a crash. */
function isForeign(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

async function startOrReuse(
  cluster: string,
  programs: EmbeddedPackage,
  account: Account,
  options: EmbeddedOptions,
): Promise<EmbeddedServer> {
  const password = passwordOf(cluster);
  const since = performance.now();
  let lastReason = 'it did not answer';
  for (let attempt = 0; performance.now() - since < START_TIMEOUT_MS; attempt += 1) {
    if (attempt > 0) await sleep(Math.min(50 * attempt, 500));
    const running = pidFileOf(cluster);
    if (running !== null && isAlive(running.pid)) {
      const url = urlOf(running.port, password);
      if (running.port !== 0 && (await answers(url))) return { url, reused: true, stop: () => Promise.resolve() };
      lastReason = `process ${running.pid} holds the folder and does not answer`;
      if (performance.now() - since > STALE_AFTER_MS && isForeign(running.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
      continue;
    }
    const started = await startServer(cluster, programs, account, options);
    if (started.kind === 'running') {
      const url = urlOf(started.port, password);
      await ensureDatabase(started.port, password, url);
      return { url, reused: false, stop: () => stopServer(started.child, programs, cluster) };
    }
    // Someone else was quicker, a killed server's children are still leaving, or the port was taken in between: try again.
    if (!/lock file|shared memory block|could not bind|Address already in use/i.test(started.output)) {
      throw new StartError(reasonOf(started.output, cluster));
    }
    lastReason = reasonOf(started.output, cluster);
  }
  throw new StartError(`The built-in PostgreSQL in ${cluster} did not come up in ${START_TIMEOUT_MS / 1000} s: ${lastReason}`);
}

const urlOf = (port: number, password: string): string => `postgres://${ROLE}:${password}@127.0.0.1:${port}/${ROLE}`;

function passwordOf(cluster: string): string {
  try {
    return readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim();
  } catch (error) {
    throw new StartError(
      `Cannot read ${join(cluster, PASSWORD_FILE)} (${codeOf(error)}): run as the user who made the folder, or set DATABASE_URL.`,
    );
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined, fetch_types: false });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The product's own role, which is no superuser, and its database. */
async function ensureDatabase(port: number, password: string, url: string): Promise<void> {
  if (await answers(url)) return;
  const sql = postgres(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, {
    max: 1,
    onnotice: () => undefined,
    fetch_types: false,
  });
  try {
    const roles = await sql`select 1 from pg_roles where rolname = ${ROLE}`;
    // The password is our own base64url text: no quote can stand in it.
    if (roles.length === 0) await sql.unsafe(`create role ${ROLE} login createdb password '${password}'`);
    const databases = await sql`select 1 from pg_database where datname = ${ROLE}`;
    if (databases.length === 0) await sql.unsafe(`create database ${ROLE} owner ${ROLE}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

type Started =
  { readonly kind: 'running'; readonly child: ChildProcess; readonly port: number } | { readonly kind: 'ended'; readonly output: string };

async function startServer(cluster: string, programs: EmbeddedPackage, account: Account, options: EmbeddedOptions): Promise<Started> {
  const port = await freePort();
  const logFile = join(dirname(cluster), 'postgres.log');
  const memory = totalmem();
  const megabytes = (share: number, most: number) => `${Math.max(16, Math.min(most, Math.floor(memory / share / 1_048_576)))}MB`;
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '100',
    shared_buffers: megabytes(8, 1_024),
    effective_cache_size: megabytes(2, 65_536),
    jit: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    ...(options.fsync === false ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const [command, commandArgs] = commandFor(account, programs.postgres, args, true);
  // A file, not a pipe: a pipe that nobody reads any more would block the server's writes.
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const from = size > 5_000_000 ? 0 : size;
  const handle = openSync(logFile, from === 0 ? 'w' : 'a', 0o600);
  const child = spawn(command, commandArgs, { cwd: dirname(cluster), env: environmentOf(), stdio: ['ignore', handle, handle] });
  closeSync(handle);
  let ended: string | null = null;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code, signal) => {
    ended ??= `it ended with ${signal ?? code}`;
  });
  const since = performance.now();
  while (performance.now() - since < START_TIMEOUT_MS) {
    if (ended !== null) {
      const output = readFileSync(logFile).subarray(from).toString('utf8');
      return { kind: 'ended', output: output.trim() === '' ? ended : output };
    }
    const state = pidFileOf(cluster);
    if (state !== null && state.port === port && state.ready) {
      // The child must not keep this process alive; it ends with it.
      child.unref();
      return { kind: 'running', child, port };
    }
    await sleep(10);
  }
  child.kill('SIGINT');
  return { kind: 'ended', output: `FATAL: not ready after ${START_TIMEOUT_MS / 1000} s` };
}

async function stopServer(child: ChildProcess, programs: EmbeddedPackage, cluster: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  if (process.platform === 'win32') await run(programs.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], dirname(cluster));
  else child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(patience);
}

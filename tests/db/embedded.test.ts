import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkServer } from '#db/client';
import { startEmbedded, type EmbeddedServer } from '#db/embedded';
import { migrate } from '#db/migrate';
import { StartError } from '#src/domain/start-error';
import { freshDatabase } from '../support/database.js';

const quiet = () => undefined;

describe('the built-in server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backboard-embedded-'));
  const dataDir = join(folder, 'a', 'data');
  let server: EmbeddedServer;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir, log: quiet, fsync: false });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves a role that is no superuser, folds case beyond ASCII, and keeps to the loopback with a password', async () => {
    const sql = postgres(server.url, { max: 1, onnotice: quiet });
    const [row] = await sql`select lower('ÄÖŁ') as folded, (select rolsuper from pg_roles where rolname = current_user) as is_super,
      current_setting('listen_addresses') as listen, current_setting('jit') as jit`;
    expect(row).toEqual({ folded: 'äöł', is_super: false, listen: '127.0.0.1', jit: 'off' });
    await sql.end();
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    const refused = postgres(wrong.href, { max: 1, onnotice: quiet });
    await expect(refused`select 1`).rejects.toMatchObject({ code: '28P01' });
    await refused.end();
  });

  it('keeps its password for its owner only', () => {
    expect(statSync(join(dataDir, 'postgres', 'backboard.password')).mode & 0o077).toBe(0);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0);
  });

  it('is reused by a second start on the same folder, whose stop leaves it running', async () => {
    const second = await startEmbedded({ dataDir, log: quiet });
    expect(second).toMatchObject({ reused: true, url: server.url });
    await second.stop();
    const sql = postgres(server.url, { max: 1 });
    await expect(sql`select 1 as one`).resolves.toMatchObject([{ one: 1 }]);
    await sql.end();
  });

  it('comes up after its main process was killed, with every acknowledged row', async () => {
    const before = postgres(server.url, { max: 1, onnotice: quiet });
    await before`create table kept (n int)`;
    await before`insert into kept select generate_series(1, 1000)`;
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await before.end({ timeout: 1 });
    server = await startEmbedded({ dataDir, log: quiet });
    expect(server.reused).toBe(false);
    const after = postgres(server.url, { max: 1 });
    await expect(after`select count(*)::int as n from kept`).resolves.toMatchObject([{ n: 1000 }]);
    await after.end();
  });
});

describe('folders that will not do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backboard-folders-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves a folder of another major version as it is, and says what to do', async () => {
    const cluster = join(folder, 'old', 'postgres');
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, 'PG_VERSION'), '16\n');
    const start = startEmbedded({ dataDir: join(folder, 'old'), log: quiet });
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(/made by PostgreSQL 16.*cli backup.*Nothing was changed/);
    expect(readFileSync(join(cluster, 'PG_VERSION'), 'utf8')).toBe('16\n');
  });

  it('refuses a folder that holds something else', async () => {
    mkdirSync(join(folder, 'other', 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'other', 'postgres', 'notes.txt'), 'mine');
    await expect(startEmbedded({ dataDir: join(folder, 'other'), log: quiet })).rejects.toThrow(/no database.*DATA_DIR/);
    expect(existsSync(join(folder, 'other', 'postgres', 'notes.txt'))).toBe(true);
  });

  it('says so when the folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(startEmbedded({ dataDir: join(folder, 'file', 'data'), log: quiet })).rejects.toThrow(/Cannot make the folder .*DATA_DIR/);
  });
});

describe('an external server', () => {
  it('that is away is one line that names the variable and hides the password', async () => {
    const check = checkServer('postgres://someone:secret@127.0.0.1:1/none');
    await expect(check).rejects.toThrow(StartError);
    await expect(check).rejects.toThrow(/^DATABASE_URL \(127\.0\.0\.1:1\/none\): /);
    await expect(check).rejects.not.toThrow(/secret/);
  });

  it('that lacks the database is one line too', async () => {
    const database = await freshDatabase();
    const url = new URL(database.url);
    url.pathname = '/there_is_none';
    await expect(checkServer(url.href)).rejects.toThrow(/^DATABASE_URL .*does not exist/);
    await expect(checkServer(database.url)).resolves.toBeUndefined();
    await database.drop();
  });
});

describe('migrations', () => {
  it('run once however many start at once, all or none, and refuse a newer schema', async () => {
    const database = await freshDatabase();
    await database.sql`create schema apart`;
    const steps = [
      { name: '0001-a', sql: 'create table a (n int)' },
      { name: '0002-b', sql: 'create table b (n int)' },
    ];
    const url = new URL(database.url);
    url.searchParams.set('search_path', 'apart');
    const starters = Array.from({ length: 4 }, () => postgres(url.href, { max: 1, onnotice: quiet }));
    const ran = await Promise.all(starters.map((sql) => migrate(sql, steps)));
    expect(ran.flat().sort()).toEqual(['0001-a', '0002-b']);
    const first = starters[0];
    if (first === undefined) throw new Error('no starter');
    const broken = [...steps, { name: '0003-c', sql: 'create table c (n int)' }, { name: '0004-d', sql: 'create table d (n nothing)' }];
    await expect(migrate(first, broken)).rejects.toThrow(/does not exist/);
    await expect(first`select to_regclass('apart.c') as c`).resolves.toMatchObject([{ c: null }]);
    await expect(migrate(first, steps.slice(0, 1))).rejects.toThrow(/newer release \(schema 0002-b.*Nothing was changed/);
    await Promise.all(starters.map((sql) => sql.end()));
    await database.drop();
  });
});

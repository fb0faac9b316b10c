import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { boardsCommand } from '#src/cli/boards';
import { requestsCommand } from '#src/cli/requests';
import { sourcesCommand } from '#src/cli/sources';
import type { Command } from '#src/cli/command';
import { createStore } from '#db/store/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, newBoardOf, postingWriteOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-11-01T12:00:00Z');
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backboard-cli-'));
  database = await freshDatabase();
  const store = createStore(database);
  const board = await claimedBoard(store, 'jobicy', { source: 'jobicy', company: null, intervalMinutes: 100_000_000 }, NOW);
  await saveAll(store, board, [postingWriteOf({ id: 'j1' })], NOW);
  await linkEach(store, NOW);
  await store.addBoards([newBoardOf('acme')]);
  const evidence = { threadUrl: 'https://news.ycombinator.com/item?id=1', postUrl: 'https://news.ycombinator.com/item?id=2' };
  await store.suggestBoards('hacker-news', [{ source: 'ashby', slug: 'beta labs', company: 'Beta', ...evidence }], NOW);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('DATA_DIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs a command as typed; what it wrote, and its exit code or the line of its error. */
async function run(command: Command, ...args: string[]) {
  const written: string[] = [];
  const keep = (text: unknown) => (written.push(String(text)), true);
  const streams = [vi.spyOn(process.stdout, 'write').mockImplementation(keep), vi.spyOn(process.stderr, 'write').mockImplementation(keep)];
  try {
    const code = await command.run(args);
    return { code, text: written.join('') };
  } catch (error) {
    return { code: 1, text: (error as Error).message };
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
}
const postings = async () => (await database.sql<{ n: number }[]>`select count(*)::int as n from posting`)[0]?.n;

test('boards suggestions names the thread and the company, and what to type', async () => {
  const { code, text } = await run(boardsCommand, 'suggestions');
  expect(code).toBe(0);
  expect(text).toBe(
    'boards add ashby beta labs\tBeta\thttps://news.ycombinator.com/item?id=2 in https://news.ycombinator.com/item?id=1\tlast seen 2026-11-01\n' +
      '1 of 1. None is read until it is added: npm run -s cli -- boards add <source> <board>\n',
  );
});

test('boards off and boards release', async () => {
  expect(await run(boardsCommand, 'release', 'ashby', 'acme')).toEqual({
    code: 1,
    text: 'Ashby acme is not held or off (boards list shows every board)',
  });
  expect((await run(boardsCommand, 'off', 'ashby', 'acme')).text).toBe('Ashby acme is off; boards release ashby acme brings it back.\n');
  expect((await run(boardsCommand, 'release', 'ashby', 'acme')).text).toMatch(/^Ashby acme is read again; it is due at 20/);
  expect(await run(boardsCommand, 'off', 'nowhere', 'acme')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^«nowhere» is no source; known are adzuna, /),
  });
  expect(await run(boardsCommand, 'off', 'ashby', '../x')).toEqual({ code: 1, text: '«../x» is no name of a board at Ashby' });
});

test.each([
  ['https://www.linkedin.com/jobs/view/1', /^LinkedIn is not read\. Its user agreement forbids scraping/],
  ['https://acme.recruitee.com', /^Recruitee is read only where the owner asks for it: name it in SOURCES$/],
  ['https://careers.acme.example/jobs', /^Career page \(schema\.org JobPosting\) is read only where the owner asks for it/],
  ['ftp://acme.example', /^no source knows ftp:\/\/acme\.example/],
  ['https://localhost/jobs', /^no source knows/],
])('boards add %s is refused in words before anything is opened', async (address, words) => {
  const { code, text } = await run(boardsCommand, 'add', address);
  expect([code, words.test(text) ? words.source : text]).toEqual([1, words.source]);
});

test('requests takes sources, hosts and days', async () => {
  const at = new Date();
  await createStore(database).hostGate.log({
    at,
    host: 'api.ashbyhq.com',
    path: '/x',
    method: 'GET',
    robots: 'allowed',
    robotsRule: 'no rule speaks of this path',
    conditional: true,
    status: 304,
    bytes: 7,
    waitMs: 12,
    durationMs: 3,
    source: 'ashby',
    board: 'acme',
    error: null,
  });
  expect((await run(requestsCommand, '--source', 'ashby')).text).toBe(
    `${at.toISOString()}  304          7 B  waited 12 ms  conditional  robots allowed (no rule speaks of this path)  GET api.ashbyhq.com/x\n`,
  );
  expect((await run(requestsCommand, '--host', 'api.lever.co')).text).toBe('');
  expect((await run(requestsCommand, '--days', '2')).text).toBe(
    `${at.toISOString().slice(0, 10)}  304       1 requests       1 conditional             7 B  api.ashbyhq.com\n`,
  );
  expect(await run(requestsCommand, '--days', '0')).toEqual({ code: 1, text: '--days takes a whole number from 1 to 3650' });
});

test('sources forget tells what it would delete, and deletes with --yes alone', async () => {
  const asked = await run(sourcesCommand, 'forget', 'jobicy');
  expect(asked).toEqual({
    code: 2,
    text: 'Jobicy: this would delete 1 boards, 1 postings, 1 listings; 0 listings that other sources show too stay.\nbackboard: nothing was deleted; add --yes to delete it for good\n',
  });
  expect(await postings()).toBe(1);
  expect(await run(sourcesCommand, 'forget', 'jobicy', '--yes')).toMatchObject({
    code: 0,
    text: expect.stringMatching(/^Jobicy: deleted 1 boards, 1 postings, 1 listings;/),
  });
  expect(await postings()).toBe(0);
  expect((await run(sourcesCommand, 'allow', 'jobicy')).text).toBe('Jobicy is read again: its boards come back at the next start.\n');
  expect(await run(sourcesCommand, 'allow', 'jobicy')).toEqual({ code: 1, text: 'Jobicy was not forgotten' });
  expect(await run(sourcesCommand, 'forget', 'nowhere', '--yes')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^«nowhere» is no source/),
  });
});

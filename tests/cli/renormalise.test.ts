import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import { renormalise } from '#src/cli/renormalise';
import { laddersOf, NO_LADDERS } from '#src/normalise/override';
import { RULES_VERSION, rulesVersionOf } from '#src/normalise/posting';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, postingWriteOf, saveAll } from '../support/posting-writes.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOW = new Date('2026-03-01T12:00:00Z');
const POSTINGS = 120;

let database: TestDatabase;
let store: Store;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backboard-renormalise-'));
  database = await freshDatabase();
  store = createStore(database);
  const board = await claimedBoard(store, 'old', { industry: 'healthcare' });
  const writes = Array.from({ length: POSTINGS }, (_, index) =>
    postingWriteOf({
      id: `p${index}`,
      text: `Number ${index}: we pay €60,000 – €70,000 a year.`,
      raw: { title: index % 2 === 0 ? `Senior Backend Engineer ${index}x` : `Software Engineer L5, Team ${index}x` },
      derived: { industry: 'gaming' },
    }),
  );
  await saveAll(store, board, writes, NOW);
  await linkEach(store, NOW);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const versions = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await database.sql<{ rules_version: string; n: number }[]>`select rules_version, count(*)::int as n from posting group by 1`).map(
      (row) => [row.rules_version, row.n],
    ),
  );

/** The command as a process of its own, until it ends or has written so much. */
async function command(args: readonly string[], killAfter: number | null): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', join(ROOT, 'src/cli.ts'), 'renormalise', ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let written = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written += text.split(' read and written').length - 1;
    if (killAfter !== null && written >= killAfter) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

describe('renormalise', () => {
  it('tells what would move and writes nothing; the board’s table names the industry, not what was derived', async () => {
    const asked = await renormalise(store, { ladders: NO_LADDERS, apply: false, batch: 50, now: () => NOW, progress: () => undefined });
    expect(asked).toMatchObject({ read: POSTINGS, changed: POSTINGS });
    expect(Object.fromEntries(asked.moves.map(({ move, count }) => [move, count]))).toMatchObject({
      'industry: gaming → healthcare': POSTINGS,
      'level: mid → senior': POSTINGS / 2,
      'pay: none → some': POSTINGS,
    });
    expect(asked.moves[0]?.examples).toHaveLength(3);
    expect(await versions()).toEqual({ 1: POSTINGS });
  });

  it('killed in the middle, it goes on where it stopped', async () => {
    const killed = await command(['--apply', '--batch', '4'], 3);
    expect(killed.code).toBeNull();
    const half = await versions();
    const done = half[RULES_VERSION] ?? 0;
    expect(done).toBeGreaterThanOrEqual(12);
    expect(done).toBeLessThan(POSTINGS);

    const again = await command(['--apply', '--batch', '4'], null);
    expect(again.code).toBe(0);
    expect(again.out).toContain(`${POSTINGS - done} postings of other rules`);
    expect(await versions()).toEqual({ [RULES_VERSION]: POSTINGS });
  }, 60_000);

  it('reads again by an operator’s table of employers’ levels', async () => {
    writeFileSync(join(folder, 'employer-levels.csv'), 'Acme, L5, senior, staff\n');
    const { out } = await command([], null);
    expect(out).toMatch(/60 {2}level: mid(?: \(assumed\))? → senior/);
    const ladders = laddersOf([{ company: 'Acme', code: 'L5', level: 'senior', rung: 'staff' }]);
    await renormalise(store, { ladders, apply: true, batch: 500, now: () => NOW, progress: () => undefined });
    expect(await versions()).toEqual({ [rulesVersionOf(ladders)]: POSTINGS });
    writeFileSync(join(folder, 'employer-levels.csv'), 'Acme, L5\n');
    expect((await command([], null)).code).toBe(1);
  }, 60_000);
});

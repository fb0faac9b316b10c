/**
 * The product is killed in the middle of a walk and started again: what is then stored must be what a walk without the kill stores.
 *
 *   npm run walk:kill -- --replay DIR --corpus DIR --expect HASH [--after SECONDS]
 *
 * `HASH` is the fingerprint that `npm run walk` prints. Ends with a line of JSON.
 */
import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    replay: { type: 'string', default: '' },
    corpus: { type: 'string', default: '' },
    expect: { type: 'string', default: '' },
    after: { type: 'string', default: '25' },
  },
});
const [replay, corpus] = [resolve(options.replay), resolve(options.corpus)];
const work = mkdtempSync(join(tmpdir(), 'backboard-kill-'));
const boards = join(work, 'boards.txt');
writeFileSync(boards, execFileSync(process.execPath, [join(replay, 'boards.mjs'), corpus], { encoding: 'utf8' }));
const environment = { ...process.env, DATA_DIR: join(work, 'data'), BOARDS_FILE: boards, PORT: '0', LOG_LEVEL: 'error' };

/** Runs a command behind the recorded internet; `null`: it was killed. */
function behindReplay(command: readonly string[], killAfterMs: number | null): Promise<string> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(replay, 'replay.mjs'), '--corpus', corpus, '--', process.execPath, ...command], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const timer = killAfterMs === null ? null : setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), killAfterMs);
    child.on('exit', () => {
      if (timer !== null) clearTimeout(timer);
      done(output);
    });
  });
}

await behindReplay(['dist/src/cli.js', 'start'], Number(options.after) * 1000);
const output = await behindReplay(['--conditions=source', '--import', 'tsx', 'tests/walk/read-at.ts', '0.2', '--backfill'], null);
const last = output.trim().split('\n').at(-1) ?? '';
const totals = JSON.parse(last) as { fingerprint: string; boards: number; verdicts: Record<string, number> };
const ok = totals.fingerprint === options.expect;
if (ok) rmSync(work, { recursive: true, force: true });
else console.log(`kept for a look: ${work}`);
console.log(`${ok ? 1 : 0} passed, ${ok ? 0 : 1} failed`);
console.log(
  JSON.stringify({
    killedAfterSeconds: Number(options.after),
    expected: options.expect,
    found: totals.fingerprint,
    boardsAfter: totals.boards,
    verdicts: totals.verdicts,
  }),
);
process.exit(ok ? 0 : 1);

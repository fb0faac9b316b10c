import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSpools, SpoolError } from '#jobs/spool';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backboard-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = [{ title: 'lone \ud800 surrogate', description: '\u0000é😀'.repeat(2_000), pay: null, none: undefined, zero: -0 }];

describe('a spool', () => {
  test('keeps what fits in memory, as it is, and makes no folder for it', () => {
    const spool = createSpools({ dir: join(folder, 'spool'), memory: 1_000 }).open();
    const value = { a: 1 };
    expect(spool.keep(value, 1_000)()).toBe(value);
    expect(spool.isOnDisk()).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    spool.close();
  });

  test('gives back from disk what it was given, any time and in any order', () => {
    const spool = createSpools({ dir: folder, memory: 0 }).open();
    const kept = Array.from({ length: 50 }, (_, at) => spool.keep([...HOSTILE, at], 1));
    const bytes = spool.keep(Buffer.from([0, 255, 10]), 3);
    expect(spool.isOnDisk()).toBe(true);
    for (const at of [49, 0, 17, 17]) expect(kept[at]?.()).toEqual([...HOSTILE, at]);
    expect(Buffer.from(bytes())).toEqual(Buffer.from([0, 255, 10]));
    spool.close();
  });

  test('is one room for all readings: what one holds in memory the next cannot, until the first has ended', () => {
    const spools = createSpools({ dir: folder, memory: 100 });
    const [first, second] = [spools.open(), spools.open()];
    first.keep('x', 80);
    second.keep('y', 80);
    expect([first.isOnDisk(), second.isOnDisk()]).toEqual([false, true]);
    first.close();
    second.close();
    const third = spools.open();
    third.keep('z', 100);
    expect(third.isOnDisk()).toBe(false);
    third.close();
    third.close();
  });

  test('leaves no file, neither when it ends nor while it is open', () => {
    const spool = createSpools({ dir: folder, memory: 0 }).open();
    const kept = spool.keep('text', 4);
    expect(readdirSync(folder)).toEqual([]);
    spool.close();
    expect(readdirSync(folder)).toEqual([]);
    expect(kept).toThrow(SpoolError);
  });

  test('leaves no file when its process is killed', async () => {
    const script = join(folder, 'hold.mts');
    const spools = new URL('../../jobs/spool.ts', import.meta.url).href;
    writeFileSync(
      script,
      `import { createSpools } from ${JSON.stringify(spools)};
       const spool = createSpools({ dir: ${JSON.stringify(join(folder, 'in'))}, memory: 0 }).open();
       spool.keep('x'.repeat(100_000), 1);
       process.stdout.write(String(spool.isOnDisk()));
       setInterval(() => undefined, 1000);`,
    );
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(said.toString()).toBe('true');
    expect(readdirSync(join(folder, 'in'))).toEqual([]);
  });

  test('names its folder and the remedy where it cannot write', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'kept');
    const spool = createSpools({ dir: join(file, 'spool'), memory: 0 }).open();
    expect(() => spool.keep('x', 1)).toThrow(/a large board needs room in .*a-file.spool, which cannot be written/);
    spool.close();
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });
});

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Step } from './read-steps.js';

/** Runs a command of Node to its end. @returns its exit code and what it wrote to stdout */
export const runNode = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => done({ code, output }));
  });

/**
 * Reads some boards at each of the hours, in one process of its own.
 * @param only `source slug`, several with commas between them
 * @param before called before each step, which waits for it
 * @throws when the process ends before the last step
 */
export async function runSteps(
  only: string,
  hours: readonly number[],
  env: NodeJS.ProcessEnv,
  before: (at: number) => void = () => undefined,
): Promise<Step[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'tests/walk/read-steps.ts', `--hours=${hours.join(',')}`, `--only=${only}`],
    { env, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const steps: Step[] = [];
  const next = (): void => {
    if (steps.length === hours.length) child.stdin.end();
    else {
      before(steps.length);
      child.stdin.write('go\n');
    }
  };
  next();
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    steps.push(JSON.parse(line) as Step);
    next();
  }
  const code = await ended;
  if (code !== 0 || steps.length !== hours.length)
    throw new Error(`the reading ended with ${code} after ${steps.length} of ${hours.length} steps`);
  return steps;
}

/** Says each check as it is made, and counts. */
export function createChecks() {
  let [passed, failed] = [0, 0];
  return {
    check(name: string, ok: boolean, detail = ''): void {
      if (ok) passed += 1;
      else failed += 1;
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}${detail === '' ? '' : `: ${detail}`}`);
    },
    counts: () => ({ passed, failed }),
  };
}

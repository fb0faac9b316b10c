import { spawn } from 'node:child_process';
import type { Step } from './read-steps.js';

/** Runs a command of Node to its end. @returns its exit code and what it wrote to stdout */
export const runNode = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => done({ code, output }));
  });

/** Reads what is due at each of the hours, in one process of its own. @throws when it ends before the last */
export async function runSteps(hours: readonly number[], env: NodeJS.ProcessEnv): Promise<Step[]> {
  const { code, output } = await runNode(
    ['--conditions=source', '--import', 'tsx', 'tests/walk/read-steps.ts', `--hours=${hours.join(',')}`],
    env,
  );
  const steps = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Step);
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

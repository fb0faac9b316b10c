import { parseArgs } from 'node:util';
import { createBackboard } from '../main.js';
import { createLog } from '../log.js';
import { environment, terminalProgress } from './start.js';
import type { Command } from './command.js';
import type { RunOutcome } from '#jobs/run-board';

/** What one reading of all due boards counted. */
export interface ReadTotals {
  readonly boards: number;
  readonly seen: number;
  /** Rows that gave postings; `perhaps` of them only may be backend work. */
  readonly kept: number;
  readonly perhaps: number;
  readonly notBackend: number;
  readonly unchanged: number;
  /** Left out on purpose: legal notices, unlisted rows, repetitions. */
  readonly skipped: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly withPay: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

/** Sums up runs. */
export function totalsOf(ends: readonly RunOutcome[]): ReadTotals {
  const verdicts: Record<string, number> = {};
  const rejected: Record<string, number> = {};
  let [seen, kept, perhaps, notBackend, unchanged, skipped, withPay] = [0, 0, 0, 0, 0, 0, 0];
  for (const end of ends) {
    verdicts[end.verdict] = (verdicts[end.verdict] ?? 0) + 1;
    seen += end.counts.seen;
    kept += end.kept;
    perhaps += end.unsettled;
    notBackend += end.counts.notBackend;
    unchanged += end.counts.unchanged;
    withPay += end.counts.withPay;
    skipped += Object.values(end.skipped).reduce((sum, count) => sum + count, 0);
    for (const reason of end.rejections) rejected[reason] = (rejected[reason] ?? 0) + 1;
  }
  return { boards: ends.length, seen, kept, perhaps, notBackend, unchanged, skipped, rejected, withPay, verdicts };
}

export const readCommand: Command = {
  name: 'read',
  usage: 'read --once',
  summary: 'reads what is due, prints one line of JSON, and ends',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { once: { type: 'boolean', default: false } } });
    if (!values.once) {
      process.stderr.write('backboard: read wants --once (npm start keeps reading)\n');
      return 2;
    }
    const env = environment();
    const progress = terminalProgress(process.stderr);
    const backboard = await createBackboard({
      env,
      now: () => new Date(),
      log: createLog(env.LOG_LEVEL),
      progress,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    const abort = new AbortController();
    process.once('SIGTERM', () => abort.abort());
    process.once('SIGINT', () => abort.abort());
    try {
      progress.expect(backboard.boards.soon);
      const ends = await backboard.readDue(abort.signal);
      progress.end();
      process.stdout.write(`${JSON.stringify(totalsOf(ends))}\n`);
      return abort.signal.aborted ? 1 : 0;
    } finally {
      await backboard.stop();
    }
  },
};

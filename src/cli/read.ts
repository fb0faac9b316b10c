import { parseArgs } from 'node:util';
import { createBackboard } from '../main.js';
import { createLog } from '../log.js';
import { environment, terminalProgress } from './start.js';
import type { Command } from './command.js';
import type { RunEnd, Store } from '../store.js';

/** What one reading of all due boards counted. */
export interface ReadTotals {
  readonly boards: number;
  readonly seen: number;
  readonly kept: number;
  readonly notBackend: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly withPay: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

/** Sums up runs; reasons of rejections come from the database, where each is kept. */
export async function totalsOf(ends: readonly RunEnd[], store: Pick<Store, 'listBoards' | 'boardRuns'>): Promise<ReadTotals> {
  const verdicts: Record<string, number> = {};
  const rejected: Record<string, number> = {};
  let [seen, kept, notBackend, withPay] = [0, 0, 0, 0];
  for (const end of ends) {
    verdicts[end.verdict] = (verdicts[end.verdict] ?? 0) + 1;
    seen += end.counts.seen;
    notBackend += end.counts.notBackend;
    withPay += end.counts.withPay;
    const skipped = Object.values(end.skipped).reduce((sum, count) => sum + count, 0);
    kept += Math.max(0, end.counts.seen - end.counts.notBackend - end.counts.rejected - skipped);
  }
  if (ends.some((end) => end.counts.rejected > 0)) {
    for (const board of await store.listBoards()) {
      if ((board.lastRun?.counts.rejected ?? 0) === 0) continue;
      const [run] = await store.boardRuns(board.id, 1);
      for (const { reason } of run?.rejections ?? []) rejected[reason] = (rejected[reason] ?? 0) + 1;
    }
  }
  return { boards: ends.length, seen, kept, notBackend, rejected, withPay, verdicts };
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
      process.stdout.write(`${JSON.stringify(await totalsOf(ends, backboard.store))}\n`);
      return abort.signal.aborted ? 1 : 0;
    } finally {
      await backboard.stop();
    }
  },
};

/**
 * Reads some boards once for each given hour, the clock moved by so many, and prints a line of JSON for each: verdicts, counts, the
 * rows not closed, and a hash of what is stored. Each step waits for a line on standard input; other boards are left alone.
 *
 *   read-steps.ts --hours=-20,-13,-6 --only='ashby acme,lever acme'
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { createBackboard } from '#src/main';
import { createLog } from '#src/log';
import { createShownProgress } from '#src/cli/show-progress';
import { readEnv } from '#src/env';
import { VERDICTS } from '#src/domain/run';
import { logicalDump } from './logical-dump.js';

export interface StepRun {
  /** `source slug`. */
  readonly board: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly seen: number;
  readonly added: number;
  readonly closed: number;
}

/** What one step prints. */
export interface Step {
  readonly hours: number;
  readonly runs: readonly StepRun[];
  /** `source slug key` of each row that is not closed, backend or not. */
  readonly openRows: readonly string[];
  readonly stored: string;
  readonly peakMiB: number;
  readonly seconds: number;
}

const { values } = parseArgs({ options: { hours: { type: 'string', default: '0' }, only: { type: 'string', default: '' } } });
const env = readEnv(process.env);
let hours = 0;
const steps = values.hours.split(',').map(Number);
hours = steps[0] ?? 0;
const backboard = await createBackboard({
  env,
  now: () => new Date(Date.now() + hours * 3_600_000),
  log: createLog(env.LOG_LEVEL),
  progress: createShownProgress({ write: () => undefined, columns: null }),
  say: () => undefined,
});
const sql = postgres(backboard.databaseUrl, { max: 1, onnotice: () => undefined });
await sql`
  update board b set off_reason = 'not part of this walk' from source s where s.id = b.source_id and s.slug || ' ' || b.slug <> all (${values.only.split(',')}::text[])`;
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
try {
  const orders = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  for (hours of steps) {
    if ((await orders.next()).done === true) break;
    const startedAt = Date.now();
    const [last] = await sql<{ id: number | null }[]>`select max(id) as id from run`;
    await backboard.readDue();
    const runs = await sql<(Omit<StepRun, 'verdict'> & { verdict: number | null })[]>`
      select concat_ws(' ', s.slug, b.slug) as board, r.verdict, r.reason, r.seen, r.added, r.closed
      from run r join board b on b.id = r.board_id join source s on s.id = b.source_id
      where r.id > ${last?.id ?? 0} order by r.id`;
    const rows = await sql<{ row: string }[]>`
      select concat_ws(' ', s.slug, b.slug, r.key) as row from source_row r join board b on b.id = r.board_id join source s on s.id = b.source_id
      where r.closed_at is null order by 1`;
    const step: Step = {
      hours,
      runs: runs.map((run) => ({ ...run, verdict: VERDICTS[run.verdict ?? -1] ?? 'not ended' })),
      openRows: rows.map(({ row }) => row),
      stored: (await logicalDump(sql)).hash,
      peakMiB: Math.round(peak / 1_048_576),
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
    };
    process.stdout.write(`${JSON.stringify(step)}\n`);
  }
} finally {
  clearInterval(watch);
  await sql.end();
  await backboard.stop();
}

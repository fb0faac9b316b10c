import { VERDICTS, type Verdict } from '#src/domain/run';
import type { RunDay } from '#src/store';
import { knownCodeOf, knownWordOf } from '../codes.js';
import type { Db } from '../transaction.js';

/** From the best to the worst that may be said of a reading. */
const BEST_FIRST: readonly Verdict[] = [
  'complete',
  'unchanged',
  'partial',
  'abandoned',
  'throttled',
  'suspect',
  'gone',
  'drift',
  'refused',
  'failed',
];
const GOOD = (['complete', 'unchanged'] as const).map((verdict) => knownCodeOf(VERDICTS, verdict));

/** @returns ended runs by source and day, newest day first */
export async function runDays(sql: Db, since: Date): Promise<readonly RunDay[]> {
  const rows = await sql<{ source: string; day: string; runs: number; good: number; verdicts: number[] }[]>`
    select s.slug as source, to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as runs,
      (count(*) filter (where r.verdict = any (${GOOD}::smallint[])))::int as good, array_agg(distinct r.verdict)::int[] as verdicts
    from run r join board b on b.id = r.board_id join source s on s.id = b.source_id
    where r.started_at >= ${since} and r.ended_at is not null and r.verdict is not null
    group by 1, 2 order by 2 desc, 1`;
  return rows.map(({ verdicts, ...row }) => {
    const words = verdicts.map((code) => knownWordOf(VERDICTS, code)).sort((a, b) => BEST_FIRST.indexOf(a) - BEST_FIRST.indexOf(b));
    return { ...row, best: words[0] ?? 'failed', worst: words.at(-1) ?? 'failed' };
  });
}

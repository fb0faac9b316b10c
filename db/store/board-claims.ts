import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type postgres from 'postgres';
import { INDUSTRIES } from '#src/domain/industry';
import { VERDICTS, type Review, type Verdict } from '#src/domain/run';
import type { BoardMemory, BoardStore, ClaimedBoard, RecentRun, RunEnd } from '#src/store';
import { BOARD_ORIGINS, knownCodeOf, knownWordOf, wordOf } from '../codes.js';
import { inTransaction, jsonOf, oneOf, storableText, type Db, type Tx } from '../transaction.js';

const compress = promisify(gzip);
/** Boards of the catalogue that are read daily at most are its tail. */
const TAIL_INTERVAL_MINUTES = 1440;
const GOOD: ReadonlySet<Verdict> = new Set(['complete', 'unchanged']);
/** Verdicts that say nothing against the board: it was not its fault. */
const BLAMELESS: ReadonlySet<Verdict> = new Set(['complete', 'unchanged', 'partial', 'suspect', 'drift', 'abandoned']);
/** Of these a run of like results is counted; at one an hour they reach over four days. */
const SAYING_RUNS = 100;
/** What is usual is judged by these, however many unchanged, failed or suspect runs came since. */
const GOOD_RUNS = 5;
/** Verdicts of runs that read a list, whole or in part. */
const SAYING: readonly Verdict[] = ['complete', 'unchanged', 'partial', 'suspect', 'drift'];
export const SAYING_CODES = SAYING.map((verdict) => knownCodeOf(VERDICTS, verdict));

interface BoardRow {
  id: number;
  run_id: number | null;
  source: string;
  slug: string;
  company: string | null;
  industry: number | null;
  country: string | null;
  interval_minutes: number;
  validators: BoardMemory['validators'];
  memo: BoardMemory['memo'];
  has_complete_reading: boolean;
  consecutive_failures: number;
  gone_since: Date | null;
  told_company: string | null;
  is_tail: boolean;
  dry_readings: number;
}

/** Claiming, holding and giving back boards. Leases go by the database's clock, due times by the caller's. */
export function createBoardClaims(sql: postgres.Sql): Pick<BoardStore, 'claimBoard' | 'extendBoardLease' | 'endRun' | 'releaseLeases'> {
  return {
    claimBoard: (now, owner, leaseMs, busySources, only) =>
      inTransaction(sql, async (tx) => {
        const [board] = await tx<BoardRow[]>`
          select b.id, b.run_id, s.slug as source, b.slug, b.company, b.industry, b.country, b.interval_minutes, b.validators, b.memo,
            b.has_complete_reading, b.consecutive_failures, b.gone_since, b.told_company, b.dry_readings,
            b.origin = ${knownCodeOf(BOARD_ORIGINS, 'catalogue')} and b.interval_minutes >= ${TAIL_INTERVAL_MINUTES} as is_tail
          from board b join source s on s.id = b.source_id
          where b.off_reason is null and s.forgotten_at is null and b.due_at <= ${now} and (b.lease_until is null or b.lease_until < clock_timestamp())
            and s.slug <> all (${[...busySources]}::text[]) and b.id = coalesce(${only ?? null}::int, b.id)
            and (not b.on_trial or b.id = ${only ?? null}::int)
          order by b.due_at, b.id limit 1
          for update of b skip locked`;
        if (board === undefined) return null;
        if (board.run_id !== null) await abandon(tx, [board.run_id], now);
        const recentRuns = await readRecentRuns(tx, board.id);
        const { id: runId } = oneOf(
          await tx<{ id: number }[]>`insert into run (board_id, owner, started_at) values (${board.id}, ${owner}, ${now}) returning id`,
        );
        await tx`
          update board set lease_owner = ${owner}, lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond', run_id = ${runId}
          where id = ${board.id}`;
        const rows = oneOf(
          await tx<{ open: number; missed: number }[]>`
            select count(*)::int as open, count(*) filter (where misses > 0)::int as missed from source_row where board_id = ${board.id} and closed_at is null`,
        );
        return claimedBoardOf(board, runId, rows, recentRuns);
      }),

    async extendBoardLease(boardId, runId, owner, leaseMs) {
      const rows = await sql`
        update board set lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
        where id = ${boardId} and run_id = ${runId} and lease_owner = ${owner} and lease_until >= clock_timestamp()
        returning id`;
      return rows.length > 0;
    },

    async endRun(boardId, runId, owner, now, end) {
      await inTransaction(sql, async (tx) => {
        const held = await tx`select id from board where id = ${boardId} and run_id = ${runId} and lease_owner = ${owner} for update`;
        // The lease was lost: whoever took it over has written what this run was.
        if (held.length === 0) return;
        await writeRunEnd(tx, runId, now, end);
        await keepPages(tx, runId, end.pages);
        await writeBoardEnd(tx, boardId, runId, now, end);
      });
    },

    releaseLeases: (owner, now) =>
      inTransaction(sql, async (tx) => {
        const held = await tx<
          { id: number; run_id: number | null }[]
        >`select id, run_id from board where lease_owner = ${owner} order by id for update`;
        if (held.length === 0) return;
        await abandon(
          tx,
          held.flatMap((board) => board.run_id ?? []),
          now,
        );
        await tx`update board set lease_owner = null, lease_until = null, run_id = null where id = any (${held.map((board) => board.id)}::int[])`;
      }),
  };
}

const abandon = (tx: Tx, runIds: readonly number[], now: Date) => tx`
  update run set ended_at = ${now}, verdict = ${knownCodeOf(VERDICTS, 'abandoned')}, reason = 'the process that read it stopped in the middle'
  where id = any (${[...runIds]}::int[]) and ended_at is null`;

async function readRecentRuns(db: Db, boardId: number): Promise<RecentRun[]> {
  const rows = await db<
    {
      id: number;
      started_at: Date;
      ended_at: Date;
      verdict: number;
      seen: number;
      suspicion: string | null;
      absent: number | null;
      review: Review | null;
      content_hash: string | null;
      shape: RecentRun['shape'];
      coverage: RecentRun['coverage'];
    }[]
  >`
    with last as (
      select id from run where board_id = ${boardId} and verdict is not null order by id desc limit 1
    ), saying as (
      select id from run where board_id = ${boardId} and verdict = any (${SAYING_CODES}::smallint[])
      order by id desc limit ${SAYING_RUNS}
    ), good as (
      select id from run where board_id = ${boardId} and (verdict = 0 or review = 'accepted') order by id desc limit ${GOOD_RUNS}
    )
    select id, started_at, ended_at, verdict, seen, suspicion, absent, review, content_hash,
      case when id in (table good) then shape end as shape, case when id in (table good) then coverage end as coverage
    from run where ended_at is not null and id in (table last union table saying union table good)
    order by id desc`;
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    verdict: knownWordOf(VERDICTS, row.verdict),
    seen: row.seen,
    suspicion: row.suspicion,
    absent: row.absent,
    review: row.review,
    contentHash: row.content_hash,
    shape: row.shape,
    coverage: row.coverage,
  }));
}

const claimedBoardOf = (
  board: BoardRow,
  runId: number,
  rows: { readonly open: number; readonly missed: number },
  recentRuns: readonly RecentRun[],
): ClaimedBoard => ({
  id: board.id,
  runId,
  source: board.source,
  slug: board.slug,
  company: board.company,
  industry: wordOf(INDUSTRIES, board.industry),
  country: board.country,
  intervalMinutes: board.interval_minutes,
  validators: board.validators,
  memo: board.memo,
  hasCompleteReading: board.has_complete_reading,
  openCount: rows.open,
  missedCount: rows.missed,
  recentRuns,
  consecutiveFailures: board.consecutive_failures,
  goneSince: board.gone_since,
  toldCompany: board.told_company,
  isTail: board.is_tail,
  dryReadings: board.dry_readings,
});

async function writeRunEnd(tx: Tx, runId: number, now: Date, end: RunEnd): Promise<void> {
  const { counts } = end;
  await tx`
    update run set ended_at = ${now}, verdict = ${knownCodeOf(VERDICTS, end.verdict)}, reason = ${end.reason === null ? null : storableText(end.reason)},
      seen = ${counts.seen}, added = ${counts.added}, changed = ${counts.changed}, unchanged = ${counts.unchanged},
      not_backend = ${counts.notBackend}, rejected = ${counts.rejected}, with_pay = ${counts.withPay}, closed = ${counts.closed},
      suspicion = ${end.suspicion}, absent = ${end.absent}, skipped = ${jsonOf(tx, end.skipped)}, content_hash = ${end.contentHash},
      shape = ${end.shape === null ? null : jsonOf(tx, end.shape)}, coverage = ${end.coverage === null ? null : jsonOf(tx, end.coverage)},
      review = ${end.released === true ? 'released' : null}
    where id = ${runId}`;
}

/** A body that is known already is kept once. */
/** One after the other: a large board's pages are never in memory together. */
async function keepPages(tx: Tx, runId: number, pages: RunEnd['pages']): Promise<void> {
  for (const [position, page] of pages.entries()) {
    const { body } = page;
    await tx`insert into raw_page (sha256, body, size) values (${page.sha256}, ${await compress(body)}, ${body.byteLength}) on conflict do nothing`;
    await tx`insert into run_page (run_id, position, url, sha256) values (${runId}, ${position}, ${storableText(page.url)}, ${page.sha256})`;
  }
}

async function writeBoardEnd(tx: Tx, boardId: number, runId: number, now: Date, end: RunEnd): Promise<void> {
  const good = GOOD.has(end.verdict);
  await tx`
    update board set lease_owner = null, lease_until = null, run_id = null, last_run_id = ${runId}, due_at = ${end.nextDueAt},
      gone_since = ${end.goneSince}, company = coalesce(${end.company === null ? null : storableText(end.company)}, company),
      has_complete_reading = has_complete_reading or ${end.verdict === 'complete'},
      last_good_at = case when ${good} then ${now}::timestamptz else last_good_at end,
      consecutive_failures = case when ${BLAMELESS.has(end.verdict)} then 0 else consecutive_failures + 1 end,
      told_company = coalesce(${end.toldCompany === undefined || end.toldCompany === null ? null : storableText(end.toldCompany)}, told_company),
      dry_readings = coalesce(${end.dryReadings ?? null}::smallint, dry_readings),
      off_reason = coalesce(${end.switchOff === null ? null : storableText(end.switchOff)}, off_reason)
    where id = ${boardId}`;
  if (end.memory === null) return;
  await tx`update board set validators = ${jsonOf(tx, end.memory.validators)}, memo = ${jsonOf(tx, end.memory.memo)} where id = ${boardId}`;
}

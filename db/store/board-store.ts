import type postgres from 'postgres';
import { INDUSTRIES } from '#src/domain/industry';
import { VERDICTS, type RunCounts, type Verdict } from '#src/domain/run';
import type { BoardStatus, BoardStore, NewBoard, RequestDay, RequestLogEntry } from '#src/store';
import { BOARD_ORIGINS, codeOf, knownCodeOf, knownWordOf, ROBOTS_VERDICTS, wordOf } from '../codes.js';
import { inTransaction, jsonOf, oneOf, type Db } from '../transaction.js';
import { createBoardClaims } from './board-claims.js';
import { removeBoard } from './remove-board.js';
import { sourceIdsOf } from './source-ids.js';

interface RunRow {
  id: number;
  started_at: Date;
  ended_at: Date | null;
  verdict: number | null;
  reason: string | null;
  seen: number;
  added: number;
  changed: number;
  unchanged: number;
  not_backend: number;
  rejected: number;
  with_pay: number;
  closed: number;
}

type RunSummary = NonNullable<BoardStatus['lastRun']>;

const countsOf = (row: RunRow): RunCounts => ({
  seen: row.seen,
  added: row.added,
  changed: row.changed,
  unchanged: row.unchanged,
  notBackend: row.not_backend,
  rejected: row.rejected,
  withPay: row.with_pay,
  closed: row.closed,
});

const runSummaryOf = (row: RunRow): RunSummary => ({
  id: row.id,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  verdict: wordOf(VERDICTS, row.verdict),
  reason: row.reason,
  counts: countsOf(row),
});

const STATE_OF: Readonly<Record<Verdict, BoardStatus['state']>> = {
  complete: 'ok',
  unchanged: 'ok',
  partial: 'partial',
  suspect: 'suspect',
  drift: 'drift',
  refused: 'failing',
  throttled: 'failing',
  gone: 'gone',
  failed: 'failing',
  abandoned: 'failing',
};

function stateOf(board: { off_reason: string | null; leased: boolean; late: boolean; verdict: Verdict | null }): BoardStatus['state'] {
  if (board.off_reason !== null) return board.off_reason.startsWith('held') ? 'held' : 'off';
  if (board.leased) return 'reading';
  if (board.verdict === null) return 'waiting';
  const state = STATE_OF[board.verdict];
  return state === 'ok' && board.late ? 'late' : state;
}

async function addBoards(sql: postgres.Sql, boards: readonly NewBoard[]): Promise<number> {
  if (boards.length === 0) return 0;
  return inTransaction(sql, async (tx) => {
    const ids = await sourceIdsOf(
      tx,
      boards.map((board) => board.source),
    );
    const rows = boards.map((board) => ({
      source_id: ids.get(board.source),
      slug: board.slug,
      company: board.company,
      industry: codeOf(INDUSTRIES, board.industry),
      country: board.country,
      interval_minutes: board.intervalMinutes,
      on_trial: board.onTrial ?? false,
      due_at: board.dueAt,
      origin: knownCodeOf(BOARD_ORIGINS, board.origin),
    }));
    const given = tx`json_to_recordset(${jsonOf(tx, rows)}::json) as given(source_id smallint, slug text, company text, industry smallint, country text,
      interval_minutes int, due_at timestamptz, origin smallint, on_trial boolean)`;
    await tx`
      update board b set off_reason = null, off_by_file = false from ${given}
      where b.off_by_file and b.source_id = given.source_id and b.slug = given.slug`;
    const added = await tx`
      insert into board (source_id, slug, company, industry, country, interval_minutes, due_at, origin, on_trial)
      select source_id, slug, company, industry, country, interval_minutes, due_at, origin, on_trial from ${given}
      on conflict (source_id, slug) do nothing returning id`;
    return added.length;
  });
}

async function listBoards(sql: Db, now: Date): Promise<readonly BoardStatus[]> {
  const rows = await sql<
    (Omit<RunRow, 'id'> & {
      id: number;
      run: number | null;
      source: string;
      slug: string;
      company: string | null;
      off_reason: string | null;
      on_trial: boolean;
      leased: boolean;
      late: boolean;
      last_good_at: Date | null;
      due_at: Date;
      open_listings: number;
      open_with_pay: number;
    })[]
  >`
    with open as (
      select p.board_id, count(distinct l.id)::int as listings, count(distinct l.id) filter (where l.pay_stated)::int as with_pay
      from posting p join listing l on l.id = p.listing_id
      where p.closed_at is null and l.open and l.backend = 1 and l.counted
      group by p.board_id
    )
    select b.id, s.slug as source, b.slug, b.company, b.on_trial,
      coalesce(b.off_reason, 'forgotten by the operator on ' || to_char(s.forgotten_at at time zone 'UTC', 'YYYY-MM-DD')) as off_reason, b.last_good_at, b.due_at,
      coalesce(b.lease_until >= clock_timestamp(), false) as leased,
      coalesce(b.last_good_at < ${now}::timestamptz - 3 * b.interval_minutes * interval '1 minute'
        and b.due_at < ${now}::timestamptz - b.interval_minutes * interval '1 minute', false) as late,
      coalesce(o.listings, 0) as open_listings, coalesce(o.with_pay, 0) as open_with_pay,
      r.id as run, r.started_at, r.ended_at, r.verdict, r.reason, r.seen, r.added, r.changed, r.unchanged, r.not_backend, r.rejected,
      r.with_pay, r.closed
    from board b
      join source s on s.id = b.source_id
      left join run r on r.id = b.last_run_id
      left join open o on o.board_id = b.id
    order by s.slug collate "C", b.slug collate "C"`;
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    slug: row.slug,
    company: row.company,
    state: stateOf({ ...row, verdict: wordOf(VERDICTS, row.verdict) }),
    offReason: row.off_reason,
    ...(row.on_trial ? { onTrial: true } : {}),
    lastRun: row.run === null ? null : runSummaryOf({ ...row, id: row.run }),
    lastGoodAt: row.last_good_at?.toISOString() ?? null,
    dueAt: row.due_at.toISOString(),
    openListings: row.open_listings,
    openWithPay: row.open_with_pay,
  }));
}

async function boardRuns(sql: Db, boardId: number, limit: number): ReturnType<BoardStore['boardRuns']> {
  const runs = await sql<RunRow[]>`
    select id, started_at, ended_at, verdict, reason, seen, added, changed, unchanged, not_backend, rejected, with_pay, closed
    from run where board_id = ${boardId} order by id desc limit ${limit}`;
  const rejections = await sql<{ run_id: number; external_id: string | null; title: string | null; reason: string }[]>`
    select run_id, external_id, title, reason from rejection where run_id = any (${runs.map((run) => run.id)}::int[]) order by id`;
  const byRun = new Map<number, (typeof rejections)[number][]>();
  for (const rejection of rejections) byRun.set(rejection.run_id, [...(byRun.get(rejection.run_id) ?? []), rejection]);
  return runs.map((run) => ({
    ...runSummaryOf(run),
    rejections: (byRun.get(run.id) ?? []).map((row) => ({ externalId: row.external_id, title: row.title, reason: row.reason })),
  }));
}

async function requestLog(sql: Db, limit: number, of: Parameters<BoardStore['requestLog']>[1] = {}): Promise<readonly RequestLogEntry[]> {
  const rows = await sql<
    {
      at: Date;
      host: string;
      path: string;
      method: string;
      robots: number;
      robots_rule: string;
      conditional: boolean;
      status: number;
      bytes: number;
      wait_ms: number;
      duration_ms: number;
      source: string;
      board: string | null;
      error: string | null;
    }[]
  >`
    select at, host, path, method, robots, robots_rule, conditional, status, bytes::float8 as bytes, wait_ms, duration_ms, source, board, error
    from request_log where source = coalesce(${of.source ?? null}, source) and host = coalesce(${of.host ?? null}, host)
    order by id desc limit ${limit}`;
  return rows.map(({ robots, robots_rule, wait_ms, duration_ms, ...row }) => ({
    ...row,
    robots: knownWordOf(ROBOTS_VERDICTS, robots),
    robotsRule: robots_rule,
    waitMs: wait_ms,
    durationMs: duration_ms,
  }));
}

async function requestDays(sql: Db, since: Date): Promise<readonly RequestDay[]> {
  return sql<RequestDay[]>`
    select to_char(day, 'YYYY-MM-DD') as day, host, status, sum(requests)::int as requests, sum(conditional)::int as conditional, sum(bytes)::float8 as bytes
    from (
      select day, host, status, requests, conditional, bytes from request_day
      union all
      select (at at time zone 'UTC')::date, host, status, count(*)::int, (count(*) filter (where conditional))::int, sum(bytes)::bigint
      from request_log group by 1, 2, 3
    ) asked
    where day >= (${since}::timestamptz at time zone 'UTC')::date
    group by 1, 2, 3 order by 1 desc, 2, 3`;
}

export function createBoardStore(sql: postgres.Sql): BoardStore {
  return {
    ...createBoardClaims(sql),
    addBoards: (boards) => addBoards(sql, boards),

    async keepOnlyBoards(boards, reason) {
      const keys = boards.map((board) => `${board.source} ${board.slug}`);
      await sql`
        update board b set off_reason = ${reason}, off_by_file = true from source s
        where s.id = b.source_id and b.origin = ${knownCodeOf(BOARD_ORIGINS, 'catalogue')} and b.off_reason is null
          and s.slug || ' ' || b.slug <> all (${keys}::text[])`;
      await sql`
        update board b set off_reason = null, off_by_file = false from source s
        where s.id = b.source_id and b.off_by_file and s.slug || ' ' || b.slug = any (${keys}::text[])`;
    },

    removeBoard: async (boardId) => {
      await removeBoard(sql, boardId);
    },

    async countDueBoards(now) {
      const row = oneOf(
        await sql<{ due: number; running: number; next_due_at: Date | null }[]>`
          select count(*) filter (where due_at <= ${now} and not leased)::int as due, count(*) filter (where leased)::int as running,
            min(due_at) filter (where not leased) as next_due_at
          from (select due_at, coalesce(lease_until >= clock_timestamp(), false) as leased from board b join source s on s.id = b.source_id
            where off_reason is null and s.forgotten_at is null and not on_trial) b`,
      );
      return { due: row.due, running: row.running, nextDueAt: row.next_due_at };
    },

    listBoards: (now) => listBoards(sql, now),
    boardRuns: (boardId, limit) => boardRuns(sql, boardId, limit),
    requestLog: (limit, of) => requestLog(sql, limit, of),
    requestDays: (since) => requestDays(sql, since),
  };
}

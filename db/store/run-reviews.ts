import type postgres from 'postgres';
import { VERDICTS, type Review } from '#src/domain/run';
import type { HeldRun, ReviewAnswer, RunReviewStore } from '#src/store';
import { knownCodeOf, knownWordOf } from '../codes.js';
import { inTransaction, oneOf, type Db, type Tx } from '../transaction.js';
import { closeRows } from './close-postings.js';
import { SAYING_CODES } from './board-claims.js';

const HELD = [knownCodeOf(VERDICTS, 'suspect'), knownCodeOf(VERDICTS, 'drift')];
/** Titles named of those that would close, and of those that are new. */
const NAMED = 8;

interface HeldRow {
  id: number;
  board_id: number;
  source: string;
  slug: string;
  company: string | null;
  started_at: Date;
  ended_at: Date;
  verdict: number;
  suspicion: string | null;
  reason: string | null;
  seen: number;
  absent: number | null;
  review: Review | null;
  reviewed_at: Date | null;
  last_good_at: Date | null;
  unnamed: number;
}

/** Rows of a board that its last good run knew and that a suspect run did not see: seeing a row confirms it. */
const goneRows = (db: Db, run: Pick<HeldRow, 'board_id' | 'started_at'>) => db<{ id: number; title: string | null }[]>`
  select r.id, coalesce(n.title, (select d.raw ->> 'title' from posting p join posting_detail d on d.posting_id = p.id where p.row_id = r.id order by p.id limit 1)) as title
  from source_row r left join not_backend n on n.row_id = r.id
  where r.board_id = ${run.board_id} and r.closed_at is null and r.confirmed_at < ${run.started_at}
  order by r.id`;

const newRows = (db: Db, run: Pick<HeldRow, 'board_id' | 'last_good_at'>) => db<{ title: string | null }[]>`
  select coalesce(n.title, (select d.raw ->> 'title' from posting p join posting_detail d on d.posting_id = p.id where p.row_id = r.id order by p.id limit 1)) as title
  from source_row r left join not_backend n on n.row_id = r.id
  where r.board_id = ${run.board_id} and r.closed_at is null and r.first_seen_at > ${run.last_good_at}
  order by r.id`;

const named = (rows: readonly { title: string | null }[]): readonly string[] => rows.flatMap((row) => row.title ?? []).slice(0, NAMED);

async function heldRunOf(db: Db, run: HeldRow): Promise<HeldRun> {
  const isSuspect = knownWordOf(VERDICTS, run.verdict) === 'suspect';
  // A changed shape stores and confirms nothing, so it cannot be said who would go.
  const gone = isSuspect ? await goneRows(db, run) : [];
  const fresh = isSuspect && run.last_good_at !== null ? await newRows(db, run) : [];
  return {
    id: run.id,
    source: run.source,
    slug: run.slug,
    company: run.company,
    endedAt: run.ended_at,
    verdict: isSuspect ? 'suspect' : 'drift',
    reason: run.reason,
    seen: run.seen,
    brokenWithoutId: run.unnamed,
    wouldClose: isSuspect ? gone.length : null,
    wouldCloseTitles: named(gone),
    added: fresh.length,
    addedTitles: named(fresh),
    rejectedAt: run.review === 'rejected' ? run.reviewed_at : null,
  };
}

/** The newest run of each board that read a list, where that one is held back and nobody accepted it. */
const heldRows = (db: Db) => db<HeldRow[]>`
  select r.id, r.board_id, s.slug as source, b.slug, b.company, r.started_at, r.ended_at, r.verdict, r.suspicion, r.reason, r.seen, r.absent, r.review,
    r.reviewed_at, b.last_good_at,
    (select count(*)::int from rejection x where x.run_id = r.id and x.external_id is null) as unnamed
  from board b join source s on s.id = b.source_id
    cross join lateral (
      select * from run where board_id = b.id and verdict = any (${SAYING_CODES}::smallint[]) order by id desc limit 1
    ) r
  where b.off_reason is null and r.verdict = any (${HELD}::smallint[]) and r.review is distinct from 'accepted'
  order by r.ended_at, r.id`;

/** Why a run is not to be decided any more, in words a person understands. */
async function notHeldBecause(db: Db, runId: number): Promise<string> {
  const [run] = await db<
    { verdict: number | null; review: Review | null; source: string; slug: string; newest: number | null; newest_verdict: number | null }[]
  >`
    select r.verdict, r.review, s.slug as source, b.slug, n.id as newest, n.verdict as newest_verdict
    from run r join board b on b.id = r.board_id join source s on s.id = b.source_id
      left join lateral (
        select id, verdict from run where board_id = b.id and verdict = any (${SAYING_CODES}::smallint[]) order by id desc limit 1
      ) n on true
    where r.id = ${runId}`;
  if (run === undefined) return `there is no run ${runId}`;
  const board = `${run.source} ${run.slug}`;
  if (run.verdict === null) return `run ${runId} of ${board} has not ended`;
  const verdict = knownWordOf(VERDICTS, run.verdict);
  if (verdict !== 'suspect' && verdict !== 'drift')
    return `run ${runId} of ${board} was ${verdict}: it is not held back, so there is nothing to decide`;
  if (run.review === 'accepted') return `run ${runId} of ${board} was accepted already`;
  if (run.newest !== null && run.newest !== runId && run.newest_verdict !== null) {
    return `run ${runId} of ${board} is no longer its latest: run ${run.newest} came after it and was ${knownWordOf(VERDICTS, run.newest_verdict)}`;
  }
  return `${board} is switched off`;
}

/** What a person decides about runs that were held back. */
export function createRunReviews(sql: postgres.Sql): RunReviewStore {
  /** Decides in one transaction, holding the board, so that no reading begins meanwhile. */
  const decide = (runId: number, work: (tx: Tx, run: HeldRow) => Promise<ReviewAnswer>): Promise<ReviewAnswer> =>
    inTransaction(sql, async (tx) => {
      const [board] = await tx<{ leased: boolean }[]>`
        select coalesce(lease_until >= clock_timestamp(), false) as leased from board where id = (select board_id from run where id = ${runId}) for update`;
      const run = (await heldRows(tx)).find((candidate) => candidate.id === runId);
      if (run === undefined) return { refused: await notHeldBecause(tx, runId) };
      if (board?.leased === true)
        return { refused: `${run.source} ${run.slug} is being read at this moment: try again when that has ended` };
      return work(tx, run);
    });

  return {
    async heldRuns() {
      const held: HeldRun[] = [];
      for (const run of await heldRows(sql)) held.push(await heldRunOf(sql, run));
      return held;
    },

    acceptRun: (runId, closesAbsent, now) =>
      decide(runId, async (tx, run) => {
        const isSuspect = knownWordOf(VERDICTS, run.verdict) === 'suspect';
        // A broken row without an id may be any of those that seem to be gone.
        const gone = isSuspect && closesAbsent(run.source) && run.unnamed === 0 ? await goneRows(tx, run) : [];
        const closed = await closeRows(
          tx,
          gone.map((row) => row.id),
          'review',
          now,
        );
        await tx`update run set review = 'accepted', reviewed_at = ${now}, closed = closed + ${closed} where id = ${runId}`;
        if (isSuspect) await tx`update board set last_good_at = ${run.ended_at}, has_complete_reading = true where id = ${run.board_id}`;
        const { due_at } = oneOf(await tx<{ due_at: Date }[]>`select due_at from board where id = ${run.board_id}`);
        return { source: run.source, slug: run.slug, closed, brokenWithoutId: run.unnamed, dueAt: due_at };
      }),

    rejectRun: (runId, now) =>
      decide(runId, async (tx, run) => {
        await tx`update run set review = 'rejected', reviewed_at = ${now} where id = ${runId}`;
        const { due_at } = oneOf(await tx<{ due_at: Date }[]>`select due_at from board where id = ${run.board_id}`);
        return { source: run.source, slug: run.slug, closed: 0, brokenWithoutId: run.unnamed, dueAt: due_at };
      }),
  };
}

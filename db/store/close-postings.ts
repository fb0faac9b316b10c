import type postgres from 'postgres';
import { CLOSE_REASONS, VERDICTS, type CloseReason } from '#src/domain/run';
import type { CloseRequest, PostingStore } from '#src/store';
import { knownCodeOf } from '../codes.js';
import { inTransaction, oneOf, storableText, type Tx } from '../transaction.js';
import { rebuildListings } from './rebuild-listings.js';

/** Postings closed in one transaction at most; a calendar closing goes on with the next. */
const AT_ONCE = 1_000;
/** A board is believed gone when its readings said so at least this many days apart. */
const GONE_PROVEN_DAYS = 3;

/** Closes by id, through the one function that may. @returns the listings they belonged to. */
export async function closeThese(tx: Tx, ids: readonly number[], reason: CloseReason, now: Date): Promise<number[]> {
  if (ids.length === 0) return [];
  const closed = await tx<{ listing_id: number | null }[]>`
    select listing_id from close_postings(${[...ids]}::int[], ${knownCodeOf(CLOSE_REASONS, reason)}::smallint, ${now})`;
  return closed.flatMap((posting) => posting.listing_id ?? []);
}

interface Closing {
  /** Rows that close with all their postings. */
  readonly rows: readonly number[];
  /** Further postings that close although their row may still be there. */
  readonly postings: readonly number[];
  readonly reason: CloseReason;
}

async function close(tx: Tx, { rows, postings, reason }: Closing, now: Date): Promise<number> {
  if (rows.length + postings.length === 0) return 0;
  const { closed } = oneOf(await tx<{ closed: number }[]>`select close_rows(${[...rows]}::int[], ${now}) as closed`);
  const open = await tx<{ id: number; row_id: number | null }[]>`
    select id, row_id from posting where closed_at is null and (row_id = any (${[...rows]}::int[]) or id = any (${[...postings]}::int[]))
    order by id for update`;
  const listings = await closeThese(
    tx,
    open.map((posting) => posting.id),
    reason,
    now,
  );
  await rebuildListings(tx, listings, now, 'closed');
  const inRows = new Set(rows);
  return closed + open.filter((posting) => posting.row_id === null || !inRows.has(posting.row_id)).length;
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map((row) => row.id);

/** Closes rows with all their postings. @returns rows closed */
export const closeRows = (tx: Tx, rows: readonly number[], reason: CloseReason, now: Date): Promise<number> =>
  close(tx, { rows, postings: [], reason }, now);

async function closeAbsent(tx: Tx, request: Extract<CloseRequest, { kind: 'absent' }>): Promise<{ closed: number; missed: number }> {
  // A run that asks twice counts its misses once.
  const missed = await tx<{ id: number; misses: number }[]>`
    update source_row r set misses = least(misses + 1, 32767), missed_run = ${request.runId}
    where r.board_id = ${request.boardId} and r.closed_at is null and r.missed_run is distinct from ${request.runId}
      and not exists (select from unnest(${request.seenRowIds.map(storableText)}::text[]) seen(key) where seen.key = r.key)
    returning id, misses`;
  const rows = missed.filter((row) => row.misses >= request.missesToClose);
  const closed = await close(tx, { rows: idsOf(rows), postings: [], reason: 'absent' }, request.now);
  return { closed, missed: missed.length };
}

async function closingOf(tx: Tx, request: Exclude<CloseRequest, { kind: 'absent' }>): Promise<Closing> {
  switch (request.kind) {
    case 'listed': {
      const keys = request.externalIds.map(storableText);
      const rows = await tx<{ id: number }[]>`
        select id from source_row where board_id = ${request.boardId} and key = any (${keys}::text[]) and closed_at is null order by id for update`;
      const postings = await tx<{ id: number }[]>`
        select id from posting where board_id = ${request.boardId} and external_id = any (${keys}::text[]) and closed_at is null`;
      return { rows: idsOf(rows), postings: idsOf(postings), reason: request.reason };
    }
    case 'expired': {
      const postings = await tx<{ id: number }[]>`
        select id from posting where closed_at is null and expires_at <= ${request.now} order by id limit ${AT_ONCE}`;
      return { rows: [], postings: idsOf(postings), reason: 'expired' };
    }
    case 'aged-out': {
      const postings = await tx<{ id: number }[]>`
        select p.id from posting p join board b on b.id = p.board_id join source s on s.id = b.source_id
        where s.slug = ${request.source} and p.closed_at is null and coalesce(p.posted_at, p.first_seen_at) < ${request.olderThan}
        order by p.id limit ${AT_ONCE}`;
      // A row without postings (no backend work) ages by when it was first seen.
      const rows = await tx<{ id: number }[]>`
        select r.id from source_row r join board b on b.id = r.board_id join source s on s.id = b.source_id
        where s.slug = ${request.source} and r.closed_at is null and r.first_seen_at < ${request.olderThan}
          and not exists (select from posting p where p.row_id = r.id and p.closed_at is null and coalesce(p.posted_at, p.first_seen_at) >= ${request.olderThan})
        order by r.id limit ${AT_ONCE} for update of r`;
      return { rows: idsOf(rows), postings: idsOf(postings), reason: 'aged-out' };
    }
    case 'boards-gone': {
      // One answer of «not there» and then days without asking prove nothing: it must have been said again, days apart.
      const isProven = tx`exists (select from run x where x.id = b.last_run_id and x.verdict = ${knownCodeOf(VERDICTS, 'gone')}
        and x.ended_at >= b.gone_since + ${GONE_PROVEN_DAYS} * interval '1 day')`;
      const rows = await tx<{ id: number }[]>`
        select r.id from source_row r join board b on b.id = r.board_id
        where b.gone_since < ${request.goneBefore} and r.closed_at is null and ${isProven}
        order by r.id limit ${AT_ONCE} for update of r`;
      const postings = await tx<{ id: number }[]>`
        select p.id from posting p join board b on b.id = p.board_id
        where b.gone_since < ${request.goneBefore} and p.closed_at is null and ${isProven} order by p.id limit ${AT_ONCE}`;
      return { rows: idsOf(rows), postings: idsOf(postings), reason: 'board-gone' };
    }
  }
}

/** The only way that postings close; the database's trigger refuses every other. */
export function createClosePostings(sql: postgres.Sql): PostingStore['closePostings'] {
  return async (request) => {
    if (request.kind === 'absent') return inTransaction(sql, (tx) => closeAbsent(tx, request));
    let closed = 0;
    for (;;) {
      const some = await inTransaction(sql, async (tx) => close(tx, await closingOf(tx, request), request.now));
      closed += some;
      // By list is whole at once; the calendar's closings go on until nothing is left.
      if (request.kind === 'listed' || some === 0) return { closed, missed: 0 };
    }
  };
}

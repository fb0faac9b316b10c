import type postgres from 'postgres';
import { CLOSE_REASONS, type CloseReason } from '#src/domain/run';
import type { KnownRow, PostingStore } from '#src/store';
import { knownCodeOf } from '../codes.js';
import { inTransaction, oneOf, storableText } from '../transaction.js';
import { rebuildListings } from './rebuild-listings.js';
import { reopenPostings } from './posting-history.js';

const ROWS_AT_ONCE = 2_000;

/** A posting that ended by the calendar stays ended, although its row is still shown. */
const ENDED_FOR_GOOD: readonly CloseReason[] = ['aged-out'];

export function createConfirmRows(sql: postgres.Sql): Pick<PostingStore, 'knownRows' | 'confirmRows' | 'confirmBoard' | 'absenceOf'> {
  return {
    async knownRows(boardId, rowIds) {
      const known = new Map<string, KnownRow>();
      for (let from = 0; from < rowIds.length; from += ROWS_AT_ONCE) {
        // Asked for by the ids as they were given, although an odd one is kept under another key.
        const given = new Map(rowIds.slice(from, from + ROWS_AT_ONCE).map((id) => [storableText(id), id]));
        const rows = await sql<{ key: string; hash: string; is_posting: boolean }[]>`
          select key, encode(hash, 'hex') as hash, is_posting from source_row
          where board_id = ${boardId} and key = any (${[...given.keys()]}::text[])`;
        for (const row of rows) {
          known.set(given.get(row.key) ?? row.key, {
            externalId: row.key,
            rowHash: row.hash,
            kind: row.is_posting ? 'posting' : 'not-backend',
          });
        }
      }
      return known;
    },

    async confirmRows(boardId, rowIds, now) {
      let reopened = 0;
      for (let from = 0; from < rowIds.length; from += ROWS_AT_ONCE) {
        const keys = rowIds.slice(from, from + ROWS_AT_ONCE).map(storableText);
        reopened += await inTransaction(sql, async (tx) => {
          await tx`
            update source_row set confirmed_at = ${now}, misses = 0, missed_run = null, closed_at = null
            where board_id = ${boardId} and key = any (${keys}::text[])
              and (confirmed_at < ${now} or misses > 0 or closed_at is not null)`;
          const closed = await tx<{ id: number; listing_id: number | null }[]>`
            select p.id, p.listing_id from posting p join source_row r on r.id = p.row_id
            where r.board_id = ${boardId} and r.key = any (${keys}::text[]) and p.closed_at is not null
              and (p.expires_at is null or p.expires_at > ${now})
              and p.close_reason <> all (${ENDED_FOR_GOOD.map((reason) => knownCodeOf(CLOSE_REASONS, reason))}::smallint[])
            order by p.id for update of p`;
          await reopenPostings(
            tx,
            closed.map((posting) => posting.id),
            now,
          );
          await rebuildListings(
            tx,
            closed.flatMap((posting) => posting.listing_id ?? []),
            now,
            'reopened',
          );
          return closed.length;
        });
      }
      return { reopened };
    },

    async confirmBoard(boardId, now) {
      await sql`
        update source_row set confirmed_at = ${now}
        where board_id = ${boardId} and closed_at is null and misses = 0 and confirmed_at < ${now}`;
    },

    async absenceOf(boardId, seenRowIds) {
      return oneOf(
        await sql<{ openAtLastGood: number; absent: number }[]>`
          select count(*)::int as "openAtLastGood",
            count(*) filter (where not exists (select from unnest(${seenRowIds.map(storableText)}::text[]) seen(key) where seen.key = r.key))::int as absent
          from source_row r join board b on b.id = r.board_id
          where r.board_id = ${boardId} and r.closed_at is null and r.misses = 0 and r.first_seen_at <= b.last_good_at`,
      );
    },
  };
}

import type postgres from 'postgres';
import { CHANGE_CAUSES } from '#src/domain/run';
import { knownCodeOf } from '../codes.js';
import { inTransaction, type Tx } from '../transaction.js';
import { rebuildListings } from './rebuild-listings.js';

/** What went with a board. */
export interface Removed {
  readonly postings: number;
  /** Listings that no other board shows, and those that go on without it. */
  readonly listingsGone: number;
  readonly listingsKept: number;
}

/** Deletes postings with all that is kept of them. */
async function deletePostings(tx: Tx, boardId: number): Promise<{ readonly postings: number; readonly listings: readonly number[] }> {
  const gone = await tx<
    { id: number; listing_id: number | null }[]
  >`delete from posting where board_id = ${boardId} returning id, listing_id`;
  const ids = gone.map((posting) => posting.id);
  await tx`delete from posting_detail where posting_id = any (${ids}::int[])`;
  await tx`delete from posting_text where posting_id = any (${ids}::int[])`;
  await tx`delete from posting_link where posting_id = any (${ids}::int[])`;
  await tx`delete from posting_change where posting_id = any (${ids}::int[])`;
  return { postings: ids.length, listings: [...new Set(gone.flatMap((posting) => posting.listing_id ?? []))] };
}

/** Forgets a board with everything that was read from it; a listing that other boards show too goes on without it. */
export const removeBoard = (sql: postgres.Sql, boardId: number): Promise<Removed> =>
  inTransaction(sql, async (tx) => {
    const [board] = await tx<{ now: Date }[]>`select clock_timestamp() as now from board where id = ${boardId} for update`;
    if (board === undefined) return { postings: 0, listingsGone: 0, listingsKept: 0 };
    const { postings, listings } = await deletePostings(tx, boardId);
    const gone = (
      await tx<{ id: number }[]>`
        delete from listing l where l.id = any (${[...listings]}::int[]) and not exists (select from posting p where p.listing_id = l.id)
        returning l.id`
    ).map(({ id }) => id);
    await tx`delete from listing_moved where to_id = any (${gone}::int[])`;
    // Readers of the log learn what is there no more.
    await tx`
      insert into change_log (listing_id, cause, at)
      select id, ${knownCodeOf(CHANGE_CAUSES, 'closed')}::smallint, ${board.now} from unnest(${gone}::int[]) given(id)`;
    await rebuildListings(tx, listings, board.now, 'edited');
    await tx`delete from board where id = ${boardId}`;
    return { postings, listingsGone: gone.length, listingsKept: listings.length - gone.length };
  });

import { CHANGE_CAUSES } from '#src/domain/run';
import type { SaveBatch } from '#src/store';
import { knownCodeOf } from '../codes.js';
import { copyTables, type CopyColumn, type CopyTable } from '../copy-rows.js';
import type { Tx } from '../transaction.js';
import { drawIds } from './draw-ids.js';
import { DETAIL_COLUMNS, FACT_COLUMNS, LINK_COLUMNS, TEXT_COLUMNS, type IdentifiedWrite } from './posting-columns.js';
import { dateOf, type PreparedWrite } from './stored-posting.js';

/** A posting that is new, with everything that its rows refer to. */
export interface NewPosting extends IdentifiedWrite {
  readonly boardId: number;
  readonly rowId: number | null;
  readonly cause: number;
  readonly firstSeenAt: Date;
}

const POSTING_COLUMNS: readonly CopyColumn<NewPosting>[] = [
  { name: 'id', type: 'int4', of: (posting) => posting.id },
  { name: 'board_id', type: 'int4', of: (posting) => posting.boardId },
  { name: 'row_id', type: 'int4', of: (posting) => posting.rowId },
  { name: 'external_id', type: 'text', of: ({ item }) => item.write.externalId },
  { name: 'cause', type: 'int2', of: (posting) => posting.cause },
  { name: 'first_seen_at', type: 'timestamptz', of: (posting) => posting.firstSeenAt },
  ...FACT_COLUMNS,
];
const POSTING_ID: CopyColumn<NewPosting> = { name: 'posting_id', type: 'int4', of: (posting) => posting.id };

/** The tables that a new posting goes into, and what of it each takes; the heaviest first. */
export const POSTING_TABLES: readonly CopyTable<NewPosting>[] = [
  { table: 'posting_text', columns: [POSTING_ID, ...TEXT_COLUMNS] },
  { table: 'posting_detail', columns: [POSTING_ID, ...DETAIL_COLUMNS] },
  { table: 'posting', columns: POSTING_COLUMNS },
  { table: 'posting_link', columns: [POSTING_ID, ...LINK_COLUMNS] },
];

/** Writes postings that are not there yet: their ids are drawn first, so that each table takes one COPY. */
export async function insertPostings(
  tx: Tx,
  batch: SaveBatch,
  items: readonly PreparedWrite[],
  rowIds: ReadonlyMap<string, number>,
  companyOf: (item: PreparedWrite) => number,
): Promise<void> {
  if (items.length === 0) return;
  const ids = await drawIds(tx, 'posting', items.length);
  const cause = knownCodeOf(CHANGE_CAUSES, batch.cause);
  const postings = items.map((item, at): NewPosting => ({
    item,
    id: ids[at] as number,
    boardId: batch.boardId,
    rowId: rowIds.get(item.write.rowId) ?? null,
    companyId: companyOf(item),
    cause,
    // A back-filled posting was first seen when its thread was posted.
    firstSeenAt: (batch.cause === 'backfilled' ? dateOf(item.write.raw.postedAt) : null) ?? batch.now,
  }));
  await copyTables(tx, POSTING_TABLES, postings);
}

import type { BoardReading } from '#scrapers/board-reading';
import type { Store } from '#src/store';

const REASON = 'read on another board of this source';

/**
 * A post of the past and of the live board is one row: what another board of the same source holds is left out here.
 * Rows that this board holds itself stay with it.
 */
export async function withoutSiblingRows(
  store: Pick<Store, 'rowsElsewhere'>,
  boardId: number,
  reading: BoardReading,
): Promise<BoardReading> {
  const fresh = reading.rows.flatMap((row) => (row.reading.kind === 'postings' ? row.rowId : []));
  const elsewhere = fresh.length === 0 ? new Set<string>() : await store.rowsElsewhere(boardId, fresh);
  if (elsewhere.size === 0) return reading;
  return {
    ...reading,
    rows: reading.rows.filter((row) => row.reading.kind !== 'postings' || !elsewhere.has(row.rowId)),
    skipped: { ...reading.skipped, [REASON]: (reading.skipped[REASON] ?? 0) + elsewhere.size },
  };
}

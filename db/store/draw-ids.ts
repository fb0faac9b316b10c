import type { Db } from '../transaction.js';

/** Ids for rows that are about to be written, in rising order: what refers to them can be written beside them. */
export async function drawIds(db: Db, table: 'source_row' | 'posting' | 'listing', count: number): Promise<number[]> {
  if (count === 0) return [];
  const drawn = await db<{ id: number }[]>`
    select nextval(pg_get_serial_sequence(${table}, 'id'))::int as id from generate_series(1, ${count}::int)`;
  return drawn.map((row) => row.id).sort((a, b) => a - b);
}

import type { SaveBatch } from '#src/store';
import { copyRows } from '../copy-rows.js';
import { storableText, type Tx } from '../transaction.js';
import { drawIds } from './draw-ids.js';

/** What a batch's rows are known as, after they were written. */
export interface WrittenRows {
  readonly ids: ReadonlyMap<string, number>;
  /** Rows that were there before and whose postings this batch names in full: those with writes, and those that are no backend work any more. */
  readonly settled: readonly number[];
}

interface GivenRow {
  readonly key: string;
  readonly hash: string;
  readonly isPosting: boolean;
}

interface Trace {
  readonly title: string;
  readonly reason: string;
}

/** The rows of a batch, each once, and the traces of those that gave no posting. */
function rowsOf(batch: SaveBatch): { readonly rows: GivenRow[]; readonly traces: ReadonlyMap<string, Trace> } {
  const rows = new Map<string, GivenRow>();
  const traces = new Map<string, Trace>();
  for (const trace of batch.notBackend) {
    const key = storableText(trace.rowId ?? trace.externalId);
    rows.set(key, { key, hash: trace.rowHash, isPosting: false });
    traces.set(key, { title: storableText(trace.title), reason: storableText(trace.reason) });
  }
  for (const write of batch.writes) {
    rows.set(write.rowId, { key: write.rowId, hash: write.rowHash, isPosting: true });
    traces.delete(write.rowId);
  }
  return { rows: [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), traces };
}

/** Which of a batch's rows are there already, by key; they are locked. */
export async function readKnownRows(tx: Tx, batch: SaveBatch): Promise<ReadonlyMap<string, number>> {
  const keys = rowsOf(batch).rows.map((row) => row.key);
  const known = await tx<{ id: number; key: string }[]>`
    select id, key from source_row where board_id = ${batch.boardId} and key = any (${keys}::text[]) order by key for update`;
  return new Map(known.map((row) => [row.key, row.id]));
}

/** Writes the ledger of rows: new ones by COPY, known ones by one update. */
export async function writeSourceRows(tx: Tx, batch: SaveBatch, knownIds: ReadonlyMap<string, number>): Promise<WrittenRows> {
  const { rows, traces } = rowsOf(batch);
  const ids = new Map(knownIds);
  const known = rows.filter((row) => ids.has(row.key));
  const fresh = rows.filter((row) => !ids.has(row.key));
  const settled = await updateKnown(tx, batch, known, ids, traces);
  await insertFresh(tx, batch, fresh, ids, traces);
  return { ids, settled };
}

async function updateKnown(
  tx: Tx,
  batch: SaveBatch,
  rows: readonly GivenRow[],
  ids: ReadonlyMap<string, number>,
  traces: ReadonlyMap<string, Trace>,
): Promise<number[]> {
  if (rows.length === 0) return [];
  const idsOf = (some: readonly GivenRow[]) => some.map((row) => ids.get(row.key) ?? null);
  const updated = await tx<{ id: number; is_posting: boolean }[]>`
    update source_row r set hash = decode(given.hash, 'hex'), is_posting = given.is_posting or (r.is_posting and r.hash = decode(given.hash, 'hex')),
      confirmed_at = ${batch.now}, misses = 0, missed_run = null, closed_at = null
    from unnest(${idsOf(rows)}::int[], ${rows.map((row) => row.hash)}::text[], ${rows.map((row) => String(row.isPosting))}::text[]::boolean[])
      given(id, hash, is_posting)
    where r.id = given.id returning r.id, r.is_posting`;
  const noted = rows.filter((row) => traces.has(row.key));
  if (noted.length > 0) {
    await tx`
      insert into not_backend (row_id, title, reason)
      select * from unnest(${idsOf(noted)}::int[], ${noted.map((row) => traces.get(row.key)?.title ?? '')}::text[],
        ${noted.map((row) => traces.get(row.key)?.reason ?? '')}::text[])
      on conflict (row_id) do update set title = excluded.title, reason = excluded.reason`;
  }
  const postings = idsOf(rows.filter((row) => row.isPosting));
  if (postings.length > 0) await tx`delete from not_backend where row_id = any (${postings}::int[])`;
  const named = new Set(postings);
  return updated.filter((row) => named.has(row.id) || !row.is_posting).map((row) => row.id);
}

async function insertFresh(
  tx: Tx,
  batch: SaveBatch,
  rows: readonly GivenRow[],
  ids: Map<string, number>,
  traces: ReadonlyMap<string, Trace>,
): Promise<void> {
  if (rows.length === 0) return;
  const drawn = await drawIds(tx, 'source_row', rows.length);
  for (const [at, row] of rows.entries()) ids.set(row.key, drawn[at] as number);
  const idOf = (row: GivenRow) => ids.get(row.key) ?? null;
  await copyRows<GivenRow>(
    tx,
    'source_row',
    [
      { name: 'id', type: 'int4', of: idOf },
      { name: 'board_id', type: 'int4', of: () => batch.boardId },
      { name: 'key', type: 'text', of: (row) => row.key },
      { name: 'hash', type: 'bytea', of: (row) => Buffer.from(row.hash, 'hex') },
      { name: 'is_posting', type: 'bool', of: (row) => row.isPosting },
      { name: 'first_seen_at', type: 'timestamptz', of: () => batch.now },
      { name: 'confirmed_at', type: 'timestamptz', of: () => batch.now },
    ],
    rows,
  );
  await copyRows<GivenRow>(
    tx,
    'not_backend',
    [
      { name: 'row_id', type: 'int4', of: idOf },
      { name: 'title', type: 'text', of: (row) => traces.get(row.key)?.title ?? '' },
      { name: 'reason', type: 'text', of: (row) => traces.get(row.key)?.reason ?? '' },
    ],
    rows.filter((row) => traces.has(row.key)),
  );
}

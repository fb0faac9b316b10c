import { copyRows, type CopyColumn, type CopyTable } from '#db/copy-rows';
import { POSTING_TABLES, type NewPosting } from '#db/store/insert-postings';
import { preparedOf } from '#db/store/stored-posting';
import { inTransaction } from '#db/transaction';
import type { ClaimedBoard, PostingWrite } from '#src/store';
import { claimBoards, NOW, type BenchDatabase } from './bench-database.js';
import type { InventedBoard } from './invented-pages.js';
import { median, perSecond, rounded, spentOn, type Spent } from './timing.js';

const BATCH = 500;

const ROW_COLUMNS: readonly CopyColumn<NewPosting>[] = [
  { name: 'id', type: 'int4', of: (posting) => posting.rowId },
  { name: 'board_id', type: 'int4', of: (posting) => posting.boardId },
  { name: 'key', type: 'text', of: ({ item }) => item.write.rowId },
  { name: 'hash', type: 'bytea', of: ({ item }) => Buffer.from(item.write.rowHash, 'hex') },
  { name: 'is_posting', type: 'bool', of: () => true },
  { name: 'first_seen_at', type: 'timestamptz', of: () => NOW },
  { name: 'confirmed_at', type: 'timestamptz', of: () => NOW },
];
const TABLES: readonly CopyTable<NewPosting>[] = [{ table: 'source_row', columns: ROW_COLUMNS }, ...POSTING_TABLES];

/** Saves what was interpreted as the product does, in its batches. */
export async function saveAll(database: BenchDatabase, board: ClaimedBoard, writes: readonly PostingWrite[]): Promise<void> {
  const batch = { boardId: board.id, runId: board.runId, now: NOW, cause: 'new', notBackend: [], rejections: [] } as const;
  for (let from = 0; from < writes.length; from += BATCH)
    await database.store.savePostings({ ...batch, writes: writes.slice(from, from + BATCH) });
}

/**
 * The named baseline: the same rows by raw COPY (binary, the same encoder) into the five tables' likes: same columns, indexes, checks and
 * storage, no foreign keys, no triggers; every table whole, one after the other, in one transaction on one connection. Ids are given, no
 * hash is made, nothing is looked up, JSON is ready-made.
 */
async function copyRaw(database: BenchDatabase, boardIds: readonly number[], writes: readonly (readonly PostingWrite[])[]): Promise<Spent> {
  const { sql } = database.clients;
  const postings = writes.flatMap((some, at) => some.map((write) => ({ item: { ...preparedOf(write) }, boardId: boardIds[at] ?? 0 })));
  const rows = postings.map((posting, at): NewPosting => ({ ...posting, id: at, rowId: at, companyId: 1, cause: 0, firstSeenAt: NOW }));
  for (const { table } of TABLES) {
    await sql.unsafe(`drop table if exists raw_${table}`);
    await sql.unsafe(`create table raw_${table} (like ${table} including all)`);
  }
  const spent = await spentOn(sql, () =>
    inTransaction(sql, async (tx) => {
      for (const { table, columns } of TABLES) await copyRows(tx, `raw_${table}`, columns, rows);
    }),
  );
  for (const { table } of TABLES) await sql.unsafe(`drop table raw_${table}`);
  return spent;
}

export interface WritePath {
  readonly copyPerSecond: number;
  readonly writePerSecond: number;
  /** Of the raw COPY's speed. */
  readonly share: number;
  /** The same by processor time, the server's included; `null`: the system does not tell. */
  readonly shareByProcessor: number | null;
}

/** The write path against a raw COPY, turn by turn; medians. */
export async function measureWritePath(
  database: BenchDatabase,
  invented: readonly InventedBoard[],
  writes: readonly (readonly PostingWrite[])[],
  rounds: number,
): Promise<WritePath> {
  const count = writes.reduce((sum, some) => sum + some.length, 0);
  const copies: Spent[] = [];
  const saves: Spent[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await database.clear();
    const boards = await claimBoards(database.store, invented);
    const save = async () => {
      const spent = await spentOn(database.clients.sql, async () => {
        for (const [at, some] of writes.entries()) {
          const board = boards[at];
          if (board !== undefined) await saveAll(database, board, some);
        }
      });
      saves.push(spent);
    };
    const copy = async () => {
      copies.push(
        await copyRaw(
          database,
          boards.map((board) => board.id),
          writes,
        ),
      );
    };
    // Neither is always the one that comes first.
    await (round % 2 === 0 ? copy() : save());
    await (round % 2 === 0 ? save() : copy());
  }
  const secondsOf = (all: readonly Spent[]) => median(all.map(({ seconds }) => seconds));
  const cpuOf = (all: readonly Spent[]) => (all.some(({ cpu }) => cpu === null) ? null : median(all.map(({ cpu }) => cpu ?? NaN)));
  const [copyCpu, writeCpu] = [cpuOf(copies), cpuOf(saves)];
  return {
    copyPerSecond: perSecond(count, secondsOf(copies)),
    writePerSecond: perSecond(count, secondsOf(saves)),
    share: rounded(median(copies.map(({ seconds }, at) => seconds / (saves[at]?.seconds ?? NaN)))),
    shareByProcessor: copyCpu === null || writeCpu === null ? null : rounded(copyCpu / writeCpu),
  };
}

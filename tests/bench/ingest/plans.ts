import { claimBoards, NOW, type BenchDatabase } from './bench-database.js';
import { createLinkListings } from '#jobs/link-listings';
import { writesOf } from './interpreted.js';
import type { InventedBoard } from './invented-pages.js';
import { saveAll } from './write-path.js';

/** The hot statements of the write path as the planner carries them out: on what the invented boards left behind. */
export async function explainHotStatements(database: BenchDatabase, invented: readonly InventedBoard[]): Promise<string[]> {
  await database.clear();
  const { store, clients } = database;
  const { sql } = clients;
  const boards = await claimBoards(store, invented);
  for (const [at, board] of boards.entries()) await saveAll(database, board, writesOf(invented[at] as InventedBoard));
  await createLinkListings({ store, now: () => NOW })();
  await sql`vacuum analyze`;
  const boardId = boards[0]?.id ?? 0;
  const keys = (await sql<{ key: string }[]>`select key from source_row where board_id = ${boardId}`)
    .map(({ key }) => `'${key}'`)
    .join(',');
  const listings = (await sql<{ id: number }[]>`select id from listing order by id limit 500`).map(({ id }) => id).join(',');
  const statements: readonly (readonly [name: string, statement: string])[] = [
    ['look-up of hashes', `select key, hash, is_posting from source_row where board_id = ${boardId} and key = any (array[${keys}])`],
    [
      'confirming',
      `update source_row set confirmed_at = now(), misses = 0 where board_id = ${boardId} and key = any (array[${keys}]) and (confirmed_at < now() or misses > 0)`,
    ],
    [
      'postings of a batch',
      `select id, content_hash from posting where board_id = ${boardId} and external_id = any (array[${keys}]) order by id for update`,
    ],
    [
      'postings of listings',
      `select p.id, d.raw ->> 'title', d.derived from posting p join board b on b.id = p.board_id join source s on s.id = b.source_id join company c on c.id = p.company_id
        join posting_detail d on d.posting_id = p.id join posting_link l on l.posting_id = p.id where p.listing_id = any (array[${listings}])`,
    ],
    ['unlinked postings', 'select id from posting where listing_id is null order by id limit 500'],
    [
      'candidates of an employer',
      `select p.id, l.minhash from posting_link l join posting p on p.id = l.posting_id
        where (l.company_key = any (array[(select company_key from posting_link limit 1)]) or l.ats_key = any (array['greenhouse:x:1'])) and p.listing_id is not null`,
    ],
    [
      'changes to read',
      `select xid, seq, listing_id from change_log where (xid, seq) > ('0'::xid8, 0) and xid < readable_below() order by xid, seq limit 500`,
    ],
  ];
  const told: string[] = [];
  for (const [name, statement] of statements) {
    const plan = await sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain (analyze, buffers, costs off) ${statement}`);
    const lines = plan.map((row) => row['QUERY PLAN'].replaceAll(/\{[^}]{200,}\}|array\[[^\]]{200,}\]/gi, '{…}'));
    told.push(`${name}\n${lines.map((line) => `    ${line.slice(0, 160)}`).join('\n')}`);
  }
  return told;
}

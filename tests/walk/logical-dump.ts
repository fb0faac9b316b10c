import { createHash } from 'node:crypto';
import type postgres from 'postgres';

/**
 * A hash of what is stored, times and numbers of rows and runs aside: postings with what was derived, what is open, which postings
 * share a listing and which is its face, and the traces of what is no backend work. Two databases that hold the same give the same.
 * @param only one board alone, its name left out: two boards that hold the same then give the same
 */
export async function logicalDump(
  sql: postgres.Sql,
  only: number | null = null,
): Promise<{ readonly hash: string; readonly postings: number; readonly listings: number; readonly notBackend: number }> {
  const postings = await sql<{ line: string }[]>`
    select concat_ws('|', s.slug, case when ${only}::int is null then b.slug else '' end, p.external_id, p.closed_at is null, p.close_reason, md5(d.derived::text), md5(coalesce(t.description_text, '')),
      (select string_agg(concat_ws(':', s2.slug, case when ${only}::int is null then b2.slug else '' end, p2.external_id, p2.id = c.face_posting_id), ',' order by s2.slug collate "C", b2.slug collate "C", p2.external_id collate "C")
       from posting p2 join board b2 on b2.id = p2.board_id join source s2 on s2.id = b2.source_id where p2.listing_id = p.listing_id)) as line
    from posting p
    join board b on b.id = p.board_id
    join source s on s.id = b.source_id
    left join posting_detail d on d.posting_id = p.id
    left join posting_text t on t.posting_id = p.id
    left join listing_card c on c.listing_id = p.listing_id
    where b.id = coalesce(${only}::int, b.id)
    order by s.slug collate "C", b.slug collate "C", p.external_id collate "C"`;
  const traces = await sql<{ line: string }[]>`
    select concat_ws('|', s.slug, case when ${only}::int is null then b.slug else '' end, r.key, n.title, n.reason) as line
    from not_backend n join source_row r on r.id = n.row_id join board b on b.id = r.board_id join source s on s.id = b.source_id
    where b.id = coalesce(${only}::int, b.id)
    order by s.slug collate "C", b.slug collate "C", r.key collate "C"`;
  const [counts] = await sql<{ listings: number }[]>`select count(*)::int as listings from listing`;
  const hash = createHash('sha256');
  for (const { line } of [...postings, ...traces]) hash.update(`${line}\n`);
  return { hash: hash.digest('hex').slice(0, 16), postings: postings.length, listings: counts?.listings ?? 0, notBackend: traces.length };
}

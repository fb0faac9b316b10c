import type postgres from 'postgres';
import { CHANGE_CAUSES } from '#src/domain/run';
import type { LinkCandidate, LinkDecision, PostingStore } from '#src/store';
import { inTransaction, storableText, type Tx } from '../transaction.js';
import { knownCodeOf } from '../codes.js';
import { ownBoard, rebuildListings } from './rebuild-listings.js';
import { minhashOfBytes } from './stored-posting.js';

const MERGED = knownCodeOf(CHANGE_CAUSES, 'merged');
/** A posting that closed longer ago is no spell of an opening of today: linking need not see it. */
const LOOK_BACK_DAYS = 400;

interface CandidateRow {
  posting_id: number;
  listing_id: number | null;
  source: string;
  board_id: number;
  own_board: boolean;
  external_id: string;
  title: string;
  company_key: string;
  ats_key: string | null;
  role_key: string;
  level: string;
  rung: string | null;
  places: string[];
  remote: boolean;
  minhash: Buffer | null;
  first_seen_at: Date;
  closed_at: Date | null;
}

const candidateOf = (row: CandidateRow): LinkCandidate => ({
  postingId: row.posting_id,
  listingId: row.listing_id,
  source: row.source,
  boardId: row.board_id,
  ownBoard: row.own_board,
  externalId: row.external_id,
  title: row.title,
  companyKey: row.company_key,
  atsKey: row.ats_key,
  roleKey: row.role_key,
  level: row.level,
  rung: row.rung,
  places: row.places,
  remote: row.remote,
  minhash: minhashOfBytes(row.minhash),
  firstSeenAt: row.first_seen_at,
  closedAt: row.closed_at,
});

const candidateColumns = (sql: postgres.Sql) => sql`
  p.id as posting_id, p.listing_id, s.slug as source, p.board_id, ${ownBoard(sql)} as own_board, p.external_id, l.title, l.company_key, l.ats_key,
  l.role_key, l.level, l.rung, l.places, l.remote, l.minhash, p.first_seen_at,
  -- what its board no longer lists has ended when it was last confirmed, though closing waits for a second look
  coalesce(p.closed_at, (select r.confirmed_at from source_row r where r.id = p.row_id and r.misses > 0)) as closed_at`;

/** Founds listings: their ids are drawn first, so that one statement can say what belongs where. */
async function applyLinks(tx: Tx, decisions: readonly LinkDecision[], now: Date): Promise<void> {
  const postings = decisions.map((decision) => decision.postingId);
  const before = await tx<{ id: number; listing_id: number | null }[]>`
    select id, listing_id from posting where id = any (${postings}::int[]) order by id for update`;
  const held = new Map(before.map((posting) => [posting.id, posting.listing_id]));
  const founding = decisions.filter((decision) => decision.listingId === null && held.has(decision.postingId));
  const fresh = await tx<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('listing', 'id'))::int as id from generate_series(1, ${founding.length}::int)`;
  const foundedBy = new Map(founding.map((decision, at) => [decision.postingId, fresh[at]?.id ?? 0]));
  // A listing that was merged in the meantime is found under the older one's id.
  const moved = new Map(
    (
      await tx<{ id: number; to_id: number }[]>`
        select id, to_id from listing_moved where id = any (${decisions.flatMap((decision) => decision.listingId ?? [])}::int[])`
    ).map((row) => [row.id, row.to_id]),
  );
  const links = decisions
    .filter((decision) => held.has(decision.postingId))
    .map((decision) => ({
      posting: decision.postingId,
      from: held.get(decision.postingId) ?? null,
      to: decision.listingId === null ? (foundedBy.get(decision.postingId) ?? 0) : (moved.get(decision.listingId) ?? decision.listingId),
      because: decision.because === null ? null : storableText(decision.because),
    }));
  await tx`
    update posting p set listing_id = given.listing_id, joined_because = given.because
    from unnest(${links.map((link) => link.posting)}::int[], ${links.map((link) => link.to)}::int[], ${links.map((link) => link.because)}::text[])
      given(id, listing_id, because)
    where p.id = given.id`;
  await moveEmptied(tx, links, now);
  await rebuildListings(
    tx,
    links.flatMap((link) => (link.from === null ? [link.to] : [link.to, link.from])),
    now,
    'merged',
  );
}

/** A listing that has lost its last posting answers with the id of the one that took it. */
async function moveEmptied(tx: Tx, links: readonly { readonly from: number | null; readonly to: number }[], now: Date): Promise<void> {
  const left = new Map(
    links.flatMap((link): [number, number][] => (link.from === null || link.from === link.to ? [] : [[link.from, link.to]])),
  );
  if (left.size === 0) return;
  const emptied = await tx<{ id: number }[]>`
    select given.id from unnest(${[...left.keys()]}::int[]) given(id) where not exists (select from posting p where p.listing_id = given.id)`;
  for (const { id } of emptied) {
    const to = left.get(id) ?? id;
    await tx`update listing_moved set to_id = ${to} where to_id = ${id}`;
    await tx`insert into listing_moved (id, to_id) values (${id}, ${to}) on conflict (id) do update set to_id = excluded.to_id`;
    await tx`delete from listing where id = ${id}`;
    await tx`insert into change_log (listing_id, cause, at) values (${id}, ${MERGED}, ${now})`;
  }
}

const named = (keys: readonly string[]): string[] => keys.filter((key) => key !== '');

export function createLinkStore(sql: postgres.Sql): Pick<PostingStore, 'unlinkedPostings' | 'linkCandidates' | 'applyLinks'> {
  return {
    async unlinkedPostings(limit) {
      const rows = await sql<CandidateRow[]>`
        select ${candidateColumns(sql)}
        from (select * from posting where listing_id is null order by id limit ${limit}) p
          join board b on b.id = p.board_id join source s on s.id = b.source_id join posting_link l on l.posting_id = p.id
        order by p.id`;
      return rows.map(candidateOf);
    },

    async linkCandidates({ companyKeys, ownCompanyKeys, roleKeys, atsKeys }, now) {
      const rows = await sql<CandidateRow[]>`
        select ${candidateColumns(sql)}
        from posting_link l join posting p on p.id = l.posting_id join board b on b.id = p.board_id join source s on s.id = b.source_id
        where (l.company_key = any (${named(companyKeys)}::text[]) or l.ats_key = any (${[...atsKeys]}::text[])
            or (l.company_key = any (${named(ownCompanyKeys)}::text[])
              and (not ${ownBoard(sql)} or l.ats_key is null or l.ats_key like '%:?:%'
                or (l.role_key = any (${[...roleKeys]}::text[]) and (p.closed_at is not null
                  or exists (select from source_row r where r.id = p.row_id and r.misses > 0))))))
          and p.listing_id is not null
          and (p.closed_at is null or p.closed_at > ${now}::timestamptz - ${LOOK_BACK_DAYS} * interval '1 day')
        order by p.id`;
      return rows.map(candidateOf);
    },

    applyLinks: (decisions, now) =>
      decisions.length === 0 ? Promise.resolve() : inTransaction(sql, (tx) => applyLinks(tx, decisions, now)),
  };
}

import type postgres from 'postgres';
import { CLOSE_REASONS } from '#src/domain/run';
import type { Derived } from '#src/domain/posting';
import type { Listing, ListingPosting, PostingChange } from '#src/domain/listing';
import type { ListingStore } from '#src/store';
import { CHANGE_FIELDS, knownWordOf, wordOf } from '../codes.js';
import { cardsById } from './cards.js';
import { ownBoard } from './rebuild-listings.js';

const HISTORY_AT_MOST = 500;

interface PostingRow {
  id: number;
  source: string;
  board: string;
  external_id: string;
  own_board: boolean;
  title: string;
  url: string;
  apply_url: string | null;
  first_seen_at: Date;
  confirmed_at: Date | null;
  expires_at: Date | null;
  closed_at: Date | null;
  close_reason: number | null;
  reopened: number;
  joined_because: string | null;
  derived: Derived;
  rules_version: string;
}

const listingPostingOf = (row: PostingRow, faceId: number): ListingPosting => ({
  id: row.id,
  source: row.source,
  board: row.board,
  externalId: row.external_id,
  title: row.title,
  url: row.url,
  applyUrl: row.apply_url,
  isFace: row.id === faceId,
  firstSeenAt: row.first_seen_at.toISOString(),
  lastConfirmedAt: (row.confirmed_at ?? row.closed_at ?? row.first_seen_at).toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  closedAt: row.closed_at?.toISOString() ?? null,
  closeReason: wordOf(CLOSE_REASONS, row.close_reason),
  reopened: row.reopened,
  joinedBecause: row.joined_because,
});

async function historyOf(sql: postgres.Sql, postingIds: readonly number[]): Promise<PostingChange[]> {
  const rows = await sql<{ at: Date; posting_id: number; field: number; before: string | null; after: string | null }[]>`
    select at, posting_id, field, before, after from posting_change where posting_id = any (${[...postingIds]}::int[])
    order by at, id limit ${HISTORY_AT_MOST}`;
  return rows.map((row) => {
    const field = knownWordOf(CHANGE_FIELDS, row.field);
    return {
      at: row.at.toISOString(),
      postingId: row.posting_id,
      field,
      before: row.before,
      after: field === 'closed' ? wordOf(CLOSE_REASONS, row.after === null ? null : Number(row.after)) : row.after,
    };
  });
}

/** A listing with every posting behind it; where it was merged, the id and slug that answer now. */
export async function getListing(sql: postgres.Sql, id: number): ReturnType<ListingStore['getListing']> {
  const [moved] = await sql<{ to_id: number; slug: string }[]>`
    select m.to_id, c.slug from listing_moved m join listing_card c on c.listing_id = m.to_id where m.id = ${id}`;
  if (moved !== undefined) return { moved: moved.to_id, slug: moved.slug };
  const card = (await cardsById(sql, [id])).get(id);
  if (card === undefined) return null;
  const postings = await sql<PostingRow[]>`
    select p.id, s.slug as source, b.slug as board, p.external_id, ${ownBoard(sql)} as own_board, d.raw ->> 'title' as title, d.raw ->> 'url' as url,
      d.raw ->> 'applyUrl' as apply_url, p.first_seen_at, r.confirmed_at, p.expires_at, p.closed_at, p.close_reason, p.reopened, p.joined_because, d.derived,
      p.rules_version
    from posting p join board b on b.id = p.board_id join source s on s.id = b.source_id join posting_detail d on d.posting_id = p.id
      join posting_link l on l.posting_id = p.id left join source_row r on r.id = p.row_id
    where p.listing_id = ${id}
    order by own_board desc, p.first_seen_at, p.id`;
  const [stored] = await sql<{ face_posting_id: number; description_text: string | null; description_html: string | null }[]>`
    select c.face_posting_id, t.description_text, t.description_html
    from listing_card c left join posting_text t on t.posting_id = c.face_posting_id where c.listing_id = ${id}`;
  const face = postings.find((posting) => posting.id === stored?.face_posting_id) ?? postings[0];
  if (face === undefined || stored === undefined) return null;
  const paid = postings.filter((posting) => posting.derived.salaries.length > 0);
  const payer = paid.find((posting) => posting.derived.salaries[0]?.origin === 'field') ?? paid[0];
  const listing: Listing = {
    ...card,
    employmentType: face.derived.employmentType,
    tags: face.derived.tags,
    yearsMin: face.derived.yearsMin,
    // The first is the card's, with what was found out about its rate.
    salaries: card.salary === null ? [] : [card.salary, ...(payer?.derived.salaries.slice(1) ?? [])],
    descriptionText: stored.description_text,
    descriptionHtml: stored.description_html,
    evidence: face.derived.evidence,
    rulesVersion: face.rules_version,
    postings: postings.map((posting) => listingPostingOf(posting, face.id)),
    history: await historyOf(
      sql,
      postings.map((posting) => posting.id),
    ),
  };
  return listing;
}

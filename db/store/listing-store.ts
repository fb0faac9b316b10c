import type postgres from 'postgres';
import { INDUSTRIES } from '#src/domain/industry';
import type { CompanyCard, ListingStore } from '#src/store';
import { foldOf } from '#src/text/fold';
import { wordOf } from '../codes.js';
import { oneOf, storableText, type Db } from '../transaction.js';
import { cardsInOrder } from './cards.js';
import { LOG_START, type ChangePosition } from './change-position.js';
import { countFacets } from './facets.js';
import { countMatches, findListings } from './find-listings.js';
import { getListing } from './get-listing.js';
import { createPayRows } from './pay-rows.js';

/** The last change that every reader may use: nothing before it can still be committed. */
export async function logEnd(db: Db): Promise<ChangePosition> {
  const [last] = await db<{ xid: string; seq: string }[]>`
    select xid::text as xid, seq::text as seq from change_log where xid < readable_below()
    order by change_log.xid desc, change_log.seq desc limit 1`;
  return last ?? LOG_START;
}

/**
 * Changes with every commit that touches a listing, at once: the last change that nothing can be committed before any more, and how many
 * can be seen beyond it. (A newest change beside a count from the snapshot's xmin misses an older transaction that commits while a third,
 * begun between the two, is under way.)
 */
async function dataVersion(sql: postgres.Sql): Promise<string> {
  const row = oneOf(
    await sql<{ version: string }[]>`
      select coalesce((
          select xid::text || '.' || seq::text from change_log where xid < b.below order by change_log.xid desc, change_log.seq desc limit 1
        ), '0') || '.' || (select count(*) from change_log where xid >= b.below)::text as version
      from (select readable_below() as below) b`,
  );
  return row.version;
}

/** As slugs are written: «Größe & Co» is found by `groesse`'s accents left out, `grosse-co`. */
const slugPart = (name: string): string =>
  foldOf(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

async function companies(sql: postgres.Sql, limit: number, after: string | null, name: string | null): Promise<readonly CompanyCard[]> {
  const [text, part] = name === null ? ['', ''] : [storableText(name), slugPart(name)];
  const rows = await sql<{ slug: string; name: string; industry: number | null; open_listings: number; open_with_pay: number }[]>`
    select c.slug, c.name, o.industry, o.open_listings, o.open_with_pay
    from (
      select company_id, mode() within group (order by industry) as industry, count(*)::int as open_listings,
        count(*) filter (where pay_stated)::int as open_with_pay
      from listing where open and backend = 1 and counted group by company_id
    ) o join company c on c.id = o.company_id
    where ${after === null ? sql`true` : sql`c.slug collate "C" > ${after}`}
      and ${
        name === null
          ? sql`true`
          : sql`((${text} <> '' and strpos(lower(c.name), lower(${text})) > 0) or (${part} <> '' and strpos(c.slug, ${part}) > 0))`
      }
    order by c.slug collate "C" limit ${limit}`;
  return rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    industry: wordOf(INDUSTRIES, row.industry),
    openListings: row.open_listings,
    openWithPay: row.open_with_pay,
  }));
}

export function createListingStore(sql: postgres.Sql): ListingStore {
  return {
    ...createPayRows(sql),
    findListings: (query) => findListings(sql, query),
    // Relevance and suggestions are the listing index's alone.
    rankListings: async () => null,
    suggest: async () => null,
    countListings: async (filter, now) => (await countMatches(sql, filter, now)).total,
    facets: (filter, facets, now) => countFacets(sql, filter, facets, now),
    getListing: (id) => getListing(sql, id),
    companies: (limit, after, name) => companies(sql, limit, after, name ?? null),
    cardsOf: (ids) => cardsInOrder(sql, ids),
    dataVersion: () => dataVersion(sql),

    async progress() {
      const row = oneOf(
        await sql<
          { boards: number; boards_read: number; listings: number; open_listings: number; with_pay: number; last_read_at: Date | null }[]
        >`
          select b.boards, b.boards_read, l.listings, l.open_listings, l.with_pay,
            (select max(ended_at) from run where verdict is not null) as last_read_at
          from (select count(*)::int as boards, count(*) filter (where last_run_id is not null)::int as boards_read from board where off_reason is null) b,
            (select count(*)::int as listings, count(*) filter (where open)::int as open_listings,
              count(*) filter (where open and pay_stated)::int as with_pay from listing where backend = 1 and counted) l`,
      );
      return {
        boards: row.boards,
        boardsRead: row.boards_read,
        listings: row.listings,
        openListings: row.open_listings,
        withPay: row.with_pay,
        lastReadAt: row.last_read_at?.toISOString() ?? null,
      };
    },
  };
}

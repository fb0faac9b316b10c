import type postgres from 'postgres';
import type { CatalogueStore, Forgotten } from '#src/store';
import { sourceIdsOf } from './source-ids.js';
import { removeBoard } from './remove-board.js';

/** Deleting what a source gave, board by board, so that readers never wait long; it can be repeated where it was cut off. */
export function createForgetSource(sql: postgres.Sql): Pick<CatalogueStore, 'countOfSource' | 'forgetSource' | 'allowSource'> {
  return {
    async countOfSource(source) {
      const [row] = await sql<{ boards: number; postings: number; listings: number; shared: number }[]>`
        with own as (select p.id, p.listing_id from posting p join board b on b.id = p.board_id join source s on s.id = b.source_id where s.slug = ${source}),
          shown as (select distinct listing_id as id from own where listing_id is not null)
        select (select count(*)::int from board b join source s on s.id = b.source_id where s.slug = ${source}) as boards,
          (select count(*)::int from own) as postings, (select count(*)::int from shown) as listings,
          (select count(*)::int from shown h where exists (
            select from posting p where p.listing_id = h.id and p.id not in (select id from own))) as shared`;
      const { boards = 0, postings = 0, listings = 0, shared = 0 } = row ?? {};
      return { boards, postings, listingsGone: listings - shared, listingsKept: shared };
    },

    async forgetSource(source, now) {
      const id = (await sourceIdsOf(sql, [source])).get(source) ?? null;
      // First the switch: nobody claims a board of it from here on.
      await sql`update source set forgotten_at = ${now} where id = ${id}`;
      const boards = await sql<{ id: number }[]>`select id from board where source_id = ${id} order by id`;
      let sum: Forgotten = { boards: boards.length, postings: 0, listingsGone: 0, listingsKept: 0 };
      for (const board of boards) {
        const { postings, listingsGone, listingsKept } = await removeBoard(sql, board.id);
        sum = {
          ...sum,
          postings: sum.postings + postings,
          listingsGone: sum.listingsGone + listingsGone,
          listingsKept: sum.listingsKept + listingsKept,
        };
      }
      await sql`delete from board_proposal where source_id = ${id}`;
      await sql`delete from board_suggestion where source_id = ${id} or from_source_id = ${id}`;
      await sql`delete from raw_page b where not exists (select from run_page p where p.sha256 = b.sha256)`;
      await sql`
        delete from company c where not exists (select from posting p where p.company_id = c.id)
          and not exists (select from listing l where l.company_id = c.id)`;
      return sum;
    },

    async allowSource(source) {
      return (await sql`update source set forgotten_at = null where slug = ${source} and forgotten_at is not null returning id`).length > 0;
    },
  };
}

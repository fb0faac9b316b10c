import type postgres from 'postgres';
import { INDUSTRIES } from '#src/domain/industry';
import type { Derived } from '#src/domain/posting';
import type { RawPosting } from '#src/domain/raw-posting';
import type { PostingStore } from '#src/store';
import { wordOf } from '../codes.js';
import { inTransaction, jsonOf, storableText } from '../transaction.js';
import { rebuildListings } from './rebuild-listings.js';
import { contentHashOf, placeKeysOf } from './stored-posting.js';

type RenormaliseStore = Pick<PostingStore, 'postingsToRenormalise' | 'applyRenormalised' | 'descriptionsToSanitise' | 'saveSanitised'>;

/** Deriving again what is stored, and making its text safe to show. */
export function createRenormaliseStore(sql: postgres.Sql): RenormaliseStore {
  return {
    async postingsToRenormalise(version, afterId, limit) {
      const rows = await sql<
        {
          id: number;
          raw: Omit<RawPosting, 'description'>;
          description: string | null;
          company: string;
          industry: number | null;
          derived: Derived;
        }[]
      >`
        select p.id, d.raw, t.description, c.name as company, b.industry, d.derived
        from posting p join posting_detail d on d.posting_id = p.id join posting_text t on t.posting_id = p.id join company c on c.id = p.company_id
          join board b on b.id = p.board_id
        where p.id > ${afterId} and p.rules_version <> ${version}
        order by p.id limit ${limit}`;
      return rows.map(({ id, raw, description, company, industry, derived }) => ({
        id,
        raw: { ...raw, description },
        company,
        boardIndustry: wordOf(INDUSTRIES, industry),
        derived,
      }));
    },

    applyRenormalised: (rows, now) =>
      inTransaction(sql, async (tx) => {
        const stored = new Map(
          (
            await tx<{ id: number; raw: Omit<RawPosting, 'description'>; company: string }[]>`
              select p.id, d.raw, c.name as company
              from posting p join posting_detail d on d.posting_id = p.id join company c on c.id = p.company_id
              where p.id = any (${rows.map((row) => row.id)}::int[]) order by p.id for update of p`
          ).map((row) => [row.id, row]),
        );
        const written = rows.flatMap((row) => {
          const known = stored.get(row.id);
          if (known === undefined) return [];
          const hash = contentHashOf({ ...known.raw, description: null }, row.derived, row.text, known.company);
          return [
            {
              id: row.id,
              hash: hash.toString('hex'),
              rules_version: row.derived.rulesVersion,
              derived: row.derived,
              description_text: row.text.descriptionText,
              level: row.derived.level,
              rung: row.derived.rung,
              places: placeKeysOf(row.derived),
              remote: row.derived.workplace === 'remote',
            },
          ];
        });
        if (written.length === 0) return;
        const listings = await tx<{ listing_id: number }[]>`
          with given as materialized (
            select * from json_to_recordset(${jsonOf(tx, written)}::json) as given(id int, hash text, rules_version text, derived jsonb,
              description_text text, level text, rung text, places text[], remote boolean)
          ), detailed as (
            update posting_detail d set derived = given.derived from given where d.posting_id = given.id
          ), worded as (
            update posting_text t set description_text = given.description_text
            from given where t.posting_id = given.id and t.description_text is distinct from given.description_text
          ), linked as (
            update posting_link l set level = given.level, rung = given.rung, places = given.places, remote = given.remote
            from given where l.posting_id = given.id
          )
          update posting p set rules_version = given.rules_version, content_hash = decode(given.hash, 'hex')
          from given where p.id = given.id returning p.listing_id`;
        await rebuildListings(
          tx,
          listings.flatMap((row) => row.listing_id ?? []),
          now,
          'renormalised',
        );
      }),

    async descriptionsToSanitise(version, limit) {
      const rows = await sql<{ posting_id: number; description: string }[]>`
        select t.posting_id, t.description
        from listing l join listing_card c on c.listing_id = l.id join posting_text t on t.posting_id = c.face_posting_id
        where l.open and t.description is not null and t.sanitiser is distinct from ${version}
        order by l.posted_at desc, l.id desc limit ${limit}`;
      return rows.map((row) => ({ postingId: row.posting_id, description: row.description }));
    },

    async saveSanitised(version, rows) {
      await sql`
        update posting_text t set description_html = given.html, sanitiser = ${version}
        from unnest(${rows.map((row) => row.postingId)}::int[], ${rows.map((row) => (row.html === null ? null : storableText(row.html)))}::text[]) given(id, html)
        where t.posting_id = given.id`;
    },
  };
}

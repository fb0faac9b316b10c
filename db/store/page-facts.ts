import type postgres from 'postgres';
import { LEVELS, LEVEL_BASES } from '#src/domain/level';
import type { Evidence } from '#src/domain/posting';
import { PUBLICATION } from '#src/domain/salary-factor';
import type { PageFactStore } from '#src/store';
import { conditionsOf, resolveFilter, whereOf } from './filter-conditions.js';
import { minhashOfBytes } from './stored-posting.js';

const LONGEST_WORDS = 60;

interface CandidateRow {
  id: number;
  company_id: number;
  minhash: Buffer | null;
  skills: number[];
  first_country: number | null;
}

/** Small questions of single pages; none of them writes. */
export function createPageFactStore(sql: postgres.Sql): PageFactStore {
  /** Open listings of a range of ids that search engines may be shown. */
  const shown = (hidden: readonly string[]) =>
    sql`l.open and l.backend = 1 and not l.sources && (select coalesce(array_agg(id::int), '{}') from source where slug = any (${[...hidden]}::text[]))`;
  const changedAt = sql`greatest(l.first_seen_at, (select max(c.at) from posting p join posting_change c on c.posting_id = p.id where p.listing_id = l.id))`;

  return {
    async similarCandidates(id, most) {
      const rows = await sql<CandidateRow[]>`
        with own as (select id, level, title from listing where id = ${id}),
          found as (
            select id from own
            union
            select id from (
              select l.id from listing l, own
              where l.open and l.backend = 1 and l.level = own.level and l.title is not distinct from own.title and l.id <> own.id
              order by l.posted_at desc, l.id desc limit ${most}) newest
          )
        select l.id, l.company_id, k.minhash, l.languages || l.skills as skills, l.first_country
        from found f join listing l on l.id = f.id join listing_card c on c.listing_id = l.id
          left join posting_link k on k.posting_id = c.face_posting_id
        order by (l.id = ${id}) desc, l.posted_at desc, l.id desc`;
      return rows.map((row) => ({
        id: row.id,
        companyId: row.company_id,
        minhash: minhashOfBytes(row.minhash),
        skills: row.skills,
        firstCountry: row.first_country,
      }));
    },

    async levelWords(level, listings, most) {
      const rows = await sql<{ looked: number; words: string | null; source: Evidence['from'] | null; n: number }[]>`
        with newest as materialized (
          select l.id from listing l
          where l.open and l.backend = 1 and l.level = ${LEVELS.indexOf(level)} and l.level_basis <> ${LEVEL_BASES.indexOf('default')}
          order by l.posted_at desc, l.id desc limit ${listings}
        ), said as (
          select distinct n.id, lower(left(e ->> 'quote', ${LONGEST_WORDS})) as words, e ->> 'from' as source
          from newest n join listing_card c on c.listing_id = n.id join posting_detail d on d.posting_id = c.face_posting_id,
            jsonb_array_elements(d.derived -> 'evidence') e
          where e ->> 'field' = 'level' and e ->> 'quote' <> ''
        )
        select (select count(*)::int from newest) as looked, s.words, s.source, s.n
        from (select true) one left join (
          select words, source, count(*)::int as n from said group by words, source order by n desc, words limit ${most}) s on true
        order by s.n desc nulls last, s.words`;
      return {
        listings: rows[0]?.looked ?? 0,
        words: rows.flatMap(({ words, source, n }) => (words === null || source === null ? [] : [{ words, from: source, listings: n }])),
      };
    },

    async payAmounts(filter, currency, perEuro, most, now) {
      const where = whereOf(sql, conditionsOf(sql, await resolveFilter(sql, filter, now)));
      const rows = await sql<{ amount: number; company_id: number }[]>`
        select l.company_id, case when l.currency = ${currency} then (l.annual_low + l.annual_high) / 2
          else (l.eur_low + l.eur_high)::float8 / 2 * ${perEuro}::float8 end as amount
        from listing l
        where l.pay_usable and l.counted and (l.currency = ${currency} or l.eur_low is not null) and ${where}
        order by l.posted_at desc, l.id desc limit ${most}`;
      // Bins are counts, but their ends tell the lowest and highest: of few employers not even those.
      const employers = new Set(rows.map((row) => row.company_id)).size;
      return employers < PUBLICATION.median.employers ? [] : rows.map(({ amount }) => amount);
    },

    async companyMonths(slug, months, now) {
      const rows = await sql<{ month: string; seen: number; closed: number; open: number }[]>`
        with own as (
          select l.first_seen_at, case when not l.open then coalesce(l.closed_at, l.first_seen_at) end as closed_at
          from listing l where l.company_id = (select id from company where slug = ${slug}) and l.backend = 1
        ), month as (
          select at, at + interval '1 month' as til from generate_series(
            date_trunc('month', ${now}::timestamptz, 'UTC') - make_interval(months => ${months - 1}), ${now}::timestamptz, '1 month') at
          where at + interval '1 month' > (select min(first_seen_at) from own)
        )
        select to_char(m.at at time zone 'UTC', 'YYYY-MM') as month,
          count(*) filter (where o.first_seen_at >= m.at and o.first_seen_at < m.til)::int as seen,
          count(*) filter (where o.closed_at >= m.at and o.closed_at < m.til)::int as closed,
          count(*) filter (where o.first_seen_at < m.til and (o.closed_at is null or o.closed_at >= m.til))::int as open
        from month m cross join own o group by m.at order by m.at`;
      return rows;
    },

    async sitemapParts(size, hidden) {
      const rows = await sql<{ part: number; listings: number; changed_at: Date }[]>`
        select l.id / ${size}::int as part, count(*)::int as listings, max(${changedAt}) as changed_at
        from listing l where ${shown(hidden)} group by 1 order by 1`;
      return rows.map((row) => ({ part: row.part, listings: row.listings, changedAt: row.changed_at }));
    },

    async sitemapRows(part, size, hidden) {
      const rows = await sql<{ id: number; slug: string; changed_at: Date }[]>`
        select l.id, c.slug, ${changedAt} as changed_at
        from listing l join listing_card c on c.listing_id = l.id
        where l.id >= ${part * size} and l.id < ${(part + 1) * size} and ${shown(hidden)} order by l.id`;
      return rows.map((row) => ({ id: row.id, slug: row.slug, changedAt: row.changed_at }));
    },
  };
}

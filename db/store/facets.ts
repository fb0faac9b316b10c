import type postgres from 'postgres';
import { AGES, arrangedFacet, CITIES_AT_MOST, KEY_OF_FACET, type CountedValue, type FacetValues } from '#src/domain/facet';
import { LEVELS } from '#src/domain/level';
import type { ListingFilter } from '#src/domain/listing-filter';
import type { Facet, FacetCounts } from '#src/store';
import { conditionsOf, resolveFilter, whereOf, type Fragment } from './filter-conditions.js';
import { placeKindCode } from './place-ids.js';

const DAY_MS = 86_400_000;
/** The server gave the statement up: that facet is not counted. */
const TIMED_OUT = '57014';

type Counted = CountedValue & { readonly facet: Facet };

/** Counts of one facet over `m`, the matching listings. */
function countOf(sql: postgres.Sql, facet: Facet, now: Date): Fragment {
  const single = (column: Fragment) =>
    sql`select ${facet}::text as facet, ${column}::int as code, null::text as name, count(*)::int as n from m group by 2`;
  const each = (column: Fragment) => sql`select ${facet}::text, x, null::text, count(*)::int from m, unnest(${column}) x group by x`;
  const places = (kind: 'country' | 'city') => sql`
    (select ${facet}::text, null::int, p.name, c.n from (select x, count(*)::int as n from m, unnest(m.places) x group by x) c
      join place p on p.id = c.x and p.kind = ${placeKindCode(kind)}::smallint
      order by c.n desc, p.name collate "C" limit ${kind === 'city' ? CITIES_AT_MOST : null})`;
  switch (facet) {
    case 'level':
      return sql`select 'level', bit, null::text, count(*)::int from m, generate_series(0, ${LEVELS.length - 1}::int) bit
        where m.levels & (1 << bit) <> 0 group by bit`;
    case 'title':
      return single(sql`m.title`);
    case 'specialisation':
      return single(sql`m.specialisation`);
    case 'industry':
      return single(sql`m.industry`);
    case 'workplace':
      return single(sql`m.workplace`);
    case 'language':
      return each(sql`m.languages`);
    case 'skill':
      return each(sql`m.skills`);
    case 'country':
    case 'city':
      return places(facet);
    case 'source':
      return sql`select 'source', null::int, s.slug, count(*)::int from m, unnest(m.sources) x join source s on s.id = x group by s.slug`;
    case 'pay':
      return single(sql`m.pay_stated`);
    case 'age':
      return sql`select 'age', a.days, null::text, count(*)::int
        from m join unnest(${[...AGES]}::int[], ${AGES.map((days) => new Date(now.getTime() - days * DAY_MS).toISOString())}::timestamptz[]) a(days, since)
          on m.posted_at >= a.since
        group by a.days`;
  }
}

/**
 * Counts by value, each facet with its own filter lifted: facets whose own filter is not set share one pass. A pass that the server gives
 * up after its time leaves its facets `null`.
 */
export async function countFacets(sql: postgres.Sql, filter: ListingFilter, facets: readonly Facet[], now: Date): Promise<FacetCounts> {
  const resolved = await resolveFilter(sql, filter, now);
  const isSet = (facet: Facet) => filter[KEY_OF_FACET[facet]] !== undefined;
  const passes = [facets.filter((facet) => !isSet(facet)), ...facets.filter(isSet).map((facet) => [facet])].filter(
    (pass) => pass.length > 0,
  );
  const answers = await Promise.all(
    passes.map(async (pass): Promise<[Facet, FacetValues | null][]> => {
      const lifted = pass.map((facet) => KEY_OF_FACET[facet]).filter((key) => filter[key] !== undefined);
      const where = whereOf(sql, conditionsOf(sql, resolved), lifted);
      const counts = pass.map((facet) => countOf(sql, facet, now)).reduce((joined, part) => sql`${joined} union all ${part}`);
      try {
        const rows = await sql<Counted[]>`
          with m as materialized (
            select l.levels, l.title, l.specialisation, l.industry, l.workplace, l.languages, l.skills, l.places, l.sources, l.pay_stated, l.posted_at
            from listing l where ${where} and l.counted
          ) select * from (${counts}) as counted(facet, code, name, n)`;
        return pass.map((facet) => [
          facet,
          arrangedFacet(
            facet,
            rows.filter((row) => row.facet === facet),
          ),
        ]);
      } catch (error) {
        if ((error as { code?: string }).code !== TIMED_OUT) throw error;
        return pass.map((facet) => [facet, null]);
      }
    }),
  );
  return Object.fromEntries(answers.flat());
}

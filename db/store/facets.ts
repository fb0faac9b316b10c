import type postgres from 'postgres';
import { CANONICAL_TITLES } from '#src/domain/title';
import { GUIDE_LEVELS, LEVELS } from '#src/domain/level';
import { INDUSTRIES } from '#src/domain/industry';
import { SKILLS } from '#src/domain/skill';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { WORKPLACES } from '#src/domain/location';
import type { ListingFilter } from '#src/domain/listing-filter';
import type { Facet, FacetCounts } from '#src/store';
import { wordOf } from '../codes.js';
import { conditionsOf, resolveFilter, whereOf, type Fragment } from './filter-conditions.js';
import { placeKindCode } from './place-ids.js';

/** Days that the age facet counts back; its values are those of `postedAfter`. */
const AGES = [1, 3, 7, 14, 30, 90] as const;
const DAY_MS = 86_400_000;
/** There are thousands of cities: the most frequent are enough for a list that people read. */
const CITIES_AT_MOST = 200;
/** The server gave the statement up: that facet is not counted. */
const TIMED_OUT = '57014';

const KEY_OF: Readonly<Record<Facet, keyof ListingFilter>> = {
  level: 'level',
  title: 'title',
  specialisation: 'specialisation',
  language: 'language',
  skill: 'skill',
  industry: 'industry',
  country: 'country',
  city: 'city',
  workplace: 'workplace',
  pay: 'pay',
  source: 'source',
  age: 'postedAfter',
};

const SKILL_SLUGS = new Map(SKILLS.map((skill) => [skill.code, skill.slug]));

interface Counted {
  facet: Facet;
  code: number | null;
  name: string | null;
  n: number;
}

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

function valueOf({ facet, code, name }: Counted): string | null {
  switch (facet) {
    case 'level':
      return wordOf(LEVELS, code);
    case 'title':
      return wordOf(CANONICAL_TITLES, code);
    case 'specialisation':
      return wordOf(SPECIALISATIONS, code) ?? 'none';
    case 'industry':
      return wordOf(INDUSTRIES, code) ?? 'unknown';
    case 'workplace':
      return wordOf(WORKPLACES, code) ?? 'unknown';
    case 'language':
    case 'skill':
      return SKILL_SLUGS.get(code ?? 0) ?? null;
    case 'pay':
      return code === 1 ? 'stated' : 'unknown';
    case 'age':
      return `${code}d`;
    case 'country':
    case 'city':
    case 'source':
      return name;
  }
}

type Values = readonly { readonly value: string; readonly count: number }[];

/** Levels and ages in their own order with zeros kept; the rest by count. */
function arranged(facet: Facet, counted: readonly Counted[]): Values {
  const counts = counted.flatMap((row) => {
    const value = valueOf(row);
    return value === null ? [] : [{ value, count: row.n }];
  });
  const countOfValue = (value: string) => counts.find((entry) => entry.value === value)?.count ?? 0;
  if (facet === 'age') return AGES.map((days) => ({ value: `${days}d`, count: countOfValue(`${days}d`) }));
  if (facet === 'level') {
    return LEVELS.map((value) => ({ value, count: countOfValue(value) })).filter(
      ({ value, count }) => count > 0 || (GUIDE_LEVELS as readonly string[]).includes(value),
    );
  }
  return counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/**
 * Counts by value, each facet with its own filter lifted: facets whose own filter is not set share one pass. A pass that the server gives
 * up after its time leaves its facets `null`.
 */
export async function countFacets(sql: postgres.Sql, filter: ListingFilter, facets: readonly Facet[], now: Date): Promise<FacetCounts> {
  const resolved = await resolveFilter(sql, filter, now);
  const isSet = (facet: Facet) => filter[KEY_OF[facet]] !== undefined;
  const passes = [facets.filter((facet) => !isSet(facet)), ...facets.filter(isSet).map((facet) => [facet])].filter(
    (pass) => pass.length > 0,
  );
  const answers = await Promise.all(
    passes.map(async (pass): Promise<[Facet, Values | null][]> => {
      const lifted = pass.map((facet) => KEY_OF[facet]).filter((key) => filter[key] !== undefined);
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
          arranged(
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

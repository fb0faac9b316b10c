import type postgres from 'postgres';
import { CANONICAL_TITLES } from '#src/domain/title';
import { INDUSTRIES } from '#src/domain/industry';
import { knownWordOf, wordOf } from '../codes.js';
import { LEVELS, LEVEL_BASES, statisticLevelOf } from '#src/domain/level';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { SKILLS } from '#src/domain/skill';
import { WORKPLACES } from '#src/domain/location';
import type { PayRow, SalaryGrouping } from '#src/domain/salary-factor';
import type { ListingStore } from '#src/store';
import { resolveFilter, type Fragment } from './filter-conditions.js';
import { paidOfOneLevel, payWhere } from './pay-where.js';
import { placeKindCode, type PlaceKind } from './place-ids.js';

/** What groups are made from; a column that no grouping asks for is not read. */
interface GroupRow {
  level: number;
  level_basis: number;
  title: number | null;
  specialisation: number | null;
  industry: number | null;
  workplace: number | null;
  company: string;
  month: string;
  languages: number[];
  places: number[];
}

const SKILL_SLUGS = new Map(SKILLS.map((skill) => [skill.code, skill.slug]));
const UNKNOWN = 'unknown';

/** Columns that the groupings need; the others are constants, so that equal rows can be counted together. */
const groupColumns = (sql: postgres.Sql, by: readonly SalaryGrouping[]): Fragment => {
  const places = by.some((grouping) => ['location', 'country', 'region', 'city'].includes(grouping));
  const one = (grouping: SalaryGrouping, column: Fragment) => (by.includes(grouping) ? column : sql`null::smallint`);
  return sql`${by.includes('level') ? sql`l.level, l.level_basis` : sql`0::smallint as level, 0::smallint as level_basis`},
    ${one('title', sql`l.title`)} as title, ${one('specialisation', sql`l.specialisation`)} as specialisation,
    ${one('industry', sql`l.industry`)} as industry, ${one('workplace', sql`l.workplace`)} as workplace,
    ${by.includes('month') ? sql`to_char(l.first_seen_at at time zone 'UTC', 'YYYY-MM')` : sql`''`} as month,
    ${by.includes('company') ? sql`(select c.slug from company c where c.id = l.company_id)` : sql`''`} as company,
    ${by.includes('language') ? sql`l.languages` : sql`'{}'::int[]`} as languages,
    ${places ? sql`l.places` : sql`'{}'::int[]`} as places`;
};

type PlaceNames = ReadonlyMap<number, { readonly kind: number; readonly name: string }>;

async function placeNames(sql: postgres.Sql, rows: readonly GroupRow[]): Promise<PlaceNames> {
  const ids = [...new Set(rows.flatMap((row) => row.places))];
  if (ids.length === 0) return new Map();
  const places = await sql<{ id: number; kind: number; name: string }[]>`select id, kind, name from place where id = any (${ids}::int[])`;
  return new Map(places.map((place) => [place.id, place]));
}

function keysOf(grouping: SalaryGrouping, row: GroupRow, places: PlaceNames): readonly string[] {
  const placesOf = (kind: PlaceKind) =>
    row.places.flatMap((id) => (places.get(id)?.kind === placeKindCode(kind) ? (places.get(id)?.name ?? []) : []));
  switch (grouping) {
    case 'level':
      return [statisticLevelOf(knownWordOf(LEVELS, row.level), knownWordOf(LEVEL_BASES, row.level_basis))];
    case 'title':
      return [wordOf(CANONICAL_TITLES, row.title) ?? UNKNOWN];
    case 'specialisation':
      return [wordOf(SPECIALISATIONS, row.specialisation) ?? 'none'];
    case 'industry':
      return [wordOf(INDUSTRIES, row.industry) ?? UNKNOWN];
    case 'workplace':
      return [wordOf(WORKPLACES, row.workplace) ?? UNKNOWN];
    case 'language':
      return row.languages.length === 0 ? [UNKNOWN] : row.languages.flatMap((code) => SKILL_SLUGS.get(code) ?? []);
    case 'location':
    case 'country':
      return placesOf('country');
    case 'region':
      return placesOf('region');
    case 'city':
      return placesOf('city');
    case 'company':
      return [row.company];
    case 'month':
      return [row.month];
  }
}

export function createPayRows(sql: postgres.Sql): Pick<ListingStore, 'payRows' | 'listingCounts'> {
  return {
    async payRows(filter, by, window, now) {
      const where = payWhere(sql, await resolveFilter(sql, filter, now), by, window);
      const rows = await sql<
        (GroupRow & {
          id: number;
          company_id: number;
          annual_low: number;
          annual_high: number;
          currency: string;
          eur_low: number | null;
          eur_high: number | null;
          country: string | null;
        })[]
      >`
        select l.id, l.company_id, l.annual_low, l.annual_high, l.currency, l.eur_low, l.eur_high,
          (select p.name from place p where p.id = l.first_country) as country, ${groupColumns(sql, by)}
        from listing l where ${paidOfOneLevel(sql)} and ${where} order by l.id`;
      const places = await placeNames(sql, rows);
      return rows.map((row): PayRow => {
        const isDated = row.eur_low !== null && row.eur_high !== null;
        return {
          listingId: row.id,
          employerId: row.company_id,
          annualMin: row.annual_low,
          annualMax: row.annual_high,
          currency: row.currency,
          eurMid: isDated ? ((row.eur_low ?? 0) + (row.eur_high ?? 0)) / 2 : null,
          eurMin: isDated ? row.eur_low : null,
          eurMax: isDated ? row.eur_high : null,
          country: row.country,
          groups: by.map((grouping) => keysOf(grouping, row, places)),
        };
      });
    },

    async listingCounts(filter, by, window, now) {
      const where = payWhere(sql, await resolveFilter(sql, filter, now), by, window);
      const rows = await sql<(GroupRow & { listings: number })[]>`
        select g.*, count(*)::int as listings from (select ${groupColumns(sql, by)} from listing l where ${where}) g
        group by level, level_basis, title, specialisation, industry, workplace, month, company, languages, places`;
      const places = await placeNames(sql, rows);
      const counts = new Map<string, { key: readonly string[]; listings: number }>();
      for (const row of rows) {
        let keys: (readonly string[])[] = [[]];
        for (const grouping of by) keys = keys.flatMap((key) => keysOf(grouping, row, places).map((value) => [...key, value]));
        for (const key of keys) {
          const name = JSON.stringify(key);
          const entry = counts.get(name);
          if (entry === undefined) counts.set(name, { key, listings: row.listings });
          else entry.listings += row.listings;
        }
      }
      return [...counts.values()];
    },
  };
}

import type postgres from 'postgres';
import { CANONICAL_TITLES } from '#src/domain/title';
import { INDUSTRIES } from '#src/domain/industry';
import { LEVELS, LEVEL_BASES, statisticLevelOf } from '#src/domain/level';
import { POSTING_TAGS, type PostingTag } from '#src/domain/posting';
import { SKILLS } from '#src/domain/skill';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { WORKPLACES } from '#src/domain/location';
import type { PayFacts, PayTraits } from '#src/domain/salary-factor';
import type { PayStore } from '#src/store';
import { knownWordOf, wordOf } from '../codes.js';
import { resolveFilter, type Fragment } from './filter-conditions.js';
import { paidOfOneLevel, payWhere } from './pay-where.js';

interface TraitRow {
  id: number;
  company_id: number;
  month: string;
  level: number;
  level_basis: number;
  title: number | null;
  specialisation: number | null;
  industry: number | null;
  workplace: number | null;
  tags: number;
  languages: number[];
  country: number | null;
  region: number | null;
  city: number | null;
  source: number;
}
interface FactRow extends TraitRow {
  low: number;
  high: number;
  currency: string;
  eur: number | null;
}

const SKILL_SLUGS = new Map(SKILLS.map((skill) => [skill.code, skill.slug]));
const ROWS_A_STEP = 5_000;

const traitColumns = (sql: postgres.Sql): Fragment => sql`l.id, l.company_id,
  to_char(l.first_seen_at at time zone 'UTC', 'YYYY-MM') as month, l.level, l.level_basis, l.title, l.specialisation, l.industry, l.workplace,
  l.tags, l.required_languages as languages, l.first_country as country, l.first_region as region, l.first_city as city, l.face_source as source`;

const factColumns = (sql: postgres.Sql): Fragment => sql`${traitColumns(sql)}, l.annual_low as low, l.annual_high as high, l.currency,
  (l.eur_low + l.eur_high)::float8 / 2 as eur`;

interface Names {
  readonly places: ReadonlyMap<number, string>;
  readonly sources: ReadonlyMap<number, string>;
}

async function namesOf(sql: postgres.Sql): Promise<Names> {
  const [places, sources] = await Promise.all([
    sql<{ id: number; name: string }[]>`select id, name from place`,
    sql<{ id: number; slug: string }[]>`select id, slug from source`,
  ]);
  return {
    places: new Map(places.map((place) => [place.id, place.name])),
    sources: new Map(sources.map((source) => [source.id, source.slug])),
  };
}

/** One object for all equal lists, and one string for all equal months: hundreds of thousands of rows share a few. */
function createReader({ places, sources }: Names) {
  const lists = new Map<string, readonly string[]>();
  const words = new Map<string, string>();
  const shared = (codes: readonly number[]): readonly string[] => {
    const key = codes.join();
    let list = lists.get(key);
    if (list === undefined) lists.set(key, (list = codes.flatMap((code) => SKILL_SLUGS.get(code) ?? [])));
    return list;
  };
  const tagLists = new Map<number, readonly PostingTag[]>();
  const tagsOf = (mask: number): readonly PostingTag[] => {
    let list = tagLists.get(mask);
    if (list === undefined) tagLists.set(mask, (list = POSTING_TAGS.filter((_, bit) => (mask & (1 << bit)) !== 0)));
    return list;
  };
  const word = (text: string): string => {
    const known = words.get(text);
    if (known !== undefined) return known;
    words.set(text, text);
    return text;
  };
  const placeOf = (id: number | null) => (id === null ? null : (places.get(id) ?? null));
  const traits = (row: TraitRow): PayTraits => ({
    listingId: row.id,
    employerId: row.company_id,
    month: word(row.month),
    level: statisticLevelOf(knownWordOf(LEVELS, row.level), knownWordOf(LEVEL_BASES, row.level_basis)),
    title: wordOf(CANONICAL_TITLES, row.title),
    specialisation: wordOf(SPECIALISATIONS, row.specialisation),
    languages: shared(row.languages),
    country: placeOf(row.country),
    region: placeOf(row.region),
    city: placeOf(row.city),
    industry: wordOf(INDUSTRIES, row.industry),
    workplace: wordOf(WORKPLACES, row.workplace),
    tags: tagsOf(row.tags),
    source: sources.get(row.source) ?? 'unknown',
  });
  return {
    traits,
    facts: (row: FactRow): PayFacts => ({
      ...traits(row),
      annualMin: row.low,
      annualMax: row.high,
      currency: word(row.currency),
      eurMid: row.eur,
    }),
  };
}

export function createPayFacts(sql: postgres.Sql): Pick<PayStore, 'payFacts' | 'payFactsOf' | 'payTraitsOf'> {
  return {
    async payFacts(filter, window, now, careers = false) {
      const where = payWhere(sql, await resolveFilter(sql, filter, now), careers ? ['specialisation'] : [], window);
      const read = createReader(await namesOf(sql));
      const facts: PayFacts[] = [];
      const rows = sql<FactRow[]>`
        select ${factColumns(sql)} from listing l where ${paidOfOneLevel(sql)} and ${where} order by l.id`.cursor(ROWS_A_STEP);
      for await (const batch of rows) for (const row of batch) facts.push(read.facts(row));
      return facts;
    },

    async payFactsOf(ids) {
      if (ids.length === 0) return [];
      const read = createReader(await namesOf(sql));
      const rows = await sql<FactRow[]>`
        select ${factColumns(sql)} from listing l
        where l.id = any (${[...ids]}::int[]) and l.backend = 1 and ${paidOfOneLevel(sql)} and l.counted order by l.id`;
      return rows.map((row) => read.facts(row));
    },

    async payTraitsOf(id) {
      const [row] = await sql<TraitRow[]>`select ${traitColumns(sql)} from listing l where l.id = ${id}`;
      return row === undefined ? null : createReader(await namesOf(sql)).traits(row);
    },
  };
}

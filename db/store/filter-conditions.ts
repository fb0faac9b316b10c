import type postgres from 'postgres';
import { CANONICAL_TITLES } from '#src/domain/title';
import { INDUSTRIES } from '#src/domain/industry';
import { LEVELS } from '#src/domain/level';
import { SKILLS } from '#src/domain/skill';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { WORKPLACES } from '#src/domain/location';
import type { Choice, ListingFilter } from '#src/domain/listing-filter';
import { hiringValues } from '#src/domain/hiring-area';
import { DEFAULT_KM, nearOf } from '#src/domain/near';
import { textQueryOf } from '#src/text/search-terms';
import { maskOf } from '../codes.js';
import { NAMED_KINDS, placeIdsOf, pointIdsNear, type PlaceIds } from './place-ids.js';
import { tsqueryOf } from './text-query.js';

export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** What a filter's words are in this database: ids of places, companies and sources, and its amounts in euro. */
export interface ResolvedFilter {
  readonly filter: ListingFilter;
  readonly places: PlaceIds;
  readonly companies: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, number>;
  /** Units of the filter's currency per euro by its newest rate; `null`: no rate is known. */
  readonly perEuro: number | null;
  /** Ids of the stored points near the filter's. */
  readonly points: readonly number[];
  readonly now: Date;
}

/** A part of the where clause on `listing l`, by the key of the filter that asks for it. */
export interface Condition {
  readonly key: keyof ListingFilter;
  readonly sql: Fragment;
}

const bothOf = <T extends string>(choice: Choice<T> | undefined): readonly T[] =>
  choice === undefined ? [] : [...choice.any, ...choice.not];

const byName = (rows: readonly { id: number; slug: string }[]) => new Map(rows.map((row) => [row.slug, row.id]));

/** Looks the filter's words up, in as many look-ups as it names kinds of words. */
export async function resolveFilter(sql: postgres.Sql, filter: ListingFilter, now: Date): Promise<ResolvedFilter> {
  const near = filter.near === undefined ? null : nearOf(filter.near);
  const places = [
    ...NAMED_KINDS.flatMap((kind) => bothOf(filter[kind]).map((name) => ({ kind, name }))),
    ...hiringValues(bothOf(filter.livingIn)).map((name) => ({ kind: 'hiring' as const, name })),
  ];
  const companies = bothOf(filter.company);
  const sources = bothOf(filter.source);
  const hasAmount = filter.salaryMin !== undefined || filter.salaryMax !== undefined;
  const [placeIds, companyIds, sourceIds, perEuro, points] = await Promise.all([
    placeIdsOf(sql, places, false),
    companies.length === 0 ? [] : sql<{ id: number; slug: string }[]>`select id, slug from company where slug = any (${companies}::text[])`,
    sources.length === 0 ? [] : sql<{ id: number; slug: string }[]>`select id, slug from source where slug = any (${sources}::text[])`,
    hasAmount ? newestRate(sql, filter.currency ?? 'EUR') : null,
    near === null ? [] : pointIdsNear(sql, near, filter.withinKm ?? DEFAULT_KM),
  ]);
  return { filter, places: placeIds, companies: byName(companyIds), sources: byName(sourceIds), perEuro, points, now };
}

async function newestRate(sql: postgres.Sql, currency: string): Promise<number | null> {
  if (currency === 'EUR') return 1;
  const [row] = await sql<{ per_euro: number }[]>`select per_euro from fx_rate where currency = ${currency} order by date desc limit 1`;
  return row?.per_euro ?? null;
}

const DAY_MS = 86_400_000;

/** The moment that `postedAfter` names: a day's start in UTC, or so many days before now. */
export function postedAfterOf(postedAfter: string, now: Date): Date {
  const days = /^(\d{1,4})d$/.exec(postedAfter);
  return days === null ? new Date(`${postedAfter}T00:00:00Z`) : new Date(now.getTime() - Number(days[1]) * DAY_MS);
}

const SKILL_CODES = new Map(SKILLS.map((skill) => [skill.slug, skill.code]));

/**
 * The filter as conditions, every one of which must hold. A choice holds when one of its values does and none of those it excludes;
 * a value that no listing has makes `false`, not an error.
 */
export function conditionsOf(sql: postgres.Sql, resolved: ResolvedFilter): Condition[] {
  const { filter, now } = resolved;
  const conditions: Condition[] = [];
  const add = (key: keyof ListingFilter, fragment: Fragment) => conditions.push({ key, sql: fragment });

  if (filter.status !== 'any') add('status', filter.status === 'closed' ? sql`not l.open` : sql`l.open`);
  add('backend', filter.backend === 'maybe' ? sql`l.backend in (1, 2)` : sql`l.backend = 1`);
  if (filter.level !== undefined) {
    if (filter.level.any.length > 0) add('level', sql`l.levels & ${maskOf(LEVELS, filter.level.any)}::smallint <> 0`);
    if (filter.level.not.length > 0) add('level', sql`l.levels & ${maskOf(LEVELS, filter.level.not)}::smallint = 0`);
  }
  const single = (key: keyof ListingFilter, column: Fragment, list: readonly string[], choice: Choice<string> | undefined) => {
    if (choice === undefined) return;
    const codes = (values: readonly string[]) => values.map((value) => list.indexOf(value)).filter((code) => code >= 0);
    const asksNull = (values: readonly string[]) => values.some((value) => !list.includes(value));
    if (choice.any.length > 0)
      add(key, sql`(${column} = any (${codes(choice.any)}::smallint[]) or (${asksNull(choice.any)} and ${column} is null))`);
    if (choice.not.length > 0) {
      // By case: to SQL, null differs from every member of an empty list.
      add(key, sql`case when ${column} is null then ${!asksNull(choice.not)} else ${column} <> all (${codes(choice.not)}::smallint[]) end`);
    }
  };
  single('title', sql`l.title`, CANONICAL_TITLES, filter.title);
  single('specialisation', sql`l.specialisation`, SPECIALISATIONS, filter.specialisation);
  single('industry', sql`l.industry`, INDUSTRIES, filter.industry);
  single('workplace', sql`l.workplace`, WORKPLACES, filter.workplace);

  const several = (
    key: keyof ListingFilter,
    column: Fragment,
    choice: Choice<string> | undefined,
    idOf: (value: string) => number | null,
  ) => {
    if (choice === undefined) return;
    const ids = (values: readonly string[]) => values.flatMap((value) => idOf(value) ?? []);
    if (choice.any.length > 0) add(key, sql`${column} && ${ids(choice.any)}::int[]`);
    if (choice.not.length > 0) add(key, sql`not ${column} && ${ids(choice.not)}::int[]`);
  };
  several('language', sql`l.languages`, filter.language, (slug) => SKILL_CODES.get(slug) ?? null);
  several('skill', sql`l.skills`, filter.skill, (slug) => SKILL_CODES.get(slug) ?? null);
  const place = (kind: (typeof NAMED_KINDS)[number]) =>
    several(kind, sql`l.places`, filter[kind], (name) => resolved.places.of({ kind, name }));
  for (const kind of NAMED_KINDS) place(kind);
  if (filter.livingIn !== undefined) {
    const { any, not } = filter.livingIn;
    several('livingIn', sql`l.places`, { any: hiringValues(any), not: hiringValues(not) }, (name) =>
      resolved.places.of({ kind: 'hiring', name }),
    );
  }
  if (filter.near !== undefined) add('near', sql`l.places && ${[...resolved.points]}::int[]`);
  several('source', sql`l.sources`, filter.source, (slug) => resolved.sources.get(slug) ?? null);
  if (filter.company !== undefined) {
    const ids = (values: readonly string[]) => values.flatMap((slug) => resolved.companies.get(slug) ?? []);
    if (filter.company.any.length > 0) add('company', sql`l.company_id = any (${ids(filter.company.any)}::int[])`);
    if (filter.company.not.length > 0) add('company', sql`l.company_id <> all (${ids(filter.company.not)}::int[])`);
  }
  addPay(sql, resolved, add);
  if (filter.postedAfter !== undefined) add('postedAfter', sql`l.posted_at >= ${postedAfterOf(filter.postedAfter, now)}`);
  const text = filter.q === undefined ? null : tsqueryOf(textQueryOf(filter.q));
  if (text !== null) add('q', textCondition(sql, text, filter.status));
  return conditions;
}

function addPay(sql: postgres.Sql, { filter, perEuro }: ResolvedFilter, add: (key: keyof ListingFilter, fragment: Fragment) => void): void {
  const { pay, salaryMin, salaryMax, currency, unknownPay } = filter;
  if (pay !== undefined) {
    const any = new Set(pay.any);
    const not = new Set(pay.not);
    if (any.size === 1) add('pay', any.has('stated') ? sql`l.pay_stated` : sql`not l.pay_stated`);
    if (not.has('stated')) add('pay', sql`not l.pay_stated`);
    if (not.has('unknown')) add('pay', sql`l.pay_stated`);
  }
  // Unknown pay answers no question about amounts unless the reader keeps it, and without a rate nothing can be compared.
  const orUnknown = unknownPay === 'keep' ? sql`l.eur_high is null and l.eur_low is null` : sql`false`;
  if (salaryMin !== undefined)
    add('salaryMin', perEuro === null ? orUnknown : sql`(l.eur_high >= ${salaryMin / perEuro}::float8 or ${orUnknown})`);
  if (salaryMax !== undefined)
    add('salaryMax', perEuro === null ? orUnknown : sql`(l.eur_low <= ${salaryMax / perEuro}::float8 or ${orUnknown})`);
  if (currency !== undefined && salaryMin === undefined && salaryMax === undefined) add('currency', sql`l.currency = ${currency}`);
}

/** Open and closed listings have an index each; a search over both asks each of them. */
function textCondition(sql: postgres.Sql, text: string, status: ListingFilter['status']): Fragment {
  const part = (isOpen: boolean) => sql`select listings_with_terms(${text}::text::tsquery, ${isOpen})`;
  if (status === 'any') return sql`l.id in (${part(true)} union all ${part(false)})`;
  return sql`l.id in (${part(status !== 'closed')})`;
}

/** All conditions but those of the given keys, joined. */
export function whereOf(sql: postgres.Sql, conditions: readonly Condition[], without: readonly (keyof ListingFilter)[] = []): Fragment {
  return conditions
    .filter(({ key }) => !without.includes(key))
    .reduce((joined, condition) => sql`${joined} and ${condition.sql}`, sql`true`);
}

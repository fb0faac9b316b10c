import { CANONICAL_TITLES } from '../domain/title.js';
import { INDUSTRIES } from '../domain/industry.js';
import { LEVELS } from '../domain/level.js';
import { PLACE_CODES } from '../domain/index-row.js';
import { SKILLS } from '../domain/skill.js';
import { SPECIALISATIONS } from '../domain/specialisation.js';
import { WORKPLACES } from '../domain/location.js';
import { hiringValues } from '../domain/hiring-area.js';
import { DEFAULT_KM, kmBetween, nearOf } from '../domain/near.js';
import type { Choice, ListingFilter } from '../domain/listing-filter.js';
import { foldOf } from '../text/fold.js';
import { textQueryOf } from '../text/search-terms.js';
import { postedAfterOf } from './listing-predicate.js';
import { currencyCode, keyOf, UNSTATED, type Dimension } from './value-keys.js';

/** The beginning of a word, or its stem. */
export interface QueryPrefix {
  readonly start: Uint8Array;
  readonly stem: Uint8Array;
}

/** One condition of a filter; all of them must hold. */
export type Clause =
  /** One of `any` (`null`: not asked), and none of `not`. */
  | { readonly key: keyof ListingFilter; readonly kind: 'values'; readonly any: readonly number[] | null; readonly not: readonly number[] }
  /** `null`: nothing can be compared. `keepsUnknown`: what states no amount at all answers too. */
  | {
      readonly key: keyof ListingFilter;
      readonly kind: 'high-from' | 'low-to';
      readonly euros: number | null;
      readonly keepsUnknown: boolean;
    }
  | { readonly key: keyof ListingFilter; readonly kind: 'since'; readonly ms: number }
  | {
      readonly key: 'q';
      readonly kind: 'text';
      readonly all: readonly (readonly Uint8Array[])[];
      readonly none: readonly (readonly Uint8Array[])[];
      readonly prefixes: readonly QueryPrefix[];
    };

/** What the index knows a filter's words by. */
export interface FilterNames {
  /** Id of a place by its kind and folded name. */
  place(kind: number, folded: string): number | undefined;
  company(slug: string): number | undefined;
  source(slug: string): number | undefined;
  /** Every known point by its id, as `latitude,longitude`. */
  points(): Iterable<readonly [id: number, point: string]>;
}

export interface FilterContext {
  /** For `postedAfter` given in days. */
  readonly now: Date;
  /** Units of the filter's currency per euro by its newest rate; `null`: no rate is known, and no amount can be compared. */
  readonly perEuro: number | null;
}

const SKILL_CODES = new Map(SKILLS.map((skill) => [skill.slug, skill.code]));
/** What a database cannot store is looked up as it would be stored. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const encoder = new TextEncoder();

/**
 * A filter as conditions on codes: the same that the database is asked. A value that nobody has finds nothing; it is no error.
 * Only filters for open listings can be compiled.
 */
export function compileFilter(filter: ListingFilter, names: FilterNames, { now, perEuro }: FilterContext): Clause[] {
  const clauses: Clause[] = [];
  const values = (key: keyof ListingFilter, choice: Choice<string> | undefined, keysOf: (value: string) => number | undefined) => {
    if (choice === undefined) return;
    const keys = (list: readonly string[]) => [...new Set(list.flatMap((value) => keysOf(value) ?? []))];
    clauses.push({ key, kind: 'values', any: choice.any.length > 0 ? keys(choice.any) : null, not: keys(choice.not) });
  };
  const coded = (dimension: Dimension, list: readonly string[]) => (value: string) => {
    const code = list.indexOf(value);
    return keyOf(dimension, code < 0 ? UNSTATED : code);
  };
  const named = (dimension: Dimension, id: number | undefined) => (id === undefined ? undefined : keyOf(dimension, id));

  const backend = filter.backend === 'maybe' ? [keyOf('backend', 1), keyOf('backend', 2)] : [keyOf('backend', 1)];
  clauses.push({ key: 'backend', kind: 'values', any: backend, not: [] });
  values('level', filter.level, coded('level', LEVELS));
  values('title', filter.title, coded('title', CANONICAL_TITLES));
  values('specialisation', filter.specialisation, coded('specialisation', SPECIALISATIONS));
  values('industry', filter.industry, coded('industry', INDUSTRIES));
  values('workplace', filter.workplace, coded('workplace', WORKPLACES));
  values('language', filter.language, (slug) => named('language', SKILL_CODES.get(slug)));
  values('skill', filter.skill, (slug) => named('skill', SKILL_CODES.get(slug)));
  values('country', filter.country, (code) => named('country', names.place(PLACE_CODES.country, code)));
  values('region', filter.region, (name) => named('region', names.place(PLACE_CODES.region, foldedPlace(name))));
  values('city', filter.city, (name) => named('city', names.place(PLACE_CODES.city, foldedPlace(name))));
  if (filter.livingIn !== undefined) {
    const { any, not } = filter.livingIn;
    values('livingIn', { any: hiringValues(any), not: hiringValues(not) }, (country) =>
      named('hiring', names.place(PLACE_CODES.hiring, country)),
    );
  }
  const near = filter.near === undefined ? null : nearOf(filter.near);
  if (near !== null) {
    const km = filter.withinKm ?? DEFAULT_KM;
    const points = [...names.points()].filter(([, point]) => kmBetween(near, point) <= km);
    clauses.push({ key: 'near', kind: 'values', any: points.map(([id]) => keyOf('point', id)), not: [] });
  }
  values('source', filter.source, (slug) => named('source', names.source(slug)));
  values('company', filter.company, (slug) => named('company', names.company(slug)));
  values('pay', filter.pay, (value) => keyOf('pay', Number(value === 'stated')));

  const { salaryMin, salaryMax, currency } = filter;
  const amount = (key: 'salaryMin' | 'salaryMax', kind: 'high-from' | 'low-to', stated: number | undefined) => {
    if (stated === undefined) return;
    clauses.push({ key, kind, euros: perEuro === null ? null : stated / perEuro, keepsUnknown: filter.unknownPay === 'keep' });
  };
  amount('salaryMin', 'high-from', salaryMin);
  amount('salaryMax', 'low-to', salaryMax);
  if (currency !== undefined && salaryMin === undefined && salaryMax === undefined) {
    const code = currencyCode(currency);
    clauses.push({ key: 'currency', kind: 'values', any: code === null ? [] : [keyOf('currency', code)], not: [] });
  }
  if (filter.postedAfter !== undefined) clauses.push({ key: 'postedAfter', kind: 'since', ms: postedAfterOf(filter.postedAfter, now) });
  if (filter.q !== undefined) {
    const query = textQueryOf(filter.q);
    const terms = (parts: readonly (readonly string[])[]) => parts.map((part) => part.map((term) => encoder.encode(term)));
    const prefixes = query.prefixes.map(({ start, stem }) => ({ start: encoder.encode(start), stem: encoder.encode(stem) }));
    if (query.all.length + query.none.length + prefixes.length > 0)
      clauses.push({ key: 'q', kind: 'text', all: terms(query.all), none: terms(query.none), prefixes });
  }
  return clauses;
}

const foldedPlace = (name: string): string => foldOf(name.replace(LONE, '\ufffd'));

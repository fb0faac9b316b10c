import { CANONICAL_TITLES } from './title.js';
import { GUIDE_LEVELS, LEVELS } from './level.js';
import { INDUSTRIES } from './industry.js';
import { SKILLS } from './skill.js';
import { SPECIALISATIONS } from './specialisation.js';
import { WORKPLACES } from './location.js';
import type { ListingFilter } from './listing-filter.js';

export const FACETS = [
  'level',
  'title',
  'specialisation',
  'language',
  'skill',
  'industry',
  'country',
  'city',
  'workplace',
  'pay',
  'source',
  'age',
] as const;
export type Facet = (typeof FACETS)[number];

export type FacetValues = readonly { readonly value: string; readonly count: number }[];

/** Counts by value, each dimension with its own filter lifted. `null`: not counted in time. */
export type FacetCounts = Partial<Record<Facet, FacetValues | null>>;

/** Days that the age facet counts back; its values are those of `postedAfter`. */
export const AGES = [1, 3, 7, 14, 30, 90] as const;
/** There are thousands of cities: the most frequent are enough for a list that people read. */
export const CITIES_AT_MOST = 200;

/** The filter's key that a facet lifts. */
export const KEY_OF_FACET: Readonly<Record<Facet, keyof ListingFilter>> = {
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

/** A count as it was found: by code, or by name for places and sources. */
export interface CountedValue {
  readonly code: number | null;
  readonly name: string | null;
  readonly n: number;
}

const SKILL_SLUGS = new Map(SKILLS.map((skill) => [skill.code, skill.slug]));

const wordOf = (list: readonly string[], code: number | null): string | null => (code === null ? null : (list[code] ?? null));

function valueOf(facet: Facet, { code, name }: CountedValue): string | null {
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

/** Levels and ages in their own order with zeros kept; the rest by count, then by value. */
export function arrangedFacet(facet: Facet, counted: readonly CountedValue[]): FacetValues {
  const counts = counted.flatMap((row) => {
    const value = valueOf(facet, row);
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

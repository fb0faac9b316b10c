import { z } from '@hono/zod-openapi';
import {
  BACKEND_VALUES,
  FILTER_KEYS,
  ListingFilter,
  PAY_VALUES,
  STATUS_VALUES,
  UNKNOWN_PAY_VALUES,
  WORKPLACE_VALUES,
} from '../domain/listing-filter.js';
import { CANONICAL_TITLES } from '../domain/title.js';
import { INDUSTRIES } from '../domain/industry.js';
import { LEVELS } from '../domain/level.js';
import { DEFAULT_KM, MOST_KM } from '../domain/near.js';
import { SKILLS } from '../domain/skill.js';
import { SPECIALISATIONS } from '../domain/specialisation.js';
import { pointOfCity } from './point-of-city.js';
import { invalidRequest, type ProblemError } from './problem.js';
import { parameter, strictFields, type ParameterDocument } from './parameters.js';

const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language').map((skill) => skill.slug);
const OTHER_SKILLS = SKILLS.filter((skill) => skill.category !== 'language').map((skill) => skill.slug);

const several = (description: string, allowed?: readonly string[]): ParameterDocument => ({
  description: `${description} Repeat the key for «any of»; \`not:value\` excludes.${allowed === undefined ? '' : ` One of: ${allowed.join(', ')}.`}`,
  type: 'array',
  items: { type: 'string', maxLength: 104 },
});

const rule = ListingFilter.shape;

/** The one filter as parameters of the wire: the same keys everywhere that listings are asked for. */
export const FILTER_PARAMETERS = {
  q: parameter(rule.q, {
    description: 'Words, "phrases", -without and beginnings*; at most 200 characters and 32 words.',
    type: 'string',
    maxLength: 200,
  }),
  level: parameter(rule.level, several('The guide’s level, or `manager`, or `unspecified`.', LEVELS)),
  title: parameter(rule.title, several('The guide’s title.', CANONICAL_TITLES)),
  specialisation: parameter(
    rule.specialisation,
    several('The guide’s specialisation; `none`: plain backend.', [...SPECIALISATIONS, 'none']),
  ),
  language: parameter(rule.language, several('Programming language.', LANGUAGES)),
  skill: parameter(rule.skill, several('Framework, database, cloud or tool.', OTHER_SKILLS)),
  industry: parameter(rule.industry, several('Industry of the employer.', [...INDUSTRIES, 'unknown'])),
  country: parameter(rule.country, several('Country, ISO 3166-1 alpha-2 (`DE`), or `unknown`.')),
  region: parameter(rule.region, several('First-level division by name (`California`).')),
  city: parameter(rule.city, several('City by name.')),
  livingIn: parameter(
    rule.livingIn,
    several(
      '«I live in»: open to residents of this country (ISO 3166-1 alpha-2), by its places or its remote scope; unstated is not found.',
    ),
  ),
  near: parameter(z.preprocess(pointOfCity, rule.near), {
    description: 'A city by name (`Berlin`, or `Paris, US`), or `name@latitude,longitude`: within `withinKm` of it.',
    type: 'string',
    maxLength: 120,
    examples: ['Berlin', 'Berlin@52.52,13.41'],
  }),
  withinKm: parameter(rule.withinKm, {
    description: 'Kilometres around `near`.',
    type: 'integer',
    minimum: 1,
    maximum: MOST_KM,
    default: DEFAULT_KM,
  }),
  workplace: parameter(rule.workplace, several('Where the work is done.', WORKPLACE_VALUES)),
  salaryMin: parameter(rule.salaryMin, {
    description: 'Yearly, in `currency` (default EUR); compared with the top of the band.',
    type: 'integer',
    minimum: 0,
    maximum: 100_000_000,
  }),
  salaryMax: parameter(rule.salaryMax, {
    description: 'Yearly, in `currency` (default EUR); compared with the bottom of the band.',
    type: 'integer',
    minimum: 0,
    maximum: 100_000_000,
  }),
  currency: parameter(rule.currency, {
    description: 'ISO 4217. With `salaryMin` or `salaryMax`: the currency of those figures. Alone: pay stated in this currency.',
    type: 'string',
    examples: ['EUR'],
  }),
  pay: parameter(rule.pay, several('Whether pay is stated.', PAY_VALUES)),
  unknownPay: parameter(rule.unknownPay, {
    description: 'With `salaryMin` or `salaryMax`: whether listings without comparable pay stay. Absent: they go.',
    type: 'string',
    enum: UNKNOWN_PAY_VALUES,
  }),
  company: parameter(rule.company, several('Company by its slug, as in `companySlug`.')),
  source: parameter(rule.source, several('Source by its id, as in `sources`.')),
  postedAfter: parameter(rule.postedAfter, {
    description: 'A date (`2026-11-01`), or days back from now (`7d`).',
    type: 'string',
    examples: ['7d', '2026-11-01'],
  }),
  status: parameter(rule.status, { description: 'Absent: open.', type: 'string', enum: STATUS_VALUES }),
  backend: parameter(rule.backend, {
    description: 'Absent: what is surely backend work; `maybe`: only what is unsettled.',
    type: 'string',
    enum: BACKEND_VALUES,
  }),
} satisfies Record<keyof ListingFilter, z.ZodType>;

/** The filter among checked parameters; keys that do not filter are left out. */
export function filterOf(checked: Partial<ListingFilter>): ListingFilter {
  return Object.fromEntries(FILTER_KEYS.flatMap((key) => (checked[key] === undefined ? [] : [[key, checked[key]]]))) as ListingFilter;
}

const FilterQuery = strictFields(FILTER_PARAMETERS);

/** Query parameters as a validator sees them: one value as text, several as a list. */
export function queryRecord(params: URLSearchParams): Record<string, string | string[]> {
  const record = new Map<string, string | string[]>();
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key);
    record.set(key, values.length === 1 ? (values[0] ?? '') : values);
  }
  return Object.fromEntries(record);
}

/**
 * Reads a filter from an address, for pages: `ignore` names the page's own parameters.
 * @returns the filter, or the problem that names field and allowed values
 */
export function parseFilter(
  params: URLSearchParams,
  ignore: readonly string[] = [],
): { readonly filter: ListingFilter } | { readonly problem: ProblemError } {
  const own = new URLSearchParams([...params].filter(([key]) => !ignore.includes(key)));
  const parsed = FilterQuery.safeParse(queryRecord(own));
  return parsed.success ? { filter: filterOf(parsed.data) } : { problem: invalidRequest(parsed.error.issues, 'query') };
}

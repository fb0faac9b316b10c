import { z } from 'zod';
import { CANONICAL_TITLES } from './title.js';
import { INDUSTRIES } from './industry.js';
import { LEVELS } from './level.js';
import { SKILLS } from './skill.js';
import { SPECIALISATIONS } from './specialisation.js';
import { WORKPLACES } from './location.js';
import { MOST_KM, nearOf, nearText } from './near.js';

/**
 * One filter for the API, the search form, the feeds, the CSV and saved searches. Add a filter here and all five have it.
 * A repeated key means «any of»; a value with the prefix `not:` excludes; a key may mix both. `unknown` asks for what is not stated.
 */
const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language').map((skill) => skill.slug);
const OTHER_SKILLS = SKILLS.filter((skill) => skill.category !== 'language').map((skill) => skill.slug);

export interface Choice<T extends string> {
  readonly any: readonly T[];
  readonly not: readonly T[];
}

/** A list of allowed values, each also as `not:value`; answers an error that names what is allowed. */
function choiceOf<const T extends readonly string[]>(allowed: T) {
  return z
    .preprocess(
      (raw) => (raw === undefined ? undefined : Array.isArray(raw) ? raw : [raw]),
      z.array(z.string().max(100)).max(50).optional(),
    )
    .transform((values, context): Choice<T[number]> | undefined => {
      if (values === undefined || values.length === 0) return undefined;
      const any = new Set<T[number]>();
      const not = new Set<T[number]>();
      for (const value of values) {
        const bare = value.startsWith('not:') ? value.slice(4) : value;
        if (!allowed.includes(bare)) {
          context.addIssue({ code: 'custom', message: `«${bare.slice(0, 60)}» is not allowed here`, params: { allowed } });
          continue;
        }
        (value.startsWith('not:') ? not : any).add(bare as T[number]);
      }
      return { any: [...any].sort(), not: [...not].sort() };
    });
}

/** Free values (a city, a company's slug): trimmed, at most 100 characters, no control characters. */
const freeChoice = z
  .preprocess((raw) => (raw === undefined ? undefined : Array.isArray(raw) ? raw : [raw]), z.array(z.string()).max(50).optional())
  .transform((values, context): Choice<string> | undefined => {
    if (values === undefined) return undefined;
    const any = new Set<string>();
    const not = new Set<string>();
    for (const value of values) {
      const negative = value.startsWith('not:');
      const bare = (negative ? value.slice(4) : value).trim();
      if (bare === '') continue;
      // eslint-disable-next-line no-control-regex
      if (bare.length > 100 || /[\u0000-\u001f\u007f]/.test(bare)) {
        context.addIssue({ code: 'custom', message: 'at most 100 characters and no control characters' });
        continue;
      }
      (negative ? not : any).add(bare);
    }
    return any.size + not.size === 0 ? undefined : { any: [...any].sort(), not: [...not].sort() };
  });

/** Country codes in any case. */
const countryChoice = (allowed: RegExp) =>
  freeChoice.transform((choice, context) => {
    if (choice === undefined) return undefined;
    for (const value of [...choice.any, ...choice.not]) {
      if (!allowed.test(value))
        context.addIssue({ code: 'custom', message: `«${value}» is no two-letter country code (ISO 3166), such as DE` });
    }
    const fold = (values: readonly string[]) => values.map((value) => (value === 'unknown' ? value : value.toUpperCase()));
    return { any: fold(choice.any), not: fold(choice.not) };
  });

const amount = z.coerce.number().int().min(0).max(100_000_000).optional();

/** An ISO date (`2026-11-01`), or days back from now as `7d`. */
const postedAfter = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}|\d{1,4}d)$/, 'a date as 2026-11-01, or days as 7d')
  .optional();

export const WORKPLACE_VALUES = [...WORKPLACES, 'unknown'] as const;
export const STATUS_VALUES = ['open', 'closed', 'any'] as const;
export const BACKEND_VALUES = ['yes', 'maybe'] as const;
export const UNKNOWN_PAY_VALUES = ['keep', 'drop'] as const;
export const PAY_VALUES = ['stated', 'unknown'] as const;

export const ListingFilter = z.object({
  /** Words, "phrases", -without and beginnings*; at most 200 characters and 32 terms. NUL is stripped. */
  q: z
    .string()
    .transform((text) => text.replaceAll('\u0000', '').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .max(200, 'at most 200 characters')
        .refine((text) => text.split(' ').length <= 32, 'at most 32 words'),
    )
    .transform((text) => (text === '' ? undefined : text))
    .optional(),
  level: choiceOf(LEVELS),
  title: choiceOf(CANONICAL_TITLES),
  specialisation: choiceOf([...SPECIALISATIONS, 'none'] as const),
  language: choiceOf(LANGUAGES),
  skill: choiceOf(OTHER_SKILLS),
  industry: choiceOf([...INDUSTRIES, 'unknown'] as const),
  /** ISO 3166-1 alpha-2, any case; `unknown`. */
  country: countryChoice(/^([A-Za-z]{2}|unknown)$/),
  region: freeChoice,
  city: freeChoice,
  /** «I live in»: open to residents of the country, by its places or its remote scope; what states neither is not found. */
  livingIn: countryChoice(/^[A-Za-z]{2}$/),
  /** `Berlin@52.52,13.41`: within `withinKm` (default 50) of this point, by any of a listing's cities. */
  near: z
    .string()
    .transform((text, context) => {
      const near = nearOf(text);
      if (near === null) context.addIssue({ code: 'custom', message: 'a city with its point, such as Berlin@52.52,13.41' });
      return near === null ? z.NEVER : nearText(near);
    })
    .optional(),
  /** Kilometres around `near`. */
  withinKm: z.coerce.number().int().min(1).max(MOST_KM).optional(),
  workplace: choiceOf(WORKPLACE_VALUES),
  /** Yearly, in `currency`; compared with the top of the band. */
  salaryMin: amount,
  /** Yearly, in `currency`; compared with the bottom of the band. */
  salaryMax: amount,
  /** ISO 4217. With `salaryMin` or `salaryMax`: the currency of those figures (default EUR). Alone: pay stated in this currency. */
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'three letters (ISO 4217), such as EUR')
    .transform((code) => code.toUpperCase())
    .optional(),
  pay: choiceOf(PAY_VALUES),
  /** With `salaryMin` or `salaryMax`: whether listings stay whose pay is not stated or not comparable. Absent: they go. */
  unknownPay: z.enum(UNKNOWN_PAY_VALUES).optional(),
  company: freeChoice,
  source: freeChoice,
  postedAfter,
  status: z.enum(STATUS_VALUES).optional(),
  backend: z.enum(BACKEND_VALUES).optional(),
});

/** A checked filter; an absent key does not filter. `status` absent means open, `backend` absent means yes. */
export type ListingFilter = z.output<typeof ListingFilter>;

export const FILTER_KEYS = Object.keys(ListingFilter.shape) as (keyof ListingFilter)[];

export const SORTS = ['newest', 'oldest', 'pay', 'relevance'] as const;
export type Sort = (typeof SORTS)[number];

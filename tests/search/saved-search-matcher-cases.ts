import * as fc from 'fast-check';
import { ListingFilter } from '#src/domain/listing-filter';
import type { MatchDocument } from '#src/domain/match-document';
import { GUIDE_LEVELS, LEVELS } from '#src/domain/level';
import { documentTerms } from '#src/text/search-terms';

/** Few values of each kind, so that random filters meet random listings often. */
export const WORDS = ['kafka', 'payments', 'node.js', 'c++', 'event-driven', 'remote', 'scaling', 'systems', 'münchen', 'api'] as const;
const CITIES = ['Berlin', 'München', 'New York'] as const;
const COUNTRIES = ['DE', 'US', 'PL'] as const;
const LANGUAGES = ['go', 'rust', 'java', 'cpp'] as const;
const SKILLS = ['kafka', 'postgresql', 'docker'] as const;
const CURRENCIES = ['EUR', 'USD', 'PLN'] as const;

export const NOW = new Date('2026-11-23T12:00:00Z');
export const PER_EURO = new Map([
  ['USD', 1.08],
  ['PLN', 4.3],
]);

const texts = new WeakMap<MatchDocument, string>();
/** The description that a generated document's terms were made from. */
export const textOf = (document: MatchDocument): string => texts.get(document) ?? '';

const place = fc
  .record({
    city: fc.option(fc.constantFrom(...CITIES)),
    region: fc.option(fc.constantFrom('Bavaria', 'California')),
    country: fc.option(fc.constantFrom(...COUNTRIES)),
    raw: fc.constant('somewhere'),
    point: fc.option(fc.constantFrom([52.52437, 13.41053] as const, [48.13743, 11.57549] as const, [47.36667, 8.55] as const)),
  })
  .map(({ point: at, ...rest }) => ({ ...rest, latitude: at?.[0] ?? null, longitude: at?.[1] ?? null }));

const scope = fc.record({
  worldwide: fc.boolean(),
  include: fc.uniqueArray(fc.constantFrom('EU', 'US-CA', 'DACH', 'PL'), { maxLength: 2 }),
  exclude: fc.uniqueArray(fc.constantFrom('DE', 'PL', 'US-NY'), { maxLength: 1 }),
  utcFrom: fc.constant(null),
  utcTo: fc.constant(null),
});

const salary = fc
  .record({ low: fc.integer({ min: 30, max: 120 }), spread: fc.integer({ min: 0, max: 60 }), currency: fc.constantFrom(...CURRENCIES) })
  .map(({ low, spread, currency }) => ({
    min: low * 1000,
    max: (low + spread) * 1000,
    currency,
    period: 'year' as const,
    annualMin: low * 1000,
    annualMax: (low + spread) * 1000,
    bound: 'range' as const,
    kind: 'base' as const,
    tax: null,
    contract: null,
    label: null,
    origin: 'field' as const,
    flags: [],
    quote: '',
  }));

const sentence = fc.array(fc.constantFrom(...WORDS, 'and', 'the'), { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const daysAgo = fc.integer({ min: 0, max: 60 }).map((days) => new Date(NOW.getTime() - days * 86_400_000 - 3_600_000).toISOString());

export const documentOf = fc
  .record({
    id: fc.integer({ min: 1, max: 1_000_000 }),
    title: sentence,
    text: sentence,
    level: fc.constantFrom(...LEVELS),
    spread: fc.integer({ min: 0, max: 2 }),
    specialisation: fc.option(fc.constantFrom('api' as const, 'devops' as const, 'data' as const)),
    isBackend: fc.constantFrom('yes' as const, 'yes' as const, 'yes' as const, 'maybe' as const),
    languages: fc.uniqueArray(fc.constantFrom(...LANGUAGES), { maxLength: 3 }),
    skills: fc.uniqueArray(fc.constantFrom(...SKILLS), { maxLength: 3 }),
    industry: fc.option(fc.constantFrom('fintech' as const, 'gaming' as const)),
    workplace: fc.option(fc.constantFrom('remote' as const, 'hybrid' as const, 'onsite' as const)),
    locations: fc.array(place, { maxLength: 3 }),
    remoteScope: fc.option(scope),
    salary: fc.option(salary),
    status: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const),
    postedAt: daysAgo,
    sources: fc.uniqueArray(fc.constantFrom('lever', 'ashby', 'remoteok'), { minLength: 1, maxLength: 2 }),
    company: fc.constantFrom('acme', 'globex', 'initech'),
    canonicalTitle: fc.option(fc.constantFrom('Backend Developer' as const, 'DevOps Engineer' as const)),
  })
  .map(({ text, spread, level, salary, ...rest }): MatchDocument => {
    const at = (GUIDE_LEVELS as readonly string[]).indexOf(level);
    const rate = salary === null || salary.currency === 'EUR' ? 1 : (PER_EURO.get(salary.currency) ?? 1);
    const document: MatchDocument = {
      ...rest,
      level,
      levelMin: level,
      levelMax: at < 0 ? level : (GUIDE_LEVELS[Math.min(at + spread, GUIDE_LEVELS.length - 1)] ?? level),
      levelBasis: 'title',
      slug: 'a-listing',
      companySlug: rest.company,
      salary,
      firstSeenAt: rest.postedAt,
      lastConfirmedAt: NOW.toISOString(),
      closedAt: rest.status === 'closed' ? NOW.toISOString() : null,
      url: 'https://example.com/jobs/1',
      terms: documentTerms([rest.title, text]),
      eurMin: salary === null ? null : salary.annualMin / rate,
      eurMax: salary === null ? null : salary.annualMax / rate,
    };
    texts.set(document, text);
    return document;
  });

const choice = (...values: readonly string[]) =>
  fc.array(
    fc.tuple(fc.constantFrom(...values), fc.boolean()).map(([value, not]) => (not && value.length % 2 === 0 ? `not:${value}` : value)),
    { minLength: 1, maxLength: 2 },
  );

const query = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom<string>(...WORDS, 'Systems', 'MUNCHEN', '&') },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map(([a, b]) => `"${a} ${b}"`) },
      { weight: 2, arbitrary: fc.constantFrom(...WORDS).map((word) => `-${word}`) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map(([a, b]) => `-"${a} ${b}"`) },
      { weight: 1, arbitrary: fc.constantFrom('ka*', 'paym*', 'systems*', 'driv*', 'mün*') },
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts) => parts.join(' '));

const WANTED = {
  q: query,
  level: choice(...LEVELS),
  title: choice('Backend Developer', 'DevOps Engineer'),
  specialisation: choice('api', 'devops', 'none'),
  language: choice(...LANGUAGES),
  skill: choice(...SKILLS),
  industry: choice('fintech', 'gaming', 'unknown'),
  country: choice(...COUNTRIES, 'unknown'),
  livingIn: choice(...COUNTRIES, 'FR'),
  near: fc.constantFrom('Potsdam@52.4,13.07', 'Ulm@48.4,10', 'Nowhere@0,0'),
  withinKm: fc.constantFrom('40', '150', '800'),
  region: choice('bavaria', 'California'),
  city: choice('berlin', 'munchen', 'München', 'New York'),
  workplace: choice('remote', 'hybrid', 'unknown'),
  salaryMin: fc.integer({ min: 30, max: 150 }).map((thousands) => thousands * 1000),
  salaryMax: fc.integer({ min: 30, max: 150 }).map((thousands) => thousands * 1000),
  currency: fc.constantFrom(...CURRENCIES, 'JPY'),
  pay: choice('stated', 'unknown'),
  unknownPay: fc.constantFrom('keep', 'drop'),
  company: choice('acme', 'globex'),
  source: choice('lever', 'ashby'),
  postedAfter: fc.constantFrom('7d', '30d', '2026-11-01'),
  status: fc.constantFrom('open', 'closed', 'any'),
  backend: fc.constantFrom('yes', 'maybe'),
};

/** Every key that random filters may have. */
export const WANTED_KEYS = Object.keys(WANTED);

/** Few keys at a time: most random filters of many keys find nothing and prove nothing. */
export const filterOf = fc
  .record(WANTED)
  .chain((all) =>
    fc
      .subarray(Object.keys(all), { maxLength: 3 })
      .map((keys) => Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)))),
  )
  .map((raw) => ListingFilter.parse(raw));

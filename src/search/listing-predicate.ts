import { GUIDE_LEVELS } from '../domain/level.js';
import type { Choice, ListingFilter } from '../domain/listing-filter.js';
import type { MatchDocument } from '../domain/match-document.js';
import { hiringCountriesOf, hiringValues } from '../domain/hiring-area.js';
import { DEFAULT_KM, kmBetween, nearOf, pointKeyOf } from '../domain/near.js';
import { hasPrefix, textQueryOf } from '../text/search-terms.js';
import { foldOf } from '../text/fold.js';

/** What a filter's relative parts are measured by. */
export interface PredicateContext {
  /** For `postedAfter` given in days. */
  readonly now: Date;
  /** Units of each currency per euro; EUR itself may be absent. */
  readonly perEuro: ReadonlyMap<string, number>;
}

/**
 * A filter taken apart. An atom is one fact about a listing (`level:senior`, `term:kafka`); a document answers when it has an atom of
 * every group of `groups`, none of `excluded`, and passes every test.
 */
export interface Requirements {
  readonly groups: readonly (readonly string[])[];
  readonly excluded: readonly string[];
  /** What atoms cannot say: amounts, dates, phrases. */
  readonly tests: readonly DocumentTest[];
}

/** A filter's relative parts are measured when it is asked, so that what is taken apart stays good while days and rates move. */
export type DocumentTest = (document: MatchDocument, context: PredicateContext) => boolean;

const DAY_MS = 86_400_000;

/** Keys whose values are compared without regard to case and accents. */
const FOLDED = new Set(['region', 'city']);

const CHOICE_KEYS = [
  'level',
  'title',
  'specialisation',
  'language',
  'skill',
  'industry',
  'country',
  'region',
  'city',
  'workplace',
  'pay',
  'company',
  'source',
] as const;

/** Every level that a listing answers: those between its lowest and highest, or its own. */
function levelsOf(document: MatchDocument): readonly string[] {
  const from = (GUIDE_LEVELS as readonly string[]).indexOf(document.levelMin);
  const to = (GUIDE_LEVELS as readonly string[]).indexOf(document.levelMax);
  return from >= 0 && to >= from ? GUIDE_LEVELS.slice(from, to + 1) : [document.level];
}

/** All atoms of a document, each once. */
export function atomsOf(document: MatchDocument): string[] {
  const atoms = new Set<string>();
  const add = (key: string, values: readonly (string | null)[], unstated?: string) => {
    let any = false;
    for (const value of values) {
      if (value === null) continue;
      any = true;
      atoms.add(`${key}:${FOLDED.has(key) ? foldOf(value) : value}`);
    }
    if (!any && unstated !== undefined) atoms.add(`${key}:${unstated}`);
  };
  add('level', levelsOf(document));
  add('title', [document.canonicalTitle]);
  add('specialisation', [document.specialisation], 'none');
  add('language', document.languages);
  add('skill', document.skills);
  add('industry', [document.industry], 'unknown');
  add(
    'country',
    document.locations.map((place) => place.country),
    'unknown',
  );
  add(
    'region',
    document.locations.map((place) => place.region),
    'unknown',
  );
  add(
    'city',
    document.locations.map((place) => place.city),
    'unknown',
  );
  add('livingIn', hiringCountriesOf(document));
  add('workplace', [document.workplace], 'unknown');
  add('pay', [document.salary === null ? 'unknown' : 'stated']);
  add('currency', [document.salary?.currency ?? null]);
  add('company', [document.companySlug]);
  add('source', document.sources);
  add('status', [document.status]);
  add('backend', [document.isBackend]);
  for (const { term } of document.terms) atoms.add(`term:${term}`);
  return [...atoms];
}

/** Whether the terms stand one after the other somewhere. */
function hasPhrase(document: MatchDocument, phrase: readonly string[]): boolean {
  const [first, ...rest] = phrase;
  const places = new Map<string, Set<number>>();
  for (const { term, position } of document.terms) {
    if (!phrase.includes(term)) continue;
    const known = places.get(term);
    if (known === undefined) places.set(term, new Set([position]));
    else known.add(position);
  }
  for (const start of places.get(first ?? '') ?? []) {
    if (rest.every((term, offset) => places.get(term)?.has(start + offset + 1) === true)) return true;
  }
  return false;
}

/** Yearly euro of a filter's amount; `null`: there is no rate, and nothing can be compared. */
function eurOf(amount: number, currency: string, perEuro: ReadonlyMap<string, number>): number | null {
  if (currency === 'EUR') return amount;
  const rate = perEuro.get(currency);
  return rate === undefined || rate <= 0 ? null : amount / rate;
}

/** The moment that `postedAfter` names. */
export function postedAfterOf(postedAfter: string, now: Date): number {
  const days = /^(\d{1,4})d$/.exec(postedAfter);
  return days === null ? Date.parse(`${postedAfter}T00:00:00Z`) : now.getTime() - Number(days[1]) * DAY_MS;
}

export function requirementsOf(filter: ListingFilter): Requirements {
  const groups: string[][] = [];
  const excluded: string[] = [];
  const tests: DocumentTest[] = [];
  if (filter.status !== 'any') groups.push([`status:${filter.status ?? 'open'}`]);
  groups.push(filter.backend === 'maybe' ? ['backend:yes', 'backend:maybe'] : ['backend:yes']);

  for (const key of CHOICE_KEYS) {
    const choice: Choice<string> | undefined = filter[key];
    if (choice === undefined) continue;
    const atom = (value: string) => `${key}:${FOLDED.has(key) ? foldOf(value) : value}`;
    if (choice.any.length > 0) groups.push(choice.any.map(atom));
    excluded.push(...choice.not.map(atom));
  }

  if (filter.livingIn !== undefined) {
    const atom = (country: string) => `livingIn:${country}`;
    if (filter.livingIn.any.length > 0) groups.push(hiringValues(filter.livingIn.any).map(atom));
    excluded.push(...hiringValues(filter.livingIn.not).map(atom));
  }
  const near = filter.near === undefined ? null : nearOf(filter.near);
  if (near !== null) {
    const km = filter.withinKm ?? DEFAULT_KM;
    tests.push((document) =>
      document.locations.some((place) => {
        const point = pointKeyOf(place);
        return point !== null && kmBetween(near, point) <= km;
      }),
    );
  }

  const { salaryMin, salaryMax, currency = 'EUR', postedAfter } = filter;
  const keepsUnknown = filter.unknownPay === 'keep';
  const isKept = (document: MatchDocument) => keepsUnknown && document.eurMax === null && document.eurMin === null;
  if (salaryMin !== undefined) {
    tests.push((document, { perEuro }) => {
      const least = eurOf(salaryMin, currency, perEuro);
      return isKept(document) || (least !== null && document.eurMax !== null && document.eurMax >= least);
    });
  }
  if (salaryMax !== undefined) {
    tests.push((document, { perEuro }) => {
      const most = eurOf(salaryMax, currency, perEuro);
      return isKept(document) || (most !== null && document.eurMin !== null && document.eurMin <= most);
    });
  }
  if (filter.currency !== undefined && salaryMin === undefined && salaryMax === undefined) groups.push([`currency:${filter.currency}`]);
  if (postedAfter !== undefined) tests.push((document, { now }) => Date.parse(document.postedAt) >= postedAfterOf(postedAfter, now));
  if (filter.q !== undefined) addText(filter.q, groups, excluded, tests);
  return { groups, excluded, tests };
}

function addText(q: string, groups: string[][], excluded: string[], tests: DocumentTest[]): void {
  const query = textQueryOf(q);
  for (const part of query.all) {
    for (const term of part) groups.push([`term:${term}`]);
    if (part.length > 1) tests.push((document) => hasPhrase(document, part));
  }
  for (const prefix of query.prefixes) tests.push((document) => document.terms.some(({ term }) => hasPrefix(prefix, term)));
  for (const part of query.none) {
    if (part.length === 1) excluded.push(`term:${part[0] ?? ''}`);
    else tests.push((document) => !hasPhrase(document, part));
  }
}

/**
 * What a filter finds, as a function: the same listings that the database finds for it. Levels are ranges (a listing from mid to senior
 * answers both); `unknown` and `none` ask for what is not stated; a listing with several places answers by any of them, and `not:` by
 * none.
 */
export function predicateOf(filter: ListingFilter, context: PredicateContext): (document: MatchDocument) => boolean {
  const { groups, excluded, tests } = requirementsOf(filter);
  return (document) => {
    const atoms = new Set(atomsOf(document));
    return (
      groups.every((group) => group.some((atom) => atoms.has(atom))) &&
      !excluded.some((atom) => atoms.has(atom)) &&
      tests.every((test) => test(document, context))
    );
  };
}

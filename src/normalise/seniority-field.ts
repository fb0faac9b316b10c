import type { EmploymentType, Evidence } from '#src/domain/posting';
import type { Level, Rung } from '#src/domain/level';
import { tokenise } from '#src/text/tokenise';
import { Lexicon } from './lexicon.js';
import { EMPLOYMENT_VALUES, SENIORITY_VALUES } from './tables/field-value-words.js';

interface SeniorityValue {
  readonly low: Level;
  readonly high: Level;
  readonly exact: boolean;
}

const seniority = new Lexicon<SeniorityValue>(SENIORITY_VALUES.map(([low, high, exact, words]) => [words, { low, high, exact }]));
const employment = new Lexicon<EmploymentType>(EMPLOYMENT_VALUES.map(([type, words]) => [words, type]));
const ORDER: readonly Level[] = ['entry', 'mid', 'senior', 'manager', 'director', 'vp', 'executive', 'unspecified'];
const rank = (level: Level): number => ORDER.indexOf(level);
const RUNG_WORDS: readonly (readonly [RegExp, Rung])[] = [
  [/\bintern/i, 'intern'],
  [/\btrainee|apprentice|ausbildung/i, 'trainee'],
  [/\bprincipal/i, 'principal'],
  [/\bstaff/i, 'staff'],
  [/\blead/i, 'lead'],
];

export interface SeniorityField {
  readonly level: Level;
  readonly levelMin: Level;
  readonly rung: Rung | null;
  /** False for values too wide to beat a title's word («Mid-Senior level»). */
  readonly exact: boolean;
  readonly evidence: Evidence;
}

/** The source's own seniority field, where its vocabulary is known; the highest of several values is the level. `null`: absent or unknown. */
export function seniorityOfField(field: string | null): SeniorityField | null {
  if (field === null) return null;
  const quote = field.slice(0, 200);
  const hits = seniority.all(tokenise(quote));
  if (hits.length === 0) return null;
  const level = hits.map((hit) => hit.value.high).reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const levelMin = hits.map((hit) => hit.value.low).reduce((a, b) => (rank(b) < rank(a) ? b : a));
  const rung =
    RUNG_WORDS.find(([pattern]) => pattern.test(quote))?.[1] ??
    (level === 'entry' ? 'junior' : level === 'mid' || level === 'senior' ? level : null);
  return {
    level,
    levelMin,
    rung,
    exact: hits.every((hit) => hit.value.exact),
    evidence: { field: 'level', from: 'field', quote, start: null, end: null, rule: 'the source’s own field' },
  };
}

/** The employment type of the source's field, else of the title («Internship», «Werkstudent», «contract»); `null`: not stated. */
export function employmentTypeOf(field: string | null, title: string, isIntern: boolean): EmploymentType | null {
  if (isIntern) return 'internship';
  const stated = field === null ? undefined : employment.all(tokenise(field.slice(0, 200)))[0];
  if (stated !== undefined) return stated.value;
  const named = employment
    .all(tokenise(title))
    .find((hit) => hit.value === 'part-time' || hit.value === 'contract' || hit.value === 'full-time');
  return named?.value ?? null;
}

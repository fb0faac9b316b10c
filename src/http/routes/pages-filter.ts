import type { z } from 'zod';
import type { FieldProblem } from '#src/web/search-view';
import { FILTER_KEYS, ListingFilter } from '../../domain/listing-filter.js';
import { MOST_KM, nearOf, nearText } from '../../domain/near.js';
import { cleanText } from '../parameters.js';
import { pointOfCity } from '../point-of-city.js';

/** The filter of an address or a form, and what of it could not be read. */
export interface FilterReading {
  /** What could be read. */
  readonly filter: ListingFilter;
  readonly problems: readonly FieldProblem[];
  /** First value of every field that could not. */
  readonly typed: Readonly<Record<string, string>>;
}

/** The filter that asks for nothing. */
export const EVERYTHING: ListingFilter = ListingFilter.parse({});

const MOST_NAMED = 30;
const FIELD_RULES: Partial<Record<string, string>> = {
  salaryMin: 'a whole number from 0 to 100,000,000, such as 90000',
  salaryMax: 'a whole number from 0 to 100,000,000, such as 90000',
  near: 'no city of this name is known; a country may follow it, as in «Cambridge, GB»',
  withinKm: `a whole number of kilometres from 1 to ${MOST_KM}`,
};

function messageOf(field: string, issue: z.core.$ZodIssue): string {
  const rule = FIELD_RULES[field];
  if (rule !== undefined) return rule;
  const allowed: unknown = issue.code === 'custom' ? issue.params?.['allowed'] : issue.code === 'invalid_value' ? issue.values : undefined;
  if (!Array.isArray(allowed)) return issue.message;
  const first = issue.code === 'custom' ? issue.message : 'is not allowed here';
  return `${first}; allowed: ${allowed.slice(0, MOST_NAMED).join(', ')}${allowed.length > MOST_NAMED ? ' …' : ''}`;
}

/** A city that was typed, as a point; one that was not changed since the point was found keeps its point. */
function pointOf(typed: string, before: string | undefined): unknown {
  const known = before === undefined ? null : nearOf(cleanText(before));
  return known !== null && known.name === typed.trim() ? nearText(known) : pointOfCity(typed);
}

/** Reads each field by itself, so that one wrong value costs only itself. Empty fields ask for nothing; unknown names are left alone. */
export function readFilter(query: Readonly<Record<string, readonly string[]>>): FilterReading {
  const filter: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  const typed: Record<string, string> = {};
  for (const key of FILTER_KEYS) {
    const values = (query[key] ?? []).map(cleanText).filter((value) => value.trim() !== '');
    const [first] = values;
    if (first === undefined) continue;
    const asked = key === 'near' ? pointOf(first, query['nearPoint']?.[0]) : values.length === 1 ? first : values;
    const parsed = ListingFilter.shape[key].safeParse(asked);
    if (parsed.success) {
      if (parsed.data !== undefined) filter[key] = parsed.data;
      continue;
    }
    typed[key] = first.slice(0, 500);
    const messages = new Set(parsed.error.issues.slice(0, 3).map((issue) => messageOf(key, issue)));
    problems.push({ field: key, message: [...messages].join('; ') });
  }
  const { salaryMin, salaryMax } = filter as Partial<ListingFilter>;
  if (salaryMin !== undefined && salaryMax !== undefined && salaryMin > salaryMax) {
    problems.push({ field: 'salaryMax', message: `is below «Pay from» (${salaryMin})` });
    typed['salaryMax'] = String(salaryMax);
    delete filter['salaryMax'];
  }
  return { filter: { ...EVERYTHING, ...filter }, problems, typed };
}

import type { Evidence } from '../domain/posting.js';
import type { RawPosting } from '../domain/raw-posting.js';
import type { Salary } from '../domain/salary.js';
import { salaryOfField } from './salary-field.js';
import type { ReadSalary } from './salary-settle.js';
import { readSalaries } from './salary-text.js';

export interface SalaryInput {
  readonly raw: Pick<RawPosting, 'salaries' | 'salaryText' | 'employmentType'>;
  readonly title: string;
  readonly descriptionText: string | null;
  /** ISO 3166-1 alpha-2 of the job; decides bare signs and missing periods. */
  readonly country: string | null;
  /** City names of the posting: the range that names one of them is primary. */
  readonly cities: readonly string[];
}

export interface SalaryReading {
  readonly salaries: Salary[];
  readonly evidence: Evidence[];
}

const LONGEST_FIELD = 500;
/** A pay field needs no further word to be pay. */
const FIELD_HEAD = 'salary: ';

/** @returns all ranges that a text offers, in its order; the first is primary. Empty when none is certain enough. */
export function salariesOfText(text: string, country: string | null): Salary[] {
  return readSalaries(text, country).map((read) => read.salary);
}

function evidenceOf(read: ReadSalary, from: Evidence['from'], offset: number | null): Evidence {
  return {
    field: 'salary',
    from,
    quote: read.salary.quote,
    start: offset === null ? null : read.start + offset,
    end: offset === null ? null : read.end + offset,
    rule: read.rule,
  };
}

function fromFields(input: SalaryInput): SalaryReading {
  const salaries: Salary[] = [];
  for (const raw of input.raw.salaries.slice(0, 50)) {
    const salary = salaryOfField(raw, input.raw.employmentType, input.country);
    if (salary !== null) salaries.push(salary);
  }
  const evidence = salaries.map((salary): Evidence => ({
    field: 'salary',
    from: 'field',
    quote: salary.quote,
    start: null,
    end: null,
    rule: 'the source’s own pay field',
  }));
  return { salaries, evidence };
}

function fromSalaryText(input: SalaryInput): SalaryReading {
  const text = input.raw.salaryText?.trim().slice(0, LONGEST_FIELD) ?? '';
  if (text === '') return { salaries: [], evidence: [] };
  const reads = readSalaries(FIELD_HEAD + text, input.country).map((read) => ({
    ...read,
    salary: { ...read.salary, origin: 'field' as const },
  }));
  return { salaries: reads.map((read) => read.salary), evidence: reads.map((read) => evidenceOf(read, 'field', null)) };
}

function fromText(text: string | null, from: 'title' | 'description', country: string | null): SalaryReading {
  const reads = text === null ? [] : readSalaries(text, country);
  return { salaries: reads.map((read) => read.salary), evidence: reads.map((read) => evidenceOf(read, from, 0)) };
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Moves the range that names one of the posting's cities to the front; the rest keeps the source's order. */
function primaryFirst(reading: SalaryReading, cities: readonly string[]): SalaryReading {
  if (reading.salaries.length < 2 || cities.length === 0) return reading;
  const names = cities.map(folded).filter((name) => name.length > 2);
  const at = reading.salaries.findIndex(
    (salary) => salary.kind === 'base' && salary.label !== null && names.some((name) => folded(salary.label ?? '').includes(name)),
  );
  const base = at > 0 ? at : reading.salaries.findIndex((salary) => salary.kind === 'base');
  if (base <= 0) return reading;
  const moved = <T>(list: readonly T[]): T[] => [...list.slice(base, base + 1), ...list.slice(0, base), ...list.slice(base + 1)];
  return { salaries: moved(reading.salaries), evidence: moved(reading.evidence) };
}

/**
 * Pay of a posting: structured fields first, then the source's pay text, then description, then title (method C2).
 * @returns first is primary: the range that fits the posting's place, else the first stated base range. Annual figures are gross or as posted.
 */
export function salariesOf(input: SalaryInput): SalaryReading {
  const fields = fromFields(input);
  if (fields.salaries.some((salary) => salary.kind === 'base' || salary.kind === 'total' || salary.kind === 'ote'))
    return primaryFirst(fields, input.cities);
  const attempts = [
    () => fromSalaryText(input),
    () => fromText(input.descriptionText, 'description', input.country),
    () => fromText(input.title.slice(0, LONGEST_FIELD), 'title', input.country),
  ];
  for (const attempt of attempts) {
    const reading = attempt();
    if (reading.salaries.length === 0) continue;
    const first = primaryFirst(reading, input.cities);
    return { salaries: [...first.salaries, ...fields.salaries], evidence: [...first.evidence, ...fields.evidence] };
  }
  return fields;
}

/** Pay that a posting offers. Amounts are in whole units of `currency` per `period`, as stated. */
export const PERIODS = ['year', 'month', 'week', 'day', 'hour', 'once'] as const;
export type Period = (typeof PERIODS)[number];

export const SALARY_FLAGS = [
  'wide',
  'implausible',
  'implied-currency',
  'implied-period',
  'implied-thousands',
  'stipend',
  'pro-rata',
  'months-13',
  'months-14',
  'months-16',
  'typo',
  'dual',
  'rate-stale',
  'equity',
] as const;
export type SalaryFlag = (typeof SALARY_FLAGS)[number];

export interface Salary {
  /** `null`: not stated (an open bound). */
  readonly min: number | null;
  readonly max: number | null;
  /** ISO 4217, upper case; `null` when the text does not tell and must not be guessed. */
  readonly currency: string | null;
  /** `null`: not stated and not inferable. */
  readonly period: Period | null;
  /** Per year, by `annualOf`; `null` when the period is `null` or `once`. */
  readonly annualMin: number | null;
  readonly annualMax: number | null;
  readonly bound: 'range' | 'exact' | 'from' | 'to';
  readonly kind: 'base' | 'ote' | 'total' | 'bonus' | 'equity' | 'stipend';
  readonly tax: 'gross' | 'net' | null;
  readonly contract: 'employee' | 'contractor' | null;
  /** The zone, level, contract or city the range belongs to, in the source's words. */
  readonly label: string | null;
  readonly origin: 'field' | 'text';
  readonly flags: readonly SalaryFlag[];
  /** The words it was read from. */
  readonly quote: string;
}

/** Salary periods a year: 8 hours, 5 days, 52 weeks. The only place where pay is annualised. */
export const ANNUAL_FACTORS: Record<Exclude<Period, 'once'>, number> = { year: 1, month: 12, week: 52, day: 260, hour: 2080 };

/** @returns the yearly amount, or `null` when the amount or period does not allow one. `months` is 12, or 13/14/16 where stated or customary. */
export function annualOf(amount: number | null, period: Period | null, months = 12): number | null {
  if (amount === null || period === null || period === 'once') return null;
  return Math.round(amount * (period === 'month' ? months : ANNUAL_FACTORS[period]));
}

/** Whether a salary may enter pay statistics: an employee's gross base range a year, both ends known and unflagged. */
export function isUsableForStatistics(salary: Salary): boolean {
  return (
    salary.kind === 'base' &&
    salary.tax !== 'net' &&
    salary.contract !== 'contractor' &&
    salary.currency !== null &&
    salary.annualMin !== null &&
    salary.annualMax !== null &&
    !salary.flags.some((flag) => flag === 'wide' || flag === 'implausible' || flag === 'stipend' || flag === 'pro-rata')
  );
}

import {
  BASE_WORDS,
  CONTRACTOR_WORDS,
  EMPLOYEE_WORDS,
  EQUITY_WORDS,
  FOURTEEN_BY_CUSTOM,
  GROSS_WORDS,
  MONTHS_A_YEAR,
  NET_WORDS,
  OTE_WORDS,
  PRO_RATA_WORDS,
  STIPEND_WORDS,
  TOTAL_WORDS,
} from './tables/salary-meaning-words.js';
import { wordFinder, type WordFinder } from './salary-word-finder.js';
import type { Around } from './salary-around.js';
import type { Period, Salary, SalaryFlag } from '../domain/salary.js';

const NET = wordFinder(NET_WORDS);
const GROSS = wordFinder(GROSS_WORDS);
const CONTRACTOR = wordFinder(CONTRACTOR_WORDS);
const EMPLOYEE = wordFinder(EMPLOYEE_WORDS);
const OTE = wordFinder(OTE_WORDS);
const TOTAL = wordFinder(TOTAL_WORDS);
const BASE = wordFinder(BASE_WORDS);
const STIPEND = wordFinder(STIPEND_WORDS);
const PRO_RATA = wordFinder(PRO_RATA_WORDS);
const EQUITY = wordFinder(EQUITY_WORDS);

const NEAR_BEHIND = 48;
const NEAR_BEFORE = 60;

const has = (finder: WordFinder, text: string): boolean => finder.first(text) !== null;

/** Which of two meanings stands nearer to the figure; behind wins over before. */
function nearer<T>(around: { readonly before: string; readonly after: string }, rows: readonly (readonly [WordFinder, T])[]): T | null {
  let best: T | null = null;
  let distance = Infinity;
  for (const [pattern, value] of rows) {
    const behind = pattern.first(around.after.slice(0, NEAR_BEHIND));
    const before = pattern.last(around.before.slice(-NEAR_BEFORE));
    const near = Math.min(
      behind?.start ?? Infinity,
      before === null ? Infinity : Math.min(NEAR_BEFORE, around.before.length) - before.end + 12,
    );
    if (near < distance) {
      distance = near;
      best = value;
    }
  }
  return best;
}

export interface Meaning {
  readonly kind: Salary['kind'];
  readonly tax: Salary['tax'];
  readonly contract: Salary['contract'];
  /** Monthly salaries a year. */
  readonly months: 12 | 13 | 14 | 16;
  readonly flags: readonly SalaryFlag[];
}

/** What the words around a figure make of it: base or target, before or after tax, employed or invoiced, and how many months a year. */
export function meaningOf(around: Around, period: Period | null, country: string | null): Meaning {
  const near = { before: around.before, after: around.after };
  const contract = nearer<Salary['contract']>(near, [
    [CONTRACTOR, 'contractor'],
    [EMPLOYEE, 'employee'],
  ]);
  let tax = nearer<Salary['tax']>(near, [
    [NET, 'net'],
    [GROSS, 'gross'],
  ]);
  // «.NET» is no tax.
  if (tax === 'net' && /(?:\.|asp\s?)net(?!\p{L})/u.test(`${around.before.slice(-NEAR_BEFORE)} ${around.after.slice(0, NEAR_BEHIND)}`))
    tax = null;
  // In Poland «netto (B2B)» is before income tax and without VAT.
  if (tax === 'net' && contract === 'contractor' && (country === 'PL' || country === null)) tax = null;
  let kind =
    nearer<Salary['kind']>(near, [
      [OTE, 'ote'],
      [TOTAL, 'total'],
      [BASE, 'base'],
    ]) ?? 'base';
  if (has(OTE, around.after.slice(0, 32))) kind = 'ote';
  // «OTE £90k (£60k base)»: each figure has its word at its side.
  const direct = OTE.last(around.before);
  if (direct !== null && /^\W{0,4}$/.test(around.before.slice(direct.end)) && !has(BASE, around.after.slice(0, 8))) kind = 'ote';
  if (kind === 'base' && has(STIPEND, around.before.slice(-NEAR_BEFORE))) kind = 'stipend';
  const flags: SalaryFlag[] = [];
  if (kind === 'stipend') flags.push('stipend');
  if (has(PRO_RATA, around.after.slice(0, 60)) || has(PRO_RATA, around.before.slice(-40))) flags.push('pro-rata');
  if (has(EQUITY, around.after.slice(0, 60)) && /\d\s?%/.test(around.after.slice(0, 60))) flags.push('equity');
  let months: Meaning['months'] = 12;
  if (period === 'month') {
    const text = `${around.before.slice(-40)} ${around.after}`;
    const stated = MONTHS_A_YEAR.find(([pattern]) => pattern.test(text));
    if (stated !== undefined) months = stated[1];
    else if (country !== null && FOURTEEN_BY_CUSTOM.has(country) && contract !== 'contractor') months = 14;
    if (months === 13) flags.push('months-13');
    if (months === 14) flags.push('months-14');
    if (months === 16) flags.push('months-16');
  }
  return { kind, tax, contract, months, flags };
}

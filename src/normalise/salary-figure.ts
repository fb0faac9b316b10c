import { signAt } from '#src/text/letters';
import { PAID_IN_MILLIONS } from './tables/money-multipliers.js';
import type { Amount } from './money-amount.js';
import { isWordLetter, type MoneyText } from './money-mark.js';
import { boundOf } from './salary-bound.js';
import { joins, spread, type Ends } from './salary-joint.js';
import type { Salary, SalaryFlag } from '../domain/salary.js';

/** One figure or range with its bounds in whole units; what it means is not yet known. */
export interface Figure {
  readonly start: number;
  readonly end: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly bound: Salary['bound'];
  readonly currency: string | null;
  /** Family of an ambiguous currency sign. */
  readonly mark: string | null;
  /** The largest multiplier written; 1 where none is. */
  readonly times: number;
  readonly period: 'year' | 'month' | null;
  readonly decimals: number;
  readonly grouped: boolean;
  readonly glued: boolean;
  readonly flags: readonly SalaryFlag[];
}

/** The larger multiplier; «900k – 1.1m» is told in thousands and only ends in a million. */
function timesOf(left: Amount, right: Amount): number {
  const [first, second] = [left.multiplier?.times ?? 1, right.multiplier?.times ?? 1];
  return first === 1e3 && second === 1e6 && right.digits < 2 ? first : Math.max(first, second);
}

function figureOfRange(left: Amount, right: Amount, ends: Ends): Figure {
  const currency = right.currency ?? left.currency;
  return {
    start: left.start,
    end: right.end,
    min: ends.low,
    max: ends.high,
    bound: ends.low === ends.high ? 'exact' : 'range',
    currency,
    mark: currency === null ? (left.mark ?? right.mark) : null,
    times: timesOf(left, right),
    period: right.multiplier?.period ?? left.multiplier?.period ?? null,
    decimals: Math.max(left.decimals, right.decimals),
    grouped: left.grouped || right.grouped,
    glued: left.glued && right.glued,
    flags: ends.typo ? ['typo'] : [],
  };
}

function figureOfOne(given: MoneyText, amount: Amount): Figure {
  const slip =
    amount.multiplier?.times === 1000 && amount.digits >= 1000 && (amount.currency === null || !PAID_IN_MILLIONS.has(amount.currency));
  const value = slip ? amount.digits : amount.digits * (amount.multiplier?.times ?? 1);
  const bound = boundOf(given, amount);
  return {
    start: amount.start,
    end: amount.end,
    min: bound === 'to' ? null : value,
    max: bound === 'from' ? null : value,
    bound,
    currency: amount.currency,
    mark: amount.currency === null ? amount.mark : null,
    times: amount.multiplier?.times ?? 1,
    period: amount.multiplier?.period ?? null,
    decimals: amount.decimals,
    grouped: amount.grouped,
    glued: amount.glued,
    flags: slip ? ['typo'] : [],
  };
}

/** Percentages, ordinals, clock times and parts of words are no amounts. */
function isAmount(given: MoneyText, amount: Amount): boolean {
  if (/^\s?(?:%|percent|prozent|por ciento)/u.test(given.lower.slice(amount.end, amount.end + 12))) return false;
  if (amount.digits === 0) return false;
  // 401(k) and 403(b) are retirement plans.
  if (amount.currency === null && amount.mark === null && (amount.digits === 401 || amount.digits === 403)) return false;
  if (amount.leadingZero) return false;
  const prior = signAt(given.lower, amount.start - 1);
  if (prior === '#' || prior === '@' || prior === '=') return false;
  if (amount.currency !== null || amount.mark !== null) return true;
  if (prior === '-' || prior === '_')
    return !/(?<![\p{L}\d])\p{L}{1,6}$/u.test(given.lower.slice(Math.max(0, amount.start - 9), amount.start - 1));
  return !((prior === '/' || prior === '.') && isWordLetter(signAt(given.lower, amount.start - 2)));
}

/** Turns most bare numbers away before their words are read: years, counts, versions. */
function mayBePay(amount: Amount): boolean {
  if (amount.currency !== null || amount.mark !== null || amount.multiplier !== null) return true;
  return !amount.glued && amount.digits >= 1000 && (amount.grouped || amount.digits < 1900 || amount.digits > 2100);
}

/** Figures and ranges of a text, in order. */
export function figuresOf(given: MoneyText, amounts: readonly Amount[]): Figure[] {
  const figures: Figure[] = [];
  const usable = amounts.filter((amount) => isAmount(given, amount));
  for (let index = 0; index < usable.length; index++) {
    const left = usable[index];
    if (left === undefined) continue;
    const right = usable[index + 1];
    const joined = right !== undefined && joins(given, left, right) && sameMoney(left, right);
    const ends = joined ? spread(left, right) : null;
    // A range from 10,000 to a million tells nothing.
    if (joined && ends === null && isMoney(left) && isMoney(right)) {
      index++;
      continue;
    }
    if (right !== undefined && ends !== null) {
      figures.push(figureOfRange(left, right, ends));
      index++;
    } else if (mayBePay(left)) {
      figures.push(figureOfOne(given, left));
    }
  }
  return figures;
}

const isMoney = (amount: Amount): boolean => amount.currency !== null || amount.mark !== null;

function sameMoney(left: Amount, right: Amount): boolean {
  return left.currency === null || right.currency === null || left.currency === right.currency;
}

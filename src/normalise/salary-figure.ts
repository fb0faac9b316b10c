import { PAID_IN_MILLIONS } from './tables/money-multipliers.js';
import {
  AND_JOINTS,
  FROM_CLAUSE_WORDS,
  AROUND_WORDS,
  BETWEEN_WORDS,
  FROM_WORDS,
  FROM_WORDS_AFTER,
  RANGE_JOINTS,
  TO_WORDS,
  TO_WORDS_AFTER,
} from './tables/salary-bound-words.js';
import { isWordLetter, type Amount, type MoneyText } from './money-amount.js';
import { periodPhraseIn } from './salary-lexicon.js';
import { wordFinder } from './salary-word-finder.js';
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

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const alternatives = (words: readonly string[]): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
/** Words by their last unit, longest first. */
function byEnd(words: readonly string[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const word of [...new Set(words)].sort((one, other) => other.length - one.length))
    map.set(word.slice(-1), [...(map.get(word.slice(-1)) ?? []), word]);
  return map;
}

const AROUND = byEnd(AROUND_WORDS.filter((word) => /\p{L}/u.test(word)));
const SIGNS = /[\s:(~]/;
const MOST_SIGNS = 4;
const MOST_AROUND = 3;

/** Where the «around», «is», «of» that ends at `end` begins; −1: none does. */
function aroundBefore(text: string, end: number): number {
  for (const to of text.charAt(end - 1) === '.' ? [end, end - 1] : [end])
    for (const word of AROUND.get(text.charAt(to - 1)) ?? [])
      if (to >= word.length && text.startsWith(word, to - word.length)) return to - word.length;
  return -1;
}

/** Whether a text ends with one of the words, up to three words such as «around», and a few signs. Walked from its end: no pattern does it in linear time. */
function endsWithOneOf(words: readonly string[]): (text: string) => boolean {
  const ends = byEnd(words);
  const stands = (text: string, end: number): boolean =>
    (ends.get(text.charAt(end - 1)) ?? []).some(
      (word) => end >= word.length && text.startsWith(word, end - word.length) && !/\p{L}/u.test(text.charAt(end - word.length - 1)),
    );
  return (text) => {
    let end = text.length;
    for (let turn = 0; turn <= MOST_AROUND; turn++) {
      if (end > 0 && stands(text, end)) return true;
      for (let signs = 0; end > 0 && (turn > 0 || signs < MOST_SIGNS) && SIGNS.test(text.charAt(end - 1)); signs++) {
        end--;
        if (end > 0 && stands(text, end)) return true;
      }
      const start = aroundBefore(text, end);
      if (start < 0) return false;
      end = start;
    }
    return false;
  };
}

const startsWithOneOf = (words: readonly string[]): RegExp =>
  new RegExp(String.raw`^[\s,)]{0,3}(?:${alternatives(words)})(?![\p{L}\d])`, 'u');

const FROM_BEFORE = endsWithOneOf(FROM_WORDS);
const TO_BEFORE = endsWithOneOf(TO_WORDS);
const FROM_AFTER = startsWithOneOf(FROM_WORDS_AFTER.filter((word) => word !== '+' && !/[\u3040-\u9fff\uac00-\ud7af〜]/.test(word)));
const FROM_AFTER_CJK = new RegExp(
  `^[\\s円元]{0,2}(?:${alternatives(FROM_WORDS_AFTER.filter((word) => /[\u3040-\u9fff\uac00-\ud7af〜]/.test(word)))}|~(?!\\s?[\\d¥$]))`,
  'u',
);
const TO_AFTER = new RegExp(`${startsWithOneOf(TO_WORDS_AFTER).source}(?!\\s?:)`, 'u');
const BETWEEN_BEFORE = endsWithOneOf(BETWEEN_WORDS);
const JOINTS = new Set(RANGE_JOINTS);
const ANDS = new Set(AND_JOINTS);
const LONGEST_GAP = 48;
/** «$105,000 for juniors to $140,000 for seniors», «$80k (junior) – $120k (senior)» */
const FOR_WHOM =
  /^(?:\([\p{L}-]{1,24}(?: [\p{L}-]{1,24}){0,2} ?\)|(?:for|as) (?:[\p{L}-]{1,24} ){1,3})(?=\s*(?:to|bis|-|and up to)(?:\s|$))/u;
const MAX_JOINT = /^[,;/&-]?\s?(?:and\s)?(?:a\s)?max(?:imum|\.)?\s?:?(?:\sof)?$/u;
const JOINT_FILLER = /^(?:\(.{0,20}\)|gross|brutto|brut|bruto|net|netto|usd|eur|gbp|base|k€|per annum)\s*/u;

/** Whether the text between two amounts joins them to a range. */
function joins(given: MoneyText, left: Amount, right: Amount): boolean {
  if (right.start - left.end > LONGEST_GAP || right.start < left.end) return false;
  let gap = given.lower.slice(left.end, right.start);
  if (gap.includes('\n') && /[^\s\-~]/.test(gap) && !gap.includes('max')) return false;
  const period = gap.length > 3 ? periodPhraseIn(gap) : null;
  if (period !== null && /^[\s(]*$/.test(gap.slice(0, period.start))) gap = gap.slice(period.end);
  gap = gap.replace(/^\.\s/, ' ').trim().replace(FOR_WHOM, '').trim().replace(JOINT_FILLER, '').replace(/\s+/g, ' ').trim();
  if (gap.endsWith(' about') || gap.endsWith(' around')) gap = gap.replace(/ (?:about|around)$/, '');
  if (ANDS.has(gap)) return BETWEEN_BEFORE(given.lower.slice(Math.max(0, left.start - 40), left.start));
  if (MAX_JOINT.test(gap)) return /min(?:imum|\.)?\s?:?\s?(?:of\s)?$/u.test(given.lower.slice(Math.max(0, left.start - 14), left.start));
  if (gap === '/') {
    if (right.multiplier === null || left.multiplier !== null || left.digits >= right.digits) return false;
    // «3500/5500k», «38/42k€»
    return (left.digits >= 1000 && right.digits >= 1000) || (left.digits >= 15 && right.digits < 2 * left.digits);
  }
  return JOINTS.has(gap);
}

interface Ends {
  readonly low: number;
  readonly high: number;
  readonly typo: boolean;
}

/** The multiplier of one end counts for the other («40-60k», «60-100,000»); a `k` on a full number is a slip («3500/5.500k»). */
function spread(left: Amount, right: Amount): Ends | null {
  const leftTimes = left.multiplier?.times ?? 1;
  const rightTimes = right.multiplier?.times ?? 1;
  let low = left.digits * leftTimes;
  let high = right.digits * rightTimes;
  let typo = false;
  const grown = leftTimes === 1000 && rightTimes === 1000 && high / low < 10 && low >= 100_000;
  if (leftTimes === 1000 && left.digits >= 1000 && !grown) {
    low = left.digits;
    typo = true;
  }
  if (rightTimes === 1000 && right.digits >= 1000 && !grown) {
    high = right.digits;
    typo = true;
  }
  if (leftTimes === 1 && rightTimes > 1 && left.digits < 1000 && !left.grouped) low = left.digits * rightTimes;
  if (rightTimes === 1 && leftTimes > 1 && right.digits < 1000 && !right.grouped) high = right.digits * leftTimes;
  if (leftTimes === 1 && rightTimes === 1 && low < 1000 && high >= 10_000 && low > 0 && high / low > 20) low *= 1000;
  // «100-120.5k» is fine, «200 - 50k» is not: the first end is no thousand then.
  if (low > high) {
    if (left.digits === low || low / high > 3) return null;
    [low, high] = [high, low];
    typo = true;
  }
  return low > 0 && high / low < 10 ? { low, high, typo } : null;
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
    times: Math.max(left.multiplier?.times ?? 1, right.multiplier?.times ?? 1),
    period: right.multiplier?.period ?? left.multiplier?.period ?? null,
    decimals: Math.max(left.decimals, right.decimals),
    grouped: left.grouped || right.grouped,
    glued: left.glued && right.glued,
    flags: ends.typo ? ['typo'] : [],
  };
}

const FROM_CLAUSE = wordFinder(FROM_CLAUSE_WORDS);

/** From the last stop before a figure, at most a hundred characters. */
function clauseOf(lower: string, end: number): string {
  const text = lower.slice(Math.max(0, end - 100), end);
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('. '), text.lastIndexOf(';'), text.lastIndexOf('|')) + 1);
}

function figureOfOne(given: MoneyText, amount: Amount): Figure {
  const slip =
    amount.multiplier?.times === 1000 && amount.digits >= 1000 && (amount.currency === null || !PAID_IN_MILLIONS.has(amount.currency));
  const value = slip ? amount.digits : amount.digits * (amount.multiplier?.times ?? 1);
  const before = given.lower.slice(Math.max(0, amount.start - 44), amount.start);
  const after = given.lower.slice(amount.end, amount.end + 24);
  let bound: Salary['bound'] = 'exact';
  if (TO_BEFORE(before) || TO_AFTER.test(after)) bound = 'to';
  else if (
    amount.plus ||
    FROM_CLAUSE.first(clauseOf(given.lower, amount.start)) !== null ||
    FROM_BEFORE(before) ||
    FROM_AFTER.test(after) ||
    FROM_AFTER_CJK.test(after)
  )
    bound = 'from';
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
  const prior = given.lower.charAt(amount.start - 1);
  if (prior === '#' || prior === '@' || prior === '=') return false;
  if (amount.currency !== null || amount.mark !== null) return true;
  if (prior === '-' || prior === '_')
    return !/(?<![\p{L}\d])\p{L}{1,6}$/u.test(given.lower.slice(Math.max(0, amount.start - 9), amount.start - 1));
  return !((prior === '/' || prior === '.') && isWordLetter(given.lower.charAt(amount.start - 2)));
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

import { AND_JOINTS, RANGE_JOINTS } from './tables/salary-bound-words.js';
import type { Amount } from './money-amount.js';
import type { MoneyText } from './money-mark.js';
import { BETWEEN_BEFORE, boundOf } from './salary-bound.js';
import { periodPhraseIn } from './salary-lexicon.js';

const JOINTS = new Set(RANGE_JOINTS);
const ANDS = new Set(AND_JOINTS);
const LONGEST_GAP = 48;
/** «$105,000 for juniors to $140,000 for seniors», «$80k (junior) – $120k (senior)», «$142,300 in our lowest market up to $237,000» */
const FOR_WHOM =
  /^(?:\([\p{L}-]{1,24}(?: [\p{L}-]{1,24}){0,2} ?\)|(?:for|as|in) (?:[\p{L}-]{1,24} ){1,5})(?=\s*(?:to|bis|-|(?:and )?up to)(?:\s|$))/u;
const MAX_JOINT =
  /^[,;/&-]?\s?(?:and\s)?(?:a\s|the\s)?max(?:imum|\.)?(?:\s(?:base|annual|salary|pay|rate|compensation|wage)){0,2}(?:\sis)?\s?:?(?:\sof)?$/u;
const MIN_BEFORE = /min(?:imum|\.)?(?:\s(?:base|annual|salary|pay|rate|compensation|wage)){0,2}(?:\sis)?\s?:?\s?(?:of\s)?$/u;
const JOINT_FILLER = /^(?:\(.{0,20}\)|gross|brutto|brut|bruto|net|netto|usd|eur|gbp|base|k€|per annum)\s*/u;

/** Whether the text between two amounts joins them to a range. */
export function joins(given: MoneyText, left: Amount, right: Amount): boolean {
  if (right.start - left.end > LONGEST_GAP || right.start < left.end) return false;
  let gap = given.lower.slice(left.end, right.start);
  // Nearly every range is joined by a dash or «to» alone.
  const bare = gap.trim();
  if (bare.length <= 3 && bare !== '/' && !gap.includes('\n') && JOINTS.has(bare) && !ANDS.has(bare)) return true;
  if (gap.includes('\n') && /[^\s\-~]/.test(gap) && !gap.includes('max')) return false;
  const period = gap.length > 3 ? periodPhraseIn(gap) : null;
  if (period !== null && /^[\s(]*$/.test(gap.slice(0, period.start))) gap = gap.slice(period.end);
  gap = gap.replace(/^\.\s/, ' ').trim().replace(FOR_WHOM, '').trim().replace(JOINT_FILLER, '').replace(/\s+/g, ' ').trim();
  if (gap.endsWith(' about') || gap.endsWith(' around')) gap = gap.replace(/ (?:about|around)$/, '');
  if (ANDS.has(gap)) return BETWEEN_BEFORE(given.lower.slice(Math.max(0, left.start - 40), left.start));
  // «starting at $95,000, up to $120,000»
  if (gap === ', up to' || gap === ', bis zu') return boundOf(given, left) === 'from';
  if (MAX_JOINT.test(gap)) return MIN_BEFORE.test(given.lower.slice(Math.max(0, left.start - 40), left.start));
  if (gap === '/') {
    if (right.multiplier === null || left.multiplier !== null || left.digits >= right.digits) return false;
    // «3500/5500k», «38/42k€»
    return (left.digits >= 1000 && right.digits >= 1000) || (left.digits >= 15 && right.digits < 2 * left.digits);
  }
  return JOINTS.has(gap);
}

/** Both ends of a range in whole units. */
export interface Ends {
  readonly low: number;
  readonly high: number;
  readonly typo: boolean;
}

/** The multiplier of one end counts for the other («40-60k», «60-100,000»); a `k` on a full number is a slip («3500/5.500k»). */
export function spread(left: Amount, right: Amount): Ends | null {
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
  // «5,500~8,000만원», «1,200〜1,500万円»; not «9000-1.2万»
  if (leftTimes === 1 && rightTimes === 1e4 && left.digits < 10_000 && left.digits <= right.digits) low = left.digits * rightTimes;
  else if (leftTimes === 1 && rightTimes > 1 && left.digits < 1000 && !left.grouped) low = left.digits * rightTimes;
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

import { CURRENCY_MARKS, MARK_FAMILY, type CurrencyMark } from './tables/money-currencies.js';
import { MULTIPLIERS, type Multiplier } from './tables/money-multipliers.js';
import { numberAt } from './money-number.js';

/** A number with the currency and multiplier that stand on it. Offsets are into the text as given. */
export interface Amount {
  /** With the currency before it. */
  readonly start: number;
  /** With multiplier, currency and plus after it. */
  readonly end: number;
  /** As written, without multiplier. */
  readonly digits: number;
  readonly decimals: number;
  readonly grouped: boolean;
  readonly multiplier: Multiplier | null;
  /** ISO code written beside it; `null`: none, or an ambiguous mark in `mark`. */
  readonly currency: string | null;
  /** Family of an ambiguous mark (`$`, `kr`). */
  readonly mark: string | null;
  readonly plus: boolean;
  /** Stuck to letters that mean nothing here (`B2B`, `3rd`): a number only where money stands beside it. */
  readonly glued: boolean;
  /** Written with a zero in front: a code. */
  readonly leadingZero: boolean;
}

interface MarkHit {
  readonly mark: CurrencyMark;
  readonly start: number;
  readonly end: number;
}

function byText<T extends { readonly text: string; readonly exact?: boolean }>(rows: readonly T[], lower: boolean): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const key = lower ? row.text.toLowerCase() : row.text;
    const known = map.get(key);
    if (known) known.push(row);
    else map.set(key, [row]);
  }
  return map;
}

const MARKS = byText(CURRENCY_MARKS, true);
const TIMES = byText(MULTIPLIERS, true);
const LONGEST_MARK = Math.max(...CURRENCY_MARKS.map((mark) => mark.text.length));
const LONGEST_TIMES = Math.max(...MULTIPLIERS.map((row) => row.text.length));
/** Last and first characters of marks, to turn most places away at once. */
const MARK_ENDS = new Set(CURRENCY_MARKS.map((mark) => mark.text.toLowerCase().at(-1)));
const MARK_STARTS = new Set(CURRENCY_MARKS.map((mark) => mark.text.toLowerCase().charAt(0)));
const TIMES_STARTS = new Set(MULTIPLIERS.map((row) => row.text.toLowerCase().charAt(0)));

const LETTER = /\p{L}/u;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;

/** Whether words run on here: a letter, but not of a script that writes without spaces. */
export function isWordLetter(char: string): boolean {
  if (char === '') return false;
  const code = char.charCodeAt(0);
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return LETTER.test(char) && !CJK.test(char);
}

const isAlphanumeric = (char: string): boolean => isWordLetter(char) || (char >= '0' && char <= '9');

export interface MoneyText {
  /** Plain text (see `plainMoneyText`). */
  readonly text: string;
  readonly lower: string;
  readonly country: string | null;
}

function markFits(row: CurrencyMark, given: MoneyText, start: number, side: 'prefix' | 'suffix'): boolean {
  if (row.side !== undefined && row.side !== side) return false;
  if (row.countries !== undefined && (given.country === null || !row.countries.includes(given.country))) return false;
  return row.exact !== true || given.text.startsWith(row.text, start);
}

/** The currency mark that ends at `end` (spaces and a colon between are the caller's). */
function markBefore(given: MoneyText, end: number): MarkHit | null {
  if (!MARK_ENDS.has(given.lower.charAt(end - 1))) return null;
  for (let length = Math.min(LONGEST_MARK, end); length > 0; length--) {
    const start = end - length;
    const rows = MARKS.get(given.lower.slice(start, end));
    if (rows === undefined) continue;
    if (isWordLetter(given.lower.charAt(start)) && isAlphanumeric(given.lower.charAt(start - 1))) {
      // «50kUSD-60kUSD» is read forwards; «MUSD50» is no mark.
      continue;
    }
    for (const mark of rows) if (markFits(mark, given, start, 'prefix')) return { mark, start, end };
  }
  return null;
}

function markAfter(given: MoneyText, start: number): MarkHit | null {
  if (!MARK_STARTS.has(given.lower.charAt(start))) return null;
  for (let length = Math.min(LONGEST_MARK, given.lower.length - start); length > 0; length--) {
    const end = start + length;
    const rows = MARKS.get(given.lower.slice(start, end));
    if (rows === undefined) continue;
    if (isWordLetter(given.lower.charAt(end - 1)) && isWordLetter(given.lower.charAt(end))) continue;
    // «20 $30»: the sign belongs to the number that follows it.
    if (!isWordLetter(given.lower.charAt(end - 1)) && /\d/.test(given.lower.charAt(end)) && mark$(given.lower.slice(start, end))) continue;
    for (const mark of rows) if (markFits(mark, given, start, 'suffix')) return { mark, start, end };
  }
  return null;
}

const mark$ = (text: string): boolean => MARK_FAMILY[text] === '$' || text === '€' || text === '£';

function multiplierFits(row: Multiplier, given: MoneyText, start: number, currency: string | null): boolean {
  if (row.exact === true && !given.text.startsWith(row.text, start)) return false;
  if (row.countries === undefined && row.currencies === undefined) return true;
  return (
    (given.country !== null && row.countries?.includes(given.country) === true) ||
    (currency !== null && row.currencies?.includes(currency) === true)
  );
}

function multiplierAt(given: MoneyText, start: number, currency: string | null): { row: Multiplier; end: number } | null {
  if (!TIMES_STARTS.has(given.lower.charAt(start))) return null;
  for (let length = Math.min(LONGEST_TIMES, given.lower.length - start); length > 0; length--) {
    const end = start + length;
    const rows = TIMES.get(given.lower.slice(start, end));
    if (rows === undefined) continue;
    if (isWordLetter(given.lower.charAt(end - 1)) && isWordLetter(given.lower.charAt(end)) && markAfter(given, end) === null) continue;
    for (const row of rows) if (multiplierFits(row, given, start, currency)) return { row, end };
  }
  return null;
}

function spacesBack(text: string, from: number, most: number): number {
  let at = from;
  while (at > 0 && from - at < most && text.charAt(at - 1) === ' ') at--;
  return at;
}

function spacesOn(text: string, from: number, most: number): number {
  let at = from;
  while (at - from < most && text.charAt(at) === ' ') at++;
  return at;
}

/** The marks before a number: the nearest, and an ISO code before that («CAD $133,000», «HKD: $20,000»). */
function marksBefore(given: MoneyText, start: number): { hits: MarkHit[]; start: number } {
  const hits: MarkHit[] = [];
  let at = start;
  for (let turn = 0; turn < 2; turn++) {
    let end = spacesBack(given.lower, at, 2);
    if (given.lower.charAt(end - 1) === ':' && end > 1) end = spacesBack(given.lower, end - 1, 1);
    const hit = markBefore(given, end);
    if (hit === null) break;
    hits.push(hit);
    at = hit.start;
  }
  return { hits, start: at };
}

function codeOf(hits: readonly MarkHit[]): { currency: string | null; mark: string | null; times: number } {
  let currency: string | null = null;
  let mark: string | null = null;
  let times = 1;
  for (const hit of hits) {
    if (hit.mark.times !== undefined) times = hit.mark.times;
    if (hit.mark.code === null) mark = MARK_FAMILY[hit.mark.text] ?? null;
    // The ISO code beats the sign («$65k - $100k SGD», «£66,080 GBP»), whichever stands nearer.
    else if (currency === null || /^[a-z]{3}$/.test(hit.mark.text)) currency = hit.mark.code;
  }
  return { currency, mark, times };
}

const DIGIT = /[0-9]/g;
const THOUSAND: Multiplier = { text: 'k', times: 1000 };
/** Candidates looked at in one text; the rest of a text with more is a price list. */
const MOST_AMOUNTS = 600;

/** All numbers of a text with what stands on them, in order. */
export function amountsOf(given: MoneyText): Amount[] {
  const { lower } = given;
  const amounts: Amount[] = [];
  let floor = 0;
  let next = 0;
  for (;;) {
    DIGIT.lastIndex = next;
    const found = DIGIT.exec(lower);
    if (found === null) break;
    const { index } = found;
    const { number, skipTo } = numberAt(lower, index);
    next = skipTo;
    if (number === null) continue;
    const before = marksBefore(given, number.start);
    const usable = before.start >= floor ? before : { hits: [], start: number.start };
    let end = number.end;
    // «110'000.–», «1000,-»
    if ((lower.charAt(end) === '.' || lower.charAt(end) === ',') && lower.charAt(end + 1) === '-') end += 2;
    const stated = codeOf(usable.hits).currency;
    let times = multiplierAt(given, end, stated) ?? (lower.charAt(end) === ' ' ? multiplierAt(given, end + 1, stated) : null);
    // «5 m» and «20 t» are lengths and weights; one letter wants to touch its number unless a sign stands before it.
    if (
      times !== null &&
      times.row.text.length === 1 &&
      lower.charAt(end) === ' ' &&
      /[a-zа-я]/.test(times.row.text) &&
      !(usable.hits.length > 0 || times.row.text === 'k')
    )
      times = null;
    let plus = false;
    // «£40+k», «70-100+k»
    if (times === null && lower.charAt(end) === '+' && lower.charAt(end + 1) === 'k' && !isWordLetter(lower.charAt(end + 2))) {
      times = { row: THOUSAND, end: end + 2 };
      plus = true;
    }
    // «$60+ million»
    if (times === null && lower.charAt(end) === '+') {
      const far = multiplierAt(given, spacesOn(lower, end + 1, 1), stated);
      if (far !== null && far.row.times >= 1e6) times = far;
    }
    if (times !== null) end = times.end;
    const after: MarkHit[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const at = spacesOn(lower, end, turn === 0 ? 2 : 1);
      if (lower.charAt(at) === '+' || lower.startsWith('＋', at)) {
        // «120k + equity» adds something; «120k+» is open above.
        const next = spacesOn(lower, at + 1, 1);
        if (at > end && (after.length === 0 || /[\s\p{L}]/u.test(lower.charAt(at + 1)))) break;
        if (!plus && isWordLetter(lower.charAt(at + 1))) break;
        plus = true;
        end = lower.charAt(at + 1) === '+' ? at + 2 : at + 1;
        if (next === at + 1) continue;
        continue;
      }
      const bracket = lower.charAt(at) === '(' ? at + 1 : at;
      const hit = after.length < 2 ? markAfter(given, bracket) : null;
      if (hit === null) break;
      if (bracket > at && lower.charAt(hit.end) !== ')') break;
      after.push(hit);
      end = bracket > at ? hit.end + 1 : hit.end;
    }
    const glued =
      (usable.hits.length === 0 && isWordLetter(lower.charAt(number.start - 1))) ||
      (times === null && after.length === 0 && isWordLetter(lower.charAt(number.end)));
    const money = codeOf([...usable.hits, ...after]);
    amounts.push({
      start: usable.start,
      end,
      digits: number.value,
      decimals: number.decimals,
      grouped: number.grouped,
      multiplier: times?.row ?? (money.times > 1 ? THOUSAND : null),
      currency: money.currency ?? times?.row.currency ?? null,
      mark: money.mark,
      plus,
      glued,
      leadingZero: lower.charAt(number.start) === '0' && number.decimals === 0 && number.end - number.start > 1,
    });
    floor = end;
    next = Math.max(next, end);
    if (amounts.length >= MOST_AMOUNTS) break;
  }
  return amounts;
}

import { signAt } from '#src/text/letters';
import { CURRENCY_MARKS, MARK_FAMILY, type CurrencyMark } from './tables/money-currencies.js';
import { MULTIPLIERS, type Multiplier } from './tables/money-multipliers.js';

/** A currency's sign, code or word where it stands. */
export interface MarkHit {
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
/** How long the texts are that begin or end with a sign, the longest first: where none does, nothing is looked up. */
function lengthsBy(texts: Iterable<string>, signOf: (text: string) => string): Map<string, readonly number[]> {
  const map = new Map<string, Set<number>>();
  for (const text of texts) map.set(signOf(text), (map.get(signOf(text)) ?? new Set<number>()).add(text.length));
  return new Map([...map].map(([sign, lengths]) => [sign, [...lengths].sort((a, b) => b - a)]));
}

const MARK_ENDS = lengthsBy(MARKS.keys(), (text) => text.charAt(text.length - 1));
const MARK_STARTS = lengthsBy(MARKS.keys(), (text) => text.charAt(0));
const TIMES_STARTS = lengthsBy(TIMES.keys(), (text) => text.charAt(0));

const NONE: readonly number[] = [];

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
  for (const length of MARK_ENDS.get(signAt(given.lower, end - 1)) ?? NONE) {
    const start = end - length;
    if (start < 0) continue;
    const rows = MARKS.get(given.lower.slice(start, end));
    if (rows === undefined) continue;
    if (isWordLetter(signAt(given.lower, start)) && isAlphanumeric(signAt(given.lower, start - 1))) {
      // «50kUSD-60kUSD» is read forwards; «MUSD50» is no mark.
      continue;
    }
    for (const mark of rows) if (markFits(mark, given, start, 'prefix')) return { mark, start, end };
  }
  return null;
}

export function markAfter(given: MoneyText, start: number): MarkHit | null {
  for (const length of MARK_STARTS.get(signAt(given.lower, start)) ?? NONE) {
    const end = start + length;
    if (end > given.lower.length) continue;
    const rows = MARKS.get(given.lower.slice(start, end));
    if (rows === undefined) continue;
    if (isWordLetter(signAt(given.lower, end - 1)) && isWordLetter(signAt(given.lower, end))) continue;
    // «20 $30»: the sign belongs to the number that follows it.
    if (!isWordLetter(signAt(given.lower, end - 1)) && /\d/.test(signAt(given.lower, end)) && mark$(given.lower.slice(start, end)))
      continue;
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

export function multiplierAt(given: MoneyText, start: number, currency: string | null): { row: Multiplier; end: number } | null {
  for (const length of TIMES_STARTS.get(signAt(given.lower, start)) ?? NONE) {
    const end = start + length;
    if (end > given.lower.length) continue;
    const rows = TIMES.get(given.lower.slice(start, end));
    if (rows === undefined) continue;
    if (isWordLetter(signAt(given.lower, end - 1)) && isWordLetter(signAt(given.lower, end)) && markAfter(given, end) === null) continue;
    for (const row of rows) if (multiplierFits(row, given, start, currency)) return { row, end };
  }
  return null;
}

function spacesBack(text: string, from: number, most: number): number {
  let at = from;
  while (at > 0 && from - at < most && signAt(text, at - 1) === ' ') at--;
  return at;
}

export function spacesOn(text: string, from: number, most: number): number {
  let at = from;
  while (at - from < most && signAt(text, at) === ' ') at++;
  return at;
}

/** The marks before a number: the nearest, and an ISO code before that («CAD $133,000», «HKD: $20,000»). */
export function marksBefore(given: MoneyText, start: number): { hits: MarkHit[]; start: number } {
  const hits: MarkHit[] = [];
  let at = start;
  for (let turn = 0; turn < 2; turn++) {
    let end = spacesBack(given.lower, at, 2);
    if (signAt(given.lower, end - 1) === ':' && end > 1) end = spacesBack(given.lower, end - 1, 1);
    const hit = markBefore(given, end);
    if (hit === null) break;
    hits.push(hit);
    at = hit.start;
  }
  return { hits, start: at };
}

export function codeOf(hits: readonly MarkHit[]): { currency: string | null; mark: string | null; times: number } {
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

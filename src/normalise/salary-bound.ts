import { signAt } from '#src/text/letters';
import {
  AROUND_WORDS,
  BETWEEN_WORDS,
  FROM_CLAUSE_WORDS,
  FROM_WORDS,
  FROM_WORDS_AFTER,
  TO_WORDS,
  TO_WORDS_AFTER,
} from './tables/salary-bound-words.js';
import type { Amount } from './money-amount.js';
import type { MoneyText } from './money-mark.js';
import { wordFinder } from './salary-word-finder.js';
import type { Salary } from '../domain/salary.js';

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
  for (const to of signAt(text, end - 1) === '.' ? [end, end - 1] : [end])
    for (const word of AROUND.get(signAt(text, to - 1)) ?? [])
      if (to >= word.length && text.startsWith(word, to - word.length)) return to - word.length;
  return -1;
}

/** Whether a text ends with one of the words, up to three words such as «around», and a few signs. Walked from its end: no pattern does it in linear time. */
function endsWithOneOf(words: readonly string[]): (text: string) => boolean {
  const ends = byEnd(words);
  const stands = (text: string, end: number): boolean =>
    (ends.get(signAt(text, end - 1)) ?? []).some(
      (word) => end >= word.length && text.startsWith(word, end - word.length) && !/\p{L}/u.test(signAt(text, end - word.length - 1)),
    );
  return (text) => {
    let end = text.length;
    for (let turn = 0; turn <= MOST_AROUND; turn++) {
      if (end > 0 && stands(text, end)) return true;
      for (let signs = 0; end > 0 && (turn > 0 || signs < MOST_SIGNS) && SIGNS.test(signAt(text, end - 1)); signs++) {
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
const FROM_CLAUSE = wordFinder(FROM_CLAUSE_WORDS);

/** From the last stop before a figure, at most a hundred characters. */
function clauseOf(lower: string, end: number): string {
  const text = lower.slice(Math.max(0, end - 100), end);
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('. '), text.lastIndexOf(';'), text.lastIndexOf('|')) + 1);
}

/** Whether «between» stands before a place. */
export const BETWEEN_BEFORE = endsWithOneOf(BETWEEN_WORDS);

/** Whether one amount is told to be the least («from», «ab», a plus), the most («up to»), or the very figure. */
export function boundOf(given: MoneyText, amount: Amount): Exclude<Salary['bound'], 'range'> {
  const before = given.lower.slice(Math.max(0, amount.start - 44), amount.start);
  const after = given.lower.slice(amount.end, amount.end + 24);
  if (TO_BEFORE(before) || TO_AFTER.test(after)) return 'to';
  return amount.plus ||
    FROM_CLAUSE.first(clauseOf(given.lower, amount.start)) !== null ||
    FROM_BEFORE(before) ||
    FROM_AFTER.test(after) ||
    FROM_AFTER_CJK.test(after)
    ? 'from'
    : 'exact';
}

import { signAt } from '#src/text/letters';
import { AND_SO_ON, SENTENCE_ABBREVIATIONS } from './tables/salary-clause-words.js';
import { PAY_AFTER, PAY_WORDS } from './tables/salary-words.js';
import type { MoneyText } from './money-mark.js';
import { wordFinder } from './salary-word-finder.js';
import type { Figure } from './salary-figure.js';

/** The words around a figure, lower case, bounded: they never reach into another line or sentence unless named so. */
export interface Around {
  /** From the sentence's (or cell's) start to the figure; at most 160 characters. */
  readonly before: string;
  /** From the figure to the end of its sentence or cell; at most 100 characters. */
  readonly after: string;
  /** The first units behind the figure as written, stop or not. */
  readonly following: string;
  /** What stands on the same line before the sentence, and the nearest line above that has words; at most 120 characters each. */
  readonly line: string;
  readonly heading: string;
  /** Where the line above begins in the text. */
  readonly headingStart: number;
}

const LONGEST_BEFORE = 160;
const LONGEST_AFTER = 100;
const ABBREVIATIONS = new Set(SENTENCE_ABBREVIATIONS);

/** Whether the character at `at` ends a sentence or a cell. */
function isStop(lower: string, at: number): boolean {
  const char = signAt(lower, at);
  if (char === '\n' || char === '|' || char === '•' || char === ';' || char === '。' || char === '│' || char === '¦') return true;
  if (char !== '.' && char !== '!' && char !== '?') return false;
  const next = signAt(lower, at + 1);
  if (next !== ' ' && next !== '\n' && next !== '') return false;
  if (char !== '.') return true;
  let start = at;
  while (start > 0 && at - start < 12 && !/[\s(]/.test(signAt(lower, start - 1))) start--;
  const word = lower.slice(start, at);
  return word.length > 2 && !word.includes('.') && !ABBREVIATIONS.has(word);
}

const CELL = /[\n|•·()[\]{};*]|\s[-–>]+\s|:\s|[,.]\s/;
const LITTLE = 14;
const LITTLE_WORDS = wordFinder([...PAY_WORDS, ...PAY_AFTER, ...AND_SO_ON]);

/** The figure's cell: between bars, brackets, dashes. */
export interface Cell {
  /** Holds little else. */
  readonly alone: boolean;
  /** Holds nothing else at all. */
  readonly bare: boolean;
}

export function cellOf(given: MoneyText, figure: Figure): Cell {
  const left = given.lower.slice(Math.max(0, figure.start - 60), figure.start);
  const right = given.lower.slice(figure.end, figure.end + 60);
  const leftCell = left.split(CELL).at(-1) ?? '';
  const rightCell = right.split(CELL)[0] ?? '';
  const rest = LITTLE_WORDS.without(`${leftCell} ${rightCell}`).replace(/[^\p{L}]+/gu, '');
  const before = leftCell.replace(/[^\p{L}]+/gu, '').length;
  return { alone: rest.length <= LITTLE && before <= LITTLE, bare: rest === '' };
}

export function aroundOf(given: MoneyText, figure: Figure): Around {
  const { lower } = given;
  let from = figure.start;
  const floor = Math.max(0, figure.start - LONGEST_BEFORE);
  while (from > floor && !isStop(lower, from - 1)) from--;
  let to = figure.end;
  const ceiling = Math.min(lower.length, figure.end + LONGEST_AFTER);
  while (to < ceiling && !isStop(lower, to)) to++;
  let lineStart = from;
  const lineFloor = Math.max(0, from - 120);
  while (lineStart > lineFloor && signAt(lower, lineStart - 1) !== '\n') lineStart--;
  let heading = '';
  let headingStart = 0;
  if (signAt(lower, lineStart - 1) === '\n') {
    let end = lineStart - 1;
    while (end > 0 && lineStart - end < 12 && /\s/.test(signAt(lower, end - 1))) end--;
    let start = end;
    while (start > 0 && end - start < 120 && signAt(lower, start - 1) !== '\n') start--;
    heading = lower.slice(start, end);
    headingStart = start;
  }
  return {
    before: lower.slice(from, figure.start),
    after: lower.slice(figure.end, to),
    following: given.text.slice(figure.end, figure.end + 8),
    line: lower.slice(lineStart, from),
    heading,
    headingStart,
  };
}

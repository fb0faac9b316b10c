import { foldOf, lowerOf } from './fold.js';
import { knownWordAt, type KnownWord } from './known-words.js';
import { isLetterUnit } from './letters.js';
import { unitsOf } from './units.js';

/** A word of a text: folded, with its offsets in the original (UTF-16 units, end exclusive). */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The word as one object wherever it stands; only plain ones have it. */
  readonly known: KnownWord | null;
}

export interface TokeniseOptions {
  /** Drop accents («sênior» → «senior»); default true. */
  readonly fold?: boolean;
  /** Give runs of Han and kana as one token instead of overlapping pairs; default false. */
  readonly keepRuns?: boolean;
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const CJK = 3;
const INVISIBLE = 4;

const NUMBER = /\p{Nd}/u;

/** Class of one UTF-16 unit, for the whole plane, made once: a table look-up is what keeps the scan fast. */
const CLASSES = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) {
  if (code >= 0xd800 && code <= 0xdfff) continue;
  const char = String.fromCharCode(code);
  if (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff66 && code <= 0xff9f)
  ) {
    CLASSES[code] = code === 0x30fb || code === 0x30a0 ? OTHER : CJK;
  } else if (isLetterUnit(code) || char === '_') CLASSES[code] = LETTER;
  else if (NUMBER.test(char)) CLASSES[code] = DIGIT;
  else if (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    code === 0xfeff
  )
    CLASSES[code] = INVISIBLE;
}

const classAt = (units: Uint16Array, index: number): number => CLASSES[units[index] ?? 0] ?? OTHER;
const isWord = (kind: number): boolean => kind === LETTER || kind === DIGIT;

/** Suffixes after a dot that belong to the word before: node.js, asp.net, socket.io, open.ai. */
const DOTTED = ['js', 'net', 'io', 'ts', 'ai'];
const PLUS = 43;
const HASH = 35;
const DOT = 46;
const APOSTROPHES = new Set([39, 0x2019, 0x2bc]);

function dottedEnd(text: string, units: Uint16Array, dot: number): number {
  for (const suffix of DOTTED) {
    const end = dot + 1 + suffix.length;
    if (text.slice(dot + 1, end).toLowerCase() === suffix && !isWord(classAt(units, end))) return end;
  }
  return -1;
}

/** End of the word that starts at `start`, with the signs that belong to it. */
function wordEnd(text: string, units: Uint16Array, start: number): number {
  let index = start;
  for (;;) {
    const kind = classAt(units, index);
    if (isWord(kind) || kind === INVISIBLE) {
      index++;
      continue;
    }
    if (index >= text.length) break;
    const code = units[index] ?? 0;
    if (code === DOT && index > start) {
      if (classAt(units, index - 1) === DIGIT && classAt(units, index + 1) === DIGIT) {
        index++;
        continue;
      }
      const end = dottedEnd(text, units, index);
      if (end > 0) return end;
    } else if (code === PLUS && units[index + 1] === PLUS && !isWord(classAt(units, index + 2))) return index + 2;
    else if (code === HASH && index === start + 1 && classAt(units, start) === LETTER && !isWord(classAt(units, index + 1)))
      return index + 1;
    else if (APOSTROPHES.has(code) && index - start > 2 && classAt(units, index + 1) === LETTER) {
      index++;
      continue;
    }
    break;
  }
  while (index > start && classAt(units, index - 1) === INVISIBLE) index--;
  return index;
}

/** The possessive goes, other apostrophes inside a word and invisible characters too. */
function cleaned(raw: string): string {
  if (!/['’ʼ\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/.test(raw)) return raw;
  return raw.replace(/['’ʼ]s$/i, '').replace(/['’ʼ\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '');
}

interface Cutting {
  readonly text: string;
  readonly units: Uint16Array;
  readonly fold: (word: string) => string;
  readonly keepRuns: boolean;
  readonly tokens: Token[];
}

function takeWord(cutting: Cutting, start: number): number {
  const { text, units, fold, tokens } = cutting;
  const end = wordEnd(text, units, start);
  const word = fold(cleaned(text.slice(start, end)));
  if (word !== '') tokens.push({ text: word, start, end, known: null });
  return end;
}

function takeRun(cutting: Cutting, start: number): number {
  const { text, units, fold, keepRuns, tokens } = cutting;
  let end = start + 1;
  while (classAt(units, end) === CJK) end++;
  if (keepRuns || end - start <= 2) tokens.push({ text: fold(text.slice(start, end)), start, end, known: null });
  else for (let at = start; at + 2 <= end; at++) tokens.push({ text: fold(text.slice(at, at + 2)), start: at, end: at + 2, known: null });
  return end;
}

/** «.NET» begins with its sign. */
function takeDotted(cutting: Cutting, start: number): number {
  const { text, units, tokens } = cutting;
  const end = start + 4;
  if (text.slice(start + 1, end).toLowerCase() !== 'net' || isWord(classAt(units, end))) return start + 1;
  tokens.push({ text: '.net', start, end, known: null });
  return end;
}

/** The next place that may begin a word: what is neither letter, digit, sign nor dot is passed over. */
function skipOther(units: Uint16Array, start: number, length: number): number {
  let index = start;
  while (index < length && units[index] !== DOT) {
    const kind = classAt(units, index);
    if (kind !== OTHER && kind !== INVISIBLE) break;
    index++;
  }
  return index;
}

/**
 * Cuts a text into words in one pass. Keeps `c++`, `c#`, `.net`, `asp.net`, `node.js`, `3.11`; splits at everything else.
 * Runs of Han and kana come as overlapping pairs, so that any word of two signs is found.
 */
export function tokenise(text: string, options: TokeniseOptions = {}): Token[] {
  const units = unitsOf(text);
  const { length } = text;
  const tokens: Token[] = [];
  const cutting: Cutting = { text, units, fold: options.fold === false ? lowerOf : foldOf, keepRuns: options.keepRuns === true, tokens };
  for (let index = skipOther(units, 0, length); index < length; index = skipOther(units, index, length)) {
    const known = knownWordAt(units, index);
    if (known !== null) {
      const start = index;
      index += known.text.length;
      tokens.push({ text: known.text, start, end: index, known });
      continue;
    }
    const kind = classAt(units, index);
    if (isWord(kind)) index = takeWord(cutting, index);
    else if (kind === CJK) index = takeRun(cutting, index);
    else index = takeDotted(cutting, index);
  }
  return tokens;
}

/** Only the folded words of a text, in order. */
export const wordsOf = (text: string): string[] => tokenise(text).map((token) => token.text);

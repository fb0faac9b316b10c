import { foldOf, lowerOf } from './fold.js';

/** A word of a text: folded, with its offsets in the original (UTF-16 units, end exclusive). */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
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

const LETTER_OR_MARK = /[\p{L}\p{M}]/u;
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
  } else if (LETTER_OR_MARK.test(char) || char === '_') CLASSES[code] = LETTER;
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

const classAt = (text: string, index: number): number => (index < text.length ? (CLASSES[text.charCodeAt(index)] ?? OTHER) : OTHER);
const isWord = (kind: number): boolean => kind === LETTER || kind === DIGIT;

/** Suffixes after a dot that belong to the word before: node.js, asp.net, socket.io, open.ai. */
const DOTTED = ['js', 'net', 'io', 'ts', 'ai'];
const PLUS = 43;
const HASH = 35;
const DOT = 46;
const APOSTROPHES = new Set([39, 0x2019, 0x2bc]);

function dottedEnd(text: string, dot: number): number {
  for (const suffix of DOTTED) {
    const end = dot + 1 + suffix.length;
    if (text.slice(dot + 1, end).toLowerCase() === suffix && !isWord(classAt(text, end))) return end;
  }
  return -1;
}

/** End of the word that starts at `start`, with the signs that belong to it. */
function wordEnd(text: string, start: number): number {
  let index = start;
  for (;;) {
    const kind = classAt(text, index);
    if (isWord(kind) || kind === INVISIBLE) {
      index++;
      continue;
    }
    if (index >= text.length) break;
    const code = text.charCodeAt(index);
    if (code === DOT && index > start) {
      if (classAt(text, index - 1) === DIGIT && classAt(text, index + 1) === DIGIT) {
        index++;
        continue;
      }
      const end = dottedEnd(text, index);
      if (end > 0) return end;
    } else if (code === PLUS && text.charCodeAt(index + 1) === PLUS && !isWord(classAt(text, index + 2))) return index + 2;
    else if (code === HASH && index === start + 1 && classAt(text, start) === LETTER && !isWord(classAt(text, index + 1))) return index + 1;
    else if (APOSTROPHES.has(code) && index - start > 2 && classAt(text, index + 1) === LETTER) {
      index++;
      continue;
    }
    break;
  }
  while (index > start && classAt(text, index - 1) === INVISIBLE) index--;
  return index;
}

/** ASCII without an apostrophe: nothing to fold but its case. */
function isPlain(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code > 127 || code === 39) return false;
  }
  return true;
}

/** The possessive goes, other apostrophes inside a word and invisible characters too. */
function cleaned(raw: string): string {
  if (!/['’ʼ\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/.test(raw)) return raw;
  return raw.replace(/['’ʼ]s$/i, '').replace(/['’ʼ\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '');
}

/**
 * Cuts a text into words in one pass. Keeps `c++`, `c#`, `.net`, `asp.net`, `node.js`, `3.11`; splits at everything else.
 * Runs of Han and kana come as overlapping pairs, so that any word of two signs is found.
 */
export function tokenise(text: string, options: TokeniseOptions = {}): Token[] {
  const fold = options.fold === false ? lowerOf : foldOf;
  const tokens: Token[] = [];
  const length = text.length;
  // One lower-casing of the whole text serves all plain words.
  const lower = text.toLowerCase();
  const aligned = lower.length === length;
  let index = 0;
  while (index < length) {
    const kind = classAt(text, index);
    if (isWord(kind)) {
      const end = wordEnd(text, index);
      const word = aligned && isPlain(text, index, end) ? lower.slice(index, end) : fold(cleaned(text.slice(index, end)));
      if (word !== '') tokens.push({ text: word, start: index, end });
      index = end;
    } else if (kind === CJK) {
      const start = index;
      while (classAt(text, index) === CJK) index++;
      if (options.keepRuns === true || index - start <= 2) tokens.push({ text: fold(text.slice(start, index)), start, end: index });
      else for (let at = start; at + 2 <= index; at++) tokens.push({ text: fold(text.slice(at, at + 2)), start: at, end: at + 2 });
    } else {
      const code = text.charCodeAt(index);
      if (code === DOT && /^net/i.test(text.slice(index + 1, index + 4)) && !isWord(classAt(text, index + 4))) {
        tokens.push({ text: '.net', start: index, end: index + 4 });
        index += 4;
      } else index++;
    }
  }
  return tokens;
}

/** Only the folded words of a text, in order. */
export const wordsOf = (text: string): string[] => tokenise(text).map((token) => token.text);

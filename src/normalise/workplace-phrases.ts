import { signAt, unitAt } from '#src/text/letters';
import { unitsOf } from '#src/text/units';

/** A phrase found in a text. */
export interface PhraseHit {
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
}

const LETTER = /[\p{L}\p{M}]/u;
const MOST_HITS_PER_STEM = 40;

const isLetter = (char: string): boolean => char !== '' && LETTER.test(char);
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** A phrase, where its stem stands in it, and its first and last letters: they turn most places away. */
interface StemPhrase {
  readonly text: string;
  readonly offset: number;
  readonly first: number;
  readonly last: number;
}

interface StemRow {
  readonly stem: string;
  readonly phrases: readonly StemPhrase[];
}

/** Three letters as a number below 4,096, made from the number of the letter before: a cheap sign that a stem may begin there. */
const signWith = (sign: number, unit: number): number => ((sign << 4) ^ unit) & 4095;
const signOf = (stem: string): number => signWith(signWith(signWith(0, stem.charCodeAt(0)), stem.charCodeAt(1)), stem.charCodeAt(2));

const NONE: readonly number[] = [];

/** Places of the text at hand where a stem may begin. */
let places = new Int32Array(1 << 12);

/** Fills `places`; a loop of its own, for it meets every letter of a text. @returns how many there are */
function markedPlaces(lower: string, marked: Uint8Array): number {
  const units = unitsOf(lower);
  const { length } = lower;
  let count = 0;
  let sign = signWith(signWith(0, units[0] ?? 0), units[1] ?? 0);
  for (let at = 2; at < length; at++) {
    sign = signWith(sign, units[at] ?? 0);
    if (marked[sign] === 0) continue;
    if (count === places.length) {
      const wider = new Int32Array(2 * count);
      wider.set(places);
      places = wider;
    }
    places[count++] = at - 2;
  }
  return count;
}

function rowsOf(phrases: readonly string[], stems: readonly string[]): StemRow[] {
  const rows = new Map<string, StemPhrase[]>();
  for (const text of new Set(phrases)) {
    const stem = stems.find((row) => text.includes(row)) ?? text;
    const row = rows.get(stem) ?? [];
    row.push({ text, offset: text.indexOf(stem), first: text.charCodeAt(0), last: text.charCodeAt(text.length - 1) });
    rows.set(stem, row);
  }
  return [...rows].map(([stem, list]) => ({ stem, phrases: list.sort((a, b) => b.text.length - a.text.length) }));
}

/** The longest phrase of a stem that stands around the stem at `at`, on word boundaries. */
function phraseAt(lower: string, row: StemRow, at: number): PhraseHit | null {
  for (const { text, offset, first, last } of row.phrases) {
    const start = at - offset;
    const end = start + text.length;
    if (start < 0 || end > lower.length || lower.charCodeAt(start) !== first || lower.charCodeAt(end - 1) !== last) continue;
    if (!lower.startsWith(text, start)) continue;
    const free =
      UNSPACED.test(text) ||
      (!isLetter(signAt(lower, start - 1)) && !(isLetter(signAt(text, text.length - 1)) && isLetter(signAt(lower, end))));
    if (free) return { phrase: text, start, end };
  }
  return null;
}

/** Where words of a text stand. */
export interface WordPlaces {
  readonly words: readonly { readonly start: number; readonly end: number }[];
  /** Numbers of the words in which a stem may begin, in order. */
  readonly places: readonly number[];
}

/** Phrases found by the few stems that they hold. */
export interface PhraseFinder {
  /**
   * @param within the words in which a stem may begin, where they are known; else every letter of the text is looked at
   * @returns hits in the text's order, on word boundaries; at most forty places a stem
   */
  find(lower: string, within?: WordPlaces): PhraseHit[];
  /** Whether a stem may begin in a word of lower case. */
  mayHold(word: string): boolean;
}

/**
 * Finds many phrases in a long text by the few stems that they hold: one pass over the text, and a comparison where three letters say
 * that a stem may begin.
 */
export function phraseFinder(phrases: readonly string[], stems: readonly string[]): PhraseFinder {
  const table = rowsOf(phrases, stems);
  const signs: (number[] | undefined)[] = Array.from({ length: 4096 });
  const marked = new Uint8Array(4096);
  const short: number[] = [];
  table.forEach(({ stem }, index) => {
    if (stem.length < 3) {
      short.push(index);
      return;
    }
    const sign = signOf(stem);
    marked[sign] = 1;
    (signs[sign] ??= []).push(index);
  });

  // What of a stem must stand within one word; what follows a space or a hyphen stands in the next.
  const openings = table.map(({ stem }) => {
    const opening = /^[\p{L}\p{M}]+/u.exec(stem)?.[0] ?? '';
    return { opening, ends: opening.length < stem.length };
  });
  const mayHold = (word: string): boolean => openings.some(({ opening, ends }) => (ends ? word.endsWith(opening) : word.includes(opening)));

  function find(lower: string, within?: WordPlaces): PhraseHit[] {
    const hits: (PhraseHit & { readonly row: number })[] = [];
    const seen = new Uint8Array(table.length);
    const free = new Int32Array(table.length);
    const look = (index: number, at: number): void => {
      const row = table[index];
      if (row === undefined || at < (free[index] ?? 0) || (seen[index] ?? 0) >= MOST_HITS_PER_STEM || !lower.startsWith(row.stem, at))
        return;
      seen[index] = (seen[index] ?? 0) + 1;
      free[index] = at + row.stem.length;
      const hit = phraseAt(lower, row, at);
      if (hit !== null) hits.push({ ...hit, row: index });
    };
    const lookAt = (at: number): void => {
      const sign = signWith(signWith(signWith(0, unitAt(lower, at)), unitAt(lower, at + 1)), unitAt(lower, at + 2));
      for (const index of signs[sign] ?? NONE) look(index, at);
    };
    if (within === undefined) {
      const marks = markedPlaces(lower, marked);
      for (let turn = 0; turn < marks; turn++) lookAt(places[turn] ?? 0);
    } else
      for (const place of within.places) {
        const word = within.words[place];
        if (word === undefined || word.start >= lower.length) break;
        for (let at = word.start; at < word.end; at++) lookAt(at);
      }
    for (const index of short) {
      const stem = table[index]?.stem ?? '';
      for (let at = lower.indexOf(stem), turn = 0; at >= 0 && turn < MOST_HITS_PER_STEM; turn++, at = lower.indexOf(stem, at + stem.length))
        look(index, at);
    }
    return hits.sort((a, b) => a.start - b.start || a.row - b.row).map(({ phrase, start, end }) => ({ phrase, start, end }));
  }

  return { find, mayHold };
}

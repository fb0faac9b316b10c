import { signAt } from '#src/text/letters';
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

interface StemRow {
  readonly stem: string;
  readonly phrases: readonly { readonly text: string; readonly offset: number }[];
}

/** Three letters of a text as a number below 4,096: a cheap sign that a stem may begin there. */
const signOf = (a: number, b: number, c: number): number => (Math.imul(a, 641) + Math.imul(b, 37) + c) & 4095;

function rowsOf(phrases: readonly string[], stems: readonly string[]): StemRow[] {
  const rows = new Map<string, { text: string; offset: number }[]>();
  for (const text of new Set(phrases)) {
    const stem = stems.find((row) => text.includes(row)) ?? text;
    const row = rows.get(stem) ?? [];
    row.push({ text, offset: text.indexOf(stem) });
    rows.set(stem, row);
  }
  return [...rows].map(([stem, list]) => ({ stem, phrases: list.sort((a, b) => b.text.length - a.text.length) }));
}

/** The longest phrase of a stem that stands around the stem at `at`, on word boundaries. */
function phraseAt(lower: string, row: StemRow, at: number): PhraseHit | null {
  for (const { text, offset } of row.phrases) {
    const start = at - offset;
    if (start < 0 || !lower.startsWith(text, start)) continue;
    const end = start + text.length;
    const free =
      UNSPACED.test(text) ||
      (!isLetter(signAt(lower, start - 1)) && !(isLetter(signAt(text, text.length - 1)) && isLetter(signAt(lower, end))));
    if (free) return { phrase: text, start, end };
  }
  return null;
}

/**
 * Finds many phrases in a long text by the few stems that they hold: one pass over the text, and a comparison where three letters say
 * that a stem may begin.
 * @returns hits in the text's order, on word boundaries; at most forty places a stem
 */
export function phraseFinder(phrases: readonly string[], stems: readonly string[]): (lower: string) => PhraseHit[] {
  const table = rowsOf(phrases, stems);
  const signs: (number[] | undefined)[] = Array.from({ length: 4096 });
  const marked = new Uint8Array(4096);
  const short: number[] = [];
  table.forEach(({ stem }, index) => {
    if (stem.length < 3) {
      short.push(index);
      return;
    }
    const sign = signOf(stem.charCodeAt(0), stem.charCodeAt(1), stem.charCodeAt(2));
    marked[sign] = 1;
    (signs[sign] ??= []).push(index);
  });

  return (lower) => {
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
    const units = unitsOf(lower);
    for (let at = 0; at + 2 < lower.length; at++) {
      const sign = signOf(units[at] ?? 0, units[at + 1] ?? 0, units[at + 2] ?? 0);
      if (marked[sign] === 1) for (const index of signs[sign] ?? []) look(index, at);
    }
    for (const index of short) {
      const stem = table[index]?.stem ?? '';
      for (let at = lower.indexOf(stem), turn = 0; at >= 0 && turn < MOST_HITS_PER_STEM; turn++, at = lower.indexOf(stem, at + stem.length))
        look(index, at);
    }
    return hits.sort((a, b) => a.start - b.start || a.row - b.row).map(({ phrase, start, end }) => ({ phrase, start, end }));
  };
}

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

/**
 * Finds many phrases in a long text by the few stems that they hold: a plain search a stem, then a comparison at each place.
 * @returns hits in the text's order, on word boundaries; at most forty places a stem.
 */
export function phraseFinder(phrases: readonly string[], stems: readonly string[]): (lower: string) => PhraseHit[] {
  const rows = new Map<string, { text: string; offset: number }[]>();
  for (const text of new Set(phrases)) {
    const stem = stems.find((row) => text.includes(row)) ?? text;
    const row = rows.get(stem) ?? [];
    row.push({ text, offset: text.indexOf(stem) });
    rows.set(stem, row);
  }
  const table: StemRow[] = [...rows].map(([stem, list]) => ({ stem, phrases: list.sort((a, b) => b.text.length - a.text.length) }));
  return (lower) => {
    const hits: PhraseHit[] = [];
    for (const { stem, phrases: list } of table) {
      let at = lower.indexOf(stem);
      for (let seen = 0; at >= 0 && seen < MOST_HITS_PER_STEM; seen++) {
        for (const { text, offset } of list) {
          const start = at - offset;
          if (start < 0 || !lower.startsWith(text, start)) continue;
          const end = start + text.length;
          const free =
            UNSPACED.test(text) ||
            (!isLetter(lower.charAt(start - 1)) && !(isLetter(text.charAt(text.length - 1)) && isLetter(lower.charAt(end))));
          if (!free) continue;
          hits.push({ phrase: text, start, end });
          break;
        }
        at = lower.indexOf(stem, at + stem.length);
      }
    }
    return hits.sort((a, b) => a.start - b.start);
  };
}

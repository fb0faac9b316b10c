import { foldOf } from '#src/text/fold';

/** Words as the matcher needs them: folded text only. */
export interface Word {
  readonly text: string;
}

/** A phrase of a table found in a text: words `from` up to but not including `to`. */
export interface Hit<T> {
  readonly value: T;
  readonly from: number;
  readonly to: number;
}

/** A word of a phrase; `open`: where any letters may follow or go before («разработчик*», «*entwickler»). */
interface Part {
  readonly text: string;
  readonly open: 'end' | 'start' | null;
}

interface Entry<T> {
  readonly value: T;
  readonly words: readonly Part[];
}

function partOf(word: string): Part {
  if (word.endsWith('*')) return { text: word.slice(0, -1), open: 'end' };
  return word.startsWith('*') ? { text: word.slice(1), open: 'start' } : { text: word, open: null };
}

function matchesWord(part: Part | undefined, word: string | undefined): boolean {
  if (part === undefined || word === undefined) return false;
  if (part.open === null) return word === part.text;
  return part.open === 'end' ? word.startsWith(part.text) : word.length > part.text.length && word.endsWith(part.text);
}

const HEAD = 3;

function matchesAt<T>(entry: Entry<T>, words: readonly Word[], index: number): boolean {
  for (let offset = 0; offset < entry.words.length; offset++)
    if (!matchesWord(entry.words[offset], words[index + offset]?.text)) return false;
  return true;
}

/** The first entry of a list (longest first) that stands at a word and is longer than the best so far; else the best so far. */
function longestOf<T>(
  entries: readonly Entry<T>[] | undefined,
  words: readonly Word[],
  index: number,
  best: Entry<T> | null,
): Entry<T> | null {
  if (entries === undefined) return best;
  for (const entry of entries) {
    if (best !== null && entry.words.length <= best.words.length) return best;
    if (matchesAt(entry, words, index)) return entry;
  }
  return best;
}

/**
 * Finds the phrases of a table in a list of words: longest first, left to right, without overlap. A word of a phrase may end in `*`
 * (any ending: «разработчик*») or start with it (compounds: «*entwickler»). Time grows with the text, not with the table.
 */
export class Lexicon<T> {
  private readonly exact = new Map<string, Entry<T>[]>();
  private readonly prefixed = new Map<string, Entry<T>[]>();
  private readonly suffixed: Entry<T>[] = [];
  /** Words in scripts without spaces, for cutting runs of such signs. */
  readonly runs = new Set<string>();

  /** @param rows phrases, several in one string separated by commas, with their value */
  constructor(rows: Iterable<readonly [phrases: string, value: T]>) {
    for (const [phrases, value] of rows) {
      for (const phrase of phrases.split(',')) {
        const words = foldOf(phrase).trim().split(/\s+/);
        const parts = words.map(partOf);
        const [first] = parts;
        if (first === undefined || words[0] === '') continue;
        const entry = { value, words: parts };
        if (first.open === 'start') this.suffixed.push(entry);
        else if (first.open === 'end') push(this.prefixed, first.text.slice(0, HEAD), entry);
        else push(this.exact, first.text, entry);
        for (const word of words) if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word)) this.runs.add(word);
      }
    }
    for (const list of [...this.exact.values(), ...this.prefixed.values(), this.suffixed])
      list.sort((a, b) => b.words.length - a.words.length || (b.words[0]?.text.length ?? 0) - (a.words[0]?.text.length ?? 0));
  }

  /** The longest phrase that starts at a word, or `null`. */
  at(words: readonly Word[], index: number): Hit<T> | null {
    const word = words[index]?.text;
    if (word === undefined) return null;
    let best = longestOf(this.exact.get(word), words, index, null);
    for (let length = this.prefixed.size === 0 ? 0 : Math.min(HEAD, word.length); length > 0; length--)
      best = longestOf(this.prefixed.get(word.slice(0, length)), words, index, best);
    best = longestOf(this.suffixed, words, index, best);
    return best === null ? null : { value: best.value, from: index, to: index + best.words.length };
  }

  /** Whether a phrase may begin with a word. */
  mayStart(word: string): boolean {
    if (this.exact.has(word)) return true;
    for (let length = Math.min(HEAD, word.length); length > 0; length--) {
      for (const entry of this.prefixed.get(word.slice(0, length)) ?? []) if (matchesWord(entry.words[0], word)) return true;
    }
    return this.suffixed.some((entry) => matchesWord(entry.words[0], word));
  }

  /** Phrases of a long text, whose `starts` tell at which words one of this lexicon (bit) may begin. */
  allAt(words: readonly Word[], starts: Uint32Array, bit: number): Hit<T>[] {
    const hits: Hit<T>[] = [];
    for (let index = 0; index < words.length;) {
      const hit = ((starts[index] ?? 0) & bit) === 0 ? null : this.at(words, index);
      if (hit !== null) hits.push(hit);
      index = hit?.to ?? index + 1;
    }
    return hits;
  }

  all(words: readonly Word[]): Hit<T>[] {
    const hits: Hit<T>[] = [];
    for (let index = 0; index < words.length;) {
      const hit = this.at(words, index);
      if (hit !== null) hits.push(hit);
      index = hit?.to ?? index + 1;
    }
    return hits;
  }
}

function push<T>(map: Map<string, Entry<T>[]>, key: string, entry: Entry<T>): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

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

interface Entry<T> {
  readonly value: T;
  readonly words: readonly string[];
}

const matchesWord = (pattern: string, word: string): boolean => {
  if (pattern.endsWith('*')) return word.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? word.length >= pattern.length && word.endsWith(pattern.slice(1)) : word === pattern;
};

const HEAD = 3;

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
        const first = words[0] ?? '';
        if (first === '') continue;
        const entry = { value, words };
        if (first.startsWith('*')) this.suffixed.push(entry);
        else if (first.endsWith('*')) push(this.prefixed, first.slice(0, -1).slice(0, HEAD), entry);
        else push(this.exact, first, entry);
        for (const word of words) if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word)) this.runs.add(word);
      }
    }
    for (const list of [...this.exact.values(), ...this.prefixed.values(), this.suffixed])
      list.sort((a, b) => b.words.length - a.words.length || (b.words[0] ?? '').length - (a.words[0] ?? '').length);
  }

  /** The longest phrase that starts at a word, or `null`. */
  at(words: readonly Word[], index: number): Hit<T> | null {
    const word = words[index]?.text;
    if (word === undefined) return null;
    let best: Entry<T> | null = null;
    const consider = (entries: readonly Entry<T>[] | undefined): void => {
      for (const entry of entries ?? []) {
        if (best !== null && entry.words.length <= best.words.length) return;
        if (entry.words.every((pattern, offset) => matchesWord(pattern, words[index + offset]?.text ?? ''))) {
          best = entry;
          return;
        }
      }
    };
    consider(this.exact.get(word));
    for (let length = Math.min(HEAD, word.length); length > 0; length--) consider(this.prefixed.get(word.slice(0, length)));
    consider(this.suffixed);
    const found = best as Entry<T> | null;
    return found === null ? null : { value: found.value, from: index, to: index + found.words.length };
  }

  /** Whether a phrase may begin with a word. */
  mayStart(word: string): boolean {
    if (this.exact.has(word)) return true;
    for (let length = Math.min(HEAD, word.length); length > 0; length--) {
      for (const entry of this.prefixed.get(word.slice(0, length)) ?? []) if (matchesWord(entry.words[0] ?? '', word)) return true;
    }
    return this.suffixed.some((entry) => matchesWord(entry.words[0] ?? '', word));
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

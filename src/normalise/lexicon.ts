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

/** Phrases of a table that may begin with a word, the longest first. */
export type Beginning<T> = readonly Entry<T>[];

const NO_PHRASES: readonly never[] = [];

/** Whether the words behind the first are the phrase's. */
function goesOn<T>(entry: Entry<T>, words: readonly Word[], index: number): boolean {
  for (let offset = 1; offset < entry.words.length; offset++)
    if (!matchesWord(entry.words[offset], words[index + offset]?.text)) return false;
  return true;
}

/** The longest phrase that stands at a word, of those that may begin with it; `null`: none does. */
export function hitOf<T>(beginning: Beginning<T>, words: readonly Word[], index: number): Hit<T> | null {
  for (const entry of beginning)
    if (goesOn(entry, words, index)) return { value: entry.value, from: index, to: index + entry.words.length };
  return null;
}

/** Words whose phrases a table remembers; emptied when it is full. */
const REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 40;

/**
 * Finds the phrases of a table in a list of words: longest first, left to right, without overlap. A word of a phrase may end in `*`
 * (any ending: «разработчик*») or start with it (compounds: «*entwickler»). Time grows with the text, not with the table.
 */
export class Lexicon<T> {
  private readonly exact = new Map<string, Entry<T>[]>();
  private readonly prefixed = new Map<string, Entry<T>[]>();
  private readonly suffixed: Entry<T>[] = [];
  private readonly remembered = new Map<string, Beginning<T>>();
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

  /**
   * The phrases that may begin with a word. Of two of the same number of words, one that begins with the word itself goes before one
   * that begins with any of its endings, and that before a compound.
   */
  beginning(word: string): Beginning<T> {
    const lists = [this.exact.get(word)];
    for (let length = this.prefixed.size === 0 ? 0 : Math.min(HEAD, word.length); length > 0; length--)
      lists.push(this.prefixed.get(word.slice(0, length)));
    if (this.suffixed.length > 0) lists.push(this.suffixed);
    const found = lists.flatMap((list) => (list === undefined ? [] : list.filter((entry) => matchesWord(entry.words[0], word))));
    return found.length === 0 ? NO_PHRASES : found.sort((a, b) => b.words.length - a.words.length);
  }

  /** The longest phrase that starts at a word, or `null`. */
  at(words: readonly Word[], index: number): Hit<T> | null {
    const word = words[index]?.text;
    if (word === undefined) return null;
    let beginning = this.remembered.get(word);
    if (beginning === undefined) {
      beginning = this.beginning(word);
      if (word.length <= LONGEST_REMEMBERED) {
        if (this.remembered.size >= REMEMBERED) this.remembered.clear();
        // A copy of its own: the word may be a slice that holds the whole text in memory.
        this.remembered.set(Buffer.from(word).toString(), beginning);
      }
    }
    return hitOf(beginning, words, index);
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

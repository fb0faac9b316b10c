import { foldOf } from '../text/fold.js';
import { slipsBetween } from '../text/edit-distance.js';

/** Something that can be searched for, and how many listings have it. */
export interface SuggestedValue {
  readonly parameter: 'q' | 'title' | 'language' | 'skill' | 'company';
  readonly value: string;
  readonly label: string;
  readonly listings: number;
}

export interface Suggestions {
  readonly data: readonly SuggestedValue[];
  /** The typed words with those that nobody has put right; `null`: nothing to put right, or nothing near. */
  readonly didYouMean: string | null;
}

export interface Suggester {
  suggest(typed: string, most: number): Suggestions;
}

const ENTRIES_A_STEP = 2000;
const MOST_WORDS = 8;
/** Of so many of the commonest, those that begin as typed come first. */
const ARRANGED = 64;
/** Words that share most with a mistyped one are compared letter by letter. */
const COMPARED = 60;
/** A typed text has fewer threes. */
const SHARED_AT_MOST = 120;
const BREAK = /[^\p{L}\p{M}\p{N}+#.]+/u;

const wordsOf = (text: string): string[] =>
  foldOf(text)
    .split(BREAK)
    .map((word) => word.replace(/^\.+(?!net)|\.+$/g, ''))
    .filter((word) => word !== '');

/** A word's threes of letters; its beginning is one more, since most slips happen later. */
function threesOf(word: string): string[] {
  const padded = `  ${word}`;
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
}

interface FoundWord {
  /** Entries as bits, the commonest first. */
  readonly entries: Uint32Array;
  /** Another word stands for the typed one. */
  readonly corrected: string | null;
}

/**
 * Words of titles, skills and employers, to be found while they are typed, slips included. Made in steps; between two of them the caller
 * may do something else.
 */
export function* createSuggester(values: readonly SuggestedValue[]): Generator<void, Suggester> {
  const entries = values.toSorted((a, b) => b.listings - a.listings || (a.label < b.label ? -1 : 1));
  const folded = entries.map(({ label }) => foldOf(label));
  const having = new Map<string, number[]>();
  for (let entry = 0; entry < entries.length; entry += 1) {
    for (const word of new Set(wordsOf(entries[entry]!.label))) {
      const known = having.get(word);
      if (known === undefined) having.set(word, [entry]);
      else known.push(entry);
    }
    if (entry % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
  }
  const words = [...having.keys()].sort();
  yield;
  const lists = words.map((word) => Uint32Array.from(having.get(word) ?? []));
  having.clear();
  const threes = new Map<string, number[]>();
  for (let word = 0; word < words.length; word += 1) {
    for (const three of new Set(threesOf(words[word]!))) {
      const known = threes.get(three);
      if (known === undefined) threes.set(three, [word]);
      else known.push(word);
    }
    if (word % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
  }
  const shared = new Uint8Array(words.length);
  const size = (entries.length + 31) >>> 5;

  const add = (target: Uint32Array, word: number): void => {
    for (const entry of lists[word]!) target[entry >>> 5]! |= 1 << (entry & 31);
  };

  function asTyped(typed: string, isLast: boolean): Uint32Array | null {
    const found = new Uint32Array(size);
    let from = 0;
    for (let end = words.length; from < end;) {
      const middle = (from + end) >>> 1;
      if (words[middle]! < typed) from = middle + 1;
      else end = middle;
    }
    let at = from;
    for (; at < words.length && (isLast ? words[at]!.startsWith(typed) : words[at] === typed); at += 1) add(found, at);
    return at === from ? null : found;
  }

  /** Slips from what was typed to a word, or to a beginning of it while it is still being typed. */
  function slipsTo(typed: string, word: string, isLast: boolean): number {
    const whole = slipsBetween(typed, word);
    if (!isLast || word.length <= typed.length) return whole;
    return Math.min(whole, ...[-1, 0, 1].map((more) => slipsBetween(typed, word.slice(0, typed.length + more))));
  }

  function corrected(typed: string, isLast: boolean): FoundWord | null {
    const touched: number[] = [];
    for (const three of new Set(threesOf(typed))) {
      for (const word of threes.get(three) ?? []) {
        if (shared[word] === 0) touched.push(word);
        shared[word]! += 1;
      }
    }
    // Only those that share most are put in order: a common three is shared by thousands.
    const sharing = new Uint32Array(SHARED_AT_MOST + 1);
    for (const word of touched) sharing[Math.min(SHARED_AT_MOST, shared[word]!)]! += 1;
    let least = SHARED_AT_MOST;
    for (let sum = sharing[least]!; least > 1 && sum < COMPARED; sum += sharing[least]!) least -= 1;
    const close = touched.filter((word) => shared[word]! >= least);
    // Of words that share as much, the shorter is nearer while a word is whole; while it is typed, the commoner.
    const score = new Map(
      close.map((word) => [word, shared[word]! * 1000 - (isLast ? 0 : words[word]!.length) - Math.min(200, lists[word]![0]! / 256)]),
    );
    for (const word of touched) shared[word] = 0;
    const near = close.sort((a, b) => score.get(b)! - score.get(a)!).slice(0, COMPARED);
    const most = Math.max(1, Math.ceil(typed.length / 3));
    let fewest = most + 1;
    let best: number[] = [];
    for (const word of near) {
      const slips = slipsTo(typed, words[word]!, isLast);
      if (slips < fewest) {
        fewest = slips;
        best = [];
      }
      if (slips === fewest && slips <= most) best.push(word);
    }
    const [first, ...others] = best.sort((a, b) => lists[a]![0]! - lists[b]![0]!);
    if (first === undefined) return null;
    const found = new Uint32Array(size);
    for (const word of [first, ...others]) add(found, word);
    return { entries: found, corrected: words[first]! };
  }

  function membersOf(bits: Uint32Array, most: number): number[] {
    const members: number[] = [];
    for (let word = 0; word < bits.length && members.length < most; word += 1)
      for (let rest = bits[word]!; rest !== 0 && members.length < most; rest &= rest - 1)
        members.push((word << 5) + 31 - Math.clz32(rest & -rest));
    return members;
  }

  return {
    suggest(typed, most) {
      const asked = wordsOf(typed.slice(0, 100)).slice(0, MOST_WORDS);
      let found: Uint32Array | null = null;
      const meant: string[] = [];
      let isCorrected = false;
      asked.forEach((word, at) => {
        const isLast = at === asked.length - 1;
        const exact = asTyped(word, isLast);
        const one: FoundWord | null = exact === null ? corrected(word, isLast) : { entries: exact, corrected: null };
        meant.push(one?.corrected ?? word);
        if (one === null) return;
        isCorrected ||= one.corrected !== null;
        if (found === null) {
          found = one.entries;
          return;
        }
        const both = found.map((bits, index) => bits & one.entries[index]!);
        // A word that goes with none of the others is left out rather than answered with nothing.
        if (both.some((bits) => bits !== 0)) found = both;
      });
      if (found === null) return { data: [], didYouMean: null };
      const start = foldOf(isCorrected ? meant.join(' ') : typed.trim());
      const rank = (entry: number): number => (folded[entry] === start ? 0 : folded[entry]!.startsWith(start) ? 1 : 2);
      const data = membersOf(found, ARRANGED)
        .sort((a, b) => rank(a) - rank(b) || a - b)
        .slice(0, most);
      return { data: data.map((entry) => entries[entry]!), didYouMean: isCorrected ? meant.join(' ') : null };
    },
  };
}

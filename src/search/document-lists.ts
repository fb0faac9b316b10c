import { hasBit, popOf, setBit, wordsFor } from './bits.js';

/** Below this many documents a list is never kept as bits. */
const SMALL = 1024;
/** A directory of ranks has one entry for so many words. */
const RANK_WORDS = 16;

/**
 * Lists of documents, ascending. A list of more than 1/32 of all documents is a row of bits, which is then smaller than the numbers. A
 * pair is one document in one list; pairs are numbered list by list, so that what belongs to a pair lies in an array of its own.
 */
export interface DocumentLists {
  /** Documents of the segment. */
  readonly size: number;
  /** The pairs before each list; one more entry than lists. */
  readonly start: Uint32Array<ArrayBuffer>;
  /** Where a list begins in `documents`, or which row of `bits` it is. */
  readonly where: Uint32Array<ArrayBuffer>;
  readonly documents: Uint32Array<ArrayBuffer>;
  readonly bits: Uint32Array<ArrayBuffer>;
  /** Of each row of bits, how many members stand before every sixteenth word. */
  readonly ranks: Uint32Array<ArrayBuffer>;
}

export const countOf = (lists: DocumentLists, list: number): number => lists.start[list + 1]! - lists.start[list]!;

const isDense = (size: number, count: number): boolean => size >= SMALL && count * 32 > size;
export const isDenseList = (lists: DocumentLists, list: number): boolean => isDense(lists.size, countOf(lists, list));

const rankStride = (size: number): number => Math.floor(wordsFor(size) / RANK_WORDS) + 1;

/** Room for lists of the given lengths, and the way to fill them: each list's documents ascending, each exactly as often as counted. */
export function createListFiller(size: number, counts: Uint32Array) {
  const words = wordsFor(size);
  const start = new Uint32Array(counts.length + 1);
  const where = new Uint32Array(counts.length);
  let sparse = 0;
  let dense = 0;
  for (let list = 0; list < counts.length; list += 1) {
    const count = counts[list]!;
    start[list + 1] = start[list]! + count;
    if (isDense(size, count)) {
      where[list] = dense;
      dense += 1;
    } else {
      where[list] = sparse;
      sparse += count;
    }
  }
  const documents = new Uint32Array(sparse);
  const bits = new Uint32Array(dense * words);
  const filled = new Uint32Array(counts.length);
  return {
    /** @returns the pair's number */
    put(list: number, document: number): number {
      const at = filled[list]!;
      filled[list] = at + 1;
      if (isDense(size, counts[list]!)) bits[where[list]! * words + (document >>> 5)]! |= 1 << (document & 31);
      else documents[where[list]! + at] = document;
      return start[list]! + at;
    },
    done: (): DocumentLists => withRanks({ size, start, where, documents, bits }),
  };
}

/** Makes the directory of ranks, which is not worth storing. */
export function withRanks(lists: Omit<DocumentLists, 'ranks'>): DocumentLists {
  const words = wordsFor(lists.size);
  const stride = rankStride(lists.size);
  const rows = words === 0 ? 0 : lists.bits.length / words;
  const ranks = new Uint32Array(rows * stride);
  for (let row = 0; row < rows; row += 1) {
    let n = 0;
    for (let word = 0; word < words; word += 1) {
      if (word % RANK_WORDS === 0) ranks[row * stride + word / RANK_WORDS] = n;
      n += popOf(lists.bits[row * words + word]!);
    }
  }
  return { ...lists, ranks };
}

/** The list as a row of bits; only where it is dense. */
export function rowOf(lists: DocumentLists, list: number): Uint32Array {
  const words = wordsFor(lists.size);
  const from = lists.where[list]! * words;
  return lists.bits.subarray(from, from + words);
}

/** The list as numbers; only where it is not dense. */
export function numbersOf(lists: DocumentLists, list: number): Uint32Array {
  const from = lists.where[list]!;
  return lists.documents.subarray(from, from + countOf(lists, list));
}

export function addList(lists: DocumentLists, list: number, target: Uint32Array): void {
  if (isDenseList(lists, list)) {
    const row = rowOf(lists, list);
    for (let word = 0; word < target.length; word += 1) target[word]! |= row[word]!;
    return;
  }
  const from = lists.where[list]!;
  const to = from + countOf(lists, list);
  const { documents } = lists;
  for (let at = from; at < to; at += 1) setBit(target, documents[at]!);
}

export function removeList(lists: DocumentLists, list: number, target: Uint32Array): void {
  if (isDenseList(lists, list)) {
    const row = rowOf(lists, list);
    for (let word = 0; word < target.length; word += 1) target[word]! &= ~row[word]!;
    return;
  }
  for (const document of numbersOf(lists, list)) target[document >>> 5]! &= ~(1 << (document & 31));
}

/** Finds pairs of one list by document; asked in ascending order, it is quick for short and long lists alike. */
export function createPairFinder(lists: DocumentLists, list: number) {
  const first = lists.start[list]!;
  if (isDenseList(lists, list)) {
    const row = rowOf(lists, list);
    const stride = rankStride(lists.size);
    const ranksFrom = lists.where[list]! * stride;
    return (document: number): number => {
      if (!hasBit(row, document)) return -1;
      const word = document >>> 5;
      let rank = lists.ranks[ranksFrom + Math.floor(word / RANK_WORDS)]!;
      for (let at = word - (word % RANK_WORDS); at < word; at += 1) rank += popOf(row[at]!);
      return first + rank + popOf(row[word]! & ((1 << (document & 31)) - 1));
    };
  }
  const numbers = numbersOf(lists, list);
  let at = 0;
  return (document: number): number => {
    let step = 1;
    let high = at;
    while (high < numbers.length && numbers[high]! < document) {
      at = high + 1;
      high += step;
      step *= 2;
    }
    let low = at;
    let end = Math.min(high, numbers.length);
    while (low < end) {
      const middle = (low + end) >>> 1;
      if (numbers[middle]! < document) low = middle + 1;
      else end = middle;
    }
    at = low;
    return numbers[low] === document ? first + low : -1;
  };
}

/** Every pair of a list with its document, ascending. */
export function eachPair(lists: DocumentLists, list: number, visit: (document: number, pair: number) => void): void {
  let pair = lists.start[list]!;
  if (!isDenseList(lists, list)) {
    for (const document of numbersOf(lists, list)) visit(document, pair++);
    return;
  }
  const row = rowOf(lists, list);
  for (let word = 0; word < row.length; word += 1) {
    for (let rest = row[word]!; rest !== 0; rest &= rest - 1) visit((word << 5) + 31 - Math.clz32(rest & -rest), pair++);
  }
}

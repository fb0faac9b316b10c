import { hasBit, wordsFor } from './bits.js';
import { createListFiller, type DocumentLists } from './document-lists.js';
import { compareBytes } from './term-table.js';
import { DIMENSIONS, dimensionStart, SINGLE, type Dimension } from './value-keys.js';

/** Amounts that are not known. */
export const NO_AMOUNT = -2_147_483_648;

/** What of a listing is no text; what a document of a segment is made from and can be read back as. */
export interface DocumentFacts {
  readonly id: number;
  readonly postedAt: number;
  /** `NO_AMOUNT`: unknown. */
  readonly eurLow: number;
  readonly eurHigh: number;
  /** Middle of the yearly range in its own currency; NaN: none that statistics may use. */
  readonly payMiddle: number;
  /** Keys of its values, ascending. */
  readonly values: ArrayLike<number>;
  /** Its title among the index's labels. */
  readonly label: number;
}

/** The value of each document by its place among the dimension's values; of several values also where a document's begin. */
export interface ValueColumn {
  /** `null`: exactly one each. */
  readonly from: Uint32Array<ArrayBuffer> | null;
  readonly values: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}

export interface SegmentColumns {
  readonly size: number;
  readonly ids: Int32Array<ArrayBuffer>;
  /** Ascending, then by id: the order of the documents. */
  readonly postedAt: Float64Array<ArrayBuffer>;
  readonly eurLow: Int32Array<ArrayBuffer>;
  readonly eurHigh: Int32Array<ArrayBuffer>;
  readonly payMiddle: Float64Array<ArrayBuffer>;
  readonly labels: Uint32Array<ArrayBuffer>;
  readonly valueKeys: Uint32Array<ArrayBuffer>;
  readonly valueLists: DocumentLists;
  readonly columns: readonly ValueColumn[];
}

export interface SegmentText {
  readonly termBytes: Uint8Array<ArrayBuffer>;
  readonly termOffsets: Uint32Array<ArrayBuffer>;
  readonly termLists: DocumentLists;
  /** How much each pair speaks for its document, 1 to 255. */
  readonly impacts: Uint8Array<ArrayBuffer>;
  /** Of each pair: how many bytes follow, then the steps from position to position, seven bits a byte. */
  readonly positions: Uint8Array<ArrayBuffer>;
  /** Where every sixteenth pair's positions begin. */
  readonly positionBlocks: Uint32Array<ArrayBuffer>;
}

/** Some of the listings, oldest first; fixed but for which of them still count. */
export interface Segment extends SegmentColumns, SegmentText {
  readonly live: Uint32Array<ArrayBuffer>;
  liveCount: number;
  /** How many live documents have each value. */
  readonly valueLive: Uint32Array<ArrayBuffer>;
  /** First value of each dimension; one more entry than dimensions. */
  readonly dimensions: Uint32Array<ArrayBuffer>;
  /** Dearest first, then newest id; what has no amount stands last. */
  readonly byPay: Uint32Array<ArrayBuffer>;
  /** Documents by id. */
  readonly byId: Uint32Array<ArrayBuffer>;
  /** Weight of each document's date in relevance. */
  readonly freshness: Float32Array<ArrayBuffer>;
}

export const PAIRS_A_BLOCK = 16;

/** Relevance halves with every half year of age; only ratios matter, so that the day it is counted from is free. */
const HALF_LIFE_MS = 182 * 86_400_000;
const COUNTED_FROM_MS = 1_767_225_600_000;
const LONGEST_AGE = 60;

/** First place in ascending `keys` that is not below `key`. */
export function lowerBound(keys: ArrayLike<number>, key: number, from = 0, to = keys.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param facts in the order of their dates, then ids */
export function columnsOf(facts: readonly DocumentFacts[]): SegmentColumns {
  const size = facts.length;
  const counted = new Map<number, number>();
  for (const { values } of facts)
    for (let at = 0; at < values.length; at += 1) counted.set(values[at]!, (counted.get(values[at]!) ?? 0) + 1);
  const valueKeys = Uint32Array.from(counted.keys()).sort();
  const ordinals = new Map(Array.from(valueKeys, (key, ordinal): [number, number] => [key, ordinal]));
  const filler = createListFiller(
    size,
    Uint32Array.from(valueKeys, (key) => counted.get(key) ?? 0),
  );
  const dimensions = dimensionsOf(valueKeys);
  const made = DIMENSIONS.map((dimension, at) => {
    const wide = dimensions[at + 1]! - dimensions[at]! > 65_535;
    let total = 0;
    for (let ordinal = dimensions[at]!; ordinal < dimensions[at + 1]!; ordinal += 1) total += counted.get(valueKeys[ordinal]!) ?? 0;
    return {
      from: SINGLE.has(dimension) ? null : new Uint32Array(size + 1),
      values: wide ? new Uint32Array(total) : new Uint16Array(total),
      used: 0,
    };
  });
  facts.forEach(({ values }, document) => {
    let dimension = 0;
    for (let at = 0; at < values.length; at += 1) {
      const ordinal = ordinals.get(values[at]!)!;
      filler.put(ordinal, document);
      while (ordinal >= dimensions[dimension + 1]!) dimension += 1;
      const column = made[dimension]!;
      column.values[column.used++] = ordinal - dimensions[dimension]!;
    }
    for (const column of made) if (column.from !== null) column.from[document + 1] = column.used;
  });
  return {
    size,
    ids: Int32Array.from(facts, (fact) => fact.id),
    postedAt: Float64Array.from(facts, (fact) => fact.postedAt),
    eurLow: Int32Array.from(facts, (fact) => fact.eurLow),
    eurHigh: Int32Array.from(facts, (fact) => fact.eurHigh),
    payMiddle: Float64Array.from(facts, (fact) => fact.payMiddle),
    labels: Uint32Array.from(facts, (fact) => fact.label),
    valueKeys,
    valueLists: filler.done(),
    columns: made.map(({ from, values }) => ({ from, values })),
  };
}

const dimensionsOf = (valueKeys: Uint32Array): Uint32Array<ArrayBuffer> =>
  Uint32Array.from({ length: DIMENSIONS.length + 1 }, (_, dimension) => lowerBound(valueKeys, dimensionStart(dimension)));

/** What follows from the stored parts. */
export function segmentOf(parts: SegmentColumns & SegmentText, live?: Uint32Array<ArrayBuffer>): Segment {
  const { size, ids, postedAt, eurHigh, valueLists } = parts;
  const all = new Uint32Array(wordsFor(size)).fill(0xffffffff);
  if (size % 32 !== 0) all[all.length - 1] = (1 << (size & 31)) - 1;
  const documents = Uint32Array.from({ length: size }, (_, document) => document);
  const segment: Segment = {
    ...parts,
    live: all,
    liveCount: size,
    valueLive: Uint32Array.from({ length: parts.valueKeys.length }, (_, value) => valueLists.start[value + 1]! - valueLists.start[value]!),
    dimensions: dimensionsOf(parts.valueKeys),
    byPay: documents.slice().sort((a, b) => eurHigh[b]! - eurHigh[a]! || ids[b]! - ids[a]!),
    byId: documents.sort((a, b) => ids[a]! - ids[b]!),
    freshness: Float32Array.from(postedAt, (at) =>
      Math.max(2 ** -LONGEST_AGE, Math.min(2 ** LONGEST_AGE, 2 ** ((at - COUNTED_FROM_MS) / HALF_LIFE_MS))),
    ),
  };
  if (live !== undefined) for (let document = 0; document < size; document += 1) if (!hasBit(live, document)) drop(segment, document);
  return segment;
}

/** The document that stands for a listing; -1: none that counts. */
export function documentOf(segment: Segment, id: number): number {
  const { byId, ids } = segment;
  let low = 0;
  let high = byId.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[byId[middle]!]! < id) low = middle + 1;
    else high = middle;
  }
  const document = byId[low];
  return document !== undefined && ids[document] === id && hasBit(segment.live, document) ? document : -1;
}

/** Every value of a document by its place among the segment's values. */
export function eachValue(segment: Segment, document: number, visit: (ordinal: number) => void): void {
  segment.columns.forEach(({ from, values }, dimension) => {
    const base = segment.dimensions[dimension]!;
    if (from === null) visit(base + values[document]!);
    else for (let at = from[document]!; at < from[document + 1]!; at += 1) visit(base + values[at]!);
  });
}

/** A document no longer counts. */
export function drop(segment: Segment, document: number): void {
  segment.live[document >>> 5]! &= ~(1 << (document & 31));
  segment.liveCount -= 1;
  eachValue(segment, document, (ordinal) => (segment.valueLive[ordinal]! -= 1));
}

export function factsOf(segment: Segment, document: number): DocumentFacts {
  const values: number[] = [];
  eachValue(segment, document, (ordinal) => values.push(segment.valueKeys[ordinal]!));
  return {
    id: segment.ids[document]!,
    postedAt: segment.postedAt[document]!,
    eurLow: segment.eurLow[document]!,
    eurHigh: segment.eurHigh[document]!,
    payMiddle: segment.payMiddle[document]!,
    label: segment.labels[document]!,
    values,
  };
}

/** Place of a value among the segment's; -1: no document has it. */
export function ordinalOf(segment: Segment, key: number): number {
  const at = lowerBound(segment.valueKeys, key);
  return segment.valueKeys[at] === key ? at : -1;
}

/** First term that is not below `bytes`. */
export function termBound(segment: SegmentText, bytes: Uint8Array): number {
  let low = 0;
  let high = segment.termOffsets.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { termBytes, termOffsets } = segment;
    if (compareBytes(termBytes, termOffsets[middle]!, termOffsets[middle + 1]!, bytes, 0, bytes.length) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const startsWith = ({ termBytes, termOffsets }: SegmentText, term: number, bytes: Uint8Array): boolean => {
  const from = termOffsets[term]!;
  return termOffsets[term + 1]! - from >= bytes.length && compareBytes(termBytes, from, from + bytes.length, bytes, 0, bytes.length) === 0;
};

/** Number of a term; -1: no document has it. */
export function termNumber(segment: SegmentText, bytes: Uint8Array): number {
  const at = termBound(segment, bytes);
  if (at >= segment.termOffsets.length - 1) return -1;
  return bytes.length === segment.termOffsets[at + 1]! - segment.termOffsets[at]! && startsWith(segment, at, bytes) ? at : -1;
}

/** The terms that begin so, and the stem. */
export function prefixTerms(segment: SegmentText, { start, stem }: { readonly start: Uint8Array; readonly stem: Uint8Array }): number[] {
  const terms: number[] = [];
  const last = segment.termOffsets.length - 1;
  for (let term = termBound(segment, start); term < last && startsWith(segment, term, start); term += 1) terms.push(term);
  const stemNumber = termNumber(segment, stem);
  if (stemNumber >= 0 && !startsWith(segment, stemNumber, start)) terms.push(stemNumber);
  return terms;
}

export const dimensionAt = (dimension: Dimension): number => DIMENSIONS.indexOf(dimension);

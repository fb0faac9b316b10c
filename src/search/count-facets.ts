import { countBits, countBoth, membersOf } from './bits.js';
import { AGES, arrangedFacet, CITIES_AT_MOST, KEY_OF_FACET, type CountedValue, type Facet, type FacetCounts } from '../domain/facet.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { countOf, isDenseList, numbersOf, rowOf } from './document-lists.js';
import { countedIn, matchWithout, type Scratch, type SegmentMatch } from './match-segment.js';
import { dimensionAt, lowerBound, ordinalOf, type Segment } from './segment.js';
import { codeOfKey, UNSTATED, type Dimension } from './value-keys.js';

const DAY_MS = 86_400_000;

const DIMENSION_OF: Readonly<Record<Exclude<Facet, 'age'>, Dimension>> = {
  level: 'level',
  title: 'title',
  specialisation: 'specialisation',
  language: 'language',
  skill: 'skill',
  industry: 'industry',
  country: 'country',
  city: 'city',
  workplace: 'workplace',
  pay: 'pay',
  source: 'source',
};

/** Counts of each dimension by key of a value, over several segments. */
type ValueCounts = Map<Dimension, Map<number, number>>;

function countOrdinal({ valueLists }: Segment, documents: Uint32Array, ordinal: number): number {
  if (isDenseList(valueLists, ordinal)) return countBoth(rowOf(valueLists, ordinal), documents);
  let n = 0;
  for (const document of numbersOf(valueLists, ordinal)) n += (documents[document >>> 5]! >>> (document & 31)) & 1;
  return n;
}

/** How many of the documents have one value. */
export function countValue(segment: Segment, documents: Uint32Array, key: number): number {
  const ordinal = ordinalOf(segment, key);
  return ordinal < 0 ? 0 : countOrdinal(segment, documents, ordinal);
}

/** Nanoseconds, roughly: one document of a list in a column of one value each or of several, a word of bits, a number of a short list. */
const COST = { single: 5, several: 35, word: 2, number: 2 } as const;

interface CountingByValue {
  /** Rows of bits that are looked through. */
  readonly rows: number;
  /** Numbers in short lists. */
  readonly numbers: number;
}
const costs = new WeakMap<Segment, readonly CountingByValue[]>();

/** What it takes to count each dimension value by value. */
function costsOf(segment: Segment): readonly CountingByValue[] {
  const known = costs.get(segment);
  if (known !== undefined) return known;
  const made = segment.columns.map((_, at): CountingByValue => {
    let rows = 0;
    let numbers = 0;
    for (let value = segment.dimensions[at]!; value < segment.dimensions[at + 1]!; value += 1) {
      if (isDenseList(segment.valueLists, value)) rows += 1;
      else numbers += countOf(segment.valueLists, value);
    }
    return { rows, numbers };
  });
  costs.set(segment, made);
  return made;
}

/**
 * Adds the counts of every value of the dimensions, by the cheaper of two ways: through a list of the documents (of what is missing, where
 * that is less), or value by value through the value's own documents.
 */
function addCounts(
  segment: Segment,
  documents: Uint32Array,
  total: number,
  dimensions: readonly Dimension[],
  counts: ValueCounts,
  scratch: Scratch,
): void {
  const isMost = total > segment.liveCount / 2;
  const expected = isMost ? segment.liveCount - total : total;
  let list: Uint32Array | null = null;
  let listed = 0;
  for (const dimension of dimensions) {
    const at = dimensionAt(dimension);
    const base = segment.dimensions[at]!;
    const { from, values } = segment.columns[at]!;
    const sums = counts.get(dimension) ?? new Map<number, number>();
    counts.set(dimension, sums);
    const add = (value: number, n: number): void => {
      const key = segment.valueKeys[base + value]!;
      if (n > 0) sums.set(key, (sums.get(key) ?? 0) + n);
    };
    const size = segment.dimensions[at + 1]! - base;
    const { rows, numbers } = costsOf(segment)[at]!;
    if (rows * documents.length * COST.word + numbers * COST.number < expected * (from === null ? COST.single : COST.several)) {
      for (let value = 0; value < size; value += 1) add(value, countOrdinal(segment, documents, base + value));
      continue;
    }
    if (list === null) {
      list = scratch.list(segment.size);
      listed = isMost ? listMissing(segment, documents, list, scratch) : membersOf(documents, list);
    }
    const found = new Uint32Array(size);
    if (from === null) countSingle(list, listed, values, found);
    else countSeveral(list, listed, from, values, found);
    for (let value = 0; value < size; value += 1) add(value, isMost ? segment.valueLive[base + value]! - found[value]! : found[value]!);
  }
}

/** Lists the live documents that are not among the given. */
function listMissing(segment: Segment, documents: Uint32Array, list: Uint32Array, scratch: Scratch): number {
  const others = scratch.take(segment.size);
  for (let word = 0; word < others.length; word += 1) others[word] = segment.live[word]! & ~documents[word]!;
  const listed = membersOf(others, list);
  scratch.give(others);
  return listed;
}

function countSingle(list: Uint32Array, listed: number, values: ArrayLike<number>, found: Uint32Array): void {
  for (let at = 0; at < listed; at += 1) found[values[list[at]!]!]! += 1;
}

function countSeveral(list: Uint32Array, listed: number, from: Uint32Array, values: ArrayLike<number>, found: Uint32Array): void {
  for (let at = 0; at < listed; at += 1) {
    const document = list[at]!;
    for (let index = from[document]!, end = from[document + 1]!; index < end; index += 1) found[values[index]!]! += 1;
  }
}

/** What the index calls its values by. */
export interface ValueNames {
  placeName(id: number): string | undefined;
  sourceSlug(id: number): string | undefined;
}

function countedOf(facet: Exclude<Facet, 'age'>, counts: ValueCounts, names: ValueNames): CountedValue[] {
  const rows: CountedValue[] = [];
  for (const [key, n] of counts.get(DIMENSION_OF[facet]) ?? []) {
    const code = codeOfKey(key);
    if (facet === 'country' || facet === 'city') rows.push({ code: null, name: names.placeName(code) ?? null, n });
    else if (facet === 'source') rows.push({ code: null, name: names.sourceSlug(code) ?? null, n });
    else rows.push({ code: code === UNSTATED ? null : code, name: null, n });
  }
  if (facet !== 'city' || rows.length <= CITIES_AT_MOST) return rows;
  return rows.sort((a, b) => b.n - a.n || byteOrder(a.name ?? '', b.name ?? '')).slice(0, CITIES_AT_MOST);
}

/** The order of UTF-8 bytes, which is that of code points: units of surrogates stand for more than all others. */
function byteOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? Number(x < 0xe000) - Number(y < 0xe000) || x - y : x - y;
  }
  return a.length - b.length;
}

/**
 * Counts by value of what a filter found, each facet with its own filter lifted.
 * @param matches of every segment
 */
export function countFacets(
  matches: readonly SegmentMatch[],
  filter: ListingFilter,
  facets: readonly Facet[],
  now: Date,
  names: ValueNames,
  scratch: Scratch,
): FacetCounts {
  const counts: ValueCounts = new Map();
  const ages = AGES.map(() => 0);
  const isLifted = (facet: Facet) => filter[KEY_OF_FACET[facet]] !== undefined;
  for (const match of matches) {
    const { segment } = match;
    const passes = [facets.filter((facet) => !isLifted(facet)), ...facets.filter(isLifted).map((facet) => [facet])];
    passes.forEach((pass, at) => {
      if (pass.length === 0) return;
      let lifted: Uint32Array | null = null;
      if (at > 0) {
        lifted = scratch.take(segment.size);
        matchWithout(match, KEY_OF_FACET[pass[0]!], lifted);
      }
      const found = lifted ?? match.all;
      const documents = countedIn(segment, found, scratch);
      const dimensions = pass.flatMap((facet) => (facet === 'age' ? [] : [DIMENSION_OF[facet]]));
      if (dimensions.length > 0) addCounts(segment, documents, countBits(documents), dimensions, counts, scratch);
      if (pass.includes('age')) {
        AGES.forEach((days, index) => {
          ages[index]! += countBits(documents, lowerBound(segment.postedAt, now.getTime() - days * DAY_MS));
        });
      }
      if (documents !== found) scratch.give(documents);
      if (lifted !== null) scratch.give(lifted);
    });
  }
  return Object.fromEntries(
    facets.map((facet) => [
      facet,
      arrangedFacet(
        facet,
        facet === 'age' ? AGES.map((days, at) => ({ code: days, name: null, n: ages[at]! })) : countedOf(facet, counts, names),
      ),
    ]),
  );
}

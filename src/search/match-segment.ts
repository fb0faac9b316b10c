import { andInto, clearBelow, clearFrom, membersOf, setBit, wordsFor } from './bits.js';
import { addList, countOf, createPairFinder, isDenseList, numbersOf, removeList, rowOf } from './document-lists.js';
import type { Clause, QueryPrefix } from './compile-filter.js';
import { lowerBound, NO_AMOUNT, ordinalOf, positionsOf, prefixTerms, termNumber, type Segment } from './segment.js';

/** Places of one term in one document at most. */
const MOST_PLACES = 256;

/** Rows of bits that are lent and given back, so that a query makes no garbage. */
export interface Scratch {
  /** A row for so many documents, with anything in it. */
  take(documents: number): Uint32Array;
  give(row: Uint32Array): void;
  /** Room for a list of so many documents; one at a time. */
  list(documents: number): Uint32Array;
  readonly places: readonly [Uint16Array, Uint16Array, Uint16Array];
}

export function createScratch(): Scratch {
  const free: Uint32Array[] = [];
  let numbers = new Uint32Array(1024);
  return {
    take(documents) {
      const words = wordsFor(documents);
      const row = free.pop();
      return row !== undefined && row.buffer.byteLength >= words * 4 ? new Uint32Array(row.buffer, 0, words) : new Uint32Array(words);
    },
    give: (row) => {
      if (free.length < 64) free.push(row);
    },
    list(documents) {
      if (numbers.length < documents) numbers = new Uint32Array(documents);
      return numbers;
    },
    places: [new Uint16Array(MOST_PLACES), new Uint16Array(MOST_PLACES), new Uint16Array(MOST_PLACES)],
  };
}

/** Sets `target` to the documents that a condition holds for; dead ones may be among them. */
export function matchClause(segment: Segment, clause: Clause, target: Uint32Array, scratch: Scratch): void {
  switch (clause.kind) {
    case 'values': {
      if (clause.any === null) target.fill(0xffffffff);
      else {
        target.fill(0);
        for (const key of clause.any) {
          const ordinal = ordinalOf(segment, key);
          if (ordinal >= 0) addList(segment.valueLists, ordinal, target);
        }
      }
      for (const key of clause.not) {
        const ordinal = ordinalOf(segment, key);
        if (ordinal >= 0) removeList(segment.valueLists, ordinal, target);
      }
      return;
    }
    case 'high-from':
      matchAmounts(segment, segment.eurHigh, target, clause.euros ?? Infinity, Infinity, clause.keepsUnknown);
      return;
    case 'low-to':
      matchAmounts(segment, segment.eurLow, target, -Infinity, clause.euros ?? -Infinity, clause.keepsUnknown);
      return;
    case 'since':
      target.fill(0xffffffff);
      clearBelow(target, lowerBound(segment.postedAt, clause.ms));
      return;
    case 'text':
      matchText(segment, clause, target, scratch);
  }
}

function matchAmounts(
  { eurHigh, eurLow }: Segment,
  amounts: Int32Array,
  target: Uint32Array,
  least: number,
  most: number,
  keepsUnknown: boolean,
): void {
  const size = amounts.length;
  for (let word = 0; word < target.length; word += 1) {
    let bits = 0;
    const from = word << 5;
    const to = Math.min(size, from + 32);
    for (let document = from; document < to; document += 1) {
      const amount = amounts[document]!;
      if (amount !== NO_AMOUNT && amount >= least && amount <= most) bits |= 1 << (document & 31);
    }
    if (keepsUnknown) {
      for (let document = from; document < to; document += 1)
        if (eurHigh[document] === NO_AMOUNT && eurLow[document] === NO_AMOUNT) bits |= 1 << (document & 31);
    }
    target[word] = bits;
  }
}

function matchText(segment: Segment, { all, none, prefixes }: Clause & { kind: 'text' }, target: Uint32Array, scratch: Scratch): void {
  target.fill(0xffffffff);
  clearFrom(target, segment.size);
  const row = scratch.take(segment.size);
  for (const part of all) {
    matchPart(segment, part, row, scratch);
    andInto(target, row);
  }
  for (const prefix of prefixes) {
    matchPrefix(segment, prefix, row);
    andInto(target, row);
  }
  for (const part of none) {
    matchPart(segment, part, row, scratch);
    for (let word = 0; word < target.length; word += 1) target[word]! &= ~row[word]!;
  }
  scratch.give(row);
}

/** A word, or words one after the other. */
function matchPart(segment: Segment, part: readonly Uint8Array[], target: Uint32Array, scratch: Scratch): void {
  target.fill(0);
  const terms = part.map((term) => termNumber(segment, term));
  const [first] = terms;
  if (first === undefined || terms.includes(-1)) return;
  if (terms.length === 1) addList(segment.termLists, first, target);
  else addPhrase(segment, terms, target, scratch);
}

function matchPrefix(segment: Segment, prefix: QueryPrefix, target: Uint32Array): void {
  target.fill(0);
  for (const term of prefixTerms(segment, prefix)) addList(segment.termLists, term, target);
}

/** Adds the documents that have the terms one after the other somewhere. */
function addPhrase(segment: Segment, terms: readonly number[], target: Uint32Array, scratch: Scratch): void {
  const { termLists } = segment;
  const rarest = terms.reduce((least, term) => (countOf(termLists, term) < countOf(termLists, least) ? term : least));
  const finders = terms.map((term) => createPairFinder(termLists, term));
  const places = scratch.places;
  const pairs = new Uint32Array(terms.length);
  const look = (document: number): void => {
    for (let at = 0; at < finders.length; at += 1) {
      const pair = finders[at]!(document);
      if (pair < 0) return;
      pairs[at] = pair;
    }
    let [starts, next, kept] = places;
    let count = positionsOf(segment, pairs[0]!, starts);
    for (let at = 1; at < pairs.length && count > 0; at += 1) {
      const others = positionsOf(segment, pairs[at]!, next);
      count = follow(starts, count, next, others, kept);
      [starts, kept] = [kept, starts];
    }
    if (count > 0) setBit(target, document);
  };
  if (!isDenseList(termLists, rarest)) {
    for (const document of numbersOf(termLists, rarest)) look(document);
    return;
  }
  const row = scratch.take(segment.size);
  row.set(rowOf(termLists, rarest));
  for (const term of terms) if (term !== rarest && isDenseList(termLists, term)) andInto(row, rowOf(termLists, term));
  const list = new Uint32Array(segment.size);
  const count = membersOf(row, list);
  for (let at = 0; at < count; at += 1) look(list[at]!);
  scratch.give(row);
}

/** Positions of `next` that stand right after one of `starts`. @returns how many */
function follow(starts: Uint16Array, startCount: number, next: Uint16Array, nextCount: number, kept: Uint16Array): number {
  let n = 0;
  let at = 0;
  for (let index = 0; index < nextCount; index += 1) {
    const wanted = next[index]! - 1;
    while (at < startCount && starts[at]! < wanted) at += 1;
    if (at < startCount && starts[at] === wanted) kept[n++] = next[index]!;
  }
  return n;
}

/** What a filter's conditions hold for in one segment. */
export interface SegmentMatch {
  readonly segment: Segment;
  readonly clauses: readonly Clause[];
  readonly rows: readonly Uint32Array[];
  /** Live documents that every condition holds for. */
  readonly all: Uint32Array;
}

export function matchSegment(segment: Segment, clauses: readonly Clause[], scratch: Scratch): SegmentMatch {
  const rows = clauses.map((clause) => {
    const row = scratch.take(segment.size);
    matchClause(segment, clause, row, scratch);
    return row;
  });
  const all = scratch.take(segment.size);
  all.set(segment.live);
  for (const row of rows) andInto(all, row);
  return { segment, clauses, rows, all };
}

/** The live documents that all conditions but those of one key hold for, written to `target`. */
export function matchWithout({ segment, clauses, rows }: SegmentMatch, key: Clause['key'], target: Uint32Array): void {
  target.set(segment.live);
  clauses.forEach((clause, at) => {
    if (clause.key !== key) andInto(target, rows[at]!);
  });
}

export function release({ rows, all }: SegmentMatch, scratch: Scratch): void {
  for (const row of rows) scratch.give(row);
  scratch.give(all);
}

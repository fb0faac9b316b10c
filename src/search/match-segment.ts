import { andInto, clearBelow, clearFrom, membersOf, popOf, setBit, wordsFor } from './bits.js';
import { addList, countOf, isDenseList, numbersOf, removeList, rowOf } from './document-lists.js';
import type { Clause, QueryPrefix } from './compile-filter.js';
import { UNCOUNTED } from './value-keys.js';
import { lowerBound, NO_AMOUNT, ordinalOf, PAIRS_A_BLOCK, prefixTerms, termNumber, type Segment } from './segment.js';

/** Places of one term in one document at most. */
const MOST_PLACES = 256;
const BLOCK_SHIFT = Math.log2(PAIRS_A_BLOCK);

/** Rows of bits that are lent and given back, so that a query makes no garbage. */
export interface Scratch {
  /** A row for so many documents, with anything in it. */
  take(documents: number): Uint32Array;
  give(row: Uint32Array): void;
  /** Room for a list of so many documents; one at a time. */
  list(documents: number): Uint32Array;
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
  const candidates = scratch.take(segment.size);
  candidates.fill(0);
  const rarest = terms.reduce((least, term) => (countOf(segment.termLists, term) < countOf(segment.termLists, least) ? term : least));
  addList(segment.termLists, rarest, candidates);
  for (const term of terms) {
    if (term === rarest) continue;
    if (isDenseList(segment.termLists, term)) andInto(candidates, rowOf(segment.termLists, term));
    else {
      const row = scratch.take(segment.size);
      row.fill(0);
      addList(segment.termLists, term, row);
      andInto(candidates, row);
      scratch.give(row);
    }
  }
  const list = scratch.list(segment.size);
  const listed = membersOf(candidates, list);
  scratch.give(candidates);
  // The places where a phrase so far ends, document by document: first the first word's, then those of each next word that follow on.
  const ends = createPlaces(listed);
  readPlaces(segment, terms[0]!, list, listed, null, ends);
  for (let at = 1; at < terms.length; at += 1) {
    const next = createPlaces(listed);
    readPlaces(segment, terms[at]!, list, listed, ends, next);
    ends.places = next.places;
    ends.until = next.until;
  }
  for (let at = 0, from = 0; at < listed; at += 1) {
    if (ends.until[at]! > from) setBit(target, list[at]!);
    from = ends.until[at]!;
  }
}

/** Places in documents of a list; those of document n end before `until[n]`. */
interface Places {
  places: Uint16Array;
  until: Uint32Array;
}

const createPlaces = (listed: number): Places => ({ places: new Uint16Array(listed * 2 + MOST_PLACES), until: new Uint32Array(listed) });

/**
 * Reads where a term stands in each listed document, all of which have it; `before`: only right after one of these places. One pass over the
 * term's pairs in their order, since looking each of them up costs more than reading on.
 */
function readPlaces(segment: Segment, term: number, list: Uint32Array, listed: number, before: Places | null, into: Places): void {
  const { termLists, positions, positionBlocks } = segment;
  const isDense = isDenseList(termLists, term);
  const members = isDense ? rowOf(termLists, term) : numbersOf(termLists, term);
  const first = termLists.start[term]!;
  let { places } = into;
  const { until } = into;
  let used = 0;
  // Where the term's list has been read to: a rank before a word of bits, or an index among numbers.
  let word = 0;
  let rank = 0;
  let pair = -1;
  let at = 0;
  let earlier = 0;
  for (let index = 0; index < listed; index += 1) {
    const document = list[index]!;
    let wanted: number;
    if (isDense) {
      for (const end = document >>> 5; word < end; word += 1) rank += popOf(members[word]!);
      wanted = first + rank + popOf(members[word]! & ((1 << (document & 31)) - 1));
    } else {
      while (members[rank]! < document) rank += 1;
      wanted = first + rank;
    }
    if (pair < 0 || wanted - pair > PAIRS_A_BLOCK || wanted >>> BLOCK_SHIFT !== pair >>> BLOCK_SHIFT) {
      pair = wanted & ~(PAIRS_A_BLOCK - 1);
      at = positionBlocks[wanted >>> BLOCK_SHIFT]!;
    }
    for (; pair < wanted; pair += 1) {
      const length = positions[at]!;
      at += length < 128 ? 1 + length : 2 + ((length & 127) | (positions[at + 1]! << 7));
    }
    let length = positions[at++]!;
    if (length >= 128) length = (length & 127) | (positions[at++]! << 7);
    pair += 1;
    const end = at + length;
    if (used + length > places.length) {
      const larger = new Uint16Array(places.length * 2 + length);
      larger.set(places);
      places = larger;
      into.places = larger;
    }
    let place = 0;
    if (before === null) {
      while (at < end) {
        let step = positions[at++]!;
        if (step >= 128) step = (step & 127) | (positions[at++]! << 7);
        place += step;
        places[used++] = place;
      }
    } else {
      const stop = before.until[index]!;
      while (at < end && earlier < stop) {
        let step = positions[at++]!;
        if (step >= 128) step = (step & 127) | (positions[at++]! << 7);
        place += step;
        while (earlier < stop && before.places[earlier]! < place - 1) earlier += 1;
        if (earlier < stop && before.places[earlier] === place - 1) places[used++] = place;
      }
      at = end;
      earlier = stop;
    }
    until[index] = used;
  }
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

/** Takes out of a row what may not be counted. @returns the row itself where the segment has none of those, else one to be given back */
export function countedIn(segment: Segment, documents: Uint32Array, scratch: Scratch): Uint32Array {
  const ordinal = ordinalOf(segment, UNCOUNTED);
  if (ordinal < 0) return documents;
  const row = scratch.take(segment.size);
  row.set(documents);
  removeList(segment.valueLists, ordinal, row);
  return row;
}

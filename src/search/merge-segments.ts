import { createListFiller, eachPair, isDenseList, numbersOf } from './document-lists.js';
import { hasBit } from './bits.js';
import { columnsOf, factsOf, PAIRS_A_BLOCK, segmentOf, type Segment, type SegmentText } from './segment.js';
import { compareBytes } from './term-table.js';

/** Terms between two breaths. */
const TERMS_A_STEP = 2000;

interface MergedTerms {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** Of each segment: the merged number of each of its terms. */
  readonly numberOf: readonly Uint32Array[];
}

/** The union of the segments' terms in the order of their bytes. */
function mergedTerms(segments: readonly Segment[]): MergedTerms {
  const heads = segments.map(() => 0);
  const numberOf = segments.map((segment) => new Uint32Array(segment.termOffsets.length - 1));
  const bytes = new Uint8Array(segments.reduce((sum, segment) => sum + segment.termBytes.length, 0));
  const offsets = new Uint32Array(numberOf.reduce((sum, numbers) => sum + numbers.length, 0) + 1);
  let used = 0;
  let count = 0;
  for (;;) {
    let least = -1;
    for (let at = 0; at < segments.length; at += 1) {
      const head = heads[at]!;
      if (head >= numberOf[at]!.length) continue;
      if (least < 0 || compareTerms(segments[at]!, head, segments[least]!, heads[least]!) < 0) least = at;
    }
    if (least < 0) break;
    const owner = segments[least]!;
    const from = owner.termOffsets[heads[least]!]!;
    const to = owner.termOffsets[heads[least]! + 1]!;
    const term = owner.termBytes.subarray(from, to);
    bytes.set(term, used);
    used += term.length;
    const start = offsets[count]!;
    for (let at = 0; at < segments.length; at += 1) {
      const segment = segments[at]!;
      const head = heads[at]!;
      if (head >= numberOf[at]!.length) continue;
      if (compareBytes(segment.termBytes, segment.termOffsets[head]!, segment.termOffsets[head + 1]!, bytes, start, used) !== 0) continue;
      numberOf[at]![head] = count;
      heads[at] = head + 1;
    }
    count += 1;
    offsets[count] = used;
  }
  return { bytes: bytes.slice(0, used), offsets: offsets.slice(0, count + 1), numberOf };
}

const compareTerms = (a: Segment, aTerm: number, b: Segment, bTerm: number): number =>
  compareBytes(
    a.termBytes,
    a.termOffsets[aTerm]!,
    a.termOffsets[aTerm + 1]!,
    b.termBytes,
    b.termOffsets[bTerm]!,
    b.termOffsets[bTerm + 1]!,
  );

/** Length in bytes of what is kept of a pair at `at`, its own length included. */
const spanAt = (positions: Uint8Array, at: number): number => {
  const low = positions[at]!;
  return low < 128 ? 1 + low : 2 + ((low & 127) | (positions[at + 1]! << 7));
};

/**
 * One segment of all live documents of several, in steps: between two of them the caller may answer queries. Documents that go meanwhile are
 * the caller's to take out of the result.
 */
export function* mergeSegments(segments: readonly Segment[]): Generator<void, Segment> {
  const live = segments.map((segment) => segment.live.slice());
  const order: { readonly segment: number; readonly document: number }[] = [];
  segments.forEach((segment, at) => {
    for (let document = 0; document < segment.size; document += 1) if (hasBit(live[at]!, document)) order.push({ segment: at, document });
  });
  const timeOf = (of: { segment: number; document: number }) => segments[of.segment]!.postedAt[of.document]!;
  const idOf = (of: { segment: number; document: number }) => segments[of.segment]!.ids[of.document]!;
  order.sort((a, b) => timeOf(a) - timeOf(b) || idOf(a) - idOf(b));
  const placeOf = segments.map((segment) => new Int32Array(segment.size).fill(-1));
  order.forEach(({ segment, document }, place) => (placeOf[segment]![document] = place));
  yield;
  const columns = columnsOf(order.map(({ segment, document }) => factsOf(segments[segment]!, document)));
  yield;
  return segmentOf({ ...columns, ...(yield* mergedText(segments, placeOf, order.length)) });
}

/** The documents of one term that go on, as (place, segment, pair), in the order of their places. */
function createGatherer(size: number) {
  const owner = new Uint8Array(size);
  const pairAt = new Uint32Array(size);
  let found = new Uint32Array(1024);
  let count = 0;
  return {
    add(place: number, segment: number, pair: number) {
      owner[place] = segment + 1;
      pairAt[place] = pair;
      if (count === found.length) {
        const larger = new Uint32Array(found.length * 2);
        larger.set(found);
        found = larger;
      }
      found[count++] = place;
    },
    drain(visit: (place: number, segment: number, pair: number) => void) {
      if (count * 16 > size) {
        for (let place = 0; place < size; place += 1) {
          if (owner[place] === 0) continue;
          visit(place, owner[place]! - 1, pairAt[place]!);
          owner[place] = 0;
        }
      } else {
        for (const place of found.subarray(0, count).sort()) {
          visit(place, owner[place]! - 1, pairAt[place]!);
          owner[place] = 0;
        }
      }
      count = 0;
    },
  };
}

function* mergedText(segments: readonly Segment[], placeOf: readonly Int32Array[], size: number): Generator<void, SegmentText> {
  const { bytes: termBytes, offsets: termOffsets, numberOf } = mergedTerms(segments);
  yield;
  const counts = new Uint32Array(termOffsets.length - 1);
  for (let at = 0; at < segments.length; at += 1) {
    const { termLists } = segments[at]!;
    const places = placeOf[at]!;
    const numbers = numberOf[at]!;
    for (let term = 0; term < numbers.length; term += 1) {
      let n = 0;
      if (isDenseList(termLists, term)) eachPair(termLists, term, (document) => (n += Number(places[document]! >= 0)));
      else for (const document of numbersOf(termLists, term)) n += Number(places[document]! >= 0);
      counts[numbers[term]!]! += n;
      if (term % TERMS_A_STEP === TERMS_A_STEP - 1) yield;
    }
  }
  // A term that only gone documents had is left out with its bytes.
  const kept = keptTerms(termBytes, termOffsets, counts);
  const filler = createListFiller(size, kept.counts);
  const pairs = kept.counts.reduce((sum, count) => sum + count, 0);
  const impacts = new Uint8Array(pairs);
  const positions = new Uint8Array(segments.reduce((sum, segment) => sum + segment.positions.length, 0));
  const positionBlocks = new Uint32Array(Math.floor(pairs / PAIRS_A_BLOCK) + 1);
  const gatherer = createGatherer(size);
  const heads = segments.map(() => 0);
  const cursors = segments.map(createPositionCursor);
  let used = 0;
  for (let term = 0; term < counts.length; term += 1) {
    for (let at = 0; at < segments.length; at += 1) {
      const head = heads[at]!;
      if (numberOf[at]![head] !== term) continue;
      heads[at] = head + 1;
      const places = placeOf[at]!;
      eachPair(segments[at]!.termLists, head, (document, pair) => {
        if (places[document]! >= 0) gatherer.add(places[document]!, at, pair);
      });
    }
    const number = kept.numberOf[term]!;
    gatherer.drain((place, at, pair) => {
      const slot = filler.put(number, place);
      const segment = segments[at]!;
      impacts[slot] = segment.impacts[pair]!;
      if (slot % PAIRS_A_BLOCK === 0) positionBlocks[slot / PAIRS_A_BLOCK] = used;
      const from = cursors[at]!(pair);
      for (let byte = from, end = from + spanAt(segment.positions, from); byte < end; byte += 1)
        positions[used++] = segment.positions[byte]!;
    });
    if (term % TERMS_A_STEP === TERMS_A_STEP - 1) yield;
  }
  return {
    termBytes: kept.bytes,
    termOffsets: kept.offsets,
    termLists: filler.done(),
    impacts,
    positions: positions.slice(0, used),
    positionBlocks,
  };
}

/** Where a pair's positions begin; pairs are asked for in ascending order, mostly one after the other. */
function createPositionCursor({ positions, positionBlocks }: Segment): (pair: number) => number {
  let at = 0;
  let current = 0;
  return (pair) => {
    const block = Math.floor(pair / PAIRS_A_BLOCK);
    if (pair < current || block > Math.floor(current / PAIRS_A_BLOCK)) {
      current = block * PAIRS_A_BLOCK;
      at = positionBlocks[block]!;
    }
    for (; current < pair; current += 1) at += spanAt(positions, at);
    return at;
  };
}

function keptTerms(bytes: Uint8Array, offsets: Uint32Array, counts: Uint32Array) {
  const numberOf = new Uint32Array(counts.length);
  const keptBytes = new Uint8Array(bytes.length);
  const keptOffsets = new Uint32Array(offsets.length);
  const keptCounts = new Uint32Array(counts.length);
  let count = 0;
  let used = 0;
  for (let term = 0; term < counts.length; term += 1) {
    if (counts[term] === 0) continue;
    numberOf[term] = count;
    keptBytes.set(bytes.subarray(offsets[term]!, offsets[term + 1]!), used);
    used += offsets[term + 1]! - offsets[term]!;
    keptCounts[count] = counts[term]!;
    count += 1;
    keptOffsets[count] = used;
  }
  return {
    numberOf,
    bytes: keptBytes.slice(0, used),
    offsets: keptOffsets.slice(0, count + 1),
    counts: keptCounts.slice(0, count),
  };
}

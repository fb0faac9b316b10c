import { countBits, hasBit, membersOf } from './bits.js';
import type { Scratch } from './match-segment.js';
import { NO_AMOUNT, type Segment } from './segment.js';

export type StoredOrder = 'newest' | 'oldest' | 'pay';

/** A listing of a page, and what it is ordered by: milliseconds, or yearly euro (`null`: none). */
export interface Hit {
  readonly id: number;
  readonly key: number | null;
}

/** First document that does not stand before (`ms`, `id`). */
function placeOf({ postedAt, ids, size }: Segment, ms: number, id: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (postedAt[middle]! < ms || (postedAt[middle] === ms && ids[middle]! < id)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const byTime = ({ postedAt, ids }: Segment, document: number): Hit => ({ id: ids[document]!, key: postedAt[document]! });
const byPay = ({ eurHigh, ids }: Segment, document: number): Hit => ({
  id: ids[document]!,
  key: eurHigh[document] === NO_AMOUNT ? null : eurHigh[document]!,
});

function newest(segment: Segment, documents: Uint32Array, after: Hit | null, limit: number): Hit[] {
  const below = after === null ? segment.size : placeOf(segment, after.key ?? 0, after.id);
  const hits: Hit[] = [];
  for (let word = (below + 31) >>> 5; word-- > 0 && hits.length < limit;) {
    let rest = documents[word]!;
    if (word === below >>> 5) rest &= (1 << (below & 31)) - 1;
    while (rest !== 0 && hits.length < limit) {
      const bit = 31 - Math.clz32(rest);
      rest &= ~(1 << bit);
      hits.push(byTime(segment, (word << 5) + bit));
    }
  }
  return hits;
}

function oldest(segment: Segment, documents: Uint32Array, after: Hit | null, limit: number): Hit[] {
  const from = after === null ? 0 : placeOf(segment, after.key ?? 0, after.id + 1);
  const hits: Hit[] = [];
  for (let word = from >>> 5; word < documents.length && hits.length < limit; word += 1) {
    let rest = documents[word]!;
    if (word === from >>> 5) rest &= -1 << (from & 31);
    for (; rest !== 0 && hits.length < limit; rest &= rest - 1) hits.push(byTime(segment, (word << 5) + 31 - Math.clz32(rest & -rest)));
  }
  return hits;
}

const payOf = (segment: Segment, document: number): number => segment.eurHigh[document]!;

/** `NO_AMOUNT` is below every amount: what states none stands last by itself. */
function dearest(segment: Segment, documents: Uint32Array, after: Hit | null, limit: number, scratch: Scratch): Hit[] {
  const { ids } = segment;
  const isBefore = (a: number, pay: number, id: number) => payOf(segment, a) > pay || (payOf(segment, a) === pay && ids[a]! >= id);
  const pay = after === null ? Infinity : (after.key ?? NO_AMOUNT);
  const id = after?.id ?? Infinity;
  const total = countBits(documents);
  if (total * 32 < segment.size) {
    const list = scratch.list(segment.size);
    const found = list.slice(0, membersOf(documents, list)).filter((document) => !isBefore(document, pay, id));
    found.sort((a, b) => payOf(segment, b) - payOf(segment, a) || ids[b]! - ids[a]!);
    return Array.from(found.subarray(0, limit), (document) => byPay(segment, document));
  }
  const order = segment.byPay;
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(order[middle]!, pay, id)) low = middle + 1;
    else high = middle;
  }
  const hits: Hit[] = [];
  for (let at = low; at < order.length && hits.length < limit; at += 1) {
    if (hasBit(documents, order[at]!)) hits.push(byPay(segment, order[at]!));
  }
  return hits;
}

/** The first listings of one segment in an order, after the last one of the page before. */
export function firstHits(
  segment: Segment,
  documents: Uint32Array,
  order: StoredOrder,
  after: Hit | null,
  limit: number,
  scratch: Scratch,
): Hit[] {
  switch (order) {
    case 'newest':
      return newest(segment, documents, after, limit);
    case 'oldest':
      return oldest(segment, documents, after, limit);
    case 'pay':
      return dearest(segment, documents, after, limit, scratch);
  }
}

/** Which of two hits stands first. */
export function compareHits(order: StoredOrder, a: Hit, b: Hit): number {
  if (order === 'oldest') return (a.key ?? 0) - (b.key ?? 0) || a.id - b.id;
  return (b.key ?? -Infinity) === (a.key ?? -Infinity) ? b.id - a.id : (b.key ?? -Infinity) - (a.key ?? -Infinity);
}

import type { IndexRow } from '../domain/index-row.js';
import { createListFiller } from './document-lists.js';
import { createTermTable } from './term-table.js';
import { columnsOf, NO_AMOUNT, PAIRS_A_BLOCK, segmentOf, type DocumentFacts, type Segment, type SegmentText } from './segment.js';

/** What a mention speaks for its document: in the title more than among the skills or the employer's name, and those more than any description. */
const IN_TITLE = 1;
const IN_HEAD = 0.8;
const IN_COMPANY = 0.8;
const IN_BODY = 0.6;
const MOST = IN_TITLE + IN_HEAD + IN_COMPANY + IN_BODY;
export const IMPACT_STEP = MOST / 255;
/** BM25's saturation and length normalisation; the usual length is fixed, so that a score does not depend on how the index came about. */
const K1 = 1.2;
const B = 0.5;
const USUAL_LENGTH = 300;

const LAST_PLACE = 16_383;
const WEIGHT_A = 3;

/** An array of numbers that grows. */
function createBytes(capacity: number) {
  let bytes = new Uint8Array(capacity);
  let used = 0;
  return {
    push(byte: number) {
      if (used === bytes.length) {
        const larger = new Uint8Array(bytes.length * 2);
        larger.set(bytes);
        bytes = larger;
      }
      bytes[used++] = byte;
    },
    get length() {
      return used;
    },
    /** Only until more is pushed. */
    view: () => bytes,
  };
}

function createNumbers(capacity: number) {
  let numbers = new Uint32Array(capacity);
  let used = 0;
  return {
    push(number: number) {
      if (used === numbers.length) {
        const larger = new Uint32Array(numbers.length * 2);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[used++] = number;
    },
    get length() {
      return used;
    },
    view: () => numbers,
  };
}

/** Terms of documents in the order of their coming, and their turning into lists in the order of their dates. */
function createTextBuilder() {
  const table = createTermTable();
  const pairTerms = createNumbers(1 << 12);
  const pairImpacts = createBytes(1 << 12);
  const places = createBytes(1 << 14);
  /** Where each document's pairs and positions begin. */
  const pairsFrom: number[] = [];
  const placesFrom: number[] = [];
  // Which positions of the document at hand are taken: 2n by the title and skills of document n, 2n + 1 by the rest.
  const marks = new Uint32Array(LAST_PLACE + 2);
  let documents = 0;

  function markPlaces(bytes: Uint8Array, view: DataView, mark: number): { readonly length: number; readonly firstOfBody: number } {
    const lexemes = view.getUint32(0);
    let at = 4;
    let length = 0;
    let firstOfBody = LAST_PLACE + 1;
    for (let lexeme = 0; lexeme < lexemes; lexeme += 1) {
      while (bytes[at] !== 0) at += 1;
      const count = view.getUint16(at + 1);
      at += 3;
      length += count;
      for (let end = at + 2 * count; at < end; at += 2) {
        const entry = view.getUint16(at);
        const place = entry & LAST_PLACE;
        if (entry >>> 14 === WEIGHT_A) marks[place] = mark;
        else {
          marks[place] = mark + 1;
          if (place < firstOfBody) firstOfBody = place;
        }
      }
    }
    return { length, firstOfBody };
  }

  function add(bytes: Uint8Array): void {
    pairsFrom.push(pairTerms.length);
    placesFrom.push(places.length);
    documents += 1;
    if (bytes.length < 4) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const mark = documents * 2;
    const { length, firstOfBody } = markPlaces(bytes, view, mark);
    // Between fields there is a gap: the title is the run from 1, the employer's name the first run of what follows title and skills.
    let titleEnd = 1;
    while (marks[titleEnd] === mark) titleEnd += 1;
    let companyEnd = firstOfBody;
    while (marks[companyEnd] === mark + 1) companyEnd += 1;
    const norm = K1 * (1 - B + (B * length) / USUAL_LENGTH);
    const lexemes = view.getUint32(0);
    let at = 4;
    for (let lexeme = 0; lexeme < lexemes; lexeme += 1) {
      const from = at;
      while (bytes[at] !== 0) at += 1;
      const term = table.idOf(bytes, from, at);
      const count = view.getUint16(at + 1);
      at += 3;
      let impact = 0;
      let inBody = 0;
      let isInHead = false;
      let isInCompany = false;
      let placeBytes = 0;
      let before = 0;
      for (let place = 0; place < count; place += 1) {
        const entry = view.getUint16(at + 2 * place);
        const position = entry & LAST_PLACE;
        if (position < titleEnd) impact = IN_TITLE;
        else if (entry >>> 14 === WEIGHT_A) isInHead = true;
        else if (position < companyEnd) isInCompany = true;
        else inBody += 1;
        placeBytes += position - before < 128 ? 1 : 2;
        before = position;
      }
      impact += (isInHead ? IN_HEAD : 0) + (isInCompany ? IN_COMPANY : 0) + (IN_BODY * inBody) / (inBody + norm);
      pairTerms.push(term);
      pairImpacts.push(Math.max(1, Math.round(impact / IMPACT_STEP)));
      writeNumber(placeBytes);
      before = 0;
      for (let place = 0; place < count; place += 1) {
        const position = view.getUint16(at) & LAST_PLACE;
        writeNumber(position - before);
        before = position;
        at += 2;
      }
    }
  }

  function writeNumber(number: number): void {
    if (number < 128) places.push(number);
    else {
      places.push((number & 127) | 128);
      places.push(number >>> 7);
    }
  }

  /** @param order documents by their number of coming, in the order that they get */
  function finish(order: ArrayLike<number>): SegmentText {
    const { bytes: termBytes, offsets: termOffsets, ids } = table.sorted();
    const rankOf = new Uint32Array(ids.length);
    ids.forEach((id, rank) => (rankOf[id] = rank));
    const terms = pairTerms.view();
    const impactsOfPairs = pairImpacts.view();
    const bytes = places.view();
    const pairs = pairTerms.length;
    const counts = new Uint32Array(ids.length);
    for (let pair = 0; pair < pairs; pair += 1) counts[rankOf[terms[pair]!]!]! += 1;
    const filler = createListFiller(order.length, counts);
    const impacts = new Uint8Array(pairs);
    // The old pair that stands at each new place, and where its positions are.
    const sourceOf = new Uint32Array(pairs);
    for (let document = 0; document < order.length; document += 1) {
      const old = order[document]!;
      let at = placesFrom[old]!;
      const end = pairsFrom[old + 1] ?? pairs;
      for (let pair = pairsFrom[old]!; pair < end; pair += 1) {
        const slot = filler.put(rankOf[terms[pair]!]!, document);
        impacts[slot] = impactsOfPairs[pair]!;
        sourceOf[slot] = at;
        const low = bytes[at]!;
        at += low < 128 ? 1 + low : 2 + ((low & 127) | (bytes[at + 1]! << 7));
      }
    }
    const positions = new Uint8Array(places.length);
    const positionBlocks = new Uint32Array(Math.floor(pairs / PAIRS_A_BLOCK) + 1);
    let used = 0;
    for (let slot = 0; slot < pairs; slot += 1) {
      if (slot % PAIRS_A_BLOCK === 0) positionBlocks[slot / PAIRS_A_BLOCK] = used;
      const from = sourceOf[slot]!;
      const low = bytes[from]!;
      const end = from + (low < 128 ? 1 + low : 2 + ((low & 127) | (bytes[from + 1]! << 7)));
      for (let at = from; at < end; at += 1) positions[used++] = bytes[at]!;
    }
    return { termBytes, termOffsets, termLists: filler.done(), impacts, positions, positionBlocks };
  }

  return { add, finish };
}

export interface SegmentBuilder {
  readonly size: number;
  add(row: IndexRow, values: ArrayLike<number>, label: number): void;
  /** The segment of everything that was added; the builder is spent. */
  finish(): Segment;
}

export function createSegmentBuilder(): SegmentBuilder {
  const text = createTextBuilder();
  const facts: DocumentFacts[] = [];
  return {
    get size() {
      return facts.length;
    },
    add(row, values, label) {
      facts.push({
        id: row.id,
        postedAt: row.postedAt,
        eurLow: row.eurLow ?? NO_AMOUNT,
        eurHigh: row.eurHigh ?? NO_AMOUNT,
        payMiddle: row.payMiddle ?? NaN,
        values,
        label,
      });
      text.add(row.terms);
    },
    finish() {
      const order = Uint32Array.from({ length: facts.length }, (_, at) => at).sort(
        (a, b) => facts[a]!.postedAt - facts[b]!.postedAt || facts[a]!.id - facts[b]!.id,
      );
      const columns = columnsOf(Array.from(order, (at) => facts[at]!));
      return segmentOf({ ...columns, ...text.finish(order) });
    },
  };
}

import { createHash } from 'node:crypto';
import type { LogPosition } from '../domain/index-feed.js';
import { withRanks, type DocumentLists } from './document-lists.js';
import type { IndexState } from './listing-index.js';
import { segmentOf, type Segment } from './segment.js';

/** Raise it with every change of what a segment holds or of how texts are cut: older snapshots are then made anew. */
const FORMAT = 'backboard-listing-index 3';

const CTORS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;
type Kind = keyof typeof CTORS;
type Stored = InstanceType<(typeof CTORS)[Kind]>;

interface Part {
  readonly kind: Kind;
  readonly length: number;
}

interface Header {
  readonly format: string;
  readonly position: LogPosition;
  readonly names: IndexState['names'];
  readonly labels: readonly string[];
  readonly segments: readonly { readonly size: number; readonly parts: readonly Part[]; readonly hasFrom: readonly boolean[] }[];
}

const ALIGNED = 8;
const padding = (bytes: number): number => (ALIGNED - (bytes % ALIGNED)) % ALIGNED;

const kindOf = (array: Stored): Kind => array.constructor.name as Kind;

const listArrays = ({ start, where, documents, bits }: DocumentLists): Stored[] => [start, where, documents, bits];

/** Every stored array of a segment in a fixed order. */
function arraysOf(segment: Segment): Stored[] {
  return [
    segment.ids,
    segment.postedAt,
    segment.eurLow,
    segment.eurHigh,
    segment.payMiddle,
    segment.labels,
    segment.valueKeys,
    ...listArrays(segment.valueLists),
    ...segment.columns.flatMap(({ from, values }) => (from === null ? [values] : [from, values])),
    segment.termBytes,
    segment.termOffsets,
    ...listArrays(segment.termLists),
    segment.impacts,
    segment.positions,
    segment.positionBlocks,
    segment.live,
  ];
}

const bytesOf = (array: Stored): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** The index as bytes, in pieces: a line with the length of the header and the checksum of everything after it, the header, the arrays. */
export function snapshotOf(state: IndexState, position: LogPosition): Uint8Array[] {
  const header: Header = {
    format: FORMAT,
    position,
    names: state.names,
    labels: state.labels,
    segments: state.segments.map((segment) => ({
      size: segment.size,
      parts: arraysOf(segment).map((array) => ({ kind: kindOf(array), length: array.length })),
      hasFrom: segment.columns.map(({ from }) => from !== null),
    })),
  };
  const json = Buffer.from(JSON.stringify(header));
  const pieces: Uint8Array[] = [json, new Uint8Array(padding(json.length))];
  for (const segment of state.segments) {
    // A copy of what still counts: it changes while the rest is written.
    for (const array of arraysOf(segment))
      pieces.push(array === segment.live ? bytesOf(array.slice()) : bytesOf(array), new Uint8Array(padding(array.byteLength)));
  }
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const first = Buffer.from(`${FORMAT} ${json.length} ${length} ${checksumOf(pieces)}\n`.padStart(FIRST_LINE, ' '));
  return [first, ...pieces];
}

const FIRST_LINE = 128;

/** Two sums over 32-bit words, as Fletcher's: four bytes at once, and the order matters. Enough against cut and damaged files. */
function checksumOf(pieces: readonly Uint8Array[]): string {
  let a = 1;
  let b = 0;
  const add = (words: Uint32Array): void => {
    for (let at = 0; at < words.length; at += 1) {
      a = (a + words[at]!) | 0;
      b = (b + a) | 0;
    }
  };
  const header = createHash('sha256');
  pieces.forEach((piece, at) => {
    if (at < 2) header.update(piece);
    else if (piece.byteOffset % 4 === 0 && piece.length % 4 === 0) add(new Uint32Array(piece.buffer, piece.byteOffset, piece.length / 4));
    else {
      // Array and padding together are whole words; each alone need not be.
      const copy = new Uint8Array(piece.length + ((4 - (piece.length % 4)) % 4));
      copy.set(piece);
      add(new Uint32Array(copy.buffer));
    }
  });
  return `${header.digest('hex').slice(0, 16)}${(a >>> 0).toString(16).padStart(8, '0')}${(b >>> 0).toString(16).padStart(8, '0')}`;
}

/**
 * Reads what `snapshotOf` wrote. The arrays are views into the given bytes.
 * @returns `null`: another format, cut, or damaged
 */
export function readSnapshot(bytes: Uint8Array<ArrayBuffer>): { readonly state: IndexState; readonly position: LogPosition } | null {
  if (bytes.byteOffset % ALIGNED !== 0 || bytes.length < FIRST_LINE) return null;
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, FIRST_LINE).toString('latin1').trim();
  if (!line.startsWith(`${FORMAT} `)) return null;
  const [headerLength = NaN, length = NaN] = line
    .slice(FORMAT.length + 1)
    .split(' ')
    .map(Number);
  const checksum = line.split(' ').at(-1);
  if (bytes.length !== FIRST_LINE + length || !(headerLength <= length)) return null;
  try {
    const json = bytes.subarray(FIRST_LINE, FIRST_LINE + headerLength);
    const header = JSON.parse(Buffer.from(json).toString('utf8')) as Header;
    let at = FIRST_LINE + headerLength + padding(headerLength);
    const pieces: Uint8Array[] = [json, bytes.subarray(FIRST_LINE + headerLength, at)];
    const segments = header.segments.map(({ size, parts, hasFrom }) => {
      const arrays = parts.map(({ kind, length: items }) => {
        const array = new CTORS[kind](bytes.buffer, bytes.byteOffset + at, items);
        const end = at + array.byteLength;
        at = end + padding(array.byteLength);
        pieces.push(bytesOf(array), bytes.subarray(end, at));
        return array;
      });
      return { size, arrays, hasFrom };
    });
    if (at !== bytes.length || checksumOf(pieces) !== checksum) return null;
    return {
      position: header.position,
      state: {
        names: header.names,
        labels: header.labels,
        segments: segments.map(({ size, arrays, hasFrom }) => restored(size, arrays, hasFrom)),
      },
    };
  } catch {
    return null;
  }
}

function restored(size: number, arrays: readonly Stored[], hasFrom: readonly boolean[]): Segment {
  let next = 0;
  const take = <T extends Stored>(): T => arrays[next++] as T;
  const takeLists = (): DocumentLists => withRanks({ size, start: take(), where: take(), documents: take(), bits: take() });
  const parts = {
    size,
    ids: take<Int32Array<ArrayBuffer>>(),
    postedAt: take<Float64Array<ArrayBuffer>>(),
    eurLow: take<Int32Array<ArrayBuffer>>(),
    eurHigh: take<Int32Array<ArrayBuffer>>(),
    payMiddle: take<Float64Array<ArrayBuffer>>(),
    labels: take<Uint32Array<ArrayBuffer>>(),
    valueKeys: take<Uint32Array<ArrayBuffer>>(),
    valueLists: takeLists(),
    columns: hasFrom.map((has) => ({
      from: has ? take<Uint32Array<ArrayBuffer>>() : null,
      values: take<Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(),
    })),
    termBytes: take<Uint8Array<ArrayBuffer>>(),
    termOffsets: take<Uint32Array<ArrayBuffer>>(),
    termLists: takeLists(),
    impacts: take<Uint8Array<ArrayBuffer>>(),
    positions: take<Uint8Array<ArrayBuffer>>(),
    positionBlocks: take<Uint32Array<ArrayBuffer>>(),
  };
  return segmentOf(parts, take<Uint32Array<ArrayBuffer>>());
}

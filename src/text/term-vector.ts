import type { PlacedTerm } from './search-terms.js';

const WEIGHT_A = 3 << 14;

/** A text vector as PostgreSQL's `tsvectorsend` writes it. Terms up to `lastOfHead` bear the weight A. */
export function termVectorOf(terms: readonly PlacedTerm[], lastOfHead: number): Uint8Array {
  const places = new Map<string, number[]>();
  for (const { term, position } of terms) {
    const known = places.get(term);
    if (known === undefined) places.set(term, [position]);
    else known.push(position);
  }
  const pieces: Buffer[] = [Buffer.alloc(4)];
  pieces[0]?.writeUInt32BE(places.size);
  for (const [term, at] of places) {
    const text = Buffer.from(`${term}\0`);
    const numbers = Buffer.alloc(2 + 2 * at.length);
    numbers.writeUInt16BE(at.length);
    at.forEach((position, index) => numbers.writeUInt16BE(position <= lastOfHead ? position + WEIGHT_A : position, 2 + 2 * index));
    pieces.push(text, numbers);
  }
  return Buffer.concat(pieces);
}

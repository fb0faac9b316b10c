/** Sets of documents as bits: document d is bit d & 31 of word d >>> 5. */

export const popOf = (word: number): number => {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

export const wordsFor = (documents: number): number => (documents + 31) >>> 5;

/** Members from document `from` on. */
export function countBits(bits: Uint32Array, from = 0): number {
  let word = from >>> 5;
  if (word >= bits.length) return 0;
  let n = (from & 31) === 0 ? popOf(bits[word]!) : popOf(bits[word]! & (-1 << (from & 31)));
  for (word += 1; word < bits.length; word += 1) n += popOf(bits[word]!);
  return n;
}

export function countBoth(a: Uint32Array, b: Uint32Array): number {
  let n = 0;
  for (let word = 0; word < a.length; word += 1) n += popOf(a[word]! & b[word]!);
  return n;
}

export const hasBit = (bits: Uint32Array, document: number): boolean => (bits[document >>> 5]! & (1 << (document & 31))) !== 0;

export const setBit = (bits: Uint32Array, document: number): void => {
  bits[document >>> 5]! |= 1 << (document & 31);
};

export function clearFrom(bits: Uint32Array, from: number): void {
  const word = from >>> 5;
  if (word >= bits.length) return;
  bits[word]! &= (from & 31) === 0 ? 0 : (1 << (from & 31)) - 1;
  bits.fill(0, word + 1);
}

export function clearBelow(bits: Uint32Array, below: number): void {
  const word = below >>> 5;
  bits.fill(0, 0, Math.min(word, bits.length));
  if (word < bits.length) bits[word]! &= -1 << (below & 31);
}

export function andInto(target: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < target.length; word += 1) target[word]! &= other[word]!;
}

/** Writes the members into `list`, ascending. @returns how many */
export function membersOf(bits: Uint32Array, list: Uint32Array): number {
  let n = 0;
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) list[n++] = (word << 5) + 31 - Math.clz32(rest & -rest);
  }
  return n;
}

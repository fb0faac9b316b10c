/** Numbers terms in the order of their first coming, by their bytes: no string is made for any of them. */
export interface TermTable {
  readonly size: () => number;
  /** The number of the term at `bytes[from, to)`. */
  idOf(bytes: Uint8Array, from: number, to: number): number;
  /** All terms one after the other in the order of their bytes, where each begins, and the number of each. */
  sorted(): { readonly bytes: Uint8Array<ArrayBuffer>; readonly offsets: Uint32Array<ArrayBuffer>; readonly ids: Uint32Array<ArrayBuffer> };
}

export function compareBytes(a: Uint8Array, aFrom: number, aTo: number, b: Uint8Array, bFrom: number, bTo: number): number {
  const length = Math.min(aTo - aFrom, bTo - bFrom);
  for (let at = 0; at < length; at += 1) {
    const difference = a[aFrom + at]! - b[bFrom + at]!;
    if (difference !== 0) return difference;
  }
  return aTo - aFrom - (bTo - bFrom);
}

export function createTermTable(): TermTable {
  let arena = new Uint8Array(1 << 16);
  let used = 0;
  let offsets = new Uint32Array(1 << 12);
  let hashes = new Uint32Array(1 << 12);
  let count = 0;
  let slots = new Int32Array(1 << 13).fill(-1);

  function grow(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < count; id += 1) {
      let slot = hashes[id]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
  }

  function add(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    while (used + length > arena.length) {
      const larger = new Uint8Array(arena.length * 2);
      larger.set(arena);
      arena = larger;
    }
    if (count + 2 > offsets.length) {
      const moreOffsets = new Uint32Array(offsets.length * 2);
      moreOffsets.set(offsets);
      offsets = moreOffsets;
      const moreHashes = new Uint32Array(hashes.length * 2);
      moreHashes.set(hashes);
      hashes = moreHashes;
    }
    arena.set(bytes.subarray(from, to), used);
    used += length;
    hashes[count] = hash;
    count += 1;
    offsets[count] = used;
    return count - 1;
  }

  return {
    size: () => count,
    idOf(bytes, from, to) {
      let hash = 0x811c9dc5;
      for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
      hash = (hash ^ (hash >>> 15)) >>> 0;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (;;) {
        const id = slots[slot]!;
        if (id < 0) break;
        if (hashes[id] === hash && compareBytes(arena, offsets[id]!, offsets[id + 1]!, bytes, from, to) === 0) return id;
        slot = (slot + 1) & mask;
      }
      const id = add(hash, bytes, from, to);
      slots[slot] = id;
      if (count * 2 > slots.length) grow();
      return id;
    },
    sorted() {
      const ids = new Uint32Array(count);
      for (let id = 0; id < count; id += 1) ids[id] = id;
      ids.sort((a, b) => compareBytes(arena, offsets[a]!, offsets[a + 1]!, arena, offsets[b]!, offsets[b + 1]!));
      const bytes = new Uint8Array(used);
      const starts = new Uint32Array(count + 1);
      let at = 0;
      ids.forEach((id, rank) => {
        bytes.set(arena.subarray(offsets[id]!, offsets[id + 1]!), at);
        at += offsets[id + 1]! - offsets[id]!;
        starts[rank + 1] = at;
      });
      return { bytes, offsets: starts, ids };
    },
  };
}

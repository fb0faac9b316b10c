/** Seeds of the 64 hash functions: odd multipliers and offsets from one generator, fixed for ever since signatures are stored. */
const SEEDS = (() => {
  const seeds = new Uint32Array(128);
  let state = 0x9e3779b9;
  for (let i = 0; i < seeds.length; i += 1) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    seeds[i] = i % 2 === 0 ? state | 1 : state;
  }
  return seeds;
})();

/** Fewest shingles on which likeness says something; below, short texts of different openings look alike. */
const FEWEST_SHINGLES = 30;

/**
 * MinHash signature of a text's word shingles (Broder 1997, «On the resemblance and containment of documents»).
 * @param shingles hashes of word shingles, any order
 * @returns 64 values; `null` when the text is too short to tell
 */
export function minhashOf(shingles: Uint32Array): Uint32Array | null {
  if (shingles.length < FEWEST_SHINGLES) return null;
  const signature = new Uint32Array(64);
  for (let i = 0; i < 64; i += 1) signature[i] = leastOf(shingles, SEEDS[2 * i] as number, SEEDS[2 * i + 1] as number);
  return signature;
}

/** The least value of one hash function; a function of its own, so that nothing but the shingles is read in its loop. */
function leastOf(shingles: Uint32Array, factor: number, offset: number): number {
  let least = 0xffffffff;
  for (let at = 0; at < shingles.length; at += 1) {
    let value = (Math.imul(shingles[at] as number, factor) + offset) >>> 0;
    value ^= value >>> 16;
    value = Math.imul(value, 0x45d9f3b) >>> 0;
    if (value < least) least = value;
  }
  return least;
}

/** Estimated Jaccard likeness of two texts, 0 to 1, standard error about 0.06. */
export function likeness(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < 64; i += 1) if (a[i] === b[i]) same += 1;
  return same / 64;
}

const NO_HASH = 2 ** 32;

/** Distinct shingles of the text behind a signature, estimated from its minima; relative error about 12 %. */
function shinglesBehind(signature: Uint32Array): number {
  let sum = 0;
  for (const value of signature) sum += value;
  return sum === 0 ? NO_HASH : (signature.length * NO_HASH) / sum;
}

/**
 * Estimated share of the smaller text that stands in the larger one, 0 to 1 (Broder's containment): an aggregator's excerpt of an
 * employer's text scores high here and low in `likeness`. Below six common values of 64 it says 0: too few to tell.
 */
export function containment(a: Uint32Array, b: Uint32Array): number {
  const alike = likeness(a, b);
  if (alike * 64 < 6) return 0;
  const [small, large] = [shinglesBehind(a), shinglesBehind(b)].sort((x, y) => x - y) as [number, number];
  return Math.min(1, (alike * (small + large)) / ((1 + alike) * small));
}

import { cleanWordsOf } from './company-name.js';

/** Marks that say nothing about which opening it is: place and mode in brackets, gender marks, requisition numbers. */
const BRACKETED = /[([{][^()[\]{}]{0,60}[)\]}]/g;
const LEVEL_IN_BRACKETS = /\b(junior|jr|mid|senior|sr|staff|lead|principal|intern|entry|i{1,3}|iv|v|\d)\b/i;
const REQUISITION = /\b(?:req|job|ref|r|jr)[-# ]?\d{3,}\b|#\s?\d{2,}/gi;
const SAME_WORD: Readonly<Record<string, string>> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  'back-end': 'backend',
  'front-end': 'frontend',
  fullstack: 'full-stack',
  developer: 'engineer',
  dev: 'engineer',
  swe: 'software engineer',
  golang: 'go',
};

/**
 * The key of a role without place and mode, level marks kept: two adverts of one opening share it, two rungs never do.
 * @returns words in a fixed order, at most 200 characters; '' when the title holds none
 */
export function roleKeyOf(title: string): string {
  const kept = title
    .slice(0, 300)
    .normalize('NFKC')
    .replace(BRACKETED, (bracket) => (LEVEL_IN_BRACKETS.test(bracket) ? ` ${bracket.slice(1, -1)} ` : ' '))
    .replace(REQUISITION, ' ')
    .replace(/\bback[ -]end\b/gi, 'backend')
    .replace(/\bfull[ -]stack\b/gi, 'fullstack');
  const words = cleanWordsOf(kept).flatMap((word) => (SAME_WORD[word] ?? word).split(' '));
  return [...new Set(words)].sort().join(' ').slice(0, 200);
}

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
  const signature = new Uint32Array(64).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < 64; i += 1) {
      let value = (Math.imul(shingle, SEEDS[2 * i] as number) + (SEEDS[2 * i + 1] as number)) >>> 0;
      value ^= value >>> 16;
      value = Math.imul(value, 0x45d9f3b) >>> 0;
      if (value < (signature[i] as number)) signature[i] = value;
    }
  }
  return signature;
}

/** Estimated Jaccard likeness of two texts, 0 to 1, standard error about 0.06. */
export function likeness(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < 64; i += 1) if (a[i] === b[i]) same += 1;
  return same / 64;
}

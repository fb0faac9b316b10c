/** FNV-1a over UTF-16 units, mixed at the end so that low bits are usable. An unsigned 32-bit number. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The distinct word shingles of a text, hashed, ascending: input for MinHash and for exact Jaccard.
 * A text shorter than `size` words gives one shingle of what there is; an empty text gives none.
 * @param words folded words in order, as `wordsOf` gives them
 * @param size words per shingle
 */
export function shinglesOf(words: readonly string[], size = 4): Uint32Array {
  if (words.length === 0) return new Uint32Array(0);
  const hashes = new Uint32Array(words.length);
  for (let at = 0; at < words.length; at++) hashes[at] = hash32(words[at] ?? '');
  const width = Math.min(Math.max(1, size), hashes.length);
  const shingles = new Uint32Array(hashes.length - width + 1);
  for (let start = 0; start < shingles.length; start++) {
    let hash = 0;
    for (let offset = 0; offset < width; offset++) hash = Math.imul(hash, 31) + (hashes[start + offset] ?? 0);
    shingles[start] = mix(hash);
  }
  shingles.sort();
  let kept = 0;
  for (let at = 0; at < shingles.length; at++) {
    const shingle = shingles[at] ?? 0;
    if (at === 0 || shingle !== shingles[kept - 1]) shingles[kept++] = shingle;
  }
  return shingles.slice(0, kept);
}

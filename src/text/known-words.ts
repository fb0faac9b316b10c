/** A word met before. */
export interface KnownWord {
  /** Lower case. */
  readonly text: string;
  /** What a reader of words remembers of this one; `null`: nothing yet. One reader only: the tables of `src/normalise`. */
  memo: object | null;
}

/** Words remembered at once; a word takes the place of another that falls on the same slot. */
const SLOTS = 1 << 14;
const LONGEST = 24;
/** Four letters a number. */
const PACKS = LONGEST / 4;
/** Lower case of ASCII letters, digits and `_`; 0 for what ends a plain word. */
const LOWER = new Uint8Array(0x10000);
for (let code = 48; code <= 57; code++) LOWER[code] = code;
for (let code = 97; code <= 122; code++) {
  LOWER[code] = code;
  LOWER[code - 32] = code;
}
LOWER[95] = 95;

const words: (KnownWord | undefined)[] = Array.from({ length: SLOTS });
/** The letters of each slot's word, packed: they are compared without touching the word. */
const letters = new Int32Array(SLOTS * PACKS);
const lengths = new Uint8Array(SLOTS);
/** The word at hand, packed. */
const packs = new Int32Array(PACKS + 1);

function remember(slot: number, units: Uint16Array, start: number, length: number): KnownWord {
  const codes: number[] = [];
  for (let index = start; index < start + length; index++) codes.push(LOWER[units[index] ?? 0] ?? 0);
  const word: KnownWord = { text: String.fromCharCode(...codes), memo: null };
  words[slot] = word;
  lengths[slot] = length;
  for (let pack = 0; pack < PACKS; pack++) letters[slot * PACKS + pack] = pack * 4 < length ? (packs[pack] ?? 0) : 0;
  return word;
}

/** Whether a plain word ends before this unit: it is no sign that may belong to it, and no letter beyond ASCII. */
function endsBefore(units: Uint16Array, end: number): boolean {
  const next = units[end] ?? 0;
  // . + # ' may belong to the word; a full stop before a blank does not.
  if (next === 46) {
    const behind = units[end + 1] ?? 0;
    return behind < 128 && LOWER[behind] === 0;
  }
  return next < 128 && next !== 43 && next !== 35 && next !== 39;
}

/**
 * The plain word (ASCII letters, digits, `_`) that begins at a place, as one object that is made once and given again: texts repeat
 * their words, and what is the same object needs neither memory nor a look-up.
 * @param units with zeros behind the last one
 * @returns `null` where the word is longer than 24 units, is not plain, or a sign follows that may belong to it
 */
export function knownWordAt(units: Uint16Array, start: number): KnownWord | null {
  let hash = 0;
  let pack = 0;
  let packed = 0;
  let end = start;
  for (let lower = LOWER[units[end] ?? 0] ?? 0; lower !== 0; lower = LOWER[units[end] ?? 0] ?? 0) {
    packed = (packed << 8) | lower;
    end++;
    if (((end - start) & 3) === 0) {
      if (end - start > LONGEST) return null;
      packs[pack++] = packed;
      hash = Math.imul(hash ^ packed, 0x5bd1e995);
      hash ^= hash >>> 15;
      packed = 0;
    }
  }
  const length = end - start;
  if (length === 0 || length > LONGEST || !endsBefore(units, end)) return null;
  if ((length & 3) !== 0) {
    packs[pack++] = packed;
    hash = Math.imul(hash ^ packed, 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  if (lengths[slot] !== length) return remember(slot, units, start, length);
  const from = slot * PACKS;
  for (let index = 0; index < pack; index++) if (letters[from + index] !== packs[index]) return remember(slot, units, start, length);
  return words[slot] ?? remember(slot, units, start, length);
}

/** A word met before. */
export interface KnownWord {
  /** Lower case. */
  readonly text: string;
  /** What a reader of words remembers of this one; −1: nothing yet. One reader only: the tables of `src/normalise`. */
  memo: number;
}

/** Words remembered at once; a word takes the place of another that falls on the same slot. */
const SLOTS = 1 << 14;
const LONGEST = 24;
/** Lower case of ASCII letters, digits and `_`; 0 for what ends a plain word. */
const LOWER = new Uint8Array(128);
for (let code = 48; code <= 57; code++) LOWER[code] = code;
for (let code = 97; code <= 122; code++) {
  LOWER[code] = code;
  LOWER[code - 32] = code;
}
LOWER[95] = 95;

const words: (KnownWord | undefined)[] = Array.from({ length: SLOTS });

const lowerUnit = (unit: number): number => (unit < 128 ? (LOWER[unit] ?? 0) : 0);

function isSame(word: string, units: Uint16Array, start: number): boolean {
  for (let index = 0; index < word.length; index++) if (word.charCodeAt(index) !== lowerUnit(units[start + index] ?? 0)) return false;
  return true;
}

function remember(slot: number, units: Uint16Array, start: number, end: number): KnownWord {
  const letters: number[] = [];
  for (let index = start; index < end; index++) letters.push(lowerUnit(units[index] ?? 0));
  const word: KnownWord = { text: String.fromCharCode(...letters), memo: -1 };
  words[slot] = word;
  return word;
}

/** Whether a plain word ends before this place: no sign follows that may belong to it, and no letter beyond ASCII. */
function endsAt(units: Uint16Array, end: number): boolean {
  const next = units[end] ?? 32;
  // . + # ' may belong to the word; a full stop before a blank does not.
  if (next === 46) return lowerUnit(units[end + 1] ?? 32) === 0 && (units[end + 1] ?? 32) < 128;
  return next < 128 && next !== 43 && next !== 35 && next !== 39;
}

/**
 * The plain word (ASCII letters, digits, `_`) that begins at a place, as one object that is made once and given again: texts repeat
 * their words, and what is the same object needs neither memory nor a look-up.
 * @returns `null` where the word is longer than 24 units, is not plain, or a sign follows that may belong to it
 */
export function knownWordAt(units: Uint16Array, start: number): KnownWord | null {
  let hash = 0;
  let end = start;
  for (let lower = lowerUnit(units[end] ?? 0); lower !== 0; lower = lowerUnit(units[end] ?? 0)) {
    hash = (Math.imul(hash, 31) + lower) | 0;
    end++;
    if (end - start > LONGEST) return null;
  }
  if (end === start || !endsAt(units, end)) return null;
  const slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
  const known = words[slot];
  return known !== undefined && known.text.length === end - start && isSame(known.text, units, start)
    ? known
    : remember(slot, units, start, end);
}

const VOWEL = /[aeiouy]/;
const ASCII_WORD = /^[a-z]+$/;

/** Words that only look like plurals or participles. */
const KEPT = new Set([
  'aws',
  'redis',
  'kubernetes',
  'sales',
  'news',
  'series',
  'express',
  'rails',
  'jenkins',
  'ops',
  'devops',
  'ios',
  'postgres',
  'pandas',
  'always',
]);

const undouble = (word: string): string => {
  const last = word.at(-1);
  return word.length > 3 && last === word.at(-2) && last !== undefined && !'lsz'.includes(last) ? word.slice(0, -1) : word;
};

/** Strips a final e and turns a final y into i, so that «scale», «scaling» and «scaled» meet. */
const levelled = (word: string): string => {
  if (word.length > 3 && word.endsWith('e')) return word.slice(0, -1);
  return word.length > 3 && word.endsWith('y') ? `${word.slice(0, -1)}i` : word;
};

/**
 * A light stem of one lower-case English word: plural, -ing and -ed go, the rest stays. A key for comparing, not a word to show.
 * Words with digits, signs or other scripts come back as they are.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || !ASCII_WORD.test(word) || KEPT.has(word)) return word;
  let stem = word;
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (stem.endsWith('sses') || stem.endsWith('xes') || stem.endsWith('ches') || stem.endsWith('shes')) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !stem.endsWith('ss') && !stem.endsWith('us') && !stem.endsWith('is')) stem = stem.slice(0, -1);
  if (stem.endsWith('ing') && stem.length > 5 && VOWEL.test(stem.slice(0, -3))) return levelled(undouble(stem.slice(0, -3)));
  if (stem.endsWith('ed') && stem.length > 4 && !stem.endsWith('eed') && VOWEL.test(stem.slice(0, -2)))
    return levelled(undouble(stem.slice(0, -2)));
  return levelled(stem);
}

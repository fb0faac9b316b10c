import { cleanWordsOf } from './company-name.js';
import { placesOf } from './location-place.js';
import { PLAIN_ROLE_WORDS, ROLE_FILLER, ROLE_MARKS, SAME_ROLE_WORD } from './tables/role-marks.js';

const BRACKETED = /[([{]([^()[\]{}]{0,60})[)\]}]/g;
const REQUISITION = /\b(?:req|job|ref|r|jr)[-# ]?\d{3,}\b|#\s?\d{2,}/gi;

/** «(Berlin or Remote)», «(m/w/d)» say nothing about which opening it is; «(Payments)», «(Senior)», «(French speaking)» do. */
function isMark(bracket: string): boolean {
  const words = cleanWordsOf(bracket);
  if (words.every((word) => ROLE_MARKS.has(word)) && !/^(?:i|v)$/i.test(bracket.trim())) return true;
  return bracket
    .split(/[,;/&|]|\s(?:or|and|-|–)\s/)
    .filter((part) => part.trim() !== '')
    .every(
      (part) => cleanWordsOf(part).every((word) => ROLE_MARKS.has(word)) || placesOf(part.trim(), null).some((place) => place.certain),
    );
}

/**
 * The key of a role without place and mode, level and team kept: two adverts of one opening share it, two rungs or teams never do.
 * @returns words in a fixed order, at most 200 characters; '' when the title holds none
 */
export function roleKeyOf(title: string): string {
  const kept = title
    .slice(0, 300)
    .normalize('NFKC')
    .replace(BRACKETED, (_, inside: string) => (isMark(inside) ? ' ' : ` ${inside} `))
    .replace(REQUISITION, ' ')
    .replace(/\bback[ -]end\b/gi, 'backend')
    .replace(/\bfront[ -]end\b/gi, 'frontend')
    .replace(/\bfull[ -]stack\b/gi, 'fullstack');
  const words = cleanWordsOf(kept).flatMap((word) => (SAME_ROLE_WORD[word] ?? word).split(' '));
  return [...new Set(words)].sort().join(' ').slice(0, 200);
}

/** Whether two role keys name one role but for words that adverts leave out at will («Staff Product Engineer», «Staff Software Engineer, Product»). */
export function nearlySameRole(a: string, b: string): boolean {
  const left = new Set(a.split(' '));
  const right = new Set(b.split(' '));
  const differing = [...left].filter((word) => !right.has(word)).concat([...right].filter((word) => !left.has(word)));
  return left.size > differing.length && differing.every((word) => ROLE_FILLER.has(word));
}

/** Whether two role keys share a word at all. */
export const sharesRoleWord = (a: string, b: string): boolean => {
  const right = new Set(b.split(' '));
  return a.split(' ').some((word) => word !== '' && right.has(word));
};

/** Whether a role key names no more than a software engineer of some level: an employer may have several such openings at once. */
export const isPlainRole = (key: string): boolean => key.split(' ').every((word) => ROLE_FILLER.has(word) || PLAIN_ROLE_WORDS.has(word));

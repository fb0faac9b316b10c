import { SKILLS } from '../domain/skill.js';
import { COINED_SYLLABLES, PLAIN_WORDS, SET_PHRASES } from './invented-words-at-scale.js';
import type { Random } from './random.js';

const OTHER_SKILLS = SKILLS.filter((skill) => skill.category !== 'language');

/** Words that no language has, most frequent first: rare words are what makes a text index large. */
export function coinWords(random: Random, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    words.add(Array.from({ length: 2 + Math.floor(random.next() * 2.4) }, () => random.pick(COINED_SYLLABLES)).join(''));
  }
  return [...words];
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Sentences of invented and plain words after the given ones, about `length` characters long. */
export function inventText(
  random: Random,
  length: number,
  draw: { readonly plain: () => number; readonly coined: () => number; readonly skill: () => number },
  coined: readonly string[],
  sentences: string[],
): string {
  let written = sentences.join(' ').length;
  let words: string[] = [];
  while (written < length) {
    const kind = random.next();
    const word =
      kind < 0.42
        ? (PLAIN_WORDS[draw.plain()] ?? '')
        : kind < 0.93
          ? (coined[draw.coined()] ?? '')
          : kind < 0.97
            ? (OTHER_SKILLS[draw.skill()]?.name ?? '')
            : random.pick(SET_PHRASES);
    words.push(word);
    written += word.length + 1;
    if (words.length > 11) {
      sentences.push(`${capital(words.join(' '))}.`);
      words = [];
    }
  }
  if (words.length > 0) sentences.push(`${capital(words.join(' '))}.`);
  return sentences.join(' ');
}

import { isLetterUnit, unitAt } from '#src/text/letters';

/** Where a word or phrase stands in a text. */
export interface WordHit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Words of one meaning, found without patterns: a look-up a word, so that the cost does not grow with the list. */
export interface WordFinder {
  /** The first word of the list in a lower-case text. */
  first(text: string): WordHit | null;
  last(text: string): WordHit | null;
  /** The text with every word of the list blanked. */
  without(text: string): string;
}

const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;
const AFFIX = 3;

const isLetter = (text: string, at: number): boolean => isLetterUnit(unitAt(text, at));

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isLetterUnit(text.charCodeAt(end))) end++;
  return end;
}

/** Three letters as a number below 4,096: most words of a text are turned away by it. */
const signOf = (a: number, b: number, c: number): number => (Math.imul(a, 641) + Math.imul(b, 37) + c) & 4095;
const signOfText = (text: string): number => signOf(unitAt(text, 0), unitAt(text, 1), unitAt(text, 2));

/** What may begin with three letters, or end with them. */
const PHRASE = 1;
const HEAD = 2;
const TAIL = 4;

const NO_HITS: readonly WordHit[] = [];

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const longestFirst = (a: string, b: string): number => b.length - a.length;

/**
 * @param words lower case. A trailing or leading `*` takes the rest of the word; words that begin with no letter («401k») match after any
 * character; words of scripts without spaces match anywhere. Longer phrases win over shorter ones at the same place.
 */
export function wordFinder(words: readonly string[]): WordFinder {
  const phrases = new Map<string, string[]>();
  const heads = new Map<string, string[]>();
  const tails = new Map<string, string[]>();
  const unspaced: string[] = [];
  const odd: string[] = [];
  for (const word of new Set(words)) {
    if (UNSPACED.test(word)) unspaced.push(word);
    else if (word.startsWith('*')) add(tails, word.replaceAll('*', '').slice(-AFFIX), word.replaceAll('*', ''));
    else if (word.endsWith('*') && !word.includes(' ') && !word.includes('-')) add(heads, word.slice(0, AFFIX), word.slice(0, -1));
    else if (!isLetter(word, 0)) odd.push(word);
    else add(phrases, word.slice(0, wordEnd(word, 0)), word);
  }
  for (const list of phrases.values()) list.sort(longestFirst);
  const marks = new Uint8Array(4096);
  const mark = (text: string, bit: number): void => {
    marks[signOfText(text)] = (marks[signOfText(text)] ?? 0) | bit;
  };
  for (const word of phrases.keys()) mark(word, PHRASE);
  for (const head of heads.keys()) mark(head, HEAD);
  for (const tail of tails.keys()) mark(tail, TAIL);
  const oddPattern = odd.length === 0 ? null : new RegExp(odd.sort(longestFirst).map(escaped).join('|'), 'gu');
  const unspacedPattern = unspaced.length === 0 ? null : new RegExp(unspaced.sort(longestFirst).map(escaped).join('|'), 'gu');

  /** End of the longest entry that begins with the word at `start`, or −1. */
  function entryAt(text: string, start: number, end: number): number {
    const length = end - start;
    const sign = signOf(text.charCodeAt(start), length > 1 ? text.charCodeAt(start + 1) : 0, length > 2 ? text.charCodeAt(start + 2) : 0);
    const begins = marks[sign] ?? 0;
    if ((begins & PHRASE) !== 0) {
      for (const phrase of phrases.get(text.slice(start, end)) ?? []) {
        const open = phrase.endsWith('*');
        const plain = open ? phrase.slice(0, -1) : phrase;
        if (!text.startsWith(plain, start)) continue;
        const to = start + plain.length;
        if (open) return wordEnd(text, to);
        if (!isLetter(text, to) || !isLetter(plain, plain.length - 1)) return to;
      }
    }
    if (length < AFFIX) return -1;
    if ((begins & HEAD) !== 0)
      for (const head of heads.get(text.slice(start, start + AFFIX)) ?? [])
        if (length >= head.length && text.startsWith(head, start)) return end;
    if (tails.size === 0) return -1;
    const ends = marks[signOf(text.charCodeAt(end - 3), text.charCodeAt(end - 2), text.charCodeAt(end - 1))] ?? 0;
    if ((ends & TAIL) !== 0)
      for (const tail of tails.get(text.slice(end - AFFIX, end)) ?? [])
        if (length >= tail.length && text.startsWith(tail, end - tail.length)) return end;
    return -1;
  }

  function others(text: string): readonly WordHit[] {
    if (oddPattern === null && (unspacedPattern === null || !UNSPACED.test(text))) return NO_HITS;
    const hits: WordHit[] = [];
    for (const pattern of [oddPattern, unspacedPattern !== null && UNSPACED.test(text) ? unspacedPattern : null]) {
      if (pattern === null) continue;
      pattern.lastIndex = 0;
      for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text))
        hits.push({ start: hit.index, end: hit.index + hit[0].length, text: hit[0] });
    }
    return hits;
  }

  /** The first of the others, or the last. */
  function other(text: string, last: boolean): WordHit | null {
    let best: WordHit | null = null;
    for (const hit of others(text)) if (best === null || (last ? hit.start > best.start : hit.start < best.start)) best = hit;
    return best;
  }

  function first(text: string): WordHit | null {
    let best = other(text, false);
    for (let at = 0; at < text.length;) {
      if (best !== null && at > best.start) break;
      if (!isLetter(text, at)) {
        at++;
        continue;
      }
      const end = wordEnd(text, at);
      const to = entryAt(text, at, end);
      if (to >= 0) {
        best = { start: at, end: to, text: text.slice(at, to) };
        break;
      }
      at = end;
    }
    return best;
  }

  function last(text: string): WordHit | null {
    const best = other(text, true);
    for (let end = text.length; end > 0;) {
      if (best !== null && end <= best.start) break;
      if (!isLetter(text, end - 1)) {
        end--;
        continue;
      }
      let start = end - 1;
      while (start > 0 && isLetter(text, start - 1)) start--;
      const to = entryAt(text, start, end);
      if (to >= 0 && (best === null || start >= best.start)) return { start, end: to, text: text.slice(start, to) };
      end = start;
    }
    return best;
  }

  function without(text: string): string {
    let out = '';
    for (let at = 0; at < text.length;) {
      if (!isLetter(text, at)) {
        out += text.charAt(at);
        at++;
        continue;
      }
      const end = wordEnd(text, at);
      const to = entryAt(text, at, end);
      out += to >= 0 ? ' ' : text.slice(at, end);
      at = Math.max(end, to);
    }
    return others(out).reduceRight((left, hit) => `${left.slice(0, hit.start)} ${left.slice(hit.end)}`, out);
  }

  return { first, last, without };
}

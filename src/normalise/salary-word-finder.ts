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
const LETTER = /[\p{L}\p{M}]/u;
const AFFIX = 3;

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return code === code && LETTER.test(text.charAt(at));
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isLetter(text, end)) end++;
  return end;
}

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
  const oddPattern = odd.length === 0 ? null : new RegExp(odd.sort(longestFirst).map(escaped).join('|'), 'gu');
  const unspacedPattern = unspaced.length === 0 ? null : new RegExp(unspaced.sort(longestFirst).map(escaped).join('|'), 'gu');

  /** End of the longest entry that begins with the word at `start`, or −1. */
  function entryAt(text: string, start: number, end: number): number {
    const word = text.slice(start, end);
    for (const phrase of phrases.get(word) ?? []) {
      const open = phrase.endsWith('*');
      const plain = open ? phrase.slice(0, -1) : phrase;
      if (!text.startsWith(plain, start)) continue;
      const to = start + plain.length;
      if (open) return wordEnd(text, to);
      if (!isLetter(text, to) || !isLetter(plain, plain.length - 1)) return to;
    }
    if (word.length < AFFIX) return -1;
    for (const head of heads.get(word.slice(0, AFFIX)) ?? []) if (word.startsWith(head)) return end;
    for (const tail of tails.get(word.slice(-AFFIX)) ?? []) if (word.endsWith(tail)) return end;
    return -1;
  }

  function others(text: string): WordHit[] {
    const hits: WordHit[] = [];
    for (const pattern of [oddPattern, unspacedPattern !== null && UNSPACED.test(text) ? unspacedPattern : null]) {
      if (pattern === null) continue;
      for (const hit of text.matchAll(pattern)) hits.push({ start: hit.index, end: hit.index + hit[0].length, text: hit[0] });
    }
    return hits;
  }

  function first(text: string): WordHit | null {
    let best = others(text).reduce<WordHit | null>((left, hit) => (left === null || hit.start < left.start ? hit : left), null);
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
    const best = others(text).reduce<WordHit | null>((right, hit) => (right === null || hit.start > right.start ? hit : right), null);
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

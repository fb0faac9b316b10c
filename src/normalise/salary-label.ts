import { LABEL_STOP_WORDS, SENTENCE_WORDS } from './tables/salary-label-words.js';
import { wordFinder } from './salary-word-finder.js';

const STOP = wordFinder(LABEL_STOP_WORDS);
const SENTENCE = wordFinder(SENTENCE_WORDS);
const LONGEST_LABEL = 60;
const MOST_WORDS = 7;

export interface Label {
  readonly text: string;
  /** A colon or «for …» marks it; else it counts only beside other ranges. */
  readonly marked: boolean;
}

const START = /[\s\-–—,;.)(]/u;
const EDGE = /[\s\-–—,;:(]/u;

/** Without the signs at its ends: walked, not matched, for a run of them must stay cheap. */
function trimmed(text: string): string {
  const plain = text.replace(/[*#|_`>•\s]+/gu, ' ');
  let from = 0;
  let to = plain.length;
  while (from < to && START.test(plain.charAt(from))) from++;
  while (to > from && EDGE.test(plain.charAt(to - 1))) to--;
  return plain.slice(from, to);
}

const bare = (text: string): string =>
  STOP.without(text.toLowerCase())
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

function isLabel(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= LONGEST_LABEL &&
    text.split(' ').length <= MOST_WORDS &&
    bare(text).length >= 2 &&
    SENTENCE.first(text.toLowerCase()) === null
  );
}

/**
 * The zone, level, contract or city that a range belongs to, in the source's words («For San Francisco based hires: …», «Level 2:», a line above).
 * @param clause what stands between the sentence's start (or the figure before) and the figure.
 * @param heading the line above.
 */
export function labelOf(clause: string, heading: string): Label | null {
  const named =
    /^[^\p{L}]*(?:for|in|für|pour|para|dla)\s([^:.]{2,60}):/iu.exec(clause) ??
    /^[^\p{L}]*(?:for|in)\s([^:.,]{2,60}),\s(?:the|our|we|estimated|base|pay|salary)/iu.exec(clause);
  if (named !== null) {
    const text = trimmed(named[1] ?? '');
    if (isLabel(text)) return { text, marked: true };
  }
  const parts = clause.split(/([:：(]|\s[-–—]\s)/);
  for (let index = parts.length - 1; index >= 0; index -= 2) {
    const text = trimmed(parts[index] ?? '');
    if (bare(text) === '') continue;
    return isLabel(text) ? { text, marked: index < parts.length - 1 && /[:：]/.test(parts[index + 1] ?? '') } : null;
  }
  const above = trimmed(heading);
  return isLabel(above) && above.length <= 40 && !/[.!?]$/.test(heading.trim()) ? { text: above, marked: false } : null;
}

import { anyOf } from './salary-lexicon.js';
import { LABEL_STOP_WORDS } from './tables/salary-label-words.js';

const STOP = anyOf(LABEL_STOP_WORDS);
const LONGEST_LABEL = 60;

/**
 * The zone, level, contract or city that a range belongs to, in the source's words: what stands before the figure in its clause,
 * without the words for pay («For San Francisco based hires: Estimated annual salary of» → «San Francisco based hires»).
 * @returns `null` when nothing but words for pay stands there.
 */
export function labelBefore(text: string, start: number, length: number): string | null {
  const clause = text.slice(Math.max(0, start - Math.min(length, 120)), start);
  const head = clause.split(/[:：–—]|\s-\s|,\s|\(/).map((part) => part.replace(/[*#|_`>•\s]+/gu, ' ').trim());
  for (let index = head.length - 1; index >= 0; index--) {
    const words = (head[index] ?? '').toLowerCase();
    if (words === '') continue;
    STOP.lastIndex = 0;
    const rest = words
      .replace(STOP, ' ')
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim();
    if (rest.length < 2) continue;
    const label = (head[index] ?? '').replace(/^(?:for|in|the|and|or|für|pour|para|dla)\s/iu, '').trim();
    return label.length <= LONGEST_LABEL ? label : null;
  }
  return null;
}

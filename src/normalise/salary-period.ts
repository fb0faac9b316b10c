import { PERIOD_SPOILERS, WORK_TIME_WORDS } from './tables/salary-meaning-words.js';
import type { MoneyText } from './money-mark.js';
import type { Around } from './salary-around.js';
import type { Figure } from './salary-figure.js';
import { periodNounIn, periodPhraseIn } from './salary-lexicon.js';
import type { Period } from '../domain/salary.js';

const SPOILER = new RegExp(String.raw`^\s+(?:${[...PERIOD_SPOILERS].sort((a, b) => b.length - a.length).join('|')})(?!\p{L})`, 'u');
const WORK_TIME = new RegExp(
  String.raw`(?<!\p{L})(?:${WORK_TIME_WORDS.map((word) => word.replace('.', String.raw`\.`)).join('|')})\s?$`,
  'u',
);
const BREAKS_PERIOD = /[,;|\n]|\.\s|(?<!\p{L})(?:bonus|plus|and|with|und|et|equity)(?!\p{L})/u;

export interface StatedPeriod {
  readonly period: Exclude<Period, 'once'>;
  readonly by: 'phrase' | 'noun';
}

const NEAR = 44;

/** The period that words near the figure state: first behind it in its clause, then before it. */
export function statedPeriod(
  given: MoneyText,
  figure: Figure,
  around: Around,
  previousEnd: number,
  nextStart: number,
): StatedPeriod | null {
  const own = given.lower.slice(figure.start, figure.end);
  const ownPeriod = periodPhraseIn(own);
  const behind = given.lower.slice(figure.end, Math.min(nextStart, figure.end + NEAR, figure.end + around.after.length));
  const hit = periodPhraseIn(behind);
  if (
    hit !== null &&
    !WORK_TIME.test(behind.slice(0, hit.start)) &&
    (/^(?:\/|per |an? )/.test(behind.slice(hit.start)) || !SPOILER.test(behind.slice(hit.end))) &&
    (hit.start < 4 || !BREAKS_PERIOD.test(behind.slice(0, hit.start)))
  ) {
    return { period: hit.period, by: 'phrase' };
  }
  if (ownPeriod !== null) return { period: ownPeriod.period, by: 'phrase' };
  if (figure.period !== null) return { period: figure.period, by: 'phrase' };
  const before = given.lower.slice(Math.max(previousEnd, figure.start - around.before.length, figure.start - 90), figure.start);
  const noun = periodNounIn(before);
  if (noun !== null && !WORK_TIME.test(before.slice(0, noun.start))) return { period: noun.period, by: 'noun' };
  const above = before.trim().length < 40 ? (periodNounIn(around.line.slice(-60)) ?? periodNounIn(around.heading)) : null;
  return above === null ? null : { period: above.period, by: 'noun' };
}

/** How much of the text behind a figure belongs to its quote: its period phrase. */
export function quoteTail(behind: string): number {
  const hit = periodPhraseIn(behind);
  return hit !== null && hit.start < 3 ? hit.end : 0;
}

import { COMPARISON_WORDS, NOT_A_VETO_BEHIND, PAY_AFTER, PAY_WORDS, VETO_WORDS } from './tables/salary-words.js';
import { PERIOD_WORDS, PER_WORDS } from './tables/salary-period-words.js';
import { wordFinder } from './salary-word-finder.js';
import type { Period } from '../domain/salary.js';

export const PAY = wordFinder(PAY_WORDS);
export const PAY_BEHIND = wordFinder(PAY_AFTER);
export const VETO = wordFinder(VETO_WORDS);
export const VETO_BEHIND = wordFinder(VETO_WORDS.filter((word) => !NOT_A_VETO_BEHIND.includes(word)));
export const COMPARISON = wordFinder(COMPARISON_WORDS);

type PaidPeriod = Exclude<Period, 'once'>;

function periodMap(pick: (row: (typeof PERIOD_WORDS)[number]) => readonly string[]): Map<string, PaidPeriod> {
  const map = new Map<string, PaidPeriod>();
  for (const row of PERIOD_WORDS) for (const word of pick(row)) if (!map.has(word)) map.set(word, row.period);
  return map;
}

const UNIT = periodMap((row) => row.per);
const ADVERB = periodMap((row) => row.adverb);
const NOUN = periodMap((row) => row.noun.filter((word) => !word.includes('*')));
const NOUN_PARTS = PERIOD_WORDS.flatMap((row) =>
  row.noun.filter((word) => word.includes('*')).map((word) => ({ part: word.replaceAll('*', ''), period: row.period })),
);
const ADVERBS = wordFinder([...ADVERB.keys()]);
const NOUNS = wordFinder(PERIOD_WORDS.flatMap((row) => [...row.noun]));
const JOINS = new Set(PER_WORDS);

/** «/月», «每小时», «/시간» */
const CJK_PHRASE = /[/每毎]\s?(年|月|週|周|日|天|小时|小時|時間|时|時|년|월|달|일|시간)/u;
const CJK_UNIT: Readonly<Record<string, PaidPeriod>> = {
  年: 'year',
  년: 'year',
  月: 'month',
  월: 'month',
  달: 'month',
  週: 'week',
  周: 'week',
  日: 'day',
  天: 'day',
  일: 'day',
  小时: 'hour',
  小時: 'hour',
  時間: 'hour',
  时: 'hour',
  時: 'hour',
  시간: 'hour',
};
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const TOKEN = /[\p{L}\p{M}]+(?:'|\.(?![\p{L}\s]))?|[/\\]/gu;

export interface PeriodHit {
  readonly period: PaidPeriod;
  readonly start: number;
  readonly end: number;
}

/** A unit behind a slash or a joining word: «/yr», «per hour», «a month», «/ per hour», «p/mês». */
function joinedUnit(window: string): PeriodHit | null {
  let join = -1;
  let joinEnd = -1;
  TOKEN.lastIndex = 0;
  for (let hit = TOKEN.exec(window); hit !== null; hit = TOKEN.exec(window)) {
    const token = hit[0];
    const start = hit.index;
    const end = start + token.length;
    if (token === '/' || token === '\\') {
      if (joinEnd !== start) join = start;
      joinEnd = end;
      continue;
    }
    const near = join >= 0 && /^(?:\s?|\s?1\s?|\.\s?)$/.test(window.slice(joinEnd, start));
    const word = token.endsWith('.') && !UNIT.has(token) ? token.slice(0, -1) : token;
    const period = near ? UNIT.get(word) : undefined;
    if (period !== undefined) return { period, start: join, end: start + word.length };
    if (JOINS.has(word)) {
      if (!near) join = start;
      joinEnd = end;
    } else join = -1;
  }
  return null;
}

/** The first period phrase of a window that begins where the figure ends. A bare unit counts only after «/», «per» and the like. */
export function periodPhraseIn(window: string): PeriodHit | null {
  let best = joinedUnit(window);
  const adverb = ADVERBS.first(window);
  if (adverb !== null && (best === null || adverb.start < best.start)) {
    const period = ADVERB.get(adverb.text) ?? (adverb.text.startsWith('per annum') ? 'year' : undefined);
    if (period !== undefined) best = { period, start: adverb.start, end: adverb.end };
  }
  const cjk = CJK.test(window) ? CJK_PHRASE.exec(window) : null;
  const unit = cjk === null ? undefined : CJK_UNIT[cjk[1] ?? ''];
  if (cjk !== null && unit !== undefined && (best === null || cjk.index < best.start)) {
    best = { period: unit, start: cjk.index, end: cjk.index + cjk[0].length };
  }
  return best;
}

/** The last word of a window that says by what stretch pay is told («hourly rate», «Jahresgehalt», «月薪», «per year:»). */
export function periodNounIn(window: string): PeriodHit | null {
  const noun = NOUNS.last(window);
  if (noun === null) return null;
  const period = NOUN.get(noun.text) ?? NOUN_PARTS.find((row) => noun.text.includes(row.part))?.period;
  return period === undefined ? null : { period, start: noun.start, end: noun.end };
}

import { COMPARISON_WORDS, NOT_A_VETO_BEHIND, PAY_AFTER, PAY_WORDS, VETO_WORDS } from './tables/salary-words.js';
import { PERIOD_WORDS, PER_WORDS } from './tables/salary-period-words.js';
import type { Period } from '../domain/salary.js';

const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function wordPattern(word: string): string {
  const head = word.startsWith('*') ? String.raw`\p{L}*` : '';
  const tail = word.endsWith('*') ? String.raw`\p{L}*` : '';
  return head + escaped(word.replace(/^\*|\*$/g, '')) + tail;
}

/** Longest first, so that a phrase wins over its first word. */
const longestFirst = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => b.length - a.length);

/** @returns one global pattern for a list of words, on word boundaries except in scripts that write without spaces. */
export function anyOf(words: readonly string[]): RegExp {
  const spaced = longestFirst(words.filter((word) => !UNSPACED.test(word)));
  const unspaced = longestFirst(words.filter((word) => UNSPACED.test(word)));
  const parts: string[] = [];
  if (spaced.length > 0) parts.push(String.raw`(?<![\p{L}\p{M}])(?:${spaced.map(wordPattern).join('|')})(?![\p{L}\p{M}])`);
  if (unspaced.length > 0) parts.push(`(?:${unspaced.map(escaped).join('|')})`);
  return new RegExp(parts.join('|'), 'gu');
}

/** The last match in a window, or `null`. */
export function lastOf(pattern: RegExp, window: string): { readonly start: number; readonly end: number; readonly text: string } | null {
  let last: { start: number; end: number; text: string } | null = null;
  pattern.lastIndex = 0;
  for (let hit = pattern.exec(window); hit !== null; hit = pattern.exec(window)) {
    if (hit[0] === '') break;
    last = { start: hit.index, end: hit.index + hit[0].length, text: hit[0] };
  }
  return last;
}

export function firstOf(pattern: RegExp, window: string): { readonly start: number; readonly end: number; readonly text: string } | null {
  pattern.lastIndex = 0;
  const hit = pattern.exec(window);
  return hit === null ? null : { start: hit.index, end: hit.index + hit[0].length, text: hit[0] };
}

export const PAY = anyOf(PAY_WORDS);
export const PAY_BEHIND = anyOf(PAY_AFTER);
export const VETO = anyOf(VETO_WORDS);
export const VETO_BEHIND = anyOf(VETO_WORDS.filter((word) => !NOT_A_VETO_BEHIND.includes(word)));
export const COMPARISON = anyOf(COMPARISON_WORDS);

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

const units = longestFirst([...UNIT.keys()])
  .map(escaped)
  .join('|');
const joins = longestFirst(PER_WORDS).map(escaped).join('|');
const adverbs = anyOf([...ADVERB.keys()]).source;
/** `/yr`, `per hour`, `a month`, `pro Jahr`, `/月`, `/ per hour`, `annually`. */
const PERIOD_PHRASE = new RegExp(
  String.raw`(?:(?:[/\\]\s?|(?<=[\s\d)$€£+k]))(?:(?:${joins})\s)?(?<=[/\\\s])(?<unit>${units})(?![\p{L}\p{M}])|(?<cjk>[/每毎]\s?[年月週周日天]|(?:[年月日天周])(?=[薪收]))|${adverbs})`,
  'gu',
);
const PERIOD_NOUN = anyOf(PERIOD_WORDS.flatMap((row) => [...row.noun]));

const CJK_UNIT: Readonly<Record<string, PaidPeriod>> = { 年: 'year', 月: 'month', 週: 'week', 周: 'week', 日: 'day', 天: 'day' };

export interface PeriodHit {
  readonly period: PaidPeriod;
  readonly start: number;
  readonly end: number;
}

/** The first period phrase of a window that begins where the figure ends. A bare unit counts only after «/», «per» and the like. */
export function periodPhraseIn(window: string): PeriodHit | null {
  PERIOD_PHRASE.lastIndex = 0;
  for (let hit = PERIOD_PHRASE.exec(window); hit !== null; hit = PERIOD_PHRASE.exec(window)) {
    const text = hit[0];
    if (text === '') break;
    const unit = hit.groups?.['unit'];
    const cjk = hit.groups?.['cjk'];
    let period: PaidPeriod | undefined;
    if (unit !== undefined) {
      // «month» alone says nothing; it wants a joint before it.
      if (text.trim() !== unit || /[/\\]/.test(text)) period = UNIT.get(unit);
    } else if (cjk !== undefined) period = CJK_UNIT[cjk.replace(/[/每毎\s]/g, '').charAt(0)];
    else period = ADVERB.get(text) ?? (text.startsWith('per annum') ? 'year' : undefined);
    if (period !== undefined) return { period, start: hit.index, end: hit.index + text.length };
  }
  return null;
}

/** The last word of a window that says by what stretch pay is told («hourly rate», «Jahresgehalt», «月薪», «per year:»). */
export function periodNounIn(window: string): PeriodHit | null {
  const noun = lastOf(PERIOD_NOUN, window);
  if (noun === null) return null;
  const period = NOUN.get(noun.text) ?? NOUN_PARTS.find((row) => noun.text.includes(row.part))?.period;
  return period === undefined ? null : { period, start: noun.start, end: noun.end };
}

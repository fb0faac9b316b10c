import { CURRENCY_MARKS, CURRENCY_OF_COUNTRY, MARKS_BY_COUNTRY } from './tables/money-currencies.js';
import { PAID_IN_MILLIONS } from './tables/money-multipliers.js';
import { HOURLY_HINTS, PERIOD_SPOILERS, UNREADABLE_PERIODS, WORK_TIME_WORDS } from './tables/salary-meaning-words.js';
import { amountsOf, type MoneyText } from './money-amount.js';
import { plainMoneyText, sameLengthLower } from './money-text.js';
import { aroundOf, cellOf, isOtherMoney, weigh, type Around } from './salary-context.js';
import { figuresOf, type Figure } from './salary-figure.js';
import { periodNounIn, periodPhraseIn } from './salary-lexicon.js';
import { wordFinder } from './salary-word-finder.js';
import { meaningOf } from './salary-meaning.js';
import { impliedPeriod, isPossiblePay, isUnusualPay, roughAnnualUsd } from './salary-window.js';
import { labelOf, type Label } from './salary-label.js';
import { annualOf, type Period, type Salary, type SalaryFlag } from '../domain/salary.js';

/** A salary read from a text, with where. Offsets are UTF-16 units into the text as given. */
export interface ReadSalary {
  readonly salary: Salary;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** No posting's pay stands further down. */
const LONGEST_TEXT = 100_000;
const LEAST_POINTS = 2.5;
const MOST_SALARIES = 24;

const CLAUSE_CURRENCIES = wordFinder(
  CURRENCY_MARKS.filter(
    (mark) =>
      mark.code !== null &&
      mark.exact !== true &&
      mark.times === undefined &&
      mark.countries === undefined &&
      /^\p{L}{3,}$/u.test(mark.text),
  ).map((mark) => mark.text),
);
const CODE_OF_WORD = new Map(CURRENCY_MARKS.map((mark) => [mark.text.toLowerCase(), mark.code]));
const UNREADABLE = wordFinder(UNREADABLE_PERIODS);
const HINTS_AT_HOURS = wordFinder(HOURLY_HINTS);
const SPOILER = new RegExp(String.raw`^\s+(?:${[...PERIOD_SPOILERS].sort((a, b) => b.length - a.length).join('|')})(?!\p{L})`, 'u');
const WORK_TIME = new RegExp(
  String.raw`(?<!\p{L})(?:${WORK_TIME_WORDS.map((word) => word.replace('.', String.raw`\.`)).join('|')})\s?$`,
  'u',
);
const BREAKS_PERIOD = /[,;|\n]|\.\s|(?<!\p{L})(?:bonus|plus|and|with|und|et|equity)(?!\p{L})/u;

interface StatedPeriod {
  readonly period: Exclude<Period, 'once'>;
  readonly by: 'phrase' | 'noun';
}

const NEAR = 44;

/** The period that words near the figure state: first behind it in its clause, then before it. */
function statedPeriod(given: MoneyText, figure: Figure, around: Around, previousEnd: number, nextStart: number): StatedPeriod | null {
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

/** ISO codes that a figure can have, most likely first: the clause's word for money, then the sign by country, then the country's own. */
function currenciesFor(figure: Figure, around: Around, country: string | null): { code: string | null; implied: boolean }[] {
  if (figure.currency !== null) return [{ code: figure.currency, implied: false }];
  const word = CLAUSE_CURRENCIES.last(around.before.slice(-70)) ?? CLAUSE_CURRENCIES.first(around.after.slice(0, 30));
  const named = word === null ? null : (CODE_OF_WORD.get(word.text) ?? null);
  if (figure.mark !== null) {
    const family = MARKS_BY_COUNTRY[figure.mark];
    const local = country === null ? undefined : family?.by[country];
    if (
      named !== null &&
      Object.values(family?.by ?? {})
        .concat(family?.otherwise ?? '')
        .includes(named)
    )
      return [{ code: named, implied: false }];
    const codes = local === undefined || local === family?.otherwise ? [family?.otherwise ?? null] : [local, family?.otherwise ?? null];
    return codes.map((code) => ({ code, implied: false }));
  }
  if (named !== null) return [{ code: named, implied: false }];
  const own = country === null ? undefined : CURRENCY_OF_COUNTRY[country];
  return own === undefined ? [] : [{ code: own, implied: true }];
}

interface Sized {
  readonly low: number | null;
  readonly high: number | null;
  readonly period: Exclude<Period, 'once'>;
  readonly implied: boolean;
  readonly thousands: boolean;
}

const biggest = (figure: Figure): number => figure.max ?? figure.min ?? 0;
const smallest = (figure: Figure): number => figure.min ?? figure.max ?? 0;

/** Fits the figure to a period and size that pay in this currency can have; `null` when nothing fits. */
function sizedFor(
  figure: Figure,
  currency: string | null,
  stated: StatedPeriod | null,
  hourly: boolean,
  cued: boolean,
  country: string | null,
): Sized | null {
  const possible = (period: Exclude<Period, 'once'>, times: number): boolean =>
    isPossiblePay(biggest(figure) * times, currency, period, country) && isPossiblePay(smallest(figure) * times, currency, period, country);
  const sized = (period: Exclude<Period, 'once'>, implied: boolean, times = 1): Sized => ({
    low: figure.min === null ? null : figure.min * times,
    high: figure.max === null ? null : figure.max * times,
    period,
    implied,
    thousands: times > 1,
  });
  if (stated !== null) {
    if (possible(stated.period, 1)) return sized(stated.period, false);
    if (stated.period === 'year' && biggest(figure) < 1000 && figure.times === 1 && figure.decimals === 0 && possible('year', 1000))
      return sized('year', false, 1000);
    // A word before the figure may belong to something else; one that stands on it may not.
    if (stated.by === 'phrase') return null;
  }
  const big = biggest(figure);
  const small = smallest(figure);
  if (
    figure.times === 1 &&
    !figure.grouped &&
    figure.bound !== 'exact' &&
    figure.decimals === 0 &&
    big < 1000 &&
    cued &&
    big <= 2.5 * small &&
    small >= 20 &&
    !hourly &&
    thousandsCurrency(currency, country) &&
    (big >= 100 || small >= 60) &&
    possible('year', 1000)
  ) {
    return sized('year', true, 1000);
  }
  const period = impliedPeriod(big, currency, country);
  if (period === null || !possible(period, 1)) return null;
  // One small figure without a period is by the hour only where the words say so («$100 for every ten rides»).
  if (period === 'hour' && figure.bound !== 'range' && !hourly && figure.decimals === 0) return null;
  if (impliedPeriod(small, currency, country) === null) return null;
  return sized(period, true);
}

function thousandsCurrency(currency: string | null, country: string | null): boolean {
  return (
    (currency === 'USD' ||
      currency === 'CAD' ||
      currency === 'AUD' ||
      currency === 'EUR' ||
      currency === 'GBP' ||
      currency === 'CHF' ||
      currency === 'NZD') &&
    country !== null &&
    !['VN', 'IN', 'BR', 'UA', 'RU', 'CN', 'TW', 'PH', 'LATAM'].includes(country)
  );
}

/** Large enough, with its period stated, that benefits seldom are: 20,000 to 600,000 dollars a year. */
function isSalarySized(figure: Figure, period: Exclude<Period, 'once'>, country: string | null): boolean {
  const currency =
    figure.currency ??
    (figure.mark === null ? null : (MARKS_BY_COUNTRY[figure.mark]?.by[country ?? ''] ?? MARKS_BY_COUNTRY[figure.mark]?.otherwise ?? null));
  const usd = roughAnnualUsd(biggest(figure), currency, period);
  return usd !== null && usd >= 20_000 && usd <= 600_000;
}

const RULES = {
  before: 'a word for pay before the figure',
  after: 'a word for pay after the figure',
  heading: 'a heading for pay',
  shape: 'the shape of a pay range',
} as const;

interface Draft extends ReadSalary {
  readonly figure: Figure;
  readonly implied: boolean;
  readonly label: Label | null;
}

function readFigure(given: MoneyText, original: string, figure: Figure, previousEnd: number, nextStart: number): Draft | null {
  const around = aroundOf(given, figure);
  if (UNREADABLE.first(around.after.slice(0, 24)) !== null || isOtherMoney(figure, around)) return null;
  const cell = cellOf(given, figure);
  const stated = statedPeriod(given, figure, around, previousEnd, nextStart);
  const slash = stated?.by === 'phrase' && /^\s?[/\\]/.test(given.lower.slice(figure.end, figure.end + 3)) && figure.times > 1 ? 1.5 : 0;
  const verdict = weigh(
    figure,
    around,
    cell,
    stated?.by === 'phrase',
    stated !== null && isSalarySized(figure, stated.period, given.country),
  );
  if (verdict.points + slash < LEAST_POINTS) return null;
  const hourly = HINTS_AT_HOURS.first(`${around.before.slice(-60)} ${around.after.slice(0, 30)}`) !== null;
  for (const { code, implied } of currenciesFor(figure, around, given.country)) {
    if (code === null && figure.mark === null) continue;
    if (figure.times >= 1e9 || (figure.times === 1e6 && (code === null || !PAID_IN_MILLIONS.has(code)))) continue;
    const size = sizedFor(figure, code, stated, hourly, verdict.cue !== 'shape' || cell.bare, given.country);
    if (size === null) continue;
    const meaning = meaningOf(around, size.period, given.country);
    const flags: SalaryFlag[] = [...figure.flags, ...meaning.flags];
    if (implied) flags.push('implied-currency');
    if (size.implied) flags.push('implied-period');
    if (size.thousands) flags.push('implied-thousands');
    if (size.low !== null && size.high !== null && size.high > 2 * size.low) flags.push('wide');
    if ([size.low, size.high].some((amount) => amount !== null && isUnusualPay(amount, code, size.period, given.country)))
      flags.push('implausible');
    const start = figure.start;
    const label = labelOf(
      original.slice(Math.max(previousEnd, start - Math.min(around.before.length, 120)), start),
      around.heading === '' ? '' : original.slice(around.headingStart, around.headingStart + around.heading.length),
    );
    const quoteEnd = Math.min(original.length, figure.end + quoteTail(given.lower.slice(figure.end, figure.end + 24)));
    const salary: Salary = {
      min: size.low,
      max: size.high,
      currency: code,
      period: size.period,
      annualMin: annualOf(size.low, size.period, meaning.months),
      annualMax: annualOf(size.high, size.period, meaning.months),
      bound: figure.bound,
      kind: meaning.kind,
      tax: meaning.tax,
      contract: meaning.contract ?? (size.period === 'day' ? 'contractor' : null),
      label: label?.text ?? null,
      origin: 'text',
      flags,
      quote: original.slice(start, quoteEnd),
    };
    return { salary, start, end: quoteEnd, rule: RULES[verdict.cue], figure, implied: size.implied, label };
  }
  return null;
}

/** How much of the text behind a figure belongs to its quote: its period phrase. */
function quoteTail(behind: string): number {
  const hit = periodPhraseIn(behind);
  return hit !== null && hit.start < 3 ? hit.end : 0;
}

/** Figures of one text share their period: one that states none takes that of a like figure beside it. */
function withSharedPeriod(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft) => {
    if (!draft.implied) return draft;
    const amount = biggest(draft.figure);
    const like = drafts.find(
      (other) =>
        !other.implied &&
        other.salary.currency === draft.salary.currency &&
        biggest(other.figure) / amount < 3.5 &&
        amount / biggest(other.figure) < 3.5,
    );
    if (like === undefined || like.salary.period === draft.salary.period || draft.salary.flags.includes('implied-thousands')) return draft;
    const { min, max } = draft.salary;
    const { period } = like.salary;
    return { ...draft, salary: { ...draft.salary, period, annualMin: annualOf(min, period), annualMax: annualOf(max, period) } };
  });
}

const sameFigure = (a: Salary, b: Salary): boolean =>
  a.min === b.min && a.max === b.max && a.currency === b.currency && a.period === b.period;

/** The same pay said again in another currency or by another stretch of time. */
function isDual(first: Draft, other: Draft, text: string): boolean {
  const a = first.salary;
  const b = other.salary;
  if (a.currency !== b.currency)
    return (
      other.start - first.end < 60 &&
      /^[^.\n]*$/.test(text.slice(first.end, other.start)) &&
      /(?:[(/=~≈]|about|that'?s|equiv|approx|or)/i.test(text.slice(first.end, other.start))
    );
  if (a.period === b.period || a.contract !== b.contract) return false;
  const left = a.annualMax ?? a.annualMin;
  const right = b.annualMax ?? b.annualMin;
  const most = a.tax === b.tax ? 1.6 : 2.2;
  return left !== null && right !== null && left / right < most && right / left < most;
}

/** Base pay first; target and total pay only where no base is given; the same pay twice once, its twin flagged `dual`. */
function settled(drafts: readonly Draft[], text: string): Draft[] {
  const base = drafts.some((draft) => draft.salary.kind === 'base');
  const kept: Draft[] = [];
  for (const draft of drafts) {
    if (base && (draft.salary.kind === 'ote' || draft.salary.kind === 'total' || draft.salary.kind === 'stipend')) continue;
    if (kept.some((known) => sameFigure(known.salary, draft.salary))) continue;
    const twin = kept.find((known) => isDual(known, draft, text));
    kept.push(twin === undefined ? draft : { ...draft, salary: { ...draft.salary, flags: [...draft.salary.flags, 'dual'] } });
    if (kept.length === MOST_SALARIES) break;
  }
  // Alone, an unmarked label is as likely a scrap of the sentence.
  return kept.length > 1
    ? kept
    : kept.map((draft) => (draft.label === null || draft.label.marked ? draft : { ...draft, salary: { ...draft.salary, label: null } }));
}

/**
 * Reads pay from free text: number grammar, then currency, period, and the words that make it pay or forbid it (method C2).
 * @param country ISO 3166-1 alpha-2 of the job, or `EU`, `LATAM`, `WW`; decides bare signs, bare thousands and missing periods.
 * @returns every range offered, in the text's order; empty when none is certain enough. Never throws; linear in the text, cut at 100,000 characters.
 */
export function readSalaries(text: string, country: string | null): ReadSalary[] {
  const original = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const plain = plainMoneyText(original);
  if (plain === null) return [];
  const given: MoneyText = { text: plain, lower: sameLengthLower(plain), country };
  const figures = figuresOf(given, amountsOf(given));
  const drafts: Draft[] = [];
  for (const [index, figure] of figures.entries()) {
    if (!worthReading(figure)) continue;
    const draft = readFigure(given, original, figure, figures[index - 1]?.end ?? 0, figures[index + 1]?.start ?? plain.length);
    if (draft !== null) drafts.push(draft);
    if (drafts.length >= MOST_SALARIES * 2) break;
  }
  return settled(withSharedPeriod(drafts), original).map(({ salary, start, end, rule }) => ({ salary, start, end, rule }));
}

/** Turns most bare numbers away before their words are read: years, counts, versions. */
function worthReading(figure: Figure): boolean {
  if (figure.times >= 1e9 || (figure.times === 1e6 && figure.currency !== null && !PAID_IN_MILLIONS.has(figure.currency))) return false;
  if (figure.currency !== null || figure.mark !== null || figure.times > 1) return true;
  if (figure.glued) return false;
  const big = biggest(figure);
  return big >= 1000 ? !(big >= 1900 && big <= 2100 && !figure.grouped) : figure.bound === 'range' && big >= 10;
}

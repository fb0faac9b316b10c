import { CURRENCY_MARKS, CURRENCY_OF_COUNTRY, MARKS_BY_COUNTRY } from './tables/money-currencies.js';
import { PAID_IN_MILLIONS } from './tables/money-multipliers.js';
import { HOURLY_HINTS, UNREADABLE_PERIODS } from './tables/salary-meaning-words.js';
import { amountsOf } from './money-amount.js';
import type { MoneyText } from './money-mark.js';
import { plainMoneyText, sameLengthLower } from './money-text.js';
import { aroundOf, cellOf, type Around } from './salary-around.js';
import { isOtherMoney, weigh } from './salary-context.js';
import { figuresOf, type Figure } from './salary-figure.js';
import { labelOf } from './salary-label.js';
import { meaningOf } from './salary-meaning.js';
import { quoteTail, statedPeriod } from './salary-period.js';
import { MOST_SALARIES, settled, withSharedPeriod, type Draft, type ReadSalary } from './salary-settle.js';
import { biggest, isSalarySized, sizedFor } from './salary-size.js';
import { isUnusualPay } from './salary-window.js';
import { wordFinder } from './salary-word-finder.js';
import { annualOf, type Salary, type SalaryFlag } from '../domain/salary.js';

/** No posting's pay stands further down. */
const LONGEST_TEXT = 100_000;
const LEAST_POINTS = 2.5;

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

const RULES = {
  before: 'a word for pay before the figure',
  after: 'a word for pay after the figure',
  heading: 'a heading for pay',
  shape: 'the shape of a pay range',
} as const;

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

import type { Period, Salary } from '../domain/salary.js';

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const formats = new Map<string, Intl.NumberFormat>();

/** A whole number with thousands parted: 12,345. */
export const countWords = (count: number): string => (count >= 0 && count < 1000 ? String(Math.round(count)) : NUMBER.format(count));

/** «1 listing», «2 listings». */
export const pluralWords = (count: number, one: string, many = `${one}s`): string => `${countWords(count)} ${count === 1 ? one : many}`;

/** A share from 0 to 1 in whole per cent; a share that is not nothing is never shown as 0 %. */
export function shareWords(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) return 'under 1 %';
  if (percent === 100 && share < 1) return 'over 99 %';
  return `${percent} %`;
}

/** An amount with its currency's sign: US$120,000. `currency` null: the bare figure. */
export function amountWords(amount: number, currency: string | null): string {
  if (currency === null) return NUMBER.format(amount);
  let format = formats.get(currency);
  if (format === undefined) {
    try {
      format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 });
    } catch {
      return `${currency} ${NUMBER.format(amount)}`;
    }
    if (formats.size < 300) formats.set(currency, format);
  }
  return format.format(amount);
}

/** A statistic to three figures: its interval is wider than the rest. */
const rounded = (amount: number): number => (amount === 0 ? 0 : Number(amount.toPrecision(3)));
export const roundedWords = (amount: number): string => NUMBER.format(rounded(amount));
export const figureWords = (amount: number, currency: string | null): string => amountWords(rounded(amount), currency);

/** An amount for an axis: «€50k». */
export const shortAmountWords = (amount: number, currency: string): string =>
  amount >= 1000 && amount % 1000 === 0 ? `${amountWords(amount / 1000, currency)}k` : amountWords(amount, currency);

/** Two bounds as one range, the currency said once: «US$120,000–150,000». */
export function rangeWords(min: number | null, max: number | null, currency: string | null): string {
  if (min !== null && max !== null) {
    return min === max ? amountWords(min, currency) : `${amountWords(min, currency)}–${NUMBER.format(max)}`;
  }
  if (min !== null) return `from ${amountWords(min, currency)}`;
  if (max !== null) return `up to ${amountWords(max, currency)}`;
  return 'amount not stated';
}

const PERIOD_WORDS: Record<Period, string> = {
  year: 'a year',
  month: 'a month',
  week: 'a week',
  day: 'a day',
  hour: 'an hour',
  once: 'once',
};
const KIND_WORDS: Record<Salary['kind'], string | null> = {
  base: null,
  ote: 'on-target earnings',
  total: 'total pay',
  bonus: 'bonus',
  equity: 'equity',
  stipend: 'stipend',
};

/** What the period and kind add to the figures: «a year», «an hour, net, contractor». */
export function payTerms(salary: Salary): string {
  return [
    salary.period === null ? null : PERIOD_WORDS[salary.period],
    KIND_WORDS[salary.kind],
    salary.tax === 'net' ? 'net' : null,
    salary.contract === 'contractor' ? 'contractor' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** Pay as stated, in one line. */
export const payWords = (salary: Salary): string => `${rangeWords(salary.min, salary.max, salary.currency)} ${payTerms(salary)}`.trim();

/** The yearly figure beside one stated by another period; `null` where the stated one is yearly or none can be reckoned. */
export function annualWords(salary: Salary): string | null {
  if (salary.period === 'year' || (salary.annualMin === null && salary.annualMax === null)) return null;
  return `${rangeWords(salary.annualMin, salary.annualMax, salary.currency)} a year`;
}

const FLAG_WORDS: Record<Salary['flags'][number], string> = {
  wide: 'the range is very wide, so it is left out of statistics',
  implausible: 'the figure looks implausible, so it is left out of statistics',
  'implied-currency': 'the currency is inferred from the place',
  'implied-period': 'the period is inferred from the size of the figure',
  'implied-thousands': 'read as thousands',
  stipend: 'a stipend, not a salary',
  'pro-rata': 'pro rata',
  'months-13': '13 salaries a year',
  'months-14': '14 salaries a year',
  'months-16': '16 salaries a year',
  typo: 'a likely typing error in the posting was read around',
  dual: 'stated in two currencies',
  'rate-stale': 'the exchange rate that sets it beside other currencies is over a month old',
  equity: 'equity is offered besides',
};

/** What was assumed in reading the pay, in words. */
export const flagWords = (salary: Salary): readonly string[] => salary.flags.map((flag) => FLAG_WORDS[flag]);

import { PAID_BY_MONTH, PAY_WINDOWS, type PayWindow } from './tables/money-windows.js';
import { annualOf, type Period } from '../domain/salary.js';

const FALLBACK: PayWindow = { perUsd: 1, hourFrom: 7, hourTo: 250, monthFrom: 500, yearFrom: 12_000 };

function windowOf(currency: string | null, country: string | null): PayWindow {
  const row = (currency === null ? undefined : PAY_WINDOWS[currency]) ?? FALLBACK;
  if ((currency === 'USD' || currency === 'EUR') && country !== null && PAID_BY_MONTH.has(country))
    return { ...row, hourFrom: 2, hourTo: 90, monthFrom: 120 };
  return row;
}

/** Lowest annual pay in US dollars that anybody is offered, in a rich country and elsewhere; hard windows of method C2. */
const LEAST_RICH = 4_500;
const LEAST = 700;
const MOST = 1_600_000;
const RICH: ReadonlySet<string> = new Set([
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'CAD',
  'AUD',
  'NZD',
  'SEK',
  'NOK',
  'DKK',
  'ISK',
  'SGD',
  'HKD',
  'JPY',
  'KRW',
  'ILS',
  'TWD',
]);

/**
 * The period of a figure that has none: year when it can be a year's pay in that currency and country, else month, else hour.
 * @returns `null` when the figure is no pay by any of the three.
 */
export function impliedPeriod(amount: number, currency: string | null, country: string | null): 'year' | 'month' | 'hour' | null {
  const row = windowOf(currency, country);
  if (amount >= row.yearFrom) return 'year';
  if (amount >= row.monthFrom) return 'month';
  if (amount >= row.hourFrom && amount <= row.hourTo) return 'hour';
  return null;
}

/** Annual amount in US dollars at the table's rounded rates; for plausibility only. `null`: no rate or period. */
export function roughAnnualUsd(amount: number, currency: string | null, period: Period): number | null {
  const annual = annualOf(amount, period);
  const row = currency === null ? undefined : PAY_WINDOWS[currency];
  return annual === null || row === undefined ? null : annual / row.perUsd;
}

/** Whether a figure can be pay at all: inside the hard window. Unknown currencies pass when the bare number is sane. */
export function isPossiblePay(amount: number, currency: string | null, period: Period, country: string | null): boolean {
  const usd = roughAnnualUsd(amount, currency, period);
  if (usd === null) return amount > 0 && amount < 1e9;
  const poor = country !== null && PAID_BY_MONTH.has(country);
  const least = currency !== null && RICH.has(currency) && !poor ? LEAST_RICH : LEAST;
  return usd >= least && usd <= MOST;
}

/** Whether a figure is unusual enough to be kept out of statistics: outside the soft window. */
export function isUnusualPay(amount: number, currency: string | null, period: Period, country: string | null): boolean {
  const usd = roughAnnualUsd(amount, currency, period);
  if (usd === null) return false;
  const poor = (country !== null && PAID_BY_MONTH.has(country)) || currency === null || !RICH.has(currency);
  return usd > 900_000 || usd < (poor ? 1_800 : 12_000);
}

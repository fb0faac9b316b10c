import { MARKS_BY_COUNTRY } from './tables/money-currencies.js';
import type { Figure } from './salary-figure.js';
import type { StatedPeriod } from './salary-period.js';
import { impliedPeriod, isPossiblePay, roughAnnualUsd } from './salary-window.js';
import type { Period } from '../domain/salary.js';

/** A figure's bounds with the period that fits them. */
export interface Sized {
  readonly low: number | null;
  readonly high: number | null;
  readonly period: Exclude<Period, 'once'>;
  readonly implied: boolean;
  readonly thousands: boolean;
}

export const biggest = (figure: Figure): number => figure.max ?? figure.min ?? 0;
const smallest = (figure: Figure): number => figure.min ?? figure.max ?? 0;

/** Fits the figure to a period and size that pay in this currency can have; `null` when nothing fits. */
export function sizedFor(
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
export function isSalarySized(figure: Figure, period: Exclude<Period, 'once'>, country: string | null): boolean {
  const currency =
    figure.currency ??
    (figure.mark === null ? null : (MARKS_BY_COUNTRY[figure.mark]?.by[country ?? ''] ?? MARKS_BY_COUNTRY[figure.mark]?.otherwise ?? null));
  const usd = roughAnnualUsd(biggest(figure), currency, period);
  return usd !== null && usd >= 20_000 && usd <= 600_000;
}

import type { PayRow } from '../domain/salary-factor.js';
import { PURCHASING_POWER } from './tables/purchasing-power.js';

/** The name of the unit in answers; no ISO currency. */
export const INTERNATIONAL_DOLLAR = 'Int$';

const BY_COUNTRY = new Map(PURCHASING_POWER.map(([country, currency, perDollar, year]) => [country, { currency, perDollar, year }]));

/** First and last year of the factors. */
export const PURCHASING_POWER_YEARS: readonly [number, number] = [
  Math.min(...PURCHASING_POWER.map(([, , , year]) => year)),
  Math.max(...PURCHASING_POWER.map(([, , , year]) => year)),
];

/**
 * Rows in international dollars: what the pay buys at home. Only rows stated in the own currency of a country with a known factor;
 * the others are left out.
 */
export function inInternationalDollars(rows: readonly PayRow[]): PayRow[] {
  return rows.flatMap((row): PayRow[] => {
    const known = row.country === null || row.country === undefined ? undefined : BY_COUNTRY.get(row.country);
    if (known === undefined || known.currency !== row.currency) return [];
    const [annualMin, annualMax] = [row.annualMin / known.perDollar, row.annualMax / known.perDollar];
    return [{ ...row, annualMin, annualMax, currency: INTERNATIONAL_DOLLAR, eurMid: null, eurMin: null, eurMax: null }];
  });
}

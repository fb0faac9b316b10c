import { annualOf, type Salary } from '../domain/salary.js';
import { COUNTRY_PAY } from './invented-words-at-scale.js';
import type { Random } from './random.js';

/** A stated yearly range of a country: its base, moved by `effect` (a logarithm) and by noise, in the country's round steps. */
export function inventSalary(random: Random, country: string, effect: number): Salary {
  const { base, currency, step } = COUNTRY_PAY[country] ?? { base: 60_000, currency: 'USD', step: 1_000 };
  const middle = base * Math.exp(effect + random.normal() * 0.12);
  const half = 0.05 + random.next() * 0.1;
  const min = Math.round((middle * (1 - half)) / step) * step;
  const max = Math.round((middle * (1 + half)) / step) * step;
  return {
    min,
    max,
    currency,
    period: 'year',
    annualMin: annualOf(min, 'year'),
    annualMax: annualOf(max, 'year'),
    bound: 'range',
    kind: 'base',
    tax: 'gross',
    contract: 'employee',
    label: null,
    origin: 'field',
    flags: [],
    quote: `${currency} ${min}–${max}`,
  };
}

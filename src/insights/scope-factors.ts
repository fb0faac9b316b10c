import type { PayFacts, SalaryFactors } from '../domain/salary-factor.js';
import { OUT_OF_BACKEND_PAY } from '../domain/specialisation.js';
import type { PayModelInput } from './pay-model.js';
import { salaryFactors } from './salary-factors.js';

const isBackend = (row: PayFacts) => row.specialisation === null || !OUT_OF_BACKEND_PAY.has(row.specialisation);

/**
 * `salaryFactors` of one scope whose rows hold the adjacent careers as well (DevOps, security, architecture …): they are beside
 * plain backend work where specialisations are compared, and out of everything else.
 */
export function scopeFactors(input: PayModelInput): SalaryFactors {
  const own = salaryFactors({ ...input, rows: input.rows.filter(isBackend) });
  const wide = input.rows.every(isBackend) ? own : salaryFactors({ ...input, currency: own.currency });
  return {
    ...own,
    factors: [
      ...own.factors.filter(({ dimension }) => dimension !== 'specialisation'),
      ...wide.factors.filter(({ dimension }) => dimension === 'specialisation'),
    ],
  };
}

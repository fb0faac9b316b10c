import { FACTOR_DIMENSIONS } from '../domain/salary-factor.js';
import type { PayFacts, SalaryFactors } from '../domain/salary-factor.js';
import { OUT_OF_BACKEND_PAY } from '../domain/specialisation.js';
import type { PayModelInput } from './pay-model.js';
import { salaryFactors } from './salary-factors.js';

const OTHERS = FACTOR_DIMENSIONS.filter((dimension) => dimension !== 'specialisation');
const isBackend = (row: PayFacts) => row.specialisation === null || !OUT_OF_BACKEND_PAY.has(row.specialisation);

/**
 * `salaryFactors` of one scope whose rows hold the adjacent careers as well (DevOps, security, architecture …): they are beside
 * plain backend work where specialisations are compared, and out of everything else.
 */
export function scopeFactors(input: PayModelInput): SalaryFactors {
  if (input.rows.every(isBackend)) return salaryFactors(input);
  const own = salaryFactors({ ...input, rows: input.rows.filter(isBackend) }, OTHERS);
  const wide = salaryFactors({ ...input, currency: own.currency }, ['specialisation']);
  return { ...own, factors: [...own.factors, ...wide.factors] };
}

import { guideClaims } from './guide-claims.js';
import { readLearntPay } from './learnt-pay.js';
import { medianDifference } from './median-difference.js';
import { payPositionOf } from './pay-position.js';
import { inInternationalDollars, PURCHASING_POWER_YEARS } from './purchasing-power.js';
import { createEstimator } from './salary-estimate.js';
import { scopeFactors } from './scope-factors.js';
import { salarySummary } from './salary-summary.js';
import { salaryTrend } from './salary-trend.js';
import { cellEstimates } from './shrunken-cells.js';

/** All that the wire asks of the numbers, handed to it by the wiring. */
export const INSIGHTS = {
  salarySummary,
  scopeFactors,
  salaryTrend,
  guideClaims,
  medianDifference,
  payPositionOf,
  readLearntPay,
  createEstimator,
  cellEstimates,
  inInternationalDollars,
  purchasingPowerYears: PURCHASING_POWER_YEARS,
} as const;
export type PureInsights = typeof INSIGHTS;

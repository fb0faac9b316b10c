import { studentQuantile, studentTwoSided } from './distributions.js';
import type { HedonicFit, Refusal } from './hedonic.js';
import type { SparseDesign } from './sparse-design.js';
import { dot, timesVector } from './symmetric-matrix.js';

/** A weighted sum of coefficients with its error. Logarithms throughout. */
export interface Contrast {
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, for no difference. */
  readonly pValue: number;
  /** How many employers of equal weight would say as much: below `employers` where few carry the estimate. */
  readonly effectiveEmployers: number;
}

/** Below this, what is known rests on so few employers that no interval is to be trusted. */
const FEWEST_EFFECTIVE_EMPLOYERS = 4;
/** From here on the employers count in full; below, the degrees of freedom follow the effective number. */
export const ENOUGH_EMPLOYERS = 30;

/**
 * @param weights by column. @param nameOf for the words of a refusal.
 * The interval is Student's with G − 1 degrees of freedom; where few employers carry the estimate, with the effective
 * number (inverse sum of squared shares of partial leverage; Carter, Schnepel & Steigerwald 2017) less one.
 */
export function contrastOf(fit: HedonicFit, weights: ReadonlyMap<number, number>, nameOf: (column: number) => string): Contrast | Refusal {
  const { columns } = fit.design;
  const dense = new Float64Array(columns);
  for (const [column, weight] of weights) dense[column] = weight;
  for (const { weights: nullWeights } of fit.nullVectors) {
    const overlap = nullWeights.reduce((sum, [column, weight]) => sum + weight * dense[column]!, 0);
    if (Math.abs(overlap) < 1e-6) continue;
    const asked = nullWeights.find(([column]) => dense[column] !== 0)![0];
    const others = nullWeights.filter(([column]) => column !== asked).map(([column]) => `«${nameOf(column)}»`);
    if (others.length === 0) return { refusal: `no employer has listings both with and without «${nameOf(asked)}»` };
    return { refusal: `«${nameOf(asked)}» cannot be told from ${others.slice(0, 3).join(', ')}` };
  }
  const variance = dot(dense, timesVector(fit.covariance, dense, columns));
  const projected = timesVector(fit.inverse, dense, columns);
  const information = dot(dense, projected);
  if (!(information > 0) || !(variance > 1e-12 * information * fit.residualVariance))
    return { refusal: 'no employer’s listings differ in it' };
  const effectiveEmployers = effectiveClusters(fit.design, projected);
  if (effectiveEmployers < FEWEST_EFFECTIVE_EMPLOYERS) {
    return { refusal: `what is known of it rests on too few employers (as good as ${effectiveEmployers.toFixed(1)})` };
  }
  const estimate = dot(dense, fit.coefficients);
  const standardError = Math.sqrt(variance);
  const degreesOfFreedom = effectiveEmployers >= ENOUGH_EMPLOYERS ? fit.employers - 1 : Math.min(fit.employers, effectiveEmployers) - 1;
  const reach = studentQuantile(0.975, degreesOfFreedom) * standardError;
  return {
    estimate,
    standardError,
    degreesOfFreedom,
    low: estimate - reach,
    high: estimate + reach,
    pValue: studentTwoSided(estimate / standardError, degreesOfFreedom),
    effectiveEmployers,
  };
}

/** 1 / Σ of the squared shares that each employer has in Σ (c'A⁻¹x̃)². */
export function effectiveClusters(design: SparseDesign, projected: Float64Array): number {
  const { employerStarts, rowStarts, active } = design;
  let total = 0;
  let squares = 0;
  for (let g = 0; g + 1 < employerStarts.length; g++) {
    const from = employerStarts[g]!;
    const to = employerStarts[g + 1]!;
    if (to - from < 2) continue;
    let sum = 0;
    let ownSquares = 0;
    for (let i = from; i < to; i++) {
      let value = 0;
      for (let a = rowStarts[i]!; a < rowStarts[i + 1]!; a++) value += projected[active[a]!]!;
      sum += value;
      ownSquares += value * value;
    }
    const own = Math.max(0, ownSquares - sum ** 2 / (to - from));
    total += own;
    squares += own * own;
  }
  return squares > 0 ? total ** 2 / squares : 0;
}

import { addOuter, ascending, mirror, momentsOf } from './moments.js';
import type { SparseDesign } from './sparse-design.js';
import { dot, invertSymmetric, timesVector } from './symmetric-matrix.js';
import type { NullVector } from './symmetric-matrix.js';

export interface HedonicFit {
  readonly design: SparseDesign;
  /** Rows and employers that tell something: an employer with one listing tells nothing within employers. */
  readonly rows: number;
  readonly employers: number;
  /** 0 where not identified. */
  readonly coefficients: Float64Array;
  readonly inverse: Float64Array;
  /** CR1, clustered by employer. */
  readonly covariance: Float64Array;
  readonly nullVectors: readonly NullVector[];
  /** Variance within employers that the columns leave. */
  readonly residualVariance: number;
  readonly rSquaredWithin: number;
  /** The small-sample factor in `covariance`. */
  readonly correction: number;
}

export interface Refusal {
  readonly refusal: string;
}

/**
 * Calls `visit` for every employer with several rows: its residuals' first row, and the sum of column times residual
 * (its score) at the columns that it touches. Residuals sum to zero within an employer, so x may stand for x − x̄.
 */
export function visitScores(
  design: SparseDesign,
  coefficients: Float64Array,
  visit: (score: Float64Array, touched: Uint16Array, reached: number, residuals: Float64Array, from: number) => void,
): void {
  const { columns, employerStarts, rowStarts, active, y } = design;
  const score = new Float64Array(columns);
  const seen = new Uint8Array(columns);
  const touched = new Uint16Array(columns);
  let residuals = new Float64Array(64);
  for (let g = 0; g + 1 < employerStarts.length; g++) {
    const from = employerStarts[g]!;
    const count = employerStarts[g + 1]! - from;
    if (count < 2) continue;
    if (residuals.length < count) residuals = new Float64Array(2 * count);
    let mean = 0;
    for (let r = 0; r < count; r++) {
      let value = y[from + r]!;
      for (let a = rowStarts[from + r]!; a < rowStarts[from + r + 1]!; a++) value -= coefficients[active[a]!]!;
      residuals[r] = value;
      mean += value / count;
    }
    let reached = 0;
    for (let r = 0; r < count; r++) {
      const residual = residuals[r]! - mean;
      residuals[r] = residual;
      for (let a = rowStarts[from + r]!; a < rowStarts[from + r + 1]!; a++) {
        const column = active[a]!;
        if (seen[column] === 0) {
          seen[column] = 1;
          touched[reached++] = column;
        }
        score[column] = score[column]! + residual;
      }
    }
    ascending(touched, reached, columns, seen);
    visit(score, touched, reached, residuals.subarray(0, count), from);
    for (let a = 0; a < reached; a++) {
      score[touched[a]!] = 0;
      seen[touched[a]!] = 0;
    }
  }
}

/** A⁻¹ M A⁻¹, symmetric; columns that were left out stay zero. */
function sandwich(inverse: Float64Array, meat: Float64Array, size: number, factor: number): Float64Array {
  const half = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const weight = inverse[i * size + k]! * factor;
      if (weight !== 0) for (let j = 0; j < size; j++) half[i * size + j] = half[i * size + j]! + weight * meat[k * size + j]!;
    }
  }
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += half[i * size + k]! * inverse[j * size + k]!;
      product[i * size + j] = sum;
      product[j * size + i] = sum;
    }
  }
  return product;
}

/**
 * Least squares of log pay on the columns with the employer's effect absorbed, exactly, by sufficient statistics; standard
 * errors robust to anything that rows of one employer share: CR1 (Liang & Zeger 1986; Cameron & Miller 2015), with
 * G/(G−1)·(n−1)/(n−k), k the columns solved for and one (employers are nested in the clusters, so their effects do not
 * count: what Stata's `xtreg, fe` and R's fixest do). Employers with one listing are left out of rows and G.
 */
export function fitWithinEmployers(design: SparseDesign): HedonicFit | Refusal {
  const { columns } = design;
  const moments = momentsOf(design);
  const { rows, employers } = moments;
  if (employers < 2) return { refusal: `${employers} employers have several listings: at least two are needed` };
  const { inverse, kept, nullVectors } = invertSymmetric(moments.cross, columns, moments.raw);
  const solved = kept.reduce((sum, one) => sum + one, 0);
  const degrees = rows - employers - solved;
  if (degrees < 1) return { refusal: `${rows} listings of ${employers} employers cannot tell ${solved} properties apart` };
  const coefficients = timesVector(inverse, moments.withY, columns);
  const meat = new Float64Array(columns * columns);
  const compact = new Float64Array(columns);
  let residualSquares = 0;
  visitScores(design, coefficients, (score, touched, reached, residuals) => {
    residualSquares += dot(residuals, residuals);
    for (let a = 0; a < reached; a++) compact[a] = score[touched[a]!]!;
    addOuter(meat, columns, touched, compact, reached, 1);
  });
  if (!(residualSquares > 1e-14 * moments.yy))
    return { refusal: 'the properties fit every listing exactly: nothing is left to judge the error by' };
  mirror(meat, columns);
  const correction = ((employers / (employers - 1)) * (rows - 1)) / (rows - solved - 1);
  return {
    design,
    rows,
    employers,
    coefficients,
    inverse,
    covariance: sandwich(inverse, meat, columns, correction),
    nullVectors,
    residualVariance: residualSquares / degrees,
    rSquaredWithin: 1 - residualSquares / moments.yy,
    correction,
  };
}

import { fitWithinEmployers } from './hedonic.js';
import { momentsOf } from './moments.js';
import type { Moments } from './moments.js';
import type { PayModel } from './pay-model.js';
import type { PayTraits } from '../domain/salary-factor.js';
import { createColumnReader } from './trait-columns.js';
import type { TraitColumns } from './trait-columns.js';
import { sparseDesignOf } from './sparse-design.js';
import type { SparseDesign } from './sparse-design.js';
import { invertSymmetric, timesVector } from './symmetric-matrix.js';

/**
 * How far a property is expected to move log pay: the prior's standard deviation of a coefficient. It holds back
 * properties of few listings and matters little to the others.
 */
const COEFFICIENT_SPREAD = 0.3;

/** Columns of the pay model, the industry and an intercept, as a design whose employers are random effects. */
export interface PredictionDesign {
  readonly design: SparseDesign;
  readonly columns: number;
  readonly activeOf: (traits: PayTraits) => readonly number[];
}

/** Columns of a prediction as data. */
export interface PredictionColumns extends TraitColumns {
  readonly industries: readonly string[];
}

export function createPredictionReader(from: PredictionColumns): Pick<PredictionDesign, 'columns' | 'activeOf'> {
  const intercept = from.columns.length + from.industries.length;
  const industryColumn = new Map(from.industries.map((industry, i) => [industry, from.columns.length + i]));
  const reader = createColumnReader(from);
  return {
    columns: intercept + 1,
    activeOf: (traits) => {
      const active = reader.activeOf(traits);
      const industry = industryColumn.get(traits.industry ?? 'unknown');
      if (industry !== undefined) active.push(industry);
      active.push(intercept);
      return active;
    },
  };
}

export const predictionColumnsOf = ({ columns, base, places, rows }: PayModel): PredictionColumns => ({
  columns,
  base,
  places,
  industries: [...new Set(rows.map((row) => row.industry ?? 'unknown'))].sort(),
});

export function predictionDesignOf(model: PayModel): PredictionDesign {
  const { columns, activeOf } = createPredictionReader(predictionColumnsOf(model));
  const employers = model.rows.map((row) => row.employerId);
  return { design: sparseDesignOf(model.y, employers, columns, (i) => activeOf(model.rows[i]!)), columns, activeOf };
}

/** Variance of log pay between employers and within them, all else equal. */
export interface PaySpread {
  readonly between: number;
  readonly within: number;
}

/** Shares that an employer's own mean of n listings has in what is expected of it. */
export const ownShareOf = (spread: PaySpread, listings: number): number =>
  listings === 0 ? 0 : (listings * spread.between) / (spread.within + listings * spread.between);

/**
 * Variances by moments: within from the regression within employers; between from employers' mean residuals about the
 * prediction of a first fit (DerSimonian & Laird 1986). Half and half where no employer has several listings.
 */
export function paySpreadOf(model: PayModel, prediction: PredictionDesign): PaySpread {
  const mean = model.y.reduce((sum, value) => sum + value, 0) / model.y.length;
  const total = model.y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, model.y.length - 1);
  const fit = fitWithinEmployers(model.design);
  if ('refusal' in fit) return { between: total / 2, within: total / 2 };
  const within = fit.residualVariance;
  const first = solveMixed(
    momentsOf(prediction.design, (n) => ownShareOf({ between: total / 2, within }, n)),
    prediction.columns,
    within,
  );
  let weights = 0;
  let squares = 0;
  let heterogeneity = 0;
  let employers = 0;
  for (const { listings, mean: residual } of employerResiduals(prediction.design, first.predict)) {
    const weight = listings / within;
    weights += weight;
    squares += weight ** 2;
    heterogeneity += weight * residual ** 2;
    employers++;
  }
  const between = (heterogeneity - (employers - 1)) / (weights - squares / weights);
  return { between: Number.isFinite(between) ? Math.max(1e-6, between) : total / 2, within };
}

export interface MixedFit {
  /** Added to every expectation. */
  readonly mean: number;
  readonly coefficients: Float64Array;
  /** Of the coefficients. */
  readonly covariance: Float64Array;
  /** Log pay expected of a listing with these columns at an unknown employer. */
  readonly predict: (active: Iterable<number>) => number;
}

/** Generalised least squares with the prior on coefficients; the intercept, last, has none. */
export function solveMixed(moments: Moments, columns: number, within: number): MixedFit {
  const cross = Float64Array.from(moments.cross);
  const penalty = within / COEFFICIENT_SPREAD ** 2;
  for (let i = 0; i < columns; i++) cross[i * columns + i] = cross[i * columns + i]! + (i === columns - 1 ? 1e-9 : penalty);
  const { inverse } = invertSymmetric(cross, columns, new Float64Array(columns));
  const coefficients = timesVector(inverse, moments.withY, columns);
  return {
    mean: moments.mean,
    coefficients,
    covariance: inverse.map((value) => value * within),
    predict: createPredictor(moments.mean, coefficients),
  };
}

export const createPredictor =
  (mean: number, coefficients: ArrayLike<number>) =>
  (active: Iterable<number>): number => {
    let sum = mean;
    for (const column of active) sum += coefficients[column]!;
    return sum;
  };

/** Each employer's listings and the mean of what `predict` leaves. */
export function* employerResiduals(
  design: SparseDesign,
  predict: (active: Uint16Array) => number,
): Generator<{ readonly from: number; readonly listings: number; readonly mean: number; readonly residuals: Float64Array }> {
  for (let g = 0; g + 1 < design.employerStarts.length; g++) {
    const from = design.employerStarts[g]!;
    const residuals = Float64Array.from(
      { length: design.employerStarts[g + 1]! - from },
      (_, i) => design.y[from + i]! - predict(design.active.subarray(design.rowStarts[from + i], design.rowStarts[from + i + 1])),
    );
    yield { from, listings: residuals.length, mean: residuals.reduce((sum, value) => sum + value, 0) / residuals.length, residuals };
  }
}

/** The same design with only some of its employers. */
export function designOfEmployers(design: SparseDesign, keep: (employer: number) => boolean): SparseDesign {
  const employerStarts: number[] = [0];
  const rowStarts: number[] = [0];
  const active: number[] = [];
  const rows: number[] = [];
  for (let g = 0; g + 1 < design.employerStarts.length; g++) {
    if (!keep(g)) continue;
    for (let i = design.employerStarts[g]!; i < design.employerStarts[g + 1]!; i++) {
      for (let a = design.rowStarts[i]!; a < design.rowStarts[i + 1]!; a++) active.push(design.active[a]!);
      rowStarts.push(active.length);
      rows.push(i);
    }
    employerStarts.push(rows.length);
  }
  return {
    columns: design.columns,
    employerStarts: Uint32Array.from(employerStarts),
    rowStarts: Uint32Array.from(rowStarts),
    active: Uint16Array.from(active),
    y: Float64Array.from(rows, (i) => design.y[i]!),
    order: Uint32Array.from(rows, (i) => design.order[i]!),
  };
}

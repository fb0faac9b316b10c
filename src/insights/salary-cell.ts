import type { Interval, SalaryCell } from '../domain/salary-factor.js';
import { PUBLICATION } from '../domain/salary-factor.js';
import { effectiveSize, employerCeiling } from './employer-weights.js';
import { allowedFigures } from './publication-rule.js';
import { quantileInterval, quantileOfSorted, quantileOfUnsorted, weightedQuantileOfSorted } from './quantiles.js';

export interface SalaryCellRows {
  readonly key: readonly string[];
  readonly currency: string;
  /** All listings of the group, and those of them that state usable pay in any currency. */
  readonly listings: number;
  readonly paid: number;
  /** Ascending; the other columns beside it. Ties by employer, so that the same rows always give the same cell. */
  readonly mids: Float64Array;
  readonly mins: Float64Array;
  readonly maxs: Float64Array;
  readonly employers: ArrayLike<number>;
  /** Rows of each employer, in any order. */
  readonly counts: readonly number[];
  /** Of log pay within an employer. */
  readonly correlation: number;
}

function countsOf(employers: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < employers.length; i++) counts.set(employers[i]!, (counts.get(employers[i]!) ?? 0) + 1);
  return counts;
}

/** Median of a column that is not sorted, its weights beside it. */
function medianOf(values: Float64Array, weights: Float64Array | null): number | null {
  if (weights === null) return quantileOfUnsorted(values, 0.5);
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  return weightedQuantileOfSorted(
    Float64Array.from(order, (i) => values[i]!),
    Float64Array.from(order, (i) => weights[i]!),
    0.5,
  );
}

function weightsOf(employers: ArrayLike<number>, ceiling: number): Float64Array {
  const counts = countsOf(employers);
  return Float64Array.from(employers, (employer) => Math.min(1, ceiling / counts.get(employer)!));
}

/** `null` where it would reach the cell's lowest or highest listing: that would tell one listing's pay, and bounds nothing. */
function withinOthers(interval: Interval | null, mids: Float64Array): Interval | null {
  return interval === null || interval.low < mids[1]! || interval.high > mids.at(-2)! ? null : interval;
}

/** One row of a summary: what the publication rule allows to be said of these listings. See `salarySummary`. */
export function salaryCellOf(rows: SalaryCellRows): SalaryCell {
  const { key, currency, listings, paid, mids, correlation } = rows;
  const n = mids.length;
  const { counts } = rows;
  const allowed = allowedFigures(n, counts.length, currency);
  const base = { key, currency, n, employers: counts.length, listings, shareWithPay: listings === 0 ? 0 : paid / listings };
  if (!allowed.median) {
    const none = { p10: null, p25: null, p50: null, p75: null, p90: null, medianInterval: null, medianMin: null, medianMax: null };
    return { ...base, ...none, reweighted: false, suppressedReason: allowed.reason };
  }
  const largest = counts.reduce((most, count) => Math.max(most, count), 0);
  const reweighted = largest > PUBLICATION.employerShare * n;
  const ceiling = reweighted ? employerCeiling(counts, PUBLICATION.employerCap) : null;
  const weights = ceiling === null ? null : weightsOf(rows.employers, ceiling);
  const quantile = (p: number) => (weights === null ? quantileOfSorted(mids, p) : weightedQuantileOfSorted(mids, weights, p));
  return {
    ...base,
    p10: allowed.deciles ? quantile(0.1) : null,
    p25: allowed.quartiles ? quantile(0.25) : null,
    p50: quantile(0.5),
    p75: allowed.quartiles ? quantile(0.75) : null,
    p90: allowed.deciles ? quantile(0.9) : null,
    medianInterval: withinOthers(quantileInterval(mids, weights, effectiveSize(counts, ceiling, correlation), 0.5), mids),
    medianMin: medianOf(rows.mins, weights),
    medianMax: medianOf(rows.maxs, weights),
    reweighted,
    suppressedReason: null,
  };
}

/** The order of a summary: most listings first, then by key. */
export function mostListingsFirst(cells: readonly SalaryCell[]): SalaryCell[] {
  return cells
    .map((cell) => ({ cell, name: JSON.stringify(cell.key) }))
    .sort((a, b) => b.cell.listings - a.cell.listings || (a.name < b.name ? -1 : 1))
    .map(({ cell }) => cell);
}

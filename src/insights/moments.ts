import type { SparseDesign } from './sparse-design.js';

export interface Moments {
  readonly cross: Float64Array;
  readonly raw: Float64Array;
  readonly withY: Float64Array;
  readonly yy: number;
  /** Subtracted from every y. */
  readonly mean: number;
  readonly rows: number;
  readonly employers: number;
}

/** The employer's effect taken out wholly; an employer with one listing then says nothing. */
const withinOnly = () => 1;

/**
 * Cross products with employers' effects absorbed: X'X − Σ a s s'/n and X'y − Σ a s ȳ, exact, without writing a demeaned row.
 * @param absorbedOf share a of an employer's mean that is taken out, by its listings: 1 for fixed effects (within
 * employers), nτ²/(σ² + nτ²) for random ones. Employers with a share of 1 and one listing are passed over.
 */
export function momentsOf(design: SparseDesign, absorbedOf: (listings: number) => number = withinOnly): Moments {
  const { columns, employerStarts, rowStarts, active, y } = design;
  const cross = new Float64Array(columns * columns);
  const raw = new Float64Array(columns);
  const withY = new Float64Array(columns);
  const sums = new Float64Array(columns);
  const touched = new Uint16Array(columns);
  const compact = new Float64Array(columns);
  const mean = y.length === 0 ? 0 : y.reduce((sum, value) => sum + value, 0) / y.length;
  let yy = 0;
  let rows = 0;
  let employers = 0;
  for (let g = 0; g + 1 < employerStarts.length; g++) {
    const from = employerStarts[g]!;
    const to = employerStarts[g + 1]!;
    const count = to - from;
    const absorbed = absorbedOf(count);
    if (absorbed === 1 && count < 2) continue;
    rows += count;
    employers++;
    let ySum = 0;
    let reached = 0;
    for (let i = from; i < to; i++) {
      const value = y[i]! - mean;
      ySum += value;
      yy += value * value;
      const end = rowStarts[i + 1]!;
      for (let a = rowStarts[i]!; a < end; a++) {
        const column = active[a]!;
        if (sums[column] === 0) touched[reached++] = column;
        sums[column] = sums[column]! + 1;
        withY[column] = withY[column]! + value;
        const base = column * columns;
        for (let b = rowStarts[i]!; b <= a; b++) cross[base + active[b]!] = cross[base + active[b]!]! + 1;
      }
    }
    yy -= (absorbed * ySum ** 2) / count;
    ascending(touched, reached, columns, sums);
    for (let a = 0; a < reached; a++) {
      const column = touched[a]!;
      const sum = sums[column]!;
      compact[a] = sum;
      raw[column] = raw[column]! + sum;
      withY[column] = withY[column]! - (absorbed * sum * ySum) / count;
    }
    addOuter(cross, columns, touched, compact, reached, -absorbed / count);
    for (let a = 0; a < reached; a++) sums[touched[a]!] = 0;
  }
  mirror(cross, columns);
  return { cross, raw, withY, yy, mean, rows, employers };
}

export function mirror(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j]!;
}

/** Puts the touched columns in ascending order: by a look at all where they are many, else by sorting. */
export function ascending(touched: Uint16Array, reached: number, columns: number, marks: ArrayLike<number>): void {
  if (reached * 16 < columns) {
    touched.subarray(0, reached).sort();
    return;
  }
  let place = 0;
  for (let column = 0; column < columns && place < reached; column++) if (marks[column] !== 0) touched[place++] = column;
}

/** Adds factor · v v' to the lower triangle, v having `values` at the columns `touched`, ascending. */
export function addOuter(
  lower: Float64Array,
  columns: number,
  touched: Uint16Array,
  values: Float64Array,
  reached: number,
  factor: number,
): void {
  for (let a = 0; a < reached; a++) {
    const base = touched[a]! * columns;
    const value = factor * values[a]!;
    for (let b = 0; b <= a; b++) lower[base + touched[b]!] = lower[base + touched[b]!]! + value * values[b]!;
  }
}

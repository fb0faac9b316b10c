/** Columns whose weighted sum is zero in every row: no weighted sum of coefficients that is not square to it can be told. */
export interface NullVector {
  /** The column that was left out. */
  readonly column: number;
  /** `[column, weight]`, the one that was left out among them with weight 1; alone where it varies within no group. */
  readonly weights: readonly (readonly [number, number])[];
}

export interface Factorised {
  readonly inverse: Float64Array;
  /** Columns that were solved for; the others' rows and columns of the inverse are zero. */
  readonly kept: Uint8Array;
  readonly nullVectors: readonly NullVector[];
}

/** A column whose variance is this small a share of what it was before the others is a sum of them. */
const COLLINEAR_SHARE = 1e-9;
const ALIAS_WEIGHT = 1e-6;

/**
 * Cholesky factor and inverse of a symmetric positive semi-definite matrix (row by row, `size`²), leaving out, in order,
 * each column that is constant or a sum of those before it, and saying of which.
 * @param scale the columns' sums of squares before a within transformation: what counts as zero is relative to it.
 */
export function invertSymmetric(matrix: Float64Array, size: number, scale: ArrayLike<number>): Factorised {
  const lower = new Float64Array(size * size);
  const kept = new Uint8Array(size);
  const nullVectors: NullVector[] = [];
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      if (kept[j] === 0) continue;
      let sum = matrix[row + j]!;
      const other = j * size;
      for (let k = 0; k < j; k++) sum -= lower[row + k]! * lower[other + k]!;
      lower[row + j] = sum / lower[other + j]!;
    }
    let left = matrix[row + i]!;
    for (let k = 0; k < i; k++) left -= lower[row + k]! ** 2;
    if (!(matrix[row + i]! > COLLINEAR_SHARE * scale[i]!)) {
      nullVectors.push({ column: i, weights: [[i, 1]] });
      lower.fill(0, row, row + size);
    } else if (!(left > COLLINEAR_SHARE * matrix[row + i]!)) {
      nullVectors.push(nullVectorOf(lower, kept, size, i));
      lower.fill(0, row, row + size);
    } else {
      kept[i] = 1;
      lower[row + i] = Math.sqrt(left);
    }
  }
  return { inverse: inverseOf(lower, kept, size), kept, nullVectors };
}

/** The weights with which kept columns make up column `i`. */
function nullVectorOf(lower: Float64Array, kept: Uint8Array, size: number, i: number): NullVector {
  const rest = lower.slice(i * size, i * size + i);
  const weights: [number, number][] = [];
  for (let j = i - 1; j >= 0; j--) {
    if (kept[j] === 0) continue;
    const weight = rest[j]! / lower[j * size + j]!;
    for (let k = 0; k < j; k++) rest[k] = rest[k]! - weight * lower[j * size + k]!;
    if (Math.abs(weight) > ALIAS_WEIGHT) weights.unshift([j, -weight]);
  }
  return { column: i, weights: [...weights, [i, 1]] };
}

function inverseOf(lower: Float64Array, kept: Uint8Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let c = 0; c < size; c++) {
    if (kept[c] === 0) continue;
    column.fill(0);
    column[c] = 1;
    for (let i = c; i < size; i++) {
      if (kept[i] === 0) continue;
      let sum = column[i]!;
      for (let k = c; k < i; k++) sum -= lower[i * size + k]! * column[k]!;
      column[i] = sum / lower[i * size + i]!;
    }
    for (let i = size - 1; i >= c; i--) {
      if (kept[i] === 0) continue;
      const value = column[i]! / lower[i * size + i]!;
      column[i] = value;
      for (let k = 0; k < i; k++) column[k] = column[k]! - lower[i * size + k]! * value;
    }
    for (let i = c; i < size; i++) {
      inverse[i * size + c] = column[i]!;
      inverse[c * size + i] = column[i]!;
    }
  }
  return inverse;
}

/** matrix · vector, both dense. */
export function timesVector(matrix: Float64Array, vector: ArrayLike<number>, size: number): Float64Array {
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

export function dot(one: ArrayLike<number>, two: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * two[i]!;
  return sum;
}

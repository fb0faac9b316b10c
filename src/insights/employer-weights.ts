/**
 * Intra-employer correlation of log pay that is assumed where the rows are too few to tell: what employer alone explains
 * of posted pay (R² 0.63, 2,368 postings of 146 employers, mid-2026).
 */
const ASSUMED_CORRELATION = 0.63;

/** Degrees of freedom, between and within employers, from which the rows' own correlation is used. */
const ENOUGH_DEGREES = 20;

/** What a cell's rows say of how alike an employer's pay is: sums of squares about the cell's and the employers' means. */
export interface EmployerSpread {
  readonly rows: number;
  readonly employers: number;
  /** Σ of the squared number of rows of each employer. */
  readonly countSquares: number;
  readonly between: number;
  readonly within: number;
}

/** Adds up a cell, employer by employer: number, sum and sum of squares of its log pay less `mean`, the cell's. */
export function createEmployerSpread(): { add: (count: number, sum: number, squares: number) => void; read: () => EmployerSpread } {
  let [rows, employers, countSquares, between, within] = [0, 0, 0, 0, 0];
  return {
    add: (count, sum, squares) => {
      rows += count;
      employers++;
      countSquares += count ** 2;
      between += sum ** 2 / count;
      within += Math.max(0, squares - sum ** 2 / count);
    },
    read: () => ({ rows, employers, countSquares, between, within }),
  };
}

/**
 * Correlation of pay within an employer, pooled over cells after removing each cell's mean: one-way analysis of variance
 * (Donner 1986 for unequal sizes), clamped to 0 … 1; an assumed 0.63 where the cells have too few employers to tell.
 */
export function employerCorrelation(cells: readonly EmployerSpread[]): number {
  let [between, within, betweenDegrees, withinDegrees, size] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    if (cell.rows === 0) continue;
    between += cell.between;
    within += cell.within;
    betweenDegrees += cell.employers - 1;
    withinDegrees += cell.rows - cell.employers;
    size += cell.rows - cell.countSquares / cell.rows;
  }
  if (betweenDegrees < ENOUGH_DEGREES || withinDegrees < ENOUGH_DEGREES) return ASSUMED_CORRELATION;
  const meanBetween = between / betweenDegrees;
  const meanWithin = within / withinDegrees;
  const typicalSize = size / betweenDegrees;
  const total = meanBetween + (typicalSize - 1) * meanWithin;
  return total > 0 ? Math.min(1, Math.max(0, (meanBetween - meanWithin) / total)) : ASSUMED_CORRELATION;
}

/**
 * Largest weight t that an employer may have so that, with weights min(rows, t), none exceeds `cap` of their sum.
 * @returns `null` when there are fewer employers than 1 / cap: no weights can do it.
 */
export function employerCeiling(counts: Iterable<number>, cap: number): number | null {
  const sizes = [...counts].sort((a, b) => b - a);
  if (sizes.length * cap < 1 - 1e-12) return null;
  let rest = sizes.reduce((sum, size) => sum + size, 0);
  // The largest k employers are held at t = cap · (k·t + rest).
  for (let k = 0; k < sizes.length; k++) {
    const free = 1 - cap * k;
    const ceiling = free > 1e-12 ? (cap * rest) / free : Infinity;
    if (ceiling >= sizes[k]! - 1e-9) return k === 0 ? sizes[0]! : Math.min(ceiling, sizes[k - 1]!);
    rest -= sizes[k]!;
  }
  return sizes.at(-1)!;
}

/**
 * Number of independent rows that say as much as these: 1 / Σ of the weights' squares, within an employer counted with
 * the correlation ρ. With equal weights and employers of m rows it is n / (1 + (m − 1)ρ) (Kish 1965).
 * @param counts rows of each employer. @param ceiling most weight an employer may have, its rows weighing alike; `null`: no limit.
 */
export function effectiveSize(counts: Iterable<number>, ceiling: number | null, correlation: number): number {
  let [total, squares, employerSquares] = [0, 0, 0];
  for (const count of counts) {
    const weight = ceiling === null ? count : Math.min(count, ceiling);
    total += weight;
    squares += weight ** 2 / count;
    employerSquares += weight ** 2;
  }
  return total === 0 ? 0 : total ** 2 / (squares + correlation * (employerSquares - squares));
}

/**
 * Intra-employer correlation of log pay that is assumed where the rows are too few to tell: what employer alone explains
 * of posted pay (R² 0.63, 2,368 postings of 146 employers, mid-2026).
 */
const ASSUMED_CORRELATION = 0.63;

/** Degrees of freedom, between and within employers, from which the rows' own correlation is used. */
const ENOUGH_DEGREES = 20;

/** One cell of a summary: log pay and the employer of each row, side by side. */
export interface EmployerRows {
  readonly values: readonly number[];
  readonly employers: readonly number[];
}

interface Sums {
  count: number;
  sum: number;
  squares: number;
}

/**
 * Correlation of pay within an employer, pooled over cells after removing each cell's mean: one-way analysis of variance
 * (Donner 1986 for unequal sizes), clamped to 0 … 1.
 */
export function employerCorrelation(cells: readonly EmployerRows[]): number {
  let between = 0;
  let within = 0;
  let betweenDegrees = 0;
  let withinDegrees = 0;
  let size = 0;
  for (const { values, employers } of cells) {
    const n = values.length;
    if (n === 0) continue;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const sums = new Map<number, Sums>();
    for (let i = 0; i < n; i++) {
      const own = sums.get(employers[i]!) ?? { count: 0, sum: 0, squares: 0 };
      const value = values[i]! - mean;
      own.count++;
      own.sum += value;
      own.squares += value * value;
      sums.set(employers[i]!, own);
    }
    let countSquares = 0;
    for (const own of sums.values()) {
      between += own.sum ** 2 / own.count;
      within += Math.max(0, own.squares - own.sum ** 2 / own.count);
      countSquares += own.count ** 2;
    }
    betweenDegrees += sums.size - 1;
    withinDegrees += n - sums.size;
    size += n - countSquares / n;
  }
  if (betweenDegrees < ENOUGH_DEGREES || withinDegrees < ENOUGH_DEGREES) return ASSUMED_CORRELATION;
  const meanBetween = between / betweenDegrees;
  const meanWithin = within / withinDegrees;
  const typicalSize = size / betweenDegrees;
  const total = meanBetween + (typicalSize - 1) * meanWithin;
  return total > 0 ? Math.min(1, Math.max(0, (meanBetween - meanWithin) / total)) : ASSUMED_CORRELATION;
}

/** Number of rows by employer. */
export function employerCounts(employers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const employer of employers) counts.set(employer, (counts.get(employer) ?? 0) + 1);
  return counts;
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
 * @param weights `null`: all equal.
 */
export function effectiveSize(employers: readonly number[], weights: readonly number[] | null, correlation: number): number {
  if (employers.length === 0) return 0;
  const byEmployer = new Map<number, number>();
  let total = 0;
  let squares = 0;
  for (let i = 0; i < employers.length; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    total += weight;
    squares += weight * weight;
    byEmployer.set(employers[i]!, (byEmployer.get(employers[i]!) ?? 0) + weight);
  }
  let employerSquares = 0;
  for (const weight of byEmployer.values()) employerSquares += weight * weight;
  return total ** 2 / (squares + correlation * (employerSquares - squares));
}

import type { Interval } from '../domain/salary-factor.js';
import { binomialCdf, normalQuantile } from './distributions.js';

/**
 * Type-7 quantile (Hyndman & Fan 1996), what Postgres' `percentile_cont` computes, in its order of operations.
 * @param sorted ascending, without NaN. @param p 0 to 1.
 * @returns `null` for no values.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number | null {
  const n = sorted.length;
  if (n === 0) return null;
  const position = p * (n - 1);
  const floor = Math.floor(position);
  const below = sorted[floor]!;
  const above = sorted[Math.min(floor + 1, n - 1)]!;
  return floor === position ? below : below + (position - floor) * (above - below);
}

/** The same of values in any order, by selection (Hoare 1961) on a copy: linear in their number. `null` for no values. */
export function quantileOfUnsorted(values: Float64Array, p: number): number | null {
  const n = values.length;
  if (n === 0) return null;
  const scratch = values.slice();
  const position = p * (n - 1);
  const floor = Math.floor(position);
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const pivot = scratch[(low + high) >>> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (scratch[i]! < pivot) i++;
      while (scratch[j]! > pivot) j--;
      if (i > j) break;
      const swapped = scratch[i]!;
      scratch[i++] = scratch[j]!;
      scratch[j--] = swapped;
    }
    if (floor <= j) high = j;
    else if (floor >= i) low = i;
    else break;
  }
  const below = scratch[floor]!;
  if (floor === position) return below;
  let above = Infinity;
  for (let i = floor + 1; i < n; i++) if (scratch[i]! < above) above = scratch[i]!;
  return below + (position - floor) * (above - below);
}

/**
 * Weighted type-7 quantile after Akinshin (2023, arXiv 2304.07265) with Kish's effective size: equals the type-7 quantile
 * when all weights are equal, and does not depend on the order of ties.
 * @param sorted ascending. @param weights > 0, beside `sorted`.
 */
export function weightedQuantileOfSorted(sorted: ArrayLike<number>, weights: ArrayLike<number>, p: number): number | null {
  const n = sorted.length;
  if (n === 0) return null;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    total += weights[i]!;
    squares += weights[i]! ** 2;
  }
  const size = total ** 2 / squares;
  const left = (p * (size - 1)) / size;
  const share = (cumulated: number) => Math.min(1, Math.max(0, (cumulated / total - left) * size));
  let before = 0;
  let cumulated = 0;
  let quantile = 0;
  for (let i = 0; i < n; i++) {
    cumulated += weights[i]!;
    const reached = i === n - 1 ? 1 : share(cumulated);
    quantile += (reached - before) * sorted[i]!;
    before = reached;
  }
  return quantile;
}

/** Ranks from 1. */
export interface Ranks {
  readonly low: number;
  readonly high: number;
}

const EXACT_BELOW = 100;
/** Exact ranks once found: a summary of thousands of small cells asks for the same few again and again. */
const exactRanksFound = new Map<string, Ranks | null>();
const MOST_KEPT = 1_000;

/**
 * Ranks whose order statistics enclose the p-quantile with at least the asked confidence, whatever the
 * distribution: exact binomial below 100 values, else the normal formula.
 * @returns `null` where no such ranks exist: at 95 % below 6 values for a median, 13 for quartiles, 36 for deciles.
 */
export function orderStatisticRanks(n: number, p: number, confidence = 0.95): Ranks | null {
  if (n >= EXACT_BELOW) return formulaRanks(n, p, confidence);
  const name = `${n} ${p} ${confidence}`;
  const known = exactRanksFound.get(name);
  if (known !== undefined) return known;
  const ranks = exactRanks(n, p, (1 - confidence) / 2);
  if (exactRanksFound.size < MOST_KEPT) exactRanksFound.set(name, ranks);
  return ranks;
}

function formulaRanks(n: number, p: number, confidence: number): Ranks | null {
  const alpha = (1 - confidence) / 2;
  if (binomialCdf(0, n, p) > alpha || binomialCdf(n - 1, n, p) < 1 - alpha) return null;
  const reach = normalQuantile(1 - alpha) * Math.sqrt(n * p * (1 - p));
  return { low: Math.max(1, Math.floor(n * p - reach)), high: Math.min(n, Math.ceil(n * p + reach) + 1) };
}

function exactRanks(n: number, p: number, alpha: number): Ranks | null {
  if (n < 1 || binomialCdf(0, n, p) > alpha || binomialCdf(n - 1, n, p) < 1 - alpha) return null;
  let low = 1;
  while (binomialCdf(low, n, p) <= alpha) low++;
  let high = low + 1;
  while (binomialCdf(high - 1, n, p) < 1 - alpha) high++;
  return { low, high };
}

/**
 * Order-statistic interval of the p-quantile. With `effectiveSize` below the number of values (rows of one employer are
 * alike) the ranks of a sample of that size are carried over as shares (Woodruff 1952 with the design's effective size).
 * @param weights `null`: all equal. @returns `null` where the effective size allows none.
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  effectiveSize: number,
  p: number,
  confidence = 0.95,
): Interval | null {
  const n = sorted.length;
  const size = Math.floor(Math.min(effectiveSize, n) + 1e-9);
  const ranks = orderStatisticRanks(size, p, confidence);
  if (ranks === null) return null;
  const low = (ranks.low - 1) / (size - 1);
  const high = (ranks.high - 1) / (size - 1);
  if (weights === null) {
    // The 1e-9 keeps ranks of a whole sample from being moved by rounding.
    return { low: sorted[Math.floor(low * (n - 1) + 1e-9)]!, high: sorted[Math.ceil(high * (n - 1) - 1e-9)]! };
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i]!;
  let cumulated = 0;
  let lowValue: number | null = null;
  for (let i = 0; i < n; i++) {
    cumulated += weights[i]! / total;
    if (lowValue === null && cumulated > low) lowValue = sorted[i]!;
    if (cumulated >= high - 1e-9 || i === n - 1) return { low: lowValue ?? sorted[i]!, high: sorted[i]! };
  }
  return null;
}

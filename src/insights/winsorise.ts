import { quantileOfSorted } from './quantiles.js';

const TAIL = 0.01;
/** From here on a group's own 1st and 99th percentiles mean something; below, median and spread speak for the tails. */
const ENOUGH_FOR_PERCENTILES = 100;
const SPREADS = 5;
/** Makes the median absolute deviation estimate a normal distribution's standard deviation. */
const NORMAL_CONSISTENCY = 1.4826;

export interface Winsorised {
  readonly values: Float64Array;
  /** How many values were pulled in. */
  readonly moved: number;
}

/**
 * Pulls each group's outermost values in to its 1st and 99th percentile; in groups below 100, to the median ± 5 robust
 * standard deviations (1.4826 · MAD). A group without spread is left as it is.
 */
export function winsorise(values: ArrayLike<number>, groups: ArrayLike<string>): Winsorised {
  const members = new Map<string, number[]>();
  for (let i = 0; i < values.length; i++) {
    const own = members.get(groups[i]!);
    if (own === undefined) members.set(groups[i]!, [i]);
    else own.push(i);
  }
  const result = Float64Array.from(values);
  let moved = 0;
  for (const own of members.values()) {
    const { low, high } = boundsOf(Float64Array.from(own, (i) => values[i]!).sort());
    for (const i of own) {
      const pulled = Math.min(high, Math.max(low, values[i]!));
      if (pulled !== values[i]) moved++;
      result[i] = pulled;
    }
  }
  return { values: result, moved };
}

function boundsOf(sorted: Float64Array): { low: number; high: number } {
  if (sorted.length >= ENOUGH_FOR_PERCENTILES) return { low: quantileOfSorted(sorted, TAIL)!, high: quantileOfSorted(sorted, 1 - TAIL)! };
  const median = quantileOfSorted(sorted, 0.5)!;
  const deviation = quantileOfSorted(sorted.map((value) => Math.abs(value - median)).sort(), 0.5)!;
  const reach = deviation === 0 ? Infinity : SPREADS * NORMAL_CONSISTENCY * deviation;
  return { low: median - reach, high: median + reach };
}

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf } from '#src/insights/distributions';
import {
  orderStatisticRanks,
  quantileInterval,
  quantileOfSorted,
  quantileOfUnsorted,
  weightedQuantileOfSorted,
} from '#src/insights/quantiles';

const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 200 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const ascending = (values: readonly number[]) => Float64Array.from(values).sort();

describe('quantiles', () => {
  it('is the interpolated type-7 quantile', () => {
    expect(quantileOfSorted([], 0.5)).toBeNull();
    expect(quantileOfSorted([7], 0.9)).toBe(7);
    expect(quantileOfSorted([10, 20, 30, 40], 0.5)).toBe(25);
    expect(quantileOfSorted([10, 20, 30, 40], 0.25)).toBe(17.5);
    // R: quantile(c(48, 52, 61, 70, 88, 90, 130), c(.1, .9))
    expect(quantileOfSorted([48, 52, 61, 70, 88, 90, 130], 0.1)).toBeCloseTo(50.4, 12);
    expect(quantileOfSorted([48, 52, 61, 70, 88, 90, 130], 0.9)).toBeCloseTo(106, 12);
  });

  it('by selection equals by sorting, and leaves its values alone', () => {
    expect(quantileOfUnsorted(new Float64Array(0), 0.5)).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 300, size: 'max' }), share, (values, p) => {
        const given = Float64Array.from(values);
        expect(quantileOfUnsorted(given, p)).toBe(quantileOfSorted(ascending(values), p));
        expect([...given]).toEqual(values);
      }),
      { numRuns: 1000 },
    );
  });

  it('weighted with equal weights equals unweighted', () => {
    fc.assert(
      fc.property(amounts, share, fc.double({ min: 0.01, max: 50, noNaN: true }), (values, p, weight) => {
        const sorted = ascending(values);
        const plain = quantileOfSorted(sorted, p)!;
        const weighted = weightedQuantileOfSorted(
          sorted,
          sorted.map(() => weight),
          p,
        )!;
        expect(Math.abs(weighted - plain)).toBeLessThanOrEqual(1e-6 * Math.max(1, plain));
      }),
    );
  });

  it('weighted stays inside the data and does not care how ties are ordered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0.01, max: 1, noNaN: true })), { minLength: 1, maxLength: 60 }),
        share,
        (pairs, p) => {
          const forth = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
          const back = pairs.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
          const of = (list: readonly (readonly [number, number])[]) =>
            weightedQuantileOfSorted(
              list.map(([value]) => value),
              list.map(([, weight]) => weight),
              p,
            )!;
          expect(Math.abs(of(forth) - of(back))).toBeLessThan(1e-9);
          expect(of(forth)).toBeGreaterThanOrEqual(forth[0]![0] - 1e-9);
          expect(of(forth)).toBeLessThanOrEqual(forth.at(-1)![0] + 1e-9);
        },
      ),
    );
  });

  it('a value of nearly all the weight is the median', () => {
    expect(weightedQuantileOfSorted([1, 2, 3], [0.001, 1000, 0.001], 0.5)).toBeCloseTo(2, 3);
  });
});

describe('order-statistic intervals', () => {
  it('exist from 6, 13 and 36 values on', () => {
    for (const [p, floor] of [
      [0.5, 6],
      [0.25, 13],
      [0.75, 13],
      [0.1, 36],
      [0.9, 36],
    ] as const) {
      expect(orderStatisticRanks(floor - 1, p)).toBeNull();
      expect(orderStatisticRanks(floor, p)).not.toBeNull();
    }
    expect(orderStatisticRanks(0, 0.5)).toBeNull();
  });

  it('cover at least 95 % below 100 values, and about that above', () => {
    for (let n = 6; n <= 400; n++) {
      for (const p of [0.1, 0.25, 0.5, 0.75, 0.9]) {
        const ranks = orderStatisticRanks(n, p);
        if (ranks === null) continue;
        // P(y₍l₎ ≤ quantile ≤ y₍u₎) = P(l ≤ B ≤ u − 1), B binomial.
        const coverage = binomialCdf(ranks.high - 1, n, p) - binomialCdf(ranks.low - 1, n, p);
        expect(coverage, `n ${n}, p ${p}`).toBeGreaterThanOrEqual(n < 100 ? 0.95 : 0.94);
        expect(ranks.low).toBeGreaterThanOrEqual(1);
        expect(ranks.high).toBeLessThanOrEqual(n);
      }
    }
  });

  it('are the published ranks for the median of 10, 25 and 100', () => {
    // Conover, Practical Nonparametric Statistics: 2 and 9, 8 and 18; by the formula 40 and 61.
    expect(orderStatisticRanks(10, 0.5)).toEqual({ low: 2, high: 9 });
    expect(orderStatisticRanks(25, 0.5)).toEqual({ low: 8, high: 18 });
    expect(orderStatisticRanks(100, 0.5)).toEqual({ low: 40, high: 61 });
  });

  it('widen as the effective size falls, and vanish below six', () => {
    const sorted = Float64Array.from({ length: 50 }, (_, i) => i + 1);
    const width = (size: number) => {
      const interval = quantileInterval(sorted, null, size, 0.5)!;
      return interval.high - interval.low;
    };
    expect(quantileInterval(sorted, null, 50, 0.5)).toEqual({ low: 18, high: 33 });
    expect(width(25)).toBeGreaterThan(width(50));
    expect(width(10)).toBeGreaterThan(width(25));
    expect(quantileInterval(sorted, null, 5.9, 0.5)).toBeNull();
    const weights = sorted.map(() => 0.2);
    expect(quantileInterval(sorted, weights, 6, 0.5)).toEqual({ low: 1, high: 50 });
  });
});

import { describe, expect, it } from 'vitest';
import { fitWithinEmployers } from '#src/insights/hedonic';
import type { HedonicFit } from '#src/insights/hedonic';
import { sparseDesignOf } from '#src/insights/sparse-design';
import { uniformsOf, wildBootstrap } from '#src/insights/wild-bootstrap';

const uniform = uniformsOf(77);
const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
const EMPLOYERS = 12;
const employers = Array.from({ length: 90 }, (_, i) => (i < 30 ? 0 : i % EMPLOYERS));
const active = employers.map(() => [0, 1, 2].filter(() => uniform() < 0.4));
const own = Array.from({ length: EMPLOYERS }, () => 0.1 * normal());
const y = employers.map((employer, i) => own[employer]! + (active[i]!.includes(0) ? 0.08 + own[employer]! : 0) + 0.1 * normal());

function fitted(values: readonly number[], columns: number, activeOf: (i: number) => readonly number[]): HedonicFit {
  const fit = fitWithinEmployers(sparseDesignOf(values, employers, columns, activeOf));
  if ('refusal' in fit) throw new Error(fit.refusal);
  return fit;
}

const t = (fit: HedonicFit) => Math.abs(fit.coefficients[0]!) / Math.sqrt(fit.covariance[0]!);

/** The bootstrap as its definition says: made listings, each fitted afresh, under the restriction that the effect is zero. */
function byRefitting(fit: HedonicFit): number {
  const restricted = fitted(y, 2, (i) => active[i]!.filter((column) => column > 0).map((column) => column - 1));
  const explained = employers.map((_, i) =>
    active[i]!.reduce((sum, column) => sum + (column > 0 ? restricted.coefficients[column - 1]! : 0), 0),
  );
  const left = y.map((value, i) => value - explained[i]!);
  const mean = own.map((_, employer) => {
    const values = left.filter((__, i) => employers[i] === employer);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  const points = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];
  const random = uniformsOf(20_261_123);
  const observed = t(fit);
  let reaching = 0;
  for (let draw = 0; draw < 999; draw++) {
    const signs = own.map(() => points[Math.floor(random() * 6)]!);
    const made = employers.map((employer, i) => explained[i]! + mean[employer]! + signs[employer]! * (left[i]! - mean[employer]!));
    if (t(fitted(made, 3, (i) => active[i]!)) >= observed - 1e-9) reaching++;
  }
  return (reaching + 1) / 1000;
}

describe('the wild cluster bootstrap', () => {
  const fit = fitted(y, 3, (i) => active[i]!);
  const weights = new Map([[0, 1]]);
  const standardError = Math.sqrt(fit.covariance[0]!);
  const estimate = fit.coefficients[0]!;

  it('from employers’ sums gives the p-value that refitting every made sample gives', () => {
    const expected = byRefitting(fit);
    expect(expected).toBeGreaterThan(0.001);
    expect(expected).toBeLessThan(0.999);
    expect(wildBootstrap(fit, weights, estimate, standardError)!.pValue).toBeCloseTo(expected, 3);
  });

  it('has an interval around the estimate, which leaves zero out exactly when zero is rejected', () => {
    const { low, high, pValue } = wildBootstrap(fit, weights, estimate, standardError)!;
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
    expect(low > 0 || high < 0).toBe(pValue <= 0.05);
    expect(high - low).toBeGreaterThan(2 * 1.96 * standardError);
  });
});

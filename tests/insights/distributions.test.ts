import { describe, expect, it } from 'vitest';
import { binomialCdf, incompleteBeta, logGamma, normalQuantile, studentQuantile, studentTwoSided } from '#src/insights/distributions';
import reference from './fixtures/distributions.json' with { type: 'json' };

const close = (value: number, expected: number, tolerance: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

describe('distributions against scipy', () => {
  it.each(reference.logGamma)('logGamma(%f)', (x, expected) => close(logGamma(x), expected, 1e-12));
  it.each(reference.incompleteBeta)('I_x: x %f, a %f, b %f', (x, a, b, expected) => close(incompleteBeta(x, a, b), expected, 1e-10));
  it.each(reference.binomialCdf)('P(B <= %d) of %d at %f', (k, n, p, expected) => close(binomialCdf(k, n, p), expected, 1e-11));
  it.each(reference.normalQuantile)('normal quantile of %f', (p, expected) => close(normalQuantile(p), expected, 1e-13));
  it.each(reference.studentQuantile)('t quantile of %f with %f degrees', (p, df, expected) =>
    close(studentQuantile(p, df), expected, 1e-9),
  );
  it.each(reference.studentTwoSided)('P(|T| >= %f) with %f degrees', (t, df, expected) => close(studentTwoSided(t, df), expected, 1e-11));

  it('answers the edges without NaN', () => {
    expect(incompleteBeta(-1, 2, 3)).toBe(0);
    expect(incompleteBeta(2, 2, 3)).toBe(1);
    expect(binomialCdf(-1, 5, 0.5)).toBe(0);
    expect(binomialCdf(5, 5, 0.5)).toBe(1);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(studentQuantile(0.5, 3)).toBe(0);
  });
});

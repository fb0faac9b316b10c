import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastOf } from '#src/insights/contrast';
import { fitWithinEmployers } from '#src/insights/hedonic';
import type { HedonicFit } from '#src/insights/hedonic';
import { sparseDesignOf } from '#src/insights/sparse-design';
import reference from './fixtures/hedonic.json' with { type: 'json' };

interface Data {
  readonly employer: readonly number[];
  readonly x: readonly string[];
  readonly y: readonly number[];
}

const fitOf = ({ employer, x, y }: Data) =>
  fitWithinEmployers(
    sparseDesignOf(y, employer, x[0]?.length ?? 1, (row) => Array.from(x[row]!).flatMap((one, column) => (one === '1' ? [column] : []))),
  );
function fitted(data: Data): HedonicFit {
  const fit = fitOf(data);
  if ('refusal' in fit) throw new Error(fit.refusal);
  return fit;
}
const nameOf = (column: number) => 'abcdefgh'[column]!;
const coefficient = (fit: HedonicFit, column: number) => contrastOf(fit, new Map([[column, 1]]), nameOf);

describe('the within-employer regression against statsmodels', () => {
  for (const expected of reference.cases) {
    describe(expected.name, () => {
      const fit = fitted(expected);
      it('uses the same rows and employers', () => {
        expect([fit.rows, fit.employers]).toEqual([expected.rows, expected.employers]);
        expect(fit.residualVariance).toBeCloseTo(expected.residualVariance, 12);
        expect(fit.rSquaredWithin).toBeCloseTo(expected.rSquaredWithin, 10);
      });
      it('gives the same coefficients and clustered errors', () => {
        expected.columns.forEach((column, i) => {
          expect(fit.coefficients[column]).toBeCloseTo(expected.coefficients[i]!, 10);
          expect(Math.sqrt(fit.covariance[column * 4 + column]!)).toBeCloseTo(expected.standardErrors[i]!, 10);
        });
        expect(fit.covariance[1]).toBeCloseTo(expected.covariance01, 12);
      });
      it('finds the coefficients that made the data', () => {
        for (const column of expected.columns.filter((one) => expected.name !== 'collinear' || one !== 0)) {
          const contrast = coefficient(fit, column);
          if ('refusal' in contrast) {
            expect(expected.name).toBe('one employer with half the rows');
            continue;
          }
          expect(Math.abs(contrast.estimate - expected.true[column]!)).toBeLessThan(4 * contrast.standardError);
        }
      });
    });
  }

  it('refuses both of two equal columns by name, and only those', () => {
    const fit = fitted(reference.cases[2]!);
    expect(coefficient(fit, 0)).toEqual({ refusal: '«a» cannot be told from «d»' });
    expect(coefficient(fit, 3)).toEqual({ refusal: '«d» cannot be told from «a»' });
    expect(coefficient(fit, 1)).toHaveProperty('estimate');
    const sum = contrastOf(
      fit,
      new Map([
        [0, 1],
        [3, 1],
      ]),
      nameOf,
    );
    expect(sum).toHaveProperty('estimate', fit.coefficients[0]);
  });

  it('widens or refuses where one employer has half the rows', () => {
    const fit = fitted(reference.cases[3]!);
    for (let column = 0; column < 4; column++) {
      const contrast = coefficient(fit, column);
      if ('refusal' in contrast) expect(contrast.refusal).toMatch(/too few employers/);
      else expect(contrast.degreesOfFreedom).toBeLessThan(fit.employers - 1);
    }
  });
});

describe('what cannot be told is refused in words', () => {
  const noise = [0.01, -0.02, 0.03, 0.005, -0.01, 0.02, -0.03, 0.015];
  it('a property that no employer varies', () => {
    const data = { employer: [1, 1, 2, 2, 3, 3, 4, 4], x: ['10', '11', '00', '01', '10', '11', '00', '01'], y: noise };
    const fit = fitted(data);
    expect(coefficient(fit, 0)).toEqual({ refusal: 'no employer has listings both with and without «a»' });
    expect(coefficient(fit, 1)).not.toHaveProperty('estimate', Number.NaN);
  });
  it('only singletons', () => {
    expect(fitOf({ employer: [1, 2, 3], x: ['1', '0', '1'], y: [1, 2, 3] })).toHaveProperty('refusal');
  });
  it('no rows', () => {
    expect(fitOf({ employer: [], x: [], y: [] })).toHaveProperty('refusal');
  });
  it('more properties than rows', () => {
    expect(fitOf({ employer: [1, 1, 2, 2], x: ['100', '010', '001', '111'], y: [1, 2, 3, 4] })).toHaveProperty('refusal');
  });
  it('an exact fit', () => {
    const data = { employer: [1, 1, 1, 2, 2, 2], x: ['1', '0', '0', '1', '1', '0'], y: [2, 1, 1, 5, 5, 4] };
    expect(fitOf(data)).toHaveProperty('refusal', expect.stringMatching(/exactly/));
  });
});

describe('properties', () => {
  const draws = fc
    .array(
      fc.record({
        employer: fc.integer({ min: 1, max: 6 }),
        x: fc.integer({ min: 0, max: 31 }),
        y: fc.double({ min: 9, max: 13, noNaN: true }),
      }),
      {
        minLength: 0,
        maxLength: 60,
        size: 'max',
      },
    )
    .map((rows) => ({
      employer: rows.map((row) => row.employer),
      x: rows.map((row) => row.x.toString(2).padStart(5, '0')),
      y: rows.map((row) => row.y),
    }));

  it('never answers NaN or Infinity', () => {
    let estimates = 0;
    fc.assert(
      fc.property(draws, (data) => {
        const fit = fitOf(data.x.length === 0 ? { ...data, x: [] } : data);
        if ('refusal' in fit) return;
        for (let column = 0; column < 5; column++) {
          const contrast = coefficient(fit, column);
          if ('refusal' in contrast) continue;
          estimates++;
          expect(Object.values(contrast).every(Number.isFinite)).toBe(true);
          expect(contrast.low).toBeLessThan(contrast.estimate);
        }
      }),
      { numRuns: 500 },
    );
    expect(estimates).toBeGreaterThan(200);
  });

  it('equals a dense regression with employer dummies', () => {
    let compared = 0;
    fc.assert(
      fc.property(draws, (data) => {
        const fit = data.x.length === 0 ? { refusal: '' } : fitOf(data);
        if ('refusal' in fit || fit.nullVectors.length > 0) return;
        const dense = denseCoefficients(data);
        for (let column = 0; column < 5; column++) expect(fit.coefficients[column]).toBeCloseTo(dense[column]!, 6);
        compared++;
      }),
    );
    expect(compared).toBeGreaterThan(20);
  });
});

/** Ordinary least squares on columns and one dummy an employer, by Gaussian elimination: nothing shared with the source. */
function denseCoefficients({ employer, x, y }: Data): number[] {
  const employers = [...new Set(employer)];
  const rows = x.map((bits, i) => [...Array.from(bits, Number), ...employers.map((one) => (one === employer[i] ? 1 : 0))]);
  const size = rows[0]!.length;
  const system = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (_, b) => rows.reduce((sum, row) => sum + row[a]! * row[b]!, 0)),
    rows.reduce((sum, row, i) => sum + row[a]! * y[i]!, 0),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let r = pivot; r < size; r++) if (Math.abs(system[r]![pivot]!) > Math.abs(system[best]![pivot]!)) best = r;
    [system[pivot], system[best]] = [system[best]!, system[pivot]!];
    for (let r = 0; r < size; r++) {
      if (r === pivot) continue;
      const factor = system[r]![pivot]! / system[pivot]![pivot]!;
      for (let c = pivot; c <= size; c++) system[r]![c] = system[r]![c]! - factor * system[pivot]![c]!;
    }
  }
  return system.map((row, i) => row[size]! / row[i]!);
}

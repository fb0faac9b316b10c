import { describe, expect, it } from 'vitest';
import type { PayFacts } from '#src/domain/salary-factor';
import { payPositionOf } from '#src/insights/pay-position';
import { createPayEstimator } from '#src/insights/salary-estimate';
import type { PayEstimator } from '#src/insights/salary-estimate';
import { shrunkenCells } from '#src/insights/shrunken-cells';
import { inventPay } from './invented-pay.js';

const effects = { senior: 0.25, go: 0.05, berlin: 0.1, fintech: 0.12, remote: 0 };
const rows = inventPay({ employers: 120, listings: 12, seed: 21, effects });
const midOf = (row: PayFacts) => (row.annualMin + row.annualMax) / 2;

function estimatorOf(train: readonly PayFacts[]): PayEstimator {
  const estimator = createPayEstimator({ rows: train, currency: null });
  if ('refusal' in estimator) throw new Error(estimator.refusal);
  return estimator;
}

/** Every listing is hidden once, a fifth at a time: share of listings inside their interval, median absolute log error. */
function judge(partOf: (row: PayFacts) => number) {
  const hidden = [0, 1, 2, 3, 4].flatMap((part) => {
    const estimator = estimatorOf(rows.filter((row) => partOf(row) % 5 !== part));
    return rows.filter((row) => partOf(row) % 5 === part).map((row) => ({ mid: midOf(row), estimate: estimator.estimate(row) }));
  });
  const inside = hidden.filter(({ mid, estimate }) => estimate.interval.low <= mid && mid <= estimate.interval.high);
  const errors = hidden.map(({ mid, estimate }) => Math.abs(Math.log(estimate.mid / mid))).sort((a, b) => a - b);
  return { coverage: inside.length / hidden.length, error: errors[Math.floor(errors.length / 2)]!, first: hidden[0]!.estimate };
}

describe('estimates of pay that was hidden', () => {
  it('hold 75 to 85 % inside for employers never seen', () => {
    const { coverage, first } = judge((row) => row.employerId);
    expect(coverage).toBeGreaterThan(0.75);
    expect(coverage).toBeLessThan(0.85);
    expect(first).toMatchObject({ currency: 'EUR', ofThisEmployer: 0, n: 1152, employers: 96, modelVersion: 'pay-2' });
  });

  it('and for employers whose other listings are known, far more narrowly', () => {
    const known = judge((row) => row.listingId);
    expect(known.coverage).toBeGreaterThan(0.75);
    expect(known.coverage).toBeLessThan(0.85);
    expect(known.first.ofThisEmployer).toBe(10);
    expect(known.error).toBeLessThan(0.7 * judge((row) => row.employerId).error);
  });

  it('know levels and places', () => {
    const { estimate } = estimatorOf(rows);
    const traits = { ...rows[0]!, employerId: -1, level: 'mid', city: 'Munich', region: 'Bavaria', languages: [] } as const;
    const senior = estimate({ ...traits, level: 'senior' }).mid / estimate(traits).mid;
    expect(Math.abs(Math.log(senior) - effects.senior)).toBeLessThan(0.03);
    const strange = estimate({
      ...traits,
      level: 'vp',
      country: 'JP',
      city: 'Tokyo',
      region: null,
      languages: ['cobol'],
      industry: 'gaming',
    });
    expect(Number.isFinite(strange.mid)).toBe(true);
  });

  it('are of countries with enough listings and employers alone', () => {
    const abroad = (country: string, count: number, employers: number) =>
      rows.slice(0, count).map((row, i) => ({ ...row, country, listingId: row.listingId + 50_000, employerId: 5_000 + (i % employers) }));
    const { speaksOf } = estimatorOf([
      ...rows,
      ...abroad('FR', 12, 5),
      ...abroad('AR', 40, 4).map((row) => ({ ...row, listingId: -row.listingId })),
    ]);
    expect(['DE', 'FR', 'AR', 'IN', null].map((country) => speaksOf({ country }))).toEqual([true, true, false, false, false]);
  });

  it('are refused below 100 listings of 20 employers', () => {
    expect(createPayEstimator({ rows: rows.slice(0, 99), currency: null })).toHaveProperty('refusal');
    const few = rows.map((row) => ({ ...row, employerId: row.employerId % 19 }));
    expect(createPayEstimator({ rows: few, currency: null })).toEqual({
      refusal: '1440 listings from 19 employers: too few to estimate from (100 and 20 needed)',
    });
    expect(createPayEstimator({ rows: [], currency: null })).toHaveProperty('refusal');
  });
});

describe('small cells drawn toward the model', () => {
  const cityCells = shrunkenCells({ rows, currency: null, keysOf: (row) => [[row.level, row.city ?? '']] });
  // Titles that pay half as much again as all that the model knows of them says, too few to publish.
  const odd = (title: 'Data Engineer' | 'Security Engineer', count: number, employers = count) =>
    rows
      .filter((row) => row.listingId % 12 === 1)
      .slice(0, count)
      .map((row, i) => ({
        ...row,
        listingId: row.listingId + 100_000 * (title === 'Data Engineer' ? 1 : 2),
        employerId: rows[0]!.employerId + (i % employers),
        title,
        annualMin: row.annualMin * 1.5,
        annualMax: row.annualMax * 1.5,
      }));
  const byTitle = (asked: readonly PayFacts[]) => {
    const cells = shrunkenCells({ rows: [...rows, ...asked], currency: null, keysOf: (row) => [[row.title ?? '']] });
    return (title: string) => cells.find((cell) => cell.key[0] === title)!;
  };

  it('leave large cells to their own data more than small ones', () => {
    const cell = byTitle([...odd('Data Engineer', 9), ...odd('Security Engineer', 5)]);
    const [big, small] = [cell('Data Engineer'), cell('Security Engineer')];
    expect([big.n, small.n]).toEqual([9, 5]);
    expect(big.ownShare).toBeGreaterThan(small.ownShare);
    expect(small.ownShare).toBeGreaterThan(0);
    expect(big.ownShare).toBeLessThan(1);
    expect(small.interval.high / small.interval.low).toBeGreaterThan(big.interval.high / big.interval.low);
  });

  it('use nothing of a cell of fewer than five employers', () => {
    expect(byTitle(odd('Data Engineer', 8, 4))('Data Engineer')).toMatchObject({ n: 8, employers: 4, ownShare: 0 });
  });

  it('say nothing of a country that only one employer tells of', () => {
    const abroad = odd('Data Engineer', 8, 1).map((row) => ({ ...row, country: 'AR', region: null, city: null }));
    const cells = shrunkenCells({ rows: [...rows, ...abroad], currency: null, keysOf: (row) => [[row.country ?? ''], [row.level]] });
    expect(new Set(cells.map((cell) => cell.key[0]))).toEqual(new Set(['DE', 'mid', 'senior', 'unmarked']));
  });

  it('lie between the cell’s own mean and the model’s', () => {
    for (const cell of cityCells) {
      expect(cell.interval.low).toBeLessThan(cell.estimate);
      expect(cell.interval.high).toBeGreaterThan(cell.estimate);
      expect(cell.ownShare).toBeGreaterThanOrEqual(0);
      expect(cell.ownShare).toBeLessThanOrEqual(1);
      const own = rows.filter((row) => row.level === cell.key[0] && row.city === cell.key[1]).map((row) => Math.log(midOf(row)));
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      expect(Math.abs(Math.log(cell.estimate) - mean)).toBeLessThan(0.1);
    }
    expect(cityCells).toHaveLength(6);
  });

  it('are absent without a model', () => {
    expect(shrunkenCells({ rows: rows.slice(0, 50), currency: null, keysOf: (row) => [[row.level]] })).toEqual([]);
  });
});

describe('a listing among its like', () => {
  const like = Array.from({ length: 10 }, (_, i) => ({ employerId: i % 5, mid: 50_000 + 1_000 * i }));
  it('is placed by the share that offers less', () => {
    expect(payPositionOf(54_500, like, 'EUR')).toEqual({ percentile: 50, n: 10, employers: 5, suppressedReason: null });
    expect(payPositionOf(50_000, like, 'EUR').percentile).toBe(5);
    expect(payPositionOf(99_000, like, 'EUR').percentile).toBe(100);
  });
  it('has no place among too few', () => {
    expect(payPositionOf(54_500, like.slice(1), 'EUR')).toMatchObject({
      percentile: null,
      n: 9,
      suppressedReason: '9 listings from 5 employers: too few to publish (10 and 5 needed)',
    });
  });
});

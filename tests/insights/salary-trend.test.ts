import { describe, expect, it } from 'vitest';
import type { PayFacts } from '#src/domain/salary-factor';
import { salaryTrend, salaryTrends } from '#src/insights/salary-trend';
import { quarterOf, trendPeriodsOf } from '#src/insights/trend-periods';
import { uniformsOf } from '#src/insights/wild-bootstrap';

const monthOf = (t: number) => `${2024 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}`;
const GROWTH = 0.004;

/** `perMonth` listings a month of 40 employers; pay of like jobs grows 0.4 % a month, while ever more jobs are junior. */
function invent(months: number, perMonth: number, seed = 5): PayFacts[] {
  const uniform = uniformsOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
  const own = Array.from({ length: 40 }, () => 0.15 * normal());
  return Array.from({ length: months * perMonth }, (_, i): PayFacts => {
    const t = Math.floor(i / perMonth);
    const employerId = i % 40;
    const senior = uniform() > t / months;
    const mid = Math.exp(11.2 + own[employerId]! + (senior ? 0.3 : 0) + GROWTH * t + 0.06 * normal());
    return {
      listingId: i,
      employerId,
      annualMin: mid * 0.9,
      annualMax: mid * 1.1,
      currency: 'EUR',
      eurMid: mid,
      month: monthOf(t),
      level: senior ? 'senior' : 'mid',
      title: null,
      specialisation: null,
      languages: [],
      country: 'DE',
      region: null,
      city: null,
      industry: null,
      workplace: null,
      tags: [],
      source: t < 10 ? 'one' : uniform() < 0.5 ? 'one' : 'two',
    };
  });
}

describe('the pay index', () => {
  const rows = invent(24, 120);
  const trend = salaryTrend({ rows, currency: null });

  it('follows like for like, not the mix', () => {
    expect(trend).toMatchObject({ grain: 'month', currency: 'EUR', key: [] });
    expect(trend.points).toHaveLength(24);
    expect(trend.points[0]).toMatchObject({ period: '2024-01', index: 100, interval: { low: 100, high: 100 }, n: 120, employers: 40 });
    const inside = trend.points.filter((point, t) => {
      const truth = 100 * Math.exp(GROWTH * t);
      return point.interval!.low <= truth && truth <= point.interval!.high;
    });
    expect(inside.length).toBeGreaterThanOrEqual(22);
    const last = trend.points.at(-1)!;
    expect(last.index).toBeGreaterThan(105);
    expect(last.rawMedian!).toBeLessThan(trend.points[0]!.rawMedian!);
    for (const point of trend.points) expect(point.interval!.high - point.interval!.low).toBeLessThan(15);
  });

  it('marks where a source joined', () => {
    expect(trend.points.filter((point) => point.breaks.length > 0).map((point) => [point.period, point.breaks])).toEqual([
      ['2024-11', ['two joined']],
    ]);
  });

  it('marks no break at a period too thin for an index', () => {
    const [first] = rows;
    const period = (month: string, count: number, source: string) =>
      Array.from({ length: count }, (_, i) => ({
        ...first!,
        listingId: Number(month.slice(5)) * 1_000 + i,
        employerId: i % 20,
        month,
        source,
      }));
    const { periods } = trendPeriodsOf([
      ...period('2026-01', 60, 'one'),
      ...period('2026-02', 5, 'two'),
      ...['2026-03', '2026-04', '2026-05', '2026-06'].flatMap((month) => period(month, 60, 'one')),
      ...period('2026-07', 60, 'two'),
    ]);
    expect(periods.map((one) => one.breaks)).toEqual([[], [], [], [], [], [], ['one left', 'two joined']]);
  });

  it('never revises a published month', () => {
    const early = salaryTrend({ rows: rows.filter((row) => row.month <= monthOf(19)), currency: null });
    const late = salaryTrend({ rows, currency: null, published: early.points });
    expect(late.points.slice(0, 20)).toEqual(early.points);
    expect(late.points).toHaveLength(24);
    late.points.slice(20).forEach((point, i) => expect(point.index).toBeCloseTo(trend.points[20 + i]!.index!, 6));
    const rewritten = early.points.map((point) => ({ ...point, index: point.index! * 2, interval: null }));
    expect(salaryTrend({ rows, currency: null, published: rewritten }).points[3]!.index).toBe(rewritten[3]!.index);
  });

  it('does not depend on the order of rows, nor on duplicates', () => {
    const again = salaryTrend({ rows: [...rows.toReversed(), ...rows.slice(0, 50)], currency: null });
    again.points.forEach((point, t) => expect(point.index).toBeCloseTo(trend.points[t]!.index!, 9));
  });
});

describe('thin data', () => {
  it('falls back to quarters', () => {
    const trend = salaryTrend({ rows: invent(24, 40), currency: null });
    expect(trend.grain).toBe('quarter');
    expect(trend.points.map((point) => point.period).slice(0, 5)).toEqual(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4', '2025-Q1']);
    expect(trend.points.every((point) => point.index !== null)).toBe(true);
  });
  it('shows no index below 60 listings of 20 employers, and joins over the gap', () => {
    const rows = invent(24, 120).filter((row, i) => row.month !== '2024-06' || i % 120 < 59);
    const trend = salaryTrend({ rows, currency: null });
    expect(trend.points[5]).toMatchObject({
      index: null,
      interval: null,
      n: 59,
      suppressedReason: '59 listings from 40 employers: too few to publish (60 and 20 needed)',
    });
    expect(trend.points[6]!.index).not.toBeNull();
    const few = invent(24, 120).map((row) => ({ ...row, employerId: row.employerId % 19 }));
    expect(salaryTrend({ rows: few, currency: null }).points.every((point) => point.index === null)).toBe(true);
  });
  it('answers nothing for nothing', () => {
    expect(salaryTrend({ rows: [], currency: null }).points).toEqual([]);
  });
  it('knows its quarters', () => {
    expect(['2026-01', '2026-03', '2026-04', '2026-12'].map(quarterOf)).toEqual(['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q4']);
  });
});

it('splits by a grouping', () => {
  const trends = salaryTrends({ rows: invent(24, 240), currency: 'EUR', valuesOf: (row) => [row.level] });
  expect(new Set(trends.map((trend) => trend.key[0]))).toEqual(new Set(['mid', 'senior']));
  expect(trends.reduce((sum, trend) => sum + trend.points.reduce((own, point) => own + point.n, 0), 0)).toBe(24 * 240);
});

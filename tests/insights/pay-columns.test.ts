import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayRow } from '#src/domain/salary-factor';
import { createPayColumns } from '#src/insights/pay-columns';
import type { PayCondition } from '#src/insights/pay-columns';
import { columnsSummary, groupQuantiles } from '#src/insights/pay-columns-summary';
import { quantileOfSorted } from '#src/insights/quantiles';
import { salarySummary } from '#src/insights/salary-summary';
import { uniformsOf } from '#src/insights/wild-bootstrap';

interface Row {
  readonly mid: number;
  readonly employer: number;
  readonly level: number;
  readonly country: number;
  readonly languages: readonly number[];
}

const LEVELS = ['entry', 'mid', 'senior', 'unmarked'];
const COUNTRIES = ['DE', 'FR', 'PL', 'US', 'GB', 'IN'];
const LANGUAGES = ['go', 'java', 'python', 'rust', 'sql'];
const PROBABILITIES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1];

function draw(seed: number, n: number): Row[] {
  const uniform = uniformsOf(seed);
  const below = (limit: number) => Math.floor(limit * uniform());
  return Array.from({ length: n }, () => ({
    // Few distinct amounts: ties are the rule in real pay.
    mid: 40_000 + 500 * below(120),
    employer: 100 + below(1 + below(30)),
    level: below(5) - 1,
    country: below(1 + below(6)),
    languages: LANGUAGES.map((_, i) => i).filter(() => uniform() < 0.3),
  }));
}

function columnsOf(rows: readonly Row[]) {
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.languages.length);
  return createPayColumns({
    mids: rows.map((row) => row.mid),
    mins: rows.map((row) => row.mid - 3_000),
    maxs: rows.map((row) => row.mid + 3_000),
    employers: rows.map((row) => row.employer),
    dimensions: {
      level: { values: LEVELS, codes: rows.map((row) => row.level) },
      country: { values: COUNTRIES, codes: rows.map((row) => row.country) },
      language: { values: LANGUAGES, codes: rows.flatMap((row) => row.languages), starts },
    },
  });
}

const codesOf = (row: Row, dimension: string): readonly number[] =>
  dimension === 'level' ? (row.level < 0 ? [] : [row.level]) : dimension === 'country' ? [row.country] : row.languages;

const meets = (row: Row, { dimension, any, not }: PayCondition) => {
  const codes = codesOf(row, dimension);
  return (any === undefined || codes.some((code) => any.includes(code))) && !(not ?? []).some((code) => codes.includes(code));
};

/** Group by group, filtered and sorted afresh. */
function plainly(rows: readonly Row[], where: readonly PayCondition[], by: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const row of rows.filter((one) => where.every((condition) => meets(one, condition)))) {
    let keys: number[][] = [[]];
    for (const dimension of by) keys = keys.flatMap((key) => codesOf(row, dimension).map((code) => [...key, code]));
    for (const key of keys) groups.set(key.join(), [...(groups.get(key.join()) ?? []), row.mid]);
  }
  return groups;
}

const conditions = fc.array(
  fc.oneof(
    fc.record({ dimension: fc.constant('level'), any: fc.uniqueArray(fc.nat(3), { minLength: 1 }) }),
    fc.record({ dimension: fc.constant('country'), not: fc.uniqueArray(fc.nat(5)) }),
    fc.record({
      dimension: fc.constant('language'),
      any: fc.uniqueArray(fc.nat(4), { minLength: 1 }),
      not: fc.uniqueArray(fc.nat(4), { maxLength: 1 }),
    }),
  ),
  { maxLength: 3 },
);
const groupings = fc.shuffledSubarray(['level', 'country', 'language'], { minLength: 0 });

describe('columns in the order of pay', () => {
  it('give exactly the quantiles of sorted arrays, in more than 10,000 cells of any filter and grouping', () => {
    let cells = 0;
    let filtered = 0;
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 400 }), conditions, groupings, (seed, n, where, by) => {
        const rows = draw(seed, n);
        const expected = plainly(rows, where, by);
        const found = groupQuantiles(columnsOf(rows), { where, by }, PROBABILITIES);
        expect(found).toHaveLength(expected.size);
        for (const { codes, n: count, quantiles } of found) {
          const sorted = Float64Array.from(expected.get(codes.join())!).sort();
          expect(count).toBe(sorted.length);
          quantiles.forEach((quantile, i) => {
            if (quantile !== quantileOfSorted(sorted, PROBABILITIES[i]!)) throw new Error(`cell ${codes.join()} at ${PROBABILITIES[i]}`);
          });
          cells++;
        }
        const kept = rows.filter((row) => where.every((condition) => meets(row, condition))).length;
        if (kept > 0.01 * n && kept < 0.9 * n) filtered++;
      }),
      { numRuns: 1500 },
    );
    expect(cells).toBeGreaterThan(10_000);
    expect(filtered).toBeGreaterThan(1500 / 3);
  });

  it('summarise as rows do', () => {
    let published = 0;
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 600 }),
        fc.shuffledSubarray(['level', 'country', 'language'], { minLength: 1 }),
        (seed, n, by) => {
          const rows = draw(seed, n);
          const names: Record<string, readonly string[]> = { level: LEVELS, country: COUNTRIES, language: LANGUAGES };
          const payRows = rows.map((row, i): PayRow => {
            const groups = by.map((dimension) => codesOf(row, dimension).map((code) => names[dimension]![code]!));
            const { mid, employer: employerId } = row;
            return {
              listingId: i,
              employerId,
              annualMin: mid - 3_000,
              annualMax: mid + 3_000,
              currency: 'EUR',
              eurMid: null,
              eurMin: null,
              eurMax: null,
              groups,
            };
          });
          const listings = [{ key: by.map(() => 'nowhere'), listings: 7 }];
          const expected = salarySummary({ rows: payRows, listings, currency: 'EUR' });
          const found = columnsSummary(columnsOf(rows), { where: [], by, currency: 'EUR', listings });
          expect(found.employerCorrelation).toBeCloseTo(expected.employerCorrelation, 9);
          expect(found.cells).toEqual(expected.cells);
          published += found.cells.filter((cell) => cell.p50 !== null).length;
        },
      ),
      { numRuns: 150 },
    );
    expect(published).toBeGreaterThan(500);
  });

  it('take a set of rows that another index found', () => {
    const rows = draw(4, 300);
    const marked = Uint8Array.from(rows, (row) => (row.mid > 70_000 ? 1 : 0));
    const [all] = groupQuantiles(columnsOf(rows), { where: [], by: [], marked }, [0, 1]);
    expect(all).toEqual({
      codes: [],
      n: rows.filter((row) => row.mid > 70_000).length,
      quantiles: [70_500, Math.max(...rows.map((row) => row.mid))],
    });
  });

  it('number groups as they come where most do not occur', () => {
    const rows = draw(9, 400);
    const values = Array.from({ length: 5_000 }, (_, i) => `city ${i}`);
    const column = (salt: number) => ({ values, codes: rows.map((_, i) => (i * salt) % 4_999) });
    const columns = createPayColumns({
      mids: rows.map((row) => row.mid),
      mins: rows.map((row) => row.mid),
      maxs: rows.map((row) => row.mid),
      employers: rows.map((row) => row.employer),
      dimensions: { one: column(7), two: column(11), three: column(13) },
    });
    const found = groupQuantiles(columns, { where: [], by: ['one', 'two', 'three'] }, [0.5]);
    expect(new Map(found.map((cell) => [cell.codes.join(), cell.quantiles[0]]))).toEqual(
      new Map(rows.map((row, i) => [[7, 11, 13].map((salt) => (i * salt) % 4_999).join(), row.mid])),
    );
  });

  it('refuse a dimension they do not have, and answer nothing for nothing', () => {
    expect(() => groupQuantiles(columnsOf([]), { where: [], by: ['planet'] }, [0.5])).toThrow('no pay column «planet»');
    expect(groupQuantiles(columnsOf([]), { where: [], by: ['level'] }, [0.5])).toEqual([]);
  });
});

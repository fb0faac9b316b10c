import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PayRow, SalaryCell } from '#src/domain/salary-factor';
import { quantileOfSorted } from '#src/insights/quantiles';
import { salarySummary } from '#src/insights/salary-summary';

let nextId = 1;
const row = (employerId: number, mid: number, groups: PayRow['groups'] = [['senior']], currency = 'EUR'): PayRow => ({
  listingId: nextId++,
  employerId,
  annualMin: mid - 5_000,
  annualMax: mid + 5_000,
  currency,
  eurMid: currency === 'EUR' ? mid : mid * 0.9,
  eurMin: currency === 'EUR' ? mid - 5_000 : (mid - 5_000) * 0.9,
  eurMax: currency === 'EUR' ? mid + 5_000 : (mid + 5_000) * 0.9,
  groups,
});
const spread = (n: number, employers: number, groups?: PayRow['groups']) =>
  Array.from({ length: n }, (_, i) => row(i % employers, 60_000 + 1_000 * i, groups));
const onlyCell = (rows: readonly PayRow[], listings = rows.length): SalaryCell =>
  salarySummary({ rows, listings: [{ key: ['senior'], listings }], currency: null }).cells[0]!;

const ask = (rows: readonly PayRow[]) => salarySummary({ rows, listings: [], currency: null });

const payRows = fc
  .array(
    fc.record({
      employer: fc.integer({ min: 1, max: 12 }),
      mid: fc.integer({ min: 20_000, max: 300_000 }),
      level: fc.constantFrom('mid', 'senior', 'unmarked'),
      languages: fc.uniqueArray(fc.constantFrom('go', 'java', 'rust'), { maxLength: 3 }),
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    }),
    { maxLength: 250, size: 'max' },
  )
  .map((drawn) => drawn.map(({ employer, mid, level, languages, currency }) => row(employer, mid, [[level], languages], currency)));

const figures = (cell: SalaryCell) => [
  cell.p10,
  cell.p25,
  cell.p50,
  cell.p75,
  cell.p90,
  cell.medianMin,
  cell.medianMax,
  cell.medianInterval,
];

describe('the publication rule', () => {
  it.each([
    [9, 9, 'reason'],
    [10, 4, 'reason'],
    [10, 5, 'median'],
    [19, 8, 'median'],
    [20, 7, 'median'],
    [20, 8, 'quartiles'],
    [50, 14, 'quartiles'],
    [49, 15, 'quartiles'],
    [50, 15, 'deciles'],
  ] as const)('%d listings of %d employers: %s', (n, employers, allowed) => {
    const cell = onlyCell(spread(n, employers), 100);
    expect([cell.n, cell.employers, cell.shareWithPay]).toEqual([n, employers, n / 100]);
    expect(cell.p50 !== null).toBe(allowed !== 'reason');
    expect(cell.p25 !== null && cell.p75 !== null).toBe(allowed === 'quartiles' || allowed === 'deciles');
    expect(cell.p10 !== null && cell.p90 !== null).toBe(allowed === 'deciles');
    expect(cell.suppressedReason === null).toBe(allowed !== 'reason');
  });

  it('has no interval that would tell the lowest or the highest listing', () => {
    // Two listings of each employer alike: 14 rows say as much as seven or so, whose interval would end at both extremes.
    const alike = Array.from({ length: 14 }, (_, i) => row(i % 7, 60_000 + 10_000 * (i % 7) + i));
    const cell = onlyCell(alike);
    expect(cell.p50).not.toBeNull();
    expect(cell.medianInterval).toBeNull();
    fc.assert(
      fc.property(payRows, (rows) => {
        for (const { key, currency, medianInterval: interval } of ask(rows).cells) {
          if (interval === null) continue;
          const mids = rows
            .filter((one) => one.currency === currency && one.groups.every((values, i) => values.includes(key[i]!)))
            .map((one) => (one.annualMin + one.annualMax) / 2)
            .sort((a, b) => a - b);
          expect(interval.low).toBeGreaterThanOrEqual(mids[1]!);
          expect(interval.high).toBeLessThanOrEqual(mids.at(-2)!);
        }
      }),
    );
  });

  it('says why in words', () => {
    expect(onlyCell(spread(7, 3)).suppressedReason).toBe('7 listings from 3 employers: too few to publish (10 and 5 needed)');
    expect(onlyCell(spread(1, 1)).suppressedReason).toBe('1 listing from 1 employer: too few to publish (10 and 5 needed)');
    const none = salarySummary({ rows: [], listings: [{ key: ['mid'], listings: 12 }], currency: 'PLN' }).cells[0]!;
    expect(none).toMatchObject({ n: 0, listings: 12, shareWithPay: 0, suppressedReason: 'no listing states usable pay in PLN' });
  });

  it('holds in every cell of every draw', () => {
    let published = 0;
    fc.assert(
      fc.property(payRows, fc.constantFrom(null, 'EUR', 'USD', 'CHF'), fc.constantFrom(null, 1.25), (rows, currency, perEuro) => {
        for (const cell of salarySummary({ rows, listings: [], currency, perEuro }).cells) {
          const mayShow = cell.n >= 10 && cell.employers >= 5;
          expect(figures(cell).some((figure) => figure !== null)).toBe(mayShow);
          expect(cell.suppressedReason === null).toBe(mayShow);
          if (mayShow) published++;
          const shown = [cell.p10, cell.p25, cell.p50, cell.p75, cell.p90].filter((figure) => figure !== null);
          expect(shown).toEqual(shown.toSorted((a, b) => a - b));
          expect(JSON.stringify(cell)).not.toMatch(/NaN|Infinity/);
          if (cell.medianInterval !== null) {
            expect(cell.medianInterval.low).toBeLessThanOrEqual(cell.p50!);
            expect(cell.medianInterval.high).toBeGreaterThanOrEqual(cell.p50!);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(published).toBeGreaterThan(300);
  });
});

describe('one dominant employer', () => {
  it('is weighted down to a fifth', () => {
    const rows = [
      ...Array.from({ length: 60 }, () => row(1, 200_000)),
      ...spread(40, 10).map((r) => ({ ...r, employerId: r.employerId + 2 })),
    ];
    const cell = onlyCell(rows);
    expect(cell.reweighted).toBe(true);
    // With a fifth of the weight above all others, the median is the others' 62.5 % point: 60,000 + 0.625 · 39,000 or so.
    expect(cell.p50).toBeGreaterThan(81_000);
    expect(cell.p50).toBeLessThan(87_000);
  });

  it('is left alone at exactly 40 %', () => {
    const rows = [
      ...Array.from({ length: 8 }, () => row(1, 90_000)),
      ...spread(12, 6).map((r) => ({ ...r, employerId: r.employerId + 2 })),
    ];
    const cell = onlyCell(rows);
    expect(cell.reweighted).toBe(false);
    expect(cell.p50).toBe(
      quantileOfSorted(
        rows.map((r) => (r.annualMin + r.annualMax) / 2).sort((a, b) => a - b),
        0.5,
      ),
    );
  });
});

describe('what must not move a summary', () => {
  it('the order of rows', () => {
    fc.assert(
      fc.property(payRows, fc.integer(), (rows, seed) => {
        const shuffled = rows.toSorted((a, b) => ((a.listingId * 7919 + seed) % 1009) - ((b.listingId * 7919 + seed) % 1009));
        const [one, two] = [ask(rows), ask(shuffled)];
        expect(two.cells.map((cell) => [cell.key, cell.n, cell.employers])).toEqual(
          one.cells.map((cell) => [cell.key, cell.n, cell.employers]),
        );
        one.cells.forEach((cell, i) => {
          if (cell.p50 === null) expect(two.cells[i]!.p50).toBeNull();
          else expect(two.cells[i]!.p50).toBeCloseTo(cell.p50, 6);
        });
      }),
    );
  });

  it('a listing given twice', () => {
    fc.assert(
      fc.property(payRows, (rows) => {
        expect(ask([...rows, ...rows.slice(0, 20)])).toEqual(ask(rows));
      }),
    );
  });

  it('an outlier moves a median by no more than one place in the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 30_000, max: 200_000 }), { minLength: 20, maxLength: 100 }), (mids) => {
        const rows = mids.map((mid, i) => row(i % 10, mid));
        const sorted = mids.toSorted((a, b) => a - b);
        const moved = onlyCell([...rows, row(3, 99_000_000)]).p50!;
        const middle = (sorted.length - 1) / 2;
        expect(moved).toBeGreaterThanOrEqual(sorted[Math.floor(middle)]!);
        expect(moved).toBeLessThanOrEqual(sorted[Math.ceil(middle + 0.5)]!);
      }),
    );
  });
});

describe('currencies', () => {
  const euros = spread(12, 6);
  const dollars = Array.from({ length: 15 }, (_, i) => row(i % 5, 150_000, [['senior']], 'USD'));

  it('are never mixed: the one with most rows speaks', () => {
    const summary = salarySummary({ rows: [...euros, ...dollars], listings: [], currency: null });
    expect(summary).toMatchObject({ currency: 'USD', converted: false, leftOut: 12 });
    expect(summary.currencies).toEqual([
      { currency: 'USD', rows: 15 },
      { currency: 'EUR', rows: 12 },
    ]);
    expect(summary.cells[0]).toMatchObject({ n: 15, p50: 150_000, currency: 'USD' });
  });

  it('are converted from each row dated EUR amount when asked', () => {
    const summary = salarySummary({ rows: [...euros, ...dollars], listings: [], currency: 'CHF', perEuro: 0.5 });
    expect(summary).toMatchObject({ currency: 'CHF', converted: true, leftOut: 0 });
    expect(summary.cells[0]).toMatchObject({ n: 27, p50: 67_500, medianMin: 65_250, medianMax: 69_750 });
  });

  it('without a rate are left out and counted', () => {
    const rows = dollars.map((r) => ({ ...r, eurMid: null, eurMin: null, eurMax: null }));
    expect(salarySummary({ rows: [...euros, ...rows], listings: [], currency: 'EUR', perEuro: 1 })).toMatchObject({ leftOut: 15 });
  });
});

it('counts a listing of two languages in both cells, and share over all currencies', () => {
  const rows = [...spread(12, 6, [['senior'], ['go', 'rust']]), row(1, 100_000, [['senior'], ['go']], 'USD')];
  const listings = [{ key: ['senior', 'go'], listings: 26 }];
  const { cells } = salarySummary({ rows, listings, currency: null });
  expect(cells.map((cell) => [cell.key.join('/'), cell.n, cell.listings, cell.shareWithPay])).toEqual([
    ['senior/go', 12, 26, 0.5],
    ['senior/rust', 12, 12, 1],
  ]);
});

it('leaves broken amounts out instead of answering NaN', () => {
  const broken = [Number.NaN, 0, -1, Infinity].map((mid, i) => ({ ...row(i, 50_000), annualMin: mid, annualMax: mid }));
  const summary = salarySummary({ rows: [...spread(10, 5), ...broken], listings: [], currency: 'EUR' });
  expect(summary.leftOut).toBe(4);
  expect(summary.cells[0]).toMatchObject({ n: 10, p50: 64_500 });
});

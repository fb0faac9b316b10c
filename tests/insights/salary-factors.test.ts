import { describe, expect, it } from 'vitest';
import type { PayFacts, SalaryFactor, SalaryFactors } from '#src/domain/salary-factor';
import { falseDiscoveryCheck } from '#src/insights/false-discovery';
import { salaryFactors } from '#src/insights/salary-factors';
import { winsorise } from '#src/insights/winsorise';
import { payModelOf } from '#src/insights/pay-model';
import { inventPay } from './invented-pay.js';

const effects = { senior: 0.2, go: 0.04, berlin: 0.1, fintech: 0.12, remote: 0 };
const rows = inventPay({ employers: 80, listings: 30, seed: 11, effects });
const ask = (asked: readonly PayFacts[]) => salaryFactors({ rows: asked, currency: null });
const factorOf = (answer: SalaryFactors, dimension: string, value: string): SalaryFactor =>
  answer.factors.find((one) => one.dimension === dimension && one.value === value)!;
const all = ask(rows);

function expectNear(factor: SalaryFactor, log: number) {
  expect(factor.suppressedReason).toBeNull();
  const truth = Math.exp(log) - 1;
  expect(factor.interval!.low).toBeLessThan(truth);
  expect(factor.interval!.high).toBeGreaterThan(truth);
  expect(factor.interval!.low).toBeLessThan(factor.premium!);
  expect(factor.interval!.high).toBeGreaterThan(factor.premium!);
}

/** Rows in which `count` listings of `employers` employers name Rust, each employer having others without. */
function withRust(count: number, employers: number): PayFacts[] {
  const seen = new Map<number, number>();
  return rows.map((row) => {
    const own = seen.get(row.employerId) ?? 0;
    seen.set(row.employerId, own + 1);
    const quota = row.employerId > employers ? 0 : Math.floor(count / employers) + (row.employerId <= count % employers ? 1 : 0);
    return { ...row, languages: own < quota ? ['rust'] : [] };
  });
}

describe('columns of places', () => {
  const abroad = (employers: number) => {
    const seen = new Map<number, number>();
    const moved = rows.map((row) => {
      const own = seen.get(row.employerId) ?? 0;
      seen.set(row.employerId, own + 1);
      return row.employerId <= employers && own < Math.ceil(20 / employers) ? { ...row, country: 'ZZ', region: null, city: null } : row;
    });
    return payModelOf({ rows: moved, currency: null });
  };

  it('stand for at least five employers; fewer share a column with the other rare places', () => {
    expect(abroad(5).columns).toContainEqual({ dimension: 'place', value: 'elsewhere' });
    const few = abroad(4);
    expect(few.placeOfRow.filter((place) => place === 'elsewhere')).toHaveLength(20);
    expect(few.columns).not.toContainEqual({ dimension: 'place', value: 'elsewhere' });
    expect(few.columns).toContainEqual({ dimension: 'place', value: 'other' });
  });
});

describe('factors of invented pay with known effects', () => {
  it('finds each effect inside its interval', () => {
    expectNear(factorOf(all, 'level', 'senior'), effects.senior);
    expectNear(factorOf(all, 'city', 'Berlin, DE'), effects.berlin);
    expectNear(factorOf(all, 'workplace', 'remote'), effects.remote);
    expectNear(factorOf(all, 'industry', 'fintech'), effects.fintech);
    expect(factorOf(all, 'level', 'senior')).toMatchObject({
      against: 'mid',
      stage: 'within-employer',
      method: 'cluster-robust',
      differsFromZero: true,
    });
    expect(factorOf(all, 'industry', 'fintech')).toMatchObject({ against: 'others', stage: 'between-employer' });
    expect(factorOf(all, 'workplace', 'remote').interval!.high - factorOf(all, 'workplace', 'remote').interval!.low).toBeLessThan(0.05);
  });

  it('compares a language with the others where every listing asks for one', () => {
    const go = factorOf(all, 'language', 'go');
    expect(go.against).toBe('others');
    expectNear(go, effects.go);
    expectNear(factorOf(all, 'language', 'java'), -effects.go);
  });

  it('refuses a tag that is exactly the absence of a language, naming it', () => {
    const tagged = ask(
      rows.map((row) => ({
        ...row,
        languages: row.languages.filter((one) => one === 'go'),
        tags: row.languages[0] === 'go' ? [] : ['security' as const],
      })),
    );
    expect(factorOf(tagged, 'tag', 'security').suppressedReason).toBe('«security» cannot be told from «go»');
    expect(factorOf(tagged, 'language', 'go').premium).toBeNull();
  });

  it('turns the sign of a raw median that employers mislead', () => {
    const go = factorOf(ask(rows.map((row) => ({ ...row, languages: row.languages.filter((one) => one === 'go') }))), 'language', 'go');
    expectNear(go, effects.go);
    expect(go.rawDifference).toBeLessThan(0);
    expect(go.premium).toBeGreaterThan(0.02);
    expect(go.differsFromZero).toBe(true);
  });

  it('says what it rests on', () => {
    expect(all).toMatchObject({
      modelVersion: 'pay-2',
      currency: 'EUR',
      n: 2400,
      employers: 80,
      nWithin: 2400,
      employersWithin: 80,
      leftOut: 0,
      refusal: null,
    });
    expect(all.rSquaredWithin).toBeGreaterThan(0.4);
  });

  it('does not depend on the order of rows, nor on duplicates', () => {
    const again = ask([...rows.toReversed(), ...rows.slice(0, 100)]);
    expect(again.factors.length).toBe(all.factors.length);
    again.factors.forEach((factor, i) => {
      const { premium, interval: _interval, rawDifference: _raw, ...rest } = factor;
      const { premium: before, interval: _before, rawDifference: _rawBefore, ...restBefore } = all.factors[i]!;
      expect(rest).toEqual(restBefore);
      if (before === null) expect(premium).toBeNull();
      else expect(premium).toBeCloseTo(before, 9);
    });
  });

  it('an absurd amount moves a premium little, since the level’s tails are pulled in', () => {
    const spoilt = ask([...rows, { ...rows[0]!, listingId: 1_000_000, annualMin: 99_000_000, annualMax: 99_999_999 }]);
    const senior = factorOf(spoilt, 'level', 'senior').premium!;
    expect(Math.abs(senior - factorOf(all, 'level', 'senior').premium!)).toBeLessThan(0.005);
    expect(spoilt.winsorised).toBeGreaterThan(0);
  });
});

describe('the publication rule of factors', () => {
  it.each([
    [29, 10, false],
    [30, 9, false],
    [30, 10, true],
  ])('%d listings from %d employers that have both: published %s', (count, employers, published) => {
    const rust = factorOf(ask(withRust(count, employers)), 'language', 'rust');
    expect(rust).toMatchObject({ n: count, employers });
    expect(rust.premium !== null).toBe(published);
    expect(rust.interval !== null).toBe(published);
    if (!published)
      expect(rust.suppressedReason).toMatch(
        /^\d+ listings against 23\d\d, \d+ employers that have both: too few to publish \(30 each and 10 needed\)$/,
      );
  });

  it('an employer that has only one side tells nothing, and is not counted', () => {
    const split = rows.map((row) => ({ ...row, languages: row.employerId <= 40 ? ['rust'] : [] }));
    expect(factorOf(ask(split), 'language', 'rust')).toMatchObject({ employers: 0, premium: null });
  });

  it('uses the wild bootstrap below 30 employers', () => {
    const few = ask(inventPay({ employers: 14, listings: 30, seed: 3, effects }));
    const senior = factorOf(few, 'level', 'senior');
    expect(senior.method).toBe('wild-bootstrap');
    expectNear(senior, effects.senior);
    expect(ask(inventPay({ employers: 14, listings: 30, seed: 3, effects }))).toEqual(few);
  });

  it('says nothing of 9 employers', () => {
    const nine = ask(inventPay({ employers: 9, listings: 100, seed: 3, effects }));
    expect(nine.factors.every((factor) => factor.premium === null && factor.suppressedReason !== null)).toBe(true);
  });
});

describe('edges', () => {
  it('no rows: a refusal in words, no factors', () => {
    expect(ask([])).toMatchObject({ n: 0, factors: [], refusal: '0 employers have several listings: at least two are needed' });
  });
  it('another currency is left out and counted, or converted', () => {
    const mixed = rows.map((row, i) => (i % 10 === 0 ? { ...row, currency: 'USD' } : row));
    expect(ask(mixed)).toMatchObject({ currency: 'EUR', leftOut: 240, converted: false });
    expect(salaryFactors({ rows: mixed, currency: null, converted: true })).toMatchObject({ currency: 'EUR', leftOut: 0, converted: true });
  });
  it('never answers NaN or Infinity', () => {
    const odd = rows
      .slice(0, 700)
      .map((row, i) => ({ ...row, annualMin: i % 7 === 0 ? Number.NaN : row.annualMin, country: i % 3 === 0 ? null : row.country }));
    const numbers = JSON.stringify(ask(odd), (_key, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'BROKEN' : value,
    );
    expect(numbers).not.toContain('BROKEN');
  });
});

describe('the false-discovery check', () => {
  it('is Benjamini and Hochberg’s own example (1995, table 1, q = 0.05)', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    expect(falseDiscoveryCheck(p, 0.05)).toEqual(p.map((_, i) => i < 4));
    expect(falseDiscoveryCheck([], 0.1)).toEqual([]);
  });
});

describe('winsorising', () => {
  it('pulls in 1 % on each side within a group only', () => {
    const values = Array.from({ length: 400 }, (_, i) => (i < 200 ? i : 1000 + i));
    const groups = values.map((_, i) => (i < 200 ? 'mid' : 'senior'));
    const { values: pulled, moved } = winsorise(values, groups);
    expect(moved).toBe(8);
    expect(pulled[0]).toBeCloseTo(1.99, 10);
    expect(pulled[399]).toBeCloseTo(1397.01, 10);
    expect(pulled[200]).toBeCloseTo(1201.99, 10);
  });
  it('in a small group by five robust deviations, and not at all without spread', () => {
    expect([...winsorise([1, 2, 3, 4, 100], Array(5).fill('mid')).values].at(-1)).toBeCloseTo(3 + 5 * 1.4826, 10);
    expect(winsorise([5, 5, 5, 90], Array(4).fill('mid')).moved).toBe(0);
  });
});

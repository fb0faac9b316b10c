import { array, assert, constantFrom, nat, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { salariesOf, salariesOfText, type SalaryInput } from '#src/normalise/salary';
import { readSalaries } from '#src/normalise/salary-text';
import type { RawSalary } from '#src/domain/raw-posting';

const RAW: RawSalary = { min: 100_000, max: 150_000, currency: 'USD', period: '1 YEAR', label: null, kind: 'base', quote: '$100K – $150K' };
const input = (over: Partial<SalaryInput>, raw: Partial<SalaryInput['raw']> = {}): SalaryInput => ({
  raw: { salaries: [], salaryText: null, employmentType: null, ...raw },
  title: 'Backend Engineer',
  descriptionText: null,
  country: 'US',
  cities: [],
  ...over,
});
const ofField = (raw: Partial<RawSalary>, country: string | null = 'US'): ReturnType<typeof salariesOf> =>
  salariesOf(input({ country }, { salaries: [{ ...RAW, ...raw }] }));

describe('structured pay', () => {
  it.each([
    ['1 YEAR', 'year'],
    ['per-year-salary', 'year'],
    ['YEARLY', 'year'],
    ['PA', 'year'],
  ] as const)('maps %s', (period, expected) => {
    expect(ofField({ period }).salaries[0]).toMatchObject({ period: expected, annualMin: 100_000, annualMax: 150_000, flags: [] });
  });

  it('maps months, days, hours and one-time payments', () => {
    expect(ofField({ period: 'per-month-salary', min: 5000, max: 7000 }).salaries[0]).toMatchObject({ period: 'month', annualMax: 84_000 });
    expect(ofField({ period: 'per-day-wage', min: 400, max: 500 }).salaries[0]).toMatchObject({ period: 'day', annualMin: 104_000 });
    expect(ofField({ period: '1 HOUR', min: 50, max: 60 }).salaries[0]).toMatchObject({ period: 'hour', annualMin: 104_000 });
    expect(ofField({ period: '1 TIME', kind: 'bonus', min: 5000, max: 5000 }).salaries[0]).toMatchObject({
      period: 'once',
      annualMin: null,
    });
  });

  it('reads placeholders as not disclosed', () => {
    for (const [min, max] of [
      [0, 0],
      [0.01, 0.01],
      [1, 1],
      [1, 99_999_999],
      [null, null],
    ] as const) {
      expect(ofField({ min, max }).salaries).toEqual([]);
    }
    expect(ofField({ max: 999_999 }).salaries[0]).toMatchObject({ min: 100_000, max: null, bound: 'from' });
  });

  it('infers a missing period by size and country, and says so', () => {
    expect(ofField({ period: null }).salaries[0]).toMatchObject({ period: 'year', flags: ['implied-period'] });
    expect(ofField({ period: 'NONE', min: 20, max: 40 }).salaries[0]).toMatchObject({ period: 'hour' });
    expect(ofField({ period: null, min: 9000, max: 12_000, currency: 'BRL' }, 'BR').salaries[0]).toMatchObject({ period: 'month' });
    expect(ofField({ period: 'biweekly', min: 3000, max: 4000 }).salaries[0]).toMatchObject({ period: null, annualMin: null });
  });

  it('keeps what cannot be as stated, flagged and out of statistics', () => {
    expect(ofField({ min: 65, max: 80 }).salaries[0]).toMatchObject({ min: 65, flags: ['implausible'] });
    expect(ofField({ min: 150_000, max: 100_000 }).salaries[0]).toMatchObject({ min: 100_000, max: 150_000, flags: ['typo'] });
  });

  it('beats text; text fills in where the field holds a bonus only', () => {
    const text = 'Salary: $90,000 - $95,000';
    expect(salariesOf(input({ descriptionText: text }, { salaries: [RAW] })).salaries).toHaveLength(1);
    const both = salariesOf(input({ descriptionText: text }, { salaries: [{ ...RAW, kind: 'bonus' }] })).salaries;
    expect(both.map((salary) => salary.kind)).toEqual(['base', 'bonus']);
  });

  it('puts the range of the posting’s city first', () => {
    const zones = [
      { ...RAW, label: 'Denver', min: 90_000 },
      { ...RAW, label: 'San Francisco', min: 110_000 },
    ];
    expect(salariesOf(input({ cities: ['San Francisco'] }, { salaries: zones })).salaries[0]).toMatchObject({ label: 'San Francisco' });
  });
});

describe('pay in words', () => {
  it.each([
    ['$90 - $150 /hour', 'USD', 90, 150, 'hour'],
    ['$14/hr', 'USD', 14, 14, 'hour'],
    ['$20k -$35k', 'USD', 20_000, 35_000, 'year'],
  ] as const)('reads the pay field %s', (salaryText, currency, min, max, period) => {
    expect(salariesOf(input({}, { salaryText })).salaries[0]).toMatchObject({ currency, min, max, period, origin: 'field' });
  });

  it('quotes the words with their offsets', () => {
    const descriptionText = 'About us.\n\nThe pay range is $120,000 – $140,000 per year plus equity.';
    const { evidence } = salariesOf(input({ descriptionText }));
    const [row] = evidence;
    expect(row).toMatchObject({ field: 'salary', from: 'description', quote: '$120,000 – $140,000 per year' });
    expect(descriptionText.slice(row?.start ?? 0, row?.end ?? 0)).toBe(row?.quote);
  });

  it('reads the title when nothing else tells', () => {
    expect(salariesOf(input({ title: 'Go Developer (remote) | €70-85k', country: 'DE' })).salaries[0]).toMatchObject({
      min: 70_000,
      currency: 'EUR',
    });
  });

  it('guesses no currency', () => {
    expect(salariesOfText('Salary 120k', null)).toEqual([]);
  });
});

const bestOfFive = (text: string): number => {
  let best = Infinity;
  for (let turn = 0; turn < 5; turn++) {
    const start = process.cpuUsage();
    readSalaries(text, 'US');
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
};

describe('hostile text', () => {
  const long = 1_000_000;
  it.each([
    ['a price list', '$1,000,'.repeat(10_000)],
    ['a million spaces', `salary ${' '.repeat(long)}$100k`],
    ['a megabyte of digits', '1'.repeat(long)],
    ['groups without end', '1,'.repeat(long / 2)],
    ['ranges without end', '$100k - '.repeat(long / 10)],
    ['words without end', 'salary of '.repeat(long / 10)],
    ['apostrophes', "1'000".repeat(long / 10)],
    ['zero-width and right-to-left', '\u200b\u202e$1\u200b00k '.repeat(20_000)],
    ['only emoji', '💰'.repeat(100_000)],
    ['lone surrogates', '\ud83d$120k\udcb0 '.repeat(10_000)],
  ])('answers %s in bounded time', (_, text) => {
    const start = process.cpuUsage();
    salariesOf(input({ title: text, descriptionText: text }, { salaryText: text }));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });

  it('takes at most thrice the time for twice the text', () => {
    for (const part of ['$1,000, ', 'salary 100k - ', '1.', 'per month a ', '(((1k']) {
      const once = bestOfFive(part.repeat(3000));
      const twice = bestOfFive(part.repeat(6000));
      expect(twice, part).toBeLessThan(3 * once + 20);
    }
  });

  it('never throws, and answers ordered bounds and quotes that stand in the text', () => {
    const piece = oneof(
      constantFrom('$', '€', 'k', ' - ', 'salary ', 'USD ', ',', '.', '\n', '/yr', '万', ' per hour', 'up to ', '+', '’', 'от '),
      nat(400_000).map(String),
      string({ maxLength: 4 }),
    );
    assert(
      property(array(piece, { maxLength: 24 }), constantFrom('US', 'DE', 'JP', 'BR', null), (parts, country) => {
        const text = parts.join('');
        for (const { salary, start, end } of readSalaries(text, country)) {
          expect(text.slice(start, end)).toBe(salary.quote);
          if (salary.min !== null && salary.max !== null) expect(salary.min).toBeLessThanOrEqual(salary.max);
          expect(salary.currency).toMatch(/^[A-Z]{3}$/);
          expect((salary.min ?? salary.max ?? 0) > 0).toBe(true);
        }
      }),
      { numRuns: 800 },
    );
  });
});

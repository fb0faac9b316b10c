import { describe, expect, it } from 'vitest';
import { salariesOfText } from '#src/normalise/salary';
import { notationOf } from '#tests/evaluate/salary-scores';

const read = (text: string, country: string | null): string => notationOf(salariesOfText(text, country));

describe('the formats of method C2', () => {
  it.each([
    ['$120,000 - $150,000', 'US', 'USD 120000-150000 /year'],
    ['$110K–140K', 'US', 'USD 110000-140000 /year'],
    ['110-140k', 'US', 'USD 110000-140000 /year'],
    ['$120,000—$150,000 USD', 'US', 'USD 120000-150000 /year'],
    ['80,000-120,000CAD', 'CA', 'CAD 80000-120000 /year'],
    ['CAD$70-120 + equity', 'CA', 'CAD 70000-120000 /year'],
    ['A$160k + super', 'AU', 'AUD 160000-160000 /year'],
    ['Gehalt: €72.000 – 90.000', 'DE', 'EUR 72000-90000 /year'],
    ['€ 50-70K', 'DE', 'EUR 50000-70000 /year'],
    ['45-55 k€ brut', 'FR', 'EUR 45000-55000 /year'],
    ['RAL 40.000 €', 'IT', 'EUR 40000-40000 /year'],
    ['£50k pa', 'GB', 'GBP 50000-50000 /year'],
    ['£450/day outside IR35', 'GB', 'GBP 450-450 /day'],
    ["CHF 120'000", 'CH', 'CHF 120000-120000 /year'],
    ['18 000 – 24 000 PLN net/month B2B', 'PL', 'PLN 18000-24000 /month'],
    ['Salary: zł330,630.00', 'PL', 'PLN 330630-330630 /year'],
    ['Mzda 737 000,00 Kč ročně', 'CZ', 'CZK 737000-737000 /year'],
    ['9 500 000,00 Ft bruttó', 'HU', 'HUF 9500000-9500000 /year'],
    ['R$ 8.000 a 11.000/mês', 'BR', 'BRL 8000-11000 /month'],
    ['Salário R$ 8 mil', 'BR', 'BRL 8000-8000 /month'],
    ['7.5k a 11k PJ', 'BR', 'BRL 7500-11000 /month'],
    ['18-25 LPA', 'IN', 'INR 1800000-2500000 /year'],
    ['₹12L', 'IN', 'INR 1200000-1200000 /year'],
    ['Rs. 6,00,000 per annum', 'IN', 'INR 600000-600000 /year'],
    ['15K-30K RMB · 14薪', 'CN', 'CNY 15000-30000 /month'],
    ['年薪 200-250 萬', 'TW', 'TWD 2000000-2500000 /year'],
    ['NT$ 60,000 (月薪)', 'TW', 'TWD 60000-60000 /month'],
    ['年収600万円〜', 'JP', 'JPY 6000000- /year'],
    ['от 90 т.р.', 'RU', 'RUB 90000- /month'],
    ['30-60M VND', 'VN', 'VND 30000000-60000000 /month'],
    ['Zone A: $150,000-$180,000; Zone B: $130,000-$160,000', 'US', 'USD 150000-180000 /year ; USD 130000-160000 /year'],
    ['Â£60,000 â€“ Â£70,000 salary', 'GB', 'GBP 60000-70000 /year'],
  ])('%s (%s)', (text, country, expected) => {
    expect(read(text, country)).toBe(expected);
  });
});

describe('what is no pay', () => {
  it.each([
    ['We raised $150M in Series D at a $2B valuation', 'US'],
    ['Personal development budget of £1,500 per year', 'GB'],
    ['401k, dental, 4 weeks off', 'US'],
    ['Up to 4000 EUR employee referral bonus', 'DE'],
    ['Salary: $0 – $1', 'US'],
    ['$1xx,xxx a year', 'US'],
    ['1320 HUFFMAN RD, Ft. Walton, PHP 8.3 and Node 20', 'US'],
    ['累計登録数2,700万以上', 'JP'],
  ])('%s (%s)', (text, country) => {
    expect(read(text, country)).toBe('none');
  });

  it('keeps the pay beside it', () => {
    expect(read('We raised $1.5m in seed funding. Salary 6,000–9,000 CHF a month.', 'CH')).toBe('CHF 6000-9000 /month');
  });
});

describe('what the words make of a figure', () => {
  it('tells tax, contract and months apart', () => {
    const [net] = salariesOfText('Зарплата 200 000 – 250 000 руб. на руки', 'RU');
    expect(net).toMatchObject({ tax: 'net', period: 'month', flags: ['implied-period'] });
    const [b2b] = salariesOfText('20 000 - 25 000 PLN netto + VAT (B2B) miesięcznie', 'PL');
    expect(b2b).toMatchObject({ tax: null, contract: 'contractor', annualMin: 240_000 });
    const [austrian] = salariesOfText('Mindestgehalt 3.000 Euro brutto monatlich', 'AT');
    expect(austrian).toMatchObject({ bound: 'from', annualMin: 42_000, flags: ['months-14'] });
  });

  it('prefers base to target pay and marks target pay that stands alone', () => {
    expect(salariesOfText('£30,000 – £45,000 plus bonus (up to £60k OTE)', 'GB')).toHaveLength(1);
    expect(salariesOfText('OTE: $220,000 - $260,000', 'US')[0]).toMatchObject({ kind: 'ote', min: 220_000 });
  });

  it('labels ranges by what stands before them', () => {
    const labels = salariesOfText('For Austin based hires: $120,000 - $140,000\nLevel 2: $150,000 - $170,000', 'US').map(
      (salary) => salary.label,
    );
    expect(labels).toEqual(['Austin based hires', 'Level 2']);
  });

  it('flags the same pay told twice', () => {
    const salaries = salariesOfText('Salary is 52,000 DKK per month (about €6,970)', 'DK');
    expect(salaries[0]).toMatchObject({ currency: 'DKK', min: 52_000 });
    for (const twin of salaries.slice(1)) expect(twin.flags).toContain('dual');
  });
});

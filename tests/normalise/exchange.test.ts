import { describe, expect, it } from 'vitest';
import { convert, loadRates, mergeRates, ratesOfEcbXml, type Rates } from '#src/normalise/exchange';

const RATES: Rates = {
  days: ['2026-01-05', '2026-01-06', '2026-03-02'],
  perEuro: { USD: [1.1, 1.2, 1.25], GBP: [0.8, null, 0.9], RUB: [90, null, null] },
};

describe('convert', () => {
  it('uses the rate dated on or before the day', () => {
    expect(convert(110, 'USD', 'EUR', '2026-01-05T23:00:00Z', RATES)).toEqual({ amount: 110 / 1.1, rateDate: '2026-01-05', stale: false });
    expect(convert(100, 'EUR', 'USD', '2026-01-10', RATES)).toMatchObject({ amount: 120, rateDate: '2026-01-06' });
    expect(convert(80, 'GBP', 'USD', '2026-01-06', RATES)).toMatchObject({ rateDate: '2026-01-05' });
    expect(convert(5, 'USD', 'USD', '2026-01-06', RATES)?.amount).toBe(5);
  });

  it('marks a rate older than 31 days stale', () => {
    expect(convert(1, 'EUR', 'USD', '2026-02-06', RATES)?.stale).toBe(false);
    expect(convert(1, 'EUR', 'USD', '2026-02-07', RATES)?.stale).toBe(true);
  });

  it('knows nothing before the table, of unknown codes, of broken dates, and of currencies no longer quoted', () => {
    expect(convert(1, 'EUR', 'USD', '2025-12-31', RATES)).toBeNull();
    expect(convert(1, 'EUR', 'XXX', '2026-01-06', RATES)).toBeNull();
    expect(convert(1, 'EUR', 'USD', 'soon', RATES)).toBeNull();
    expect(convert(1, 'RUB', 'EUR', '2026-03-02', RATES)).toBeNull();
  });
});

describe('the shipped rates', () => {
  it('run daily from 2011 to the table’s last day', () => {
    const rates = loadRates();
    expect(rates.days[0]).toBe('2011-01-03');
    expect(rates.days.at(-1)).toBe('2026-04-13');
    expect(convert(1, 'EUR', 'USD', '2026-04-13', rates)?.amount).toBe(1.1684);
    expect(convert(1, 'EUR', 'JPY', '2026-04-13', rates)?.amount).toBe(186.75);
    expect(convert(1, 'EUR', 'GBP', '2026-04-13', rates)?.amount).toBe(0.87058);
    for (const row of Object.values(rates.perEuro)) expect(row).toHaveLength(rates.days.length);
  });

  it('keep the irrevocable rate of a currency that became the euro', () => {
    expect(convert(753.45, 'HRK', 'EUR', '2024-05-02', loadRates())?.amount).toBeCloseTo(100, 6);
  });
});

describe('the ECB’s feed', () => {
  const XML = `<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope><Cube>
    <Cube time='2026-04-15'><Cube currency='USD' rate='1.1702'/><Cube currency='JPY' rate='187.1'/></Cube>
    <Cube time='2026-04-14'><Cube currency='USD' rate='1.1690'/></Cube></Cube></gesmes:Envelope>`;

  it('is read into ascending days and merged behind the shipped table', () => {
    const fresh = ratesOfEcbXml(XML);
    expect(fresh).toEqual({ days: ['2026-04-14', '2026-04-15'], perEuro: { JPY: [null, 187.1], USD: [1.169, 1.1702] } });
    expect(convert(1, 'EUR', 'USD', '2026-05-01', mergeRates(RATES, fresh))).toEqual({
      amount: 1.1702,
      rateDate: '2026-04-15',
      stale: false,
    });
  });

  it('gives no days for anything else', () => {
    expect(ratesOfEcbXml('<html>504</html>').days).toEqual([]);
    expect(ratesOfEcbXml('<Cube '.repeat(100_000)).days).toEqual([]);
  });
});

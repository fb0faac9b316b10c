/** Currencies that became the euro: their fixed rate and its first day (Council of the European Union). */
export const IRREVOCABLE_RATES: Readonly<Record<string, { readonly perEuro: number; readonly from: string }>> = {
  EEK: { perEuro: 15.6466, from: '2011-01-01' },
  LVL: { perEuro: 0.702804, from: '2014-01-01' },
  LTL: { perEuro: 3.4528, from: '2015-01-01' },
  HRK: { perEuro: 7.5345, from: '2023-01-01' },
  BGN: { perEuro: 1.95583, from: '2026-01-01' },
};

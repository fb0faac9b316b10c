import type { Db } from '../transaction.js';

/** Older than this a rate is used all the same, and flagged. */
export const STALE_DAYS = 31;

export interface DatedRate {
  readonly perEuro: number;
  readonly isStale: boolean;
}

export interface EuroRates {
  /** `null`: there is no rate of that currency up to that day. */
  on(currency: string, day: Date): DatedRate | null;
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Rates of the European Central Bank at their newest day up to each asked one, in one look-up. */
export async function euroRatesOf(db: Db, asked: readonly { readonly currency: string; readonly day: Date }[]): Promise<EuroRates> {
  const distinct = [...new Set(asked.filter(({ currency }) => currency !== 'EUR').map(({ currency, day }) => `${currency} ${dayOf(day)}`))];
  const rows =
    distinct.length === 0
      ? []
      : await db<{ currency: string; day: string; per_euro: number; stale: boolean }[]>`
          select given.currency, given.day::text as day, rate.per_euro, given.day - rate.date > ${STALE_DAYS} as stale
          from unnest(${distinct.map((key) => key.slice(0, -11))}::text[], ${distinct.map((key) => key.slice(-10))}::date[]) given(currency, day)
            cross join lateral (select r.date, r.per_euro from fx_rate r where r.currency = given.currency and r.date <= given.day
              order by r.date desc limit 1) rate`;
  const found = new Map(rows.map((row) => [`${row.currency} ${row.day}`, { perEuro: row.per_euro, isStale: row.stale }]));
  return {
    on: (currency, day) => (currency === 'EUR' ? { perEuro: 1, isStale: false } : (found.get(`${currency} ${dayOf(day)}`) ?? null)),
  };
}

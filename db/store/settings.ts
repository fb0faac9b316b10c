import { eq } from 'drizzle-orm';
import type { Clients } from '../client.js';
import type { RateStore, SettingStore } from '#src/store';
import { setting } from '../schema/setting.js';
import { oneOf } from '../transaction.js';

/** Set by a restore to `paused`; claims of deliveries look at it. */
export const SENDING = 'sending';

export function createSettings({ orm }: Pick<Clients, 'orm'>): SettingStore {
  const read = async (key: string) => {
    const [row] = await orm.select({ value: setting.value }).from(setting).where(eq(setting.key, key));
    return row?.value ?? null;
  };
  return {
    getSetting: read,
    async setSetting(key, value) {
      await orm.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
    },
    async settingOr(key, make) {
      const known = await read(key);
      if (known !== null) return known;
      await orm.insert(setting).values({ key, value: make() }).onConflictDoNothing();
      return oneOf([await read(key)].filter((value) => value !== null));
    },
  };
}

const RATES_AT_ONCE = 5_000;

export function createRates({ sql }: Pick<Clients, 'sql'>): RateStore {
  return {
    async addRates(rows) {
      for (let from = 0; from < rows.length; from += RATES_AT_ONCE) {
        const batch = rows.slice(from, from + RATES_AT_ONCE);
        await sql`
          insert into fx_rate (currency, date, per_euro)
          select * from unnest(${batch.map((row) => row.currency)}::text[], ${batch.map((row) => row.date)}::date[], ${batch.map((row) => row.perEuro)}::float8[])
          on conflict do nothing`;
      }
    },

    async perEuroOf(currency, on) {
      if (currency === 'EUR') return 1;
      const [row] = await sql<{ per_euro: number }[]>`
        select per_euro from fx_rate where currency = ${currency} and date <= ${on} order by date desc limit 1`;
      return row?.per_euro ?? null;
    },
  };
}

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { IRREVOCABLE_RATES } from './tables/exchange-irrevocable.js';

/** Euro reference rates of the European Central Bank: units of a currency in one euro, by day. */
export interface Rates {
  /** ISO dates, ascending. */
  readonly days: readonly string[];
  /** One row a currency, as long as `days`; `null`: not quoted that day. */
  readonly perEuro: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface Conversion {
  readonly amount: number;
  /** The day of the rate used, on or before the day asked for. */
  readonly rateDate: string;
  /** The rate is more than 31 days older than the day asked for. */
  readonly stale: boolean;
}

const STALE_AFTER_DAYS = 31;
const DAY_MS = 86_400_000;

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Index of the last day on or before `date`, or −1. */
function dayOnOrBefore(days: readonly string[], date: string): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') <= date) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface Quote {
  readonly rate: number;
  readonly index: number;
}

/** The rate of the day, or of the nearest quoted day up to 31 days before it. */
function quoteOf(currency: string, at: number, rates: Rates): Quote | null {
  if (currency === 'EUR') return { rate: 1, index: at };
  const row = rates.perEuro[currency];
  const day = rates.days[at] ?? '';
  for (let index = row === undefined ? -1 : at; index >= 0 && daysBetween(rates.days[index] ?? day, day) <= STALE_AFTER_DAYS; index--) {
    const rate = row?.[index];
    if (rate !== null && rate !== undefined) return { rate, index };
  }
  const fixed = IRREVOCABLE_RATES[currency];
  return fixed !== undefined && day >= fixed.from ? { rate: fixed.perEuro, index: at } : null;
}

/**
 * Converts at the ECB's reference rates dated on or before `date`; currencies that joined the euro keep their irrevocable rate.
 * @param date ISO date or instant; its first ten characters count.
 * @returns `null` when either currency is not quoted then (unknown code, before the table begins, quoting ended). Unrounded.
 */
export function convert(amount: number, from: string, to: string, date: string, rates: Rates): Conversion | null {
  const asked = date.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asked) || !Number.isFinite(amount)) return null;
  const at = dayOnOrBefore(rates.days, asked);
  if (at < 0) return null;
  const source = quoteOf(from, at, rates);
  const target = quoteOf(to, at, rates);
  if (source === null || target === null) return null;
  const rateDate = rates.days[Math.min(source.index, target.index)] ?? asked;
  return {
    amount: from === to ? amount : (amount / source.rate) * target.rate,
    rateDate,
    stale: daysBetween(rateDate, asked) > STALE_AFTER_DAYS,
  };
}

/** The shipped file: whole numbers in units of 10^-decimals, each the difference from the quoted value before it; `null` not quoted. */
interface ShippedRates {
  readonly days: { readonly first: string; readonly gaps: readonly number[] };
  readonly currencies: Readonly<Record<string, { readonly decimals: number; readonly steps: readonly (number | null)[] }>>;
}

let shipped: Rates | null = null;

/** The rates that ship with this release, read on first use. They end on the day of the release's table. */
export function loadRates(): Rates {
  if (shipped !== null) return shipped;
  const packed = JSON.parse(
    gunzipSync(readFileSync(new URL('./tables/exchange-rates.json.gz', import.meta.url))).toString('utf8'),
  ) as ShippedRates;
  let time = Date.parse(packed.days.first);
  const days = [packed.days.first];
  for (const gap of packed.days.gaps) {
    time += gap * DAY_MS;
    days.push(new Date(time).toISOString().slice(0, 10));
  }
  const perEuro: Record<string, (number | null)[]> = {};
  for (const [currency, { decimals, steps }] of Object.entries(packed.currencies)) {
    let units = 0;
    perEuro[currency] = steps.map((step) => {
      if (step === null) return null;
      units += step;
      return units / 10 ** decimals;
    });
  }
  shipped = { days, perEuro };
  return shipped;
}

/** Bytes of an ECB feed that are read; its ninety-day file has 100 kB. */
const LONGEST_FEED = 2_000_000;

/**
 * Reads the ECB's daily or ninety-day feed (`eurofxref-daily.xml`, `eurofxref-hist-90d.xml`).
 * @returns the days it holds, ascending; no days when the text is not that feed.
 */
export function ratesOfEcbXml(xml: string): Rates {
  const byDay = new Map<string, Map<string, number>>();
  let day: Map<string, number> | null = null;
  for (const [, text = ''] of xml.slice(0, LONGEST_FEED).matchAll(/<(?:gesmes:)?Cube\s([^<>]{1,80})>/g)) {
    const time = /time=['"](\d{4}-\d{2}-\d{2})['"]/.exec(text)?.[1];
    const currency = /currency=['"]([A-Z]{3})['"]/.exec(text)?.[1];
    const rate = Number(/rate=['"](\d{1,9}(?:\.\d{1,9})?)['"]/.exec(text)?.[1]);
    if (time !== undefined) byDay.set(time, (day = new Map<string, number>()));
    else if (day !== null && currency !== undefined && rate > 0) day.set(currency, rate);
  }
  return ratesOf(byDay);
}

function ratesOf(byDay: ReadonlyMap<string, ReadonlyMap<string, number>>): Rates {
  const days = [...byDay.keys()].sort();
  const currencies = new Set([...byDay.values()].flatMap((row) => [...row.keys()]));
  const perEuro = Object.fromEntries(
    [...currencies].sort().map((currency) => [currency, days.map((day) => byDay.get(day)?.get(currency) ?? null)]),
  );
  return { days, perEuro };
}

/** The table as rows, one a day and currency. */
export function rateRows({ days, perEuro }: Rates): { readonly date: string; readonly currency: string; readonly perEuro: number }[] {
  return Object.entries(perEuro).flatMap(([currency, values]) =>
    values.flatMap((rate, index) => {
      const date = days[index];
      return rate === null || date === undefined ? [] : [{ date, currency, perEuro: rate }];
    }),
  );
}

/** Both tables as one; where both quote a day, the second counts. */
export function mergeRates(older: Rates, newer: Rates): Rates {
  const byDay = new Map<string, Map<string, number>>();
  for (const { days, perEuro } of [older, newer]) {
    for (const [index, day] of days.entries()) {
      const row = byDay.get(day) ?? new Map<string, number>();
      for (const [currency, values] of Object.entries(perEuro)) {
        const rate = values[index];
        if (rate !== null && rate !== undefined) row.set(currency, rate);
      }
      byDay.set(day, row);
    }
  }
  return ratesOf(byDay);
}

import type { PayFacts } from '../domain/salary-factor.js';

/** A period shows an index from so many listings of so many employers on. */
export const TREND_RULE = { listings: 60, employers: 20 } as const;
/** A source with this share of a period is missed when it comes or goes. */
const NOTABLE_SHARE = 0.1;

export type Grain = 'month' | 'quarter';

/** `2026-11` → `2026-Q4`. */
export const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

export interface TrendPeriod {
  readonly period: string;
  readonly rows: readonly PayFacts[];
  readonly employers: number;
  readonly enough: boolean;
  readonly breaks: readonly string[];
}

function grouped(rows: readonly PayFacts[], grain: Grain): { period: string; rows: PayFacts[]; employers: number; enough: boolean }[] {
  const periods = new Map<string, PayFacts[]>();
  for (const row of rows) {
    const period = grain === 'month' ? row.month : quarterOf(row.month);
    const own = periods.get(period);
    if (own === undefined) periods.set(period, [row]);
    else own.push(row);
  }
  return [...periods]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, own]) => {
      const employers = new Set(own.map((row) => row.employerId)).size;
      return { period, rows: own, employers, enough: own.length >= TREND_RULE.listings && employers >= TREND_RULE.employers };
    });
}

function sharesOf(rows: readonly PayFacts[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const row of rows) shares.set(row.source, (shares.get(row.source) ?? 0) + 1 / rows.length);
  return shares;
}

function breaksBetween(before: readonly PayFacts[], now: readonly PayFacts[]): string[] {
  const [had, has] = [sharesOf(before), sharesOf(now)];
  const joined = [...has].filter(([source, share]) => share >= NOTABLE_SHARE && !had.has(source)).map(([source]) => `${source} joined`);
  const left = [...had].filter(([source, share]) => share >= NOTABLE_SHARE && !has.has(source)).map(([source]) => `${source} left`);
  return [...joined, ...left].sort();
}

/** Months where at least four of five have enough listings and employers, else quarters. Periods ascending; empty ones are absent. */
export function trendPeriodsOf(rows: readonly PayFacts[]): { readonly grain: Grain; readonly periods: readonly TrendPeriod[] } {
  const months = grouped(rows, 'month');
  const grain: Grain = months.filter((one) => one.enough).length >= 0.8 * months.length ? 'month' : 'quarter';
  const periods = grain === 'month' ? months : grouped(rows, 'quarter');
  let before: readonly PayFacts[] | null = null;
  return {
    grain,
    // Between periods that show an index: a period of five listings says nothing of which sources are read.
    periods: periods.map((one) => {
      const breaks = !one.enough || before === null ? [] : breaksBetween(before, one.rows);
      if (one.enough) before = one.rows;
      return { ...one, breaks };
    }),
  };
}

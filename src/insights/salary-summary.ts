import type { PayRow, SalaryCell } from '../domain/salary-factor.js';
import { createEmployerSpread, employerCorrelation } from './employer-weights.js';
import type { EmployerSpread } from './employer-weights.js';
import { mostListingsFirst, salaryCellOf } from './salary-cell.js';

export interface SalarySummaryInput {
  readonly rows: readonly PayRow[];
  /** All listings by group, paid or not: the share's denominator. */
  readonly listings: readonly { readonly key: readonly string[]; readonly listings: number }[];
  /** `null`: the currency with most rows. */
  readonly currency: string | null;
  /**
   * Units of `currency` per EUR. Given: every row is converted from its EUR amounts (dated at first seen), rows of that
   * currency too, so that all are treated alike; rows without EUR amounts are left out. `null`: only rows stated in `currency`.
   */
  readonly perEuro?: number | null;
}

export interface SalarySummary {
  readonly currency: string;
  /** Whether amounts were converted; otherwise all rows state `currency` themselves. */
  readonly converted: boolean;
  /** Paid rows by currency, most first: what else may be asked for. */
  readonly currencies: readonly { readonly currency: string; readonly rows: number }[];
  /** Paid rows that are in no cell, since they state another currency or have no rate. */
  readonly leftOut: number;
  /** Correlation of log pay within an employer that the intervals reckon with. */
  readonly employerCorrelation: number;
  readonly cells: readonly SalaryCell[];
}

interface Amounts {
  readonly employer: number;
  readonly min: number;
  readonly max: number;
  readonly mid: number;
}

interface Group {
  readonly key: readonly string[];
  listings: number;
  /** Listings that state usable pay in any currency. */
  paid: number;
  readonly rows: Amounts[];
}

/** A listing's range in the answer's currency; `null`: it is in another one, has no rate, or is no amount at all. */
function amountsOf(row: PayRow, currency: string, perEuro: number | null): Amounts | null {
  const employer = row.employerId;
  let amounts: Amounts;
  if (perEuro === null) {
    if (row.currency !== currency) return null;
    amounts = { employer, min: row.annualMin, max: row.annualMax, mid: (row.annualMin + row.annualMax) / 2 };
  } else {
    if (row.eurMid === null || row.eurMin === null || row.eurMax === null) return null;
    amounts = { employer, min: row.eurMin * perEuro, max: row.eurMax * perEuro, mid: row.eurMid * perEuro };
  }
  return amounts.min > 0 && amounts.max >= amounts.min && Number.isFinite(amounts.max) ? amounts : null;
}

/** Every combination of one key of each grouping: a listing of two languages is in two cells. */
function keysOf(groups: PayRow['groups']): readonly (readonly string[])[] {
  let keys: (readonly string[])[] = [[]];
  for (const values of groups) keys = keys.flatMap((key) => [...new Set(values)].map((value) => [...key, value]));
  return keys;
}

function currenciesOf(rows: readonly PayRow[]): { currency: string; rows: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.currency, (counts.get(row.currency) ?? 0) + 1);
  return [...counts].map(([currency, rows]) => ({ currency, rows })).sort((a, b) => b.rows - a.rows || (a.currency < b.currency ? -1 : 1));
}

function cellOf(group: Group, currency: string, correlation: number): SalaryCell {
  // The same order whatever order the rows came in.
  const rows = group.rows.toSorted((a, b) => a.mid - b.mid || a.employer - b.employer);
  return salaryCellOf({
    key: group.key,
    currency,
    listings: Math.max(group.listings, group.paid),
    paid: group.paid,
    mids: Float64Array.from(rows, (row) => row.mid),
    mins: Float64Array.from(rows, (row) => row.min),
    maxs: Float64Array.from(rows, (row) => row.max),
    employers: Float64Array.from(rows, (row) => row.employer),
    counts: [...employerCounts(rows).values()],
    correlation,
  });
}

function employerCounts(rows: readonly Amounts[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { employer } of rows) counts.set(employer, (counts.get(employer) ?? 0) + 1);
  return counts;
}

function spreadOf(rows: readonly Amounts[]): EmployerSpread {
  const mean = rows.reduce((sum, row) => sum + Math.log(row.mid), 0) / Math.max(1, rows.length);
  const sums = new Map<number, { count: number; sum: number; squares: number }>();
  for (const row of rows) {
    const own = sums.get(row.employer) ?? { count: 0, sum: 0, squares: 0 };
    const value = Math.log(row.mid) - mean;
    sums.set(row.employer, { count: own.count + 1, sum: own.sum + value, squares: own.squares + value ** 2 });
  }
  const spread = createEmployerSpread();
  for (const { count, sum, squares } of sums.values()) spread.add(count, sum, squares);
  return spread.read();
}

/**
 * Pay by group: type-7 quantiles of the midpoints of yearly gross base ranges, one currency for the whole answer. A cell
 * shows only what the publication rule (`PUBLICATION`) allows; `null` elsewhere, with `suppressedReason` where not even a
 * median may be shown. Where one employer has more than 40 % of a cell, employers are weighted down to at most a fifth each.
 * `medianInterval` is the 95 % order-statistic interval for the effective number of rows (rows of one employer are alike);
 * `null` where that is below six. Nothing is winsorised here: cutting the outermost 1 % moves none of these quantiles.
 * A listing given twice counts once. Cells come with most listings first. Method: docs/method-statistics.md.
 */
export function salarySummary(input: SalarySummaryInput): SalarySummary {
  const rows = [...new Map(input.rows.map((row) => [row.listingId, row])).values()];
  const currencies = currenciesOf(rows);
  const currency = input.currency ?? currencies[0]?.currency ?? 'EUR';
  const perEuro = input.currency === null ? null : (input.perEuro ?? null);

  const groups = new Map<string, Group>();
  const groupOf = (key: readonly string[]) => {
    const name = JSON.stringify(key);
    let group = groups.get(name);
    if (group === undefined) groups.set(name, (group = { key, listings: 0, paid: 0, rows: [] }));
    return group;
  };
  for (const { key, listings } of input.listings) groupOf(key).listings += listings;
  let leftOut = 0;
  for (const row of rows) {
    const amounts = amountsOf(row, currency, perEuro);
    if (amounts === null) leftOut++;
    for (const key of keysOf(row.groups)) {
      const group = groupOf(key);
      group.paid++;
      if (amounts !== null) group.rows.push(amounts);
    }
  }

  const correlation = employerCorrelation([...groups.values()].map((group) => spreadOf(group.rows)));
  const cells = mostListingsFirst([...groups.values()].map((group) => cellOf(group, currency, correlation)));
  return { currency, converted: perEuro !== null, currencies, leftOut, employerCorrelation: correlation, cells };
}

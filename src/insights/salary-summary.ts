import type { PayRow, SalaryCell } from '../domain/salary-factor.js';
import { PUBLICATION } from '../domain/salary-factor.js';
import { effectiveSize, employerCeiling, employerCorrelation, employerCounts } from './employer-weights.js';
import { allowedFigures } from './publication-rule.js';
import { quantileInterval, quantileOfSorted, weightedQuantileOfSorted } from './quantiles.js';

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

/** The same order whatever order the rows came in. */
function sorted(rows: readonly Amounts[], amount: 'min' | 'mid' | 'max', weightOf: ((row: Amounts) => number) | null) {
  const inOrder = rows.toSorted((a, b) => a[amount] - b[amount] || a.employer - b.employer);
  return { values: Float64Array.from(inOrder, (row) => row[amount]), weights: weightOf && Float64Array.from(inOrder, weightOf) };
}

function cellOf(group: Group, currency: string, correlation: number): SalaryCell {
  const counts = employerCounts(group.rows.map((row) => row.employer));
  const n = group.rows.length;
  const largest = [...counts.values()].reduce((most, rows) => Math.max(most, rows), 0);
  const listings = Math.max(group.listings, group.paid);
  const allowed = allowedFigures(n, counts.size, currency);
  const reweighted = allowed.median && largest > PUBLICATION.employerShare * n;
  const ceiling = reweighted ? employerCeiling(counts.values(), PUBLICATION.employerCap) : null;
  const weightOf = ceiling === null ? null : (row: Amounts) => Math.min(1, ceiling / counts.get(row.employer)!);
  const quantile = (amount: 'min' | 'mid' | 'max', p: number) => {
    const { values, weights } = sorted(group.rows, amount, weightOf);
    return weights === null ? quantileOfSorted(values, p) : weightedQuantileOfSorted(values, weights, p);
  };
  const { values, weights } = sorted(group.rows, 'mid', weightOf);
  const size = effectiveSize(
    group.rows.map((row) => row.employer),
    weightOf && group.rows.map(weightOf),
    correlation,
  );
  return {
    key: group.key,
    currency,
    n,
    employers: counts.size,
    listings,
    shareWithPay: listings === 0 ? 0 : group.paid / listings,
    p10: allowed.deciles ? quantile('mid', 0.1) : null,
    p25: allowed.quartiles ? quantile('mid', 0.25) : null,
    p50: allowed.median ? quantile('mid', 0.5) : null,
    p75: allowed.quartiles ? quantile('mid', 0.75) : null,
    p90: allowed.deciles ? quantile('mid', 0.9) : null,
    medianInterval: allowed.median ? quantileInterval(values, weights, size, 0.5) : null,
    medianMin: allowed.median ? quantile('min', 0.5) : null,
    medianMax: allowed.median ? quantile('max', 0.5) : null,
    reweighted,
    suppressedReason: allowed.reason,
  };
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

  const correlation = employerCorrelation(
    [...groups.values()].map((group) => ({
      values: group.rows.map((row) => Math.log(row.mid)),
      employers: group.rows.map((row) => row.employer),
    })),
  );
  const cells = [...groups.values()]
    .map((group) => cellOf(group, currency, correlation))
    .sort((a, b) => b.listings - a.listings || (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
  return { currency, converted: perEuro !== null, currencies, leftOut, employerCorrelation: correlation, cells };
}

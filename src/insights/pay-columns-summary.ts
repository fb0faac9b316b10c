import type { SalaryCell } from '../domain/salary-factor.js';
import { createEmployerSpread, employerCorrelation } from './employer-weights.js';
import type { EmployerSpread } from './employer-weights.js';
import type { PayColumns, PayGroups, PayQuery } from './pay-columns.js';
import { salaryCellOf } from './salary-cell.js';

/** A group's exact quantiles, whatever its size: not for showing, see the publication rule. */
export interface GroupQuantiles {
  readonly codes: readonly number[];
  readonly n: number;
  readonly quantiles: readonly number[];
}

/** Type-7 quantiles of the midpoints by group, equal to `percentile_cont`; groups without rows are absent. */
export function groupQuantiles(columns: PayColumns, query: PayQuery, probabilities: readonly number[]): GroupQuantiles[] {
  const { rows, starts, codes } = columns.groups(query);
  const { mids } = columns;
  return codes.map((code, g) => {
    const from = starts[g]!;
    const n = starts[g + 1]! - from;
    const quantiles = probabilities.map((p) => {
      const position = p * (n - 1);
      const floor = Math.floor(position);
      const below = mids[rows[from + floor]!]!;
      if (floor === position) return below;
      return below + (position - floor) * (mids[rows[from + floor + 1]!]! - below);
    });
    return { codes: code, n, quantiles };
  });
}

/** How alike employers' pay is in each group; one pass, with marks by employer instead of a map. */
function spreadsOf(columns: PayColumns, { rows, starts, codes }: PayGroups): EmployerSpread[] {
  const { logs, employers, employerCount } = columns;
  const counts = new Uint32Array(employerCount);
  const sums = new Float64Array(employerCount);
  const squares = new Float64Array(employerCount);
  const touched = new Uint32Array(employerCount);
  return codes.map((_, g) => {
    const [from, to] = [starts[g]!, starts[g + 1]!];
    let mean = 0;
    for (let j = from; j < to; j++) mean += logs[rows[j]!]!;
    mean /= to - from;
    let reached = 0;
    for (let j = from; j < to; j++) {
      const employer = employers[rows[j]!]!;
      if (counts[employer] === 0) touched[reached++] = employer;
      const value = logs[rows[j]!]! - mean;
      counts[employer] = counts[employer]! + 1;
      sums[employer] = sums[employer]! + value;
      squares[employer] = squares[employer]! + value * value;
    }
    const spread = createEmployerSpread();
    for (let t = 0; t < reached; t++) {
      const employer = touched[t]!;
      spread.add(counts[employer]!, sums[employer]!, squares[employer]!);
      counts[employer] = 0;
      sums[employer] = 0;
      squares[employer] = 0;
    }
    return spread.read();
  });
}

export interface ColumnsSummaryInput extends PayQuery {
  /** The currency of all selected rows: the caller's `where` must leave one only, or the columns hold converted amounts. */
  readonly currency: string;
  /** Units of `currency` a unit of the columns: EUR columns for an answer in CHF. Default 1. */
  readonly rate?: number;
  /** All listings by group, paid or not; and of those, paid in any currency where that is more than the selected rows. */
  readonly listings: readonly { readonly key: readonly string[]; readonly listings: number; readonly paid?: number }[];
}

/** What `salarySummary` answers for the same rows, from columns. Most listings first. */
export function columnsSummary(columns: PayColumns, input: ColumnsSummaryInput): { employerCorrelation: number; cells: SalaryCell[] } {
  const groups = columns.groups(input);
  const rate = input.rate ?? 1;
  const correlation = employerCorrelation(spreadsOf(columns, groups));
  const asked = new Map(input.listings.map((one) => [JSON.stringify(one.key), one]));
  const cells = groups.codes.map((codes, g) => {
    const key = codes.map((code, i) => columns.dimensions[input.by[i]!]!.values[code]!);
    const name = JSON.stringify(key);
    const counted = asked.get(name);
    asked.delete(name);
    const rows = groups.rows.subarray(groups.starts[g], groups.starts[g + 1]);
    const paid = Math.max(counted?.paid ?? 0, rows.length);
    const amounts = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]! * rate);
    return salaryCellOf({
      key,
      currency: input.currency,
      listings: Math.max(counted?.listings ?? 0, paid),
      paid,
      mids: amounts(columns.mids),
      mins: amounts(columns.mins),
      maxs: amounts(columns.maxs),
      employers: Uint32Array.from(rows, (row) => columns.employers[row]!),
      correlation,
    });
  });
  const none = new Float64Array(0);
  for (const { key, listings, paid = 0 } of asked.values()) {
    cells.push(
      salaryCellOf({ key, currency: input.currency, listings, paid, mids: none, mins: none, maxs: none, employers: none, correlation }),
    );
  }
  cells.sort((a, b) => b.listings - a.listings || (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
  return { employerCorrelation: correlation, cells };
}

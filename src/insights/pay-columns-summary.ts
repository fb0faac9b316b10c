import type { SalaryCell } from '../domain/salary-factor.js';
import { createEmployerSpread, employerCorrelation } from './employer-weights.js';
import type { EmployerSpread } from './employer-weights.js';
import type { PayColumns, PayGroups, PayQuery } from './pay-columns.js';
import { mostListingsFirst, salaryCellOf } from './salary-cell.js';

/** A group's exact quantiles, whatever its size: not for showing, see the publication rule. */
export interface GroupQuantiles {
  readonly codes: readonly number[];
  readonly n: number;
  readonly quantiles: readonly number[];
}

const NEVER = 0xffffffff;

/**
 * Type-7 quantiles of the midpoints by group, equal to `percentile_cont`; groups without rows are absent. One pass counts the
 * groups, the next picks each wanted rank as it comes by: rows are in the order of pay, so nothing is sorted.
 */
export function groupQuantiles(columns: PayColumns, query: PayQuery, probabilities: readonly number[]): GroupQuantiles[] {
  const { rows, groups, total, codesOf } = columns.keyed(query);
  const { mids } = columns;
  const counts = new Uint32Array(total);
  for (let j = 0; j < groups.length; j++) counts[groups[j]!] = counts[groups[j]!]! + 1;
  const slots = 2 * probabilities.length;
  const ascending = probabilities.toSorted((a, b) => a - b);
  const wanted = new Uint32Array(total * slots).fill(NEVER);
  const values = new Float64Array(total * slots);
  const next = new Uint32Array(total).fill(NEVER);
  for (let group = 0; group < total; group++) {
    if (counts[group] === 0) continue;
    const last = counts[group]! - 1;
    let at = group * slots;
    let before = -1;
    for (const p of ascending) {
      const floor = Math.floor(p * last);
      if (floor > before) wanted[at++] = floor;
      if (floor + 1 > before && floor < last) wanted[at++] = floor + 1;
      before = Math.max(before, Math.min(last, floor + 1));
    }
    next[group] = wanted[group * slots]!;
  }
  const seen = new Uint32Array(total);
  const slot = new Uint8Array(total);
  for (let j = 0; j < groups.length; j++) {
    const group = groups[j]!;
    const rank = seen[group]!;
    seen[group] = rank + 1;
    if (rank !== next[group]) continue;
    const at = group * slots + slot[group]!;
    values[at] = mids[rows === null ? j : rows[j]!]!;
    slot[group] = slot[group]! + 1;
    next[group] = slot[group] < slots ? wanted[at + 1]! : NEVER;
  }
  const cells: GroupQuantiles[] = [];
  for (let group = 0; group < total; group++) {
    if (counts[group] === 0) continue;
    const from = group * slots;
    const last = counts[group]! - 1;
    const quantiles = probabilities.map(() => 0);
    for (let q = 0; q < quantiles.length; q++) {
      const position = probabilities[q]! * last;
      const floor = Math.floor(position);
      let at = from;
      while (wanted[at] !== floor) at++;
      quantiles[q] = floor === position ? values[at]! : values[at]! + (position - floor) * (values[at + 1]! - values[at]!);
    }
    cells.push({ codes: codesOf(group), n: last + 1, quantiles });
  }
  return cells;
}

/** How alike employers' pay is in each group; one pass, with marks by employer instead of a map. */
function spreadsOf(columns: PayColumns, { rows, starts, codes }: PayGroups): { spread: EmployerSpread; counts: number[] }[] {
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
    const own: number[] = [];
    for (let t = 0; t < reached; t++) {
      const employer = touched[t]!;
      own.push(counts[employer]!);
      spread.add(counts[employer]!, sums[employer]!, squares[employer]!);
      counts[employer] = 0;
      sums[employer] = 0;
      squares[employer] = 0;
    }
    return { spread: spread.read(), counts: own };
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

/** By a loop: `from` with a function is twenty times slower on a whole table. */
function gathered(column: Float64Array | Uint32Array, rows: Uint32Array, rate: number): Float64Array {
  const values = new Float64Array(rows.length);
  for (let j = 0; j < rows.length; j++) values[j] = column[rows[j]!]! * rate;
  return values;
}

/** What `salarySummary` answers for the same rows, from columns. Most listings first. */
export function columnsSummary(columns: PayColumns, input: ColumnsSummaryInput): { employerCorrelation: number; cells: SalaryCell[] } {
  const groups = columns.groups(input);
  const rate = input.rate ?? 1;
  const spreads = spreadsOf(columns, groups);
  const correlation = employerCorrelation(spreads.map((one) => one.spread));
  const asked = new Map(input.listings.map((one) => [JSON.stringify(one.key), one]));
  const cells = groups.codes.map((codes, g) => {
    const key = codes.map((code, i) => columns.dimensions[input.by[i]!]!.values[code]!);
    const name = JSON.stringify(key);
    const counted = asked.get(name);
    asked.delete(name);
    const rows = groups.rows.subarray(groups.starts[g], groups.starts[g + 1]);
    const paid = Math.max(counted?.paid ?? 0, rows.length);
    return salaryCellOf({
      key,
      currency: input.currency,
      listings: Math.max(counted?.listings ?? 0, paid),
      paid,
      mids: gathered(columns.mids, rows, rate),
      mins: gathered(columns.mins, rows, rate),
      maxs: gathered(columns.maxs, rows, rate),
      employers: gathered(columns.employers, rows, 1),
      counts: spreads[g]!.counts,
      correlation,
    });
  });
  const none = new Float64Array(0);
  for (const { key, listings, paid = 0 } of asked.values()) {
    cells.push(
      salaryCellOf({
        key,
        currency: input.currency,
        listings,
        paid,
        mids: none,
        mins: none,
        maxs: none,
        employers: none,
        counts: [],
        correlation,
      }),
    );
  }
  return { employerCorrelation: correlation, cells: mostListingsFirst(cells) };
}

import type { PayRow, SalaryCell } from '../domain/salary-factor.js';

/** What a pay summary is made from: the shape of `src/insights/salary-summary`, as the wire asks for it. */
export interface SalarySummaryInput {
  readonly rows: readonly PayRow[];
  /** All listings by group, paid or not: the share's denominator. */
  readonly listings: readonly { readonly key: readonly string[]; readonly listings: number }[];
  /** `null`: the currency with most rows. */
  readonly currency: string | null;
  /** Units of `currency` per EUR: every row is converted. `null`: only rows stated in `currency`. */
  readonly perEuro?: number | null;
}

export interface SalarySummary {
  readonly currency: string;
  readonly converted: boolean;
  readonly currencies: readonly { readonly currency: string; readonly rows: number }[];
  readonly leftOut: number;
  readonly cells: readonly SalaryCell[];
}

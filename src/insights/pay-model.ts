import type { PayFacts, PayTraits } from '../domain/salary-factor.js';
import { createPlaceKey, placeNamesOf } from './place-keys.js';
import { sparseDesignOf } from './sparse-design.js';
import type { SparseDesign } from './sparse-design.js';
import { createColumnReader, RARE, SINGLE } from './trait-columns.js';
import type { Column, ColumnDimension, ColumnReader, SingleDimension, TraitColumns } from './trait-columns.js';
import { winsorise } from './winsorise.js';

/** Changes when the model's columns or rules change. */
export const PAY_MODEL_VERSION = 'pay-2';

export interface PayModel extends TraitColumns, ColumnReader {
  readonly currency: string;
  readonly converted: boolean;
  readonly rows: readonly PayFacts[];
  readonly leftOut: number;
  /** Log of the midpoint, winsorised within level; beside `rows`. */
  readonly y: Float64Array;
  readonly winsorised: number;
  /** The narrowest place of each row that has a column of its own or is the base. */
  readonly placeOfRow: readonly string[];
  readonly design: SparseDesign;
}

export interface PayModelInput {
  readonly rows: readonly PayFacts[];
  /** `null`: the currency with most rows. */
  readonly currency: string | null;
  /** True: all rows by their EUR midpoint; `currency` is then EUR. */
  readonly converted?: boolean;
  /** Level that the others are compared with; `null` or absent: mid where at least 30 listings say so, else unmarked, else the most frequent. */
  readonly baseLevel?: string | null;
}

/** A rarer value shares a column with its like: a column for three listings would only soak up their errors. */
const ENOUGH_FOR_A_COLUMN = 10;
/** A place's column of fewer employers would tell what these few pay. */
const ENOUGH_EMPLOYERS_FOR_A_PLACE = 5;
const ENOUGH_FOR_A_BASE = 30;

/** The level that pay is compared with: the guide's middle where it is stated, not assumed. */
const BASES: Partial<Record<ColumnDimension, readonly string[]>> = {
  level: ['mid', 'unmarked'],
  specialisation: ['none'],
  workplace: ['onsite'],
};

function midOf(row: PayFacts, converted: boolean): number | null {
  const mid = converted ? row.eurMid : (row.annualMin + row.annualMax) / 2;
  return mid !== null && mid > 0 && Number.isFinite(mid) ? mid : null;
}

function counted(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const mostFrequent = (counts: ReadonlyMap<string, number>): string | undefined =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];

/** The rows that are used: one currency (`null`: the commonest), or all by their EUR midpoint; a listing given twice counts once. */
export function rowsOfOneCurrency(input: PayModelInput): {
  readonly rows: PayFacts[];
  readonly currency: string;
  readonly leftOut: number;
} {
  const converted = input.converted === true;
  const seen = new Set<number>();
  let isUnique = true;
  for (const { listingId } of input.rows) {
    if (seen.has(listingId)) isUnique = false;
    seen.add(listingId);
  }
  const unique = isUnique ? input.rows : [...new Map(input.rows.map((row) => [row.listingId, row])).values()];
  const currency = converted ? 'EUR' : (input.currency ?? mostFrequent(counted(eachCurrency(unique))) ?? 'EUR');
  const rows = unique.filter((row) => (converted || row.currency === currency) && midOf(row, converted) !== null);
  return { rows, currency, leftOut: unique.length - rows.length };
}

function* eachCurrency(rows: readonly PayFacts[]): Generator<string> {
  for (const row of rows) yield row.currency;
}

/**
 * The hedonic model's rows and columns: log midpoint on level, place, languages, specialisation, workplace and tags, with
 * month and source as controls; the employer is absorbed by the fit. One currency. A listing given twice counts once.
 */
export function payModelOf(input: PayModelInput): PayModel {
  const converted = input.converted === true;
  const { rows, currency, leftOut } = rowsOfOneCurrency(input);
  const { values: y, moved } = winsorise(
    Float64Array.from(rows, (row) => Math.log(midOf(row, converted)!)),
    rows.map((row) => row.level),
  );
  const places = placeNamesOf(rows);
  const placeOf = createPlaceKey(places);
  const placeOfRow = rows.map(placeOf);

  const columns: Column[] = [];
  const base = {} as Record<SingleDimension, string>;
  const addSingle = (
    dimension: SingleDimension,
    values: Iterable<string>,
    wanted?: string | null,
    mayStand: (value: string) => boolean = () => true,
  ) => {
    const counts = counted(values);
    const preferred = (BASES[dimension] ?? []).find((value) => (counts.get(value) ?? 0) >= ENOUGH_FOR_A_BASE);
    const asked = wanted !== null && wanted !== undefined && counts.has(wanted) ? wanted : null;
    base[dimension] = asked ?? preferred ?? mostFrequent(counts) ?? '';
    let rare = 0;
    for (const [value, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (value === base[dimension]) continue;
      if (n >= ENOUGH_FOR_A_COLUMN && mayStand(value)) columns.push({ dimension, value });
      else rare += n;
    }
    if (rare > 0) columns.push({ dimension, value: RARE });
  };
  const addMany = (dimension: 'language' | 'tag', valuesOf: (row: PayTraits) => readonly string[]) => {
    const counts = counted(eachOf(rows, valuesOf));
    for (const [value, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (n >= ENOUGH_FOR_A_COLUMN) columns.push({ dimension, value });
  };
  addSingle('level', rows.map(SINGLE.level), input.baseLevel);
  addMany('language', (row) => row.languages);
  addMany('tag', (row) => row.tags);
  addSingle('specialisation', rows.map(SINGLE.specialisation));
  addSingle('workplace', rows.map(SINGLE.workplace));
  const employersOf = new Map<string, Set<number>>();
  placeOfRow.forEach((place, i) => {
    const own = employersOf.get(place);
    if (own === undefined) employersOf.set(place, new Set([rows[i]!.employerId]));
    else own.add(rows[i]!.employerId);
  });
  addSingle('place', placeOfRow, null, (place) => (employersOf.get(place)?.size ?? 0) >= ENOUGH_EMPLOYERS_FOR_A_PLACE);
  addSingle('month', rows.map(SINGLE.month));
  addSingle('source', rows.map(SINGLE.source));

  const reader = createColumnReader({ columns, base, places });
  return {
    currency,
    converted,
    rows,
    leftOut,
    y,
    winsorised: moved,
    placeOfRow,
    columns,
    base,
    places,
    ...reader,
    design: sparseDesignOf(
      y,
      rows.map((row) => row.employerId),
      columns.length,
      (i) => reader.activeOf(rows[i]!),
    ),
  };
}

/** Every value of every row, a value twice in a row once. */
function* eachOf(rows: readonly PayFacts[], valuesOf: (row: PayTraits) => readonly string[]): Generator<string> {
  for (const row of rows) {
    const values = valuesOf(row);
    for (let i = 0; i < values.length; i++) if (values.indexOf(values[i]!) === i) yield values[i]!;
  }
}

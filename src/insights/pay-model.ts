import type { PayFacts, PayTraits } from '../domain/salary-factor.js';
import { createPlaceKey } from './place-keys.js';
import { sparseDesignOf } from './sparse-design.js';
import type { SparseDesign } from './sparse-design.js';
import { winsorise } from './winsorise.js';

/** Changes when the model's columns or rules change. */
export const PAY_MODEL_VERSION = 'pay-1';

/** What a column stands for. `place`: the narrowest place with enough listings. `month`, `source`: controls only. */
export type ColumnDimension = 'level' | 'language' | 'place' | 'specialisation' | 'workplace' | 'tag' | 'month' | 'source';

export interface Column {
  readonly dimension: ColumnDimension;
  readonly value: string;
}

export interface PayModel {
  readonly currency: string;
  readonly converted: boolean;
  readonly rows: readonly PayFacts[];
  readonly leftOut: number;
  /** Log of the midpoint, winsorised within level; beside `rows`. */
  readonly y: Float64Array;
  readonly winsorised: number;
  /** The narrowest place of each row that has a column of its own or is the base. */
  readonly places: readonly string[];
  readonly columns: readonly Column[];
  /** Column of a value; `null`: it is its dimension's base, or too rare for a column. */
  readonly columnOf: (dimension: ColumnDimension, value: string) => number | null;
  /** The value without a column, which the others of its dimension are compared with. */
  readonly base: Readonly<Record<'level' | 'place' | 'specialisation' | 'workplace' | 'month' | 'source', string>>;
  /** The columns of a listing that are 1, its pay known or not. */
  readonly activeOf: (row: PayTraits) => readonly number[];
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
const ENOUGH_FOR_A_BASE = 30;
const RARE = 'other';

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

/** Values of a dimension of which a row has exactly one. */
const SINGLE: Record<'level' | 'specialisation' | 'workplace' | 'month' | 'source', (row: PayTraits) => string> = {
  level: (row) => row.level,
  specialisation: (row) => row.specialisation ?? 'none',
  workplace: (row) => row.workplace ?? 'unknown',
  month: (row) => row.month,
  source: (row) => row.source,
};

/**
 * The hedonic model's rows and columns: log midpoint on level, place, languages, specialisation, workplace and tags, with
 * month and source as controls; the employer is absorbed by the fit. One currency. A listing given twice counts once.
 */
export function payModelOf(input: PayModelInput): PayModel {
  const converted = input.converted === true;
  const unique = [...new Map(input.rows.map((row) => [row.listingId, row])).values()];
  const currency = converted ? 'EUR' : (input.currency ?? mostFrequent(counted(unique.map((row) => row.currency))) ?? 'EUR');
  const rows = unique.filter((row) => (converted || row.currency === currency) && midOf(row, converted) !== null);
  const { values: y, moved } = winsorise(
    Float64Array.from(rows, (row) => Math.log(midOf(row, converted)!)),
    rows.map((row) => row.level),
  );
  const placeOf = createPlaceKey(rows);
  const places = rows.map(placeOf);

  const columns: Column[] = [];
  const codes = new Map<string, number>();
  const add = (dimension: ColumnDimension, value: string) => codes.set(`${dimension} ${value}`, columns.push({ dimension, value }) - 1);
  const columnOf = (dimension: ColumnDimension, value: string) => codes.get(`${dimension} ${value}`) ?? null;

  const addSingle = (dimension: keyof typeof SINGLE | 'place', valueOf: (row: PayTraits) => string, wanted?: string | null) => {
    const counts = counted(rows.map(valueOf));
    const preferred = (BASES[dimension] ?? []).find((value) => (counts.get(value) ?? 0) >= ENOUGH_FOR_A_BASE);
    const asked = wanted !== null && wanted !== undefined && counts.has(wanted) ? wanted : null;
    const base = asked ?? preferred ?? mostFrequent(counts) ?? '';
    let rare = 0;
    for (const [value, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (value === base) continue;
      if (n >= ENOUGH_FOR_A_COLUMN) add(dimension, value);
      else rare += n;
    }
    if (rare > 0) add(dimension, RARE);
    const keyOf = (row: PayTraits) => {
      const value = valueOf(row);
      return value === base ? null : (columnOf(dimension, value) ?? columnOf(dimension, RARE));
    };
    return { base, keyOf };
  };
  const addMany = (dimension: 'language' | 'tag', valuesOf: (row: PayTraits) => readonly string[]) => {
    const counts = counted(rows.flatMap((row) => [...new Set(valuesOf(row))]));
    for (const [value, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) if (n >= ENOUGH_FOR_A_COLUMN) add(dimension, value);
    return (row: PayTraits) => [...new Set(valuesOf(row))].map((value) => columnOf(dimension, value));
  };

  const level = addSingle('level', SINGLE.level, input.baseLevel);
  const languagesOf = addMany('language', (row) => row.languages);
  const tagsOf = addMany('tag', (row) => row.tags);
  const specialisation = addSingle('specialisation', SINGLE.specialisation);
  const workplace = addSingle('workplace', SINGLE.workplace);
  const place = addSingle('place', placeOf);
  const month = addSingle('month', SINGLE.month);
  const source = addSingle('source', SINGLE.source);

  const singles = [level, specialisation, workplace, place, month, source];
  const activeOf = (row: PayTraits): number[] =>
    [...singles.map(({ keyOf }) => keyOf(row)), ...languagesOf(row), ...tagsOf(row)].filter((column) => column !== null);
  return {
    currency,
    converted,
    rows,
    leftOut: unique.length - rows.length,
    y,
    winsorised: moved,
    places,
    columns,
    columnOf,
    activeOf,
    base: {
      level: level.base,
      place: place.base,
      specialisation: specialisation.base,
      workplace: workplace.base,
      month: month.base,
      source: source.base,
    },
    design: sparseDesignOf(
      y,
      rows.map((row) => row.employerId),
      columns.length,
      (i) => activeOf(rows[i]!),
    ),
  };
}

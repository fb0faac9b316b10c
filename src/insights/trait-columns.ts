import type { PayTraits } from '../domain/salary-factor.js';
import { createPlaceKey } from './place-keys.js';
import type { PlaceNames } from './place-keys.js';

/** What a column stands for. `place`: the narrowest place with enough listings. `month`, `source`: controls only. */
export type ColumnDimension = 'level' | 'language' | 'place' | 'specialisation' | 'workplace' | 'tag' | 'month' | 'source';
export type SingleDimension = Exclude<ColumnDimension, 'language' | 'tag'>;

export interface Column {
  readonly dimension: ColumnDimension;
  readonly value: string;
}

/** A rare value's column, shared with its like. */
export const RARE = 'other';

/** Columns of a model as data: what a listing's columns are can be told from this alone. */
export interface TraitColumns {
  readonly columns: readonly Column[];
  /** The value without a column, which the others of its dimension are compared with. */
  readonly base: Readonly<Record<SingleDimension, string>>;
  readonly places: PlaceNames;
}

/** Values of a dimension of which a row has exactly one. */
export const SINGLE: Record<Exclude<SingleDimension, 'place'>, (row: PayTraits) => string> = {
  level: (row) => row.level,
  specialisation: (row) => row.specialisation ?? 'none',
  workplace: (row) => row.workplace ?? 'unknown',
  month: (row) => row.month,
  source: (row) => row.source,
};
const SINGLES = Object.keys(SINGLE) as (keyof typeof SINGLE)[];

export interface ColumnReader {
  /** Column of a value; `null`: it is its dimension's base, or too rare for a column. */
  readonly columnOf: (dimension: ColumnDimension, value: string) => number | null;
  /** The columns of a listing that are 1, its pay known or not. */
  readonly activeOf: (row: PayTraits) => number[];
}

export function createColumnReader({ columns, base, places }: TraitColumns): ColumnReader {
  const codes = new Map<ColumnDimension, Map<string, number>>();
  columns.forEach(({ dimension, value }, code) => {
    let own = codes.get(dimension);
    if (own === undefined) codes.set(dimension, (own = new Map()));
    own.set(value, code);
  });
  const columnOf = (dimension: ColumnDimension, value: string) => codes.get(dimension)?.get(value) ?? null;
  const placeOf = createPlaceKey(places);
  const single = (dimension: SingleDimension, value: string): number | null =>
    value === base[dimension] ? null : (columnOf(dimension, value) ?? columnOf(dimension, RARE));
  return {
    columnOf,
    activeOf: (row) => {
      const active: number[] = [];
      const add = (column: number | null) => {
        if (column !== null && !active.includes(column)) active.push(column);
      };
      for (const dimension of SINGLES) add(single(dimension, SINGLE[dimension](row)));
      add(single('place', placeOf(row)));
      for (const language of row.languages) add(columnOf('language', language));
      for (const tag of row.tags) add(columnOf('tag', tag));
      return active;
    },
  };
}

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
  // −1: no column. A value is looked up once a row, so each dimension has its own table.
  const tableOf = (dimension: SingleDimension) => {
    const table = new Map<string, number>(codes.get(dimension));
    table.set(base[dimension], -1);
    return { table, rare: table.get(RARE) ?? -1 };
  };
  const singles = SINGLES.map((dimension) => ({ valueOf: SINGLE[dimension], ...tableOf(dimension) }));
  const ofPlace = tableOf('place');
  const [languages, tags] = [codes.get('language') ?? new Map<string, number>(), codes.get('tag') ?? new Map<string, number>()];
  return {
    columnOf,
    activeOf: (row) => {
      const active: number[] = [];
      for (const { valueOf, table, rare } of singles) {
        const column = table.get(valueOf(row)) ?? rare;
        if (column >= 0) active.push(column);
      }
      const place = ofPlace.table.get(placeOf(row)) ?? ofPlace.rare;
      if (place >= 0) active.push(place);
      addEach(active, languages, row.languages);
      addEach(active, tags, row.tags);
      return active;
    },
  };
}

/** Columns of several values, each once; values without a column fall out. */
function addEach(active: number[], table: ReadonlyMap<string, number>, values: readonly string[]): void {
  for (const value of values) {
    const column = table.get(value);
    if (column !== undefined && !active.includes(column)) active.push(column);
  }
}

/** A property of paid listings as codes. A listing has one value, or several (languages, places). */
export interface PayDimension {
  /** Values; a code is a place in this list. */
  readonly values: readonly string[];
  /** One code a row; −1: none. Or, for several, `starts` beside `codes`: row i has codes `starts[i]` to `starts[i + 1] − 1`. */
  readonly codes: ArrayLike<number>;
  readonly starts?: ArrayLike<number>;
}

export interface PayColumnsInput {
  /** Yearly amounts, side by side, > 0; midpoints decide the order. */
  readonly mids: ArrayLike<number>;
  readonly mins: ArrayLike<number>;
  readonly maxs: ArrayLike<number>;
  readonly employers: ArrayLike<number>;
  readonly dimensions: Readonly<Record<string, PayDimension>>;
}

/** Rows that have any of the codes `any` (absent: all rows) and none of the codes `not`. */
export interface PayCondition {
  readonly dimension: string;
  readonly any?: readonly number[];
  readonly not?: readonly number[];
}

export interface PayQuery {
  readonly where: readonly PayCondition[];
  readonly by: readonly string[];
  /** One mark a row in the input's order, 0: left out: a set that another index found. */
  readonly marked?: Uint8Array;
}

/** The rows of each group, ascending by pay, as one list with starts. */
export interface PayGroups {
  /** Place of each listed row in the columns' order. */
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  /** Codes of each group, one for each dimension of `by`. */
  readonly codes: readonly (readonly number[])[];
}

interface Column {
  readonly cardinality: number;
  readonly codes: Int32Array;
  readonly starts: Uint32Array | null;
}

/** Above so many possible groups, the groups that occur are numbered as they come. */
const MOST_DENSE_GROUPS = 1 << 20;

export interface PayColumns {
  readonly size: number;
  readonly mids: Float64Array;
  readonly mins: Float64Array;
  readonly maxs: Float64Array;
  readonly logs: Float64Array;
  /** 0 … `employerCount` − 1, in ascending order of the employers' numbers. */
  readonly employers: Uint32Array;
  readonly employerCount: number;
  readonly dimensions: Readonly<Record<string, PayDimension>>;
  /** @throws on an unknown dimension. The answer's arrays are the caller's. */
  readonly groups: (query: PayQuery) => PayGroups;
}

function sortedColumn(dimension: PayDimension, order: Uint32Array): Column {
  const { codes, starts, values } = dimension;
  if (starts === undefined) return { cardinality: values.length, codes: Int32Array.from(order, (row) => codes[row]!), starts: null };
  const moved = new Uint32Array(order.length + 1);
  const flat: number[] = [];
  order.forEach((row, i) => {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) if (codes[k]! >= 0) flat.push(codes[k]!);
    moved[i + 1] = flat.length;
  });
  return { cardinality: values.length, codes: Int32Array.from(flat), starts: moved };
}

function keepOnly(rows: Uint32Array, count: number, column: Column, condition: PayCondition): number {
  const has = new Uint8Array(column.cardinality);
  const wanted = condition.any !== undefined;
  for (const code of condition.any ?? []) has[code] = 1;
  for (const code of condition.not ?? []) has[code] = 2;
  const { codes, starts } = column;
  let kept = 0;
  for (let j = 0; j < count; j++) {
    const row = rows[j]!;
    let met = !wanted;
    if (starts === null) {
      const mark = codes[row]! < 0 ? 0 : has[codes[row]!]!;
      if (mark === 2) continue;
      met ||= mark === 1;
    } else {
      let refused = false;
      for (let k = starts[row]!; k < starts[row + 1]!; k++) {
        const mark = has[codes[k]!]!;
        met ||= mark === 1;
        refused ||= mark === 2;
      }
      if (refused) continue;
    }
    if (met) rows[kept++] = row;
  }
  return kept;
}

/** Rows and their group numbers, a row once for each of its values; rows without a value fall out. */
function expand(rows: Uint32Array, groups: Uint32Array, column: Column): { rows: Uint32Array; groups: Uint32Array } {
  const { codes, starts, cardinality } = column;
  let size = 0;
  if (starts === null) for (const row of rows) size += codes[row]! < 0 ? 0 : 1;
  else for (const row of rows) size += starts[row + 1]! - starts[row]!;
  const nextRows = new Uint32Array(size);
  const nextGroups = new Uint32Array(size);
  let place = 0;
  for (let j = 0; j < rows.length; j++) {
    const row = rows[j]!;
    const base = groups[j]! * cardinality;
    if (starts === null) {
      if (codes[row]! < 0) continue;
      nextRows[place] = row;
      nextGroups[place++] = base + codes[row]!;
    } else {
      for (let k = starts[row]!; k < starts[row + 1]!; k++) {
        nextRows[place] = row;
        nextGroups[place++] = base + codes[k]!;
      }
    }
  }
  return { rows: nextRows, groups: nextGroups };
}

/** Numbers the groups that occur, in the order of their own numbers. */
function renumber(groups: Uint32Array): { groups: Uint32Array; numbers: number[] } {
  const numbers = [...new Set(groups)].sort((a, b) => a - b);
  const place = new Map(numbers.map((number, i) => [number, i]));
  return { groups: groups.map((number) => place.get(number)!), numbers };
}

/**
 * Paid listings as typed columns kept in the order of pay: a filter is one pass, grouping is a counting pass that keeps the
 * order, and every quantile of every group is then read at its place, exactly, without sorting anything.
 */
export function createPayColumns(input: PayColumnsInput): PayColumns {
  const size = input.mids.length;
  const { mids, employers } = input;
  const order = Uint32Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => mids[a]! - mids[b]! || employers[a]! - employers[b]! || a - b,
  );
  const numbers = [...new Set(Array.from(employers))].sort((a, b) => a - b);
  const codeOf = new Map(numbers.map((number, code) => [number, code]));
  const columns = new Map(Object.entries(input.dimensions).map(([name, dimension]) => [name, sortedColumn(dimension, order)]));
  const columnOf = (name: string): Column => {
    const column = columns.get(name);
    if (column === undefined) throw new RangeError(`no pay column «${name}»`);
    return column;
  };
  const inOrder = (values: ArrayLike<number>) => Float64Array.from(order, (row) => values[row]!);

  const select = ({ where, marked }: PayQuery): Uint32Array => {
    const rows = new Uint32Array(size);
    let count = 0;
    for (let i = 0; i < size; i++) if (marked === undefined || marked[order[i]!] !== 0) rows[count++] = i;
    for (const condition of where) count = keepOnly(rows, count, columnOf(condition.dimension), condition);
    return rows.subarray(0, count);
  };

  const groups = (query: PayQuery): PayGroups => {
    let rows = select(query);
    let groupOf: Uint32Array = new Uint32Array(rows.length);
    let total = 1;
    // Group numbers of earlier dimensions, where they were renumbered: codes are read back through them.
    const steps: { readonly cardinality: number; readonly numbers: readonly number[] | null }[] = [];
    for (const name of query.by) {
      const column = columnOf(name);
      let renumbered: readonly number[] | null = null;
      if (total * column.cardinality > MOST_DENSE_GROUPS) ({ groups: groupOf, numbers: renumbered } = renumber(groupOf));
      if (renumbered !== null) total = renumbered.length;
      steps.push({ cardinality: column.cardinality, numbers: renumbered });
      ({ rows, groups: groupOf } = expand(rows, groupOf, column));
      total *= column.cardinality;
    }
    let last: readonly number[] | null = null;
    if (total > MOST_DENSE_GROUPS) {
      ({ groups: groupOf, numbers: last } = renumber(groupOf));
      total = last.length;
    }
    const counts = new Uint32Array(total);
    for (const group of groupOf) counts[group] = counts[group]! + 1;
    const starts: number[] = [0];
    const codes: number[][] = [];
    const next = new Uint32Array(total);
    let place = 0;
    for (let group = 0; group < total; group++) {
      if (counts[group] === 0) continue;
      next[group] = place;
      place += counts[group]!;
      starts.push(place);
      codes.push(codesOf(last === null ? group : last[group]!, steps));
    }
    const grouped = new Uint32Array(rows.length);
    for (let j = 0; j < rows.length; j++) {
      const group = groupOf[j]!;
      const at = next[group]!;
      grouped[at] = rows[j]!;
      next[group] = at + 1;
    }
    return { rows: grouped, starts: Uint32Array.from(starts), codes };
  };

  return {
    size,
    mids: inOrder(mids),
    mins: inOrder(input.mins),
    maxs: inOrder(input.maxs),
    logs: Float64Array.from(order, (row) => Math.log(mids[row]!)),
    employers: Uint32Array.from(order, (row) => codeOf.get(employers[row]!)!),
    employerCount: numbers.length,
    dimensions: input.dimensions,
    groups,
  };
}

function codesOf(group: number, steps: readonly { readonly cardinality: number; readonly numbers: readonly number[] | null }[]): number[] {
  const codes: number[] = [];
  let rest = group;
  for (let i = steps.length - 1; i >= 0; i--) {
    const { cardinality, numbers } = steps[i]!;
    codes.unshift(rest % cardinality);
    rest = Math.floor(rest / cardinality);
    if (numbers !== null) rest = numbers[rest]!;
  }
  return codes;
}

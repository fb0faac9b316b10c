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
  /** Narrow where every row has one value of at most 65,535: the passes are bound by memory. */
  readonly codes: Int32Array | Uint16Array;
  readonly starts: Uint32Array | null;
  /** Every row has exactly one value. */
  readonly complete: boolean;
}

/** Rows ascending by pay, `null` for all of them, and the number of the group that each is in. */
export interface KeyedRows {
  readonly rows: Uint32Array | null;
  readonly groups: Uint32Array;
  /** One more than the greatest group number. */
  readonly total: number;
  /** Codes of a group, one for each dimension of `by`. */
  readonly codesOf: (group: number) => readonly number[];
}

/** Above so many possible groups, the groups that occur are numbered as they come. */
const MOST_DENSE_GROUPS = 1 << 17;

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
  /** @throws on an unknown dimension. */
  readonly keyed: (query: PayQuery) => KeyedRows;
  /** @throws on an unknown dimension. */
  readonly groups: (query: PayQuery) => PayGroups;
}

function sortedColumn(dimension: PayDimension, order: Uint32Array): Column {
  const { codes, starts, values } = dimension;
  if (starts === undefined) {
    const own = Int32Array.from(order, (row) => codes[row]!);
    const complete = own.every((code) => code >= 0);
    return { cardinality: values.length, codes: complete && values.length < 65_536 ? Uint16Array.from(own) : own, starts: null, complete };
  }
  const moved = new Uint32Array(order.length + 1);
  const flat: number[] = [];
  order.forEach((row, i) => {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) if (codes[k]! >= 0) flat.push(codes[k]!);
    moved[i + 1] = flat.length;
  });
  return { cardinality: values.length, codes: Int32Array.from(flat), starts: moved, complete: false };
}

/** Rows that have a mark of 1, or any but 2 where nothing is wanted; `null` rows: all. One pass, without branches on the data. */
function keepSingle(rows: Uint32Array | null, size: number, codes: Column['codes'], keep: Uint8Array): Uint32Array {
  const kept = new Uint32Array(size);
  let count = 0;
  if (rows === null) {
    for (let row = 0; row < size; row++) {
      kept[count] = row;
      count += keep[codes[row]! + 1]!;
    }
  } else {
    for (let j = 0; j < size; j++) {
      const row = rows[j]!;
      kept[count] = row;
      count += keep[codes[row]! + 1]!;
    }
  }
  return kept.subarray(0, count);
}

function keepOnly(rows: Uint32Array | null, all: number, column: Column, condition: PayCondition): Uint32Array {
  const { codes, starts, cardinality } = column;
  const wanted = condition.any !== undefined;
  const size = rows === null ? all : rows.length;
  if (starts === null) {
    // Place 0 stands for a row without a value.
    const keep = new Uint8Array(cardinality + 1).fill(wanted ? 0 : 1);
    for (const code of condition.any ?? []) keep[code + 1] = 1;
    for (const code of condition.not ?? []) keep[code + 1] = 0;
    return keepSingle(rows, size, codes, keep);
  }
  const has = new Uint8Array(cardinality);
  for (const code of condition.any ?? []) has[code] = 1;
  for (const code of condition.not ?? []) has[code] = 2;
  const kept = new Uint32Array(size);
  let count = 0;
  for (let j = 0; j < size; j++) {
    const row = rows === null ? j : rows[j]!;
    let met = !wanted;
    let refused = false;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const mark = has[codes[k]!]!;
      met ||= mark === 1;
      refused ||= mark === 2;
    }
    if (met && !refused) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** Rows and their group numbers, a row once for each of its values; rows without a value fall out. */
function expand(
  rows: Uint32Array | null,
  groups: Uint32Array,
  column: Column,
  isFirst: boolean,
): { rows: Uint32Array | null; groups: Uint32Array } {
  const { codes, cardinality, complete } = column;
  if (complete) {
    if (isFirst && rows === null) groups.set(codes);
    else if (rows === null) for (let j = 0; j < groups.length; j++) groups[j] = groups[j]! * cardinality + codes[j]!;
    else for (let j = 0; j < groups.length; j++) groups[j] = groups[j]! * cardinality + codes[rows[j]!]!;
    return { rows, groups };
  }
  return expandSeveral(rows ?? Uint32Array.from(groups, (_, i) => i), groups, column);
}

function expandSeveral(rows: Uint32Array, groups: Uint32Array, column: Column): { rows: Uint32Array; groups: Uint32Array } {
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

  const select = ({ where, marked }: PayQuery): Uint32Array | null => {
    let rows: Uint32Array | null = marked === undefined ? null : Uint32Array.from(order.keys()).filter((i) => marked[order[i]!] !== 0);
    for (const condition of where) rows = keepOnly(rows, size, columnOf(condition.dimension), condition);
    return rows;
  };

  const keyed = (query: PayQuery): KeyedRows => {
    let rows = select(query);
    let groups: Uint32Array = new Uint32Array(rows === null ? size : rows.length);
    let total = 1;
    // Group numbers of earlier dimensions, where they were renumbered: codes are read back through them.
    const steps: { readonly cardinality: number; readonly numbers: readonly number[] | null }[] = [];
    for (const name of query.by) {
      const column = columnOf(name);
      let numbers: readonly number[] | null = null;
      if (total * column.cardinality > MOST_DENSE_GROUPS) {
        ({ groups, numbers } = renumber(groups));
        total = numbers.length;
      }
      steps.push({ cardinality: column.cardinality, numbers });
      ({ rows, groups } = expand(rows, groups, column, steps.length === 1));
      total *= column.cardinality;
    }
    if (total <= MOST_DENSE_GROUPS) return { rows, groups, total, codesOf: (group) => codesOf(group, steps) };
    const last = renumber(groups);
    return { rows, groups: last.groups, total: last.numbers.length, codesOf: (group) => codesOf(last.numbers[group]!, steps) };
  };

  const groups = (query: PayQuery): PayGroups => {
    const { rows, groups: groupOf, total, codesOf: decode } = keyed(query);
    const counts = new Uint32Array(total);
    for (let j = 0; j < groupOf.length; j++) counts[groupOf[j]!] = counts[groupOf[j]!]! + 1;
    const starts: number[] = [0];
    const codes: (readonly number[])[] = [];
    const next = new Uint32Array(total);
    let place = 0;
    for (let group = 0; group < total; group++) {
      if (counts[group] === 0) continue;
      next[group] = place;
      place += counts[group]!;
      starts.push(place);
      codes.push(decode(group));
    }
    const grouped = new Uint32Array(groupOf.length);
    for (let j = 0; j < groupOf.length; j++) {
      const group = groupOf[j]!;
      const at = next[group]!;
      grouped[at] = rows === null ? j : rows[j]!;
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
    keyed,
    groups,
  };
}

function codesOf(group: number, steps: readonly { readonly cardinality: number; readonly numbers: readonly number[] | null }[]): number[] {
  const codes = steps.map(() => 0);
  let rest = group;
  for (let i = steps.length - 1; i >= 0; i--) {
    const { cardinality, numbers } = steps[i]!;
    codes[i] = rest % cardinality;
    rest = Math.floor(rest / cardinality);
    if (numbers !== null) rest = numbers[rest]!;
  }
  return codes;
}

/**
 * A regression's rows, grouped by employer. Every column is 0 or 1 (a level, a month, a language), so a row is the list of
 * its columns that are 1.
 */
export interface SparseDesign {
  readonly columns: number;
  /** Employer g has rows `employerStarts[g]` to `employerStarts[g + 1] − 1`. */
  readonly employerStarts: Uint32Array;
  /** Row i has the columns `active[rowStarts[i]]` to `active[rowStarts[i + 1] − 1]`, ascending. */
  readonly rowStarts: Uint32Array;
  readonly active: Uint16Array;
  /** Logarithm of pay. */
  readonly y: Float64Array;
  /** Place of each row in the rows that were handed in. */
  readonly order: Uint32Array;
}

/**
 * Groups rows by employer, in order of the employers' codes.
 * @param activeOf the columns of row i that are 1, each below `columns`, each once. At most 65,536 columns.
 */
export function sparseDesignOf(
  y: ArrayLike<number>,
  employers: ArrayLike<number>,
  columns: number,
  activeOf: (row: number) => readonly number[],
): SparseDesign {
  const n = y.length;
  const { order, starts } = groupedOrder(employers, n);
  const rowStarts = new Uint32Array(n + 1);
  const active: number[] = [];
  for (let i = 0; i < n; i++) {
    for (const column of activeOf(order[i]!).toSorted((a, b) => a - b)) active.push(column);
    rowStarts[i + 1] = active.length;
  }
  return {
    columns,
    employerStarts: starts,
    rowStarts,
    active: Uint16Array.from(active),
    y: Float64Array.from(order, (row) => y[row]!),
    order,
  };
}

/** Rows by employer, employers ascending, by one counting pass. */
function groupedOrder(employers: ArrayLike<number>, n: number): { order: Uint32Array; starts: Uint32Array } {
  const counts = new Map<number, number>();
  for (let i = 0; i < n; i++) counts.set(employers[i]!, (counts.get(employers[i]!) ?? 0) + 1);
  const ascending = [...counts.keys()].sort((a, b) => a - b);
  const starts = new Uint32Array(ascending.length + 1);
  const next = new Map<number, number>();
  ascending.forEach((employer, g) => {
    next.set(employer, starts[g]!);
    starts[g + 1] = starts[g]! + counts.get(employer)!;
  });
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const place = next.get(employers[i]!)!;
    order[place] = i;
    next.set(employers[i]!, place + 1);
  }
  return { order, starts };
}

/** Some rows of a design and only the columns that they have. */
export interface DesignPart {
  readonly design: SparseDesign;
  /** Column of the part by column of the whole; −1: no row of the part has it. */
  readonly columnOf: Int32Array;
}

/** The rows that `keep` takes, still grouped by employer; columns that none of them has fall away. */
export function partOf(whole: SparseDesign, keep: (row: number) => boolean): DesignPart {
  const { employerStarts, rowStarts, active, y, order, columns } = whole;
  const kept = new Uint8Array(y.length);
  const columnOf = new Int32Array(columns).fill(-1);
  let rows = 0;
  let entries = 0;
  for (let i = 0; i < y.length; i++) {
    if (!keep(i)) continue;
    kept[i] = 1;
    rows++;
    entries += rowStarts[i + 1]! - rowStarts[i]!;
    for (let a = rowStarts[i]!; a < rowStarts[i + 1]!; a++) columnOf[active[a]!] = 0;
  }
  let used = 0;
  for (let column = 0; column < columns; column++) if (columnOf[column] === 0) columnOf[column] = used++;
  const part = {
    rowStarts: new Uint32Array(rows + 1),
    active: new Uint16Array(entries),
    y: new Float64Array(rows),
    order: new Uint32Array(rows),
  };
  const starts: number[] = [0];
  let [place, entry] = [0, 0];
  for (let g = 0; g + 1 < employerStarts.length; g++) {
    const before = place;
    for (let i = employerStarts[g]!; i < employerStarts[g + 1]!; i++) {
      if (kept[i] === 0) continue;
      for (let a = rowStarts[i]!; a < rowStarts[i + 1]!; a++) part.active[entry++] = columnOf[active[a]!]!;
      part.y[place] = y[i]!;
      part.order[place] = order[i]!;
      part.rowStarts[++place] = entry;
    }
    if (place > before) starts.push(place);
  }
  return { design: { columns: used, employerStarts: Uint32Array.from(starts), ...part }, columnOf };
}

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

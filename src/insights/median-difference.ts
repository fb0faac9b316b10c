import { PUBLICATION } from '../domain/salary-factor.js';
import type { Interval } from '../domain/salary-factor.js';
import { allowedFigures } from './publication-rule.js';
import { quantileOfSorted } from './quantiles.js';
import { uniformsOf } from './wild-bootstrap.js';

export interface MedianGroup {
  readonly n: number;
  readonly employers: number;
  /** `null`: too few to publish. */
  readonly median: number | null;
  readonly suppressedReason: string | null;
}

export interface MedianDifference {
  readonly a: MedianGroup;
  readonly b: MedianGroup;
  /** Of a's median over b's, as a share: 0.12 is 12 % more. `null` where either is too few. */
  readonly difference: number | null;
  /** 95 %, from drawing employers anew. */
  readonly interval: Interval | null;
}

interface Row {
  readonly employerId: number;
  readonly mid: number;
}

const DRAWS = 999;
/** Of many rows fewer draws tell the interval as well, and somebody waits. */
const MOST_WORK = 20_000_000;
const FEWEST_DRAWS = 199;

interface Sorted {
  readonly mids: Float64Array;
  /** Numbers of the employers beside. */
  readonly employers: Uint32Array;
}

function sorted(rows: readonly Row[], numberOf: ReadonlyMap<number, number>): Sorted {
  const order = rows.toSorted((x, y) => x.mid - y.mid || x.employerId - y.employerId);
  return { mids: Float64Array.from(order, (row) => row.mid), employers: Uint32Array.from(order, (row) => numberOf.get(row.employerId)!) };
}

/** The lower median of the rows, each as often as its employer was drawn; `null`: none was. */
function drawnMedian({ mids, employers }: Sorted, times: Uint32Array): number | null {
  let total = 0;
  for (let i = 0; i < employers.length; i++) total += times[employers[i]!]!;
  if (total === 0) return null;
  let reached = 0;
  for (let i = 0; i < employers.length; i++) {
    reached += times[employers[i]!]!;
    if (2 * reached >= total) return mids[i]!;
  }
  return null;
}

/**
 * Two groups' medians of pay in one currency and how far apart they are, with a 95 % percentile interval from drawing employers, not
 * listings (Cameron, Gelbach & Miller 2008): one employer's listings are alike, and it may be in both groups.
 */
export function medianDifference(a: readonly Row[], b: readonly Row[], currency: string): MedianDifference {
  const numbers = [...new Set([...a, ...b].map((row) => row.employerId))].sort((x, y) => x - y);
  const numberOf = new Map(numbers.map((employer, i) => [employer, i]));
  const [one, two] = [sorted(a, numberOf), sorted(b, numberOf)];
  const groupOf = (rows: readonly Row[], { mids }: Sorted): MedianGroup => {
    const employers = new Set(rows.map((row) => row.employerId)).size;
    const { median, reason } = allowedFigures(rows.length, employers, currency);
    return { n: rows.length, employers, median: median ? quantileOfSorted(mids, 0.5) : null, suppressedReason: reason };
  };
  const groups = { a: groupOf(a, one), b: groupOf(b, two) };
  if (groups.a.median === null || groups.b.median === null) return { ...groups, difference: null, interval: null };
  const uniform = uniformsOf(1);
  const draws = Math.min(DRAWS, Math.max(FEWEST_DRAWS, Math.floor(MOST_WORK / (a.length + b.length))));
  const ratios: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const times = new Uint32Array(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      const picked = Math.floor(uniform() * numbers.length);
      times[picked] = times[picked]! + 1;
    }
    const [x, y] = [drawnMedian(one, times), drawnMedian(two, times)];
    if (x !== null && y !== null) ratios.push(x / y - 1);
  }
  const told = Float64Array.from(ratios).sort();
  const enough = Math.min(groups.a.employers, groups.b.employers) >= PUBLICATION.median.employers && told.length >= FEWEST_DRAWS / 2;
  return {
    ...groups,
    difference: groups.a.median / groups.b.median - 1,
    interval: enough ? { low: quantileOfSorted(told, 0.025)!, high: quantileOfSorted(told, 0.975)! } : null,
  };
}

import type { FactorDimension, PayFacts } from '../domain/salary-factor.js';
import { FACTOR_DIMENSIONS, PUBLICATION } from '../domain/salary-factor.js';
import { cityOf, MOST_PLACES, regionOf } from './place-keys.js';
import type { PayModel } from './pay-model.js';
import { quantileOfSorted } from './quantiles.js';

/** Two sets of listings that a factor compares. */
export interface FactorCandidate {
  readonly dimension: FactorDimension;
  readonly value: string;
  readonly against: string;
  /** A code a row, −1: unknown. Rows with the code `own` have the property. */
  readonly codes: Int32Array;
  readonly own: number;
  /** The code of the rows that it is compared with; `null`: all other known ones. */
  readonly other: number | null;
}

/** 1: has the property; 2: is compared with; 0: neither. */
export function sideOf({ codes, own, other }: FactorCandidate, row: number): 0 | 1 | 2 {
  const code = codes[row]!;
  if (code === own) return 1;
  return other === null ? (code < 0 ? 0 : 2) : code === other ? 2 : 0;
}

export interface SideFacts {
  readonly n: number;
  readonly nAgainst: number;
  readonly employersWith: number;
  readonly employersAgainst: number;
  readonly employersWithBoth: number;
  /** Difference of raw medians, a share; `null` where a side is too small to show a median of. */
  readonly rawDifference: number | null;
}

/** A place below this has no row of its own among the factors: it could never be published. */
const FEWEST_FOR_A_PLACE = 30;

function coded(values: readonly (string | null)[]): { codes: Int32Array; names: Map<string, number>; counts: number[] } {
  const names = new Map<string, number>();
  const counts: number[] = [];
  const codes = Int32Array.from(values, (value) => {
    if (value === null) return -1;
    const code = names.get(value) ?? names.size;
    names.set(value, code);
    counts[code] = (counts[code] ?? 0) + 1;
    return code;
  });
  return { codes, names, counts };
}

/** All that could be compared in these rows: values with a base against it, places and industries against the others. */
export function factorCandidates(model: PayModel, dimensions: readonly FactorDimension[] = FACTOR_DIMENSIONS): FactorCandidate[] {
  const { rows, base } = model;
  const wanted = new Set(dimensions);
  const candidates: FactorCandidate[] = [];
  const againstBase = (dimension: 'level' | 'specialisation' | 'workplace', valueOf: (row: PayFacts) => string | null) => {
    if (!wanted.has(dimension)) return;
    const { codes, names } = coded(rows.map(valueOf));
    const against = base[dimension];
    const other = names.get(against) ?? -2;
    for (const [value, own] of names) if (own !== other) candidates.push({ dimension, value, against, codes, own, other });
  };
  const againstOthers = (dimension: FactorDimension, valueOf: (row: PayFacts) => string | null, fewest: number) => {
    if (!wanted.has(dimension)) return;
    const { codes, names, counts } = coded(rows.map(valueOf));
    const frequent = [...names]
      .filter(([, own]) => counts[own]! >= fewest)
      .sort(([a, one], [b, two]) => counts[two]! - counts[one]! || (a < b ? -1 : 1))
      .slice(0, names.size > 1 ? MOST_PLACES : 0);
    for (const [value, own] of frequent) candidates.push({ dimension, value, against: 'others', codes, own, other: null });
  };
  const againstNone = (dimension: 'language' | 'tag', valuesOf: (row: PayFacts) => readonly string[]) => {
    if (!wanted.has(dimension)) return;
    for (const value of new Set(rows.flatMap(valuesOf))) {
      const codes = new Int32Array(rows.length);
      for (let i = 0; i < codes.length; i++) codes[i] = valuesOf(rows[i]!).includes(value) ? 1 : 2;
      candidates.push({ dimension, value, against: 'none', codes, own: 1, other: 2 });
    }
  };
  againstBase('level', (row) => row.level);
  againstNone('language', (row) => row.languages);
  againstOthers('country', (row) => row.country, 1);
  againstOthers('region', regionOf, FEWEST_FOR_A_PLACE);
  againstOthers('city', cityOf, FEWEST_FOR_A_PLACE);
  againstOthers('industry', (row) => row.industry, 1);
  againstBase('specialisation', (row) => row.specialisation ?? 'none');
  againstBase('workplace', (row) => row.workplace);
  againstNone('tag', (row) => row.tags);
  const rank = (candidate: FactorCandidate) => `${candidate.dimension} ${candidate.value}`;
  return candidates.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Counts both sides of many candidates, with the rows sorted by pay once. */
export function createSideCounter(model: PayModel): (candidate: FactorCandidate) => SideFacts {
  const { rows, converted } = model;
  const mids = Float64Array.from(rows, (row) => (converted ? (row.eurMid ?? 0) : (row.annualMin + row.annualMax) / 2));
  const byPay = Uint32Array.from(rows, (_, i) => i).sort((a, b) => mids[a]! - mids[b]!);
  const numbers = new Map<number, number>();
  const employers = Uint32Array.from(rows, (row) => {
    const code = numbers.get(row.employerId) ?? numbers.size;
    numbers.set(row.employerId, code);
    return code;
  });
  const withValues = new Float64Array(rows.length);
  const againstValues = new Float64Array(rows.length);
  return (candidate) => {
    const seen = new Uint8Array(numbers.size);
    let n = 0;
    let nAgainst = 0;
    const { codes, own, other } = candidate;
    for (let j = 0; j < byPay.length; j++) {
      const i = byPay[j]!;
      const code = codes[i]!;
      if (code === own) {
        seen[employers[i]!]! |= 1;
        withValues[n++] = mids[i]!;
      } else if (other === null ? code >= 0 : code === other) {
        seen[employers[i]!]! |= 2;
        againstValues[nAgainst++] = mids[i]!;
      }
    }
    const count = (mask: number) => seen.reduce((sum, sides) => sum + ((sides & mask) === mask ? 1 : 0), 0);
    const [employersWith, employersAgainst] = [count(1), count(2)];
    const { listings, employers: fewest } = PUBLICATION.median;
    const shown = n >= listings && nAgainst >= listings && employersWith >= fewest && employersAgainst >= fewest;
    return {
      n,
      nAgainst,
      employersWith,
      employersAgainst,
      employersWithBoth: count(3),
      rawDifference: shown
        ? quantileOfSorted(withValues.subarray(0, n), 0.5)! / quantileOfSorted(againstValues.subarray(0, nAgainst), 0.5)! - 1
        : null,
    };
  };
}

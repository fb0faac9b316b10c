import type { FactorDimension, PayFacts } from '../domain/salary-factor.js';
import { PUBLICATION } from '../domain/salary-factor.js';
import { cityOf, regionOf } from './place-keys.js';
import type { PayModel } from './pay-model.js';
import { quantileOfSorted } from './quantiles.js';

/** Two sets of listings that a factor compares. */
export interface FactorCandidate {
  readonly dimension: FactorDimension;
  readonly value: string;
  readonly against: string;
  /** 1: has the property; 2: is compared with; 0: neither. */
  readonly sideOf: (row: number) => 0 | 1 | 2;
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
const FEWEST_FOR_A_PLACE = 10;

/** All that could be compared in these rows: values with a base against it, places and industries against the others. */
export function factorCandidates(model: PayModel): FactorCandidate[] {
  const { rows, base } = model;
  const candidates: FactorCandidate[] = [];
  const againstBase = (dimension: 'level' | 'specialisation' | 'workplace', valueOf: (row: PayFacts) => string | null) => {
    const values = rows.map(valueOf);
    const against = base[dimension];
    for (const value of new Set(values)) {
      if (value === null || value === against) continue;
      candidates.push({ dimension, value, against, sideOf: (i) => (values[i] === value ? 1 : values[i] === against ? 2 : 0) });
    }
  };
  const againstOthers = (dimension: FactorDimension, valueOf: (row: PayFacts) => string | null, fewest: number) => {
    const values = rows.map(valueOf);
    const counts = new Map<string, number>();
    for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const [value, n] of counts) {
      if (n < fewest || counts.size < 2) continue;
      candidates.push({ dimension, value, against: 'others', sideOf: (i) => (values[i] === value ? 1 : values[i] === null ? 0 : 2) });
    }
  };
  const againstNone = (dimension: 'language' | 'tag', valuesOf: (row: PayFacts) => readonly string[]) => {
    for (const value of new Set(rows.flatMap(valuesOf))) {
      const has = Uint8Array.from(rows, (row) => (valuesOf(row).includes(value) ? 1 : 2));
      candidates.push({ dimension, value, against: 'none', sideOf: (i) => (has[i] === 1 ? 1 : 2) });
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
  const codes = new Map<number, number>();
  const employers = Uint32Array.from(rows, (row) => {
    const code = codes.get(row.employerId) ?? codes.size;
    codes.set(row.employerId, code);
    return code;
  });
  const withValues = new Float64Array(rows.length);
  const againstValues = new Float64Array(rows.length);
  return (candidate) => {
    const seen = new Uint8Array(codes.size);
    let n = 0;
    let nAgainst = 0;
    for (const i of byPay) {
      const side = candidate.sideOf(i);
      if (side === 0) continue;
      seen[employers[i]!]! |= side;
      if (side === 1) withValues[n++] = mids[i]!;
      else againstValues[nAgainst++] = mids[i]!;
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

import { visitScores } from './hedonic.js';
import type { HedonicFit } from './hedonic.js';
import type { SparseDesign } from './sparse-design.js';
import { dot, timesVector } from './symmetric-matrix.js';

export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
}

const DRAWS = 999;
const BISECTIONS = 24;
/** Webb's six points (2014): with few employers, ±1 alone has too few different draws. */
const WEBB = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];

/** Small generator of uniform numbers (mulberry32): the same figures for the same rows, always. */
export function uniformsOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Parts {
  readonly clusters: number;
  /** Σ over an employer of c'A⁻¹x̃ times residual; and how it moves per unit of the tested value. */
  readonly score: Float64Array;
  readonly scoreSlope: Float64Array;
  /** Row e, column f: what employer f's draw takes from the score of employer e; and its slope. */
  readonly taken: Float64Array;
  readonly takenSlope: Float64Array;
}

/** x̃_e'x̃_e · a for every employer, and a'x̃_e'e_e. */
function partsOf(fit: HedonicFit, weights: ReadonlyMap<number, number>): Parts {
  const { design, inverse } = fit;
  const { columns } = design;
  const contrast = new Float64Array(columns);
  for (const [column, weight] of weights) contrast[column] = weight;
  const a = timesVector(inverse, contrast, columns);
  const information = dot(contrast, a);
  const scores: Float64Array[] = [];
  const crossed: Float64Array[] = [];
  visitScores(design, fit.coefficients, (score, _touched, _reached, residuals, from) => {
    scores.push(Float64Array.from(score));
    crossed.push(crossOf(design, from, residuals.length, a));
  });
  const clusters = scores.length;
  const score = Float64Array.from(scores, (own) => dot(a, own));
  const scoreSlope = Float64Array.from(crossed, (own) => dot(a, own) / information);
  const taken = new Float64Array(clusters * clusters);
  const takenSlope = new Float64Array(clusters * clusters);
  const solvedScores = scores.map((own) => timesVector(inverse, own, columns));
  const solvedCross = crossed.map((own) => timesVector(inverse, own, columns));
  for (let e = 0; e < clusters; e++) {
    for (let f = 0; f < clusters; f++) {
      taken[e * clusters + f] = dot(crossed[e]!, solvedScores[f]!);
      takenSlope[e * clusters + f] = dot(crossed[e]!, solvedCross[f]!) / information;
    }
  }
  return { clusters, score, scoreSlope, taken, takenSlope };
}

function crossOf(design: SparseDesign, from: number, count: number, a: Float64Array): Float64Array {
  const { columns, rowStarts, active } = design;
  const product = new Float64Array(columns);
  const sums = new Float64Array(columns);
  let total = 0;
  for (let i = from; i < from + count; i++) {
    let value = 0;
    for (let k = rowStarts[i]!; k < rowStarts[i + 1]!; k++) value += a[active[k]!]!;
    total += value;
    for (let k = rowStarts[i]!; k < rowStarts[i + 1]!; k++) {
      product[active[k]!] = product[active[k]!]! + value;
      sums[active[k]!] = sums[active[k]!]! + 1;
    }
  }
  for (let column = 0; column < columns; column++) product[column] = product[column]! - (sums[column]! * total) / count;
  return product;
}

/** Share of restricted draws whose |t| reaches that of the data, when the true value is taken to be `estimate` − `distance`. */
function pValueAt(parts: Parts, draws: readonly Float64Array[], distance: number): number {
  const { clusters, score, scoreSlope, taken, takenSlope } = parts;
  let observedSquares = 0;
  for (let e = 0; e < clusters; e++) observedSquares += score[e]! ** 2;
  const observed = distance ** 2 / observedSquares;
  let reaching = 0;
  for (const draw of draws) {
    let shift = 0;
    let squares = 0;
    for (let e = 0; e < clusters; e++) {
      const own = draw[e]! * (score[e]! + scoreSlope[e]! * distance);
      shift += own;
      let left = own;
      for (let f = 0; f < clusters; f++) left -= draw[f]! * (taken[e * clusters + f]! + takenSlope[e * clusters + f]! * distance);
      squares += left * left;
    }
    if (shift ** 2 / squares >= observed - 1e-12) reaching++;
  }
  return (reaching + 1) / (draws.length + 1);
}

/**
 * Restricted wild cluster bootstrap of a weighted sum of coefficients (Cameron, Gelbach & Miller 2008; computed from
 * employers' sums as in Roodman, MacKinnon, Nielsen & Webb 2019), for few employers: p-value for no difference, and the 95 %
 * interval of the values that a test does not reject. For at most a few dozen employers: each draw costs their square.
 * @returns `null` when the test rejects no value within 100 standard errors: then there is no interval.
 */
export function wildBootstrap(
  fit: HedonicFit,
  weights: ReadonlyMap<number, number>,
  estimate: number,
  standardError: number,
): BootstrapInterval | null {
  const parts = partsOf(fit, weights);
  const uniform = uniformsOf(20_261_123);
  const draws = Array.from({ length: DRAWS }, () => Float64Array.from({ length: parts.clusters }, () => WEBB[Math.floor(uniform() * 6)]!));
  const edge = (sign: 1 | -1): number | null => {
    let inside = 0;
    let outside = 2 * standardError;
    while (pValueAt(parts, draws, -sign * outside) > 0.05) {
      inside = outside;
      outside *= 2;
      if (outside > 100 * standardError) return null;
    }
    for (let step = 0; step < BISECTIONS && outside - inside > 0.01 * standardError; step++) {
      const middle = (inside + outside) / 2;
      if (pValueAt(parts, draws, -sign * middle) > 0.05) inside = middle;
      else outside = middle;
    }
    return estimate + sign * outside;
  };
  const low = edge(-1);
  const high = edge(1);
  return low === null || high === null ? null : { low, high, pValue: pValueAt(parts, draws, estimate) };
}

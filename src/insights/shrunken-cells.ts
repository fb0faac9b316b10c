import { PUBLICATION } from '../domain/salary-factor.js';
import type { PayFacts, ShrunkenCell } from '../domain/salary-factor.js';
import { effectiveSize } from './employer-weights.js';
import type { LearntPay } from './learnt-pay.js';
import { createPredictionReader, createPredictor } from './mixed-model.js';
import { learnPay } from './salary-estimate.js';
import { dot, timesVector } from './symmetric-matrix.js';

/** A cell of fewer employers is told by the model alone, so that nobody's pay is read off an estimate. */
const FEWEST_EMPLOYERS_FOR_OWN_DATA = PUBLICATION.median.employers;
/** A listing counts with at most so many standard deviations: one odd figure must not speak for a small cell. */
const MOST_DEVIATIONS = 3;
/** Of a cell, in countries that the model knows too little of: above, it has no estimate. */
const MOST_IN_UNKNOWN_COUNTRIES = 0.2;

interface Cell {
  readonly key: readonly string[];
  readonly n: number;
  readonly employers: number;
  /** Mean log pay, what the model expects of these listings, and the variances of both. */
  readonly mean: number;
  readonly expected: number;
  readonly sampling: number;
  readonly model: number;
}

/**
 * Variance τ² of cells about the model: how much cells differ beyond what their properties and sampling explain. It solves
 * Σ (ȳ − x'β̂)²/(τ² + v) = C − 1 (Fay & Herriot's own moments, 1979: the one-step formula Σ…/v lets the largest cells decide). The
 * model's coefficients rest on listings, not on cells, so that one degree of freedom is taken off.
 */
function cellSpreadOf(cells: readonly Cell[]): number {
  const excess = (spread: number) =>
    cells.reduce((sum, { mean, expected, sampling }) => sum + (mean - expected) ** 2 / (spread + sampling), 0) - (cells.length - 1);
  if (cells.length < 2 || excess(0) <= 0) return 0;
  let low = 0;
  let high = 1;
  while (excess(high) > 0 && high < 1e6) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Typical pay of cells too small to publish: each cell's mean log pay drawn toward what the hedonic model expects of its
 * listings, θ̂ = B ȳ + (1 − B) x'β̂ with B = τ²/(τ² + v), v the sampling variance for the cell's effective size (Fay & Herriot
 * 1979; Longford). `ownShare` is B; 0 below five employers. To be marked «estimated from similar postings».
 * @param input `rows` of the model's currency, or all of them where it learnt from converted ones; `keysOf`: the cells that a
 * listing is in, as in a summary. Cells without a paid listing are absent, and those of countries that too little was learnt of.
 */
export function cellEstimates(input: {
  readonly learnt: LearntPay;
  readonly rows: readonly PayFacts[];
  readonly keysOf: (row: PayFacts) => readonly (readonly string[])[];
}): ShrunkenCell[] {
  const { learnt } = input;
  const { spread, covariance, currency, converted } = learnt;
  const { columns, activeOf } = createPredictionReader(learnt.traits);
  const predict = createPredictor(learnt.seen.mean, learnt.seen.coefficients);
  const perListing = spread.between + spread.within;
  const correlation = spread.between / perListing;
  const most = MOST_DEVIATIONS * Math.sqrt(perListing);

  const members = new Map<string, { key: readonly string[]; rows: PayFacts[] }>();
  for (const row of new Map(input.rows.map((one) => [one.listingId, one])).values()) {
    const mid = converted ? row.eurMid : row.currency === currency ? (row.annualMin + row.annualMax) / 2 : null;
    if (mid === null || !(mid > 0)) continue;
    for (const key of input.keysOf(row)) {
      const name = JSON.stringify(key);
      const own = members.get(name);
      if (own === undefined) members.set(name, { key, rows: [row] });
      else if (own.rows.at(-1) !== row) own.rows.push(row);
    }
  }
  const known = new Set(learnt.knownCountries);
  const isKnown = ({ rows }: { readonly rows: readonly PayFacts[] }) =>
    rows.filter((row) => !known.has(row.country ?? '')).length <= MOST_IN_UNKNOWN_COUNTRIES * rows.length;
  const cells = [...members.values()].filter(isKnown).map((member): Cell => {
    const counts = new Map<number, number>();
    const average = new Float64Array(columns);
    const n = member.rows.length;
    let mean = 0;
    let expected = 0;
    for (const row of member.rows) {
      counts.set(row.employerId, (counts.get(row.employerId) ?? 0) + 1);
      const active = activeOf(row);
      for (const column of active) average[column] = average[column]! + 1 / n;
      const foreseen = predict(active);
      const log = Math.log(converted ? row.eurMid! : (row.annualMin + row.annualMax) / 2);
      mean += (foreseen + Math.min(most, Math.max(-most, log - foreseen))) / n;
      expected += foreseen / n;
    }
    return {
      key: member.key,
      n,
      employers: counts.size,
      mean,
      expected,
      sampling: perListing / effectiveSize(counts.values(), null, correlation),
      model: dot(average, timesVector(covariance, average, columns)),
    };
  });
  const between = cellSpreadOf(cells);
  return cells
    .map(({ key, n, employers, mean, expected, sampling, model: modelVariance }): ShrunkenCell => {
      const ownShare = employers < FEWEST_EMPLOYERS_FOR_OWN_DATA || between === 0 ? 0 : between / (between + sampling);
      const centre = ownShare * mean + (1 - ownShare) * expected;
      const variance = (ownShare === 0 ? between : ownShare * sampling) + (1 - ownShare) ** 2 * modelVariance;
      const reach = 1.96 * Math.sqrt(variance);
      const interval = { low: Math.exp(centre - reach), high: Math.exp(centre + reach) };
      return { key, currency, n, employers, estimate: Math.exp(centre), interval, ownShare };
    })
    .sort((a, b) => b.n - a.n || (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
}

/** The same, learnt from the rows themselves. @returns no cells below 100 listings of 20 employers. */
export function shrunkenCells(input: {
  readonly rows: readonly PayFacts[];
  readonly currency: string | null;
  readonly converted?: boolean;
  readonly keysOf: (row: PayFacts) => readonly (readonly string[])[];
}): ShrunkenCell[] {
  const learnt = learnPay(input);
  return 'refusal' in learnt ? [] : cellEstimates({ learnt, rows: input.rows, keysOf: input.keysOf });
}

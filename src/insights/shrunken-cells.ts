import type { PayFacts, ShrunkenCell } from '../domain/salary-factor.js';
import { effectiveSize } from './employer-weights.js';
import { ownShareOf, paySpreadOf, predictionDesignOf, solveMixed } from './mixed-model.js';
import { momentsOf } from './moments.js';
import { payModelOf } from './pay-model.js';
import { dot, timesVector } from './symmetric-matrix.js';

/** A cell of fewer employers is told by the model alone, so that nobody's pay is read off an estimate. */
const FEWEST_EMPLOYERS_FOR_OWN_DATA = 3;
const MODEL_RULE = { listings: 100, employers: 20 } as const;

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
 * 1979; Longford). `ownShare` is B; 0 below three employers. To be marked «estimated from similar postings».
 * @param keysOf the cells that a listing is in, as in a summary. Cells without a paid listing are absent.
 * @returns no cells below 100 listings of 20 employers: there is no model to draw toward.
 */
export function shrunkenCells(input: {
  readonly rows: readonly PayFacts[];
  readonly currency: string | null;
  readonly converted?: boolean;
  readonly keysOf: (row: PayFacts) => readonly (readonly string[])[];
}): ShrunkenCell[] {
  const model = payModelOf(input);
  const { rows } = model;
  if (rows.length < MODEL_RULE.listings || new Set(rows.map((row) => row.employerId)).size < MODEL_RULE.employers) return [];
  const prediction = predictionDesignOf(model);
  const { columns } = prediction;
  const spread = paySpreadOf(model, prediction);
  const fit = solveMixed(
    momentsOf(prediction.design, (n) => ownShareOf(spread, n)),
    columns,
    spread.within,
  );
  const perListing = spread.between + spread.within;
  const correlation = spread.between / perListing;

  const members = new Map<string, { key: readonly string[]; rows: number[] }>();
  rows.forEach((row, i) => {
    for (const key of input.keysOf(row)) {
      const name = JSON.stringify(key);
      const own = members.get(name);
      if (own === undefined) members.set(name, { key, rows: [i] });
      else if (own.rows.at(-1) !== i) own.rows.push(i);
    }
  });
  const cells = [...members.values()].map((member): Cell => {
    const counts = new Map<number, number>();
    for (const i of member.rows) counts.set(rows[i]!.employerId, (counts.get(rows[i]!.employerId) ?? 0) + 1);
    const average = new Float64Array(columns);
    let mean = 0;
    let expected = 0;
    for (const i of member.rows) {
      const active = prediction.activeOf(rows[i]!);
      for (const column of active) average[column] = average[column]! + 1 / member.rows.length;
      mean += model.y[i]! / member.rows.length;
      expected += fit.predict(active) / member.rows.length;
    }
    return {
      key: member.key,
      n: member.rows.length,
      employers: counts.size,
      mean,
      expected,
      sampling: perListing / effectiveSize(counts.values(), null, correlation),
      model: dot(average, timesVector(fit.covariance, average, columns)),
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
      return { key, currency: model.currency, n, employers, estimate: Math.exp(centre), interval, ownShare };
    })
    .sort((a, b) => b.n - a.n || (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
}

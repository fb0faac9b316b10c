import type { Contrast } from './contrast.js';
import { studentQuantile, studentTwoSided } from './distributions.js';
import type { HedonicFit, Refusal } from './hedonic.js';
import type { PayModel } from './pay-model.js';

/** What an employer pays beyond what level, place, languages and the rest explain. */
export interface EmployerEffect {
  readonly industry: string | null;
  readonly country: string;
  readonly listings: number;
  /** Mean log residual of its listings, the employer's own effect included. */
  readonly effect: number;
}

function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'unknown';
}

/** One effect an employer, those with one listing included. */
export function employerEffects(model: PayModel, fit: HedonicFit): EmployerEffect[] {
  const { design, coefficients } = fit;
  const effects: EmployerEffect[] = [];
  for (let g = 0; g + 1 < design.employerStarts.length; g++) {
    const from = design.employerStarts[g]!;
    const to = design.employerStarts[g + 1]!;
    let sum = 0;
    for (let i = from; i < to; i++) {
      sum += design.y[i]!;
      for (let a = design.rowStarts[i]!; a < design.rowStarts[i + 1]!; a++) sum -= coefficients[design.active[a]!]!;
    }
    const rows = Array.from(design.order.subarray(from, to), (i) => model.rows[i]!);
    effects.push({
      industry: rows[0]?.industry ?? null,
      country: commonest(rows.map((row) => row.country ?? 'unknown')),
      listings: to - from,
      effect: sum / (to - from),
    });
  }
  return effects;
}

/** Variance of employers' true effects beyond sampling (DerSimonian & Laird 1986), not below 0. */
function spreadOf(effects: readonly EmployerEffect[], residualVariance: number): number {
  let weights = 0;
  let squares = 0;
  let sum = 0;
  for (const { listings, effect } of effects) {
    const weight = listings / residualVariance;
    weights += weight;
    squares += weight ** 2;
    sum += weight * effect;
  }
  const mean = sum / weights;
  const heterogeneity = effects.reduce((total, { listings, effect }) => total + (listings / residualVariance) * (effect - mean) ** 2, 0);
  const spread = (heterogeneity - (effects.length - 1)) / (weights - squares / weights);
  return Number.isFinite(spread) ? Math.max(0, spread) : 0;
}

/**
 * Second stage for a property that every employer has or has not: employers' effects on it, weighted by their precision,
 * within the employers' main countries (pay levels of countries that no employer spans are in the effects), with
 * heteroscedasticity-robust errors (HC1). Sampling error of the first stage's coefficients is not carried on.
 */
export function industryContrast(effects: readonly EmployerEffect[], industry: string, residualVariance: number): Contrast | Refusal {
  const known = effects.filter((one) => one.industry !== null);
  const spread = spreadOf(known, residualVariance);
  const weightOf = (one: EmployerEffect) => 1 / (spread + residualVariance / one.listings);
  const byCountry = new Map<string, EmployerEffect[]>();
  for (const one of known) {
    const group = byCountry.get(one.country);
    if (group === undefined) byCountry.set(one.country, [one]);
    else group.push(one);
  }
  let cross = 0;
  let withEffect = 0;
  let employers = 0;
  let countries = 0;
  const rows: { weight: number; x: number; y: number }[] = [];
  for (const group of byCountry.values()) {
    const weights = group.reduce((sum, one) => sum + weightOf(one), 0);
    const share = group.reduce((sum, one) => sum + (one.industry === industry ? weightOf(one) : 0), 0) / weights;
    if (share === 0 || share === 1) continue;
    const mean = group.reduce((sum, one) => sum + weightOf(one) * one.effect, 0) / weights;
    countries++;
    for (const one of group) {
      const weight = weightOf(one);
      const x = (one.industry === industry ? 1 : 0) - share;
      const y = one.effect - mean;
      rows.push({ weight, x, y });
      employers++;
      cross += weight * x * x;
      withEffect += weight * x * y;
    }
  }
  const degreesOfFreedom = employers - countries - 1;
  if (!(cross > 0) || degreesOfFreedom < 1) return { refusal: 'no country has employers of this industry and of others' };
  const estimate = withEffect / cross;
  let meat = 0;
  let leverage = 0;
  for (const { weight, x, y } of rows) {
    meat += (weight * x * (y - estimate * x)) ** 2;
    leverage += (weight * x * x) ** 2;
  }
  const standardError = (Math.sqrt(meat) / cross) * Math.sqrt(employers / degreesOfFreedom);
  const effectiveEmployers = cross ** 2 / leverage;
  if (!(standardError > 0) || effectiveEmployers < 4) return { refusal: 'what is known of it rests on too few employers' };
  const degrees = Math.min(degreesOfFreedom, Math.max(1, effectiveEmployers - 1));
  const reach = studentQuantile(0.975, degrees) * standardError;
  return {
    estimate,
    standardError,
    degreesOfFreedom: degrees,
    low: estimate - reach,
    high: estimate + reach,
    pValue: studentTwoSided(estimate / standardError, degrees),
    effectiveEmployers,
  };
}

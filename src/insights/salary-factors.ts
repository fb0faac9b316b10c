import { FACTOR_DIMENSIONS } from '../domain/salary-factor.js';
import type { FactorDimension, SalaryFactor, SalaryFactors } from '../domain/salary-factor.js';
import { contrastOf, ENOUGH_EMPLOYERS } from './contrast.js';
import type { Contrast } from './contrast.js';
import { createSideCounter, factorCandidates, sideOf } from './factor-sides.js';
import type { FactorCandidate, SideFacts } from './factor-sides.js';
import { falseDiscoveryCheck } from './false-discovery.js';
import { fitWithinEmployers } from './hedonic.js';
import type { HedonicFit, Refusal } from './hedonic.js';
import { employerEffects, industryContrast } from './industry-effect.js';
import { PAY_MODEL_VERSION, payModelOf } from './pay-model.js';
import type { PayModel, PayModelInput } from './pay-model.js';
import { wildBootstrap } from './wild-bootstrap.js';

/** A factor is published with so many listings on each side, from so many employers that have both. */
export const FACTOR_RULE = { listings: 30, employers: 10 } as const;
const FALSE_DISCOVERY_RATE = 0.1;

/** How wide a place a row's column stands for: city, region, country, wider. */
const GRAINS = { city: 0, region: 1, country: 2, wider: 3 } as const;

function grainOf(place: string): number {
  const grain = place.split(' ', 1)[0]!;
  return grain === 'city' || grain === 'region' || grain === 'country' ? GRAINS[grain] : GRAINS.wider;
}

/** Adds count / total at the columns that have a count. */
function addShares(weights: Map<number, number>, counts: Float64Array, total: number, sign: 1 | -1): void {
  counts.forEach((count, column) => {
    if (count > 0) weights.set(column, (weights.get(column) ?? 0) + (sign * count) / total);
  });
}

/** Column weights of a candidate: what its listings have in its dimension on average, less what the other side has. */
function createWeights(model: PayModel, fit: HedonicFit): (candidate: FactorCandidate) => Map<number, number> | Refusal {
  const size = model.columns.length;
  const untold = new Uint8Array(size);
  for (const { weights } of fit.nullVectors) for (const [column] of weights) untold[column] = 1;
  // −1: the base place, which has no column.
  const columns = Int32Array.from(
    model.placeOfRow,
    (place) => model.columnOf('place', place) ?? (place === model.base.place ? -1 : (model.columnOf('place', 'other') ?? -1)),
  );
  const grains = Uint8Array.from(model.placeOfRow, grainOf);
  const ofPlace = (candidate: FactorCandidate, coarsest: number): Map<number, number> | Refusal => {
    const [own, ownUntold, others] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
    let [ownRows, ownUntoldRows, otherRows] = [0, 0, 0];
    for (let i = 0; i < columns.length; i++) {
      const side = sideOf(candidate, i);
      if (side === 0) continue;
      const column = columns[i]!;
      const told = column < 0 || untold[column] === 0;
      if (side === 1) {
        if (grains[i]! > coarsest)
          return { refusal: `«${candidate.value}» is not among the most frequent places, which alone are told apart` };
        if (told) ownRows++;
        else ownUntoldRows++;
        if (column >= 0) (told ? own : ownUntold)[column]!++;
      } else if (told) {
        otherRows++;
        if (column >= 0) others[column]!++;
      }
    }
    const weights = new Map<number, number>();
    // A place that no employer shares with another can be on neither side; if all are so, the refusal names it.
    if (ownRows > 0) addShares(weights, own, ownRows, 1);
    else addShares(weights, ownUntold, ownUntoldRows, 1);
    addShares(weights, others, otherRows, -1);
    return weights;
  };
  return (candidate) => {
    const { dimension, value } = candidate;
    if (dimension === 'country' || dimension === 'region' || dimension === 'city') return ofPlace(candidate, GRAINS[dimension]);
    const column = dimension === 'industry' ? null : model.columnOf(dimension, value);
    return new Map(column === null ? [] : [[column, 1]]);
  };
}

/** One language against the others as often as the other side asks for them. */
function amongLanguages(model: PayModel, candidate: FactorCandidate): Map<number, number> {
  const counts = new Float64Array(model.columns.length);
  let total = 0;
  model.rows.forEach((row, i) => {
    if (sideOf(candidate, i) !== 2) return;
    for (const language of row.languages) {
      const column = model.columnOf('language', language);
      if (column === null) continue;
      counts[column]!++;
      total++;
    }
  });
  const own = model.columnOf('language', candidate.value);
  const weights = new Map<number, number>(own === null ? [] : [[own, 1]]);
  if (total > 0) addShares(weights, counts, total, -1);
  return weights;
}

const percentOf = (log: number) => Math.exp(log) - 1;

interface Judged {
  readonly factor: SalaryFactor;
  readonly pValue: number | null;
}

function ruleReason(candidate: FactorCandidate, sides: SideFacts): string | null {
  const between = candidate.dimension === 'industry';
  const employers = between ? Math.min(sides.employersWith, sides.employersAgainst) : sides.employersWithBoth;
  if (sides.n >= FACTOR_RULE.listings && sides.nAgainst >= FACTOR_RULE.listings && employers >= FACTOR_RULE.employers) return null;
  const who = between ? `${employers} employers on the lesser side` : `${employers} employers that have both`;
  return `${sides.n} listings against ${sides.nAgainst}, ${who}: too few to publish (${FACTOR_RULE.listings} each and ${FACTOR_RULE.employers} needed)`;
}

function judged(candidate: FactorCandidate, sides: SideFacts, told: Contrast | Refusal, method: SalaryFactor['method']): Judged {
  const between = candidate.dimension === 'industry';
  const { dimension, value, against } = candidate;
  const refused = 'refusal' in told;
  return {
    pValue: refused ? null : told.pValue,
    factor: {
      dimension,
      value,
      against,
      // Kennedy (1981): exp(β̂) alone overstates the premium by half the estimate's variance.
      premium: refused ? null : percentOf(told.estimate - 0.5 * told.standardError ** 2),
      interval: refused ? null : { low: percentOf(told.low), high: percentOf(told.high) },
      rawDifference: sides.rawDifference,
      n: sides.n,
      nAgainst: sides.nAgainst,
      employers: between ? Math.min(sides.employersWith, sides.employersAgainst) : sides.employersWithBoth,
      stage: between ? 'between-employer' : 'within-employer',
      method: refused ? null : method,
      differsFromZero: null,
      suppressedReason: refused ? told.refusal : null,
    },
  };
}

/** With fewer than 30 employers the clustered error is too small: the wild bootstrap's interval and p-value stand in. */
function withinContrast(
  model: PayModel,
  fit: HedonicFit,
  weights: ReadonlyMap<number, number>,
): { told: Contrast | Refusal; method: SalaryFactor['method'] } {
  const told = contrastOf(fit, weights, (column) => model.columns[column]!.value);
  if ('refusal' in told || fit.employers >= ENOUGH_EMPLOYERS) return { told, method: 'cluster-robust' };
  const interval = wildBootstrap(fit, weights, told.estimate, told.standardError);
  if (interval === null) return { told: { refusal: `${fit.employers} employers are too few for an interval` }, method: null };
  return { told: { ...told, ...interval }, method: 'wild-bootstrap' };
}

/**
 * What each level, language, place, industry, specialisation, workplace and tag is worth all else equal: hedonic regression
 * of log pay with the employer absorbed, errors clustered by employer; an industry from a second regression between
 * employers. `dimensions`: which are asked for. Every value found has its row; `premium` is `null` with a reason where D3's rule (30 listings on each side, 10
 * employers that have both) or the data forbid it. Method and references: docs/method-statistics.md.
 */
export function salaryFactors(input: PayModelInput, dimensions: readonly FactorDimension[] = FACTOR_DIMENSIONS): SalaryFactors {
  const model = payModelOf(input);
  const fit = fitWithinEmployers(model.design);
  const refusal = 'refusal' in fit ? fit.refusal : null;
  const sidesOf = createSideCounter(model);
  const effects = 'refusal' in fit ? [] : employerEffects(model, fit);
  const weightsOf = 'refusal' in fit ? null : createWeights(model, fit);
  const all = factorCandidates(model, dimensions).map((candidate): Judged => {
    const sides = sidesOf(candidate);
    const reason = ruleReason(candidate, sides) ?? refusal;
    if (reason !== null || 'refusal' in fit || weightsOf === null) return judged(candidate, sides, { refusal: reason ?? '' }, null);
    if (candidate.dimension === 'industry') {
      return judged(candidate, sides, industryContrast(effects, candidate.value, fit.residualVariance), 'cluster-robust');
    }
    const weights = weightsOf(candidate);
    if ('refusal' in weights) return judged(candidate, sides, weights, null);
    const { told, method } = withinContrast(model, fit, weights);
    if (candidate.dimension === 'language' && 'refusal' in told) {
      // Where every listing asks for one language, none can be compared with asking for none: with the other languages it can.
      const among = withinContrast(model, fit, amongLanguages(model, candidate));
      if (!('refusal' in among.told)) return judged({ ...candidate, against: 'others' }, sides, among.told, among.method);
    }
    return judged(candidate, sides, told, method);
  });
  const tested = all.filter((one) => one.pValue !== null);
  const findings = falseDiscoveryCheck(
    tested.map((one) => one.pValue!),
    FALSE_DISCOVERY_RATE,
  );
  const finding = new Map(tested.map((one, i) => [one.factor, findings[i]!]));
  return {
    modelVersion: PAY_MODEL_VERSION,
    currency: model.currency,
    converted: model.converted,
    n: model.rows.length,
    employers: new Set(model.rows.map((row) => row.employerId)).size,
    nWithin: 'refusal' in fit ? 0 : fit.rows,
    employersWithin: 'refusal' in fit ? 0 : fit.employers,
    leftOut: model.leftOut,
    winsorised: model.winsorised,
    rSquaredWithin: 'refusal' in fit ? null : fit.rSquaredWithin,
    factors: all.map(({ factor }) => ({ ...factor, differsFromZero: finding.get(factor) ?? null })),
    refusal,
  };
}

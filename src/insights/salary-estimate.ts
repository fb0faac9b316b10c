import type { PayFacts, PayTraits, SalaryEstimate } from '../domain/salary-factor.js';
import { designOfEmployers, employerResiduals, ownShareOf, paySpreadOf, predictionDesignOf, solveMixed } from './mixed-model.js';
import type { PaySpread, PredictionDesign } from './mixed-model.js';
import { momentsOf } from './moments.js';
import { PAY_MODEL_VERSION, payModelOf } from './pay-model.js';
import type { PayModel } from './pay-model.js';
import { weightedQuantileOfSorted } from './quantiles.js';

/** An estimate needs a model of so many listings and employers. */
const ESTIMATE_RULE = { listings: 100, employers: 20 } as const;
const FOLDS = 10;
/** Of the 80 % interval. */
const TAIL = 0.1;

interface Reach {
  readonly low: number;
  readonly high: number;
}

export interface PayEstimator {
  readonly model: PayModel;
  readonly estimate: (traits: PayTraits) => SalaryEstimate;
}

function reachOf(errors: readonly { readonly value: number; readonly weight: number }[]): Reach {
  const sorted = errors.toSorted((a, b) => a.value - b.value);
  const values = sorted.map((error) => error.value);
  const weights = sorted.map((error) => error.weight);
  return { low: weightedQuantileOfSorted(values, weights, TAIL)!, high: weightedQuantileOfSorted(values, weights, 1 - TAIL)! };
}

/**
 * What held-out listings' log pay differs from what was expected of them, 10th and 90th percentile: employers are held out
 * whole, ten folds. `unknown`: nothing of the employer was seen; `known`: its other listings were. Each employer counts with
 * the root of its listings: by listing a few large employers would set the interval, by employer the many small ones.
 */
function heldOutReach(prediction: PredictionDesign, spread: PaySpread): { unknown: Reach; known: Reach | null } {
  const unknown: { value: number; weight: number }[] = [];
  const known: { value: number; weight: number }[] = [];
  const { design, columns } = prediction;
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = designOfEmployers(design, (g) => g % FOLDS !== fold);
    const { predict } = solveMixed(
      momentsOf(train, (n) => ownShareOf(spread, n)),
      columns,
      spread.within,
    );
    for (const { residuals, listings, mean } of employerResiduals(
      designOfEmployers(design, (g) => g % FOLDS === fold),
      predict,
    )) {
      const weight = 1 / Math.sqrt(listings);
      const share = ownShareOf(spread, listings - 1);
      for (const value of residuals) {
        unknown.push({ value, weight });
        if (listings > 1) known.push({ value: value - (share * (mean * listings - value)) / (listings - 1), weight });
      }
    }
  }
  return { unknown: reachOf(unknown), known: known.length >= ESTIMATE_RULE.listings ? reachOf(known) : null };
}

/**
 * Learns pay from listings that state it, to estimate it for one that does not: regression of log pay on level, place,
 * languages, specialisation, workplace, tags, industry, month and source with employers as random effects (what is known of an
 * employer is drawn toward what is expected of it). The 80 % interval is what held-out employers' listings differed by.
 * @returns a refusal below 100 listings of 20 employers.
 */
export function createPayEstimator(input: {
  readonly rows: readonly PayFacts[];
  /** `null`: the currency with most rows. */
  readonly currency: string | null;
  readonly converted?: boolean;
}): PayEstimator | { readonly refusal: string } {
  const model = payModelOf(input);
  const listings = model.rows.length;
  const employers = new Set(model.rows.map((row) => row.employerId)).size;
  if (listings < ESTIMATE_RULE.listings || employers < ESTIMATE_RULE.employers) {
    return {
      refusal: `${listings} listings from ${employers} employers: too few to estimate from (${ESTIMATE_RULE.listings} and ${ESTIMATE_RULE.employers} needed)`,
    };
  }
  const prediction = predictionDesignOf(model);
  const spread = paySpreadOf(model, prediction);
  const { predict } = solveMixed(
    momentsOf(prediction.design, (n) => ownShareOf(spread, n)),
    prediction.columns,
    spread.within,
  );
  const own = new Map<number, { listings: number; mean: number }>();
  for (const { from, listings: count, mean } of employerResiduals(prediction.design, predict)) {
    own.set(model.rows[prediction.design.order[from]!]!.employerId, { listings: count, mean });
  }
  const reach = heldOutReach(prediction, spread);
  return {
    model,
    estimate: (traits) => {
      const employer = own.get(traits.employerId);
      const ofThisEmployer = employer?.listings ?? 0;
      const expected = predict(prediction.activeOf(traits)) + ownShareOf(spread, ofThisEmployer) * (employer?.mean ?? 0);
      const { low, high } = ofThisEmployer > 0 && reach.known !== null ? reach.known : reach.unknown;
      return {
        modelVersion: PAY_MODEL_VERSION,
        mid: Math.exp(expected),
        currency: model.currency,
        interval: { low: Math.exp(expected + low), high: Math.exp(expected + high) },
        n: listings,
        employers,
        ofThisEmployer,
      };
    },
  };
}

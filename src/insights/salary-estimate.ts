import { PUBLICATION } from '../domain/salary-factor.js';
import type { PayFacts, PayTraits, SalaryEstimate } from '../domain/salary-factor.js';
import {
  createPredictionReader,
  createPredictor,
  designOfEmployers,
  employerResiduals,
  ownShareOf,
  paySpreadOf,
  predictionColumnsOf,
  predictionDesignOf,
  solveMixed,
} from './mixed-model.js';
import type { MixedFit, PaySpread, PredictionDesign } from './mixed-model.js';
import type { LearntPay, OwnPay, Reach } from './learnt-pay.js';
import { momentsOf } from './moments.js';
import { PAY_MODEL_VERSION, payModelOf } from './pay-model.js';
import type { SparseDesign } from './sparse-design.js';
import { weightedQuantileOfSorted } from './quantiles.js';

/** An estimate needs a model of so many listings and employers. */
export const ESTIMATE_RULE = { listings: 100, employers: 20 } as const;
const FOLDS = 10;
/** Of the 80 % interval. */
const TAIL = 0.1;

export interface PayEstimator {
  readonly estimate: (traits: PayTraits) => SalaryEstimate;
  /** Whether enough was learnt of its country: pay elsewhere says nothing of pay there, and an estimate of it is not to be shown. */
  readonly speaksOf: (traits: Pick<PayTraits, 'country'>) => boolean;
}

type Errors = { value: number; weight: number }[];

function reachOf(errors: Errors): Reach {
  const sorted = errors.toSorted((a, b) => a.value - b.value);
  const values = sorted.map((error) => error.value);
  const weights = sorted.map((error) => error.weight);
  return { low: weightedQuantileOfSorted(values, weights, TAIL)!, high: weightedQuantileOfSorted(values, weights, 1 - TAIL)! };
}

/**
 * Two expectations. Of a seen employer: its effect is random, and its own listings then say what it is. Of an unseen one:
 * nothing is absorbed, for what sets employers apart from each other (those in one city pay more) is all there is to go by.
 */
function fitBoth(design: SparseDesign, columns: number, spread: PaySpread): { seen: MixedFit; unseen: MixedFit } {
  return {
    seen: solveMixed(
      momentsOf(design, (n) => ownShareOf(spread, n)),
      columns,
      spread.within,
    ),
    unseen: solveMixed(
      momentsOf(design, () => 0),
      columns,
      spread.within + spread.between,
    ),
  };
}

/**
 * What held-out listings' log pay differs from what was expected of them, 10th and 90th percentile: employers are held out
 * whole, ten folds. `unseen`: nothing of the employer was known; `seen`: its other listings were. Each employer counts with
 * the root of its listings: by listing a few large employers would set the interval, by employer the many small ones.
 */
function heldOutReach({ design, columns }: PredictionDesign, spread: PaySpread): { unseen: Reach; seen: Reach | null } {
  const unseen: Errors = [];
  const seen: Errors = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const fits = fitBoth(
      designOfEmployers(design, (g) => g % FOLDS !== fold),
      columns,
      spread,
    );
    const held = designOfEmployers(design, (g) => g % FOLDS === fold);
    for (const { residuals, listings } of employerResiduals(held, fits.unseen.predict)) {
      for (const value of residuals) unseen.push({ value, weight: 1 / Math.sqrt(listings) });
    }
    for (const { residuals, listings, mean } of employerResiduals(held, fits.seen.predict)) {
      if (listings < 2) continue;
      const share = ownShareOf(spread, listings - 1);
      for (const value of residuals) {
        seen.push({ value: value - (share * (mean * listings - value)) / (listings - 1), weight: 1 / Math.sqrt(listings) });
      }
    }
  }
  return { unseen: reachOf(unseen), seen: seen.length >= ESTIMATE_RULE.listings ? reachOf(seen) : null };
}

const mostFrequent = (values: Iterable<string>): string | null => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
};

/** Of each country with paid rows, the currency that most of them state. */
function currenciesOf(rows: readonly PayFacts[]): Record<string, string> {
  const byCountry = new Map<string, string[]>();
  for (const { country, currency } of rows) {
    if (country === null) continue;
    const own = byCountry.get(country);
    if (own === undefined) byCountry.set(country, [currency]);
    else own.push(currency);
  }
  return Object.fromEntries([...byCountry].flatMap(([country, stated]) => [[country, mostFrequent(stated) ?? 'EUR']]));
}

/** Countries of at least ten listings and five employers: of fewer the model would repeat one employer, or guess from elsewhere. */
function knownCountriesOf(rows: readonly PayFacts[]): string[] {
  const byCountry = new Map<string, number[]>();
  for (const { country, employerId } of rows) {
    const own = byCountry.get(country ?? '');
    if (own === undefined) byCountry.set(country ?? '', [employerId]);
    else own.push(employerId);
  }
  const { listings, employers } = PUBLICATION.median;
  return [...byCountry]
    .filter(([, own]) => own.length >= listings && new Set(own).size >= employers)
    .map(([country]) => country)
    .sort();
}

/**
 * Learns pay from listings that state it, to estimate it for one that does not: regression of log pay on level, place,
 * languages, specialisation, workplace, tags, industry, month and source. What an employer's own listings say is drawn toward
 * what is expected of it, the less they are the more. The 80 % interval is what held-out employers' listings differed by.
 * @returns a refusal below 100 listings of 20 employers.
 */
export function learnPay(input: {
  readonly rows: readonly PayFacts[];
  /** `null`: the currency with most rows. */
  readonly currency: string | null;
  readonly converted?: boolean;
}): LearntPay | { readonly refusal: string } {
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
  const fits = fitBoth(prediction.design, prediction.columns, spread);
  const own = new Map<number, OwnPay>();
  for (const { from, listings: count, mean } of employerResiduals(prediction.design, fits.seen.predict)) {
    own.set(model.rows[prediction.design.order[from]!]!.employerId, { listings: count, mean });
  }
  const expectationOf = ({ mean, coefficients }: MixedFit) => ({ mean, coefficients });
  return {
    modelVersion: PAY_MODEL_VERSION,
    currency: model.currency,
    converted: model.converted,
    n: listings,
    employers,
    traits: predictionColumnsOf(model),
    spread,
    seen: expectationOf(fits.seen),
    unseen: expectationOf(fits.unseen),
    covariance: fits.seen.covariance,
    own,
    reach: heldOutReach(prediction, spread),
    currencyOfCountry: currenciesOf(model.rows),
    knownCountries: knownCountriesOf(model.rows),
  };
}

/** Estimates from what was learnt. */
export function createEstimator(learnt: LearntPay): PayEstimator {
  const { seen, unseen, own, reach, spread } = learnt;
  const { activeOf } = createPredictionReader(learnt.traits);
  const known = new Set(learnt.knownCountries);
  const [ofSeen, ofUnseen] = [createPredictor(seen.mean, seen.coefficients), createPredictor(unseen.mean, unseen.coefficients)];
  return {
    speaksOf: ({ country }) => known.has(country ?? ''),
    estimate: (traits) => {
      const employer = own.get(traits.employerId);
      const active = activeOf(traits);
      const expected = employer === undefined ? ofUnseen(active) : ofSeen(active) + ownShareOf(spread, employer.listings) * employer.mean;
      const { low, high } = employer !== undefined && reach.seen !== null ? reach.seen : reach.unseen;
      return {
        modelVersion: learnt.modelVersion,
        mid: Math.exp(expected),
        currency: learnt.currency,
        interval: { low: Math.exp(expected + low), high: Math.exp(expected + high) },
        n: learnt.n,
        employers: learnt.employers,
        ofThisEmployer: employer?.listings ?? 0,
      };
    },
  };
}

/** Both at once. @returns a refusal below 100 listings of 20 employers. */
export function createPayEstimator(input: Parameters<typeof learnPay>[0]): PayEstimator | { readonly refusal: string } {
  const learnt = learnPay(input);
  return 'refusal' in learnt ? learnt : createEstimator(learnt);
}

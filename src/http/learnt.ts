import type { LearntPay } from '../insights/learnt-pay.js';
import type { PayEstimator } from '../insights/salary-estimate.js';
import type { HttpDeps } from './deps.js';

/** A model is learnt once a day: asking the database every few minutes is enough. */
const GOOD_FOR_MS = 5 * 60_000;

export interface Learnt {
  readonly learnt: LearntPay;
  readonly asOf: string;
  readonly estimator: PayEstimator;
}

/** What the last refresh learnt of pay, kept for some minutes; `null`: nothing yet. */
export function createLearntReader(deps: Pick<HttpDeps, 'store' | 'insights' | 'now'>): () => Promise<Learnt | null> {
  let kept: { readonly at: number; readonly value: Promise<Learnt | null> } | null = null;
  async function read(): Promise<Learnt | null> {
    const stored = await deps.store.storedModel('EUR');
    if (stored === null) return null;
    const learnt = deps.insights.readLearntPay(stored.body);
    return { learnt, asOf: stored.asOf, estimator: deps.insights.createEstimator(learnt) };
  }
  return () => {
    const at = deps.now().getTime();
    if (kept !== null && at - kept.at < GOOD_FOR_MS) return kept.value;
    const value = read();
    kept = { at, value };
    const own = kept;
    // Neither a failure nor «nothing yet» is remembered.
    value.then(
      (found) => {
        if (found === null && kept === own) kept = null;
      },
      () => {
        if (kept === own) kept = null;
      },
    );
    return value;
  };
}

import type { PayHistogram } from '#src/web/charts/pay-histogram';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import { createKeptAnswers } from '../kept-answers.js';
import type { PageDeps } from './pages-deps.js';

const FEWEST = 10;
const BINS = 24;
const KEPT = 200;
/** So many amounts show how pay lies as well as all would, and bound the question. */
const MOST_DRAWN = 4000;
/** Round steps of yearly pay. */
const STEPS = [1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000];

/** Equal round steps from the lower to the upper end of the middle 98 %; what lies outside is counted in the first and last. */
export function binsOf(amounts: readonly number[], currency: string): PayHistogram | null {
  if (amounts.length < FEWEST) return null;
  const sorted = amounts.toSorted((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length * 0.01)] ?? 0;
  const high = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? low;
  const step = STEPS.find((one) => (high - low) / one <= BINS - 1) ?? STEPS.at(-1) ?? 1;
  const start = Math.floor(low / step) * step;
  const size = Math.max(4, Math.floor((high - start) / step) + 1);
  if (size > BINS * 2) return null;
  const counts = Array.from({ length: size }, () => 0);
  for (const amount of sorted) {
    const at = Math.min(size - 1, Math.max(0, Math.floor((amount - start) / step)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return {
    currency,
    n: sorted.length,
    isCut: false,
    bins: counts.map((count, at) => ({ from: start + at * step, to: start + (at + 1) * step, count })),
  };
}

/** Pay of what a search finds: of the newest so many, kept for ten minutes by search. */
export function createPayHistograms(deps: Pick<PageDeps, 'store' | 'insights' | 'now'>) {
  const kept = createKeptAnswers<PayHistogram | null>(deps, KEPT);

  async function make(filter: ListingFilter, now: Date): Promise<PayHistogram | null> {
    const currency = filter.currency ?? 'EUR';
    const perEuro = await deps.insights.perEuro(currency, now);
    if (perEuro === null) return null;
    const amounts = await deps.store.payAmounts(filter, currency, perEuro, MOST_DRAWN, now);
    const histogram = binsOf(amounts, currency);
    return histogram === null ? null : { ...histogram, isCut: amounts.length === MOST_DRAWN };
  }

  return {
    /** @returns `null` where fewer than ten listings state comparable pay. */
    of(filter: ListingFilter, now: Date): Promise<PayHistogram | null> {
      return kept(listingFilterParams(filter).toString(), () => make(filter, now));
    },
  };
}

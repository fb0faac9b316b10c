import { STORED_MONTHS } from '../domain/pay-scope.js';
import { ListingFilter } from '../domain/listing-filter.js';
import type { StoredFactors } from '../store.js';
import type { HttpDeps } from './deps.js';
import { windowOf } from './routes/salaries.js';

/** Factors of a scope, stored by the last refresh or made for this question. */
export type FactorReading = StoredFactors & { readonly provisional: boolean };

const EVERYTHING = ListingFilter.parse({});

/** Reads factors as the last refresh left them; what it did not keep is made from the rows at hand, and marked provisional. */
export function createFactorReading(deps: Pick<HttpDeps, 'store' | 'now' | 'insights'>) {
  async function make(country: string | null, months: number): Promise<FactorReading> {
    const now = deps.now();
    const window = windowOf(months, now);
    const filter = country === null ? EVERYTHING : { ...EVERYTHING, country: { any: [country], not: [] } };
    const [rows, counts] = await Promise.all([
      deps.store.payFacts(filter, window, now, true),
      deps.store.listingCounts(filter, [], window, now),
    ]);
    const own = country === null ? rows : rows.filter((row) => row.country === country);
    return {
      country,
      months,
      asOf: now.toISOString(),
      listings: Math.max(
        own.length,
        counts.reduce((sum, one) => sum + one.listings, 0),
      ),
      factors: deps.insights.scopeFactors({ rows: own, currency: null }),
      provisional: true,
    };
  }

  return async (country: string | null, months: number): Promise<FactorReading> => {
    const isKept = (STORED_MONTHS as readonly number[]).includes(months);
    const stored = isKept ? await deps.store.factorsOf(country, months) : null;
    return stored === null ? make(country, months) : { ...stored, provisional: false };
  };
}

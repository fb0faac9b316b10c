import { queryOf } from '#src/web/filter-links';
import { inCountry, levelName } from '../../domain/value-names.js';
import type { PeerPay } from '#src/web/listing-pay';
import type { Listing } from '../../domain/listing.js';
import { statisticLevelOf } from '../../domain/level.js';
import type { SalaryCell } from '../../domain/salary-factor.js';
import { isUsableForStatistics } from '../../domain/salary.js';
import type { PageDeps } from './pages-deps.js';
import { EVERYTHING } from './pages-filter.js';
import { windowOf } from './salaries.js';

const KEPT = 300;
/** Peers of a year change slowly: a cell is good for this long. */
const GOOD_FOR_MS = 10 * 60_000;

/** Pay of the listings of one level in one country, kept for ten minutes. */
export function createPeerPay(deps: Pick<PageDeps, 'store' | 'insights'>) {
  const kept = new Map<string, { readonly at: number; readonly cells: readonly SalaryCell[] }>();

  /** Cells by level; a level that is only assumed is its own group. */
  async function cellsOf(country: string | null, currency: string, perEuro: number, now: Date): Promise<readonly SalaryCell[]> {
    const key = `${country ?? ''} ${currency}`;
    const known = kept.get(key);
    if (known !== undefined && now.getTime() - known.at < GOOD_FOR_MS) return known.cells;
    const filter = country === null ? EVERYTHING : { ...EVERYTHING, country: { any: [country], not: [] } };
    const rows = await deps.store.payRows(filter, ['level'], windowOf(12, now), now);
    const { cells } = deps.insights.salarySummary({ rows, listings: [], currency, perEuro });
    kept.set(key, { at: now.getTime(), cells });
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return cells;
  }

  return {
    /** @returns `null` where nobody of its like states pay. */
    async of(listing: Listing, now: Date): Promise<PeerPay | null> {
      const country = listing.locations.find((place) => place.country !== null)?.country ?? null;
      const { salary } = listing;
      const usable = salary !== null && isUsableForStatistics(salary) ? salary : null;
      const currency = usable?.currency ?? 'EUR';
      const perEuro = await deps.insights.perEuro(currency, now);
      if (perEuro === null) return null;
      const level = statisticLevelOf(listing.level, listing.levelBasis);
      const cell = (await cellsOf(country, currency, perEuro, now)).find((one) => one.key[0] === level);
      if (cell === undefined) return null;
      const own =
        usable === null || usable.annualMin === null || usable.annualMax === null ? null : (usable.annualMin + usable.annualMax) / 2;
      const name = level === 'unmarked' ? 'listings that name no level' : `${levelName(level).toLowerCase()} listings`;
      const filter = {
        ...EVERYTHING,
        level: level === 'unmarked' ? undefined : { any: [level], not: [] },
        country: country === null ? undefined : { any: [country], not: [] },
      };
      return {
        cell,
        own,
        words: country === null ? name : `${name} ${inCountry(country)}`,
        href: `/salaries${queryOf(filter, { by: 'language', currency })}`,
      };
    },
  };
}

import type { PageGrouping, SalaryAnswer } from '#src/web/salary-table';
import { LEVELS } from '../../domain/level.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import type { SalaryCell } from '../../domain/salary-factor.js';
import { createKeptAnswers } from '../kept-answers.js';
import { createPayReadings } from '../pay-readings.js';
import { widenedReading } from '../salary-reading.js';
import type { PageDeps } from './pages-deps.js';
import { windowOf } from './salaries.js';

const MOST_ROWS = 60;
const MOST_KEPT = 100;
const LADDER: readonly string[] = [...LEVELS, 'unmarked'];

const byLadder = (a: SalaryCell, b: SalaryCell): number => LADDER.indexOf(a.key[0] ?? '') - LADDER.indexOf(b.key[0] ?? '');

/** @param perEuro units of the currency per euro, now */
export type SalaryAnswers = (
  filter: ListingFilter,
  by: PageGrouping,
  currency: string,
  perEuro: number,
  now: Date,
) => Promise<SalaryAnswer>;

/** Pay by group for pages, levels in the ladder's order, the rest by count. */
export function createSalaryAnswers(deps: Pick<PageDeps, 'store' | 'insights' | 'now' | 'payReadings'>): SalaryAnswers {
  const pay = deps.payReadings ?? createPayReadings(deps);
  const kept = createKeptAnswers<SalaryAnswer>(deps, MOST_KEPT);

  async function reckon(filter: ListingFilter, by: PageGrouping, currency: string, perEuro: number, now: Date): Promise<SalaryAnswer> {
    const window = windowOf(12, now);
    const question = { filter, by: [by], window, currency, perEuro, ppp: false };
    const [summary, overall] = await Promise.all([pay.salaries(question), pay.salaries({ ...question, by: [] })]);
    const wider = await widenedReading({ store: deps.store, read: pay.salaries }, { ...question, by: [] }, overall);
    const inOrder = by === 'level' ? summary.cells.toSorted(byLadder) : summary.cells;
    const notes = summary.leftOut === 0 ? [] : [`${summary.leftOut} paid listings have no known exchange rate and are left out.`];
    if (inOrder.length > MOST_ROWS) notes.push(`The ${MOST_ROWS} largest of ${inOrder.length} groups are shown.`);
    return {
      cells: inOrder.slice(0, MOST_ROWS),
      overall: overall.cells[0] ?? null,
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      asOf: now.toISOString(),
      conversion: `Figures in other currencies are converted to EUR by the rate of the day they were first seen${currency === 'EUR' ? '' : `, then to ${currency} by today’s`}.`,
      notes,
      wider: wider === null ? null : { filter: wider.filter, cell: wider.reading.cells[0] ?? null },
    };
  }

  return async (filter, by, currency, perEuro, now) => {
    const key = `${await deps.store.dataVersion()} ${by} ${currency} ${listingFilterParams(filter).toString()}`;
    return kept(key, () => reckon(filter, by, currency, perEuro, now));
  };
}

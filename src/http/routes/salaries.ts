import { createRoute, z } from '@hono/zod-openapi';
import { PUBLICATION, SALARY_GROUPINGS, type PayRow, type SalaryGrouping } from '../../domain/salary-factor.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import { SalariesAnswer } from '../answers/salary-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import type { HttpDeps } from '../deps.js';
import { FILTER_PARAMETERS, filterOf } from '../filter-parameters.js';
import { parameter, strictFields, wordsParameter } from '../parameters.js';
import { ProblemError } from '../problem.js';
import { createRouter, json, problems } from '../router.js';

export const WINDOWS = { '1m': 1, '3m': 3, '6m': 6, '12m': 12, '24m': 24, '36m': 36, '60m': 60 } as const;
const WINDOW_NAMES = Object.keys(WINDOWS) as (keyof typeof WINDOWS)[];
const DEFAULT_WINDOW = '12m';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

const route = createRoute({
  method: 'get',
  path: '/salaries',
  tags: ['Pay'],
  summary: 'What listings pay, by group',
  description:
    'Yearly gross base pay by one or two properties, over listings first seen in the window, open or closed. No figure rests on fewer than ten listings or five employers.',
  request: {
    query: strictFields({
      ...FILTER_PARAMETERS,
      by: wordsParameter(SALARY_GROUPINGS, 2, 'One or two properties to group by (default: level); separated by a comma or repeated.'),
      window: parameter(z.enum(WINDOW_NAMES).optional(), {
        description: 'Listings first seen in these last months.',
        type: 'string',
        enum: WINDOW_NAMES,
        default: DEFAULT_WINDOW,
      }),
      currency: parameter(
        z
          .string()
          .max(10)
          .transform((code) => code.toUpperCase())
          .refine((code) => CURRENCIES.has(code), {
            error: 'is no currency (ISO 4217)',
            params: { allowed: [...CURRENCIES] },
          })
          .optional(),
        {
          description:
            'ISO 4217: convert every row into it. Absent: the currency with most rows, unconverted. Also the currency of `salaryMin` and `salaryMax`.',
          type: 'string',
          examples: ['EUR'],
        },
      ),
    }),
  },
  responses: { 200: json(SalariesAnswer, 'Cells, the largest groups first.'), ...problems(400, 429, 503) },
});

/** So many months before `now`, the same day of the month or its last. */
export function windowOf(months: number, now: Date): { readonly from: Date; readonly to: Date } {
  const from = new Date(now);
  from.setUTCDate(1);
  from.setUTCMonth(from.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 0)).getUTCDate();
  from.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return { from, to: now };
}

/** An answer about few companies says what they posted, and no more. */
const namesFewCompanies = (filter: ListingFilter): boolean =>
  filter.company !== undefined && filter.company.any.length > 0 && filter.company.any.length < PUBLICATION.median.employers;

function keysOf(row: PayRow): readonly (readonly string[])[] {
  let keys: (readonly string[])[] = [[]];
  for (const values of row.groups) keys = keys.flatMap((key) => values.map((value) => [...key, value]));
  return keys;
}

/** Lowest and highest stated figure by group and currency, never converted. */
export function statedRanges(rows: readonly PayRow[]) {
  const ranges = new Map<string, { key: readonly string[]; currency: string; n: number; lowest: number; highest: number }>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const name = JSON.stringify([key, row.currency]);
      const range = ranges.get(name) ?? { key, currency: row.currency, n: 0, lowest: row.annualMin, highest: row.annualMax };
      range.n += 1;
      range.lowest = Math.min(range.lowest, row.annualMin);
      range.highest = Math.max(range.highest, row.annualMax);
      ranges.set(name, range);
    }
  }
  return [...ranges.values()].sort((a, b) => b.n - a.n);
}

export function createSalaryRoutes(deps: Pick<HttpDeps, 'store' | 'now' | 'insights'>, answers: AnswerCache) {
  return createRouter().openapi(route, async (context) => {
    const { currency: target, ...query } = context.req.valid('query');
    const hasFigures = query.salaryMin !== undefined || query.salaryMax !== undefined;
    const filter = filterOf({ ...query, ...(hasFigures && target !== undefined ? { currency: target } : {}) });
    const by: readonly SalaryGrouping[] = query.by === undefined || query.by.length === 0 ? ['level'] : query.by;
    const months = WINDOWS[query.window ?? DEFAULT_WINDOW];
    return answers.json<z.output<typeof SalariesAnswer>>(context, async () => {
      const now = deps.now();
      const window = windowOf(months, now);
      const [rows, groups, whole, perEuro] = await Promise.all([
        deps.store.payRows(filter, by, window, now),
        deps.store.listingCounts(filter, by, window, now),
        deps.store.listingCounts(filter, [], window, now),
        target === undefined ? null : deps.insights.perEuro(target, now),
      ]);
      if (target !== undefined && perEuro === null) {
        throw new ProblemError('invalid-request', `currency: no exchange rate for ${target} is known here`, [
          { parameter: 'currency', detail: `no exchange rate for ${target} is known here` },
        ]);
      }
      const summary = deps.insights.salarySummary({ rows, listings: groups, currency: target ?? null, perEuro });
      const listings = Math.max(
        whole.reduce((sum, group) => sum + group.listings, 0),
        rows.length,
      );
      return {
        data: summary.cells,
        by,
        asOf: now.toISOString(),
        currency: summary.currency,
        converted: summary.converted,
        currencies: summary.currencies,
        leftOut: summary.leftOut,
        window: { from: window.from.toISOString(), to: window.to.toISOString(), months },
        n: rows.length,
        employers: new Set(rows.map((row) => row.employerId)).size,
        listings,
        shareWithPay: listings === 0 ? 0 : rows.length / listings,
        suppressed: summary.cells.filter((cell) => cell.suppressedReason !== null).length,
        stated: namesFewCompanies(filter) ? statedRanges(rows) : null,
      };
    });
  });
}

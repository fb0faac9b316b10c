import { createRoute, z } from '@hono/zod-openapi';
import { SALARY_GROUPINGS, type SalaryGrouping } from '../../domain/salary-factor.js';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import { SalariesAnswer, type SalaryCellAnswer } from '../answers/salary-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import type { HttpDeps } from '../deps.js';
import { FILTER_PARAMETERS, filterOf } from '../filter-parameters.js';
import { parameter, strictFields, wordsParameter } from '../parameters.js';
import { ProblemError } from '../problem.js';
import type { Learnt } from '../learnt.js';
import { csvField } from '../listing-csv.js';
import { createPayReadings } from '../pay-readings.js';
import { placeOfFilter, widenedReading, type ReadCell, type SalaryQuestion, type SalaryReading } from '../salary-reading.js';
import { createRouter, json, problems, text } from '../router.js';

export const WINDOWS = { '1m': 1, '3m': 3, '6m': 6, '12m': 12, '24m': 24, '36m': 36, '60m': 60 } as const;
export const WINDOW_NAMES = Object.keys(WINDOWS) as (keyof typeof WINDOWS)[];
const DEFAULT_WINDOW = '12m';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** A currency's code, any case. */
export const currencyParameter = (description: string) =>
  parameter(
    z
      .string()
      .max(10)
      .transform((code) => code.toUpperCase())
      .refine((code) => CURRENCIES.has(code), { error: 'is no currency (ISO 4217)', params: { allowed: [...CURRENCIES] } })
      .optional(),
    { description, type: 'string', examples: ['EUR'] },
  );

const PARAMETERS = strictFields({
  ...FILTER_PARAMETERS,
  by: wordsParameter(SALARY_GROUPINGS, 2, 'One or two properties to group by (default: level); separated by a comma or repeated.'),
  window: parameter(z.enum(WINDOW_NAMES).optional(), {
    description: 'Listings first seen in these last months.',
    type: 'string',
    enum: WINDOW_NAMES,
    default: DEFAULT_WINDOW,
  }),
  currency: currencyParameter(
    'ISO 4217: convert every row into it. Absent: the currency with most rows, unconverted. Also the currency of `salaryMin` and `salaryMax`.',
  ),
  ppp: parameter(
    z
      .enum(['true', 'false'])
      .transform((word) => word === 'true')
      .optional(),
    {
      description: 'Also the median in international dollars (purchasing power), as a column of its own.',
      type: 'boolean',
      default: false,
    },
  ),
});

const route = createRoute({
  method: 'get',
  path: '/salaries',
  tags: ['Pay'],
  summary: 'What listings pay, by group',
  description:
    'Yearly gross base pay by one or two properties, over listings first seen in the window, open or closed. No figure rests on fewer than ten listings or five employers.',
  request: {
    query: PARAMETERS,
  },
  responses: { 200: json(SalariesAnswer, 'Cells, the largest groups first.'), ...problems(400, 429, 503) },
});

const csvRoute = createRoute({
  method: 'get',
  path: '/salaries.csv',
  tags: ['Pay'],
  summary: 'What listings pay, by group, as CSV',
  request: { query: PARAMETERS },
  responses: { 200: text('text/csv', 'One line a group.'), ...problems(400, 429, 503) },
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

const CSV_COLUMNS: readonly (readonly [string, (cell: ReadCell) => string | number | null])[] = [
  ['currency', (cell) => cell.currency],
  ['n', (cell) => cell.n],
  ['employers', (cell) => cell.employers],
  ['listings', (cell) => cell.listings],
  ['shareWithPay', (cell) => Number(cell.shareWithPay.toFixed(4))],
  ['p10', (cell) => cell.p10],
  ['p25', (cell) => cell.p25],
  ['p50', (cell) => cell.p50],
  ['p75', (cell) => cell.p75],
  ['p90', (cell) => cell.p90],
  ['medianLow', (cell) => cell.medianInterval?.low ?? null],
  ['medianHigh', (cell) => cell.medianInterval?.high ?? null],
  ['medianMin', (cell) => cell.medianMin],
  ['medianMax', (cell) => cell.medianMax],
  ['reweighted', (cell) => String(cell.reweighted)],
  ['estimate', (cell) => cell.estimate?.mid ?? null],
  ['estimateLow', (cell) => cell.estimate?.low ?? null],
  ['estimateHigh', (cell) => cell.estimate?.high ?? null],
  ['estimateOwnShare', (cell) => cell.estimate?.ownShare ?? null],
  ['pppMedian', (cell) => cell.ppp?.p50 ?? null],
  ['suppressedReason', (cell) => cell.suppressedReason],
];

function csvOf(by: readonly SalaryGrouping[], cells: readonly ReadCell[]): string {
  const head = [...by, ...CSV_COLUMNS.map(([name]) => name)].join(',');
  const lines = cells.map((cell) => [...cell.key, ...CSV_COLUMNS.map(([, read]) => read(cell))].map(csvField).join(','));
  return `${[head, ...lines].join('\r\n')}\r\n`;
}

type Query = z.output<(typeof route)['request']['query']>;

export function createSalaryRoutes(
  deps: Pick<HttpDeps, 'store' | 'now' | 'insights' | 'payReadings'>,
  answers: AnswerCache,
  learntPay: () => Promise<Learnt | null>,
) {
  const pay = deps.payReadings ?? createPayReadings(deps);

  async function questionOf({ currency: target, ...query }: Query, now: Date): Promise<SalaryQuestion> {
    const hasFigures = query.salaryMin !== undefined || query.salaryMax !== undefined;
    const perEuro = target === undefined ? null : await deps.insights.perEuro(target, now);
    if (target !== undefined && perEuro === null) {
      throw new ProblemError('invalid-request', `currency: no exchange rate for ${target} is known here`, [
        { parameter: 'currency', detail: `no exchange rate for ${target} is known here` },
      ]);
    }
    return {
      filter: filterOf({ ...query, ...(hasFigures && target !== undefined ? { currency: target } : {}) }),
      by: query.by === undefined || query.by.length === 0 ? ['level'] : query.by,
      window: windowOf(WINDOWS[query.window ?? DEFAULT_WINDOW], now),
      currency: target ?? null,
      perEuro,
      ppp: query.ppp ?? false,
    };
  }

  return createRouter()
    .openapi(csvRoute, async (context) => {
      const question = await questionOf(context.req.valid('query'), deps.now());
      const { cells } = await pay.salaries(question);
      return context.body(csvOf(question.by, cells), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="backboard-salaries.csv"',
      }) as never;
    })
    .openapi(route, async (context) => {
      const query = context.req.valid('query');
      return answers.json<z.output<typeof SalariesAnswer>>(context, async () => {
        const now = deps.now();
        const question = await questionOf(query, now);
        const { filter, by, window } = question;
        const reading = await pay.salaries(question);
        const [wider, learnt] = await Promise.all([
          widenedReading({ store: deps.store, read: pay.salaries }, question, reading),
          learntPay(),
        ]);
        const figures = (one: SalaryReading) => ({
          data: one.cells.map(noted),
          n: one.paid,
          employers: one.employers,
          listings: one.listings,
          shareWithPay: one.listings === 0 ? 0 : one.paid / one.listings,
          currency: one.currency,
        });
        return {
          ...figures(reading),
          by,
          asOf: now.toISOString(),
          modelVersion: learnt?.learnt.modelVersion ?? null,
          asked: listingFilterParams(filter).toString(),
          converted: reading.converted,
          conversion: reading.converted
            ? `each listing’s pay at the rate of the day it was first seen, in EUR${question.currency === 'EUR' ? '' : `, then to ${reading.currency} at the newest rate up to asOf`}`
            : null,
          currencies: reading.currencies,
          leftOut: reading.leftOut,
          window: { from: window.from.toISOString(), to: window.to.toISOString(), months: WINDOWS[query.window ?? DEFAULT_WINDOW] },
          ppp: question.ppp
            ? {
                unit: 'international dollars',
                source: 'World Bank, PPP conversion factor (GDP)',
                years: deps.insights.purchasingPowerYears,
                leftOut: reading.pppLeftOut,
              }
            : null,
          widened: wider === null ? null : { from: placeOfFilter(filter), to: placeOfFilter(wider.filter), ...figures(wider.reading) },
          suppressed: reading.cells.filter((cell) => cell.suppressedReason !== null).length,
          stated: reading.stated === null ? null : [...reading.stated],
        };
      });
    });
}

const noted = (cell: ReadCell): z.output<typeof SalaryCellAnswer> => ({
  ...cell,
  estimate: cell.estimate === null ? null : { ...cell.estimate, note: 'estimated from similar postings' },
});

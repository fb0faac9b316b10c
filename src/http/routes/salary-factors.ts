import { createRoute, z } from '@hono/zod-openapi';
import { TREND_GROUPINGS } from '../../domain/pay-scope.js';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import { GuideClaimsAnswer, SalaryFactorsAnswer, SalaryTrendsAnswer } from '../answers/factor-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import type { HttpDeps } from '../deps.js';
import type { FactorReading } from '../factor-reading.js';
import { FILTER_PARAMETERS, filterOf } from '../filter-parameters.js';
import { parameter, strictFields } from '../parameters.js';
import { createPayReadings } from '../pay-readings.js';
import { createRouter, json, problems } from '../router.js';
import { currencyParameter, WINDOW_NAMES, WINDOWS, windowOf } from './salaries.js';

const SCOPE = strictFields({
  country: parameter(
    z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'a two-letter country code (ISO 3166), such as DE')
      .transform((code) => code.toUpperCase())
      .optional(),
    {
      description: 'Only listings whose first place lies there, ISO 3166-1 alpha-2; absent: all countries.',
      type: 'string',
      examples: ['DE'],
    },
  ),
  window: parameter(z.enum(WINDOW_NAMES).optional(), {
    description: 'Listings first seen in these last months.',
    type: 'string',
    enum: WINDOW_NAMES,
    default: '12m',
  }),
});

/** An index may reach back as far as threads were read in. */
const TREND_WINDOWS = { ...WINDOWS, '120m': 120, '240m': 240 } as const;
const TREND_WINDOW_NAMES = Object.keys(TREND_WINDOWS) as (keyof typeof TREND_WINDOWS)[];

const factorsRoute = createRoute({
  method: 'get',
  path: '/salary-factors',
  tags: ['Pay'],
  summary: 'What moves pay, all else equal',
  description:
    'For each level, language, place, industry, specialisation, workplace and tag: its premium at the same employer with all else equal, the raw difference beside it, and what both rest on. A premium needs 30 listings on each side and 10 employers that have both. An industry is compared between employers.',
  request: { query: SCOPE },
  responses: { 200: json(SalaryFactorsAnswer, 'Every property found, published or with the reason why not.'), ...problems(400, 429, 503) },
});

const claimsRoute = createRoute({
  method: 'get',
  path: '/guide-claims',
  tags: ['Pay'],
  summary: 'The career guide’s claims about pay, and what the data says',
  request: { query: SCOPE },
  responses: { 200: json(GuideClaimsAnswer, 'Each claim with its factors and a verdict.'), ...problems(400, 429, 503) },
});

const trendsRoute = createRoute({
  method: 'get',
  path: '/salary-trends',
  tags: ['Pay'],
  summary: 'Pay over time, like for like',
  description:
    'A pay index by month (by quarter where months are thin): same employers, levels and places compared. Without a filter, of everything or by level, country or language, it is the published series, whose months never change; any other is made for the question and marked `provisional`. Never converted.',
  request: {
    query: strictFields({
      ...FILTER_PARAMETERS,
      by: parameter(z.enum(TREND_GROUPINGS).optional(), {
        description: 'One index for each value; absent: one of everything.',
        type: 'string',
        enum: TREND_GROUPINGS,
      }),
      window: parameter(z.enum(TREND_WINDOW_NAMES).optional(), {
        description: 'Listings first seen in these last months.',
        type: 'string',
        enum: TREND_WINDOW_NAMES,
        default: '60m',
      }),
      currency: currencyParameter('ISO 4217: only pay stated in it. Absent: of each index the currency that most of its listings state.'),
    }),
  },
  responses: { 200: json(SalaryTrendsAnswer, 'Indexes, most listings first.'), ...problems(400, 429, 503) },
});

const provenanceOf = ({ country, months, asOf, listings, factors, provisional }: FactorReading) => ({
  country,
  window: { months },
  asOf,
  modelVersion: factors.modelVersion,
  provisional,
  currency: factors.currency,
  n: factors.n,
  employers: factors.employers,
  listings,
  shareWithPay: listings === 0 ? 0 : Math.min(1, (factors.n + factors.leftOut) / listings),
});

/** `/salary-factors`, `/guide-claims` and `/salary-trends`. */
export function createFactorRoutes(deps: Pick<HttpDeps, 'store' | 'now' | 'insights' | 'payReadings'>, answers: AnswerCache) {
  const { factors: factorsOf, trends: trendsOf } = deps.payReadings ?? createPayReadings(deps);
  const monthsOf = (window: keyof typeof WINDOWS | undefined) => WINDOWS[window ?? '12m'];
  return createRouter()
    .openapi(factorsRoute, async (context) => {
      const { country, window } = context.req.valid('query');
      return answers.json<z.output<typeof SalaryFactorsAnswer>>(context, async () => {
        const reading = await factorsOf(country ?? null, monthsOf(window));
        const { nWithin, employersWithin, leftOut, winsorised, rSquaredWithin, refusal } = reading.factors;
        return {
          data: reading.factors.factors,
          ...provenanceOf(reading),
          nWithin,
          employersWithin,
          leftOut,
          winsorised,
          rSquaredWithin,
          refusal,
        };
      });
    })
    .openapi(claimsRoute, async (context) => {
      const { country, window } = context.req.valid('query');
      return answers.json<z.output<typeof GuideClaimsAnswer>>(context, async () => {
        const reading = await factorsOf(country ?? null, monthsOf(window));
        return { data: deps.insights.guideClaims(reading.factors.factors), ...provenanceOf(reading) };
      });
    })
    .openapi(trendsRoute, async (context) => {
      const { by, window, currency, ...query } = context.req.valid('query');
      return answers.json<z.output<typeof SalaryTrendsAnswer>>(context, async () => {
        const hasFigures = query.salaryMin !== undefined || query.salaryMax !== undefined;
        const filter = filterOf({ ...query, ...(hasFigures && currency !== undefined ? { currency } : {}) });
        const reading = await trendsOf({
          filter,
          by: by ?? null,
          currency: currency ?? null,
          window: windowOf(TREND_WINDOWS[window ?? '60m'], deps.now()),
        });
        return {
          data: reading.trends.map((trend) => ({
            ...trend,
            points: trend.points.map((point) => ({ ...point, shareWithPay: point.listings === 0 ? 0 : point.n / point.listings })),
          })),
          by: by ?? null,
          asked: listingFilterParams(filter).toString(),
          asOf: reading.asOf,
          provisional: reading.provisional,
        };
      });
    });
}

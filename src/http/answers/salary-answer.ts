import { z } from '@hono/zod-openapi';
import { SALARY_GROUPINGS, type SalaryCell } from '../../domain/salary-factor.js';

const amount = z.number().nullable();
const interval = z.object({ low: z.number(), high: z.number() });

export const SalaryCellAnswer = z
  .object({
    key: z.array(z.string()).readonly().meta({ description: 'Values of the groupings in `by`, in their order.' }),
    currency: z.string(),
    n: z.number().int().meta({ description: 'Listings with a usable range.' }),
    employers: z.number().int(),
    listings: z.number().int().meta({ description: 'All listings of the group, paid or not.' }),
    shareWithPay: z.number().meta({ description: '0 to 1.' }),
    p10: amount,
    p25: amount,
    p50: amount,
    p75: amount,
    p90: amount,
    medianInterval: interval.nullable().meta({ description: '95 % interval of the median.' }),
    medianMin: amount.meta({ description: 'Median of the ranges’ bottoms.' }),
    medianMax: amount.meta({ description: 'Median of the ranges’ tops.' }),
    reweighted: z.boolean().meta({ description: 'One employer had more than 40 %: employers’ weights were capped.' }),
    suppressedReason: z.string().nullable(),
    estimate: z
      .object({
        mid: z.number(),
        low: z.number(),
        high: z.number(),
        ownShare: z.number().meta({ description: '0 to 1: how much of it is the cell’s own data.' }),
        note: z.literal('estimated from similar postings'),
      })
      .nullable()
      .meta({ description: 'Of a group too small to publish: typical pay and 95 % interval, drawn toward what similar postings say.' }),
    ppp: z
      .object({
        n: z.number().int(),
        employers: z.number().int(),
        p50: amount,
        medianInterval: interval.nullable(),
        suppressedReason: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'With `ppp=true`: the median in international dollars, what the pay buys at home.' }),
  })
  .openapi('SalaryCell', {
    description: 'Yearly gross base pay of one group. `null`: too few listings or employers to publish.',
  }) satisfies z.ZodType<SalaryCell>;

export const SalariesAnswer = z
  .object({
    data: z.array(SalaryCellAnswer).readonly(),
    by: z.array(z.enum(SALARY_GROUPINGS)).readonly(),
    asOf: z.string().meta({ format: 'date-time' }),
    modelVersion: z.string().nullable().meta({ description: 'Of the model behind the estimates; `null`: nothing was learnt yet.' }),
    asked: z.string().meta({ description: 'The filter that was asked, as a query.' }),
    currency: z.string(),
    converted: z.boolean().meta({ description: 'Amounts were converted at the rate of the day each listing was first seen.' }),
    currencies: z
      .array(z.object({ currency: z.string(), rows: z.number().int() }))
      .readonly()
      .meta({ description: 'In which currencies the listings state pay, most first.' }),
    leftOut: z.number().int().meta({ description: 'Paid listings in no cell: another currency, or no rate.' }),
    window: z.object({ from: z.string(), to: z.string(), months: z.number().int() }),
    n: z.number().int().meta({ description: 'Listings with usable pay.' }),
    employers: z.number().int(),
    listings: z.number().int(),
    shareWithPay: z.number(),
    conversion: z
      .string()
      .nullable()
      .meta({ description: 'How amounts came into this currency, in words; `null`: all were stated in it.' }),
    ppp: z
      .object({ unit: z.string(), source: z.string(), years: z.array(z.number().int()).readonly(), leftOut: z.number().int() })
      .nullable()
      .meta({ description: 'With `ppp=true`: what the PPP column rests on.' }),
    widened: z
      .object({
        from: z.string(),
        to: z.string(),
        currency: z.string(),
        data: z.array(SalaryCellAnswer).readonly(),
        n: z.number().int(),
        employers: z.number().int(),
        listings: z.number().int(),
        shareWithPay: z.number(),
      })
      .nullable()
      .meta({
        description: 'Where nothing could be said of a city or region: the same question of the next wider place that can say something.',
      }),
    suppressed: z.number().int().meta({ description: 'Groups too small to publish.' }),
    stated: z
      .array(
        z.object({
          key: z.array(z.string()).readonly(),
          currency: z.string(),
          n: z.number().int(),
          lowest: z.number(),
          highest: z.number(),
        }),
      )
      .readonly()
      .nullable()
      .meta({
        description: 'Only when the filter names one to four companies: lowest and highest figure per group, as posted by these employers.',
      }),
  })
  .openapi('Salaries');

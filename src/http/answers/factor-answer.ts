import { z } from '@hono/zod-openapi';
import { FACTOR_DIMENSIONS, type GuideClaim, type SalaryFactor } from '../../domain/salary-factor.js';
import { TREND_GROUPINGS } from '../../domain/pay-scope.js';

const interval = z.object({ low: z.number(), high: z.number() });
const share = z.number().nullable();

export const SalaryFactorAnswer = z
  .object({
    dimension: z.enum(FACTOR_DIMENSIONS),
    value: z.string(),
    against: z.string().meta({ description: 'What it is compared with: a value of the same dimension, `others` or `none`.' }),
    premium: share.meta({ description: 'All else equal, as a share: 0.026 is +2.6 %.' }),
    interval: interval.nullable().meta({ description: '95 %.' }),
    rawDifference: share.meta({ description: 'Of the raw medians of both sides: it mixes levels, places and employers.' }),
    n: z.number().int(),
    nAgainst: z.number().int(),
    employers: z
      .number()
      .int()
      .meta({ description: 'Employers with listings on both sides; of an industry, the lesser number on either side.' }),
    stage: z.enum(['within-employer', 'between-employer']),
    method: z.enum(['cluster-robust', 'wild-bootstrap']).nullable(),
    differsFromZero: z.boolean().nullable().meta({ description: 'Survives the false-discovery check (Benjamini–Hochberg, q = 0.1).' }),
    suppressedReason: z.string().nullable(),
  })
  .openapi('SalaryFactor', { description: 'What one property is worth, all else equal.' }) satisfies z.ZodType<SalaryFactor>;

const provenance = {
  country: z.string().nullable().meta({ description: '`null`: all countries.' }),
  window: z.object({ months: z.number().int() }),
  asOf: z.string().meta({ format: 'date-time' }),
  modelVersion: z.string(),
  provisional: z.boolean().meta({ description: 'Made for this question; otherwise as the last daily refresh left it.' }),
  currency: z.string().meta({ description: 'Of the listings that were used: the one that most of them state, never converted.' }),
  n: z.number().int(),
  employers: z.number().int(),
  listings: z.number().int(),
  shareWithPay: z.number(),
};

export const SalaryFactorsAnswer = z
  .object({
    data: z.array(SalaryFactorAnswer).readonly(),
    ...provenance,
    nWithin: z.number().int().meta({ description: 'Listings of employers with several: they tell what is worth what.' }),
    employersWithin: z.number().int(),
    leftOut: z.number().int().meta({ description: 'Paid listings in another currency.' }),
    winsorised: z.number().int(),
    rSquaredWithin: z.number().nullable(),
    refusal: z.string().nullable().meta({ description: 'Why there is no factor at all.' }),
  })
  .openapi('SalaryFactors');

const GuideClaimAnswer = z
  .object({
    id: z.string(),
    claim: z.string(),
    verdict: z.enum(['agrees', 'disagrees', 'not-clear', 'not-enough-data']),
    factors: z.array(SalaryFactorAnswer).readonly(),
  })
  .openapi('GuideClaim') satisfies z.ZodType<GuideClaim>;

export const GuideClaimsAnswer = z.object({ data: z.array(GuideClaimAnswer).readonly(), ...provenance }).openapi('GuideClaims');

const TrendPointAnswer = z
  .object({
    period: z.string(),
    index: z.number().nullable().meta({ description: 'First period = 100; like for like.' }),
    interval: interval.nullable().meta({ description: '95 %, of the level since the first period.' }),
    rawMedian: z.number().nullable(),
    n: z.number().int(),
    employers: z.number().int(),
    listings: z.number().int(),
    shareWithPay: z.number(),
    breaks: z.array(z.string()).readonly(),
    published: z.boolean().meta({ description: 'It never changes again.' }),
    suppressedReason: z.string().nullable(),
  })
  .openapi('SalaryTrendPoint');

export const SalaryTrendsAnswer = z
  .object({
    data: z
      .array(
        z
          .object({
            key: z.array(z.string()).readonly(),
            currency: z.string(),
            grain: z.enum(['month', 'quarter']),
            modelVersion: z.string(),
            asOf: z.string(),
            n: z.number().int(),
            employers: z.number().int().nullable().meta({ description: '`null` for stored series: each point has its own.' }),
            points: z.array(TrendPointAnswer).readonly(),
          })
          .openapi('SalaryTrend'),
      )
      .readonly(),
    by: z.enum(TREND_GROUPINGS).nullable(),
    asked: z.string(),
    asOf: z.string().meta({ format: 'date-time' }),
    provisional: z.boolean().meta({ description: 'Made for this question, and not kept; otherwise the published series.' }),
  })
  .openapi('SalaryTrends');

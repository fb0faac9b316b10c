import { z } from '@hono/zod-openapi';
import { CANONICAL_TITLES } from '../../domain/title.js';
import { CLOSE_REASONS } from '../../domain/run.js';
import { EMPLOYMENT_TYPES, POSTING_TAGS } from '../../domain/posting.js';
import { FACETS } from '../../store.js';
import { INDUSTRIES } from '../../domain/industry.js';
import { LEVELS, LEVEL_BASES } from '../../domain/level.js';
import { PERIODS, SALARY_FLAGS } from '../../domain/salary.js';
import { SPECIALISATIONS } from '../../domain/specialisation.js';
import { WORKPLACES } from '../../domain/location.js';
import type { Listing, ListingCard } from '../../domain/listing.js';

const list = <S extends z.ZodType>(item: S) => z.array(item).readonly();
const instant = z.string().meta({ format: 'date-time', description: 'UTC' });

const SalaryAnswer = z
  .object({
    min: z.number().nullable(),
    max: z.number().nullable(),
    currency: z.string().nullable(),
    period: z.enum(PERIODS).nullable(),
    annualMin: z.number().nullable(),
    annualMax: z.number().nullable(),
    bound: z.enum(['range', 'exact', 'from', 'to']),
    kind: z.enum(['base', 'ote', 'total', 'bonus', 'equity', 'stipend']),
    tax: z.enum(['gross', 'net']).nullable(),
    contract: z.enum(['employee', 'contractor']).nullable(),
    label: z.string().nullable(),
    origin: z.enum(['field', 'text']),
    flags: list(z.enum(SALARY_FLAGS)),
    quote: z.string(),
  })
  .openapi('Salary', {
    description: 'Pay as the posting offers it, in whole units a period, and a year; `quote` is the words it was read from.',
  });

const LocationAnswer = z
  .object({
    city: z.string().nullable(),
    region: z.string().nullable(),
    country: z.string().nullable(),
    raw: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  })
  .openapi('Location');

const RemoteScopeAnswer = z
  .object({
    worldwide: z.boolean(),
    include: list(z.string()),
    exclude: list(z.string()),
    utcFrom: z.number().nullable(),
    utcTo: z.number().nullable(),
  })
  .openapi('RemoteScope');

const cardShape = {
  id: z.number().int(),
  slug: z.string(),
  title: z.string(),
  company: z.string(),
  companySlug: z.string(),
  canonicalTitle: z.enum(CANONICAL_TITLES).nullable(),
  level: z.enum(LEVELS),
  levelMin: z.enum(LEVELS),
  levelMax: z.enum(LEVELS),
  levelBasis: z.enum(LEVEL_BASES),
  specialisation: z.enum(SPECIALISATIONS).nullable(),
  isBackend: z.enum(['yes', 'maybe', 'no']),
  languages: list(z.string()),
  skills: list(z.string()),
  industry: z.enum(INDUSTRIES).nullable(),
  workplace: z.enum(WORKPLACES).nullable(),
  locations: list(LocationAnswer),
  remoteScope: RemoteScopeAnswer.nullable(),
  salary: SalaryAnswer.nullable(),
  status: z.enum(['open', 'closed']),
  postedAt: instant,
  firstSeenAt: instant,
  lastConfirmedAt: instant,
  closedAt: instant.nullable(),
  sources: list(z.string()),
  url: z.string(),
};

export const ListingCardAnswer = z.object(cardShape).openapi('ListingCard', {
  description: 'One opening as a list shows it. `null` is not known; with `fields`, only those keys.',
}) satisfies z.ZodType<ListingCard>;

export const CARD_FIELDS = Object.keys(cardShape) as (keyof ListingCard)[];

const PostingAnswer = z
  .object({
    id: z.number().int(),
    source: z.string(),
    board: z.string(),
    externalId: z.string(),
    title: z.string(),
    url: z.string(),
    applyUrl: z.string().nullable(),
    isFace: z.boolean(),
    firstSeenAt: instant,
    lastConfirmedAt: instant,
    expiresAt: instant.nullable().describe('The source’s own date after which it no longer stands.'),
    closedAt: instant.nullable(),
    closeReason: z.enum(CLOSE_REASONS).nullable(),
    reopened: z.number().int(),
    joinedBecause: z.string().nullable(),
  })
  .openapi('Posting');

const ChangeAnswer = z
  .object({
    at: instant,
    postingId: z.number().int(),
    field: z.enum(['title', 'pay', 'location', 'description', 'closed', 'reopened', 'seen']),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .openapi('PostingChange');

const EvidenceAnswer = z
  .object({
    field: z.enum([
      'isBackend',
      'level',
      'canonicalTitle',
      'specialisation',
      'workplace',
      'location',
      'remoteScope',
      'industry',
      'salary',
      'skill',
      'tag',
    ]),
    from: z.enum(['title', 'description', 'field', 'company', 'location']),
    quote: z.string(),
    start: z.number().int().nullable(),
    end: z.number().int().nullable(),
    rule: z.string(),
  })
  .openapi('Evidence');

export const ListingAnswer = z
  .object({
    ...cardShape,
    employmentType: z.enum(EMPLOYMENT_TYPES).nullable(),
    tags: list(z.enum(POSTING_TAGS)),
    yearsMin: z.number().nullable(),
    salaries: list(SalaryAnswer),
    descriptionText: z.string().nullable(),
    descriptionHtml: z.string().nullable(),
    evidence: list(EvidenceAnswer),
    rulesVersion: z.string(),
    postings: list(PostingAnswer),
    history: list(ChangeAnswer),
    payPosition: z
      .object({
        percentile: z.number().nullable().meta({ description: '0 to 100: share of like listings that offer less.' }),
        n: z.number().int(),
        employers: z.number().int(),
        like: z.object({ level: z.enum([...LEVELS, 'unmarked']), country: z.string().nullable(), months: z.number().int() }),
        suppressedReason: z.string().nullable(),
        asOf: instant,
      })
      .nullable()
      .meta({ description: 'Where the stated pay lies among its like; `null`: none is stated that can be compared.' }),
    payEstimate: z
      .object({
        mid: z.number(),
        low: z.number(),
        high: z.number(),
        currency: z.string(),
        confidence: z.number().meta({ description: 'Share of listings whose pay lies inside, where it is known.' }),
        n: z.number().int().meta({ description: 'Listings that the estimate was learnt from.' }),
        employers: z.number().int(),
        ofThisEmployer: z.number().int(),
        modelVersion: z.string(),
        asOf: instant,
        note: z.literal('estimated from similar postings'),
      })
      .nullable()
      .meta({
        description:
          'Of a listing that states no pay: yearly gross base pay as similar postings suggest. Not the employer’s word, and in no statistic.',
      }),
  })
  .openapi('Listing', {
    description: 'One opening with every posting behind it, the words each field was read from, and its history.',
  }) satisfies z.ZodType<Listing>;

const FacetAnswer = list(z.object({ value: z.string(), count: z.number().int() })).nullable();

export const ListingsAnswer = z
  .object({
    data: list(ListingCardAnswer),
    total: z.number().int(),
    withPay: z.number().int(),
    nextCursor: z.string().nullable(),
    sort: z
      .enum(['newest', 'oldest', 'pay', 'relevance'])
      .meta({ description: 'The order that was used; `relevance` falls back to newest without words, or without the listing index.' }),
    note: z.string().optional().meta({ description: 'Why another order was used than the one asked for.' }),
    facets: z
      .object(
        Object.fromEntries(FACETS.map((facet) => [facet, FacetAnswer.optional()])) as Record<
          (typeof FACETS)[number],
          z.ZodOptional<typeof FacetAnswer>
        >,
      )
      .optional()
      .meta({ description: 'Counts by value, each with its own filter lifted; `null`: not counted in time.' }),
  })
  .openapi('Listings');

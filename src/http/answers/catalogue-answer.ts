import { z } from '@hono/zod-openapi';
import { GUIDE_LEVELS, LEVELS } from '../../domain/level.js';
import { VERDICTS } from '../../domain/run.js';

const instant = z.string().meta({ format: 'date-time' });
const count = z.number().int();
const list = <S extends z.ZodType>(item: S) => z.array(item).readonly();

const TitleCount = z.object({ title: z.string(), openListings: count.nullable() });

export const LevelsAnswer = z
  .object({
    data: list(
      z.object({
        level: z.enum(GUIDE_LEVELS),
        name: z.string(),
        guideYears: z
          .tuple([z.number(), z.number().nullable()])
          .readonly()
          .nullable()
          .meta({ type: 'array', description: 'Years as the guide states them; `null` where it states none.' }),
        inferredFromYears: z.number().nullable().meta({ description: 'Inferred by this project, not by the guide.' }),
        duties: list(z.string()),
        nextStep: z.string().nullable(),
        titles: list(TitleCount),
        openListings: count.nullable(),
      }),
    ),
    adjacent: list(TitleCount).meta({ description: 'Careers beside backend work, on no rung of the guide.' }),
    outside: list(z.object({ level: z.enum(LEVELS), openListings: count.nullable() })).meta({
      description: 'Open listings that no rung of the guide holds.',
    }),
    asOf: instant,
  })
  .openapi('Levels', { description: 'The guide’s levels with the open listings of each; `null` counts were not counted in time.' });

const RunCountsAnswer = z
  .object({
    seen: count,
    added: count,
    changed: count,
    unchanged: count,
    notBackend: count,
    rejected: count,
    withPay: count,
    closed: count,
  })
  .openapi('RunCounts');

const runShape = {
  id: count,
  startedAt: instant,
  endedAt: instant.nullable(),
  verdict: z.enum(VERDICTS).nullable().meta({ description: '`null`: under way.' }),
  reason: z.string().nullable(),
  counts: RunCountsAnswer,
};

export const BoardAnswer = z
  .object({
    source: z.string(),
    board: z.string(),
    company: z.string().nullable(),
    state: z.enum(['waiting', 'reading', 'ok', 'late', 'partial', 'suspect', 'drift', 'failing', 'gone', 'off', 'held']),
    offReason: z.string().nullable(),
    lastRun: z.object(runShape).nullable(),
    lastGoodAt: instant.nullable(),
    dueAt: instant,
    openListings: count,
    openWithPay: count,
  })
  .openapi('Board');

export const SourcesAnswer = z
  .object({
    data: list(BoardAnswer),
    total: count,
    nextCursor: z.string().nullable(),
    sources: list(
      z.object({
        id: z.string(),
        name: z.string(),
        homepage: z.string(),
        terms: z.string(),
        attribution: z.string().nullable(),
        canonicalUrlPolicy: z.enum(['source', 'employer']),
        republish: z.boolean(),
        inStatistics: z.boolean(),
        default: z.enum(['on', 'opt-in', 'keyed']),
        boards: count,
        openListings: count,
        openWithPay: count,
        lastGoodAt: instant.nullable(),
        states: z.record(z.string(), count),
      }),
    ),
    asOf: instant,
  })
  .openapi('Sources');

export const BoardRunsAnswer = z
  .object({
    data: list(
      z.object({
        ...runShape,
        rejections: list(z.object({ externalId: z.string().nullable(), title: z.string().nullable(), reason: z.string() })),
      }),
    ),
    board: BoardAnswer,
  })
  .openapi('BoardRuns');

export const CompaniesAnswer = z
  .object({
    data: list(
      z.object({
        slug: z.string(),
        name: z.string(),
        industry: z.string().nullable(),
        openListings: count,
        openWithPay: count,
      }),
    ),
    total: count,
    nextCursor: z.string().nullable(),
  })
  .openapi('Companies');

export const CompanyAnswer = z
  .object({
    slug: z.string(),
    name: z.string(),
    industry: z.string().nullable(),
    openListings: count,
    openWithPay: count,
    levels: list(z.object({ value: z.string(), count })).nullable(),
    stated: list(z.object({ level: z.string(), currency: z.string(), n: count, lowest: z.number(), highest: z.number() })).meta({
      description: 'Lowest and highest yearly figure by level over twelve months, as posted by this employer.',
    }),
    asOf: instant,
  })
  .openapi('Company');

export const SuggestAnswer = z
  .object({
    data: list(
      z.object({
        parameter: z
          .enum(['q', 'level', 'title', 'specialisation', 'language', 'skill', 'industry', 'company'])
          .meta({ description: 'The parameter of `/listings` that takes the value; `q`: the words of a title as written.' }),
        value: z.string(),
        label: z.string(),
      }),
    ),
    didYouMean: z.string().nullable().meta({ description: 'The typed words with mistyped ones put right; `null`: nothing to put right.' }),
  })
  .openapi('Suggestions');

import { createRoute, type z } from '@hono/zod-openapi';
import { LEVELS, LEVEL_FACTS } from '../../domain/level.js';
import { ListingFilter } from '../../domain/listing-filter.js';
import { TITLE_FACTS } from '../../domain/title.js';
import type { FacetCounts } from '../../store.js';
import { LevelsAnswer } from '../answers/catalogue-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import type { HttpDeps } from '../deps.js';
import { strictFields } from '../parameters.js';
import { createRouter, json, problems } from '../router.js';

const route = createRoute({
  method: 'get',
  path: '/levels',
  tags: ['Vocabulary'],
  summary: 'The career guide’s levels',
  description: 'Levels, titles, years and duties of the guide, each with its open listings.',
  request: { query: strictFields({}) },
  responses: { 200: json(LevelsAnswer, 'Lowest level first.'), ...problems(400, 429, 503) },
});

/** A value's count; zero when it is not among the counted ones, `null` when nothing was counted. */
const countOf = (counts: FacetCounts['level'], value: string): number | null =>
  counts === null || counts === undefined ? null : (counts.find((entry) => entry.value === value)?.count ?? 0);

export function createLevelRoutes(deps: Pick<HttpDeps, 'store' | 'now'>, answers: AnswerCache) {
  return createRouter().openapi(route, (context) =>
    answers.json<z.output<typeof LevelsAnswer>>(context, async () => {
      const now = deps.now();
      const counts = await deps.store.facets(ListingFilter.parse({}), ['level', 'title'], now);
      const titleOf = (title: string) => ({ title, openListings: countOf(counts.title, title) });
      return {
        data: LEVEL_FACTS.map((facts) => ({
          level: facts.level,
          name: facts.name,
          guideYears: facts.guideYears,
          inferredFromYears: facts.inferredFromYears,
          duties: facts.duties,
          nextStep: facts.nextStep,
          titles: TITLE_FACTS.filter(({ level }) => level === facts.level).map(({ title }) => titleOf(title)),
          openListings: countOf(counts.level, facts.level),
        })),
        adjacent: TITLE_FACTS.filter(({ kind }) => kind === 'adjacent').map(({ title }) => titleOf(title)),
        outside: LEVELS.filter((level) => !LEVEL_FACTS.some((facts) => facts.level === level)).map((level) => ({
          level,
          openListings: countOf(counts.level, level),
        })),
        asOf: now.toISOString(),
      };
    }),
  );
}

import { createRoute, z } from '@hono/zod-openapi';
import { CANONICAL_TITLES } from '../../domain/title.js';
import { INDUSTRY_NAMES } from '../../domain/industry.js';
import { LEVEL_FACTS } from '../../domain/level.js';
import { SKILLS } from '../../domain/skill.js';
import { SPECIALISATION_NAMES } from '../../domain/specialisation.js';
import type { HttpDeps } from '../deps.js';
import { SuggestAnswer } from '../answers/catalogue-answer.js';
import { editDistance } from '../nearest-name.js';
import { parameter, strictFields } from '../parameters.js';
import { createRouter, json, problems } from '../router.js';

type Suggestion = z.output<typeof SuggestAnswer>['data'][number];

const MOST = 10;
/** Likeness of a word that is one slip away. */
const SLIP = 3;

const VOCABULARY: readonly Suggestion[] = [
  ...LEVEL_FACTS.map(({ level, name }) => ({ parameter: 'level' as const, value: level, label: name })),
  ...SKILLS.map(({ slug, name, category }) => ({
    parameter: category === 'language' ? ('language' as const) : ('skill' as const),
    value: slug,
    label: name,
  })),
  ...CANONICAL_TITLES.map((title) => ({ parameter: 'title' as const, value: title, label: title })),
  ...Object.entries(SPECIALISATION_NAMES).map(([value, label]) => ({ parameter: 'specialisation' as const, value, label })),
  ...Object.entries(INDUSTRY_NAMES).map(([value, label]) => ({ parameter: 'industry' as const, value, label })),
];

/** 0 the whole label, 1 its start, 2 the start of a word in it, 3 one slip away from its start; `null`: unlike. */
function likenessOf(typed: string, label: string): number | null {
  const folded = label.toLowerCase();
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  if (folded.includes(` ${typed}`)) return 2;
  return typed.length >= 4 && editDistance(typed, folded.slice(0, typed.length)) <= 1 ? SLIP : null;
}

const route = createRoute({
  method: 'get',
  path: '/suggest',
  tags: ['Vocabulary'],
  summary: 'Filters that start with what is typed',
  request: {
    query: strictFields({
      q: parameter(z.string().max(100).optional(), { description: 'What is typed so far.', type: 'string', maxLength: 100 }),
    }),
  },
  responses: { 200: json(SuggestAnswer, 'At most ten; best first.'), ...problems(400, 429) },
});

const keyOf = ({ parameter, value }: Suggestion): string => `${parameter} ${value}`;

/** Words of the vocabulary that are as typed come first, then what the listings hold, then words of the vocabulary that are a slip away. */
export function createSuggestRoutes(deps: Pick<HttpDeps, 'store'>) {
  return createRouter().openapi(route, async (context) => {
    const typed = (context.req.valid('query').q ?? '').trim();
    const folded = typed.toLowerCase();
    const known =
      typed === ''
        ? []
        : VOCABULARY.flatMap((suggestion) => {
            const likeness = likenessOf(folded, suggestion.label);
            return likeness === null ? [] : [{ suggestion, likeness }];
          }).sort((a, b) => a.likeness - b.likeness || a.suggestion.label.length - b.suggestion.label.length);
    // The vocabulary needs nobody: without a store it answers alone.
    const found = typed === '' ? null : await deps.store.suggest(typed, MOST).catch(() => null);
    const held = (found?.data ?? []).map(({ parameter, value, label }): Suggestion => ({ parameter, value, label }));
    const asTyped = known.filter(({ likeness }) => likeness < SLIP).slice(0, held.length === 0 ? MOST : MOST / 2);
    const all = [...asTyped.map(({ suggestion }) => suggestion), ...held, ...known.map(({ suggestion }) => suggestion)];
    const data = [...new Map(all.map((suggestion) => [keyOf(suggestion), suggestion])).values()].slice(0, MOST);
    const didYouMean = asTyped.length > 0 ? null : (found?.didYouMean ?? null);
    return context.json({ data, didYouMean }, 200, { 'Cache-Control': 'public, max-age=300' });
  });
}

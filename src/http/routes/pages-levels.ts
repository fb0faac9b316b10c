import type { Hono } from 'hono';
import { ErrorPage } from '#src/web/error-page';
import { LevelPage } from '#src/web/level-page';
import { LevelsPage } from '#src/web/levels-page';
import type { LevelsView } from '#src/web/levels-page';
import { GUIDE_LEVELS, LEVELS, type GuideLevel } from '../../domain/level.js';
import type { FacetCounts, LevelWords } from '../../store.js';
import type { HttpEnv } from '../deps.js';
import { sendPage, siteOf, type PageContext, type PageDeps } from './pages-deps.js';
import { EVERYTHING } from './pages-filter.js';
import { createSalaryAnswers } from './pages-salary-answers.js';

const NEWEST = 10;
/** The newest so many of a level are asked which words put them there. */
const WORDS_FROM = 1000;
const MOST_WORDS = 24;
const GOOD_FOR_MS = 10 * 60_000;

/** Count of a value; `null`: not counted in time. */
const countOf = (counts: FacetCounts, facet: 'level' | 'title', value: string): number | null => {
  const counted = counts[facet];
  return counted === null || counted === undefined ? null : (counted.find((one) => one.value === value)?.count ?? 0);
};

/** `/levels` and `/levels/{level}`. */
export function addLevelPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const answerOf = createSalaryAnswers(deps);
  const kept = new Map<GuideLevel, { readonly at: number; readonly words: Promise<LevelWords> }>();

  /** Words change slowly: asked for once in ten minutes. */
  function wordsOf(level: GuideLevel, now: Date): Promise<LevelWords> {
    const known = kept.get(level);
    if (known !== undefined && now.getTime() - known.at < GOOD_FOR_MS) return known.words;
    const words = deps.store.levelWords(level, WORDS_FROM, MOST_WORDS);
    kept.set(level, { at: now.getTime(), words });
    words.catch(() => kept.delete(level));
    return words;
  }

  async function levelsView(context: PageContext, now: Date): Promise<LevelsView> {
    const [counts, remote, pay] = await Promise.all([
      deps.store.facets(EVERYTHING, ['level', 'title'], now),
      deps.store.facets({ ...EVERYTHING, workplace: { any: ['remote'], not: [] } }, ['level'], now),
      answerOf(EVERYTHING, 'level', 'EUR', 1, now),
    ]);
    const levels = GUIDE_LEVELS.map((level) => [
      level,
      {
        open: countOf(counts, 'level', level),
        remote: countOf(remote, 'level', level),
        pay: pay.cells.find((cell) => cell.key[0] === level) ?? null,
      },
    ]);
    return {
      site: siteOf(context, deps),
      counts: Object.fromEntries(levels) as LevelsView['counts'],
      titles: Object.fromEntries((counts.title ?? []).map(({ value, count }) => [value, count])),
      managers: countOf(counts, 'level', 'manager'),
      unspecified: countOf(counts, 'level', 'unspecified'),
    };
  }

  app.get('/levels', async (context) => sendPage(context, LevelsPage(await levelsView(context, deps.now()))));

  app.get('/levels/:level', async (context) => {
    const level = GUIDE_LEVELS.find((name) => name === context.req.param('level'));
    if (level === undefined) {
      const other = LEVELS.find((name) => name === context.req.param('level'));
      if (other !== undefined) return context.redirect(`/jobs?level=${other}`, 302);
      const site = siteOf(context, deps);
      return sendPage(context, ErrorPage({ site, status: 404, detail: `The levels are ${GUIDE_LEVELS.join(', ')}.` }), 404);
    }
    const now = deps.now();
    const filter = { ...EVERYTHING, level: { any: [level], not: [] } };
    const [view, newest, words] = await Promise.all([
      levelsView(context, now),
      deps.store.findListings({ filter, sort: 'newest', limit: NEWEST, after: null, now }),
      wordsOf(level, now),
    ]);
    return sendPage(context, LevelPage({ ...view, level, newest: newest.data, words }));
  });
}

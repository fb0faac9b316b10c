import { createRoute, z } from '@hono/zod-openapi';
import type { BoardStatus } from '../../store.js';
import { BoardRunsAnswer, SourcesAnswer } from '../answers/catalogue-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import type { CursorCodec } from '../cursor.js';
import type { HttpDeps, SourceFacts } from '../deps.js';
import { parameter, strictFields } from '../parameters.js';
import { ProblemError } from '../problem.js';
import { createRouter, json, problems } from '../router.js';
import { CURSOR_PARAMETER, invalidCursor, LIMIT_PARAMETER, PAGE_SIZE } from './listings.js';

const STATES = ['waiting', 'reading', 'ok', 'late', 'partial', 'suspect', 'drift', 'failing', 'gone', 'off', 'held'] as const;
const RUNS_SHOWN = 30;

const listRoute = createRoute({
  method: 'get',
  path: '/sources',
  tags: ['Sources'],
  summary: 'Every board with its last run and verdict',
  request: {
    query: strictFields({
      source: parameter(z.string().max(100).optional(), { description: 'Only boards of this source.', type: 'string' }),
      state: parameter(z.enum(STATES).optional(), { description: 'Only boards in this state.', type: 'string', enum: STATES }),
      limit: LIMIT_PARAMETER,
      cursor: CURSOR_PARAMETER,
    }),
  },
  responses: { 200: json(SourcesAnswer, 'Boards by source and name; `sources` sums them up.'), ...problems(400, 429, 503) },
});

const runsRoute = createRoute({
  method: 'get',
  path: '/sources/{source}/{board}',
  tags: ['Sources'],
  summary: 'The last runs of one board, with what they rejected and why',
  request: { params: z.object({ source: z.string().max(100), board: z.string().max(200) }) },
  responses: { 200: json(BoardRunsAnswer, 'Newest run first, at most 30.'), ...problems(404, 429, 503) },
});

const SealedBoard = z.strictObject({ source: z.string(), slug: z.string() });

const compare = (a: { source: string; slug: string }, b: { source: string; slug: string }): number =>
  a.source < b.source ? -1 : a.source > b.source ? 1 : a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0;

function boardAnswer(board: BoardStatus) {
  const { id: _id, slug, ...rest } = board;
  return {
    source: rest.source,
    board: slug,
    company: rest.company,
    state: rest.state,
    offReason: rest.offReason,
    lastRun: rest.lastRun,
    lastGoodAt: rest.lastGoodAt,
    dueAt: rest.dueAt,
    openListings: rest.openListings,
    openWithPay: rest.openWithPay,
  };
}

function sourceAnswer(facts: SourceFacts, boards: readonly BoardStatus[]) {
  const own = boards.filter(({ source }) => source === facts.id);
  const states: Record<string, number> = {};
  let lastGoodAt: string | null = null;
  for (const board of own) {
    states[board.state] = (states[board.state] ?? 0) + 1;
    if (board.lastGoodAt !== null && (lastGoodAt === null || board.lastGoodAt > lastGoodAt)) lastGoodAt = board.lastGoodAt;
  }
  return {
    id: facts.id,
    name: facts.name,
    homepage: facts.homepage,
    terms: facts.terms,
    attribution: facts.attribution,
    canonicalUrlPolicy: facts.canonicalUrlPolicy,
    republish: facts.republish,
    inStatistics: facts.inStatistics,
    default: facts.default,
    boards: own.length,
    openListings: own.reduce((sum, board) => sum + board.openListings, 0),
    openWithPay: own.reduce((sum, board) => sum + board.openWithPay, 0),
    lastGoodAt,
    states,
  };
}

export function createSourceRoutes(deps: Pick<HttpDeps, 'store' | 'now' | 'sources'>, answers: AnswerCache, cursors: CursorCodec) {
  return createRouter()
    .openapi(listRoute, async (context) => {
      const query = context.req.valid('query');
      const after = query.cursor === undefined ? null : SealedBoard.safeParse(cursors.open('boards', query.cursor));
      if (after !== null && !after.success) throw invalidCursor();
      if (query.source !== undefined && !deps.sources.some(({ id }) => id === query.source)) {
        throw new ProblemError('invalid-request', `source: «${query.source.slice(0, 60)}» is not read here`, [
          { parameter: 'source', detail: 'is not one of the allowed values', allowed: deps.sources.map(({ id }) => id) },
        ]);
      }
      return answers.fresh<z.output<typeof SourcesAnswer>>(context, async () => {
        const all = await deps.store.listBoards(deps.now());
        const asked = all
          .filter((board) => query.source === undefined || board.source === query.source)
          .filter((board) => query.state === undefined || board.state === query.state)
          .toSorted(compare);
        const rest = after === null ? asked : asked.filter((board) => compare(board, after.data) > 0);
        const page = rest.slice(0, query.limit ?? PAGE_SIZE.default);
        const last = page.at(-1);
        return {
          data: page.map(boardAnswer),
          total: asked.length,
          nextCursor:
            last === undefined || page.length === rest.length ? null : cursors.seal('boards', { source: last.source, slug: last.slug }),
          sources: deps.sources.map((facts) => sourceAnswer(facts, all)),
          asOf: deps.now().toISOString(),
        };
      });
    })
    .openapi(runsRoute, async (context) => {
      const { source, board: slug } = context.req.valid('param');
      const board = (await deps.store.listBoards(deps.now())).find((candidate) => candidate.source === source && candidate.slug === slug);
      if (board === undefined) throw new ProblemError('not-found', 'No board of this name is read here.');
      return answers.fresh<z.output<typeof BoardRunsAnswer>>(context, async () => ({
        data: (await deps.store.boardRuns(board.id, RUNS_SHOWN)).map((run) => ({
          id: run.id,
          startedAt: run.startedAt,
          endedAt: run.endedAt,
          verdict: run.verdict,
          reason: run.reason,
          counts: run.counts,
          rejections: run.rejections,
        })),
        board: boardAnswer(board),
      }));
    });
}

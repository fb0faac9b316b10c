import type { Hono } from 'hono';
import { orderBoards } from '#src/web/board-state';
import { ErrorPage } from '#src/web/error-page';
import { SourcePage } from '#src/web/source-page';
import { SourcesPage } from '#src/web/sources-page';
import type { HttpEnv } from '../deps.js';
import { sendPage, siteOf, type PageDeps } from './pages-deps.js';

const BOARDS_A_PAGE = 100;
const RUNS_SHOWN = 30;

/** `/sources` and `/sources/{id}`, the latter with the runs of one board. */
export function addSourcePages(app: Hono<HttpEnv>, deps: PageDeps): void {
  app.get('/sources', async (context) => {
    const boards = await deps.store.listBoards();
    return sendPage(context, SourcesPage({ site: siteOf(context, deps), sources: deps.sources, boards }));
  });

  app.get('/sources/:id', async (context) => {
    const site = siteOf(context, deps);
    const source = deps.sources.find(({ id }) => id === context.req.param('id'));
    if (source === undefined)
      return sendPage(context, ErrorPage({ site, status: 404, detail: 'No source of this name is read here.' }), 404);
    const boards = orderBoards((await deps.store.listBoards()).filter((board) => board.source === source.id));
    const asked = context.req.query('board');
    const board = asked === undefined ? null : (boards.find(({ id }) => String(id) === asked) ?? null);
    if (asked !== undefined && board === null) return sendPage(context, ErrorPage({ site, status: 404, detail: 'No such board.' }), 404);
    const page = Math.min(1000, Math.max(1, Math.trunc(Number(context.req.query('page') ?? 1)) || 1));
    const shown = boards.slice((page - 1) * BOARDS_A_PAGE, page * BOARDS_A_PAGE);
    const nextPage = boards.length > page * BOARDS_A_PAGE ? page + 1 : null;
    const runs = board === null ? [] : await deps.store.boardRuns(board.id, RUNS_SHOWN);
    return sendPage(context, SourcePage({ site, sources: deps.sources, boards, source, shown, nextPage, board, runs }));
  });
}

import type { Hono } from 'hono';
import type { AddingView } from '#src/web/board-adding';
import { orderBoards } from '#src/web/board-state';
import { STRIP_DAYS } from '#src/web/charts/run-strip';
import { ErrorPage } from '#src/web/error-page';
import { SourcePage } from '#src/web/source-page';
import { SourcesPage } from '#src/web/sources-page';
import { isAdminToken } from '../bearer-token.js';
import type { HttpEnv } from '../deps.js';
import { readForm } from '../read-form.js';
import { sendPage, siteOf, sourceNamesOf, type PageContext, type PageDeps } from './pages-deps.js';

const BOARDS_A_PAGE = 100;
const RUNS_SHOWN = 30;

const REQUESTS_SHOWN = 30;
const PROPOSALS_SHOWN = 20;
const SUGGESTIONS_SHOWN = 20;
const LONGEST_FIELD = 2_000;

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const firstDay = (now: Date): Date => new Date(Date.parse(dayOf(now)) - (STRIP_DAYS - 1) * DAY_MS);

type Said = AddingView['said'];

/** What came of a form that asks for a board. Nothing is fetched here: the wish waits in the database for a worker. */
async function askedFor(
  deps: PageDeps,
  address: string,
  token: string,
): Promise<{ readonly said: Said; readonly status: 200 | 400 | 403 }> {
  const answer = (words: string, status: 200 | 400 | 403 = 400) => ({ said: { good: status === 200, words, address }, status });
  const { adding } = deps;
  if (adding === undefined || adding.adminToken === null)
    return answer('Boards are added by the command line here: ADMIN_TOKEN is not set on this installation.', 403);
  if (!isAdminToken(token, adding.adminToken)) return answer('This token is not the administrator’s.', 403);
  const found = adding.recognise(address);
  if (found.kind === 'refused') return answer(found.reason);
  if (found.kind === 'unknown')
    return answer('No source knows this address. Paste a company’s own page on one of the platforms of the table above.');
  const board = (await deps.store.listBoards(deps.now())).find(
    ({ source, slug, onTrial }) => source === found.source && slug === found.slug && onTrial !== true,
  );
  if (board !== undefined) return answer(`${found.name} ${found.slug} is read already.`, 200);
  const { state, answer: outcome, triedAt } = await deps.store.proposeBoard(found.source, found.slug, deps.now(), found.minIntervalMinutes);
  if (state === 'waiting' || state === 'reading')
    return answer(
      `${found.name} ${found.slug} is asked for. The reader takes it within a minute or two; what came of it is shown below.`,
      200,
    );
  const again = new Date(Date.parse(triedAt ?? '') + found.minIntervalMinutes * 60_000);
  const when = Number.isNaN(again.getTime())
    ? ''
    : ` It may be asked again from ${again.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
  return answer(`${found.name} ${found.slug} was read lately: ${outcome ?? state}.${when}`);
}

/** `/sources` and `/sources/{id}`, the latter with the runs of one board. */
export function addSourcePages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const names = sourceNamesOf(deps);

  async function sourcesPage(context: PageContext, said: Said, status: 200 | 400 | 403): Promise<Response> {
    const now = deps.now();
    const [boards, days, proposals, { total, suggestions }] = await Promise.all([
      deps.store.listBoards(now),
      deps.store.runDays(firstDay(now)),
      deps.store.listProposals(PROPOSALS_SHOWN),
      deps.store.listSuggestions(SUGGESTIONS_SHOWN),
    ]);
    const adding: AddingView = {
      byPage: (deps.adding?.adminToken ?? null) !== null,
      said,
      proposals,
      suggestions,
      suggested: total,
      nameOf: (id) => names[id] ?? id,
    };
    const page = SourcesPage({ site: siteOf(context, deps), sources: deps.sources, boards, history: { today: dayOf(now), days }, adding });
    return sendPage(context, page, status, said === null ? 'shared' : 'private');
  }

  app.get('/sources', (context) => sourcesPage(context, null, 200));

  app.post('/sources', async (context) => {
    const form = await readForm(context);
    const field = (name: string) => (form[name]?.at(-1) ?? '').trim().slice(0, LONGEST_FIELD);
    const { said, status } = await askedFor(deps, field('address'), field('token'));
    return sourcesPage(context, said, status);
  });

  app.get('/sources/:id', async (context) => {
    const site = siteOf(context, deps);
    const source = deps.sources.find(({ id }) => id === context.req.param('id'));
    if (source === undefined)
      return sendPage(context, ErrorPage({ site, status: 404, detail: 'No source of this name is read here.' }), 404);
    const boards = orderBoards((await deps.store.listBoards(deps.now())).filter((board) => board.source === source.id));
    const asked = context.req.query('board');
    const board = asked === undefined ? null : (boards.find(({ id }) => String(id) === asked) ?? null);
    if (asked !== undefined && board === null) return sendPage(context, ErrorPage({ site, status: 404, detail: 'No such board.' }), 404);
    const page = Math.min(1000, Math.max(1, Math.trunc(Number(context.req.query('page') ?? 1)) || 1));
    const shown = boards.slice((page - 1) * BOARDS_A_PAGE, page * BOARDS_A_PAGE);
    const nextPage = boards.length > page * BOARDS_A_PAGE ? page + 1 : null;
    const [runs, requests] = await Promise.all([
      board === null ? [] : deps.store.boardRuns(board.id, RUNS_SHOWN),
      deps.store.requestLog(REQUESTS_SHOWN, { source: source.id }),
    ]);
    return sendPage(context, SourcePage({ site, sources: deps.sources, boards, source, shown, nextPage, board, runs, requests }));
  });
}

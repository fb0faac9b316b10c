import type { Verdict } from '../domain/run.js';
import type { BoardStatus } from '../store/boards.js';
import { Minute } from './dates.js';
import { webAddress } from './filter-links.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import type { SourceFacts } from './source-facts.js';
import { countWords, pluralWords, shareWords } from './pay-words.js';

export interface SourcesView {
  readonly site: Site;
  readonly sources: readonly SourceFacts[];
  readonly boards: readonly BoardStatus[];
}

export interface BoardRun {
  readonly id: number;
  readonly startedAt: string;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  readonly counts: NonNullable<BoardStatus['lastRun']>['counts'];
  readonly rejections: readonly { readonly externalId: string | null; readonly title: string | null; readonly reason: string }[];
}

export interface SourceView extends SourcesView {
  readonly source: SourceFacts;
  /** Page of boards, worst first. */
  readonly shown: readonly BoardStatus[];
  readonly nextPage: number | null;
  /** Recent runs of one board, when asked for. */
  readonly board: BoardStatus | null;
  readonly runs: readonly BoardRun[];
}

type State = BoardStatus['state'];

const STATES: Record<State, { readonly words: string; readonly tone: 'ok' | 'late' | 'fail' | 'idle'; readonly meaning: string }> = {
  failing: { words: 'Failing', tone: 'fail', meaning: 'its last readings failed' },
  drift: { words: 'Changed shape', tone: 'fail', meaning: 'its pages changed shape; what is stored stays untouched' },
  suspect: { words: 'Suspect', tone: 'late', meaning: 'far fewer rows than before, so nothing was closed' },
  gone: { words: 'Gone', tone: 'late', meaning: 'its page is gone; listings close on the seventh day' },
  late: { words: 'Late', tone: 'late', meaning: 'not read when it was due' },
  partial: { words: 'Partly read', tone: 'late', meaning: 'some pages were lost, so nothing was closed' },
  held: { words: 'Asked to wait', tone: 'late', meaning: 'the host asked to be left alone for a while' },
  reading: { words: 'Reading now', tone: 'ok', meaning: 'being read' },
  ok: { words: 'Fine', tone: 'ok', meaning: 'read in full when last due' },
  waiting: { words: 'Not read yet', tone: 'idle', meaning: 'waiting for its first reading' },
  off: { words: 'Off', tone: 'idle', meaning: 'switched off' },
};
/** Worst first. */
const STATE_ORDER = Object.keys(STATES) as State[];

const VERDICT_WORDS: Record<Verdict, string> = {
  complete: 'complete',
  unchanged: 'unchanged since the last reading',
  partial: 'partly read: some pages were lost',
  suspect: 'suspect: far fewer rows than before, nothing was closed',
  drift: 'the page changed its shape',
  refused: 'robots.txt or the host said no',
  throttled: 'the host asked to wait',
  gone: 'the page is gone',
  failed: 'failed',
  abandoned: 'cut off: the process ended',
};

const TONE_SHAPES = {
  ok: <path d="M2 6.5 5 9.5 10.5 3" fill="none" stroke="currentColor" stroke-width="2" />,
  late: <path d="M6 1.5 11 10.5H1z" fill="none" stroke="currentColor" stroke-width="1.5" />,
  fail: <path d="M2.5 2.5l7 7m0-7l-7 7" stroke="currentColor" stroke-width="2" />,
  idle: <path d="M2.5 6h7" stroke="currentColor" stroke-width="2" />,
};

export function StateMark({ state }: { readonly state: State }) {
  const { words, tone } = STATES[state];
  return (
    <span class={`state ${tone}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {TONE_SHAPES[tone]}
      </svg>
      {words}
    </span>
  );
}

const worstFirst = (a: BoardStatus, b: BoardStatus): number =>
  STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || (a.company ?? a.slug).localeCompare(b.company ?? b.slug, 'en');

/** Boards in the order that the pages show. */
export const orderBoards = (boards: readonly BoardStatus[]): readonly BoardStatus[] => [...boards].sort(worstFirst);

const sum = (boards: readonly BoardStatus[], of: (board: BoardStatus) => number): number =>
  boards.reduce((total, board) => total + of(board), 0);

/** How many boards are in each state, in words: «112 fine, 3 failing». */
function StateCounts({ boards }: { readonly boards: readonly BoardStatus[] }) {
  const present = STATE_ORDER.filter((state) => boards.some((board) => board.state === state)).reverse();
  return (
    <>
      {present.map((state) => (
        <p>
          <StateMark state={state} /> <span class="num soft">{countWords(boards.filter((board) => board.state === state).length)}</span>
        </p>
      ))}
      {present.length === 0 && <StateMark state="off" />}
    </>
  );
}

const DEFAULT_WORDS: Record<SourceFacts['default'], string> = {
  on: 'read by default',
  'opt-in': 'read only when switched on',
  keyed: 'needs a key of the operator',
};

/** `/sources`: every source, what it gave, and its terms. */
export function SourcesPage(view: SourcesView) {
  const bySource = new Map<string, BoardStatus[]>();
  for (const board of view.boards) {
    const known = bySource.get(board.source);
    if (known === undefined) bySource.set(board.source, [board]);
    else known.push(board);
  }
  const openTotal = sum(view.boards, (board) => board.openListings);
  return (
    <Layout
      site={view.site}
      title="Sources"
      description="Which job boards are read, when each was last read in full, how many listings it gave and how many state pay."
      canonical="/sources"
    >
      <div>
        <h1>Sources</h1>
        <p class="lead">
          {pluralWords(view.boards.length, 'board')} on {pluralWords(bySource.size, 'source')}, {pluralWords(openTotal, 'open listing')}.
          Every reading ends with a verdict in words; only a complete one may close a listing.
        </p>
      </div>
      <div class="scroll" tabindex={0} role="region" aria-label="Sources">
        <table>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Boards</th>
              <th scope="col" class="r">
                Open listings
              </th>
              <th scope="col" class="r">
                State pay
              </th>
              <th scope="col" class="r">
                Last run: read
              </th>
              <th scope="col" class="r">
                Not backend
              </th>
              <th scope="col" class="r">
                Rejected
              </th>
              <th scope="col">Last good run</th>
            </tr>
          </thead>
          <tbody>
            {view.sources.map((source) => {
              const boards = bySource.get(source.id) ?? [];
              const open = sum(boards, (board) => board.openListings);
              const paid = sum(boards, (board) => board.openWithPay);
              const last = boards
                .map((board) => board.lastGoodAt)
                .filter((at) => at !== null)
                .sort()
                .at(-1);
              const home = webAddress(source.homepage);
              const terms = webAddress(source.terms);
              return (
                <tr>
                  <th scope="row">
                    <a href={`/sources/${encodeURIComponent(source.id)}`}>{source.name}</a>
                    <p class="small soft">
                      {home !== null && (
                        <a href={home} rel="noopener">
                          home page
                        </a>
                      )}
                      {home !== null && terms !== null && ' · '}
                      {terms !== null && (
                        <a href={terms} rel="noopener nofollow">
                          terms
                        </a>
                      )}
                      {boards.length === 0 && ` · ${DEFAULT_WORDS[source.default]}`}
                    </p>
                    {source.attribution !== null && <p class="small soft">{source.attribution}</p>}
                  </th>
                  <td>
                    <StateCounts boards={boards} />
                  </td>
                  <td class="r">{countWords(open)}</td>
                  <td class="r">{open === 0 ? '–' : shareWords(paid / open)}</td>
                  <td class="r">{countWords(sum(boards, (board) => board.lastRun?.counts.seen ?? 0))}</td>
                  <td class="r">{countWords(sum(boards, (board) => board.lastRun?.counts.notBackend ?? 0))}</td>
                  <td class="r">{countWords(sum(boards, (board) => board.lastRun?.counts.rejected ?? 0))}</td>
                  <td>{last === undefined ? 'none yet' : <Minute at={last} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <section class="prose" aria-labelledby="states">
        <h2 id="states">What the states mean</h2>
        <dl class="facts">
          {STATE_ORDER.map((state) => (
            <>
              <dt>
                <StateMark state={state} />
              </dt>
              <dd>{STATES[state].meaning}</dd>
            </>
          ))}
        </dl>
        <p>
          A board is missing? On the machine that runs this site: <code>npm run -s cli -- boards add &lt;address&gt;</code>
        </p>
      </section>
    </Layout>
  );
}

function Runs({ board, runs }: { readonly board: BoardStatus; readonly runs: readonly BoardRun[] }) {
  return (
    <section aria-labelledby="runs" class="stack">
      <h2 id="runs">Runs of {board.company ?? board.slug}</h2>
      {runs.length === 0 ? (
        <p class="soft">No run yet.</p>
      ) : (
        <ol class="sup">
          {runs.map((run) => (
            <li>
              <p>
                <strong>
                  <Minute at={run.startedAt} />
                </strong>
                : {run.verdict === null ? 'being read' : VERDICT_WORDS[run.verdict]}
                {run.reason !== null && `: ${run.reason}`}
              </p>
              <p class="small soft num">
                {countWords(run.counts.seen)} read, {countWords(run.counts.added)} new, {countWords(run.counts.changed)} changed,{' '}
                {countWords(run.counts.unchanged)} unchanged, {countWords(run.counts.notBackend)} not backend,{' '}
                {countWords(run.counts.rejected)} rejected, {countWords(run.counts.withPay)} with pay, {countWords(run.counts.closed)}{' '}
                closed
              </p>
              {run.rejections.length > 0 && (
                <details>
                  <summary>{pluralWords(run.rejections.length, 'rejected row')}</summary>
                  <ul>
                    {run.rejections.slice(0, 50).map((one) => (
                      <li>
                        {one.title ?? one.externalId ?? 'a row without id'}: {one.reason}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** `/sources/{id}`: its boards, worst first, and the runs of one of them. */
export function SourcePage(view: SourceView) {
  const { source } = view;
  const path = `/sources/${encodeURIComponent(source.id)}`;
  return (
    <Layout site={view.site} title={source.name} canonical={path} noindex={view.board !== null} description={`How ${source.name} is read.`}>
      <div class="stack">
        <p class="crumb">
          <a href="/sources">Sources</a> / {source.name}
        </p>
        <h1>{source.name}</h1>
        <p class="lead">
          {pluralWords(view.boards.length, 'board')},{' '}
          {pluralWords(
            sum(view.boards, (board) => board.openListings),
            'open listing',
          )}
          . <a href={`/jobs?source=${encodeURIComponent(source.id)}`}>Show them</a>
        </p>
        {source.attribution !== null && <p>{source.attribution}</p>}
      </div>
      {view.board !== null && <Runs board={view.board} runs={view.runs} />}
      <div class="scroll" tabindex={0} role="region" aria-label="Boards">
        <table>
          <thead>
            <tr>
              <th scope="col">Board</th>
              <th scope="col">State</th>
              <th scope="col">Last verdict</th>
              <th scope="col" class="r">
                Open
              </th>
              <th scope="col" class="r">
                With pay
              </th>
              <th scope="col">Last good run</th>
              <th scope="col">Due</th>
            </tr>
          </thead>
          <tbody>
            {view.shown.map((board) => (
              <tr>
                <th scope="row">
                  <a href={`${path}?board=${board.id}`}>{board.company ?? board.slug}</a>
                </th>
                <td>
                  <StateMark state={board.state} />
                  {board.offReason !== null && <p class="small soft">{board.offReason}</p>}
                </td>
                <td>
                  {board.lastRun === null || board.lastRun.verdict === null ? (
                    <span class="soft">none yet</span>
                  ) : (
                    <>
                      {VERDICT_WORDS[board.lastRun.verdict]}
                      {board.lastRun.reason !== null && <p class="small soft">{board.lastRun.reason}</p>}
                    </>
                  )}
                </td>
                <td class="r">{countWords(board.openListings)}</td>
                <td class="r">{countWords(board.openWithPay)}</td>
                <td>{board.lastGoodAt === null ? 'none yet' : <Minute at={board.lastGoodAt} />}</td>
                <td>
                  <Minute at={board.dueAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.nextPage !== null && (
        <nav class="pager" aria-label="Pages">
          <span></span>
          <a class="button" rel="next" href={`${path}?page=${view.nextPage}`}>
            More boards
          </a>
        </nav>
      )}
    </Layout>
  );
}

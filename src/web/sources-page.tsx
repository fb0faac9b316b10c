import type { BoardStatus } from '../store/boards.js';
import type { RunDay } from '../store/catalogue.js';
import { AddBoard, type AddingView } from './board-adding.js';
import { STATES, STATE_ORDER, StateMark, sum } from './board-state.js';
import { RunStrip } from './charts/run-strip.js';
import { DataTable } from './data-table.js';
import { Minute } from './dates.js';
import { webAddress } from './filter-links.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { countWords, pluralWords, shareWords } from './pay-words.js';
import type { SourceFacts } from './source-facts.js';
import { UnreadSources } from './unread-sources.js';

export interface SourcesView {
  readonly site: Site;
  readonly sources: readonly SourceFacts[];
  readonly boards: readonly BoardStatus[];
  /** Runs of the last 30 days, the last of which is `today` (`2026-11-23`); absent: no strip is drawn. */
  readonly history?: { readonly today: string; readonly days: readonly RunDay[] };
  /** Absent: the page says nothing of adding. */
  readonly adding?: AddingView;
}

/** How many boards are in each state, in words: «112 fine, 3 failing». */
function StateCounts({ boards }: { readonly boards: readonly BoardStatus[] }) {
  const present = STATE_ORDER.filter((state) => boards.some((board) => board.state === state)).reverse();
  return (
    <>
      {present.map((state) => (
        <p class="line">
          <StateMark state={state} /> <span class="num soft">{countWords(boards.filter((board) => board.state === state).length)}</span>
        </p>
      ))}
      {present.length === 0 && <span class="soft">none yet</span>}
    </>
  );
}

/** States in which a board waits for a person, or for its source to become itself again. */
const ATTENTION: ReadonlySet<BoardStatus['state']> = new Set(['drift', 'held', 'suspect']);
const ATTENTION_SHOWN = 20;

/** Boards whose last reading was held back, with the reason: which field changed its name, which company came instead. */
function NeedsALook({ boards, sources }: Pick<SourcesView, 'boards' | 'sources'>) {
  const waiting = boards.filter(({ state }) => ATTENTION.has(state));
  if (waiting.length === 0) return null;
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
  return (
    <section class="stack" aria-labelledby="look">
      <h2 id="look">Held back</h2>
      <p>
        What is stored of these {pluralWords(waiting.length, 'board')} stays as it is: nothing of them closes.
        {waiting.length > ATTENTION_SHOWN && ` The first ${ATTENTION_SHOWN}:`}
      </p>
      <DataTable
        label="Boards held back"
        columns={[
          {
            head: 'Board',
            cell: (board: BoardStatus) => (
              <a href={`/sources/${encodeURIComponent(board.source)}?board=${board.id}`}>
                {nameOf(board.source)} {board.slug}
              </a>
            ),
          },
          { head: 'State', cell: ({ state }) => <StateMark state={state} /> },
          { head: 'Why', cell: ({ offReason, lastRun }) => offReason ?? lastRun?.reason ?? '' },
        ]}
        rows={waiting.slice(0, ATTENTION_SHOWN)}
      />
    </section>
  );
}

/** `/sources`: every source, what it gave, and its terms. */
export function SourcesPage(view: SourcesView) {
  const bySource = new Map<string, BoardStatus[]>();
  for (const board of view.boards) {
    const known = bySource.get(board.source);
    if (known === undefined) bySource.set(board.source, [board]);
    else known.push(board);
  }
  const read = view.sources.filter((source) => bySource.has(source.id));
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
              {view.history !== undefined && <th scope="col">Last 30 days</th>}
            </tr>
          </thead>
          <tbody>
            {read.map((source) => {
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
                    </p>
                    {source.attribution !== null && source.attribution !== source.name && <p class="small soft">{source.attribution}</p>}
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
                  {view.history !== undefined && (
                    <td>
                      <RunStrip
                        id={`runs-${source.id}`}
                        name={source.name}
                        today={view.history.today}
                        days={view.history.days.filter((day) => day.source === source.id)}
                      />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <NeedsALook boards={view.boards} sources={view.sources} />
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
      </section>
      <UnreadSources sources={view.sources.filter((source) => !bySource.has(source.id))} />
      {view.adding !== undefined && <AddBoard {...view.adding} />}
    </Layout>
  );
}

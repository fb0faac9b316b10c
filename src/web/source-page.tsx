import type { RequestLogEntry } from '../domain/host-gate.js';
import type { Verdict } from '../domain/run.js';
import type { BoardStatus } from '../store/boards.js';
import { StateMark, VERDICT_WORDS, sum } from './board-state.js';
import { DataTable } from './data-table.js';
import { Minute } from './dates.js';
import { Layout } from './layout.js';
import { countWords, pluralWords } from './pay-words.js';
import { RequestLog } from './request-log.js';
import type { SourceFacts } from './source-facts.js';
import type { SourcesView } from './sources-page.js';

interface BoardRun {
  readonly id: number;
  readonly startedAt: string;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  readonly counts: NonNullable<BoardStatus['lastRun']>['counts'];
  readonly rejections: readonly { readonly externalId: string | null; readonly title: string | null; readonly reason: string }[];
}

interface SourceView extends SourcesView {
  readonly source: SourceFacts;
  /** Page of boards, worst first. */
  readonly shown: readonly BoardStatus[];
  readonly nextPage: number | null;
  /** Recent runs of one board, when asked for. */
  readonly board: BoardStatus | null;
  readonly runs: readonly BoardRun[];
  /** Newest first; absent: the page says nothing of requests. */
  readonly requests?: readonly RequestLogEntry[];
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

function LastVerdict({ board }: { readonly board: BoardStatus }) {
  if (board.lastRun === null || board.lastRun.verdict === null) return <span class="soft">none yet</span>;
  return (
    <>
      {VERDICT_WORDS[board.lastRun.verdict]}
      {board.lastRun.reason !== null && <p class="small soft">{board.lastRun.reason}</p>}
    </>
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
      <DataTable
        label="Boards"
        columns={[
          { head: 'Board', cell: (board) => <a href={`${path}?board=${board.id}`}>{board.company ?? board.slug}</a> },
          {
            head: 'State',
            cell: (board) => (
              <>
                <StateMark state={board.state} />
                {board.offReason !== null && <p class="small soft">{board.offReason}</p>}
              </>
            ),
          },
          { head: 'Last verdict', cell: (board) => <LastVerdict board={board} /> },
          { head: 'Open', figure: true, cell: (board) => countWords(board.openListings) },
          { head: 'With pay', figure: true, cell: (board) => countWords(board.openWithPay) },
          { head: 'Last good run', cell: (board) => (board.lastGoodAt === null ? 'none yet' : <Minute at={board.lastGoodAt} />) },
          { head: 'Due', cell: (board) => <Minute at={board.dueAt} /> },
        ]}
        rows={view.shown}
      />
      {view.nextPage !== null && (
        <nav class="pager" aria-label="Pages">
          <span></span>
          <a class="button" rel="next" href={`${path}?page=${view.nextPage}`}>
            More boards
          </a>
        </nav>
      )}
      {view.requests !== undefined && <RequestLog entries={view.requests} />}
    </Layout>
  );
}

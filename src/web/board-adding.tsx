import type { BoardProposal, BoardSuggestion, ProposalState } from '../store/catalogue.js';
import { DataTable } from './data-table.js';
import { Minute } from './dates.js';
import { webAddress } from './filter-links.js';
import { pluralWords } from './pay-words.js';

/** What `/sources` shows about boards that come by a person's word. */
export interface AddingView {
  /** Whether this installation takes boards by page; without it the page shows the command. */
  readonly byPage: boolean;
  /** What the form said last; `null`: nothing was sent. */
  readonly said: { readonly good: boolean; readonly words: string; readonly address: string } | null;
  readonly proposals: readonly BoardProposal[];
  readonly suggestions: readonly BoardSuggestion[];
  /** How many suggestions there are in all. */
  readonly suggested: number;
  readonly nameOf: (source: string) => string;
}

const PROPOSAL_WORDS: Record<ProposalState, string> = {
  waiting: 'Waiting for the reader',
  reading: 'Being read',
  kept: 'Added',
  'not-kept': 'Not added',
};

const COMMAND = 'npm run -s cli -- boards add <address>';

function AddForm({ said }: Pick<AddingView, 'said'>) {
  const bad = said !== null && !said.good;
  return (
    <form method="post" action="/sources#add" class="stack">
      <div class="row end">
        <div class="field">
          <label for="address">Address of the company’s page</label>
          <input
            type="url"
            id="address"
            name="address"
            required
            maxlength={2000}
            size={44}
            placeholder="https://jobs.ashbyhq.com/acme"
            value={bad ? said.address : ''}
            {...(bad ? { 'aria-invalid': 'true', 'aria-describedby': 'add-said' } : {})}
          />
        </div>
        <div class="field">
          <label for="token">Administrator’s token</label>
          <input type="password" id="token" name="token" required maxlength={500} size={24} autocomplete="current-password" />
        </div>
        <button class="primary">Add it</button>
      </div>
      <p class="hint">It is read once; it stays only if that reading is complete and has postings.</p>
    </form>
  );
}

function Proposals({ proposals, nameOf }: Pick<AddingView, 'proposals' | 'nameOf'>) {
  return (
    <DataTable
      label="Boards that were asked for"
      caption="Boards that were asked for, newest first"
      columns={[
        { head: 'Board', cell: (one: BoardProposal) => `${nameOf(one.source)} ${one.slug}` },
        { head: 'State', cell: ({ state }) => PROPOSAL_WORDS[state] },
        { head: 'Asked for', cell: ({ askedAt }) => <Minute at={askedAt} /> },
        { head: 'What came of it', cell: ({ answer }) => answer ?? <span class="soft">not read yet</span> },
      ]}
      rows={proposals}
    />
  );
}

/** Links to the posting and to the thread that it stands in. */
function Evidence({ suggestion, nameOf }: { readonly suggestion: BoardSuggestion; readonly nameOf: AddingView['nameOf'] }) {
  const [post, thread] = [webAddress(suggestion.postUrl), webAddress(suggestion.threadUrl)];
  return (
    <>
      {post === null ? (
        nameOf(suggestion.from)
      ) : (
        <a href={post} rel="noopener">
          a posting
        </a>
      )}
      {thread !== null && (
        <>
          {' in '}
          <a href={thread} rel="noopener">
            its thread
          </a>
        </>
      )}
    </>
  );
}

function Suggestions({ suggestions, suggested, nameOf }: Pick<AddingView, 'suggestions' | 'suggested' | 'nameOf'>) {
  return (
    <>
      <h3 id="suggested">Suggested by postings</h3>
      <p>
        {pluralWords(suggested, 'board')} that postings link to and nobody added. None is read until you say so.
        {suggested > suggestions.length && (
          <>
            {' '}
            All of them: <code>npm run -s cli -- boards suggestions</code>
          </>
        )}
      </p>
      <DataTable
        label="Suggested boards"
        columns={[
          { head: 'Board', cell: (one: BoardSuggestion) => `${nameOf(one.source)} ${one.slug}` },
          { head: 'Company', cell: ({ company }) => company ?? <span class="soft">not named</span> },
          { head: 'Seen in', cell: (one) => <Evidence suggestion={one} nameOf={nameOf} /> },
          { head: 'Last seen', cell: ({ lastSeenAt }) => <Minute at={lastSeenAt} /> },
        ]}
        rows={suggestions}
      />
    </>
  );
}

/** Adding a board by its address, what came of earlier wishes, and what postings suggest. */
export function AddBoard(view: AddingView) {
  const { said } = view;
  return (
    <section class="stack" aria-labelledby="add">
      <h2 id="add">Add a board</h2>
      {said !== null && (
        <div class={`note ${said.good ? 'good' : 'bad'}`} role={said.good ? 'status' : 'alert'} id="add-said">
          <p>{said.words}</p>
        </div>
      )}
      {view.byPage ? (
        <AddForm said={said} />
      ) : (
        <p>
          On the machine that runs this site: <code>{COMMAND}</code>
        </p>
      )}
      {view.proposals.length > 0 && <Proposals proposals={view.proposals} nameOf={view.nameOf} />}
      {view.suggestions.length > 0 && <Suggestions suggestions={view.suggestions} suggested={view.suggested} nameOf={view.nameOf} />}
    </section>
  );
}

import type { RequestLogEntry } from '../domain/host-gate.js';
import { DataTable } from './data-table.js';
import { Minute } from './dates.js';
import { countWords } from './pay-words.js';

const ROBOTS_WORDS: Record<RequestLogEntry['robots'], string> = {
  allowed: 'allowed',
  disallowed: 'disallowed',
  unreachable: 'unreachable',
  'not-asked': 'not asked',
};

/** What was asked of a source's hosts lately, as every request is written down; keys are masked. */
export function RequestLog({ entries }: { readonly entries: readonly RequestLogEntry[] }) {
  return (
    <section class="stack" aria-labelledby="requests">
      <h2 id="requests">Latest requests</h2>
      {entries.length === 0 ? (
        <p class="soft">Nothing was asked in the last 30 days.</p>
      ) : (
        <DataTable
          label="Requests"
          columns={[
            { head: 'Asked', cell: (entry: RequestLogEntry) => <Minute at={entry.at.toISOString()} /> },
            {
              head: 'Address',
              cell: ({ method, host, path, error }) => (
                <>
                  <code>
                    {method} {host}
                    {path}
                  </code>
                  {error !== null && <p class="small soft">{error}</p>}
                </>
              ),
            },
            {
              head: 'robots.txt',
              cell: ({ robots, robotsRule }) => (
                <>
                  {ROBOTS_WORDS[robots]}
                  <p class="small soft">{robotsRule}</p>
                </>
              ),
            },
            { head: 'Question', cell: ({ conditional }) => (conditional ? 'conditional' : 'full') },
            { head: 'Status', figure: true, cell: ({ status }) => (status === 0 ? 'none' : status) },
            { head: 'Bytes', figure: true, cell: ({ bytes }) => countWords(bytes) },
            { head: 'Waited', figure: true, cell: ({ waitMs }) => `${countWords(Math.round(waitMs))} ms` },
          ]}
          rows={entries}
        />
      )}
      <p class="small soft">Kept 30 days, then as sums by day. One request at a time a host, with its pause, whichever process asks.</p>
    </section>
  );
}

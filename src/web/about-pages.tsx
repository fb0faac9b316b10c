import { DataTable } from './data-table.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import type { SourceFacts } from './source-facts.js';

/** What is kept and for how long, as the code that deletes says it. */
export interface RetentionRow {
  readonly what: string;
  readonly kept: string;
}

/** What reads, in whose name. */
export interface BotFacts {
  readonly userAgent: string;
  /** Page or address for questions. */
  readonly contact: string;
}

/** `/about`: what this is. */
export function AboutPage({ site }: { readonly site: Site }) {
  return (
    <Layout site={site} title="About" canonical="/about" description="What Backboard reads, how it decides, and what it does not do.">
      <h1>About Backboard</h1>
      <div class="prose">
        <p class="lead">A job board for backend work that shows what each of its statements rests on.</p>
        <p>
          It reads public boards of employers and job sites on a schedule, keeps what is backend work, and says of each opening which of the
          career guide’s titles and levels it is and what it pays. The same opening on several boards is one listing. Nothing is taken in
          return: no account, no cookies but the choice of colours, no third party in any page.
        </p>
        <ul>
          <li>
            <a href="/about/method">Method</a>: how level, pay and statistics are reached
          </li>
          <li>
            <a href="/sources">Sources</a>: what is read, and how the last reading went
          </li>
          <li>
            <a href="/privacy">Privacy</a>: what is stored and for how long
          </li>
          <li>
            <a href="/bot">Our robot</a>: who reads, how often, how to be left alone
          </li>
          <li>
            <a href="/api">API</a>: the same data for programs
          </li>
        </ul>
      </div>
    </Layout>
  );
}

/** `/privacy`: what is kept, printed from the rules that delete it. */
export function PrivacyPage(props: { readonly site: Site; readonly retention: readonly RetentionRow[] }) {
  return (
    <Layout
      site={props.site}
      title="Privacy"
      canonical="/privacy"
      description="What this site stores, for how long, and how to have it deleted."
    >
      <h1>Privacy</h1>
      <div class="prose">
        <p class="lead">Reading this site leaves nothing behind: no account, no tracking, no third-party request.</p>
        <h2>If you only read</h2>
        <p>
          One cookie, <code>theme</code>, is set if you choose light or dark colours; it holds that word. «New since your last visit» is
          kept in your browser and never sent here.
        </p>
        <h2>If you save a search</h2>
        <p>
          Kept are the address, the search, when and to which sentence you agreed, and a keyed hash of a coarse network address against
          abuse. One mail asks you to confirm; without that, all of it is deleted after 48 hours. Every mail has a link to see, download and
          delete everything at once. Mails hold no tracking pixel and no counted links.
        </p>
        <h2>If you posted a job</h2>
        <p>
          Only public postings are read. E-mail addresses and telephone numbers are cut from descriptions before they are stored. To have a
          posting or a whole board taken out, see <a href="/bot">our robot</a>.
        </p>
        <h2>How long</h2>
        <DataTable
          label="How long things are kept"
          columns={[
            { head: 'What', cell: (row) => row.what },
            { head: 'Kept', cell: (row) => row.kept },
          ]}
          rows={props.retention}
        />
      </div>
    </Layout>
  );
}

/** `/bot`: for those whose pages are read. */
export function BotPage(props: { readonly site: Site; readonly bot: BotFacts; readonly sources: readonly SourceFacts[] }) {
  return (
    <Layout
      site={props.site}
      title="Our robot"
      canonical="/bot"
      description="Who reads job boards for this site, how often, and how to be left alone."
    >
      <h1>Our robot</h1>
      <div class="prose">
        <p class="lead">If you run a job board and found us in your log, this page is for you.</p>
        <dl class="facts">
          <dt>Says of itself</dt>
          <dd>
            <code>{props.bot.userAgent}</code>
          </dd>
          <dt>Contact</dt>
          <dd>{/^https?:\/\//.test(props.bot.contact) ? <a href={props.bot.contact}>{props.bot.contact}</a> : props.bot.contact}</dd>
          <dt>Reads</dt>
          <dd>
            public lists of open jobs, by the interfaces made for it where there are any: {props.sources.map(({ name }) => name).join(', ')}
          </dd>
        </dl>
        <h2>How it behaves</h2>
        <ul>
          <li>robots.txt is asked first and obeyed, for the name above and for «*».</li>
          <li>One request at a time to a host, with a pause between them.</li>
          <li>
            Boards are read every few hours to once a day; unchanged pages are asked with <code>If-None-Match</code> and{' '}
            <code>If-Modified-Since</code>.
          </li>
          <li>
            <code>Retry-After</code>, 429 and 503 are obeyed. No page is asked twice in a row, nothing is logged in to, no form is sent.
          </li>
        </ul>
        <h2>How to be left alone</h2>
        <p>A line in robots.txt is enough and takes effect within a day:</p>
        <pre class="code" tabindex={0}>
          <code>{`User-agent: ${props.bot.userAgent.split('/')[0] ?? 'Backboard'}\nDisallow: /`}</code>
        </pre>
        <p>Or write to the contact above; the board is then switched off, and what was read of it is deleted.</p>
      </div>
    </Layout>
  );
}

/** `/api`: where programs begin. */
export function ApiPage(props: { readonly site: Site }) {
  const base = props.site.baseUrl;
  return (
    <Layout site={props.site} title="API" canonical="/api" description="The same listings, pay figures and feeds for programs.">
      <h1>API</h1>
      <div class="prose">
        <p class="lead">Everything on these pages is there for programs, with the same filters in the address. No key is needed.</p>
        <pre class="code" tabindex={0}>
          <code>{`curl '${base}/api/v1/listings?level=senior&language=go&workplace=remote'\ncurl '${base}/api/v1/salaries?by=level&country=DE'`}</code>
        </pre>
        <ul>
          <li>
            <a href="/docs">The documentation</a>, to read
          </li>
          <li>
            <a href="/openapi.json">OpenAPI 3.1</a>, for tools
          </li>
        </ul>
        <p>
          The address of a search here is the query of the same search there. Feeds (Atom, RSS, JSON Feed) and CSV stand below every search.
          Errors are <code>application/problem+json</code> and name the field.
        </p>
      </div>
    </Layout>
  );
}

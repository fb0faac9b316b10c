import type { ListingFilter } from '../domain/listing-filter.js';
import { CADENCES } from '../domain/saved-search.js';
import type { Cadence, SavedSearch } from '../domain/saved-search.js';
import type { SentMessage } from '../store/saved-searches.js';
import { Minute } from './dates.js';
import { filterPairs, queryOf, searchHref } from './filter-links.js';
import { searchWords } from './filter-words.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { pluralWords } from './pay-words.js';
import type { FieldProblem, FeedLinks } from './search-page.js';

export interface NewAlertView {
  readonly site: Site;
  readonly filter: ListingFilter;
  readonly problems: readonly FieldProblem[];
  readonly typed: Readonly<Record<string, string>>;
  /** Listings of this search in the last 30 days; `null`: not counted. */
  readonly lastMonth: number | null;
  readonly feeds: FeedLinks;
  /** The sentence that the reader agrees to, word for word. */
  readonly consent: string;
}

const CADENCE_WORDS: Record<Cadence, string> = { instant: 'At once', daily: 'Once a day', weekly: 'Once a week' };
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const STATE_WORDS: Record<SavedSearch['state'], string> = {
  pending: 'waiting for your confirmation',
  active: 'active',
  paused: 'paused',
  stopped: 'stopped',
  unsubscribed: 'unsubscribed',
};
const DELIVERY_WORDS: Record<SentMessage['state'], string> = {
  pending: 'waiting',
  sending: 'being sent',
  sent: 'sent',
  unknown: 'perhaps sent: the mail server did not answer',
  dead: 'given up',
};

interface CadenceValues {
  readonly cadence: Cadence;
  readonly hour: number;
  readonly weekday: number;
  readonly timeZone: string;
}

function CadenceFields({ values, id, zoneSet }: { readonly values: CadenceValues; readonly id: string; readonly zoneSet: boolean }) {
  return (
    <>
      <fieldset>
        <legend>How often</legend>
        <div class="row">
          {CADENCES.map((cadence) => (
            <label class="row">
              <input type="radio" name="cadence" value={cadence} checked={cadence === values.cadence} /> {CADENCE_WORDS[cadence]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="row end">
        <label class="field">
          <span>Hour (daily, weekly)</span>
          <select name="hour">
            {Array.from({ length: 24 }, (_, hour) => (
              <option value={String(hour)} selected={hour === values.hour}>
                {String(hour).padStart(2, '0')}:00
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Day (weekly)</span>
          <select name="weekday">
            {WEEKDAYS.map((name, index) => (
              <option value={String(index + 1)} selected={index + 1 === values.weekday}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Time zone</span>
          <input
            name="timeZone"
            id={`${id}-zone`}
            value={values.timeZone}
            size={22}
            maxlength={60}
            data-zone
            {...(zoneSet ? { 'data-set': 'yes' } : {})}
          />
        </label>
      </div>
    </>
  );
}

function HiddenFilter({ filter }: { readonly filter: ListingFilter }) {
  return (
    <>
      {filterPairs(filter).map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
    </>
  );
}

/** `/alerts/new`: the search in words, an address, how often, and one sentence to agree to. */
export function NewAlertPage(view: NewAlertView) {
  const { typed, filter } = view;
  const wrong = (field: string) => view.problems.find((one) => one.field === field);
  const email = wrong('email');
  const zone = wrong('timeZone');
  const weekly = view.lastMonth === null ? null : Math.round((view.lastMonth / 30) * 7);
  const asCadence = CADENCES.find((cadence) => cadence === typed['cadence']) ?? 'daily';
  return (
    <Layout site={view.site} title="Save this search" noindex description="Get new listings of a search by e-mail or feed.">
      <div>
        <h1>Alert me to new listings</h1>
        <p class="lead">
          {searchWords(filter)}
          {weekly !== null && ` · about ${weekly === 0 && view.lastMonth !== 0 ? 'one in a while' : `${weekly} a week`}`}
        </p>
        <p class="small">
          <a href={searchHref(filter)}>Change the search</a>
        </p>
      </div>
      {view.problems.length > 0 && (
        <div class="note bad" role="alert">
          <p>
            <strong>Not saved yet.</strong>
          </p>
          <ul>
            {view.problems.map(({ field, message }) => (
              <li>
                {field === 'email' ? <a href="#email">E-mail address</a> : field}: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <form method="post" action="/alerts" class="stack prose">
        <HiddenFilter filter={filter} />
        <div class="field">
          <label for="email">E-mail address</label>
          <input
            type="email"
            id="email"
            name="email"
            required
            maxlength={254}
            size={36}
            autocomplete="email"
            value={typed['email'] ?? ''}
            {...(email === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': 'email-wrong' })}
          />
          {email !== undefined && (
            <p class="hint fail" id="email-wrong">
              {email.message}
            </p>
          )}
        </div>
        <CadenceFields
          id="new"
          zoneSet={typed['timeZone'] !== undefined}
          values={{
            cadence: asCadence,
            hour: Number(typed['hour'] ?? 8),
            weekday: Number(typed['weekday'] ?? 1),
            timeZone: typed['timeZone'] ?? 'Europe/London',
          }}
        />
        {zone !== undefined && <p class="hint fail">{zone.message}</p>}
        <label class="row">
          <input type="checkbox" name="wantsPayRises" value="1" checked={typed['wantsPayRises'] === '1'} /> Also tell me when the pay of a
          listing rises
        </label>
        <label class="trap" aria-hidden="true">
          Leave this empty <input name="website" tabindex={-1} autocomplete="off" />
        </label>
        <p class="note">{view.consent}</p>
        <p>
          <button class="primary">Agree and save the search</button>
        </p>
        <p class="small soft">
          No account, no tracking. We first send one mail that asks you to confirm; without a click nothing else is sent and the address is
          deleted after 48 hours. <a href="/privacy">Privacy</a>
        </p>
      </form>
      <section class="prose" aria-labelledby="feed">
        <h2 id="feed">Or take it as a feed</h2>
        <p>
          No address needed: <a href={`${view.feeds.atom}${queryOf(filter)}`}>Atom</a>,{' '}
          <a href={`${view.feeds.rss}${queryOf(filter)}`}>RSS</a> or <a href={`${view.feeds.json}${queryOf(filter)}`}>JSON Feed</a> of this
          search. Programs can have a <a href="/api">webhook</a>.
        </p>
      </section>
    </Layout>
  );
}

/** `/alerts`: what alerts do and where to begin. */
export function AlertsPage({ site }: { readonly site: Site }) {
  return (
    <Layout
      site={site}
      title="Alerts"
      canonical="/alerts"
      description="Hear of new backend listings once each, by e-mail, feed or webhook."
    >
      <div>
        <h1>Alerts</h1>
        <p class="lead">Hear of each new listing once: by e-mail, as a feed, or by webhook. No account.</p>
      </div>
      <div class="cols">
        <section class="panel stack" aria-labelledby="begin">
          <h2 id="begin">Begin with a search</h2>
          <p>Search for what you want, then choose «Alert me to new ones» below the result. The search becomes the alert.</p>
          <p>
            <a class="button primary" href="/jobs">
              Search
            </a>{' '}
            <a class="button" href="/alerts/new">
              Every new listing
            </a>
          </p>
        </section>
        <section class="panel stack" aria-labelledby="how">
          <h2 id="how">What to expect</h2>
          <ul>
            <li>Only what appears after you confirm; never a mail without news.</li>
            <li>One opening is one alert, on however many boards it stands.</li>
            <li>A board that is read for the first time alerts nobody.</li>
          </ul>
        </section>
        <section class="panel stack" aria-labelledby="change">
          <h2 id="change">Change or stop one</h2>
          <p>Every mail ends with two links: one manages all your alerts, the other ends this one at once. Neither asks for a password.</p>
        </section>
      </div>
    </Layout>
  );
}

/** The same words whatever is known of the address. */
export function CheckMailPage({ site }: { readonly site: Site }) {
  return (
    <Layout site={site} title="Check your mail" noindex>
      <h1>Check your mail</h1>
      <div class="prose">
        <p>
          If this address can have alerts, a mail is on its way to it. Its link opens a page with one button; that button starts the alert.
        </p>
        <p class="soft">Nothing after ten minutes? Look in the folder for unwanted mail, then save the search again.</p>
        <p>
          <a href="/jobs">Back to the search</a>
        </p>
      </div>
    </Layout>
  );
}

/** A link that no longer works, in words. */
export function DeadLinkPage({ site }: { readonly site: Site }) {
  return (
    <Layout site={site} title="This link no longer works" noindex>
      <h1>This link no longer works</h1>
      <div class="prose">
        <p>It was used for something else, is older than 48 hours, or was cut off when it was copied. Nothing was changed.</p>
        <p>
          <a href="/alerts">Save the search again</a>
        </p>
      </div>
    </Layout>
  );
}

/** `/alerts/confirm/{token}`: one button; the button, not the link, confirms. */
export function ConfirmPage(props: {
  readonly site: Site;
  readonly search: SavedSearch;
  readonly token: string;
  readonly consent: string;
}) {
  const { search } = props;
  const done = search.state !== 'pending';
  return (
    <Layout site={props.site} title={done ? 'Alert confirmed' : 'Confirm your alert'} noindex>
      <h1>{done ? 'Your alert is on' : 'Confirm your alert'}</h1>
      <div class="prose stack">
        <p>
          <strong>{searchWords(search.filter)}</strong>, {CADENCE_WORDS[search.cadence].toLowerCase()}.
        </p>
        {done ? (
          <p>
            This search is {STATE_WORDS[search.state]}. New listings come from now on. Each mail has a link to change or stop it.{' '}
            <a href={searchHref(search.filter)}>What is open now</a>
          </p>
        ) : (
          <form method="post" action={`/alerts/confirm/${encodeURIComponent(props.token)}`} class="stack">
            <p class="soft">{props.consent}</p>
            <button class="primary">Start this alert</button>
          </form>
        )}
      </div>
    </Layout>
  );
}

/** `/alerts/unsubscribe/{token}`: one button; after it, the way back. */
export function UnsubscribePage(props: { readonly site: Site; readonly search: SavedSearch; readonly token: string }) {
  const ended = props.search.state === 'unsubscribed';
  const action = `/alerts/unsubscribe/${encodeURIComponent(props.token)}`;
  return (
    <Layout site={props.site} title={ended ? 'Unsubscribed' : 'Unsubscribe'} noindex>
      <h1>{ended ? 'You are unsubscribed' : 'End this alert?'}</h1>
      <div class="prose stack">
        <p>
          <strong>{searchWords(props.search.filter)}</strong>
        </p>
        {ended ? (
          <form method="post" action={action} class="stack">
            <p>No further mail will be sent for this search.</p>
            <button name="undo" value="1">
              Undo: send it again
            </button>
          </form>
        ) : (
          <form method="post" action={action}>
            <button class="primary">Unsubscribe</button>
          </form>
        )}
      </div>
    </Layout>
  );
}

/** An address with most of it hidden: `a…@example.com`. */
export function maskedAddress(target: string): string {
  const at = target.lastIndexOf('@');
  if (at <= 0) {
    try {
      return `${new URL(target).host}/…`;
    } catch {
      return '…';
    }
  }
  return `${target.slice(0, 1)}…${target.slice(at)}`;
}

export interface HeldAlert {
  readonly search: SavedSearch;
  readonly messages: readonly SentMessage[];
}

function Messages({ messages }: { readonly messages: readonly SentMessage[] }) {
  if (messages.length === 0) return <p class="small soft">Nothing sent yet.</p>;
  return (
    <details>
      <summary>{messages.length === 1 ? 'The last message' : `The last ${messages.length} messages`}</summary>
      <ul>
        {messages.map((message) => (
          <li>
            <Minute at={message.at} />: {pluralWords(message.listings, 'listing')}, {DELIVERY_WORDS[message.state]}
            {message.error !== null && ` (${message.error})`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `/alerts/manage/{token}`: every search of one address. */
export function ManagePage(props: {
  readonly site: Site;
  readonly held: readonly HeldAlert[];
  readonly token: string;
  /** What was just done, in words. */
  readonly said: string | null;
  readonly problems: readonly FieldProblem[];
}) {
  const action = `/alerts/manage/${encodeURIComponent(props.token)}`;
  const first = props.held[0];
  return (
    <Layout site={props.site} title="Your alerts" noindex>
      <div>
        <h1>Your alerts</h1>
        {first !== undefined && <p class="lead">For {maskedAddress(first.search.target)}</p>}
      </div>
      {props.said !== null && (
        <p class="note good" role="status">
          {props.said}
        </p>
      )}
      {props.problems.length > 0 && (
        <div class="note bad" role="alert">
          {props.problems.map(({ field, message }) => (
            <p>
              {field}: {message}
            </p>
          ))}
        </div>
      )}
      {props.held.length === 0 && <p>No alert is left for this address, and nothing is kept of it.</p>}
      {props.held.map(({ search, messages }, index) => (
        <section class="panel stack" aria-label={`Alert ${index + 1}`}>
          <h2>{searchWords(search.filter)}</h2>
          <p class="soft">
            {STATE_WORDS[search.state]}
            {search.stoppedReason !== null && `: ${search.stoppedReason}`} · saved <Minute at={search.createdAt.toISOString()} /> ·{' '}
            <a href={searchHref(search.filter)}>open now</a>
          </p>
          <form method="post" action={action} class="stack">
            <input type="hidden" name="id" value={search.id} />
            <CadenceFields values={search} id={`s${search.id}`} zoneSet />
            <p class="row">
              <button class="primary" name="do" value="save">
                Save
              </button>
              {search.state === 'active' ? (
                <button name="do" value="pause">
                  Pause
                </button>
              ) : (
                (search.state === 'paused' || search.state === 'unsubscribed') && (
                  <button name="do" value="resume">
                    Resume
                  </button>
                )
              )}
              <button class="danger" name="do" value="delete">
                Delete this alert
              </button>
            </p>
          </form>
          <Messages messages={messages} />
        </section>
      ))}
      {props.held.length > 0 && (
        <section class="prose" aria-labelledby="held">
          <h2 id="held">What is held about you</h2>
          <p>
            The address, the searches and messages above, when you agreed, and a keyed hash of a coarse network address.{' '}
            <a href={`${action}/data.json`}>Download it as JSON</a>
          </p>
          <form method="post" action={action}>
            <button class="danger" name="do" value="delete-all">
              Delete everything
            </button>
          </form>
        </section>
      )}
    </Layout>
  );
}

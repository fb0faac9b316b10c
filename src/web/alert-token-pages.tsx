import type { SavedSearch } from '../domain/saved-search.js';
import type { SentMessage } from '../store/saved-searches.js';
import { CADENCE_WORDS, CadenceFields } from './alert-schedule.js';
import { Minute } from './dates.js';
import { searchHref } from './filter-links.js';
import { searchWords } from './filter-words.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { pluralWords } from './pay-words.js';
import type { FieldProblem } from './search-view.js';

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
function maskedAddress(target: string): string {
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

interface HeldAlert {
  readonly search: SavedSearch;
  readonly messages: readonly SentMessage[];
}

function Messages(props: { readonly alert: HeldAlert; readonly action: string }) {
  const { search, messages } = props.alert;
  if (messages.length === 0) return <p class="small soft">Nothing sent yet.</p>;
  return (
    <details>
      <summary>{messages.length === 1 ? 'The last message' : `The last ${messages.length} messages`}</summary>
      <ul>
        {messages.map((message) => (
          <li>
            <Minute at={message.at} />: {pluralWords(message.listings, 'listing')}, {DELIVERY_WORDS[message.state]}
            {message.error !== null && ` (${message.error})`}
            {message.state === 'dead' && search.channel === 'webhook' && search.state === 'active' && (
              <form method="post" action={props.action} class="inline">
                <input type="hidden" name="id" value={search.id} />
                <input type="hidden" name="message" value={message.id} />
                <button name="do" value="replay">
                  Send again
                </button>
              </form>
            )}
            {message.told.length > 0 && (
              <ul class="small">
                {message.told.map((listing) => (
                  <li>
                    <a href={`/jobs/${listing.id}/${listing.slug}`}>{listing.title}</a>, {listing.company}
                  </li>
                ))}
                {message.listings > message.told.length && <li>and {message.listings - message.told.length} more</li>}
              </ul>
            )}
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
          <Messages alert={{ search, messages }} action={action} />
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

import type { ListingFilter } from '../domain/listing-filter.js';
import { CADENCES } from '../domain/saved-search.js';
import { CadenceFields } from './alert-schedule.js';
import { WebhookForm } from './alert-webhook.js';
import { filterPairs, queryOf, searchHref } from './filter-links.js';
import { searchWords } from './filter-words.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { countWords } from './pay-words.js';
import type { FeedLinks, FieldProblem } from './search-view.js';

interface NewAlertView {
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
          {weekly !== null &&
            ` · ${weekly > 0 ? `about ${countWords(weekly)} a week` : view.lastMonth === 0 ? 'none in the last 30 days' : 'less than one a week'}`}
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
                {field === 'email' ? (
                  <a href="#email">E-mail address</a>
                ) : field === 'url' ? (
                  <a href="#url">Address of the webhook</a>
                ) : (
                  field
                )}
                : {message}
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
          search.
        </p>
      </section>
      <WebhookForm filter={filter} typed={typed} problem={wrong('url')} />
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

import type { ListingFilter } from '../domain/listing-filter.js';
import { filterPairs } from './filter-links.js';
import { CadenceFields } from './alert-schedule.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import type { FieldProblem } from './search-view.js';

/** The webhook's half of `/alerts/new`: an address of a program, and how often. Open when it was filled in wrongly. */
export function WebhookForm({
  filter,
  typed,
  problem,
}: {
  readonly filter: ListingFilter;
  readonly typed: Readonly<Record<string, string>>;
  readonly problem: FieldProblem | undefined;
}) {
  return (
    <section class="prose" aria-labelledby="webhook">
      <h2 id="webhook">Or have a program told</h2>
      <details open={typed['channel'] === 'webhook'}>
        <summary>A webhook: signed JSON, posted to your address</summary>
        <form method="post" action="/alerts" class="stack">
          <input type="hidden" name="channel" value="webhook" />
          {filterPairs(filter).map(([key, value]) => (
            <input type="hidden" name={key} value={value} />
          ))}
          <div class="field">
            <label for="url">Address of the webhook</label>
            <input
              type="url"
              id="url"
              name="url"
              required
              maxlength={2000}
              size={48}
              placeholder="https://example.org/hooks/jobs"
              value={typed['url'] ?? ''}
              {...(problem === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': 'url-wrong' })}
            />
            {problem !== undefined && (
              <p class="hint fail" id="url-wrong">
                {problem.message}
              </p>
            )}
          </div>
          <CadenceFields id="hook" zoneSet={false} values={{ cadence: 'instant', hour: 8, weekday: 1, timeZone: 'UTC' }} />
          <p>
            <button>Ping it and save the search</button>
          </p>
          <p class="small soft">
            Messages follow the Standard Webhooks specification. The address must answer a first ping with a status of 200 to 299; the key
            that signs is then shown once.
          </p>
        </form>
      </details>
    </section>
  );
}

/** The only page that ever shows a webhook's key. */
export function WebhookSavedPage(view: { readonly site: Site; readonly secret: string; readonly manageToken: string }) {
  return (
    <Layout site={view.site} title="The webhook is on" noindex>
      <h1>The webhook is on</h1>
      <div class="prose stack">
        <p>The address answered the ping. It hears of every new listing of this search from now on.</p>
        <p>
          The key that signs its messages; copy it now, it is not shown again:
          <br />
          <code>{view.secret}</code>
        </p>
        <p>
          <a href={`/alerts/manage/${view.manageToken}`}>Manage this webhook</a>: pause it, see its last messages, send one again, delete
          it. Keep this link, it is the only way there.
        </p>
      </div>
    </Layout>
  );
}

import { Layout } from './layout.js';
import type { Site } from './layout.js';

const WORDS: Record<number, readonly [title: string, what: string]> = {
  400: ['That request makes no sense here', 'A value in the address is not allowed.'],
  403: ['Not allowed', 'This request was refused.'],
  404: ['Nothing is here', 'The address may be mistyped, or the listing was never on this board.'],
  405: ['Not that way', 'This address answers another kind of request.'],
  410: ['Gone', 'This was here once and has ended.'],
  413: ['Too much at once', 'The form that was sent is too large.'],
  429: ['A little slower, please', 'Too many requests came from your network in a short time.'],
  500: ['Our fault', 'Something went wrong on this side. It was noted; trying once more often helps.'],
  503: ['Back in a moment', 'The database does not answer just now. Nothing is lost; this page can be loaded again in half a minute.'],
};

/** A calm page for a status that is no success. `detail`: one more sentence, shown as text. */
export function ErrorPage(props: { readonly site: Site; readonly status: number; readonly detail?: string | null }) {
  const [title, what] = WORDS[props.status] ?? ['Something is wrong', `The answer is ${props.status}.`];
  // What programs are told of a fault helps no reader; of a database that is busy it does.
  const detail = props.status === 500 ? null : (props.detail?.replaceAll('`', '') ?? null);
  return (
    <Layout site={props.site} title={title} noindex>
      <h1>{title}</h1>
      <div class="prose stack">
        <p class="lead">{props.status === 503 && detail !== null ? detail : what}</p>
        {props.status !== 503 && detail !== null && <p>{detail}</p>}
        {props.status < 500 && (
          <form action="/jobs" method="get" role="search" class="say">
            <label class="hide" for="q">
              Search listings
            </label>
            <input type="search" id="q" name="q" maxlength={200} placeholder="senior go remote germany 90k" autocomplete="off" />
            <input type="hidden" name="typed" value="1" />
            <button class="primary">Search</button>
          </form>
        )}
        <p>
          <a href="/jobs">All open listings</a> · <a href="/levels">Levels</a> · <a href="/sources">Sources</a>
        </p>
      </div>
    </Layout>
  );
}

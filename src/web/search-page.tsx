import type { ListingFilter, Sort } from '../domain/listing-filter.js';
import { PayHistogramChart } from './charts/pay-histogram.js';
import { Minute } from './dates.js';
import { Facets } from './facet-groups.js';
import { queryOf, searchHref } from './filter-links.js';
import { chipsOf, searchWords } from './filter-words.js';
import { Layout } from './layout.js';
import { Cards } from './listing-card.js';
import { countWords, pluralWords, shareWords } from './pay-words.js';
import { Chips, Problems, SearchBox } from './search-form.js';
import type { BoardProgress, FoundPage, SearchView } from './search-view.js';

const SORT_WORDS: Record<Sort, string> = { relevance: 'Relevance', newest: 'Newest', oldest: 'Oldest', pay: 'Pay' };
/** Relevance is to words: without any there is none. */
const sortsOf = ({ q }: ListingFilter): readonly Sort[] =>
  (Object.keys(SORT_WORDS) as Sort[]).filter((sort) => sort !== 'relevance' || q !== undefined);

/** Why there is nothing: the part that removes most, and what each part's absence would give back. */
function EmptyResult({ view }: { readonly view: SearchView }) {
  const { relaxed } = view;
  const [most] = relaxed;
  const helps = most !== undefined && most.total > 0;
  return (
    <div class="note stack">
      <p>
        <strong>No listing matches all of this.</strong>{' '}
        {helps
          ? `«${most.chip.words}» removes the most: without it there ${most.total === 1 ? 'is' : 'are'} ${pluralWords(most.total, 'listing')}.`
          : most !== undefined && relaxed.length > 1
            ? `Leaving out one part is not enough. «${most.chip.words}» is the narrowest: ${most.alone === 0 ? 'nobody offers it now, whatever else is asked' : `${pluralWords(most.alone ?? 0, 'listing')} on its own`}.`
            : ''}
      </p>
      {relaxed.length > 0 && (
        <ul>
          {relaxed.map(({ chip, total, alone }) => (
            <li>
              {helps || relaxed.length === 1 ? (
                <>
                  {total > 0 ? <a href={chip.href}>without «{chip.words}»</a> : `without «${chip.words}»`}:{' '}
                  {total > 0 ? pluralWords(total, 'listing') : 'still none'}
                </>
              ) : (
                <>
                  {(alone ?? 0) > 0 ? <a href={searchHref(chip.filterAlone, view.sort)}>only «{chip.words}»</a> : `only «${chip.words}»`}:{' '}
                  {pluralWords(alone ?? 0, 'listing')}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Said where a good part of what a source shows may no longer be true. */
function StaleNote({ stale }: { readonly stale: SearchView['stale'] }) {
  if (stale.length === 0) return null;
  return (
    <div class="note warn small">
      {stale.map(({ id, name, share, since }) => (
        <p>
          <a href={`/sources/${encodeURIComponent(id)}`}>{name}</a> could not be read in full when due: {shareWords(share)} of its listings
          {since === null ? ' have not been confirmed yet.' : ' were last confirmed '}
          {since !== null && (
            <>
              <Minute at={since} /> or later, and some may be gone.
            </>
          )}
        </p>
      ))}
    </div>
  );
}

/** What a board says that holds nothing yet. */
function Reading({ progress }: { readonly progress: BoardProgress }) {
  const share = progress.boards === 0 ? 0 : progress.boardsRead / progress.boards;
  return (
    <section class="note good" aria-labelledby="reading">
      <h2 id="reading">The first reading is under way</h2>
      <p>
        {countWords(progress.boardsRead)} of {pluralWords(progress.boards, 'board')} read,{' '}
        {pluralWords(progress.openListings, 'open listing')} kept so far, {countWords(progress.withPay)} with pay.
      </p>
      <p>
        <label class="hide" for="share">
          Boards read
        </label>
        <progress id="share" max={100} value={Math.round(share * 100)}>
          {shareWords(share)}
        </progress>
      </p>
      <p>
        {progress.lastReadAt === null ? (
          'No board has answered yet. '
        ) : (
          <>
            Last answer <Minute at={progress.lastReadAt} />.{' '}
          </>
        )}
        Load this page again in a minute, see <a href="/sources">what is being read</a>, or look at{' '}
        <a href="/levels">the ladder of levels</a> meanwhile.
      </p>
    </section>
  );
}

function TakeAway({ view }: { readonly view: SearchView }) {
  const query = queryOf(view.filter);
  return (
    <div class="take">
      <a class="button" href={`/alerts/new${query}`}>
        Alert me to new ones
      </a>
      <span class="soft">This search as</span>
      <a href={`${view.feeds.atom}${query}`}>Atom</a>
      <a href={`${view.feeds.rss}${query}`}>RSS</a>
      <a href={`${view.feeds.json}${query}`}>JSON Feed</a>
      <a href={`${view.feeds.csv}${query}`}>CSV</a>
      <a href={`/salaries${query}`}>Pay of these</a>
    </div>
  );
}

function Results({ view, page }: { readonly view: SearchView; readonly page: FoundPage }) {
  return (
    <section id="results" tabindex={-1} aria-labelledby="total">
      <div class="head">
        <h2 id="total" aria-live="polite">
          {pluralWords(page.total, 'listing')}
          {page.total > 0 && <span class="soft small"> · {shareWords(page.withPay / page.total)} state pay</span>}
        </h2>
        <div class="row">
          <a class="button tofacets" href="#filters">
            Filters
          </a>
          <nav class="sorts" aria-label="Order">
            {sortsOf(view.filter).map((sort) => (
              <a href={searchHref(view.filter, sort)} {...(sort === view.sort ? { 'aria-current': 'true' } : {})}>
                {SORT_WORDS[sort]}
              </a>
            ))}
          </nav>
        </div>
      </div>
      {view.unranked && <p class="hint">Newest first: relevance can be reckoned again once the listing index is ready.</p>}
      <StaleNote stale={view.stale} />
      {view.histogram !== null && <PayHistogramChart histogram={view.histogram} id="hist" />}
      {page.data.length === 0 ? (
        view.progress === null ? (
          <EmptyResult view={view} />
        ) : (
          <Reading progress={view.progress} />
        )
      ) : (
        <Cards cards={page.data} newest={view.sort === 'newest' && view.firstPage} now={view.now} />
      )}
      {(view.next !== null || !view.firstPage) && (
        <nav class="pager" aria-label="Pages">
          {view.firstPage ? <span></span> : <a href={searchHref(view.filter, view.sort)}>Back to the first page</a>}
          {view.next !== null && (
            <a class="button" rel="next" href={view.next}>
              Next page
            </a>
          )}
        </nav>
      )}
      <TakeAway view={view} />
    </section>
  );
}

/** `/` and `/jobs`: the box, the chips, the facets and the result. */
export function SearchPage(view: SearchView) {
  const { filter, sort, page } = view;
  const chips = chipsOf(filter, sort, view.sourceNames);
  const query = queryOf(filter);
  const words = searchWords(filter, view.sourceNames);
  return (
    <Layout
      site={view.site}
      title={view.home && chips.length === 0 ? 'Backboard' : `Backend jobs: ${words}`}
      description="Open backend jobs from public boards, by level and pay, with the words that each level and figure rests on."
      canonical={chips.length === 0 ? '/' : searchHref(filter)}
      noindex={chips.length > 1 || !view.firstPage || view.problems.length > 0}
      next={view.next}
      feeds={[
        { type: 'application/atom+xml', title: `Backboard: ${words}`, href: `${view.feeds.atom}${query}` },
        { type: 'application/rss+xml', title: `Backboard: ${words}`, href: `${view.feeds.rss}${query}` },
        { type: 'application/feed+json', title: `Backboard: ${words}`, href: `${view.feeds.json}${query}` },
      ]}
    >
      <div class="stack">
        <h1>{chips.length === 0 ? 'Backend jobs, by level and pay' : 'Backend jobs'}</h1>
        <SearchBox view={view} />
        <Chips chips={chips} />
      </div>
      <div class="split">
        <Facets filter={filter} counts={view.facets} sourceNames={view.sourceNames} typed={view.typed} problems={view.problems} />
        {page === null ? (
          <section id="results" tabindex={-1}>
            <Problems problems={view.problems} />
          </section>
        ) : (
          <Results view={view} page={page} />
        )}
      </div>
    </Layout>
  );
}

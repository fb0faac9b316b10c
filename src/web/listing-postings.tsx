import type { Listing, ListingPosting, PostingChange } from '../domain/listing.js';
import { DataTable } from './data-table.js';
import { Day, Minute } from './dates.js';
import { webAddress } from './filter-links.js';
import { sourceName } from './listing-pay.js';
import type { ListingView } from './listing-pay.js';
import { pluralWords } from './pay-words.js';
import { FOLLOWED_LINKS } from './source-facts.js';

const CLOSE_WORDS: Record<NonNullable<ListingPosting['closeReason']>, string> = {
  'page-gone': 'its page is gone',
  absent: 'it is absent from the complete list',
  expired: 'its own date has passed',
  'aged-out': 'it grew too old for its list',
  removed: 'the source says it was removed',
  'board-gone': 'its board is gone',
  review: 'after a review',
};
const FIELD_WORDS: Record<PostingChange['field'], string> = {
  title: 'Title',
  pay: 'Pay',
  location: 'Place',
  description: 'Description',
  closed: 'Closed',
  reopened: 'Open again',
  seen: 'First seen',
};

/** `rel` of a link to a source's page: some sources' terms ask for links that search engines follow. */
export const relOf = (source: string): string => (FOLLOWED_LINKS.has(source) ? 'noopener' : 'noopener nofollow');

function Origin({ posting, view }: { readonly posting: ListingPosting; readonly view: ListingView }) {
  const attribution = view.sources.get(posting.source)?.attribution ?? null;
  return (
    <>
      {sourceName(view, posting.source)}
      {attribution !== null && attribution !== sourceName(view, posting.source) && <p class="small soft">{attribution}</p>}
    </>
  );
}

function Advert({ posting }: { readonly posting: ListingPosting }) {
  const href = webAddress(posting.url);
  return (
    <>
      {href === null ? (
        posting.title
      ) : (
        <a href={href} rel={relOf(posting.source)}>
          {posting.title}
        </a>
      )}
      {posting.joinedBecause !== null && <p class="small soft">joined: {posting.joinedBecause}</p>}
    </>
  );
}

function PostingState({ posting }: { readonly posting: ListingPosting }) {
  return (
    <>
      {posting.closedAt === null ? (
        'open'
      ) : (
        <>
          closed <Day at={posting.closedAt} />
          {posting.closeReason !== null && <p class="small soft">{CLOSE_WORDS[posting.closeReason]}</p>}
        </>
      )}
      {posting.reopened > 0 && <p class="small soft">reopened {pluralWords(posting.reopened, 'time')}</p>}
    </>
  );
}

export function Postings({ view }: { readonly view: ListingView }) {
  const { listing } = view;
  return (
    <section aria-labelledby="postings">
      <h2 id="postings">
        {listing.postings.length === 1 ? 'The posting behind this listing' : `${listing.postings.length} postings behind this listing`}
      </h2>
      <DataTable
        label="Table of postings"
        columns={[
          { head: 'Source', cell: (posting) => <Origin posting={posting} view={view} /> },
          { head: 'Posting', cell: (posting) => <Advert posting={posting} /> },
          { head: 'First seen', cell: (posting) => <Day at={posting.firstSeenAt} /> },
          { head: 'Last confirmed', cell: (posting) => <Minute at={posting.lastConfirmedAt} /> },
          { head: 'State', cell: (posting) => <PostingState posting={posting} /> },
        ]}
        rows={listing.postings}
      />
    </section>
  );
}

export function History({ listing }: { readonly listing: Listing }) {
  const changes = listing.history.filter((change) => change.field !== 'seen');
  return (
    <section aria-labelledby="history" class="stack">
      <h2 id="history">What changed</h2>
      {changes.length === 0 ? (
        <p class="soft">Nothing has changed since it was first seen.</p>
      ) : (
        <ol class="sup">
          {changes.slice(0, 30).map((change) => (
            <li>
              <Day at={change.at} /> · <strong>{FIELD_WORDS[change.field]}</strong>
              {change.field !== 'description' && change.before !== null && change.after !== null && (
                <span>
                  {' '}
                  was <del>{change.before.slice(0, 200)}</del>, now <ins>{change.after.slice(0, 200)}</ins>
                </span>
              )}
              {change.field === 'description' && <span class="soft"> edited</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

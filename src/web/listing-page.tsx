import { INDUSTRY_NAMES } from '../domain/industry.js';
import type { Evidence } from '../domain/posting.js';
import type { Listing } from '../domain/listing.js';
import { SPECIALISATION_NAMES } from '../domain/specialisation.js';
import { Day, Minute } from './dates.js';
import { webAddress } from './filter-links.js';
import { levelName, skillName, workplaceName } from '../domain/value-names.js';
import { JobMarkup } from './job-markup.js';
import { Layout } from './layout.js';
import { Cards, levelWords, placeWords, whereWords } from './listing-card.js';
import { Pay, Peers, sourceName } from './listing-pay.js';
import type { ListingView } from './listing-pay.js';
import { History, Postings, relOf } from './listing-postings.js';
import { payWords, pluralWords } from './pay-words.js';

const TAG_WORDS: Record<Listing['tags'][number], string> = {
  'on-call': 'On call',
  'high-scale': 'High scale',
  certification: 'Certification asked for',
  security: 'Security duties',
  'flexible-hours': 'Flexible hours',
  async: 'Asynchronous work',
};
/** An open listing that no reading has confirmed for so long is shown as such. */
const UNCONFIRMED_MS = 3 * 86_400_000;

function Quoted({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <ul class="small">
      {evidence.map((one) => (
        <li>
          {one.quote !== '' && (
            <>
              <q>{one.quote}</q> in the {one.from === 'field' ? 'source’s own field' : one.from},{' '}
            </>
          )}
          <span class="soft">rule: {one.rule}</span>
        </li>
      ))}
    </ul>
  );
}

function LevelPanel({ listing }: { readonly listing: Listing }) {
  const evidence = listing.evidence.filter((one) => one.field === 'level');
  return (
    <section class="panel stack" aria-labelledby="level">
      <h2 id="level">Level</h2>
      <p>
        <a href={`/levels/${listing.level}`}>
          <strong>{levelWords(listing)}</strong>
        </a>
        {listing.canonicalTitle !== null && <span class="soft"> · {listing.canonicalTitle}</span>}
      </p>
      {listing.levelBasis === 'default' ? (
        <p class="small soft">Assumed: nothing in the posting names a level. In statistics such listings are a group of their own.</p>
      ) : (
        evidence.length > 0 && <Quoted evidence={evidence} />
      )}
    </section>
  );
}

function Facts({ view }: { readonly view: ListingView }) {
  const { listing } = view;
  const rows: [string, string][] = [
    ['Workplace', listing.workplace === null ? 'not stated' : workplaceName(listing.workplace)],
    ['Places', listing.locations.map(placeWords).join(' · ') || 'not stated'],
    ['Employment', listing.employmentType ?? 'not stated'],
    ['Experience', listing.yearsMin === null ? 'not stated' : `${pluralWords(listing.yearsMin, 'year')} or more`],
    ['Languages', listing.languages.map(skillName).join(', ') || 'none named'],
    ['Technology', listing.skills.map(skillName).join(', ') || 'none named'],
    ['Industry', listing.industry === null ? 'not known' : INDUSTRY_NAMES[listing.industry]],
  ];
  if (listing.specialisation !== null) rows.push(['Specialisation', SPECIALISATION_NAMES[listing.specialisation]]);
  if (listing.tags.length > 0) rows.push(['Also', listing.tags.map((tag) => TAG_WORDS[tag]).join(', ')]);
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

export function Description({ listing }: { readonly listing: Listing }) {
  if (listing.descriptionHtml !== null) {
    // Sanitised by an allow-list when it was stored; the page's policy runs no script either way.
    return <div class="words" dangerouslySetInnerHTML={{ __html: listing.descriptionHtml }} />;
  }
  if (listing.descriptionText === null) return <p class="soft">The description is not kept. The source’s page has it.</p>;
  return (
    <div class="words">
      {listing.descriptionText
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p>
            {part
              .trim()
              .split('\n')
              .flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}
          </p>
        ))}
    </div>
  );
}

/** `/jobs/{id}/{slug}`: one opening, what it says, and where each statement was read. */
export function ListingPage(view: ListingView) {
  const { listing } = view;
  const face = listing.postings.find((posting) => posting.isFace) ?? listing.postings[0];
  const source = face?.source ?? listing.sources[0] ?? '';
  const apply = webAddress(face?.applyUrl ?? null) ?? webAddress(face?.url ?? listing.url);
  const closed = listing.status === 'closed';
  const hidden = listing.sources.some((id) => view.sources.get(id)?.republish === false);
  const where = whereWords(listing);
  const unconfirmed = !closed && Date.parse(view.now) - Date.parse(listing.lastConfirmedAt) > UNCONFIRMED_MS;
  return (
    <Layout
      site={view.site}
      title={`${listing.title} at ${listing.company}`}
      description={`${listing.title} at ${listing.company}, ${where}. ${listing.salary === null ? 'Pay not stated' : payWords(listing.salary)}.`}
      canonical={`/jobs/${listing.id}/${listing.slug}`}
      noindex={closed || hidden}
    >
      <div class="stack">
        <p class="crumb">
          <a href="/jobs">Search</a> / <a href={`/jobs?level=${listing.level}`}>{levelName(listing.level)}</a>
        </p>
        <div>
          <h1>{listing.title}</h1>
          <p class="lead">
            <a href={`/companies/${encodeURIComponent(listing.companySlug)}`}>{listing.company}</a> · {where}
          </p>
        </div>
        {closed && (
          <div class="note warn" role="status">
            <p>
              <strong>
                Closed
                {listing.closedAt !== null && (
                  <>
                    {' '}
                    since <Day at={listing.closedAt} />
                  </>
                )}
                .
              </strong>{' '}
              It can no longer be applied for. <a href={`/jobs?level=${listing.level}`}>Open listings of this level</a>
            </p>
          </div>
        )}
        <div class="row">
          {!closed && apply !== null && (
            <a class="button primary" href={apply} rel={relOf(source)}>
              Apply at {sourceName(view, source)}
            </a>
          )}
          <p class="small soft">
            Posted <Day at={listing.postedAt} /> · first seen <Day at={listing.firstSeenAt} /> ·{' '}
            {unconfirmed ? <strong>not confirmed since</strong> : 'last confirmed'} <Minute at={listing.lastConfirmedAt} />
          </p>
        </div>
      </div>
      <div class="detail">
        <aside class="first" aria-label="Pay and level">
          <Pay view={view} />
          <LevelPanel listing={listing} />
        </aside>
        <div class="main stack">
          <h2 class="hide">Description</h2>
          <Description listing={listing} />
          <Postings view={view} />
          <History listing={listing} />
          {view.similar.length > 0 && (
            <section aria-labelledby="similar">
              <h2 id="similar">Similar listings</h2>
              <Cards cards={view.similar} />
            </section>
          )}
        </div>
        <aside class="then" aria-label="Facts and pay of its like">
          <Facts view={view} />
          {view.peers !== null && <Peers peers={view.peers} />}
          <p class="small soft">
            Read by rules {listing.rulesVersion}. Anything wrong? The source’s page decides; <a href="/about/method">the method page</a>{' '}
            says how we read.
          </p>
        </aside>
      </div>
      {view.jobMarkup && !closed && !hidden && <JobMarkup listing={listing} />}
    </Layout>
  );
}

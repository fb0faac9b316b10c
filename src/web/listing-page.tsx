import { INDUSTRY_NAMES } from '../domain/industry.js';
import type { Evidence } from '../domain/posting.js';
import type { Listing, ListingCard, ListingPosting, PostingChange } from '../domain/listing.js';
import type { SalaryCell } from '../domain/salary-factor.js';
import type { Salary } from '../domain/salary.js';
import { SPECIALISATION_NAMES } from '../domain/specialisation.js';
import { Day, Minute } from './dates.js';
import { webAddress } from './filter-links.js';
import { levelName, skillName, workplaceName } from './filter-words.js';
import { Layout } from './layout.js';
import { FOLLOWED_LINKS } from './source-facts.js';
import type { SourceFacts } from './source-facts.js';
import type { Site } from './layout.js';
import { Card, levelWords, placeWords, whereWords } from './listing-card.js';
import { PeerStrip } from './charts/peer-strip.js';
import { annualWords, countWords, figureWords, flagWords, payTerms, payWords, pluralWords, rangeWords } from './pay-words.js';

export interface ListingView {
  readonly site: Site;
  readonly listing: Listing;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly similar: readonly ListingCard[];
  /** Pay of listings like it; `null`: none is asked for. */
  readonly peers: PeerPay | null;
}

/** What listings of the same level and country state, beside this one's own figure. */
export interface PeerPay {
  readonly cell: SalaryCell;
  /** Middle of this listing's yearly range in the cell's currency; `null`: it states none that compares. */
  readonly own: number | null;
  /** «senior level listings in Germany». */
  readonly words: string;
  /** Path of the whole table. */
  readonly href: string;
}

const CLOSE_WORDS: Record<NonNullable<ListingPosting['closeReason']>, string> = {
  'page-gone': 'its page is gone',
  absent: 'it is absent from the complete list',
  expired: 'its own date has passed',
  'aged-out': 'it grew too old for its list',
  removed: 'the source says it was removed',
  'board-gone': 'its board is gone',
  review: 'after a review',
};
const TAG_WORDS: Record<Listing['tags'][number], string> = {
  'on-call': 'On call',
  'high-scale': 'High scale',
  certification: 'Certification asked for',
  security: 'Security duties',
  'flexible-hours': 'Flexible hours',
  async: 'Asynchronous work',
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

const sourceName = (view: ListingView, id: string): string => view.sources.get(id)?.name ?? id;

/** `rel` of a link to a source's page: some sources' terms ask for links that search engines follow. */
const relOf = (source: string): string => (FOLLOWED_LINKS.has(source) ? 'noopener' : 'noopener nofollow');

function PayOne({ salary, view }: { readonly salary: Salary; readonly view: ListingView }) {
  const flags = flagWords(salary);
  const face = view.listing.postings.find((posting) => posting.isFace) ?? view.listing.postings[0];
  return (
    <>
      <p class="small soft">
        Stated by the employer{salary.origin === 'field' ? ' in a field of the posting' : ' in the text of the posting'}
        {face === undefined ? '' : ` at ${sourceName(view, face.source)}`}: <q>{salary.quote}</q>
        {salary.label !== null && ` (${salary.label})`}
      </p>
      {flags.length > 0 && <p class="small soft">Note: {flags.join('; ')}.</p>}
    </>
  );
}

function Pay({ view }: { readonly view: ListingView }) {
  const { listing } = view;
  const [first, ...others] = listing.salaries.length > 0 ? listing.salaries : listing.salary === null ? [] : [listing.salary];
  if (first === undefined) {
    return (
      <section class="panel" aria-labelledby="pay">
        <h2 id="pay">Pay</h2>
        <p>
          <strong>Pay not stated.</strong> No source of this listing names a figure, and none is guessed here.
        </p>
        <p class="small">
          <a href={`/salaries?level=${listing.level}`}>What {levelName(listing.level).toLowerCase()} listings state</a>
        </p>
      </section>
    );
  }
  const annual = annualWords(first);
  return (
    <section class="panel stack" aria-labelledby="pay">
      <h2 id="pay">Pay</h2>
      <p class="bigpay">{rangeWords(first.min, first.max, first.currency)}</p>
      <p class="soft num">
        {payTerms(first)}
        {annual !== null && <span>, which is {annual}</span>}
      </p>
      <PayOne salary={first} view={view} />
      {others.length > 0 && (
        <details>
          <summary>{pluralWords(others.length, 'other figure')} in this listing</summary>
          {others.map((salary) => (
            <div>
              <p class="num">
                <strong>{payWords(salary)}</strong>
              </p>
              <PayOne salary={salary} view={view} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function Peers({ peers }: { readonly peers: PeerPay }) {
  const { cell, own, words } = peers;
  const { p50 } = cell;
  return (
    <section class="panel stack" aria-labelledby="peers">
      <h2 id="peers">Among its like</h2>
      {p50 === null ? (
        <p class="small">
          Too few {words} state comparable pay to say where this one lies: {countWords(cell.n)} of {pluralWords(cell.employers, 'employer')}
          .
        </p>
      ) : (
        <>
          <PeerStrip cell={cell} own={own} id="strip" />
          <p class="small">
            {own === null
              ? `${words} state a median of ${figureWords(p50, cell.currency)} a year`
              : `The middle of its range, ${figureWords(own, cell.currency)}, is ${nearWords(own, p50)} the median of ${words}, ${figureWords(p50, cell.currency)}`}{' '}
            (n={countWords(cell.n)}, last 12 months).
          </p>
        </>
      )}
      <p class="small">
        <a href={peers.href}>The whole table</a>
      </p>
    </section>
  );
}

/** How an amount lies to a median, in words: within 2 % it is «about at». */
const nearWords = (own: number, median: number): string => {
  const share = own / median - 1;
  if (Math.abs(share) < 0.02) return 'about at';
  return `${Math.round(Math.abs(share) * 100)} % ${share > 0 ? 'above' : 'below'}`;
};

function Quoted({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <ul class="small">
      {evidence.map((one) => (
        <li>
          {one.quote !== '' && (
            <>
              <q>{one.quote}</q> in the {one.from === 'field' ? 'source’s own field' : one.from};{' '}
            </>
          )}
          {one.rule}
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

function Description({ listing }: { readonly listing: Listing }) {
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

function Postings({ view }: { readonly view: ListingView }) {
  const { listing } = view;
  return (
    <section aria-labelledby="postings">
      <h2 id="postings">
        {listing.postings.length === 1 ? 'The posting behind this listing' : `${listing.postings.length} postings behind this listing`}
      </h2>
      <div class="scroll" tabindex={0} role="region" aria-label="Table of postings">
        <table>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Posting</th>
              <th scope="col">First seen</th>
              <th scope="col">Last confirmed</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {listing.postings.map((posting) => {
              const href = webAddress(posting.url);
              const source = view.sources.get(posting.source);
              return (
                <tr>
                  <th scope="row">
                    {sourceName(view, posting.source)}
                    {source?.attribution !== undefined && source.attribution !== null && <p class="small soft">{source.attribution}</p>}
                  </th>
                  <td>
                    {href === null ? (
                      posting.title
                    ) : (
                      <a href={href} rel={relOf(posting.source)}>
                        {posting.title}
                      </a>
                    )}
                    {posting.joinedBecause !== null && <p class="small soft">joined: {posting.joinedBecause}</p>}
                  </td>
                  <td>
                    <Day at={posting.firstSeenAt} />
                  </td>
                  <td>
                    <Minute at={posting.lastConfirmedAt} />
                  </td>
                  <td>
                    {posting.closedAt === null ? (
                      'open'
                    ) : (
                      <>
                        closed <Day at={posting.closedAt} />
                        {posting.closeReason !== null && <p class="small soft">{CLOSE_WORDS[posting.closeReason]}</p>}
                      </>
                    )}
                    {posting.reopened > 0 && <p class="small soft">reopened {pluralWords(posting.reopened, 'time')}</p>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function History({ listing }: { readonly listing: Listing }) {
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

/** `/jobs/{id}/{slug}`: one opening, what it says, and where each statement was read. */
export function ListingPage(view: ListingView) {
  const { listing } = view;
  const face = listing.postings.find((posting) => posting.isFace) ?? listing.postings[0];
  const source = face?.source ?? listing.sources[0] ?? '';
  const apply = webAddress(face?.applyUrl ?? null) ?? webAddress(face?.url ?? listing.url);
  const closed = listing.status === 'closed';
  const hidden = listing.sources.some((id) => view.sources.get(id)?.republish === false);
  const where = whereWords(listing);
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
            Posted <Day at={listing.postedAt} /> · first seen <Day at={listing.firstSeenAt} /> · last confirmed{' '}
            <Minute at={listing.lastConfirmedAt} />
          </p>
        </div>
      </div>
      <div class="detail">
        <div class="stack">
          <h2 class="hide">Description</h2>
          <Description listing={listing} />
          <Postings view={view} />
          <History listing={listing} />
          {view.similar.length > 0 && (
            <section aria-labelledby="similar">
              <h2 id="similar">Similar listings</h2>
              <ol class="cards">
                {view.similar.map((card) => (
                  <Card card={card} />
                ))}
              </ol>
            </section>
          )}
        </div>
        <aside aria-label="Pay, level and facts">
          <Pay view={view} />
          {view.peers !== null && <Peers peers={view.peers} />}
          <LevelPanel listing={listing} />
          <Facts view={view} />
          <p class="small soft">
            Read by rules {listing.rulesVersion}. Anything wrong? The source’s page decides; the method page says how we read.
          </p>
        </aside>
      </div>
    </Layout>
  );
}

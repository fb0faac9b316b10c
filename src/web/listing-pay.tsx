import type { Listing, ListingCard } from '../domain/listing.js';
import type { SalaryCell } from '../domain/salary-factor.js';
import type { Salary } from '../domain/salary.js';
import { PeerStrip } from './charts/peer-strip.js';
import { Day } from './dates.js';
import { inCountry, levelName } from '../domain/value-names.js';
import type { Site } from './layout.js';
import { annualWords, countWords, figureWords, flagWords, payTerms, payWords, pluralWords, rangeWords } from './pay-words.js';
import type { SourceFacts } from './source-facts.js';

export interface ListingView {
  readonly site: Site;
  readonly listing: Listing;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly similar: readonly ListingCard[];
  /** Pay of listings like it; `null`: none is asked for. */
  readonly peers: PeerPay | null;
  /** ISO 8601 UTC of this page. */
  readonly now: string;
  /** Whether search engines are given schema.org's JobPosting. */
  readonly jobMarkup: boolean;
  /** Of a listing that states no pay; `null` or absent: nothing was learnt that would tell. */
  readonly estimate?: PayEstimateView | null;
  /** Where its stated pay lies among its like; `null` or absent: none is stated that compares. */
  readonly position?: PayPositionView | null;
}

export interface PayEstimateView {
  readonly mid: number;
  readonly low: number;
  readonly high: number;
  readonly currency: string;
  readonly n: number;
  readonly employers: number;
  readonly ofThisEmployer: number;
  readonly modelVersion: string;
  readonly asOf: string;
}

export interface PayPositionView {
  readonly percentile: number | null;
  readonly n: number;
  readonly employers: number;
  readonly like: { readonly level: string; readonly country: string | null };
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

export const sourceName = (view: ListingView, id: string): string => view.sources.get(id)?.name ?? id;

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

/** An estimate is no figure of the employer's: italics, the word, and what it rests on. */
function Estimate({ estimate }: { readonly estimate: PayEstimateView }) {
  const { mid, low, high, currency } = estimate;
  return (
    <>
      <p class="num">
        <em>
          Estimate: about {figureWords(mid, currency)} a year, {figureWords(low, currency)} to {figureWords(high, currency)}
        </em>
      </p>
      <p class="small soft">
        Estimated from {pluralWords(estimate.n, 'similar posting')} of {pluralWords(estimate.employers, 'employer')} that state pay
        {estimate.ofThisEmployer > 0 && `, ${countWords(estimate.ofThisEmployer)} of them this employer’s`}; four of five such listings pay
        within it. Not the employer’s word, and in no statistic here. Model {estimate.modelVersion}, <Day at={estimate.asOf} />.{' '}
        <a href="/about/method">How</a>
      </p>
    </>
  );
}

export function Position({ position }: { readonly position: PayPositionView }) {
  const { percentile, n, employers, like } = position;
  if (percentile === null) return null;
  const level = like.level === 'unmarked' ? 'listings that name no level' : `${levelName(like.level).toLowerCase()} listings`;
  return (
    <p class="small">
      It offers more than <strong class="num">{percentile} %</strong> of {level}
      {like.country !== null && ` ${inCountry(like.country)}`} ({countWords(n)} others of {pluralWords(employers, 'employer')}, last 12
      months).
    </p>
  );
}

export function Pay({ view }: { readonly view: ListingView }) {
  const { listing } = view;
  const [first, ...others] = listing.salaries.length > 0 ? listing.salaries : listing.salary === null ? [] : [listing.salary];
  if (first === undefined) {
    return (
      <section class="panel" aria-labelledby="pay">
        <h2 id="pay">Pay</h2>
        <p>
          <strong>Pay not stated.</strong> No source of this listing names a figure.
        </p>
        {view.estimate !== null && view.estimate !== undefined && <Estimate estimate={view.estimate} />}
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
      {view.position !== null && view.position !== undefined && <Position position={view.position} />}
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

export function Peers({ peers }: { readonly peers: PeerPay }) {
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

import { INDUSTRY_NAMES } from '../domain/industry.js';
import type { Industry } from '../domain/industry.js';
import type { StatisticLevel } from '../domain/level.js';
import type { CompanyCard, ListingPage } from '../store/listings.js';
import type { CompanyMonth } from '../store/page-facts.js';
import { DataTable } from './data-table.js';
import { monthWords } from './dates.js';
import { levelName } from '../domain/value-names.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { Cards } from './listing-card.js';
import { countWords, pluralWords, rangeWords, shareWords } from './pay-words.js';

const industryWords = (industry: string | null): string =>
  industry === null ? 'not known' : (INDUSTRY_NAMES[industry as Industry] ?? industry);

/** `/companies`. */
export function CompaniesPage(props: {
  readonly site: Site;
  readonly companies: readonly CompanyCard[];
  readonly next: string | null;
  /** The part of a name that was asked for; empty: all are shown. */
  readonly name: string;
}) {
  return (
    <Layout
      site={props.site}
      title="Companies"
      canonical="/companies"
      noindex={props.site.path !== '/companies'}
      description="Employers with open backend listings, and how many of these state pay."
      next={props.next}
    >
      <div>
        <h1>Companies</h1>
        <p class="lead">Employers with backend listings on the boards that are read, and how many of them state pay.</p>
      </div>
      <form action="/companies" method="get" role="search">
        <label for="name">Part of the name</label>
        <div class="say">
          <input type="search" id="name" name="name" maxlength={100} value={props.name} autocomplete="off" />
          <button class="primary">Search</button>
        </div>
      </form>
      <DataTable
        label="Companies"
        columns={[
          { head: 'Company', cell: (company) => <a href={`/companies/${encodeURIComponent(company.slug)}`}>{company.name}</a> },
          { head: 'Industry', cell: (company) => industryWords(company.industry) },
          { head: 'Open listings', figure: true, cell: (company) => countWords(company.openListings) },
          {
            head: 'State pay',
            figure: true,
            cell: (company) => (company.openListings === 0 ? '–' : shareWords(company.openWithPay / company.openListings)),
          },
        ]}
        rows={props.companies}
      />
      {props.companies.length === 0 && (
        <p class="note">
          {props.name === '' ? (
            'No company has an open listing yet.'
          ) : (
            <>
              No company with «{props.name}» in its name has an open listing. <a href="/companies">All companies</a>
            </>
          )}
        </p>
      )}
      {props.next !== null && (
        <nav class="pager" aria-label="Pages">
          <span></span>
          <a class="button" rel="next" href={props.next}>
            More companies
          </a>
        </nav>
      )}
    </Layout>
  );
}

/** Lowest and highest stated figure of one level at one employer: never a quantile. */
export interface CompanyBand {
  readonly level: StatisticLevel;
  readonly currency: string;
  readonly lowest: number;
  readonly highest: number;
  readonly n: number;
}

/** `/companies/{slug}`: what is open, and what its postings state as pay. */
export function CompanyPage(props: {
  readonly site: Site;
  readonly slug: string;
  readonly name: string;
  readonly page: ListingPage;
  readonly bands: readonly CompanyBand[];
  /** By month, the newest last. */
  readonly history: readonly CompanyMonth[];
}) {
  const path = `/companies/${encodeURIComponent(props.slug)}`;
  return (
    <Layout
      site={props.site}
      title={`Backend jobs at ${props.name}`}
      canonical={path}
      description={`Open backend listings of ${props.name}.`}
    >
      <div class="stack">
        <p class="crumb">
          <a href="/companies">Companies</a> / {props.name}
        </p>
        <h1>{props.name}</h1>
        <p class="lead">
          {pluralWords(props.page.total, 'open listing')}
          {props.page.total > 0 && `, ${shareWords(props.page.withPay / props.page.total)} state pay`} ·{' '}
          <a href={`/alerts/new?company=${encodeURIComponent(props.slug)}`}>Alert me to new ones</a>
        </p>
      </div>
      {props.bands.length > 0 && (
        <section class="prose" aria-labelledby="bands">
          <h2 id="bands">Pay, as posted by this employer</h2>
          <DataTable
            label="Table of stated pay"
            caption="Lowest and highest yearly figure stated in the last 12 months."
            columns={[
              { head: 'Level', cell: (band) => levelName(band.level) },
              { head: 'Stated, a year', figure: true, cell: (band) => rangeWords(band.lowest, band.highest, band.currency) },
              { head: 'n', figure: true, cell: (band) => countWords(band.n) },
            ]}
            rows={props.bands}
          />
        </section>
      )}
      <section aria-labelledby="open">
        <h2 id="open">Open listings</h2>
        {props.page.total === 0 && <p class="soft">None now.</p>}
        <Cards cards={props.page.data} />
        {props.page.total > props.page.data.length && (
          <p>
            <a href={`/jobs?company=${encodeURIComponent(props.slug)}`}>All {countWords(props.page.total)}</a>
          </p>
        )}
      </section>
      {props.history.length > 0 && (
        <section class="prose" aria-labelledby="history">
          <h2 id="history">Month by month</h2>
          <DataTable
            label="Table of listings by month"
            caption="Backend listings, by the month in which they were first seen here and closed."
            columns={[
              { head: 'Month', cell: ({ month }) => monthWords(month) },
              { head: 'New', figure: true, cell: ({ seen }) => countWords(seen) },
              { head: 'Closed', figure: true, cell: ({ closed }) => countWords(closed) },
              { head: 'Open then', figure: true, cell: ({ open }) => countWords(open) },
            ]}
            rows={props.history.toReversed()}
          />
        </section>
      )}
    </Layout>
  );
}

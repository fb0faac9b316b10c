import type { Hono } from 'hono';
import { CompaniesPage, CompanyPage } from '#src/web/companies-page';
import type { CompanyBand } from '#src/web/companies-page';
import { ErrorPage } from '#src/web/error-page';
import { ListingPage } from '#src/web/listing-page';
import { LEVELS, type StatisticLevel } from '../../domain/level.js';
import { COMPANY_NAME_LENGTH } from '../parameters.js';
import { ProblemError } from '../problem.js';
import type { HttpEnv } from '../deps.js';
import { createLearntReader } from '../learnt.js';
import { createListingPay } from '../listing-pay.js';
import { LARGEST_ID } from './listings.js';
import { statedRanges } from '../salary-reading.js';
import { windowOf } from './salaries.js';
import { EVERYTHING } from './pages-filter.js';
import { createPeerPay } from './pages-peers.js';
import { similarListings } from './pages-similar.js';
import { sendPage, siteOf, type PageContext, type PageDeps } from './pages-deps.js';

const COMPANY_ROWS = 50;
const HISTORY_MONTHS = 12;
const COMPANIES_A_PAGE = 100;
/** Days after which a closed listing's page answers 410, still readable. */
const GONE_AFTER_MS = 30 * 86_400_000;
const BAND_ORDER: readonly StatisticLevel[] = [...LEVELS, 'unmarked'];

/** `/jobs/{id}/{slug}`, `/companies` and `/companies/{slug}`. */
export function addListingPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const peers = createPeerPay(deps);
  const listingPay = createListingPay(deps, createLearntReader(deps));
  const sources = new Map(deps.sources.map((source) => [source.id, source]));

  async function listingPage(context: PageContext): Promise<Response> {
    const text = context.req.param('id') ?? '';
    const id = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
    const listing = id >= 1 && id <= LARGEST_ID ? await deps.store.getListing(id) : null;
    if (listing === null) return sendPage(context, ErrorPage({ site: siteOf(context, deps), status: 404 }), 404);
    if ('moved' in listing) return context.redirect(`/jobs/${listing.moved}/${encodeURIComponent(listing.slug)}`, 308);
    if (context.req.param('slug') !== listing.slug) return context.redirect(`/jobs/${listing.id}/${encodeURIComponent(listing.slug)}`, 308);
    const now = deps.now();
    const gone = listing.closedAt !== null && now.getTime() - Date.parse(listing.closedAt) > GONE_AFTER_MS;
    const [alike, peerPay, own] = await Promise.all([similarListings(deps, listing.id), peers.of(listing, now), listingPay.of(listing)]);
    const view = {
      site: siteOf(context, deps),
      listing,
      sources,
      similar: alike,
      peers: peerPay,
      estimate: own.estimate,
      position: own.position,
      now: now.toISOString(),
      jobMarkup: deps.jobMarkup,
    };
    return sendPage(context, ListingPage(view), gone ? 410 : 200);
  }

  app.get('/jobs/:id', listingPage);
  app.get('/jobs/:id/:slug', listingPage);

  app.get('/companies', async (context) => {
    const after = context.req.query('after');
    if (after !== undefined && after.length > 200) throw new ProblemError('not-found', 'No such page.');
    const name = (context.req.query('name') ?? '').trim().slice(0, COMPANY_NAME_LENGTH);
    const companies = await deps.store.companies(
      COMPANIES_A_PAGE,
      after === undefined || after === '' ? null : after,
      name === '' ? null : name,
    );
    const last = companies.at(-1);
    const next =
      companies.length < COMPANIES_A_PAGE || last === undefined
        ? null
        : `/companies?${name === '' ? '' : `name=${encodeURIComponent(name)}&`}after=${encodeURIComponent(last.slug)}`;
    return sendPage(context, CompaniesPage({ site: siteOf(context, deps), companies, next, name }));
  });

  app.get('/companies/:slug', async (context) => {
    const slug = context.req.param('slug').slice(0, 100);
    const now = deps.now();
    const filter = { ...EVERYTHING, company: { any: [slug], not: [] } };
    const [page, closed, rows, history] = await Promise.all([
      deps.store.findListings({ filter, sort: 'newest', limit: COMPANY_ROWS, after: null, now }),
      deps.store.findListings({ filter: { ...filter, status: 'any' }, sort: 'newest', limit: 1, after: null, now }),
      deps.store.payRows(filter, ['level'], windowOf(12, now), now),
      deps.store.companyMonths(slug, HISTORY_MONTHS, now),
    ]);
    const name = page.data[0]?.company ?? closed.data[0]?.company;
    if (name === undefined) return sendPage(context, ErrorPage({ site: siteOf(context, deps), status: 404 }), 404);
    const bands: CompanyBand[] = statedRanges(rows)
      .map(({ key, ...range }) => ({ ...range, level: (key[0] ?? 'unspecified') as StatisticLevel }))
      .sort((a, b) => BAND_ORDER.indexOf(a.level) - BAND_ORDER.indexOf(b.level));
    return sendPage(context, CompanyPage({ site: siteOf(context, deps), slug, name, page, bands, history }));
  });
}

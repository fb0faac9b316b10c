import { load } from 'cheerio';
import { z } from 'zod';
import { microdataPostings } from '../microdata.js';
import { jobPostingFields, jobPostingsOf, mainPosting } from '../job-posting.js';
import { FEED, markupSource, must } from '../lift.js';
import { pageXml } from '../markup.js';
import { PageShapeError, type FetchedPage, type PageRequest, type PageRows } from '../source.js';

/** The board is the page's or sitemap's own address without `https://`: `careers.example.com/sitemap.xml`. */
const SLUG = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?:\/[A-Za-z0-9._~%!$&'()*+,;=:@?/-]{0,500})?$/;
const PAGES = 200;

const Row = z.object({ address: must, posting: z.record(z.string(), z.unknown()) });

const pageAt = (address: string, rest: readonly string[]): PageRequest => ({
  url: address,
  accept: 'text/html, application/xhtml+xml;q=0.9, application/xml;q=0.8',
  carry: rest.join('\n'),
});

function after(request: PageRequest): PageRequest | null {
  const [next, ...rest] = (request.carry ?? '').split('\n').filter((address) => address !== '');
  return next === undefined ? null : pageAt(next, rest);
}

/** Addresses of a sitemap on the sitemap's own host; of an index, the sitemaps it names, one level deep. */
function addressesIn(page: FetchedPage): string[] {
  const $ = pageXml(page, ['urlset', 'sitemapindex']);
  const { hostname } = new URL(page.request.url);
  return $('url > loc, sitemap > loc')
    .toArray()
    .map((element) => $(element).text().trim())
    .filter((address) => URL.canParse(address) && new URL(address).hostname === hostname && address.startsWith('https://'))
    .slice(0, PAGES);
}

function rowsOf(page: FetchedPage): PageRows {
  const text = page.text.trimStart();
  if (/^<\?xml|^<(?:urlset|sitemapindex)\b/.test(text)) {
    const [next, ...rest] = addressesIn(page);
    const waiting = (page.request.carry ?? '').split('\n').filter((address) => address !== '');
    const all = [...rest, ...waiting].slice(0, PAGES);
    return { rows: [], statedTotal: null, next: next === undefined ? after(page.request) : pageAt(next, all) };
  }
  if (!/<[a-z!]/i.test(text.slice(0, 1_000))) throw new PageShapeError(text === '' ? 'the answer is empty' : 'the answer is no web page');
  const scripted = jobPostingsOf(page.text);
  const postings = scripted.length > 0 ? scripted : microdataPostings(page.text);
  const isFromSitemap = page.request.carry !== undefined && page.request.carry !== '';
  if (postings.length === 0 && !isFromSitemap) throw new PageShapeError('the page has no schema.org JobPosting');
  const title = load(page.text)('title').first().text();
  // A page about one job carries «similar jobs» beside it; a page that lists jobs is read whole.
  const wanted = isFromSitemap ? [mainPosting(postings, page.request.url, title)].filter((posting) => posting !== null) : postings;
  return { rows: wanted.map((posting) => ({ address: page.request.url, posting })), statedTotal: null, next: after(page.request) };
}

const idOf = (row: unknown): string | null => {
  const read = Row.safeParse(row);
  return read.success && URL.canParse(read.data.address) ? String(jobPostingFields(read.data.posting, read.data.address).externalId) : null;
};

export const jsonLd = markupSource({
  ...FEED,
  id: 'json-ld',
  name: 'Career page (schema.org JobPosting)',
  homepage: 'https://schema.org/JobPosting',
  terms: 'https://schema.org/docs/terms.html',
  canonicalUrlPolicy: 'employer',
  default: 'opt-in',
  hosts: [],
  platform: true,
  minIntervalMinutes: 1_440,
  ends: 'list',
  maxPages: PAGES + 2,
  slugPattern: SLUG,
  recognise: () => null,
  firstPage: ({ slug }) => pageAt(`https://${slug}`, []),
  afterLost: after,
  rowsOf,
  idOf,
  row: Row,
  read: ({ address, posting }) => jobPostingFields(posting, address),
});

import { z } from 'zod';
import { anything, getJson, jsonSource, must, number, pageJson, PLATFORM, segmentsOf, text, texts } from '../lift.js';
import type { BoardRef, PageRequest } from '../source.js';

const DOMAIN = 'myworkdayjobs.com';
/** `acme.wd5/External`: tenant, data centre, site. */
const SLUG = /^[a-z0-9_-]{1,60}\.wd\d{1,4}\/[A-Za-z0-9_-]{1,80}$/;
const PAGE_ROWS = 20;
const PAGES = 5;

const partsOf = ({ slug }: Pick<BoardRef, 'slug'>) => {
  const [origin = '', site = ''] = slug.split('/');
  return { tenant: origin.split('.')[0] ?? '', host: `${origin}.${DOMAIN}`, site };
};

/** The list is searched, not walked: tenants hold thousands of postings of other trades. All four keys must be there. */
function pageAt(board: Pick<BoardRef, 'slug'>, offset: number): PageRequest {
  const { tenant, host, site } = partsOf(board);
  return getJson(`https://${host}/wday/cxs/${tenant}/${site}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ appliedFacets: {}, limit: PAGE_ROWS, offset, searchText: 'backend' }),
    carry: String(offset),
  });
}

const PATH = /^\/job\/[\w%.,~()'+/-]{1,400}$/;

const Row = z.object({ title: must, externalPath: z.string().regex(PATH, 'is no path of a posting'), locationsText: text, postedOn: text });
const Detail = z.object({
  jobPostingInfo: z.object({
    title: text,
    jobDescription: text,
    location: text,
    additionalLocations: texts,
    startDate: anything,
    timeType: text,
    remoteType: text,
    externalUrl: text,
    jobReqId: text,
    country: z.object({ descriptor: text }).nullish().catch(null),
  }),
});

/** The requisition is what follows the first «_» of the last part of the path. */
const idOf = (row: unknown): string | null => {
  const path = typeof row === 'object' && row !== null ? (row as { externalPath?: unknown }).externalPath : null;
  if (typeof path !== 'string' || !PATH.test(path)) return null;
  const last = path.slice(path.lastIndexOf('/') + 1);
  const cut = last.indexOf('_');
  return cut < 0 ? last : last.slice(cut + 1) || last;
};

export const workday = jsonSource({
  ...PLATFORM,
  id: 'workday',
  name: 'Workday',
  homepage: 'https://www.workday.com',
  terms: 'https://www.workday.com/en-us/legal.html',
  default: 'opt-in',
  hosts: [`*.${DOMAIN}`],
  republish: false,
  gapMs: 2_000,
  minIntervalMinutes: 1_440,
  // A search, so absence says nothing.
  ends: 'window',
  maxPages: PAGES,
  slugPattern: SLUG,
  recognise(url) {
    const origin = /^([a-z0-9_-]{1,60}\.wd\d{1,4})\.myworkdayjobs\.com$/.exec(url.hostname)?.[1];
    if (origin === undefined) return null;
    const path = segmentsOf(url).filter((part) => !/^[a-z]{2}-[A-Z]{2}$/.test(part));
    const [site, ...rest] = path[0] === 'wday' ? path.slice(3) : path;
    if (site === undefined || !SLUG.test(`${origin}/${site}`)) return null;
    return {
      slug: `${origin}/${site}`,
      externalId: rest[0] === 'job' || rest[0] === 'details' ? idOf({ externalPath: `/${rest.join('/')}` }) : null,
    };
  },
  firstPage: (board) => pageAt(board, 0),
  page: z.object({ total: number, jobPostings: z.array(anything) }),
  rowsOf({ total, jobPostings }, { request }, board) {
    const offset = Number(request.carry ?? 0);
    // Only the first page tells the total; later ones say 0 and wrap round past the end.
    const known = total ? total : Number(board.memo['total'] ?? 0);
    const next = offset + PAGE_ROWS;
    const goesOn = jobPostings.length === PAGE_ROWS && next < known && next < PAGE_ROWS * PAGES;
    return { rows: jobPostings, statedTotal: null, next: goesOn ? pageAt(board, next) : null, memo: { total: String(known) } };
  },
  detailOf(row, board) {
    const { tenant, host, site } = partsOf(board);
    const path = (row as { externalPath?: unknown } | null)?.externalPath;
    return typeof path === 'string' && PATH.test(path) ? getJson(`https://${host}/wday/cxs/${tenant}/${site}${path}`) : null;
  },
  idOf,
  row: Row,
  read(row, board, page) {
    const { host, site } = partsOf(board);
    const detail = page === undefined ? null : pageJson(page, Detail).jobPostingInfo;
    return {
      externalId: idOf(row),
      title: detail?.title ?? row.title,
      url: detail?.externalUrl ?? `https://${host}/${site}${row.externalPath}`,
      description: detail?.jobDescription ?? null,
      locations: detail?.location ? [detail.location, ...(detail.additionalLocations ?? [])] : [row.locationsText ?? ''],
      country: detail?.country?.descriptor ?? null,
      workplace: detail?.remoteType ?? null,
      employmentType: detail?.timeType ?? null,
      postedAt: detail?.startDate,
      dateQuality: 'day',
    };
  },
});

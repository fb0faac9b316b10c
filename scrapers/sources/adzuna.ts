import { z } from 'zod';
import { anything, FEED, getJson, id, idIn, jsonSource, must, number, text, texts } from '../lift.js';
import { salaryOf } from '../raw-posting.js';
import type { BoardRef, PageRequest } from '../source.js';

const HOST = 'api.adzuna.com';
const PAGE_ROWS = 50;
const PAGES = 2;

/** One board a country, each with the currency its figures are in. */
const CURRENCIES: Readonly<Record<string, string>> = {
  at: 'EUR',
  au: 'AUD',
  be: 'EUR',
  br: 'BRL',
  ca: 'CAD',
  ch: 'CHF',
  de: 'EUR',
  es: 'EUR',
  fr: 'EUR',
  gb: 'GBP',
  in: 'INR',
  it: 'EUR',
  mx: 'MXN',
  nl: 'EUR',
  nz: 'NZD',
  pl: 'PLN',
  sg: 'SGD',
  us: 'USD',
  za: 'ZAR',
};

/** The variable holds `app id:app key`; both are masked in the request log. */
function pageAt({ slug, key = '' }: BoardRef, page: number): PageRequest {
  const cut = key.indexOf(':');
  const query = new URLSearchParams({
    app_id: key.slice(0, Math.max(0, cut)),
    app_key: key.slice(cut + 1),
    results_per_page: String(PAGE_ROWS),
    what: 'backend',
    category: 'it-jobs',
    sort_by: 'date',
    max_days_old: '7',
  });
  return getJson(`https://${HOST}/v1/api/jobs/${slug}/search/${page}?${query.toString()}`, { carry: String(page) });
}

const Job = z.object({
  id,
  title: must,
  redirect_url: must,
  description: text,
  company: z.object({ display_name: text }).nullish().catch(null),
  location: z.object({ display_name: text, area: texts }).nullish().catch(null),
  salary_min: number,
  salary_max: number,
  salary_is_predicted: anything,
  contract_time: text,
  contract_type: text,
  created: anything,
});

export const adzuna = jsonSource({
  ...FEED,
  id: 'adzuna',
  name: 'Adzuna',
  homepage: 'https://www.adzuna.com',
  terms: 'https://developer.adzuna.com/docs/terms_of_service',
  attribution: 'Jobs by Adzuna',
  default: 'keyed',
  keyVariable: 'ADZUNA_KEY',
  // Its terms forbid counts and averages over its data without consent.
  inStatistics: false,
  hosts: [HOST],
  minIntervalMinutes: 720,
  maxPages: PAGES,
  canaries: ['date'],
  slugPattern: /^(?:at|au|be|br|ca|ch|de|es|fr|gb|in|it|mx|nl|nz|pl|sg|us|za)$/,
  recognise: () => null,
  firstPage: (board) => pageAt(board, 1),
  page: z.object({ results: z.array(anything), count: number }),
  rowsOf({ results }, { request }, board) {
    const page = Number(request.carry ?? 1);
    return { rows: results, statedTotal: null, next: results.length === PAGE_ROWS && page < PAGES ? pageAt(board, page + 1) : null };
  },
  idOf: idIn('id'),
  row: Job,
  read(job, { slug }) {
    // A predicted figure is Adzuna's guess, never the employer's word.
    const isStated = job.salary_is_predicted === '0' || job.salary_is_predicted === 0;
    return {
      externalId: job.id,
      title: job.title.replaceAll(/<\/?strong>/g, ''),
      url: job.redirect_url,
      company: job.company?.display_name ?? null,
      description: job.description ?? null,
      locations: [job.location?.display_name ?? ''],
      country: slug.toUpperCase(),
      employmentType: [job.contract_time, job.contract_type].filter(Boolean).join(', '),
      salaries: isStated
        ? salaryOf({ min: job.salary_min, max: job.salary_max, currency: CURRENCIES[slug], period: 'year', kind: 'base' })
        : [],
      postedAt: job.created,
    };
  },
});

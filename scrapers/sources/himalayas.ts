import { z } from 'zod';
import { anything, FEED, getJson, idIn, jsonSource, must, text, texts } from '../lift.js';
import { RowError, salaryOf } from '../raw-posting.js';
import type { PageRequest } from '../source.js';

const HOST = 'himalayas.app';

/** One page each, newest first: robots.txt forbids the `page` parameter, so breadth comes from several narrow questions. */
const SEARCHES = ['backend', 'golang', 'python', 'java', 'node.js', 'platform engineer'] as const;

const searchPage = (at: number): PageRequest | null => {
  const words = SEARCHES[at];
  return words === undefined
    ? null
    : getJson(`https://${HOST}/jobs/api/search?q=${encodeURIComponent(words)}&sort=recent`, { carry: String(at) });
};

const Place = z.union([z.string(), z.object({ name: text, alpha2: text })]);
const Job = z.object({
  guid: must,
  title: must,
  companyName: must,
  employmentType: text,
  minSalary: anything,
  maxSalary: anything,
  currency: text,
  salaryPeriod: text,
  seniority: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(null),
  locationRestrictions: z.array(Place.nullable().catch(null)).nullish().catch(null),
  categories: texts,
  parentCategories: texts,
  description: text,
  excerpt: text,
  applicationLink: text,
  pubDate: anything,
  expiryDate: anything,
});

export const himalayas = jsonSource({
  ...FEED,
  id: 'himalayas',
  name: 'Himalayas',
  homepage: 'https://himalayas.app',
  terms: 'https://himalayas.app/docs',
  attribution: 'Himalayas',
  default: 'on',
  hosts: [HOST],
  minIntervalMinutes: 1_440,
  maxPages: SEARCHES.length,
  canaries: ['date'],
  slugPattern: /^himalayas$/,
  recognise: (url) =>
    (url.hostname === HOST || url.hostname === `www.${HOST}`) && url.pathname.includes('/jobs')
      ? { slug: 'himalayas', externalId: null }
      : null,
  firstPage: () => searchPage(0) as PageRequest,
  afterLost: ({ carry }) => searchPage(Number(carry) + 1),
  page: z.object({ jobs: z.array(anything) }),
  rowsOf: ({ jobs }, { request }) => ({ rows: jobs, statedTotal: null, next: searchPage(Number(request.carry ?? 0) + 1) }),
  idOf: idIn('guid'),
  row: Job,
  read(job) {
    // The source is known to answer placeholders under load.
    if (job.companyName === 'name') throw new RowError('a placeholder instead of a company');
    const scope =
      job.locationRestrictions?.map((place) => (typeof place === 'string' ? place : (place?.name ?? place?.alpha2 ?? ''))) ?? null;
    return {
      externalId: job.guid,
      title: job.title,
      url: job.guid,
      applyUrl: job.applicationLink ?? null,
      company: job.companyName,
      description: job.description ?? job.excerpt ?? null,
      locations: scope ?? [],
      workplace: 'remote',
      // An empty list means anywhere at this source; a missing one means nothing.
      remoteScope: scope === null ? null : scope.length === 0 ? ['Worldwide'] : scope,
      employmentType: job.employmentType ?? null,
      seniority: typeof job.seniority === 'string' ? job.seniority : (job.seniority?.join(', ') ?? null),
      tags: [...(job.parentCategories ?? []), ...(job.categories ?? [])],
      salaries: salaryOf({ min: job.minSalary, max: job.maxSalary, currency: job.currency, period: job.salaryPeriod, kind: 'base' }),
      postedAt: job.pubDate,
      expiresAt: job.expiryDate,
    };
  },
});

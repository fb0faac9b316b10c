import { z } from 'zod';
import { anything, FEED, flag, getJson, idIn, jsonSource, must, text, texts } from '../lift.js';
import type { PageRequest } from '../source.js';

const HOST = 'www.arbeitnow.com';
const PAGES = 2;

const pageAt = (page: number): PageRequest => getJson(`https://${HOST}/api/job-board-api?page=${page}`, { carry: String(page) });
const after = (page: number): PageRequest | null => (page < PAGES ? pageAt(page + 1) : null);

const Job = z.object({
  slug: must,
  title: must,
  url: must,
  company_name: text,
  description: text,
  remote: flag,
  tags: texts,
  job_types: texts,
  location: text,
  created_at: anything,
});

export const arbeitnow = jsonSource({
  ...FEED,
  id: 'arbeitnow',
  name: 'Arbeitnow',
  homepage: 'https://www.arbeitnow.com',
  terms: 'https://www.arbeitnow.com/terms',
  attribution: 'Arbeitnow',
  default: 'on',
  hosts: [HOST],
  minIntervalMinutes: 180,
  maxPages: PAGES,
  canaries: ['date'],
  slugPattern: /^arbeitnow$/,
  recognise: (url) => (/^(?:www\.)?arbeitnow\.com$/.test(url.hostname) ? { slug: 'arbeitnow', externalId: null } : null),
  firstPage: () => pageAt(1),
  afterLost: ({ carry }) => after(Number(carry)),
  page: z.object({ data: z.array(anything), links: z.object({ next: text }).nullish().catch(null) }),
  rowsOf: ({ data, links }, { request }) => ({
    rows: data,
    statedTotal: null,
    next: links?.next ? after(Number(request.carry ?? 1)) : null,
  }),
  idOf: idIn('slug'),
  row: Job,
  read: (job) => ({
    externalId: job.slug,
    title: job.title,
    url: job.url,
    company: job.company_name ?? null,
    description: job.description ?? null,
    locations: [job.location ?? ''],
    workplace: job.remote === true ? 'remote' : null,
    employmentType: job.job_types?.join(', ') ?? null,
    tags: job.tags ?? [],
    postedAt: job.created_at,
  }),
});

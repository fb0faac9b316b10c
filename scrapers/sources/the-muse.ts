import { z } from 'zod';
import { anything, FEED, getJson, id, idIn, jsonSource, must, number, text } from '../lift.js';
import type { PageRequest } from '../source.js';

const HOST = 'www.themuse.com';
const PAGES = 5;

const pageAt = (page: number): PageRequest =>
  getJson(`https://${HOST}/api/public/jobs?page=${page}&category=Software%20Engineering&descending=true`, { carry: String(page) });
const after = (request: PageRequest, pages: number): PageRequest | null => {
  const next = Number(request.carry ?? 0) + 1;
  return next < Math.min(pages, PAGES) ? pageAt(next) : null;
};

const Named = z
  .array(z.object({ name: text }).nullable().catch(null))
  .nullish()
  .catch(null);
const namesOf = (named: z.output<typeof Named>): string[] => (named ?? []).flatMap((entry) => entry?.name ?? []);

const Job = z.object({
  id,
  name: must,
  contents: text,
  publication_date: anything,
  locations: Named,
  categories: Named,
  levels: Named,
  company: z.object({ name: text }).nullish().catch(null),
  refs: z.object({ landing_page: must }),
});

export const theMuse = jsonSource({
  ...FEED,
  id: 'the-muse',
  name: 'The Muse',
  homepage: 'https://www.themuse.com',
  terms: 'https://www.themuse.com/developers/api/v2/terms',
  attribution: 'The Muse',
  default: 'opt-in',
  hosts: [HOST],
  maxPages: PAGES,
  canaries: ['date'],
  slugPattern: /^the-muse$/,
  recognise: (url) => (url.hostname === HOST && url.pathname.startsWith('/jobs/') ? { slug: 'the-muse', externalId: null } : null),
  firstPage: () => pageAt(0),
  afterLost: (request) => after(request, PAGES),
  page: z.object({ results: z.array(anything), page_count: number }),
  rowsOf: ({ results, page_count: pages }, { request }) => ({ rows: results, statedTotal: null, next: after(request, pages ?? 0) }),
  idOf: idIn('id'),
  row: Job,
  read(job) {
    const places = namesOf(job.locations);
    return {
      externalId: job.id,
      title: job.name,
      url: job.refs.landing_page,
      company: job.company?.name ?? null,
      description: job.contents ?? null,
      locations: places.filter((place) => !/flexible|remote/i.test(place)),
      workplace: places.some((place) => /flexible|remote/i.test(place)) ? 'remote' : null,
      seniority: namesOf(job.levels).join(', '),
      tags: namesOf(job.categories),
      postedAt: job.publication_date,
    };
  },
});

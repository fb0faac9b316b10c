import { z } from 'zod';
import { jobPostingFields } from '../job-posting.js';
import { anything, getJson, id, idIn, jsonSource, LABEL, must, PLATFORM, tenantOf, text } from '../lift.js';
import type { PageRequest } from '../source.js';

const DOMAIN = 'teamtailor.com';
const PAGE_ROWS = 100;
const PAGES = 10;

const pageAt = (slug: string, page: number): PageRequest =>
  getJson(`https://${slug}.${DOMAIN}/jobs.json${page === 1 ? '' : `?page=${page}`}`, { carry: String(page) });

const Item = z.object({
  id,
  url: must,
  title: must,
  date_published: anything,
  content_html: text,
  _jobposting: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export const teamtailor = jsonSource({
  ...PLATFORM,
  id: 'teamtailor',
  name: 'Teamtailor',
  homepage: 'https://www.teamtailor.com',
  terms: 'https://www.teamtailor.com/en/terms-of-service/',
  // Its sites say `Content-Signal: search=no`; an operator decides.
  default: 'opt-in',
  republish: false,
  hosts: [`*.${DOMAIN}`],
  maxPages: PAGES,
  canaries: ['date'],
  slugPattern: LABEL,
  recognise(url) {
    const slug = tenantOf(url, DOMAIN);
    return slug === null ? null : { slug, externalId: null };
  },
  firstPage: ({ slug }) => pageAt(slug, 1),
  page: z.object({ title: text, items: z.array(anything) }),
  rowsOf({ title, items }, { request }, { slug }) {
    const page = Number(request.carry ?? 1);
    return { rows: items, statedTotal: null, next: items.length < PAGE_ROWS ? null : pageAt(slug, page + 1), company: title ?? null };
  },
  idOf: idIn('id'),
  row: Item,
  read(item) {
    const posting = jobPostingFields(item._jobposting ?? {}, item.url);
    return {
      ...posting,
      externalId: item.id,
      title: item.title,
      url: item.url,
      description: item.content_html ?? posting.description ?? null,
      postedAt: item.date_published ?? posting.postedAt,
      dateQuality: 'exact',
    };
  },
});

import { z } from 'zod';
import { FEED, idIn, markupSource, must, text } from '../lift.js';
import { pageXml, recordsOf } from '../markup.js';
import { dayFirst } from '../raw-posting.js';

/** One board a country; the slug is the site's own name. */
const SITES = ['devitjobs.fr', 'devitjobs.nl', 'devitjobs.uk', 'germantechjobs.de', 'swissdevjobs.ch'] as const;

const Job = z.object({
  id: must,
  title: must,
  company: text,
  'company-name': text,
  salary: text,
  location: text,
  city: text,
  region: text,
  country: text,
  url: text,
  link: text,
  apply_url: text,
  jobtype: text,
  pubdate: text,
  description: text,
});

export const devitjobs = markupSource({
  ...FEED,
  id: 'devitjobs',
  name: 'DevITjobs network',
  homepage: 'https://devitjobs.uk',
  terms: 'https://devitjobs.uk/terms',
  attribution: 'DevITjobs network',
  // The terms were not read by us; its owners should be asked first.
  default: 'opt-in',
  hosts: SITES,
  minIntervalMinutes: 1_440,
  ends: 'list',
  canaries: ['date'],
  slugPattern: /^(?:devitjobs\.(?:fr|nl|uk)|germantechjobs\.de|swissdevjobs\.ch)$/,
  recognise(url) {
    const host = url.hostname.replace(/^www\./, '');
    return SITES.some((site) => site === host) ? { slug: host, externalId: null } : null;
  },
  firstPage: ({ slug }) => ({
    url: `https://${slug}/job_feed.xml`,
    accept: 'application/xml, text/xml;q=0.9',
    ifUnchanged: { next: null },
    timeoutMs: 120_000,
  }),
  rowsOf: (page) => ({ rows: recordsOf(pageXml(page, ['jobs', 'source']), 'jobs > job, source > job'), statedTotal: null, next: null }),
  idOf: idIn('id'),
  row: Job,
  read: (job) => ({
    externalId: job.id,
    title: job.title,
    url: job.url ?? job.link ?? job.apply_url,
    applyUrl: job.apply_url ?? null,
    company: job.company ?? job['company-name'] ?? null,
    description: job.description ?? null,
    locations: [job.location ?? [job.city, job.region, job.country].filter(Boolean).join(', ')],
    country: job.country ?? null,
    employmentType: job.jobtype ?? null,
    salaryText: job.salary ?? null,
    postedAt: dayFirst(job.pubdate) ?? job.pubdate,
    dateQuality: 'day',
  }),
});

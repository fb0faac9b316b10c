import { z } from 'zod';
import { decodeEntities } from '../html.js';
import { anything, FEED, id, idIn, jsonSource, must, text, texts, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

const HOST = 'remoteok.com';

const Job = z.object({
  id,
  position: must,
  company: text,
  tags: texts,
  description: text,
  location: text,
  salary_min: anything,
  salary_max: anything,
  apply_url: text,
  url: must,
  epoch: anything,
  date: anything,
});

/** HTML, or HTML escaped once more: decoded once when it holds `&lt;` and no tag. */
const htmlOf = (given: string): string => (given.includes('&lt;') && !/<[a-z/]/i.test(given) ? decodeEntities(given) : given);

/** The paragraph that asks applicants to repeat a word, put there to catch machines that obey what they read. */
const TRIPWIRE = /Please mention the word\b[^<>]{0,800}/gi;

export const remoteok = jsonSource({
  ...FEED,
  id: 'remoteok',
  name: 'Remote OK',
  homepage: 'https://remoteok.com',
  terms: 'https://remoteok.com/legal',
  attribution: 'Remote OK',
  default: 'on',
  hosts: [HOST],
  minIntervalMinutes: 60,
  canaries: ['date'],
  slugPattern: /^remoteok$/,
  recognise: (url) =>
    /^(?:www\.)?remoteok\.(?:com|io)$/.test(url.hostname)
      ? { slug: 'remoteok', externalId: /-(\d{3,12})$/.exec(url.pathname)?.[1] ?? null }
      : null,
  firstPage: () => wholeBoard(`https://${HOST}/api`),
  page: z.array(anything),
  // The first element is a legal notice; whatever has no position is no posting.
  rowsOf: (rows) => ({
    rows: rows.filter((row) => typeof row === 'object' && row !== null && !('legal' in row)),
    statedTotal: null,
    next: null,
  }),
  idOf: idIn('id'),
  row: Job,
  read: (job) => ({
    externalId: job.id,
    title: decodeEntities(job.position),
    url: job.url,
    applyUrl: job.apply_url ?? null,
    company: decodeEntities(job.company ?? ''),
    description: htmlOf(job.description ?? '').replaceAll(TRIPWIRE, ''),
    locations: [job.location ?? ''],
    workplace: 'remote',
    tags: job.tags ?? [],
    salaries: salaryOf({ min: job.salary_min, max: job.salary_max, currency: 'USD', period: 'year', kind: 'base' }),
    postedAt: typeof job.date === 'string' ? job.date : job.epoch,
  }),
});

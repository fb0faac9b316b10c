import { z } from 'zod';
import { anything, FEED, id, idIn, jsonSource, must, text, texts, wholeBoard } from '../lift.js';

const HOST = 'remotive.com';

const Job = z.object({
  id,
  url: must,
  title: must,
  company_name: text,
  category: text,
  tags: texts,
  job_type: text,
  publication_date: anything,
  candidate_required_location: text,
  salary: text,
  description: text,
});

export const remotive = jsonSource({
  ...FEED,
  id: 'remotive',
  name: 'Remotive',
  homepage: 'https://remotive.com',
  terms: 'https://github.com/remotive-com/remote-jobs-api',
  attribution: 'Remotive',
  // robots.txt forbids the path to which its own manual invites: off, until an operator weighs both.
  default: 'opt-in',
  robotsPolicy: 'explicit-permission',
  hosts: [HOST],
  minIntervalMinutes: 360,
  canaries: ['date'],
  slugPattern: /^remotive$/,
  recognise: (url) =>
    url.hostname === HOST || url.hostname === `www.${HOST}`
      ? { slug: 'remotive', externalId: /-(\d{4,12})$/.exec(url.pathname)?.[1] ?? null }
      : null,
  firstPage: () => wholeBoard(`https://${HOST}/api/remote-jobs?category=software-dev`),
  page: z.object({ jobs: z.array(anything) }),
  rowsOf: ({ jobs }) => ({ rows: jobs, statedTotal: null, next: null }),
  idOf: idIn('id'),
  row: Job,
  read(job) {
    const scope = (job.candidate_required_location ?? '')
      .split(',')
      .map((place) => place.trim())
      .filter((place) => place !== '');
    return {
      externalId: job.id,
      title: job.title,
      url: job.url,
      company: job.company_name ?? null,
      description: job.description ?? null,
      locations: scope,
      workplace: 'remote',
      remoteScope: scope.length === 0 ? null : scope,
      employmentType: job.job_type ?? null,
      tags: [...(job.category ? [job.category] : []), ...(job.tags ?? [])],
      salaryText: job.salary ?? null,
      postedAt: job.publication_date,
    };
  },
});

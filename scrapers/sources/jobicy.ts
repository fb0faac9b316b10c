import { z } from 'zod';
import { decodeEntities } from '../html.js';
import { anything, FEED, id, idIn, jsonSource, must, text, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

const HOST = 'jobicy.com';
const Words = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .catch(null);
const listOf = (words: z.output<typeof Words>): string[] => (typeof words === 'string' ? [words] : (words ?? [])).map(decodeEntities);

const Job = z.object({
  id,
  url: must,
  jobTitle: must,
  companyName: text,
  jobIndustry: Words,
  jobType: Words,
  jobGeo: text,
  jobLevel: text,
  jobDescription: text,
  jobExcerpt: text,
  pubDate: anything,
  salaryMin: anything,
  salaryMax: anything,
  annualSalaryMin: anything,
  annualSalaryMax: anything,
  salaryCurrency: text,
  salaryPeriod: text,
});

export const jobicy = jsonSource({
  ...FEED,
  id: 'jobicy',
  name: 'Jobicy',
  homepage: 'https://jobicy.com',
  terms: 'https://github.com/Jobicy/remote-jobs-api',
  attribution: 'Jobicy',
  default: 'on',
  hosts: [HOST],
  minIntervalMinutes: 60,
  canaries: ['date'],
  slugPattern: /^jobicy$/,
  recognise: (url) =>
    (url.hostname === HOST || url.hostname === `www.${HOST}`) && url.pathname.startsWith('/jobs')
      ? { slug: 'jobicy', externalId: /\/jobs\/(\d{3,12})/.exec(url.pathname)?.[1] ?? null }
      : null,
  firstPage: () => wholeBoard(`https://${HOST}/api/v2/remote-jobs?count=100&industry=dev`),
  page: z.object({ jobs: z.array(anything).nullable() }),
  rowsOf: ({ jobs }) => ({ rows: jobs ?? [], statedTotal: null, next: null }),
  idOf: idIn('id'),
  row: Job,
  read(job) {
    const geo = decodeEntities(job.jobGeo ?? '')
      .split(',')
      .map((place) => place.trim())
      .filter((place) => place !== '');
    const isOld = job.annualSalaryMin !== undefined || job.annualSalaryMax !== undefined;
    return {
      externalId: job.id,
      title: decodeEntities(job.jobTitle),
      url: job.url,
      company: decodeEntities(job.companyName ?? ''),
      description: job.jobDescription ?? job.jobExcerpt ?? null,
      locations: geo,
      workplace: 'remote',
      remoteScope: geo.length === 0 ? null : geo,
      employmentType: listOf(job.jobType).join(', '),
      seniority: job.jobLevel === 'Any' ? null : (job.jobLevel ?? null),
      tags: listOf(job.jobIndustry),
      salaries: isOld
        ? salaryOf({ min: job.annualSalaryMin, max: job.annualSalaryMax, currency: job.salaryCurrency, period: 'yearly', kind: 'base' })
        : salaryOf({ min: job.salaryMin, max: job.salaryMax, currency: job.salaryCurrency, period: job.salaryPeriod, kind: 'base' }),
      postedAt: job.pubDate,
    };
  },
});

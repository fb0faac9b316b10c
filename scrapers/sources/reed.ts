import { z } from 'zod';
import { anything, FEED, getJson, id, idIn, jsonSource, must, number, pageJson, text } from '../lift.js';
import { dayFirst, salaryOf } from '../raw-posting.js';
import type { BoardRef, PageRequest } from '../source.js';

const HOST = 'www.reed.co.uk';
const PAGE_ROWS = 100;
const PAGES = 3;

/** The key is the user of Basic authentication, without a password. */
const withKey = ({ key = '' }: BoardRef) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
const pageAt = (board: BoardRef, skip: number): PageRequest =>
  getJson(`https://${HOST}/api/1.0/search?keywords=backend%20developer&resultsToTake=${PAGE_ROWS}&resultsToSkip=${skip}`, {
    headers: withKey(board),
    carry: String(skip),
  });

const Job = z.object({
  jobId: id,
  jobTitle: must,
  jobUrl: must,
  employerName: text,
  locationName: text,
  minimumSalary: number,
  maximumSalary: number,
  currency: text,
  date: text,
  expirationDate: text,
  jobDescription: text,
});
const Detail = z.object({
  jobDescription: text,
  externalUrl: text,
  contractType: text,
  jobType: text,
  minimumSalary: number,
  maximumSalary: number,
  currency: text,
  salaryType: text,
  datePosted: text,
  expirationDate: text,
});

const idOf = idIn('jobId');

export const reed = jsonSource({
  ...FEED,
  id: 'reed',
  name: 'Reed',
  homepage: 'https://www.reed.co.uk',
  terms: 'https://www.reed.co.uk/developers/terms',
  attribution: 'Reed.co.uk',
  default: 'keyed',
  keyVariable: 'REED_KEY',
  hosts: [HOST],
  minIntervalMinutes: 720,
  maxPages: PAGES,
  slugPattern: /^reed$/,
  recognise: (url) =>
    url.hostname === HOST && url.pathname.startsWith('/jobs/')
      ? { slug: 'reed', externalId: /\/(\d{6,12})$/.exec(url.pathname)?.[1] ?? null }
      : null,
  firstPage: (board) => pageAt(board, 0),
  page: z.object({ results: z.array(anything), totalResults: number }),
  rowsOf({ results, totalResults }, { request }, board) {
    const next = Number(request.carry ?? 0) + PAGE_ROWS;
    return {
      rows: results,
      statedTotal: null,
      next: results.length === PAGE_ROWS && next < (totalResults ?? 0) && next < PAGE_ROWS * PAGES ? pageAt(board, next) : null,
    };
  },
  detailOf(row, board) {
    const job = idOf(row);
    return job === null || !/^\d{1,12}$/.test(job) ? null : getJson(`https://${HOST}/api/1.0/jobs/${job}`, { headers: withKey(board) });
  },
  idOf,
  row: Job,
  read(job, _board, page) {
    const detail = page === undefined ? null : pageJson(page, Detail);
    return {
      externalId: job.jobId,
      title: job.jobTitle,
      url: job.jobUrl,
      applyUrl: detail?.externalUrl ?? null,
      company: job.employerName ?? null,
      description: detail?.jobDescription ?? job.jobDescription ?? null,
      locations: [job.locationName ?? ''],
      country: 'GB',
      employmentType: [detail?.contractType, detail?.jobType].filter(Boolean).join(', '),
      salaries: salaryOf({
        min: detail?.minimumSalary ?? job.minimumSalary,
        max: detail?.maximumSalary ?? job.maximumSalary,
        currency: detail?.currency ?? job.currency ?? 'GBP',
        period: detail?.salaryType,
        kind: 'base',
      }),
      postedAt: dayFirst(detail?.datePosted ?? job.date),
      expiresAt: dayFirst(detail?.expirationDate ?? job.expirationDate),
      dateQuality: 'day',
    };
  },
});

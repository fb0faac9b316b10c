import { z } from 'zod';
import { anything, FEED, flag, getJson, idIn, jsonSource, must, number, text, texts } from '../lift.js';
import { salaryOf } from '../raw-posting.js';
import type { PageRequest } from '../source.js';

const HOST = 'solid.jobs';
const PAGE_ROWS = 200;
const PAGES = 6;

const pageAt = (page: number): PageRequest =>
  getJson(
    `https://${HOST}/public-api/offers/IT?campaign=backboard&pageSize=${PAGE_ROWS}&pageIndex=${page}&sortActive=validFrom&sortDirection=desc`,
    {
      headers: { 'x-api-version': '1.0' },
      carry: String(page),
    },
  );

const Pay = z.object({ from: anything, to: anything, currency: text, period: text, employmentType: text }).nullish().catch(null);
const Offer = z.object({
  jobOfferKey: must,
  title: must,
  url: must,
  category: text,
  subCategory: text,
  company: text,
  salary: Pay,
  secondarySalary: Pay,
  contractTime: text,
  locations: texts,
  isRemote: flag,
  isHybrid: flag,
  experienceLevel: text,
  skills: z
    .array(z.object({ name: text }).nullable().catch(null))
    .nullish()
    .catch(null),
  description: text,
  validFrom: anything,
  validTo: anything,
  updatedAt: anything,
});

export const solidJobs = jsonSource({
  ...FEED,
  id: 'solid-jobs',
  name: 'SOLID.Jobs',
  homepage: 'https://solid.jobs',
  terms: 'https://solid.jobs/terms',
  attribution: 'SOLID.Jobs',
  default: 'opt-in',
  hosts: [HOST],
  ends: 'list',
  statesTotal: true,
  maxPages: PAGES,
  slugPattern: /^solid-jobs$/,
  recognise: (url) => (url.hostname === HOST ? { slug: 'solid-jobs', externalId: null } : null),
  firstPage: () => pageAt(0),
  afterLost: ({ carry }) => (Number(carry) + 1 < PAGES ? pageAt(Number(carry) + 1) : null),
  page: z.object({ jobs: z.array(anything), totalCount: number, totalPages: number }),
  rowsOf({ jobs, totalCount, totalPages }, { request }) {
    const next = Number(request.carry ?? 0) + 1;
    return { rows: jobs, statedTotal: totalCount ?? null, next: next < (totalPages ?? 1) && jobs.length > 0 ? pageAt(next) : null };
  },
  idOf: idIn('jobOfferKey'),
  row: Offer,
  read: (offer) => ({
    externalId: offer.jobOfferKey,
    title: offer.title,
    url: offer.url,
    company: offer.company ?? null,
    description: offer.description ?? null,
    locations: offer.locations ?? [],
    country: 'PL',
    workplace: offer.isRemote === true ? 'remote' : offer.isHybrid === true ? 'hybrid' : null,
    employmentType: offer.contractTime ?? null,
    seniority: offer.experienceLevel ?? null,
    tags: [offer.category, offer.subCategory, ...(offer.skills ?? []).map((skill) => skill?.name)].filter(
      (tag): tag is string => typeof tag === 'string',
    ),
    // One range a contract type: B2B is a contractor's invoice, UoP an employee's wage.
    salaries: [offer.salary, offer.secondarySalary].flatMap((pay) =>
      pay
        ? salaryOf({ min: pay.from, max: pay.to, currency: pay.currency, period: pay.period, label: pay.employmentType, kind: 'base' })
        : [],
    ),
    postedAt: offer.validFrom,
    updatedAt: offer.updatedAt,
    expiresAt: offer.validTo,
  }),
});

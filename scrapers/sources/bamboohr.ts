import { z } from 'zod';
import { anything, getJson, id, idIn, jsonSource, LABEL, must, pageJson, PLATFORM, tenantOf, text, wholeBoard } from '../lift.js';

const DOMAIN = 'bamboohr.com';

const Place = z.object({ city: text, state: text, addressCountry: text, country: text }).nullish().catch(null);
const WORKPLACES: Readonly<Record<string, string>> = { '0': 'onsite', '1': 'remote', '2': 'hybrid' };
const Kind = z.union([z.string(), z.number()]).nullish().catch(null);

const Opening = z.object({
  id,
  jobOpeningName: must,
  departmentLabel: text,
  employmentStatusLabel: text,
  location: Place,
  atsLocation: Place,
  isRemote: anything,
  locationType: Kind,
});
const Detail = z.object({
  result: z.object({
    jobOpening: z.object({
      jobOpeningShareUrl: text,
      description: text,
      datePosted: anything,
      minimumExperience: text,
      compensation: text,
      employmentStatusLabel: text,
      location: Place,
      locationType: Kind,
    }),
  }),
});

const idOf = idIn('id');

export const bamboohr = jsonSource({
  ...PLATFORM,
  id: 'bamboohr',
  name: 'BambooHR',
  homepage: 'https://www.bamboohr.com',
  terms: 'https://www.bamboohr.com/legal/terms-of-service',
  default: 'opt-in',
  hosts: [`*.${DOMAIN}`],
  slugPattern: LABEL,
  recognise(url) {
    const slug = tenantOf(url, DOMAIN);
    return slug === null ? null : { slug, externalId: /^\/careers\/(\d{1,9})/.exec(url.pathname)?.[1] ?? null };
  },
  firstPage: ({ slug }) => wholeBoard(`https://${slug}.${DOMAIN}/careers/list`),
  page: z.object({ result: z.array(anything) }),
  rowsOf: ({ result }) => ({ rows: result, statedTotal: null, next: null }),
  detailOf(row, { slug }) {
    const opening = idOf(row);
    return opening === null || !/^\d{1,9}$/.test(opening) ? null : getJson(`https://${slug}.${DOMAIN}/careers/${opening}/detail`);
  },
  idOf,
  row: Opening,
  read(opening, { slug }, page) {
    const detail = page === undefined ? null : pageJson(page, Detail).result.jobOpening;
    const place = detail?.location ?? opening.location ?? opening.atsLocation;
    const country = place?.addressCountry ?? place?.country ?? null;
    return {
      externalId: opening.id,
      title: opening.jobOpeningName,
      url: detail?.jobOpeningShareUrl ?? `https://${slug}.${DOMAIN}/careers/${opening.id}`,
      description: detail?.description ?? null,
      locations: [[place?.city, place?.state, country].filter(Boolean).join(', ')],
      country,
      workplace: WORKPLACES[String(detail?.locationType ?? opening.locationType ?? '')] ?? null,
      employmentType: detail?.employmentStatusLabel ?? opening.employmentStatusLabel ?? null,
      seniority: detail?.minimumExperience ?? null,
      tags: opening.departmentLabel ? [opening.departmentLabel] : [],
      salaryText: detail?.compensation ?? null,
      postedAt: detail?.datePosted,
      dateQuality: 'day',
    };
  },
});

import { z } from 'zod';
import type { RawSalary } from '#src/domain/raw-posting';
import { anything, flag, id, idIn, isSlug, jsonSource, must, number, PLATFORM, segmentsOf, text, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

const SLUG = /^[\p{L}\p{N}][\p{L}\p{N} ._+&'-]{0,99}$/u;

const Address = z
  .object({ postalAddress: z.object({ addressCountry: text }).nullish().catch(null), addressCountry: text })
  .nullish()
  .catch(null);
const Component = z.object({
  summary: text,
  compensationType: text,
  interval: text,
  currencyCode: text,
  minValue: number,
  maxValue: number,
});
const Components = z.array(Component.nullable().catch(null)).nullish().catch(null);
const Tier = z.object({ title: text, tierSummary: text, components: Components });

const Job = z.object({
  id,
  title: must,
  department: text,
  team: text,
  location: text,
  secondaryLocations: z
    .array(z.object({ location: text }).nullable().catch(null))
    .nullish()
    .catch(null),
  address: Address,
  isListed: flag,
  isRemote: flag,
  workplaceType: text,
  employmentType: text,
  publishedAt: anything,
  updatedAt: anything,
  jobUrl: must,
  applyUrl: text,
  descriptionHtml: text,
  descriptionPlain: text,
  compensation: z
    .object({
      compensationTierSummary: text,
      compensationTiers: z.array(Tier.nullable().catch(null)).nullish().catch(null),
      summaryComponents: Components,
    })
    .nullish()
    .catch(null),
});
type Job = z.output<typeof Job>;

const baseIn = (components: z.output<typeof Components>, label: unknown, quote: unknown): RawSalary[] =>
  (components ?? []).flatMap((part) => {
    if (part === null || part.compensationType !== 'Salary' || part.interval === '1 TIME') return [];
    return salaryOf({
      min: part.minValue,
      max: part.maxValue,
      currency: part.currencyCode,
      period: part.interval,
      label,
      kind: 'base',
      quote: part.summary ?? quote,
    });
  });

/** Every stated base salary, tier by tier (a tier's title is its zone or grade); else the summary's components. `1 TIME` is no salary. */
function salariesOf({ compensation }: Job): RawSalary[] {
  const tiers = (compensation?.compensationTiers ?? []).flatMap((tier) =>
    tier === null ? [] : baseIn(tier.components, tier.title, tier.tierSummary),
  );
  return tiers.length > 0 ? tiers : baseIn(compensation?.summaryComponents, null, compensation?.compensationTierSummary);
}

/** Components, even of equity alone, say more than the summary's words. */
const hasComponents = ({ compensation }: Job): boolean =>
  (compensation?.summaryComponents ?? []).length > 0 ||
  (compensation?.compensationTiers ?? []).some((tier) => (tier?.components ?? []).length > 0);

export const ashby = jsonSource({
  ...PLATFORM,
  id: 'ashby',
  name: 'Ashby',
  homepage: 'https://www.ashbyhq.com',
  terms: 'https://developers.ashbyhq.com/docs/public-job-posting-api',
  default: 'on',
  hosts: ['api.ashbyhq.com'],
  canaries: ['date', 'place'],
  slugPattern: SLUG,
  recognise(url) {
    if (url.hostname !== 'jobs.ashbyhq.com' && url.hostname !== 'api.ashbyhq.com') return null;
    const path = segmentsOf(url);
    const [slug, posting] = url.hostname === 'api.ashbyhq.com' ? path.slice(2) : path;
    if (!isSlug(slug, SLUG)) return null;
    return { slug, externalId: /^[0-9a-f-]{36}$/i.test(posting ?? '') ? (posting ?? null) : null };
  },
  firstPage: ({ slug }) => wholeBoard(`https://api.ashbyhq.com/posting-api/job-board/${encodeURIComponent(slug)}?includeCompensation=true`),
  page: z.object({ jobs: z.array(anything) }),
  rowsOf: ({ jobs }) => ({ rows: jobs, statedTotal: null, next: null }),
  idOf: idIn('id'),
  row: Job,
  read(job) {
    if (job.isListed === false) return { skip: 'unlisted' };
    const salaries = salariesOf(job);
    return {
      externalId: job.id,
      title: job.title,
      url: job.jobUrl,
      applyUrl: job.applyUrl ?? null,
      description: job.descriptionHtml ?? job.descriptionPlain ?? null,
      locations: [job.location, ...(job.secondaryLocations ?? []).map((place) => place?.location)].filter(
        (place): place is string => typeof place === 'string',
      ),
      country: job.address?.postalAddress?.addressCountry ?? job.address?.addressCountry ?? null,
      workplace: job.workplaceType ?? (job.isRemote === true ? 'Remote' : null),
      employmentType: job.employmentType ?? null,
      tags: [job.department, job.team].filter((tag): tag is string => typeof tag === 'string'),
      salaries,
      salaryText: hasComponents(job) ? null : (job.compensation?.compensationTierSummary ?? null),
      postedAt: job.publishedAt,
      updatedAt: job.updatedAt,
    };
  },
});

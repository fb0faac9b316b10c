import { z } from 'zod';
import type { RawSalary } from '#src/domain/raw-posting';
import {
  anything,
  getJson,
  id,
  idIn,
  isSlug,
  jsonSource,
  must,
  number,
  pageJson,
  PLATFORM,
  segmentsOf,
  SLUG,
  text,
  wholeBoard,
} from '../lift.js';
import { decodeEntities } from '../html.js';
import { boundOf, salaryOf, webAddress } from '../raw-posting.js';
import { PageShapeError, type BoardRef, type FetchedPage } from '../source.js';

const HOSTS = new Set(['boards.greenhouse.io', 'job-boards.greenhouse.io', 'boards.eu.greenhouse.io', 'job-boards.eu.greenhouse.io']);

const Job = z.object({
  id: id.nullish().catch(null),
  internal_job_id: number,
  title: must,
  language: text,
  company_name: text,
  location: z.object({ name: text }).nullish().catch(null),
  absolute_url: text,
  first_published: anything,
  updated_at: anything,
  application_deadline: anything,
  metadata: z
    .array(z.object({ name: text, value: anything, value_type: text }).nullable().catch(null))
    .nullish()
    .catch(null),
  content: text,
  departments: z
    .array(z.object({ name: text }).nullable().catch(null))
    .nullish()
    .catch(null),
  pay_input_ranges: z
    .array(z.object({ min_cents: number, max_cents: number, currency_type: text, title: text, blurb: text }).nullable().catch(null))
    .nullish()
    .catch(null),
});
type Job = z.output<typeof Job>;

/** The id as an employer's own address carries it. */
const postingIn = (address: unknown): string | null =>
  typeof address === 'string' ? (/[?&]gh_jid=(\d{4,19})\b/.exec(address)?.[1] ?? null) : null;

const ownId = idIn('id');
const idOf = (row: unknown): string | null =>
  ownId(row) ?? (typeof row === 'object' && row !== null ? postingIn((row as { absolute_url?: unknown }).absolute_url) : null);

const PERIOD_WORDS = [
  [/\bhour|\bhr\b/i, 'hour'],
  [/\bannual|\byear|\bper annum\b/i, 'year'],
  [/\bmonth/i, 'month'],
] as const;

/** The period that a range's own title or note names; the payload has no field for it. */
const periodIn = (words: string): string | null => PERIOD_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
const kindIn = (words: string): RawSalary['kind'] => (/on[- ]target|\bote\b|commission/i.test(words) ? 'ote' : 'base');
const fromCents = (cents: number | null | undefined): number | null => (typeof cents === 'number' ? cents / 100 : null);

function rangesOf(job: Job): RawSalary[] {
  return (job.pay_input_ranges ?? []).flatMap((range) => {
    if (range === null) return [];
    const title = range.title ?? '';
    const blurb = (range.blurb ?? '').replaceAll(/<[^<>]{0,500}>/g, ' ').slice(0, 300);
    const [min, max] = [fromCents(range.min_cents), fromCents(range.max_cents)];
    const figures = `${title}: ${boundOf(min) ?? '?'} to ${boundOf(max) ?? '?'} ${range.currency_type ?? ''}`;
    return salaryOf({
      min,
      max,
      currency: range.currency_type,
      period: periodIn(title) ?? periodIn(blurb),
      label: title,
      kind: kindIn(title),
      quote: figures,
    });
  });
}

/** Employers' own fields of type currency, where no range was given. */
function metadataPay(job: Job): RawSalary[] {
  return (job.metadata ?? []).flatMap((field) => {
    const value = field?.value;
    if (field === null || typeof value !== 'object' || value === null || /equity/i.test(field.name ?? '')) return [];
    const { unit, min_value: min, max_value: max, amount } = value as Record<string, unknown>;
    if (typeof unit !== 'string' || unit === '') return [];
    const bounds =
      field.value_type === 'currency_range' ? { min, max } : field.value_type === 'currency' ? { min: amount, max: amount } : null;
    return bounds === null
      ? []
      : salaryOf({ ...bounds, currency: unit, period: periodIn(field.name ?? ''), label: field.name, kind: kindIn(field.name ?? '') });
  });
}

const workplaceOf = (job: Job): string | null => {
  const value = job.metadata?.find((field) => /^workplace type$/i.test(field?.name ?? ''))?.value;
  return typeof value === 'string' ? value : null;
};

/**
 * Whether the list still carries pay ranges. Asking for them is documented for single jobs alone: should the list stop carrying them,
 * jobs are asked for one by one.
 */
function rangesIn(jobs: readonly unknown[], memo: BoardRef['memo']): 'listed' | 'vanished' | null {
  const has = (test: (ranges: unknown) => boolean) =>
    jobs.some((job) => typeof job === 'object' && job !== null && test((job as { pay_input_ranges?: unknown }).pay_input_ranges));
  if (has((ranges) => Array.isArray(ranges) && ranges.length > 0)) return 'listed';
  if (jobs.length === 0 || memo['ranges'] === undefined) return null;
  return has((ranges) => ranges !== undefined) ? null : 'vanished';
}

/** The job on its own page; `null` where that page is something else: the list's facts still stand. */
function jobOn(detail: FetchedPage): Job | null {
  try {
    return pageJson(detail, Job);
  } catch (error) {
    if (error instanceof PageShapeError) return null;
    throw error;
  }
}

const jobUrl = (slug: string, id: string) =>
  `https://boards-api.greenhouse.io/v1/boards/${encodeURIComponent(slug)}/jobs/${id}?pay_transparency=true`;

export const greenhouse = jsonSource({
  ...PLATFORM,
  id: 'greenhouse',
  name: 'Greenhouse',
  homepage: 'https://www.greenhouse.com',
  terms: 'https://developers.greenhouse.io/job-board.html',
  default: 'on',
  hosts: ['boards-api.greenhouse.io'],
  bodyCap: 33_554_432,
  statesTotal: true,
  canaries: ['date', 'place'],
  slugPattern: SLUG,
  recognise(url) {
    const path = segmentsOf(url);
    if (url.hostname === 'boards-api.greenhouse.io' || url.hostname === 'api.greenhouse.io')
      return isSlug(path[2]) ? { slug: path[2], externalId: path[4] ?? null } : null;
    if (!HOSTS.has(url.hostname)) return null;
    const [slug, jobs, posting] = path;
    const embedded = url.searchParams.get('for');
    if (slug === 'embed')
      return isSlug(embedded ?? undefined) ? { slug: embedded as string, externalId: url.searchParams.get('token') } : null;
    return isSlug(slug) ? { slug, externalId: jobs === 'jobs' && /^\d{1,19}$/.test(posting ?? '') ? (posting ?? null) : null } : null;
  },
  firstPage: ({ slug }) =>
    wholeBoard(`https://boards-api.greenhouse.io/v1/boards/${encodeURIComponent(slug)}/jobs?content=true&pay_transparency=true`),
  page: z.object({ jobs: z.array(anything), meta: z.object({ total: number }).nullish().catch(null) }),
  rowsOf({ jobs, meta }, _page, { memo }) {
    const ranges = rangesIn(jobs, memo);
    return { rows: jobs, statedTotal: meta?.total ?? null, next: null, ...(ranges === null ? {} : { memo: { ranges } }) };
  },
  detailOf(row, { slug, memo }) {
    const own = memo['ranges'] === 'vanished' ? ownId(row) : null;
    return own !== null && /^\d{1,19}$/.test(own) ? getJson(jobUrl(slug, own)) : null;
  },
  idOf,
  row: Job,
  read(job, board, detail) {
    // A post without an id of its own says nothing by lacking the other one too.
    if (job.internal_job_id === null && job.id !== null) return { skip: 'a talent pool, no opening' };
    const ranges = rangesOf(detail === undefined ? job : (jobOn(detail) ?? job));
    return {
      externalId: job.id ?? postingIn(job.absolute_url),
      title: job.title,
      url: webAddress(job.absolute_url) ?? `https://job-boards.greenhouse.io/${encodeURIComponent(board.slug)}/jobs/${String(job.id)}`,
      company: job.company_name ?? null,
      description: typeof job.content === 'string' ? decodeEntities(job.content) : null,
      locations: [job.location?.name ?? ''],
      workplace: workplaceOf(job),
      tags: (job.departments ?? []).flatMap((department) => department?.name ?? []),
      salaries: ranges.length > 0 ? ranges : metadataPay(job),
      postedAt: job.first_published,
      updatedAt: job.updated_at,
      expiresAt: job.application_deadline,
      language: job.language ?? null,
    };
  },
});

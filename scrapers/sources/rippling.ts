import { z } from 'zod';
import { anything, getJson, idIn, isSlug, jsonSource, must, pageJson, PLATFORM, segmentsOf, SLUG, text, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

const API = 'api.rippling.com';

const Label = z.object({ id: text, label: text }).nullish().catch(null);
const Job = z.object({
  uuid: must,
  name: must,
  url: must,
  department: Label,
  workLocation: Label,
  workLocations: z.array(z.string()).nullish().catch(null),
});
const Detail = z.object({
  companyName: text,
  createdOn: anything,
  description: z
    .union([z.object({ company: text, role: text }), z.string()])
    .nullish()
    .catch(null),
  employmentType: Label,
  workLocations: z
    .array(z.union([z.string(), z.object({ label: text })]))
    .nullish()
    .catch(null),
  payRangeDetails: z
    .array(z.object({ rangeStart: anything, rangeEnd: anything, currency: text, frequency: text }).nullable().catch(null))
    .nullish()
    .catch(null),
});

const idOf = idIn('uuid');
const boardAt = (slug: string) => `https://${API}/platform/api/ats/v1/board/${encodeURIComponent(slug)}/jobs`;

/** A job in several places repeats its uuid: one row then holds all places. */
function mergedByUuid(jobs: readonly unknown[]): unknown[] {
  const merged = new Map<string, Record<string, unknown> & { workLocations: string[] }>();
  const rows: unknown[] = [];
  for (const job of jobs) {
    const id = idOf(job);
    if (id === null || typeof job !== 'object' || job === null) {
      rows.push(job);
      continue;
    }
    const place = (job as { workLocation?: { label?: unknown } | null }).workLocation?.label;
    const held = merged.get(id) ?? { ...job, workLocations: [] };
    if (typeof place === 'string' && held.workLocations.length < 50) held.workLocations.push(place);
    if (!merged.has(id)) rows.push(held);
    merged.set(id, held);
  }
  return rows;
}

export const rippling = jsonSource({
  ...PLATFORM,
  id: 'rippling',
  name: 'Rippling',
  homepage: 'https://www.rippling.com',
  terms: 'https://www.rippling.com/legal',
  default: 'opt-in',
  hosts: [API],
  slugPattern: SLUG,
  recognise(url) {
    const isApi = url.hostname === 'api.rippling.com' && url.pathname.startsWith('/platform/api/ats/v1/board/');
    if (!isApi && url.hostname !== 'ats.rippling.com') return null;
    const segments = segmentsOf(url).slice(isApi ? 5 : 0);
    const path = segments.filter((part, at) => !/^[a-z]{2}-[A-Z]{2}$/.test(part) && !(at === 0 && part === 'embed'));
    const [slug, jobs, posting] = path;
    return isSlug(slug) ? { slug, externalId: jobs === 'jobs' && /^[0-9a-f-]{36}$/i.test(posting ?? '') ? (posting ?? null) : null } : null;
  },
  firstPage: ({ slug }) => wholeBoard(boardAt(slug)),
  page: z.union([z.array(anything), z.object({ items: z.array(anything) })]),
  rowsOf: (page) => ({ rows: mergedByUuid(Array.isArray(page) ? page : page.items), statedTotal: null, next: null }),
  detailOf(row, { slug }) {
    const id = idOf(row);
    return id === null || !/^[0-9A-Za-z-]{1,60}$/.test(id) ? null : getJson(`${boardAt(slug)}/${id}`);
  },
  idOf,
  row: Job,
  read(job, _board, page) {
    const detail = page === undefined ? null : pageJson(page, Detail);
    const places =
      detail?.workLocations?.map((place) => (typeof place === 'string' ? place : (place.label ?? ''))) ?? job.workLocations ?? [];
    const ranges = (detail?.payRangeDetails ?? []).flatMap((range) =>
      range === null
        ? []
        : salaryOf({ min: range.rangeStart, max: range.rangeEnd, currency: range.currency, period: range.frequency, kind: 'base' }),
    );
    const words = detail?.description;
    return {
      externalId: job.uuid,
      title: job.name,
      url: job.url,
      company: detail?.companyName ?? null,
      description: typeof words === 'string' ? words : words ? [words.role ?? '', words.company ?? ''].join('\n') : null,
      locations: places.length > 0 ? places : [job.workLocation?.label ?? ''],
      // The label holds the code, the id the words.
      employmentType: detail?.employmentType?.id ?? detail?.employmentType?.label ?? null,
      tags: job.department?.label ? [job.department.label] : [],
      salaries: ranges,
      postedAt: detail?.createdOn,
    };
  },
});

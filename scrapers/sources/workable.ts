import { z } from 'zod';
import { anything, flag, idIn, isSlug, jsonSource, must, PLATFORM, segmentsOf, SLUG, tenantOf, text, wholeBoard } from '../lift.js';

const HOST = 'apply.workable.com';

const Place = z.object({ country: text, countryCode: text, city: text, region: text, hidden: flag });
const Job = z.object({
  shortcode: must,
  title: must,
  url: must,
  application_url: text,
  employment_type: text,
  type: text,
  telecommuting: flag,
  workplace_type: text,
  department: text,
  country: text,
  city: text,
  state: text,
  locations: z.array(Place.nullable().catch(null)).nullish().catch(null),
  industry: text,
  function: text,
  experience: text,
  description: text,
  published_on: anything,
  created_at: anything,
});

const idOf = idIn('shortcode');

/** The widget repeats a posting once a place: one row then holds all places. */
function mergedByShortcode(jobs: readonly unknown[]): unknown[] {
  const merged = new Map<string, Record<string, unknown>>();
  const rows: unknown[] = [];
  for (const job of jobs) {
    const id = idOf(job);
    const held = id === null ? undefined : merged.get(id);
    if (id === null || typeof job !== 'object' || job === null) rows.push(job);
    else if (held === undefined) {
      const copy = { ...job };
      merged.set(id, copy);
      rows.push(copy);
    } else {
      const places = [held, job].flatMap((row) =>
        Array.isArray((row as { locations?: unknown }).locations) ? (row as { locations: unknown[] }).locations : [],
      );
      held['locations'] = places.slice(0, 50);
    }
  }
  return rows;
}

export const workable = jsonSource({
  ...PLATFORM,
  id: 'workable',
  name: 'Workable',
  homepage: 'https://www.workable.com',
  terms: 'https://help.workable.com/hc/en-us/articles/115013356548',
  default: 'opt-in',
  hosts: [HOST],
  gapMs: 2_000,
  canaries: ['date'],
  slugPattern: SLUG,
  recognise(url) {
    const path = segmentsOf(url);
    if (url.hostname === 'www.workable.com' || path[0] === 'api') {
      // The documented interface and the widget's: …/accounts/{account}
      const account = path[0] === 'api' && url.hostname.endsWith('workable.com') ? path[path.indexOf('accounts') + 1] : undefined;
      return path.includes('accounts') && isSlug(account) ? { slug: account, externalId: null } : null;
    }
    const tenant = url.hostname === 'jobs.workable.com' || url.hostname === HOST ? null : tenantOf(url, 'workable.com');
    if (tenant !== null) return { slug: tenant, externalId: null };
    if (url.hostname !== HOST) return null;
    const [slug, j, posting] = path;
    // apply.workable.com/j/SHORTCODE names no account
    if (!isSlug(slug) || slug === 'j') return null;
    return { slug, externalId: j === 'j' && /^[0-9A-F]{8,12}$/i.test(posting ?? '') ? (posting ?? null) : null };
  },
  firstPage: ({ slug }) => wholeBoard(`https://${HOST}/api/v1/widget/accounts/${encodeURIComponent(slug)}?details=true`),
  page: z.object({ name: text, jobs: z.array(anything) }),
  rowsOf: ({ name, jobs }) => ({ rows: mergedByShortcode(jobs), statedTotal: null, next: null, company: name ?? null }),
  idOf,
  row: Job,
  read(job) {
    const shown = (job.locations ?? []).filter((place) => place !== null && place.hidden !== true);
    const places = shown.map((place) => [place?.city, place?.region, place?.country].filter(Boolean).join(', '));
    return {
      externalId: job.shortcode,
      title: job.title,
      url: job.url,
      applyUrl: job.application_url ?? null,
      description: job.description ?? null,
      locations: places.length > 0 ? places : [[job.city, job.state, job.country].filter(Boolean).join(', ')],
      country: shown[0]?.countryCode ?? job.country ?? null,
      workplace: job.workplace_type ?? (job.telecommuting === true ? 'remote' : null),
      employmentType: job.employment_type ?? job.type ?? null,
      seniority: job.experience ?? null,
      industry: job.industry ?? null,
      tags: [job.department, job.function].filter((tag): tag is string => typeof tag === 'string' && tag !== ''),
      postedAt: job.published_on ?? job.created_at,
      dateQuality: 'day',
    };
  },
});

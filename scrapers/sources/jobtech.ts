import { z } from 'zod';
import { anything, FEED, flag, getJson, id, idIn, jsonSource, must, number, text } from '../lift.js';
import { zonedDate } from '../raw-posting.js';
import type { BoardRef, PageRequest } from '../source.js';

const SEARCH = 'jobsearch.api.jobtechdev.se';
const STREAM = 'jobstream.api.jobtechdev.se';
/** The service's own concept for the occupations of data and IT. */
const DATA_AND_IT = 'apaJ_2ja_LuF';
const PAGE_ROWS = 100;
const SEARCHES = ['backend', 'systemutvecklare'] as const;
const PAGES_A_SEARCH = 3;
const ZONE = 'Europe/Stockholm';

interface Place {
  readonly search: number;
  readonly offset: number;
  readonly at: string;
}

/** Before the first stream the newest adverts are searched; `at` is when that began, so that the stream goes on from there. */
function searchPage({ search, offset, at }: Place): PageRequest | null {
  const words = SEARCHES[search];
  if (words === undefined) return null;
  const query = `occupation-field=${DATA_AND_IT}&q=${words}&limit=${PAGE_ROWS}&offset=${offset}&sort=pubdate-desc`;
  return getJson(`https://${SEARCH}/search?${query}`, { carry: JSON.stringify({ search, offset, at }) });
}

const afterSearch = ({ search, offset, at }: Place, isLast: boolean): PageRequest | null =>
  isLast || offset + PAGE_ROWS >= PAGE_ROWS * PAGES_A_SEARCH
    ? searchPage({ search: search + 1, offset: 0, at })
    : searchPage({ search, offset: offset + PAGE_ROWS, at });

/** The service reads times as Swedish; ours are UTC, so the window overlaps by an hour or two, which harms nothing. */
function streamPage(since: string, at: string): PageRequest {
  return getJson(`https://${STREAM}/v2/stream?updated-after=${since}&occupation-concept-id=${DATA_AND_IT}`, {
    carry: JSON.stringify({ at }),
    gapMs: 60_000,
    timeoutMs: 300_000,
  });
}

const wallClock = (date: Date): string => date.toISOString().slice(0, 19);

const Label = z.object({ label: text }).nullish().catch(null);
const Ad = z.object({
  id,
  removed: flag,
  headline: must,
  webpage_url: text,
  application_deadline: anything,
  description: z.object({ text, text_formatted: text }).nullish().catch(null),
  employment_type: Label,
  working_hours_type: Label,
  occupation: Label,
  salary_description: text,
  employer: z.object({ name: text, workplace: text }).nullish().catch(null),
  application_details: z.object({ url: text }).nullish().catch(null),
  workplace_address: z.object({ municipality: text, region: text, country: text, city: text }).nullish().catch(null),
  publication_date: anything,
});

const isRemoval = (row: unknown) => typeof row === 'object' && row !== null && (row as { removed?: unknown }).removed === true;

const carried = (request: PageRequest): Partial<Place> => JSON.parse(request.carry ?? '{}') as Partial<Place>;

export const jobtech = jsonSource({
  ...FEED,
  id: 'jobtech',
  name: 'JobTech (Arbetsförmedlingen)',
  homepage: 'https://jobtechdev.se',
  terms: 'https://jobtechdev.se/en/components/jobstream',
  default: 'on',
  hosts: [SEARCH, STREAM],
  republish: true,
  minIntervalMinutes: 60,
  ends: 'stream',
  maxAgeDays: 180,
  maxPages: SEARCHES.length * PAGES_A_SEARCH,
  bodyCap: 33_554_432,
  canaries: ['date', 'place'],
  slugPattern: /^jobtech$/,
  recognise: (url) =>
    url.hostname === 'arbetsformedlingen.se' && url.pathname.includes('/annonser/')
      ? { slug: 'jobtech', externalId: /\/annonser\/(\d{4,12})/.exec(url.pathname)?.[1] ?? null }
      : null,
  firstPage(board: BoardRef, now: Date) {
    const since = board.memo['streamedUntil'];
    const at = wallClock(now);
    return since !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(since)
      ? streamPage(since, at)
      : (searchPage({ search: 0, offset: 0, at }) as PageRequest);
  },
  afterLost(request) {
    const { search, offset, at } = carried(request);
    return search === undefined || offset === undefined || at === undefined ? null : afterSearch({ search, offset, at }, true);
  },
  page: z.union([z.array(anything), z.object({ hits: z.array(anything), total: z.object({ value: number }).nullish().catch(null) })]),
  rowsOf(page, { request }) {
    const { search, offset, at = '' } = carried(request);
    const memo = { streamedUntil: at };
    if (Array.isArray(page)) {
      const removed = page.filter(isRemoval).flatMap((row) => idIn('id')(row) ?? []);
      return { rows: page.filter((row) => !isRemoval(row)), statedTotal: null, next: null, removed, memo };
    }
    const next = search === undefined || offset === undefined ? null : afterSearch({ search, offset, at }, page.hits.length < PAGE_ROWS);
    return { rows: page.hits, statedTotal: null, next, memo };
  },
  idOf: idIn('id'),
  row: Ad,
  read(ad) {
    const address = ad.workplace_address;
    const place = [address?.city ?? address?.municipality, address?.region]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(', ');
    return {
      externalId: ad.id,
      title: ad.headline,
      url: ad.webpage_url ?? `https://arbetsformedlingen.se/platsbanken/annonser/${ad.id}`,
      applyUrl: ad.application_details?.url ?? null,
      // Names of people, e-mail addresses and telephone numbers of the advert are never read.
      company: ad.employer?.workplace ?? ad.employer?.name ?? null,
      description: ad.description?.text_formatted ?? ad.description?.text ?? null,
      locations: [place],
      country: address?.country ?? 'SE',
      employmentType: ad.employment_type?.label ?? ad.working_hours_type?.label ?? null,
      tags: ad.occupation?.label ? [ad.occupation.label] : [],
      salaryText: /\d/.test(ad.salary_description ?? '') ? (ad.salary_description ?? null) : null,
      postedAt: zonedDate(ad.publication_date, ZONE),
      expiresAt: zonedDate(ad.application_deadline, ZONE),
    };
  },
});

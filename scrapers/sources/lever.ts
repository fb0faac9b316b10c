import { z } from 'zod';
import { escapeHtml } from '../html.js';
import { anything, idIn, isSlug, jsonSource, must, number, PLATFORM, segmentsOf, SLUG, text, texts, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

const GLOBAL = 'api.lever.co';
const EUROPE = 'api.eu.lever.co';

const Posting = z.object({
  id: must,
  text: must,
  categories: z
    .object({ location: text, allLocations: texts, commitment: text, team: text, department: text, level: text })
    .nullish()
    .catch(null),
  country: text,
  workplaceType: text,
  description: text,
  descriptionPlain: text,
  additional: text,
  lists: z
    .array(z.object({ text, content: text }).nullable().catch(null))
    .nullish()
    .catch(null),
  createdAt: anything,
  hostedUrl: must,
  applyUrl: text,
  salaryRange: z.object({ currency: text, interval: text, min: number, max: number }).nullish().catch(null),
  salaryDescriptionPlain: text,
  salaryDescription: text,
});
type Posting = z.output<typeof Posting>;

/** The body as Lever's own page shows it: description, the lists with their headings, the closing words. */
function bodyOf(posting: Posting): string {
  const lists = (posting.lists ?? []).map((list) =>
    list === null ? '' : `<h3>${escapeHtml(list.text ?? '')}</h3><ul>${list.content ?? ''}</ul>`,
  );
  return [posting.description ?? escapeHtml(posting.descriptionPlain ?? ''), ...lists, posting.additional ?? ''].join('\n').trim();
}

const pageAt = (host: string, slug: string) => wholeBoard(`https://${host}/v0/postings/${encodeURIComponent(slug)}?mode=json`);

export const lever = jsonSource({
  ...PLATFORM,
  id: 'lever',
  name: 'Lever',
  homepage: 'https://www.lever.co',
  terms: 'https://github.com/lever/postings-api',
  default: 'on',
  hosts: [GLOBAL, EUROPE],
  canaries: ['date', 'place'],
  slugPattern: SLUG,
  recognise(url) {
    const isApi = url.hostname === GLOBAL || url.hostname === EUROPE;
    if (!isApi && url.hostname !== 'jobs.lever.co' && url.hostname !== 'jobs.eu.lever.co') return null;
    const [slug, posting] = isApi ? segmentsOf(url).slice(2) : segmentsOf(url);
    return isSlug(slug) ? { slug, externalId: /^[0-9a-f-]{36}$/i.test(posting ?? '') ? (posting ?? null) : null } : null;
  },
  firstPage: ({ slug, memo }) => pageAt(memo['host'] === EUROPE ? EUROPE : GLOBAL, slug),
  fallbackPage: ({ slug, memo }) => pageAt(memo['host'] === EUROPE ? GLOBAL : EUROPE, slug),
  page: z.array(anything),
  rowsOf: (postings, { request }) => ({ rows: postings, statedTotal: null, next: null, memo: { host: new URL(request.url).host } }),
  idOf: idIn('id'),
  row: Posting,
  read(posting) {
    const { categories, salaryRange } = posting;
    const salaries = salaryRange ? salaryOf({ ...salaryRange, period: salaryRange.interval, kind: 'base' }) : [];
    return {
      externalId: posting.id,
      title: posting.text,
      url: posting.hostedUrl,
      applyUrl: posting.applyUrl ?? null,
      description: bodyOf(posting),
      locations: [...(categories?.location ? [categories.location] : []), ...(categories?.allLocations ?? [])],
      country: posting.country ?? null,
      workplace: posting.workplaceType === 'unspecified' ? null : (posting.workplaceType ?? null),
      employmentType: categories?.commitment ?? null,
      seniority: categories?.level ?? null,
      tags: [categories?.department, categories?.team].filter((tag): tag is string => typeof tag === 'string'),
      salaries,
      salaryText: salaries.length > 0 ? null : (posting.salaryDescriptionPlain ?? null),
      postedAt: posting.createdAt,
    };
  },
});

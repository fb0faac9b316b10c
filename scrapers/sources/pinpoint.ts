import { z } from 'zod';
import { escapeHtml } from '../html.js';
import { anything, flag, id, idIn, jsonSource, LABEL, must, PLATFORM, tenantOf, text, wholeBoard } from '../lift.js';
import { jobPostingFields, jobPostingsOf } from '../job-posting.js';
import { salaryOf, type RawFields } from '../raw-posting.js';
import type { FetchedPage, PageRequest } from '../source.js';

const DOMAIN = 'pinpointhq.com';

const Posting = z.object({
  id,
  title: must,
  url: must,
  description: text,
  key_responsibilities: text,
  key_responsibilities_header: text,
  skills_knowledge_expertise: text,
  skills_knowledge_expertise_header: text,
  benefits: text,
  benefits_header: text,
  employment_type_text: text,
  workplace_type: text,
  location: z.object({ name: text, city: text, province: text }).nullish().catch(null),
  job: z
    .object({ department: z.object({ name: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
  compensation_visible: flag,
  compensation_minimum: anything,
  compensation_maximum: anything,
  compensation_currency: text,
  compensation_frequency: text,
  compensation: text,
});

const listPage = (slug: string, more: Partial<PageRequest> = {}): PageRequest =>
  wholeBoard(`https://${slug}.${DOMAIN}/postings.json`, more);
const AGAIN = 'again';

/** The list has no dates and no country; the posting's own page has both. Pages on employers' own hosts are not ours to ask. */
function ownPage(row: unknown): PageRequest | null {
  const address = idIn('url')(row);
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' && url.hostname.endsWith(`.${DOMAIN}`) ? { url: url.href, accept: 'text/html' } : null;
}

/** What the page's JobPosting adds; nothing where it has none. */
function factsOf(detail: FetchedPage | undefined): Pick<RawFields, 'postedAt' | 'expiresAt' | 'country' | 'dateQuality'> {
  const [posting] = detail === undefined ? [] : jobPostingsOf(detail.text);
  if (detail === undefined || posting === undefined) return {};
  const { postedAt, expiresAt, country, dateQuality } = jobPostingFields(posting, detail.request.url);
  return {
    postedAt,
    expiresAt,
    ...(country === undefined ? {} : { country }),
    ...(dateQuality === undefined ? {} : { dateQuality }),
  };
}

const section = (heading: string | null | undefined, body: string | null | undefined): string =>
  body ? `${heading ? `<h3>${escapeHtml(heading)}</h3>` : ''}${body}` : '';

/** The last segment of a posting's address is its id in links; the number in the list is not. */
const idOf = (row: unknown): string | null => {
  const address = idIn('url')(row);
  return /\/([0-9a-f-]{36})\/?(?:[?#].{0,500})?$/i.exec(address ?? '')?.[1] ?? idIn('id')(row);
};

export const pinpoint = jsonSource({
  ...PLATFORM,
  version: 2,
  id: 'pinpoint',
  name: 'Pinpoint',
  homepage: 'https://www.pinpointhq.com',
  terms: 'https://www.pinpointhq.com/terms/',
  default: 'opt-in',
  hosts: [`*.${DOMAIN}`],
  slugPattern: LABEL,
  recognise(url) {
    const slug = tenantOf(url, DOMAIN);
    return slug === null ? null : { slug, externalId: /\/postings\/([0-9a-f-]{36})/i.exec(url.pathname)?.[1] ?? null };
  },
  maxPages: 2,
  firstPage: ({ slug }) => listPage(slug),
  page: z.object({ data: z.array(anything) }),
  // One answer in some hundreds is empty by a fault of theirs: an empty list is asked for once more.
  rowsOf: ({ data }, { request }, { slug }) => ({
    rows: data,
    statedTotal: null,
    next: data.length === 0 && request.carry !== AGAIN ? listPage(slug, { carry: AGAIN }) : null,
  }),
  idOf,
  detailOf: ownPage,
  row: Posting,
  read(posting, _board, detail) {
    const isShown = posting.compensation_visible === true;
    const salaries = isShown
      ? salaryOf({
          min: posting.compensation_minimum,
          max: posting.compensation_maximum,
          currency: posting.compensation_currency,
          period: posting.compensation_frequency,
          kind: 'base',
          quote: posting.compensation,
        })
      : [];
    return {
      externalId: idOf(posting),
      title: posting.title,
      url: posting.url,
      description: [
        posting.description ?? '',
        section(posting.key_responsibilities_header, posting.key_responsibilities),
        section(posting.skills_knowledge_expertise_header, posting.skills_knowledge_expertise),
        section(posting.benefits_header, posting.benefits),
      ]
        .filter((part) => part !== '')
        .join('\n'),
      locations: [posting.location?.name ?? [posting.location?.city, posting.location?.province].filter(Boolean).join(', ')],
      workplace: posting.workplace_type ?? null,
      employmentType: posting.employment_type_text ?? null,
      tags: posting.job?.department?.name ? [posting.job.department.name] : [],
      salaries,
      salaryText: isShown && salaries.length === 0 ? (posting.compensation ?? null) : null,
      ...factsOf(detail),
    };
  },
});

import { z } from 'zod';
import { escapeHtml } from '../html.js';
import { anything, flag, id, idIn, jsonSource, LABEL, must, PLATFORM, tenantOf, text, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

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

const section = (heading: string | null | undefined, body: string | null | undefined): string =>
  body ? `${heading ? `<h3>${escapeHtml(heading)}</h3>` : ''}${body}` : '';

/** The last segment of a posting's address is its id in links; the number in the list is not. */
const idOf = (row: unknown): string | null => {
  const address = idIn('url')(row);
  return /\/([0-9a-f-]{36})\/?(?:[?#].{0,500})?$/i.exec(address ?? '')?.[1] ?? idIn('id')(row);
};

export const pinpoint = jsonSource({
  ...PLATFORM,
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
  firstPage: ({ slug }) => wholeBoard(`https://${slug}.${DOMAIN}/postings.json`),
  page: z.object({ data: z.array(anything) }),
  rowsOf: ({ data }) => ({ rows: data, statedTotal: null, next: null }),
  idOf,
  row: Posting,
  read(posting) {
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
    };
  },
});

import { z } from 'zod';
import { escapeHtml } from '../html.js';
import { idIn, LABEL, markupSource, must, PLATFORM, text, texts } from '../lift.js';
import { pageXml, type Xml } from '../markup.js';
import { salaryOf } from '../raw-posting.js';
import type { FetchedPage, PageRequest } from '../source.js';

const HOST = /^([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\.jobs\.personio\.(de|com)$/;
/** Languages asked for positions whose description is empty in the tenant's own. */
const LANGUAGES = ['en', 'de', 'es', 'fr', 'nl'] as const;

const Position = z.object({
  id: must,
  name: must,
  subcompany: text,
  offices: texts,
  department: text,
  description: text,
  employmentType: text,
  schedule: text,
  seniority: text,
  occupation: text,
  keywords: text,
  createdAt: text,
  min: text,
  max: text,
  currency: text,
  period: text,
  language: text,
});

const pageAt = (slug: string, host: string, language: string | null): PageRequest => ({
  url: `https://${slug}.jobs.personio.${host}/xml${language === null ? '' : `?language=${language}`}`,
  accept: 'application/xml, text/xml;q=0.9',
  ...(language === null ? { ifUnchanged: { next: null } } : {}),
});

function positionsIn($: Xml): Record<string, unknown>[] {
  return $('workzag-jobs > position')
    .toArray()
    .map((element) => {
      const position = $(element);
      const of = (name: string) => position.children(name).first().text().trim() || null;
      const parts = position
        .find('jobDescriptions > jobDescription')
        .toArray()
        .map((part) => {
          const heading = $(part).children('name').text().trim();
          return `${heading === '' ? '' : `<h3>${escapeHtml(heading)}</h3>`}${$(part).children('value').text().trim()}`;
        });
      const pay = position.children('salaryInformation').first();
      const offices = [
        of('office'),
        ...position
          .find('additionalOffices > office')
          .toArray()
          .map((office) => $(office).text().trim()),
      ];
      return {
        id: of('id'),
        name: of('name'),
        subcompany: of('subcompany'),
        offices: offices.filter((office) => office !== null && office !== ''),
        department: of('department'),
        description: parts.join('\n') || null,
        employmentType: of('employmentType'),
        schedule: of('schedule'),
        seniority: of('seniority'),
        occupation: of('occupation'),
        keywords: of('keywords'),
        createdAt: of('createdAt'),
        min: pay.children('min').text().trim() || null,
        max: pay.children('max').text().trim() || null,
        currency: pay.children('currencyCode').text().trim() || null,
        period: pay.children('type').text().trim() || null,
      };
    });
}

/** The bare page says what there is; a second page in another language only fills what was empty. */
function rowsOf(page: FetchedPage, slug: string, host: string) {
  const positions = positionsIn(pageXml(page, ['workzag-jobs']));
  const asked = new URL(page.request.url).searchParams.get('language');
  const held = new Map<string, Record<string, unknown>>();
  if (asked !== null)
    for (const kept of JSON.parse(page.request.carry ?? '[]') as Record<string, unknown>[]) held.set(String(kept['id']), kept);
  for (const position of positions) {
    const id = String(position['id']);
    const known = held.get(id);
    if (known === undefined ? asked === null : known['description'] === null && position['description'] !== null)
      held.set(id, known === undefined ? position : { ...known, description: position['description'], language: asked });
  }
  const rows = [...held.values()];
  const empty = rows.filter((row) => row['description'] === null);
  const nextLanguage = asked === null ? LANGUAGES[0] : LANGUAGES[LANGUAGES.indexOf(asked as 'en') + 1];
  const goesOn = empty.length > 0 && nextLanguage !== undefined;
  // Rows that are whole are read now; the empty ones travel on to the next language.
  const next = goesOn ? { ...pageAt(slug, host, nextLanguage), carry: JSON.stringify(empty) } : null;
  return { rows: goesOn ? rows.filter((row) => row['description'] !== null) : rows, statedTotal: null, next };
}

const hostOf = (memo: Readonly<Record<string, string>>): 'de' | 'com' => (memo['host'] === 'com' ? 'com' : 'de');

export const personio = markupSource({
  ...PLATFORM,
  id: 'personio',
  name: 'Personio',
  homepage: 'https://www.personio.com',
  terms: 'https://developer.personio.de/docs/retrieving-open-job-positions',
  default: 'opt-in',
  hosts: ['*.jobs.personio.de', '*.jobs.personio.com'],
  gapMs: 3_000,
  maxPages: 1 + LANGUAGES.length,
  canaries: ['date'],
  slugPattern: LABEL,
  recognise(url) {
    const slug = HOST.exec(url.hostname)?.[1];
    return slug === undefined ? null : { slug, externalId: /^\/job\/(\d{1,12})/.exec(url.pathname)?.[1] ?? null };
  },
  firstPage: ({ slug, memo }) => pageAt(slug, hostOf(memo), null),
  fallbackPage: ({ slug, memo }) => pageAt(slug, hostOf(memo) === 'de' ? 'com' : 'de', null),
  rowsOf(page, { slug }) {
    const host = HOST.exec(new URL(page.request.url).hostname)?.[2] ?? 'de';
    return { ...rowsOf(page, slug, host), memo: { host } };
  },
  idOf: idIn('id'),
  row: Position,
  read: (position, board) => ({
    externalId: position.id,
    title: position.name,
    url: `https://${board.slug}.jobs.personio.${hostOf(board.memo)}/job/${position.id}`,
    company: position.subcompany ?? null,
    description: position.description ?? null,
    locations: position.offices ?? [],
    employmentType: [position.employmentType, position.schedule].filter(Boolean).join(', '),
    seniority: position.seniority ?? null,
    tags: [position.department, position.occupation, ...(position.keywords ?? '').split(',')].filter(
      (tag): tag is string => typeof tag === 'string',
    ),
    salaries: salaryOf({ min: position.min, max: position.max, currency: position.currency, period: position.period, kind: 'base' }),
    postedAt: position.createdAt,
    language: position.language ?? null,
  }),
});

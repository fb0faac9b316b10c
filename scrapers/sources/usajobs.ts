import { z } from 'zod';
import { escapeHtml } from '../html.js';
import { anything, FEED, flag, getJson, idIn, jsonSource, must, number, text, texts } from '../lift.js';
import { salaryOf, zonedDate } from '../raw-posting.js';
import type { BoardRef, PageRequest } from '../source.js';

const HOST = 'data.usajobs.gov';
const PAGE_ROWS = 250;
const PAGES = 6;

/** The service wants the registered address as User-Agent; the variable holds `address:key`. */
function pageAt({ key = '' }: BoardRef, page: number): PageRequest {
  const cut = key.indexOf(':');
  return getJson(`https://${HOST}/api/Search?JobCategoryCode=2210&ResultsPerPage=${PAGE_ROWS}&Page=${page}`, {
    headers: { 'user-agent': key.slice(0, Math.max(0, cut)), 'authorization-key': key.slice(cut + 1) },
    carry: String(page),
  });
}

const Pay = z.object({ MinimumRange: anything, MaximumRange: anything, RateIntervalCode: text, Description: text });
const Item = z.object({
  MatchedObjectId: must,
  MatchedObjectDescriptor: z.object({
    PositionTitle: must,
    PositionURI: must,
    ApplyURI: texts,
    OrganizationName: text,
    DepartmentName: text,
    PositionLocation: z
      .array(z.object({ LocationName: text, CountryCode: text }).nullable().catch(null))
      .nullish()
      .catch(null),
    PositionSchedule: z
      .array(z.object({ Name: text }).nullable().catch(null))
      .nullish()
      .catch(null),
    PositionRemuneration: z.array(Pay.nullable().catch(null)).nullish().catch(null),
    PositionStartDate: anything,
    PositionEndDate: anything,
    PublicationStartDate: anything,
    ApplicationCloseDate: anything,
    QualificationSummary: text,
    UserArea: z
      .object({
        Details: z
          .object({
            JobSummary: text,
            MajorDuties: z
              .union([z.string(), z.array(z.string())])
              .nullish()
              .catch(null),
            RemoteIndicator: flag,
            TeleworkEligible: flag,
            LowGrade: text,
            HighGrade: text,
          })
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
  }),
});

const paragraph = (words: string | null | undefined): string => (words ? `<p>${escapeHtml(words)}</p>` : '');

export const usajobs = jsonSource({
  ...FEED,
  id: 'usajobs',
  name: 'USAJOBS',
  homepage: 'https://www.usajobs.gov',
  terms: 'https://developer.usajobs.gov/guides/terms-of-service',
  attribution: 'USAJOBS',
  republish: true,
  default: 'keyed',
  keyVariable: 'USAJOBS_KEY',
  hosts: [HOST],
  minIntervalMinutes: 720,
  ends: 'list',
  statesTotal: true,
  maxPages: PAGES,
  canaries: ['date', 'place', 'pay'],
  slugPattern: /^usajobs$/,
  recognise: (url) =>
    /^(?:www\.)?usajobs\.gov$/.test(url.hostname)
      ? { slug: 'usajobs', externalId: /\/job\/(\d{6,12})/i.exec(url.pathname)?.[1] ?? null }
      : null,
  firstPage: (board) => pageAt(board, 1),
  page: z.object({ SearchResult: z.object({ SearchResultItems: z.array(anything), SearchResultCountAll: number }) }),
  rowsOf({ SearchResult: { SearchResultItems: rows, SearchResultCountAll: total } }, { request }, board) {
    const page = Number(request.carry ?? 1);
    return { rows, statedTotal: total ?? null, next: rows.length === PAGE_ROWS ? pageAt(board, page + 1) : null };
  },
  idOf: idIn('MatchedObjectId'),
  row: Item,
  read({ MatchedObjectId: externalId, MatchedObjectDescriptor: position }) {
    const details = position.UserArea?.Details;
    const duties = details?.MajorDuties;
    return {
      externalId,
      title: position.PositionTitle,
      url: position.PositionURI.replace(':443/', '/'),
      applyUrl: position.ApplyURI?.[0]?.replace(':443/', '/') ?? null,
      company: position.OrganizationName ?? position.DepartmentName ?? null,
      description: [details?.JobSummary, ...(typeof duties === 'string' ? [duties] : (duties ?? [])), position.QualificationSummary]
        .map(paragraph)
        .join('\n')
        .trim(),
      locations: (position.PositionLocation ?? []).flatMap((place) => place?.LocationName ?? []),
      country: 'US',
      workplace: details?.RemoteIndicator === true ? 'remote' : null,
      remoteScope: details?.RemoteIndicator === true ? ['US'] : null,
      employmentType: position.PositionSchedule?.[0]?.Name ?? null,
      industry: 'Government',
      tags: ['GS-2210'],
      salaries: (position.PositionRemuneration ?? []).flatMap((pay) =>
        pay === null
          ? []
          : salaryOf({
              min: pay.MinimumRange,
              max: pay.MaximumRange,
              currency: 'USD',
              period: pay.RateIntervalCode ?? pay.Description,
              kind: 'base',
            }),
      ),
      postedAt: zonedDate(position.PublicationStartDate ?? position.PositionStartDate, 'America/New_York'),
      expiresAt: zonedDate(position.ApplicationCloseDate ?? position.PositionEndDate, 'America/New_York'),
    };
  },
});

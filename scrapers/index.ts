import type { Source } from './source.js';
import { refusalOf } from './refused.js';
import { adzuna } from './sources/adzuna.js';
import { arbeitnow } from './sources/arbeitnow.js';
import { ashby } from './sources/ashby.js';
import { bamboohr } from './sources/bamboohr.js';
import { breezy } from './sources/breezy.js';
import { devitjobs } from './sources/devitjobs.js';
import { feed } from './sources/feed.js';
import { franceTravail } from './sources/france-travail.js';
import { greenhouse } from './sources/greenhouse.js';
import { hackerNews } from './sources/hacker-news.js';
import { himalayas } from './sources/himalayas.js';
import { jobicy } from './sources/jobicy.js';
import { jobtech } from './sources/jobtech.js';
import { jsonLd } from './sources/json-ld.js';
import { lever } from './sources/lever.js';
import { personio } from './sources/personio.js';
import { pinpoint } from './sources/pinpoint.js';
import { pythonOrg } from './sources/python-org.js';
import { recruitee } from './sources/recruitee.js';
import { reed } from './sources/reed.js';
import { remoteok } from './sources/remoteok.js';
import { remotive } from './sources/remotive.js';
import { rippling } from './sources/rippling.js';
import { solidJobs } from './sources/solid-jobs.js';
import { teamtailor } from './sources/teamtailor.js';
import { theMuse } from './sources/the-muse.js';
import { usajobs } from './sources/usajobs.js';
import { workable } from './sources/workable.js';
import { workday } from './sources/workday.js';

export { REFUSED } from './refused.js';

/** Every source there is, alphabetically. */
export const SOURCES: readonly Source[] = [
  adzuna,
  arbeitnow,
  ashby,
  bamboohr,
  breezy,
  devitjobs,
  feed,
  franceTravail,
  greenhouse,
  hackerNews,
  himalayas,
  jobicy,
  jobtech,
  jsonLd,
  lever,
  personio,
  pinpoint,
  pythonOrg,
  recruitee,
  reed,
  remoteok,
  remotive,
  rippling,
  solidJobs,
  teamtailor,
  theMuse,
  usajobs,
  workable,
  workday,
];

export const sourceOf = (id: string): Source | null => SOURCES.find((source) => source.id === id) ?? null;

/** What an address is to us: a board (and perhaps one posting of it), a place that is refused, or unknown (`null`). */
export type Recognised =
  | { readonly source: string; readonly slug: string; readonly externalId: string | null }
  | { readonly refused: string; readonly reason: string };

/** Recognises a board in an address that a person pasted or a posting links to. Nothing is asked of the network. */
export function recogniseBoard(address: string): Recognised | null {
  const text = address.trim();
  if (text.length > 2_000) return null;
  const whole = /^[a-z][a-z0-9+.-]{0,20}:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const refusal = refusalOf(url.hostname);
  if (refusal !== null) return { refused: refusal.name, reason: refusal.reason };
  for (const source of SOURCES) {
    const found = source.recognise(url);
    if (found !== null && source.slugPattern.test(found.slug)) return { source: source.id, slug: found.slug, externalId: found.externalId };
  }
  return null;
}

/**
 * Why a board of a source may not be read although its name is well formed: generic sources take any site's address, and some sites are refused.
 * `null`: nothing stands against it.
 */
export function refusalOfBoard(source: Pick<Source, 'hosts'>, slug: string): string | null {
  const refusal = source.hosts.length > 0 ? null : refusalOf(slug.split('/', 1)[0] ?? '');
  return refusal === null ? null : `${refusal.name} is not read. ${refusal.reason}`;
}

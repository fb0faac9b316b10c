import type { ListingCard } from '../domain/listing.js';
import { listingFilterParams } from '../domain/listing-filter-params.js';
import type { Occasion, SavedSearch } from '../domain/saved-search.js';
import { fullFilterWords } from './search-words.js';
import { isPayStated, levelWords, oneLine, payWords, placeWords, whyMatched } from './listing-words.js';
import { localDateOf } from './local-time.js';
import { burstCountOf, isPayRise, occasionWords } from './occasion.js';

/** Listings that one message spells out; the rest is a link. */
export const DIGEST_LIMIT = 25;

export interface DigestInput {
  readonly search: SavedSearch;
  readonly alerts: readonly { readonly occasion: Occasion; readonly card: ListingCard }[];
  /** All alerts of this message, those not handed over included. */
  readonly total: number;
  /** ISO 8601; `null`: every message before this one is accounted for. */
  readonly unknownSince: string | null;
  /** Sources that could hold matches and were not read in time. */
  readonly lateSources: readonly LateSource[];
  /** Without a slash at its end. */
  readonly baseUrl: string;
}

export interface LateSource {
  readonly name: string;
  /** Date of the last good reading; `null`: never. */
  readonly lastGood: string | null;
}

export interface DigestListing {
  readonly id: number;
  readonly title: string;
  readonly company: string;
  readonly place: string;
  readonly level: string;
  readonly pay: string;
  readonly isPayStated: boolean;
  readonly why: string;
  /** Local date of the reader. */
  readonly firstSeen: string;
  /** `null`: simply new. */
  readonly occasion: string | null;
  readonly isClosed: boolean;
  readonly url: string;
}

/** What one message says, in words, before it is a mail or a webhook's body. */
export interface Digest {
  readonly subject: string;
  /** «3 new listings», «2 pay rises», «3 new listings and 2 pay rises». */
  readonly headline: string;
  /** The search as its reader wrote it. */
  readonly searchWords: string;
  readonly searchUrl: string;
  readonly listings: readonly DigestListing[];
  /** Lines after the listings: more of them, a burst, a mail whose fate is unknown, late sources. */
  readonly notes: readonly string[];
  /** Everything this message stands for. */
  readonly count: number;
}

/** @returns `null` when there is nothing to say: nothing is then sent. */
export function digestOf(input: DigestInput): Digest | null {
  const { search, baseUrl } = input;
  const shown: DigestListing[] = [];
  let burst = 0;
  let handed = 0;
  let rises = 0;
  for (const { occasion, card } of input.alerts) {
    handed += 1;
    const many = burstCountOf(occasion);
    if (many !== null) burst += many;
    else if (shown.length < DIGEST_LIMIT) {
      shown.push(digestListing(search, occasion, card, baseUrl));
      if (isPayRise(occasion)) rises += 1;
    } else handed -= 1;
  }
  const more = Math.max(0, input.total - handed);
  const count = shown.length + more + burst;
  if (count === 0) return null;
  const params = listingFilterParams(search.filter).toString();
  const headline = headlineOf(count - rises, rises);
  const searchWords = oneLine(fullFilterWords(search.filter), 600);
  return {
    subject: oneLine(`${headline}: ${searchWords}`, 120),
    headline,
    searchWords,
    searchUrl: `${baseUrl}/jobs${params === '' ? '' : `?${params}`}`,
    listings: shown,
    notes: notesOf(input, more, burst),
    count,
  };
}

const headlineOf = (listings: number, rises: number): string =>
  [
    listings === 0 ? '' : `${listings} new ${listings === 1 ? 'listing' : 'listings'}`,
    rises === 0 ? '' : `${rises} pay ${rises === 1 ? 'rise' : 'rises'}`,
  ]
    .filter((part) => part !== '')
    .join(' and ');

function digestListing(search: SavedSearch, occasion: Occasion, card: ListingCard, baseUrl: string): DigestListing {
  return {
    id: card.id,
    title: oneLine(card.title),
    company: oneLine(card.company, 120),
    place: placeWords(card),
    level: levelWords(card),
    pay: payWords(card.salary),
    isPayStated: isPayStated(card.salary),
    why: oneLine(whyMatched(search.filter, card), 300),
    firstSeen: localDateOf(new Date(card.firstSeenAt), search.timeZone),
    occasion: occasionWords(occasion),
    isClosed: card.status === 'closed',
    url: `${baseUrl}/jobs/${card.id}/${encodeURIComponent(card.slug)}`,
  };
}

function notesOf(input: DigestInput, more: number, burst: number): string[] {
  const notes: string[] = [];
  if (more > 0) notes.push(`And ${more} more: see the search.`);
  if (burst > 0) notes.push(`${burst} more came at once: see the search.`);
  if (input.unknownSince !== null) {
    const date = localDateOf(new Date(input.unknownSince), input.search.timeZone);
    notes.push(`A message on ${date} may not have reached you; what it held is listed on your alerts page.`);
  }
  if (input.lateSources.length > 0) {
    const names = input.lateSources
      .slice(0, 10)
      .map(({ name, lastGood }) => `${name} (${lastGood === null ? 'never read' : `last read ${lastGood}`})`);
    const rest = input.lateSources.length - names.length;
    notes.push(`Not read in time, so listings may be missing: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`);
  }
  return notes;
}

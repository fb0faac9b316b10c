import type { Choice, ListingFilter } from '../domain/listing-filter.js';
import { valueWords } from '../domain/filter-value-words.js';
import { DEFAULT_KM, nearOf } from '../domain/near.js';
import { levelWord } from '../domain/value-names.js';

const EVERYTHING = 'every backend listing';

/** Keys whose values are ours, in the order in which they are told. Values that a reader typed are not among them: they hold anybody's words. */
const CLOSED_KEYS = [
  'level',
  'title',
  'specialisation',
  'language',
  'skill',
  'industry',
  'country',
  'livingIn',
  'workplace',
  'pay',
] as const;
/** The words of the pages, but for a level, which a subject line says shortly, and for what stands alone and must say of what it is. */
function wordsOf(key: (typeof CLOSED_KEYS)[number], value: string): string {
  if (key === 'level') return levelWord(value);
  if (key === 'pay') return valueWords(key, value).toLowerCase();
  return value === 'unknown' ? `${key} not stated` : valueWords(key, value);
}
const FREE_KEYS = ['q', 'region', 'city', 'company', 'source', 'near'] as const;

const isChoice = (value: unknown): value is Choice<string> => typeof value === 'object' && value !== null;

function choiceWords(choice: Choice<string>, nameOf: (value: string) => string): string[] {
  const words: string[] = [];
  if (choice.any.length > 0) words.push(choice.any.map(nameOf).join(' or '));
  if (choice.not.length > 0) words.push(`not ${choice.not.map(nameOf).join(' or ')}`);
  return words;
}

function amountWords(filter: ListingFilter): string[] {
  const currency = filter.currency ?? 'EUR';
  const words: string[] = [];
  if (filter.salaryMin !== undefined) words.push(`from ${grouped(filter.salaryMin)} ${currency} a year`);
  if (filter.salaryMax !== undefined) words.push(`up to ${grouped(filter.salaryMax)} ${currency} a year`);
  if (words.length === 0 && filter.currency !== undefined) words.push(`paid in ${filter.currency}`);
  if (words.length > 0 && filter.unknownPay === 'keep') words.push('or pay not stated');
  if (filter.postedAfter !== undefined) words.push(`posted: ${valueWords('postedAfter', filter.postedAfter)}`);
  if (filter.status !== undefined && filter.status !== 'open') words.push(filter.status === 'any' ? 'open or closed' : 'closed');
  if (filter.backend === 'maybe') words.push('with roles that may be backend');
  return words;
}

/** Thousands parted by a comma, the same in every zone and language. */
export const grouped = (amount: number): string => String(Math.round(amount)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/**
 * A search in our own words, from values that we allow. What a reader typed freely appears as a count alone, so that nobody can send
 * words of theirs to a stranger.
 */
export function filterWords(filter: ListingFilter): string {
  const words: string[] = [];
  for (const key of CLOSED_KEYS) {
    const choice: unknown = filter[key];
    if (isChoice(choice)) words.push(...choiceWords(choice, (value) => wordsOf(key, value)));
  }
  words.push(...amountWords(filter));
  let free = 0;
  for (const key of FREE_KEYS) {
    const value: unknown = filter[key];
    if (typeof value === 'string') free += 1;
    else if (isChoice(value)) free += value.any.length + value.not.length;
  }
  if (free > 0) words.push(`${free} ${free === 1 ? 'word or place' : 'words or places'} of your own`);
  return words.length === 0 ? EVERYTHING : words.join(', ');
}

/** The whole search, the reader's own words with it: only for one who has confirmed. */
export function fullFilterWords(filter: ListingFilter): string {
  const typed: string[] = [];
  if (filter.q !== undefined) typed.push(`«${filter.q}»`);
  for (const key of ['region', 'city', 'company', 'source'] as const) {
    const choice = filter[key];
    if (choice !== undefined) typed.push(...choiceWords(choice, (value) => value).map((word) => `${key} ${word}`));
  }
  if (filter.near !== undefined) typed.push(`within ${filter.withinKm ?? DEFAULT_KM} km of ${nearOf(filter.near)?.name ?? filter.near}`);
  const { q: _q, ...others } = filter;
  const ours = filterWords({ ...others, region: undefined, city: undefined, company: undefined, source: undefined, near: undefined });
  if (typed.length === 0) return ours;
  return ours === EVERYTHING ? typed.join(', ') : `${typed.join(', ')}, ${ours}`;
}

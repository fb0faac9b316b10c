import { FILTER_KEYS } from '../domain/listing-filter.js';
import type { Choice, ListingFilter, Sort } from '../domain/listing-filter.js';
import { valueWords } from '../domain/filter-value-words.js';
import { DEFAULT_KM, nearOf } from '../domain/near.js';
import { searchHref, withoutKey, withoutValue } from './filter-links.js';
import type { ChoiceKey } from './filter-links.js';
import { amountWords } from './pay-words.js';

export const KEY_NAMES: Record<keyof ListingFilter, string> = {
  q: 'Words',
  level: 'Level',
  title: 'Title',
  specialisation: 'Specialisation',
  language: 'Language',
  skill: 'Technology',
  industry: 'Industry',
  country: 'Country',
  region: 'Region',
  city: 'City',
  livingIn: 'I live in',
  near: 'Near',
  withinKm: 'Within',
  workplace: 'Workplace',
  salaryMin: 'Pay from',
  salaryMax: 'Pay to',
  currency: 'Currency',
  pay: 'Pay',
  unknownPay: 'Unknown pay',
  company: 'Company',
  source: 'Source',
  postedAfter: 'Posted',
  status: 'Status',
  backend: 'Backend',
};

/** One removable part of a search. */
export interface Chip {
  readonly key: keyof ListingFilter;
  readonly words: string;
  /** The same search without it. */
  readonly filterWithout: ListingFilter;
  /** A search for nothing but it. */
  readonly filterAlone: ListingFilter;
  readonly href: string;
}

const NOTHING: ListingFilter = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])) as ListingFilter;

/** Every part of the filter as a chip, in the order of the filter's keys. A lone currency beside pay figures is part of them. */
export function chipsOf(filter: ListingFilter, sort: Sort, sourceNames: Readonly<Record<string, string>> = {}): Chip[] {
  const chips: Chip[] = [];
  const add = (key: keyof ListingFilter, words: string, filterWithout: ListingFilter, alone: Partial<ListingFilter>) =>
    chips.push({ key, words, filterWithout, filterAlone: { ...NOTHING, ...alone }, href: searchHref(filterWithout, sort) });
  const hasFigure = filter.salaryMin !== undefined || filter.salaryMax !== undefined;
  for (const key of FILTER_KEYS) {
    const value = filter[key];
    // A unit, a distance and a wish about figures are parts of another chip.
    if (value === undefined || (key === 'currency' && hasFigure) || key === 'withinKm' || key === 'unknownPay') continue;
    if (typeof value === 'object') {
      const choice = value as Choice<string>;
      for (const one of choice.any)
        add(key, valueWords(key, one, sourceNames), withoutValue(filter, key as ChoiceKey, one, false), { [key]: { any: [one], not: [] } });
      for (const one of choice.not)
        add(key, `not ${valueWords(key, one, sourceNames)}`, withoutValue(filter, key as ChoiceKey, one, true), {
          [key]: { any: [], not: [one] },
        });
    } else if (key === 'salaryMin' || key === 'salaryMax') {
      const other = key === 'salaryMin' ? filter.salaryMax : filter.salaryMin;
      const rest = withoutKey(filter, key);
      add(
        key,
        `${key === 'salaryMin' ? 'from' : 'up to'} ${amountWords(Number(value), filter.currency ?? 'EUR')} a year${filter.unknownPay === 'keep' ? ', or not stated' : ''}`,
        other === undefined ? withoutKey(withoutKey(rest, 'currency'), 'unknownPay') : rest,
        { [key]: value, currency: filter.currency, unknownPay: filter.unknownPay },
      );
    } else if (key === 'near') {
      const words = `within ${filter.withinKm ?? DEFAULT_KM} km of ${nearOf(String(value))?.name ?? value}`;
      add(key, words, withoutKey(withoutKey(filter, key), 'withinKm'), { near: String(value), withinKm: filter.withinKm });
    } else if (key === 'q') add(key, `text: ${value}`, withoutKey(filter, key), { q: String(value) });
    else if (key === 'currency') add(key, `paid in ${value}`, withoutKey(filter, key), { currency: String(value) });
    else add(key, valueWords(key, String(value), sourceNames), withoutKey(filter, key), { [key]: value });
  }
  return chips;
}

/** A search in one line of words, for headings and alerts: «Senior level, Go, Remote». */
export function searchWords(filter: ListingFilter, sourceNames: Readonly<Record<string, string>> = {}): string {
  const chips = chipsOf(filter, 'newest', sourceNames);
  return chips.length === 0 ? 'every open backend listing' : chips.map((chip) => chip.words).join(', ');
}

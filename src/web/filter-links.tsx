import { FILTER_KEYS } from '../domain/listing-filter.js';
import type { Choice, ListingFilter, Sort } from '../domain/listing-filter.js';
import { listingFilterParams } from '../domain/listing-filter-params.js';

export type ChoiceKey = {
  [K in keyof ListingFilter]-?: NonNullable<ListingFilter[K]> extends Choice<string> ? K : never;
}[keyof ListingFilter];

const isChoice = (value: unknown): value is Choice<string> => typeof value === 'object' && value !== null && 'any' in value;

/** The filter as query pairs, in the order of its keys: what the form, the feeds and the API all read. */
export const filterPairs = (filter: ListingFilter): [key: string, value: string][] => [...listingFilterParams(filter)];

/** `?a=b&…`, or an empty text when nothing is set. `null` and empty extras are left out. */
export function queryOf(filter: ListingFilter, extra: Readonly<Record<string, string | null | undefined>> = {}): string {
  const search = listingFilterParams(filter);
  for (const [key, value] of Object.entries(extra)) if (value !== null && value !== undefined && value !== '') search.set(key, value);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** Address of a search; newest is the default order and is not written. */
export function searchHref(filter: ListingFilter, sort: Sort = 'newest', extra: Readonly<Record<string, string | null>> = {}): string {
  return `/jobs${queryOf(filter, { sort: sort === 'newest' ? null : sort, ...extra })}`;
}

/** The filter without one key. */
export function withoutKey(filter: ListingFilter, key: keyof ListingFilter): ListingFilter {
  return { ...filter, [key]: undefined };
}

/** The filter without one value of a choice; the key goes when nothing is left. */
export function withoutValue(filter: ListingFilter, key: ChoiceKey, value: string, negative: boolean): ListingFilter {
  const choice: Choice<string> | undefined = filter[key];
  if (choice === undefined) return filter;
  const any = negative ? choice.any : choice.any.filter((one) => one !== value);
  const not = negative ? choice.not.filter((one) => one !== value) : choice.not;
  return any.length + not.length === 0 ? withoutKey(filter, key) : { ...filter, [key]: { any, not } };
}

/** The filter asking for exactly one value of a key. */
export function withOnly(filter: ListingFilter, key: ChoiceKey, value: string): ListingFilter {
  return { ...filter, [key]: { any: [value], not: [] } };
}

/** Both filters at once: choices are joined, single values of `more` win. */
export function joinFilters(base: ListingFilter, more: ListingFilter): ListingFilter {
  const joined: Record<string, unknown> = { ...base };
  for (const key of FILTER_KEYS) {
    const value = more[key];
    if (value === undefined) continue;
    const old = base[key];
    joined[key] =
      isChoice(value) && isChoice(old)
        ? { any: [...new Set([...old.any, ...value.any])].sort(), not: [...new Set([...old.not, ...value.not])].sort() }
        : value;
  }
  return joined as ListingFilter;
}

/** The address when it is plain http or https, else `null`: no other scheme is ever a link. */
export function webAddress(text: string | null): string | null {
  if (text === null || text.length > 4000) return null;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

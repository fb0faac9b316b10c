import { FILTER_KEYS, type Choice, type ListingFilter } from './listing-filter.js';

/** The filter as query parameters in a fixed order: parsing them gives the same filter. The canonical form for links, keys and exports. */
export function listingFilterParams(filter: ListingFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of FILTER_KEYS) {
    const value: string | number | Choice<string> | undefined = filter[key];
    if (value === undefined) continue;
    if (typeof value === 'object') {
      for (const wanted of value.any) params.append(key, wanted);
      for (const unwanted of value.not) params.append(key, `not:${unwanted}`);
    } else {
      params.append(key, String(value));
    }
  }
  return params;
}

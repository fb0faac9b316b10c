import type { PayFacts } from '../domain/salary-factor.js';

const ENOUGH_LISTINGS = 30;
const ENOUGH_EMPLOYERS = 10;
/** Of cities, and of regions: the work of a regression grows with the square of its columns. */
export const MOST_PLACES = 150;

export type PlaceFacts = Pick<PayFacts, 'employerId' | 'country' | 'region' | 'city'>;

/** `Berlin, DE`; `null` where not read. */
export const cityOf = (row: PlaceFacts): string | null => (row.city === null ? null : `${row.city}, ${row.country ?? '?'}`);
export const regionOf = (row: PlaceFacts): string | null => (row.region === null ? null : `${row.region}, ${row.country ?? '?'}`);

/** Names that have enough listings of enough employers, the most frequent 150. */
function frequent(rows: readonly PlaceFacts[], nameOf: (row: PlaceFacts) => string | null): Set<string> {
  const found = new Map<string, { listings: number; employers: Set<number> }>();
  const quickName = byPlace(nameOf);
  for (const row of rows) {
    const name = quickName(row);
    if (name === null) continue;
    let own = found.get(name);
    if (own === undefined) found.set(name, (own = { listings: 0, employers: new Set() }));
    own.listings++;
    own.employers.add(row.employerId);
  }
  return new Set(
    [...found]
      .filter(([, own]) => own.listings >= ENOUGH_LISTINGS && own.employers.size >= ENOUGH_EMPLOYERS)
      .sort(([a, one], [b, two]) => two.listings - one.listings || (a < b ? -1 : 1))
      .slice(0, MOST_PLACES)
      .map(([name]) => name),
  );
}

/** Places that are told apart, by grain. */
export interface PlaceNames {
  readonly cities: readonly string[];
  readonly regions: readonly string[];
  readonly countries: readonly string[];
}

/** The places that at least 30 listings of 10 employers share: the 150 most frequent of each grain. */
export const placeNamesOf = (rows: readonly PlaceFacts[]): PlaceNames => ({
  cities: [...frequent(rows, cityOf)],
  regions: [...frequent(rows, regionOf)],
  countries: [...frequent(rows, (row) => row.country)],
});

/**
 * The narrowest of these places that a listing lies in: city, else region, else country, else `elsewhere`;
 * `unknown` where no country was read. Each name starts with its grain: `city Berlin, DE`.
 */
export function createPlaceKey(names: PlaceNames): (row: PlaceFacts) => string {
  const [cities, regions, countries] = [new Set(names.cities), new Set(names.regions), new Set(names.countries)];
  const keyOf = (row: PlaceFacts): string => {
    const city = cityOf(row);
    if (city !== null && cities.has(city)) return `city ${city}`;
    const region = regionOf(row);
    if (region !== null && regions.has(region)) return `region ${region}`;
    if (row.country === null) return 'unknown';
    return countries.has(row.country) ? `country ${row.country}` : 'elsewhere';
  };
  return byPlace(keyOf);
}

/** The same answer for the same place without making its name again: hundreds of thousands of rows share a few thousand places. */
function byPlace<T>(answerOf: (row: PlaceFacts) => T): (row: PlaceFacts) => T {
  type Part = string | null;
  const known = new Map<Part, Map<Part, Map<Part, T>>>();
  return (row) => {
    let regions = known.get(row.country);
    if (regions === undefined) known.set(row.country, (regions = new Map()));
    let cities = regions.get(row.region);
    if (cities === undefined) regions.set(row.region, (cities = new Map()));
    let answer = cities.get(row.city);
    if (answer === undefined) cities.set(row.city, (answer = answerOf(row)));
    return answer;
  };
}

import { PLACE_NICKNAMES } from './tables/location-names.js';
import { foldPlace } from './location-fold.js';
import type { Region } from './location-gazetteer.js';
import { bestCity, LIKELY, type Token } from './place-token.js';

/** «Washington», «California», «Ontario»: the state is meant unless the city is the larger name. */
export function regionBeforeCity(token: Token): Region | null {
  const region = token.regions[0];
  if (region === undefined || token.loose) return null;
  const city = bestCity(token.cities);
  if (city === null) return region;
  if (foldPlace(token.written) === foldPlace(city.name) && city.regionCode === region.code && city.country === region.country) return null;
  if (PLACE_NICKNAMES[foldPlace(token.written)] !== undefined) return null;
  return city.population * (LIKELY.has(city.country) ? 1 : 0.25) < 1500 ? region : null;
}

export const isUnresolved = (token: Token | null): boolean =>
  token !== null && token.country === null && token.regions.length === 0 && token.cities.length === 0;
/** Codes of countries so common behind their own small towns that a US state is no likelier. */
const COUNTRY_FIRST: ReadonlySet<string> = new Set(['DE', 'IN']);

/** «Solana Beach, CA», «Paoli, PA»: behind a town too small for the gazetteer the letters are a US state's. */
export function stateOf(token: Token): Region | null {
  return COUNTRY_FIRST.has(token.written) ? null : (token.regions.find((region) => region.country === 'US') ?? null);
}

/** Which region a name or abbreviation means: of the country named beside it, of the source's country, else of the United States. */
export function regionFor(token: Token, next: Token | null, hint: string | null): Region | null {
  if (token.regions.length === 0) return null;
  const by = (country: string | null | undefined): Region | undefined => token.regions.find((region) => region.country === country);
  const named = by(next?.country) ?? by(hint);
  if (named !== undefined) return named;
  const code = /^[A-Z]{2,4}$/.test(token.written);
  // Alone, «DE», «IN», «CA» are countries; «TX» and «WA» can only be states.
  if (code && token.country !== null) return null;
  if (!code && token.country !== null) return null;
  return by('US') ?? token.regions[0] ?? null;
}

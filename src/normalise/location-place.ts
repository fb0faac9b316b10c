import { PLACE_NICKNAMES } from './tables/location-names.js';
import { foldPlace } from './location-fold.js';
import { regionName, type City, type Region } from './location-gazetteer.js';
import { isUnresolved, regionBeforeCity, regionFor, stateOf } from './place-region.js';
import { bestCity, groupsOf, lookUp, tokenOf, type Token } from './place-token.js';

/** A place as understood: at least one of city, region and country is known. */
export interface Place {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly quote: string;
  /** Large or unambiguous enough to be believed outside a place field. */
  readonly certain: boolean;
}

function placeOfCity(city: City, written: string, loose: boolean): Place {
  return {
    city: city.name,
    region: regionName(city.country, city.regionCode),
    country: city.country,
    latitude: city.latitude,
    longitude: city.longitude,
    quote: written,
    certain: !loose,
  };
}

const placeOfRegion = (region: Region, written: string): Place => ({
  city: null,
  region: region.name,
  country: region.country,
  latitude: null,
  longitude: null,
  quote: written,
  certain: true,
});
const placeOfCountry = (country: string, written: string): Place => ({
  city: null,
  region: null,
  country,
  latitude: null,
  longitude: null,
  quote: written,
  certain: true,
});

const inRegion =
  (region: Region) =>
  (city: City): boolean =>
    city.country === region.country && city.regionCode === region.code;

/** The city of `token` that a neighbouring token (its region or country) allows, if any. */
function qualified(token: Token, by: Token): City | null {
  for (const region of by.regions) {
    const city = bestCity(token.cities, inRegion(region));
    if (city !== null) return city;
  }
  return by.country === null ? null : bestCity(token.cities, (city) => city.country === by.country);
}

/** Reads a comma list: a region or country says which namesake the city beside it is, and else stands on its own. */
function readGroup(tokens: readonly (Token | null)[], hint: string | null): Place[] {
  const places: Place[] = [];
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index];
    if (token === null || token === undefined) {
      index++;
      continue;
    }
    const next = tokens[index + 1] ?? null;
    const isCode = /^[A-Z]{2,3}$/.test(token.written);
    // «USA, WA, Redmond»: the wider comes first.
    if (token.country !== null && (isCode || token.cities.length === 0) && next !== null) {
      const after = tokens[index + 2] ?? null;
      const region = next.regions.find((row) => row.country === token.country) ?? null;
      if (region !== null && after !== null) {
        const city = bestCity(after.cities, inRegion(region));
        if (city !== null) {
          places.push(placeOfCity(city, `${token.written}, ${next.written}, ${after.written}`, false));
          index += 3;
          continue;
        }
      }
      const city =
        next.cities.length > 0 && !/^[A-Z]{2}$/.test(next.written) ? bestCity(next.cities, (row) => row.country === token.country) : null;
      if (city !== null && (after === null || qualified(next, after) === null || qualified(next, after) === city)) {
        places.push(placeOfCity(city, `${token.written}, ${next.written}`, false));
        index += 2;
        continue;
      }
      if (region !== null) {
        places.push(placeOfRegion(region, `${token.written}, ${next.written}`));
        index += 2;
        continue;
      }
    }
    if (
      token.cities.length > 0 &&
      !(isCode && (token.regions.length > 0 || token.country !== null) && PLACE_NICKNAMES[foldPlace(token.written)] === undefined)
    ) {
      const city = next === null ? null : qualified(token, next);
      if (city !== null && next !== null && !standsAlone(next, token)) {
        let used = 2;
        const third = tokens[index + 2] ?? null;
        // «Portland, ME, USA», «Toronto, Ontario, Canada», «Berlin, Berlin, Germany»
        if (
          third !== null &&
          (third.country === city.country ||
            third.regions.some((region) => region.country === city.country && region.code === city.regionCode)) &&
          (third.cities.length === 0 || third.country !== null)
        )
          used = 3;
        places.push(
          placeOfCity(
            city,
            tokens
              .slice(index, index + used)
              .map((row) => row?.written)
              .join(', '),
            token.loose,
          ),
        );
        index += used;
        continue;
      }
      // A namesake town that the next token contradicts: «Paris, Texas» holds, «Springfield, Ruritania» does not.
      const hinted = hint === null ? null : bestCity(token.cities, (row) => row.country === hint);
      const country =
        token.country !== null && (hinted === null || token.country !== hinted.country) && bestIsCountry(token) ? token.country : null;
      const region = hinted === null ? regionBeforeCity(token) : null;
      if (country !== null) places.push(placeOfCountry(country, token.written));
      else if (region !== null) places.push(placeOfRegion(region, token.written));
      else {
        const best = hinted ?? bestCity(token.cities);
        const wider = next !== null && next.country !== null && next.cities.length === 0 ? next.country : null;
        if (best !== null && (wider === null || wider === best.country)) places.push(placeOfCity(best, token.written, token.loose));
        else if (best !== null && next !== null) {
          // A town too small for the gazetteer, with its state or country named.
          const state = stateOf(next);
          if (state !== null) places.push(placeOfRegion(state, `${token.written}, ${next.written}`));
          else places.push({ ...placeOfCountry(wider ?? best.country, `${token.written}, ${next.written}`), city: null });
          index++;
        }
      }
      index++;
      continue;
    }
    const region = regionFor(token, next, hint) ?? (isUnresolved(tokens[index - 1] ?? null) ? stateOf(token) : null);
    if (region !== null) {
      places.push(placeOfRegion(region, token.written));
      index += next !== null && next.country === region.country ? 2 : 1;
      continue;
    }
    if (token.country !== null) places.push(placeOfCountry(token.country, token.written));
    index++;
  }
  return places;
}

/** «London, Paris»: Paris is a city of its own, though there is a Paris in Ontario, Canada; only regions, countries and codes qualify. */
function standsAlone(next: Token, token: Token): boolean {
  if (next.country !== null || next.regions.length > 0) return false;
  return next.cities.length > 0 && token.cities.length > 0;
}

/** «Luxembourg», «Singapore», «Mexico»: a name of both is the city where the city bears the state's name, else the country. */
function bestIsCountry(token: Token): boolean {
  if (token.country === null) return false;
  const own = bestCity(token.cities, (city) => city.country === token.country);
  return own === null || foldPlace(own.name) !== foldPlace(token.written);
}

/**
 * The places that a string names, in its order («New York, San Francisco, Seattle, or Remote (US/Canada)»).
 * @param hint ISO country of the source's own field; decides between namesakes.
 */
export function placesOf(words: string, hint: string | null): readonly Place[] {
  const key = `${hint ?? ''}\n${words}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const places = readPlaces(words, hint);
  if (key.length > LONGEST_REMEMBERED) return places;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, places);
  return places;
}

/** A board names the same few places again and again. */
const remembered = new Map<string, readonly Place[]>();
const MOST_REMEMBERED = 4_000;
const LONGEST_REMEMBERED = 120;

function readPlaces(words: string, hint: string | null): Place[] {
  if (!/\p{L}/u.test(words)) return [];
  const whole = lookUp(words);
  const groups = whole !== null ? [[whole]] : groupsOf(words).map((tokens) => tokens.map(tokenOf));
  // «CA - San Francisco», «Germany - Berlin»: a dash joins what a comma would.
  const places =
    groups.length === 2 && groups.every((group) => group.length === 1) && /\s[-–—]\s/.test(words)
      ? readGroup(groups.flat(), hint)
      : groups.flatMap((group) => readGroup(group, hint));
  return places;
}

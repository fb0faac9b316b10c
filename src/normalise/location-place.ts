import { SCOPE_EXCLUSIONS } from './tables/remote-scope-words.js';
import { MACRO_REGIONS, NO_PLACE_WORDS, PLACE_FILLER, PLACE_NICKNAMES } from './tables/location-names.js';
import { foldPlace } from './location-fold.js';
import { citiesNamed, countryNamed, regionName, regionsNamed, type City, type CityHit, type Region } from './location-gazetteer.js';

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

/** What one comma-separated token may be. */
interface Token {
  readonly written: string;
  readonly cities: readonly CityHit[];
  readonly regions: readonly Region[];
  readonly country: string | null;
  /** Words were dropped or skipped to find it. */
  readonly loose: boolean;
}

/** Countries whose postings these boards carry most: a namesake there is likelier than its population says. */
const LIKELY: ReadonlySet<string> = new Set([
  'US',
  'GB',
  'CA',
  'DE',
  'FR',
  'ES',
  'NL',
  'IE',
  'AU',
  'PL',
  'PT',
  'CH',
  'SE',
  'IN',
  'SG',
  'IT',
  'BE',
  'AT',
  'DK',
  'NO',
  'FI',
  'IL',
  'NZ',
]);

function weightOf(hit: CityHit): number {
  return (hit.city.population + 5) * (LIKELY.has(hit.city.country) ? 4 : 1) * (hit.exact ? 1 : 0.3);
}

function bestCity(hits: readonly CityHit[], fits: (city: City) => boolean = () => true): City | null {
  let best: CityHit | null = null;
  for (const hit of hits) if (fits(hit.city) && (best === null || weightOf(hit) > weightOf(best))) best = hit;
  return best === null ? null : best.city;
}

const LEAST_LOOSE_THOUSANDS = 100;

function lookUp(written: string): Token | null {
  const folded = foldPlace(written);
  if (folded === '' || NO_PLACE_WORDS.has(folded) || MACRO_REGIONS[folded] !== undefined) return null;
  const country = countryNamed(folded, written);
  const regions = regionsNamed(folded, written);
  // Two letters are a code or a nickname, never a town.
  const cities = folded.length < 3 && PLACE_NICKNAMES[folded] === undefined && /^[a-z]*$/.test(folded) ? [] : citiesNamed(folded);
  return country === null && regions.length === 0 && cities.length === 0
    ? null
    : { written: written.trim(), country, regions, cities, loose: false };
}

/** Like `lookUp`, then without filler words, then the longest run of words that names a larger place. */
function tokenOf(written: string): Token | null {
  const direct = lookUp(written);
  if (direct !== null) return direct;
  const words = written.split(/[\s_]+/).filter((word) => word !== '');
  if (words.length > 8 || MACRO_REGIONS[foldPlace(written)] !== undefined) return null;
  const meaningful = words.filter((word) => !PLACE_FILLER.has(foldPlace(word)));
  if (meaningful.length === 0) return null;
  if (meaningful.length < words.length) {
    const bare = lookUp(meaningful.join(' '));
    if (bare !== null) return bare;
  }
  for (let length = Math.min(4, meaningful.length - 1); length > 0; length--) {
    for (let start = 0; start + length <= meaningful.length; start++) {
      const run = meaningful.slice(start, start + length).join(' ');
      if (length === 1 && foldPlace(run).length < 4 && !/^[A-Z]{2,3}$/.test(run)) continue;
      const hit = lookUp(run);
      if (hit === null) continue;
      const cities = hit.cities.filter(({ city, exact }) => city.population >= (exact ? LEAST_LOOSE_THOUSANDS : 4 * LEAST_LOOSE_THOUSANDS));
      const country = hit.country !== null && (run.length > 2 || run === 'US' || run === 'UK') ? hit.country : null;
      // «Ledgewood NJ»: a state's letters at the end name the state.
      const last = start + length === meaningful.length && meaningful.length > 1;
      const regions = run.length > 2 ? hit.regions : last ? hit.regions.filter((region) => region.country === 'US') : [];
      if (cities.length > 0 || country !== null || regions.length > 0) return { ...hit, cities, country, regions, loose: true };
    }
  }
  // Named, but in no table: a small town, a company.
  return { written: written.trim(), cities: [], regions: [], country: null, loose: true };
}

const STRONG = /[;|\n•·\u2022&+]|\s(?:or|oder|ou|and|und|y|et|o|lub|eller|of|plus)\s|\s?\/\s?|\s[-–—:]\s|:\s|[()[\]{}]/iu;
/** What is ruled out is no place of the posting («US, excluding California»). */
const RULED_OUT = new RegExp(
  String.raw`(?<!\p{L})(?:${[...SCOPE_EXCLUSIONS].sort((a, b) => b.length - a.length).join('|')})(?!\p{L})[^;|]*`,
  'iu',
);
const DASH = /\s?[-–—]\s?/u;

/** Cuts a string into groups that stand side by side, each a list of comma-separated tokens. */
function groupsOf(words: string): string[][] {
  const groups: string[][] = [];
  for (const part of words.replace(RULED_OUT, ' ').split(STRONG)) {
    const tokens: string[] = [];
    for (const piece of part.split(/[,，、]/)) {
      const token = piece.trim();
      if (token === '') continue;
      // «US-Remote», «NYC-Privy», «USA-WA-Redmond», but «Aix-en-Provence».
      if (/[-–—]/.test(token) && lookUp(token) === null) tokens.push(...token.split(DASH).filter((piece) => piece.trim() !== ''));
      else tokens.push(token);
    }
    if (tokens.length > 0) groups.push(tokens.slice(0, 40));
  }
  return groups.slice(0, 40);
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

/** «Washington», «California», «Ontario»: the state is meant unless the city is the larger name. */
function regionBeforeCity(token: Token): Region | null {
  const region = token.regions[0];
  if (region === undefined || token.loose) return null;
  const city = bestCity(token.cities);
  if (city === null) return region;
  if (foldPlace(token.written) === foldPlace(city.name) && city.regionCode === region.code && city.country === region.country) return null;
  if (PLACE_NICKNAMES[foldPlace(token.written)] !== undefined) return null;
  return city.population * (LIKELY.has(city.country) ? 1 : 0.25) < 1500 ? region : null;
}

const isUnresolved = (token: Token | null): boolean =>
  token !== null && token.country === null && token.regions.length === 0 && token.cities.length === 0;
/** Codes of countries so common behind their own small towns that a US state is no likelier. */
const COUNTRY_FIRST: ReadonlySet<string> = new Set(['DE', 'IN']);

/** «Solana Beach, CA», «Paoli, PA»: behind a town too small for the gazetteer the letters are a US state's. */
function stateOf(token: Token): Region | null {
  return COUNTRY_FIRST.has(token.written) ? null : (token.regions.find((region) => region.country === 'US') ?? null);
}

/** Which region a name or abbreviation means: of the country named beside it, of the source's country, else of the United States. */
function regionFor(token: Token, next: Token | null, hint: string | null): Region | null {
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

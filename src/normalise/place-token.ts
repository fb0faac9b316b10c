import { SCOPE_EXCLUSIONS } from './tables/remote-scope-words.js';
import { MACRO_REGIONS, NO_PLACE_WORDS, PLACE_FILLER, PLACE_NICKNAMES } from './tables/location-names.js';
import { foldPlace } from './location-fold.js';
import { citiesNamed, countryNamed, regionsNamed, type City, type CityHit, type Region } from './location-gazetteer.js';

/** What one comma-separated token may be. */
export interface Token {
  readonly written: string;
  readonly cities: readonly CityHit[];
  readonly regions: readonly Region[];
  readonly country: string | null;
  /** Words were dropped or skipped to find it. */
  readonly loose: boolean;
}

/** Countries whose postings these boards carry most: a namesake there is likelier than its population says. */
export const LIKELY: ReadonlySet<string> = new Set([
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

export function bestCity(hits: readonly CityHit[], fits: (city: City) => boolean = () => true): City | null {
  let best: CityHit | null = null;
  for (const hit of hits) if (fits(hit.city) && (best === null || weightOf(hit) > weightOf(best))) best = hit;
  return best === null ? null : best.city;
}

const LEAST_LOOSE_THOUSANDS = 100;

export function lookUp(written: string): Token | null {
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
export function tokenOf(written: string): Token | null {
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
export function groupsOf(words: string): string[][] {
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

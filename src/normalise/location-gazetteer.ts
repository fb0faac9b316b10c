import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { COUNTRY_ALIASES, COUNTRY_CODES, COUNTRY_NAME_LANGUAGES, PLACE_NICKNAMES } from './tables/location-names.js';
import { REGIONS } from './tables/location-regions.js';
import { foldPlace } from './location-fold.js';

export interface City {
  readonly name: string;
  readonly country: string;
  /** GeoNames' first-level code; see `regionName`. */
  readonly regionCode: string;
  /** Thousands of people. */
  readonly population: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** A city that a name may mean; `exact`: by its own name, not by an alias. */
export interface CityHit {
  readonly city: City;
  readonly exact: boolean;
}

export interface Region {
  readonly country: string;
  readonly code: string;
  readonly name: string;
}

interface Gazetteer {
  readonly cities: ReadonlyMap<string, CityHit[]>;
  readonly countries: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, Region[]>;
  /** Abbreviations in capitals. */
  readonly regionCodes: ReadonlyMap<string, Region[]>;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function readCities(): Map<string, CityHit[]> {
  const map = new Map<string, CityHit[]>();
  const text = gunzipSync(readFileSync(new URL('./tables/location-cities.tsv.gz', import.meta.url))).toString('utf8');
  const byPlace = new Map<string, City>();
  for (const line of text.split('\n')) {
    const [name = '', country = '', regionCode = '', population = '', latitude = '', longitude = '', aliases = ''] = line.split('\t');
    const city: City = {
      name,
      country,
      regionCode,
      population: Number(population),
      latitude: Number(latitude),
      longitude: Number(longitude),
    };
    const own = foldPlace(name);
    add(map, own, { city, exact: true });
    if (!byPlace.has(`${own}\t${country}`)) byPlace.set(`${own}\t${country}`, city);
    // «Frankfurt am Main», «Washington, D.C.»: the first part alone is an alias of a large city.
    if (aliases !== '') for (const alias of aliases.split('|')) add(map, alias, { city, exact: false });
  }
  for (const [nickname, { city, country }] of Object.entries(PLACE_NICKNAMES)) {
    const known = byPlace.get(`${foldPlace(city)}\t${country}`);
    if (known !== undefined)
      map.set(nickname, [{ city: known, exact: true }, ...(map.get(nickname) ?? []).filter((hit) => hit.city !== known)]);
  }
  return map;
}

function readCountries(): Map<string, string> {
  const map = new Map<string, string>();
  const codes: string[] = [];
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      if (
        ![
          'EU',
          'EZ',
          'UN',
          'XA',
          'XB',
          'XK',
          'ZZ',
          'QO',
          'UK',
          'AN',
          'CS',
          'SU',
          'YU',
          'DD',
          'BU',
          'FX',
          'NT',
          'TP',
          'ZR',
          'CP',
          'DG',
          'EA',
          'IC',
          'TA',
          'AC',
          'CQ',
        ].includes(code) &&
        english.of(code) !== undefined
      )
        codes.push(code);
    }
  }
  for (const language of COUNTRY_NAME_LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const folded = foldPlace(names.of(code) ?? '');
      if (folded.length > 1 && !map.has(folded)) map.set(folded, code);
    }
  }
  for (const [name, code] of Object.entries(COUNTRY_ALIASES)) map.set(foldPlace(name), code);
  return map;
}

function readRegions(): { byName: Map<string, Region[]>; byCode: Map<string, Region[]> } {
  const byName = new Map<string, Region[]>();
  const byCode = new Map<string, Region[]>();
  for (const [country, rows] of Object.entries(REGIONS)) {
    for (const [code, name, also = ''] of rows) {
      const region: Region = { country, code, name };
      add(byName, foldPlace(name), region);
      for (const other of also === '' ? [] : also.split('|')) {
        if (/^[A-Z.]{2,4}$/.test(other)) add(byCode, other.replaceAll('.', ''), region);
        else add(byName, foldPlace(other), region);
      }
    }
  }
  return { byName, byCode };
}

let loaded: Gazetteer | null = null;

function gazetteer(): Gazetteer {
  if (loaded === null) {
    const { byName, byCode } = readRegions();
    loaded = { cities: readCities(), countries: readCountries(), regions: byName, regionCodes: byCode };
  }
  return loaded;
}

/** Cities of that folded name, own names and aliases, largest first within the file's order. */
export function citiesNamed(folded: string): readonly CityHit[] {
  return gazetteer().cities.get(folded) ?? [];
}

/** ISO code of a country by folded name in any known language, or by its code as written in capitals. */
export function countryNamed(folded: string, written: string): string | null {
  const { countries } = gazetteer();
  const byName = countries.get(folded);
  if (byName !== undefined) return byName;
  const trimmed = written.trim();
  if (COUNTRY_CODES[trimmed] !== undefined) return COUNTRY_CODES[trimmed] ?? null;
  return /^[A-Z]{2}$/.test(trimmed) && ISO_CODES().has(trimmed) ? trimmed : null;
}

let codes: Set<string> | null = null;
function ISO_CODES(): Set<string> {
  codes ??= new Set(gazetteer().countries.values());
  return codes;
}

/** Regions of that folded name, or of that abbreviation as written in capitals. */
export function regionsNamed(folded: string, written: string): readonly Region[] {
  const { regions, regionCodes } = gazetteer();
  const byName = regions.get(folded);
  if (byName !== undefined) return byName;
  const trimmed = written.trim().replaceAll('.', '');
  return /^[A-Z]{2,4}$/.test(trimmed) ? (regionCodes.get(trimmed) ?? []) : [];
}

const REGION_NAMES = new Map(
  Object.entries(REGIONS).map(([country, rows]) => [country, new Map(rows.map(([code, name]) => [code, name]))]),
);

/** Name of a first-level division; `null` where the table has none. */
export function regionName(country: string, code: string): string | null {
  return REGION_NAMES.get(country)?.get(code) ?? null;
}

import type { Location } from '../domain/location.js';
import type { Evidence } from '../domain/posting.js';
import type { RawPosting } from '../domain/raw-posting.js';
import { foldPlace } from './location-fold.js';
import { countryNamed } from './location-gazetteer.js';
import { placesOf, type Place } from './location-place.js';

const LONGEST_PLACE = 500;
const MOST_PLACES = 60;

export interface LocationReading {
  readonly locations: Location[];
  readonly evidence: Evidence[];
}

/** ISO 3166-1 alpha-2 of a source's country field (a name in any known language, or a code); `null`: not understood. */
export function countryOf(field: string | null): string | null {
  if (field === null) return null;
  const written = field.trim().slice(0, 80);
  return countryNamed(foldPlace(written), written.length <= 3 ? written.toUpperCase() : written);
}

const sameLocation = (a: Location, b: Location): boolean => a.city === b.city && a.region === b.region && a.country === b.country;

/**
 * Places of a posting: each string of the source may hold several. The source's own country field decides between namesakes.
 * @returns no locations when no string names a place; `raw` keeps the source's words. Evidence quotes them.
 */
export function locationsOf(raw: Pick<RawPosting, 'locations' | 'country'>, title: string): LocationReading {
  const country = countryOf(raw.country);
  const locations: Location[] = [];
  const evidence: Evidence[] = [];
  const take = (place: Place, words: string, from: Evidence['from'], rule: string): void => {
    const location: Location = {
      city: place.city,
      region: place.region,
      country: place.country,
      raw: words,
      latitude: place.latitude,
      longitude: place.longitude,
    };
    if (locations.length >= MOST_PLACES || locations.some((known) => sameLocation(known, location))) return;
    locations.push(location);
    evidence.push({ field: 'location', from, quote: place.quote, start: null, end: null, rule });
  };
  for (const given of raw.locations.slice(0, MOST_PLACES)) {
    const words = given.trim().slice(0, LONGEST_PLACE);
    for (const place of placesOf(words, country)) take(place, words, 'location', 'the source’s place, found in the gazetteer');
  }
  if (locations.length === 0 && raw.locations.every((words) => foldPlace(words.slice(0, LONGEST_PLACE)) === '')) {
    for (const part of titleParts(title))
      for (const place of placesOf(part, country)) if (place.certain) take(place, part, 'title', 'a place in the title');
  }
  if (country !== null && !locations.some((location) => location.country === country)) {
    if (locations.length === 0)
      take(
        { city: null, region: null, country, latitude: null, longitude: null, quote: raw.country ?? country, certain: true },
        raw.country ?? country,
        'field',
        'the source’s country field',
      );
  }
  // «Europe, Germany, Berlin» and «Germany» beside «Berlin»: a country that a city of it already names adds nothing.
  const kept = locations.map(
    (location) =>
      location.city !== null ||
      !locations.some(
        (other) =>
          other !== location &&
          other.country === location.country &&
          (other.city !== null || (other.region !== null && location.region === null)),
      ),
  );
  return { locations: locations.filter((_, index) => kept[index]), evidence: evidence.filter((_, index) => kept[index]) };
}

/** Parts of a title that may name a place: brackets, and what follows a dash, bar or «in». */
function titleParts(title: string): string[] {
  const text = title.slice(0, 300);
  const brackets = [...text.matchAll(/[([]([^()[\]]{2,60})[)\]]/g)].map((match) => match[1] ?? '');
  const tail = text
    .replace(/[([][^()[\]]{0,80}[)\]]/g, ' ')
    .split(/\s[-–—|@]\s|,\s|\||\sin\s/)
    .slice(1);
  return [...brackets, ...tail].slice(0, 8);
}

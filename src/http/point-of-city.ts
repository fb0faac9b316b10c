import { nearText } from '../domain/near.js';
import { citiesNamed, countryNamed } from '../normalise/location-gazetteer.js';
import { foldPlace } from '../normalise/location-fold.js';

const LONGEST = 120;

/**
 * A city's name as a point: the largest city of that name, in the country that follows a comma. Anything else is handed back as it is, for
 * the filter to judge.
 */
export function pointOfCity(value: unknown): unknown {
  if (typeof value !== 'string' || value.includes('@') || value.length > LONGEST) return value;
  const [name = '', where = ''] = value.split(',').map((part) => part.trim());
  const country = where === '' ? null : (countryNamed(foldPlace(where), where) ?? where.toUpperCase());
  const cities = citiesNamed(foldPlace(name)).filter(({ city }) => country === null || city.country === country);
  const found = cities.toSorted((a, b) => Number(b.exact) - Number(a.exact) || b.city.population - a.city.population)[0];
  return found === undefined ? value : nearText(found.city);
}

import { foldPlace } from './location-fold.js';
import { citiesNamed, type City } from './location-gazetteer.js';

/** Suburbs of one town lie within this; cities that have openings of their own seldom do. */
const NEAR_KM = 60;
const KM_PER_DEGREE = 111.2;

/** Kilometres between two cities on a sphere cut flat between them; good to a few per cent at this distance. */
function distance(a: City, b: City): number {
  const across = (a.longitude - b.longitude) * Math.cos(((a.latitude + b.latitude) / 2) * (Math.PI / 180));
  return KM_PER_DEGREE * Math.hypot(a.latitude - b.latitude, across);
}

const citiesOf = (country: string, name: string): City[] =>
  citiesNamed(foldPlace(name))
    .filter((hit) => hit.city.country.toLowerCase() === country)
    .map((hit) => hit.city)
    .slice(0, 8);

/**
 * Whether two places may be one: suburbs of one town, or a country and a city of it.
 * @param a `country/city` key, lower case, as linking compares them; the city may be empty
 */
export function nearPlace(a: string, b: string): boolean {
  const [aCountry = '', aCity = ''] = a.split('/');
  const [bCountry = '', bCity = ''] = b.split('/');
  if (aCountry === '' || aCountry !== bCountry) return false;
  if (aCity === '' || bCity === '' || aCity === bCity) return true;
  const others = citiesOf(bCountry, bCity);
  return citiesOf(aCountry, aCity).some((city) => others.some((other) => distance(city, other) <= NEAR_KM));
}

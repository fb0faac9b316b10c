// npm run bench:pay -- [--rows 400000] [--peers]   (--peers: Postgres and DuckDB beside; npm ci --prefix tests/bench/peers)
import type { PayFacts } from '#src/domain/salary-factor';
import { fitWithinEmployers } from '#src/insights/hedonic';
import { createPayColumns } from '#src/insights/pay-columns';
import { columnsSummary, groupQuantiles } from '#src/insights/pay-columns-summary';
import type { PayQuery } from '#src/insights/pay-columns';
import { quantileOfSorted } from '#src/insights/quantiles';
import { salaryFactors } from '#src/insights/salary-factors';
import { salaryTrend } from '#src/insights/salary-trend';
import { sparseDesignOf } from '#src/insights/sparse-design';
import type { SparseDesign } from '#src/insights/sparse-design';
import { uniformsOf } from '#src/insights/wild-bootstrap';
import { duckPeer, postgresPeer } from './pay-peers.js';

const args = process.argv.slice(2);
const size = args.includes('--rows') ? Number(args[args.indexOf('--rows') + 1]) : 400_000;
if (!Number.isInteger(size) || size < 1_000 || size > 5_000_000) {
  console.error('usage: npm run bench:pay -- [--rows 1000…5000000] [--peers]');
  process.exit(2);
}

const CARDINALITY = { level: 7, country: 45, city: 60, language: 24, industry: 20, workplace: 3, month: 30 } as const;
type Dimension = keyof typeof CARDINALITY;
const DIMENSIONS = Object.keys(CARDINALITY) as Dimension[];
const EMPLOYERS = 20_000;
const uniform = uniformsOf(1);
/** Few values are frequent, most are rare. */
const skewed = (count: number) => Math.floor(count * uniform() ** 2.2);
const codes = Object.fromEntries(
  DIMENSIONS.map((name) => [name, Uint16Array.from({ length: size }, () => skewed(CARDINALITY[name]))]),
) as Record<Dimension, Uint16Array>;
const employers = Uint32Array.from({ length: size }, () => skewed(EMPLOYERS));
const logs = Float64Array.from(
  { length: size },
  (_, i) => 11 + 0.1 * codes.level[i]! + 0.01 * codes.country[i]! + 0.3 * (employers[i]! / EMPLOYERS) + 0.3 * (uniform() - 0.5),
);
const mids = logs.map((value) => Math.round(Math.exp(value) / 500) * 500);

const timed = <T>(work: () => T): { ms: number; result: T } => {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
};
const at = (values: readonly number[], p: number) => quantileOfSorted(Float64Array.from(values).sort(), p)!;
const shown = (ms: number) => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} ms`;

// 1. One regression: columns of every value but each dimension's first.
const offsets = new Map<Dimension, number>();
let columns = 0;
for (const name of DIMENSIONS.filter((one) => one !== 'month')) {
  offsets.set(name, columns - 1);
  columns += CARDINALITY[name] - 1;
}
const activeOf = (i: number) => [...offsets].filter(([name]) => codes[name][i]! > 0).map(([name, offset]) => offset + codes[name][i]!);
const built = timed(() => sparseDesignOf(logs, employers, columns, activeOf));
const design = built.result;

/** X'X of demeaned rows written out in full, on a part of the rows, scaled up: what the sparse way avoids. */
function denseCross({ employerStarts, rowStarts, active }: SparseDesign, rows: number): number {
  const start = performance.now();
  const cross = new Float64Array(columns * columns);
  let done = 0;
  for (let g = 0; g + 1 < employerStarts.length && done < rows; g++) {
    const [from, to] = [employerStarts[g]!, employerStarts[g + 1]!];
    const mean = new Float64Array(columns);
    for (let a = rowStarts[from]!; a < rowStarts[to]!; a++) mean[active[a]!] = mean[active[a]!]! + 1 / (to - from);
    for (let i = from; i < to; i++) {
      const row = mean.map((value) => -value);
      for (let a = rowStarts[i]!; a < rowStarts[i + 1]!; a++) row[active[a]!] = row[active[a]!]! + 1;
      for (let x = 0; x < columns; x++) {
        const value = row[x]!;
        for (let y = 0; y <= x; y++) cross[x * columns + y] = cross[x * columns + y]! + value * row[y]!;
      }
      done++;
    }
  }
  return ((performance.now() - start) * size) / done;
}
const fits = Array.from({ length: 7 }, () => timed(() => fitWithinEmployers(design)));
const dense = denseCross(design, Math.min(size, 20_000));
const fit = fits[0]!.result;
if ('refusal' in fit) throw new Error(fit.refusal);
const regression = at(
  fits.map((one) => one.ms),
  0.5,
);
console.log(
  `regression, ${columns} columns, ${size.toLocaleString('en-GB')} rows, ${fit.employers.toLocaleString('en-GB')} employers absorbed, clustered errors:`,
);
console.log(
  `  ${shown(regression)} (median of 7; columns built in ${shown(built.ms)}); dense cross products alone ${shown(dense)}: ${(dense / regression).toFixed(0)} times`,
);
console.log(
  `  level effects 1 to 3: ${[1, 2, 3].map((level) => fit.coefficients[offsets.get('level')! + level]!.toFixed(4)).join(' ')} (made with 0.1 0.2 0.3)`,
);

// 2. Summaries: columns in the order of pay against filtering, gathering and sorting each group.
const names = (name: Dimension) => Array.from({ length: CARDINALITY[name] }, (_, i) => `${name} ${i}`);
const loaded = timed(() =>
  createPayColumns({
    mids,
    mins: mids.map((mid) => mid * 0.9),
    maxs: mids.map((mid) => mid * 1.1),
    employers,
    dimensions: Object.fromEntries(DIMENSIONS.map((name) => [name, { values: names(name), codes: codes[name] }])),
  }),
);
const payColumns = loaded.result;
const is = (dimension: Dimension, code: number) => ({ dimension, any: [code] });
const SHAPES: readonly (readonly [string, () => PayQuery])[] = [
  ['all by country', () => ({ where: [], by: ['country'] })],
  ['all by language', () => ({ where: [], by: ['language'] })],
  ['1 filter by city', () => ({ where: [is('country', skewed(45))], by: ['city'] })],
  ['1 filter by level', () => ({ where: [is('language', skewed(24))], by: ['level'] })],
  ['2 filters by industry', () => ({ where: [is('country', skewed(45)), is('level', 1 + skewed(5))], by: ['industry'] })],
  [
    '3 filters by language',
    () => ({ where: [is('country', skewed(45)), is('level', 1 + skewed(5)), is('industry', skewed(20))], by: ['language'] }),
  ],
  ['trend: 2 filters by month', () => ({ where: [is('language', skewed(24)), is('level', 1 + skewed(5))], by: ['month'] })],
  ['trend: all by month', () => ({ where: [], by: ['month'] })],
  ['cube country×language×level', () => ({ where: [], by: ['country', 'language', 'level'] })],
];
const PROBABILITIES = [0.25, 0.5, 0.75];

function sortingWay({ where, by }: PayQuery): Map<string, number[]> {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < size; i++) {
    if (!where.every(({ dimension, any }) => any!.includes(codes[dimension as Dimension][i]!))) continue;
    let key = 0;
    for (const name of by) key = key * 64 + codes[name as Dimension][i]!;
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [mids[i]!]);
    else own.push(mids[i]!);
  }
  const keyOf = (key: number) => by.map((_, d) => Math.floor(key / 64 ** (by.length - 1 - d)) % 64).join();
  return new Map(
    [...groups].map(([key, own]) => [keyOf(key), PROBABILITIES.map((p) => quantileOfSorted(Float64Array.from(own).sort(), p)!)]),
  );
}

const ways: Record<'columns' | 'cells' | 'sorting', number[]> = { columns: [], cells: [], sorting: [] };
let compared = 0;
let different = 0;
console.log(
  `\nsummaries (columns built in ${shown(loaded.ms)}); ms p50/p95:  quartiles from columns | whole cells: rule, intervals, medians of ends | gathering and sorting`,
);
for (const [name, draw] of SHAPES) {
  const queries = Array.from({ length: 12 }, draw);
  const cellInput = { currency: 'EUR', listings: [] };
  for (const query of queries.slice(0, 4)) {
    groupQuantiles(payColumns, query, PROBABILITIES);
    columnsSummary(payColumns, { ...query, ...cellInput });
  }
  const times = queries.map((query) => timed(() => groupQuantiles(payColumns, query, PROBABILITIES)));
  const cells = queries.map((query) => timed(() => columnsSummary(payColumns, { ...query, ...cellInput })).ms);
  const sorted = queries.slice(0, 4).map((query) => timed(() => sortingWay(query)));
  sorted.forEach(({ result }, i) => {
    for (const cell of times[i]!.result) {
      compared++;
      if (result.get(cell.codes.join())?.join() !== cell.quantiles.join()) different++;
    }
    if (result.size !== times[i]!.result.length) different++;
  });
  ways.columns.push(...times.map((one) => one.ms));
  ways.cells.push(...cells);
  ways.sorting.push(...sorted.map((one) => one.ms));
  const pair = (values: readonly number[]) => `${at(values, 0.5).toFixed(2)}/${at(values, 0.95).toFixed(2)}`.padStart(16);
  console.log(`  ${name.padEnd(30)}${pair(times.map((one) => one.ms))}${pair(cells)}${pair(sorted.map((one) => one.ms))}`);
}
const p95 = Object.fromEntries(Object.entries(ways).map(([way, values]) => [way, Number(at(values, 0.95).toFixed(2))]));
console.log(`  all shapes p95: ${JSON.stringify(p95)}; ${compared} cells compared, ${different} different`);

// 3. The same questions of the named peers, one after the other in this process.
const peerP95: Record<string, number> = {};
if (args.includes('--peers')) {
  for (const open of [postgresPeer, duckPeer]) {
    const peer = await open({ mids, codes });
    try {
      const times: number[] = [];
      for (const draw of SHAPES.map(([, shape]) => shape)) {
        const queries = Array.from({ length: 6 }, draw);
        for (const query of queries.slice(0, 2)) await peer.quartiles(query);
        for (const query of queries) {
          const start = performance.now();
          const told = await peer.quartiles(query);
          times.push(performance.now() - start);
          for (const cell of groupQuantiles(payColumns, query, PROBABILITIES)) {
            compared++;
            if (told.get(cell.codes.join())?.join() !== cell.quantiles.join()) different++;
          }
        }
      }
      peerP95[peer.name] = Number(at(times, 0.95).toFixed(1));
      console.log(
        `  ${peer.name}: p50/p95 ${at(times, 0.5).toFixed(1)}/${at(times, 0.95).toFixed(1)} ms, ${(at(times, 0.95) / (p95['columns'] ?? 1)).toFixed(1)} times the columns' p95`,
      );
    } finally {
      await peer.stop();
    }
  }
  console.log(`  ${compared} cells compared, ${different} different`);
}

// 4. The whole refresh on rows as the database gives them.
const rows = Array.from({ length: size }, (_, i): PayFacts => ({
  listingId: i,
  employerId: employers[i]!,
  annualMin: mids[i]! * 0.9,
  annualMax: mids[i]! * 1.1,
  currency: 'EUR',
  eurMid: mids[i]!,
  month: `${2024 + Math.floor(codes.month[i]! / 12)}-${String((codes.month[i]! % 12) + 1).padStart(2, '0')}`,
  level: (['unmarked', 'entry', 'mid', 'senior', 'director', 'vp', 'manager'] as const)[codes.level[i]!]!,
  title: null,
  specialisation: null,
  languages: [`language ${codes.language[i]}`],
  country: `C${codes.country[i]}`,
  region: null,
  city: `city ${codes.city[i]! % 9}`,
  industry: null,
  workplace: (['onsite', 'hybrid', 'remote'] as const)[codes.workplace[i]!]!,
  tags: [],
  source: 'invented',
}));
const factors = timed(() => salaryFactors({ rows, currency: null }));
const trend = timed(() => salaryTrend({ rows, currency: null }));
const published = factors.result.factors.filter((one) => one.premium !== null).length;
const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
console.log(
  `\nrefresh: factors ${shown(factors.ms)} (${published} published of ${factors.result.factors.length}), trend ${shown(trend.ms)} (${trend.result.points.length} months); ${memory} MiB resident, rows included`,
);
console.log(
  JSON.stringify({
    rows: size,
    columns,
    regressionMs: Number(regression.toFixed(1)),
    denseMs: Math.round(dense),
    summaryP95Ms: p95,
    peerP95Ms: peerP95,
    cellsCompared: compared,
    cellsDifferent: different,
    factorsMs: Math.round(factors.ms),
    trendMs: Math.round(trend.ms),
    residentMiB: memory,
  }),
);

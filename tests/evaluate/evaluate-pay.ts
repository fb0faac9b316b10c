// npx tsx --conditions=source tests/evaluate/evaluate-pay.ts --corpus DIR
import type { PayFacts, SalaryFactor } from '#src/domain/salary-factor';
import { quantileOfSorted } from '#src/insights/quantiles';
import { createPayEstimator } from '#src/insights/salary-estimate';
import { salaryFactors } from '#src/insights/salary-factors';
import { salaryTrend } from '#src/insights/salary-trend';
import { aiJobsRows, atsRows, levelsFyiRows, readTable } from './pay-tables.js';

const args = process.argv.slice(2);
const corpus = args[args.indexOf('--corpus') + 1];
if (!args.includes('--corpus') || corpus === undefined) {
  console.error('usage: evaluate-pay --corpus DIR');
  process.exit(2);
}

const percent = (share: number | null) => (share === null ? '–' : `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)} %`);
const rounded = (value: number | null, digits = 4) => (value === null ? null : Number(value.toFixed(digits)));
const employersOf = (rows: readonly PayFacts[]) => new Set(rows.map((row) => row.employerId)).size;
const bare = (row: PayFacts): PayFacts => ({ ...row, languages: [], city: null, country: null, workplace: null, source: '' });

function line(name: string, factor: SalaryFactor | undefined): string {
  if (factor === undefined) return `${name}: not in the table`;
  const interval =
    factor.interval === null ? (factor.suppressedReason ?? '') : `[${percent(factor.interval.low)}, ${percent(factor.interval.high)}]`;
  return `${name}: raw ${percent(factor.rawDifference)}, all else equal ${percent(factor.premium)} ${interval}, ${factor.n} against ${factor.nAgainst}, ${factor.employers} employers with both`;
}

/** The contrasts of method D2, each with the model of its row there: level on the employer only, the rest on level too. */
function contrasts(rows: readonly PayFacts[]) {
  const find = (asked: readonly PayFacts[], dimension: string, value: string) =>
    salaryFactors({ rows: asked, currency: 'USD', baseLevel: 'unmarked' }).factors.find(
      (one) => one.dimension === dimension && one.value === value,
    );
  const byLevel = rows.map(bare);
  const withSkill = (skill: string) => rows.map((row) => ({ ...bare(row), languages: row.languages.filter((one) => one === skill) }));
  return [
    { name: 'senior against unmarked', method: [-0.141, 0.088], factor: find(byLevel, 'level', 'senior') },
    { name: 'staff+ against unmarked', method: [0.077, 0.306], factor: find(byLevel, 'level', 'staff+') },
    { name: 'Go', method: [-0.02, 0.026], factor: find(withSkill('go'), 'language', 'go') },
    { name: 'Java', method: [-0.109, -0.04], factor: find(withSkill('java'), 'language', 'java') },
    { name: 'AWS', method: [-0.065, -0.001], factor: find(withSkill('aws'), 'language', 'aws') },
    { name: 'PyTorch', method: [0.109, 0.087], factor: find(withSkill('pytorch'), 'language', 'pytorch') },
  ];
}

/** Median of the narrowest of (level, place), level, all that at least 10 listings share: what a plain table would say. */
function cellMedianOf(rows: readonly PayFacts[]): (row: PayFacts) => number {
  const cells = new Map<string, number[]>();
  const keysOf = (row: PayFacts) => [`${row.level} ${row.city ?? row.country}`, `${row.level} ${row.country}`, row.level, ''];
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) {
      const own = cells.get(key);
      if (own === undefined) cells.set(key, [(row.annualMin + row.annualMax) / 2]);
      else own.push((row.annualMin + row.annualMax) / 2);
    }
  }
  const medians = new Map(
    [...cells].filter(([, own]) => own.length >= 10).map(([key, own]) => [key, quantileOfSorted(Float64Array.from(own).sort(), 0.5)!]),
  );
  return (row) =>
    keysOf(row)
      .map((key) => medians.get(key))
      .find((median) => median !== undefined) ?? Number.NaN;
}

interface Held {
  readonly coverage: number;
  readonly coverageByEmployer: number;
  readonly medianError: number;
  readonly cellMedianError: number;
  readonly intervalWidth: number;
  readonly listings: number;
}

/** Estimates listings that the model did not see, in five parts; `partOf` says whether employers are held out whole. */
function heldOut(rows: readonly PayFacts[], partOf: (row: PayFacts) => number): Held | null {
  const errors: number[] = [];
  const cellErrors: number[] = [];
  const widths: number[] = [];
  const inside = new Map<number, boolean[]>();
  for (let part = 0; part < 5; part++) {
    const train = rows.filter((row) => partOf(row) !== part);
    const estimator = createPayEstimator({ rows: train, currency: 'USD' });
    if ('refusal' in estimator) return null;
    const cellMedian = cellMedianOf(train);
    for (const row of rows.filter((one) => partOf(one) === part)) {
      const mid = (row.annualMin + row.annualMax) / 2;
      const { mid: estimate, interval } = estimator.estimate(row);
      errors.push(Math.abs(estimate / mid - 1));
      cellErrors.push(Math.abs(cellMedian(row) / mid - 1));
      widths.push(interval.high / interval.low - 1);
      inside.set(row.employerId, [...(inside.get(row.employerId) ?? []), interval.low <= mid && mid <= interval.high]);
    }
  }
  const share = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length;
  const median = (values: number[]) => quantileOfSorted(Float64Array.from(values).sort(), 0.5)!;
  const byEmployer = [...inside.values()].map(share);
  return {
    coverage: rounded(share([...inside.values()].flat()))!,
    coverageByEmployer: rounded(byEmployer.reduce((sum, one) => sum + one, 0) / byEmployer.length)!,
    medianError: rounded(median(errors))!,
    cellMedianError: rounded(median(cellErrors))!,
    intervalWidth: rounded(median(widths))!,
    listings: errors.length,
  };
}

/** Spearman's rank correlation. */
function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 4) return null;
  const ranks = (values: readonly number[]) =>
    values.map((value) => values.filter((other) => other < value).length + values.filter((other) => other === value).length / 2);
  const [one, two] = [ranks(pairs.map((pair) => pair[0])), ranks(pairs.map((pair) => pair[1]))];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = (a: readonly number[], b: readonly number[]) => mean(a.map((value, i) => (value - mean(a)) * (b[i]! - mean(b))));
  return covariance(one, two) / Math.sqrt(covariance(one, one) * covariance(two, two));
}

/** Median pay of survey answers by value, of those that at least `fewest` gave. */
function surveyMedians(
  answers: readonly { readonly values: readonly string[]; readonly pay: number }[],
  fewest: number,
): Map<string, number> {
  const groups = new Map<string, number[]>();
  for (const { values, pay } of answers) for (const value of values) groups.set(value, [...(groups.get(value) ?? []), pay]);
  return new Map(
    [...groups]
      .filter(([, pays]) => pays.length >= fewest)
      .map(([value, pays]) => [value, quantileOfSorted(Float64Array.from(pays).sort(), 0.5)!]),
  );
}

/** Names of the survey for codes of the tables. */
const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  US: 'United States of America',
  GB: 'United Kingdom of Great Britain and Northern Ireland',
  DE: 'Germany',
  FR: 'France',
  ES: 'Spain',
  IN: 'India',
  CA: 'Canada',
  NL: 'Netherlands',
  PL: 'Poland',
  PT: 'Portugal',
  IT: 'Italy',
  BR: 'Brazil',
  AU: 'Australia',
  CH: 'Switzerland',
  SE: 'Sweden',
  AT: 'Austria',
  UA: 'Ukraine',
};

function compareRanks(
  title: string,
  pairs: readonly { readonly name: string; readonly survey: number; readonly model: number }[],
): number | null {
  const correlation = rankCorrelation(pairs.map((pair) => [pair.survey, pair.model]));
  console.log(`\n${title}: rank correlation ${correlation === null ? 'too few to say' : correlation.toFixed(2)}`);
  for (const pair of pairs.toSorted((a, b) => b.survey - a.survey)) {
    console.log(
      `  ${pair.name.padEnd(14)} survey median ${Math.round(pair.survey).toLocaleString('en-GB').padStart(9)} USD   model ${percent(pair.model)}`,
    );
  }
  return rounded(correlation, 2);
}

const ats = atsRows(corpus);
console.log(
  `ATS table: ${ats.length} postings with yearly pay in USD, ${employersOf(ats)} employers (method D2: 2,368 and 146; half of the companies are here)`,
);
const compared = contrasts(ats);
for (const { name, method, factor } of compared)
  console.log(`  ${line(name, factor)}; method D2 ${percent(method[0]!)} and ${percent(method[1]!)}`);
const full = salaryFactors({ rows: ats, currency: 'USD', baseLevel: 'unmarked' });
console.log(`\nall factors of the ATS table (R² within ${full.rSquaredWithin?.toFixed(2)}, ${full.winsorised} pulled in):`);
for (const factor of full.factors.filter((one) => one.premium !== null)) {
  console.log(`  ${line(`${factor.dimension} ${factor.value} against ${factor.against}`, factor)}${factor.differsFromZero ? ' *' : ''}`);
}

const whole = (row: PayFacts) => row.employerId % 5;
const single = (row: PayFacts) => row.listingId % 5;
const aiJobs = aiJobsRows(corpus);
const levels = levelsFyiRows(corpus);
const coverage: Record<string, Held | null> = {
  'ATS, employers held out whole': heldOut(ats, whole),
  'ATS, employer known': heldOut(ats, single),
  'levels.fyi, employers held out whole': heldOut(levels, whole),
  'levels.fyi, employer known': heldOut(levels, single),
  'ai-jobs-net, title and size held out whole': heldOut(aiJobs, whole),
};
console.log('\nestimates of listings whose pay was hidden (80 % intervals):');
for (const [name, held] of Object.entries(coverage)) {
  if (held === null) console.log(`  ${name}: too few`);
  else
    console.log(
      `  ${name}: ${held.listings} listings, inside ${(100 * held.coverage).toFixed(1)} % (mean of employers ${(100 * held.coverageByEmployer).toFixed(1)} %), median error ${(100 * held.medianError).toFixed(1)} % against ${(100 * held.cellMedianError).toFixed(1)} % of plain cell medians, top ${(100 * held.intervalWidth).toFixed(0)} % above bottom`,
    );
}

const trend = salaryTrend({ rows: aiJobs.map((row) => ({ ...row, country: row.country === 'US' ? 'US' : null })), currency: 'USD' });
console.log('\nindex of ai-jobs-net by year, like for like (title and size of the company), raw median beside:');
for (const point of trend.points) {
  const index =
    point.index === null
      ? (point.suppressedReason ?? '')
      : `${point.index.toFixed(1)} [${point.interval!.low.toFixed(1)}, ${point.interval!.high.toFixed(1)}]`;
  console.log(
    `  ${point.period.slice(0, 4)}: ${index}, raw ${point.rawMedian === null ? '–' : Math.round(point.rawMedian).toLocaleString('en-GB')}, n ${point.n}`,
  );
}

const world = readTable(corpus, 'survey/so-survey-2025.csv')
  .map((row) => ({ values: [row['Country']!], pay: Number(row['ConvertedCompYearly']) }))
  .filter((answer) => answer.pay > 5_000 && answer.pay < 1_000_000);
const countryMedians = surveyMedians(world, 8);
const countries = salaryFactors({ rows: aiJobs, currency: 'USD' }).factors.filter(
  (one) => one.dimension === 'country' && one.premium !== null,
);
const countryRanks = compareRanks(
  'countries, Stack Overflow 2025 against ai-jobs-net',
  countries.flatMap((factor) => {
    const survey = countryMedians.get(COUNTRY_NAMES[factor.value] ?? '');
    return survey === undefined ? [] : [{ name: factor.value, survey, model: factor.premium! }];
  }),
);
const american = readTable(corpus, 'survey/so-survey-2023-us.csv.gz').map((row) => ({
  values: row['LanguageHaveWorkedWith']!.split(';').map((name) => name.replace('C#', 'csharp').replace('C++', 'cpp').toLowerCase()),
  pay: Number(row['Salary']),
}));
const languageMedians = surveyMedians(
  american.filter((answer) => answer.pay > 15_000),
  30,
);
const languageRanks = compareRanks(
  'languages, Stack Overflow 2023 (US) against the ATS table, all else equal',
  full.factors
    .filter((one) => one.dimension === 'language' && one.premium !== null)
    .flatMap((factor) => {
      const survey = languageMedians.get(factor.value);
      return survey === undefined ? [] : [{ name: factor.value, survey, model: factor.premium! }];
    }),
);

console.log(
  JSON.stringify({
    ats: { listings: ats.length, employers: employersOf(ats), rSquaredWithin: rounded(full.rSquaredWithin) },
    contrasts: compared.map(({ name, method, factor }) => ({
      name,
      method,
      raw: rounded(factor?.rawDifference ?? null),
      premium: rounded(factor?.premium ?? null),
      interval: factor?.interval ? [rounded(factor.interval.low), rounded(factor.interval.high)] : null,
      n: factor?.n ?? 0,
      employers: factor?.employers ?? 0,
    })),
    estimates: coverage,
    trend: trend.points.map((point) => ({ year: point.period.slice(0, 4), index: rounded(point.index, 1), n: point.n })),
    rankCorrelation: { countries: countryRanks, languages: languageRanks },
  }),
);

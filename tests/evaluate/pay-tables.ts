import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PayFacts } from '#src/domain/salary-factor';
import { SKILLS } from '#src/domain/skill';

/** A row of a table by column name. */
export type TableRow = Readonly<Record<string, string>>;

/** Reads a CSV file with quoted fields, gzipped where the name says so. */
export function readTable(corpus: string, path: string): TableRow[] {
  const bytes = readFileSync(join(corpus, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[i + 1] === '"') field += text[++i]!;
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',' || character === '\n') {
      record.push(field);
      field = '';
      if (character === '\n') records.push(record.splice(0));
    } else if (character !== '\r') field += character;
  }
  if (field !== '' || record.length > 0) records.push([...record, field]);
  const header = records.shift() ?? [];
  return records.map((values) => Object.fromEntries(header.map((name, i) => [name, values[i] ?? ''])));
}

/** Whole numbers for names, in order of first sight. */
export function createCodes(): (name: string) => number {
  const codes = new Map<string, number>();
  return (name) => {
    const code = codes.get(name) ?? codes.size + 1;
    codes.set(name, code);
    return code;
  };
}

const UNKNOWN = {
  title: null,
  specialisation: null,
  languages: [],
  country: null,
  region: null,
  city: null,
  industry: null,
  workplace: null,
  tags: [],
} as const;

// The tables have rungs of their own (staff+, years of experience); the model takes any name for a level.
const levelOf = (name: string) => name as PayFacts['level'];

/** Yearly USD ranges of the ATS table, `wide` ones (top above twice the bottom) left out as in the product. */
export function atsRows(corpus: string): PayFacts[] {
  const slugs = new Map<string, string>(SKILLS.filter((skill) => skill.category === 'language').map((skill) => [skill.name, skill.slug]));
  const skills = new Map<string, string[]>();
  for (const row of readTable(corpus, 'tables/ats-postings-skills.csv.gz')) {
    const slug =
      slugs.get(row['skill']!) ?? (row['skill'] === 'AWS' || row['skill'] === 'PyTorch' ? row['skill'].toLowerCase() : undefined);
    if (slug !== undefined) skills.set(row['job_uid']!, [...(skills.get(row['job_uid']!) ?? []), slug]);
  }
  const codeOf = createCodes();
  return readTable(corpus, 'tables/ats-postings-2026-07-08.csv.gz').flatMap((row, i): PayFacts[] => {
    const [min, max] = [Number(row['salary_min_orig']), Number(row['salary_max_orig'])];
    const yearly = ['year', '1 YEAR', 'per-year-salary'].includes(row['salary_interval_orig']!);
    if (row['currency_original'] !== 'USD' || !yearly || !(min >= 15_000) || !(max <= 1_500_000) || max < min || max > 2 * min) return [];
    const level = row['is_management'] === 'True' ? 'manager' : row['seniority'] === 'unspecified' ? 'unmarked' : row['seniority']!;
    return [
      {
        ...UNKNOWN,
        listingId: i,
        employerId: codeOf(row['company']!),
        annualMin: min,
        annualMax: max,
        currency: 'USD',
        eurMid: null,
        month: row['first_seen']!.slice(0, 7),
        level: levelOf(level),
        languages: skills.get(row['job_uid']!) ?? [],
        country: row['region'] === 'us' ? 'US' : null,
        city: row['region'] === 'us' ? row['location_raw']!.split(/[,;|]/)[0]!.trim() : null,
        workplace: row['is_remote'] === 'True' ? 'remote' : null,
        source: row['source']!,
      },
    ];
  });
}

/** Survey-like salaries by year. They name no employer: job title, size and place of the company stand in for one. */
export function aiJobsRows(corpus: string): PayFacts[] {
  const codeOf = createCodes();
  return readTable(corpus, 'tables/ai-jobs-net-salaries-2025-01.csv.gz').flatMap((row, i): PayFacts[] => {
    const usd = Number(row['salary_in_usd']);
    if (!(usd >= 15_000 && usd <= 1_500_000) || row['employment_type'] !== 'FT') return [];
    return [
      {
        ...UNKNOWN,
        listingId: i,
        employerId: codeOf(`${row['job_title']}/${row['company_size']}`),
        annualMin: usd,
        annualMax: usd,
        currency: 'USD',
        eurMid: null,
        month: `${row['work_year']}-01`,
        level: levelOf(row['experience_level']!),
        country: row['company_location']!,
        workplace: row['remote_ratio'] === '100' ? 'remote' : null,
        source: 'ai-jobs-net',
      },
    ];
  });
}

/** Total yearly pay (not base) of software engineers; levels by years of experience as the product infers them. */
export function levelsFyiRows(corpus: string): PayFacts[] {
  const codeOf = createCodes();
  return readTable(corpus, 'tables/levels-fyi-2021.csv.gz').flatMap((row, i): PayFacts[] => {
    const pay = Number(row['totalyearlycompensation']);
    if (!(pay >= 15_000 && pay <= 1_500_000) || row['title'] !== 'Software Engineer') return [];
    const years = Number(row['yearsofexperience']);
    const [city, region, country] = row['location']!.split(',').map((part) => part.trim());
    return [
      {
        ...UNKNOWN,
        listingId: i,
        employerId: codeOf(row['company']!.trim().toLowerCase()),
        annualMin: pay,
        annualMax: pay,
        currency: 'USD',
        eurMid: null,
        month: '2021-01',
        level: levelOf(years < 3 ? '0–2 years' : years < 5 ? '3–4 years' : years < 10 ? '5–9 years' : '10+ years'),
        country: country ?? 'US',
        region: region ?? null,
        city: city ?? null,
        source: 'levels-fyi',
      },
    ];
  });
}

import { EMPTY_RAW_POSTING, type RawPosting } from '../domain/raw-posting.js';
import type { Industry } from '../domain/industry.js';
import { createRandom, type Random } from './random.js';
import { BENEFITS, COMPANY_FIRST, COMPANY_SECOND, DUTIES, INDUSTRY_FACTOR, PLACES, RUNGS, STACKS, TEAMS } from './invented-words.js';

export interface InventedCompany {
  readonly name: string;
  readonly slug: string;
  readonly industry: Industry;
  readonly source: string;
  /** How this employer pays beside its like: 1 is the middle. */
  readonly pays: number;
}

export interface InventedPosting {
  readonly company: InventedCompany;
  readonly raw: RawPosting;
  readonly firstSeenAt: Date;
  /** `null`: still open at `until`. */
  readonly closedAt: Date | null;
}

export interface Invention {
  readonly seed: number;
  readonly postings: number;
  readonly companies: number;
  /** Days of history before `until`. */
  readonly days: number;
  readonly until: Date;
}

const DAY_MS = 86_400_000;
const SOURCES = ['greenhouse', 'ashby', 'lever'] as const;

function inventCompanies(random: Random, count: number): InventedCompany[] {
  const companies: InventedCompany[] = [];
  for (let i = 0; i < count; i += 1) {
    const [second, industry] = COMPANY_SECOND[
      (i * 5 + Math.floor(i / COMPANY_FIRST.length) * 3) % COMPANY_SECOND.length
    ] as (typeof COMPANY_SECOND)[number];
    const first = COMPANY_FIRST[i % COMPANY_FIRST.length] as string;
    const round = Math.floor(i / (COMPANY_FIRST.length * COMPANY_SECOND.length));
    const name = `${first} ${second}${round === 0 ? '' : ` ${round + 1}`} (invented)`;
    companies.push({
      name,
      slug: `invented-${name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/-invented-$/, '')}-${i}`,
      industry,
      source: SOURCES[i % SOURCES.length] as string,
      pays: Math.exp(random.normal() * 0.12),
    });
  }
  return companies;
}

const roundTo = (amount: number, step: number) => Math.round(amount / step) * step;
const some = <T>(random: Random, items: readonly T[], count: number): T[] => {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random.next() * left.length), 1)[0] as T);
};

/**
 * Invents postings of companies that do not exist, oldest first: the demo and the benches share them.
 * The same `Invention` gives the same postings. Pay follows place, level, language, industry and employer, with noise.
 */
export function* inventPostings({ seed, postings, companies: companyCount, days, until }: Invention): Generator<InventedPosting> {
  const random = createRandom(seed);
  const companies = inventCompanies(random, companyCount);
  const start = until.getTime() - days * DAY_MS;
  for (let i = 0; i < postings; i += 1) {
    // A few employers post much more than the rest.
    const company = companies[Math.floor(random.next() ** 1.7 * companies.length)] as InventedCompany;
    const place = random.weighted(PLACES.map((item) => [item, item.weight] as const));
    const stack = random.weighted(STACKS.map((item) => [item, item.weight] as const));
    const rung = random.weighted(RUNGS.map((item) => [item, item.weight] as const));
    const team = random.pick(TEAMS);
    const role = random.pick(stack.roles);
    const title = random.pick(rung.words).replace('{role}', role) + (random.next() < 0.4 ? `, ${team}` : '');
    const remote = random.next();
    const firstSeenAt = new Date(start + ((i + random.next()) / postings) * days * DAY_MS);
    const openDays = Math.max(2, Math.exp(3.4 + random.normal() * 0.7));
    const closes = firstSeenAt.getTime() + openDays * DAY_MS;

    const trend = 1 + (0.03 * (firstSeenAt.getTime() - start)) / (365 * DAY_MS);
    const middle =
      place.base *
      rung.factor *
      stack.factor *
      (INDUSTRY_FACTOR[company.industry] ?? 1) *
      company.pays *
      trend *
      Math.exp(random.normal() * 0.08);
    const half = 0.08 + random.next() * 0.07;
    const step = place.base > 200_000 ? 6_000 : 1_000;
    const [min, max] = [roundTo(middle * (1 - half), step), roundTo(middle * (1 + half), step)];
    const states = random.next() < place.statesPay;
    const inField = states && random.next() < 0.7;
    const money = (amount: number) => `${place.currency} ${amount.toLocaleString('en-GB')}`;
    const quote = `${money(min)} – ${money(max)} per year`;
    const described = [
      `<p>${company.name} is an invented employer. The ${team} team looks for a ${title} in ${place.city}.</p>`,
      `<h3>What you will do</h3><ul>${some(random, DUTIES, 5)
        .map((duty) => `<li>${duty}</li>`)
        .join('')}</ul>`,
      `<h3>What you bring</h3><ul><li>${rung.years}+ years of experience in backend development</li><li>${stack.language} in production</li>${some(
        random,
        stack.with,
        3,
      )
        .map((skill) => `<li>${skill}</li>`)
        .join('')}</ul>`,
      states && !inField ? `<p>The salary range for this role is ${quote}, gross.</p>` : '',
      `<h3>What you get</h3><ul>${some(random, BENEFITS, 3)
        .map((benefit) => `<li>${benefit}</li>`)
        .join('')}</ul>`,
    ].join('\n');

    yield {
      company,
      firstSeenAt,
      closedAt: closes < until.getTime() ? new Date(closes) : null,
      raw: {
        ...EMPTY_RAW_POSTING,
        externalId: `invented-${seed}-${i}`,
        title,
        url: `https://example.com/${company.slug}/${i}`,
        applyUrl: `https://example.com/${company.slug}/${i}/apply`,
        company: company.name,
        description: described,
        locations: [remote < 0.25 ? `Remote (${place.country})` : place.city],
        country: place.country,
        workplace: remote < 0.25 ? 'Remote' : remote < 0.6 ? 'Hybrid' : 'OnSite',
        employmentType: rung.words[0]?.includes('Intern') === true ? 'Intern' : 'FullTime',
        salaries: inField ? [{ min, max, currency: place.currency, period: 'year', label: null, kind: 'base', quote }] : [],
        postedAt: firstSeenAt.toISOString(),
        language: 'en',
      },
    };
  }
}

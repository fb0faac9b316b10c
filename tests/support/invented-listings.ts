import { LEVELS, GUIDE_LEVELS, type Level } from '#src/domain/level';
import { CANONICAL_TITLES } from '#src/domain/title';
import { INDUSTRIES } from '#src/domain/industry';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { WORKPLACES, type Location, type RemoteScope } from '#src/domain/location';
import type { Salary } from '#src/domain/salary';
import type { PostingWrite } from '#src/store';
import { placeOf, postingWriteOf, salaryOf } from './posting-writes.js';

/** A small generator with a seed: the same run every time. */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], most: number): T[] => [...new Set(Array.from({ length: below(most + 1) }, () => pick(list)))];
  return { next, below, pick, some, chance: (share: number) => next() < share };
}
export type Random = ReturnType<typeof randomOf>;

const PLACES: readonly Location[] = [
  { ...placeOf('Berlin', 'DE', 'Berlin'), latitude: 52.52437, longitude: 13.41053 },
  { ...placeOf('München', 'DE', 'Bavaria'), latitude: 48.13743, longitude: 11.57549 },
  { ...placeOf('Zürich', 'CH', 'Zürich'), latitude: 47.36667, longitude: 8.55 },
  { ...placeOf('Cambridge', 'GB', 'England'), latitude: 52.2, longitude: 0.11667 },
  placeOf('Cambridge', 'US', 'Massachusetts'),
  placeOf('New York', 'US', 'New York'),
  placeOf(null, 'FR'),
  placeOf(null, null),
];
const scopeOf = (include: readonly string[], exclude: readonly string[] = [], worldwide = false): RemoteScope => ({
  worldwide,
  include,
  exclude,
  utcFrom: null,
  utcTo: null,
});
const SCOPES: readonly RemoteScope[] = [
  scopeOf(['EU']),
  scopeOf(['US-CA', 'CA']),
  scopeOf(['EMEA'], ['DE']),
  scopeOf([], [], true),
  scopeOf([], ['US'], true),
];
const LANGUAGES = ['go', 'rust', 'java', 'cpp', 'python'] as const;
const OTHERS = ['kafka', 'postgresql', 'kubernetes', 'dotnet'] as const;
const WORDS = [
  'distributed',
  'systems',
  'event',
  'driven',
  'C++',
  'payments',
  'low',
  'latency',
  'Node.js',
  'team',
  'rust',
  'ledger',
] as const;
const COMPANIES = ['Acme', 'Beta Labs', 'Gamma', 'Delta & Söhne', 'Epsilon'] as const;
const CURRENCIES = ['EUR', 'USD', 'SEK', 'XXX'] as const;

function levelsOf(random: Random): { level: Level; levelMin: Level; levelMax: Level } {
  const level = random.pick(LEVELS);
  const at = (GUIDE_LEVELS as readonly string[]).indexOf(level);
  const above = GUIDE_LEVELS[at + 1];
  return { level, levelMin: level, levelMax: at >= 0 && above !== undefined && random.chance(0.3) ? above : level };
}

function salariesOf(random: Random): Salary[] {
  if (random.chance(0.5)) return [];
  const low = 20_000 + random.below(40) * 5_000;
  const stated = salaryOf(low, low + random.below(8) * 5_000, random.pick(CURRENCIES));
  if (random.chance(0.1)) return [{ ...stated, max: null, annualMax: null, bound: 'from' }];
  if (random.chance(0.1)) return [{ ...stated, period: 'once', annualMin: null, annualMax: null, kind: 'bonus' }];
  return [stated];
}

/** An invented posting; values are skewed enough that filters find some and not all. */
export function inventedPosting(random: Random, id: string, now: Date): PostingWrite {
  const languages = random.some(LANGUAGES, 3);
  const postedAt = new Date(now.getTime() - random.below(60) * 43_200_000);
  return postingWriteOf({
    id,
    company: random.pick(COMPANIES),
    text: random.chance(0.1) ? null : Array.from({ length: 4 + random.below(8) }, () => random.pick(WORDS)).join(' '),
    raw: {
      title: `${random.pick(['Backend', 'Senior Backend', 'Platform', 'C++'])} ${random.pick(['Engineer', 'Developer'])}`,
      postedAt: random.chance(0.9) ? postedAt.toISOString() : null,
    },
    derived: {
      ...levelsOf(random),
      levelBasis: random.chance(0.2) ? 'default' : 'title',
      isBackend: random.chance(0.9) ? 'yes' : 'maybe',
      canonicalTitle: random.chance(0.9) ? random.pick(CANONICAL_TITLES.slice(0, 12)) : null,
      specialisation: random.chance(0.4) ? random.pick(SPECIALISATIONS) : null,
      languages,
      skills: random.some(OTHERS, 3),
      skillUses: languages.map((slug) => ({ slug, required: random.chance(0.5) })),
      industry: random.chance(0.6) ? random.pick(INDUSTRIES.slice(0, 5)) : null,
      workplace: random.chance(0.7) ? random.pick(WORKPLACES) : null,
      remoteScope: random.chance(0.4) ? random.pick(SCOPES) : null,
      locations: random.some(PLACES, 2),
      salaries: salariesOf(random),
    },
  });
}

/** A query as a reader types or clicks it, from values that occur (and a few that do not). */
export function inventedQuery(random: Random): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const choose = (key: string, values: readonly string[], share: number) => {
    if (!random.chance(share)) return;
    query[key] = random.some(values, 3).map((value) => (random.chance(0.2) ? `not:${value}` : value));
  };
  choose('level', LEVELS, 0.25);
  choose('title', CANONICAL_TITLES.slice(0, 14), 0.12);
  choose('specialisation', [...SPECIALISATIONS, 'none'], 0.15);
  choose('language', LANGUAGES, 0.2);
  choose('skill', OTHERS, 0.15);
  choose('industry', [...INDUSTRIES.slice(0, 6), 'unknown'], 0.15);
  choose('country', ['DE', 'US', 'gb', 'FR', 'JP', 'unknown'], 0.2);
  choose('livingIn', ['DE', 'us', 'FR', 'JP'], 0.12);
  if (random.chance(0.12)) {
    query['near'] = random.pick(['Berlin@52.52,13.41', 'Augsburg@48.37,10.88', 'Konstanz@47.66,9.18', 'Nowhere@0,0']);
    if (random.chance(0.7)) query['withinKm'] = String(random.pick([1, 60, 120, 700]));
  }
  choose('region', ['bavaria', 'England', 'unknown', 'Nowhere'], 0.08);
  choose('city', ['munchen', 'Cambridge', 'ZÜRICH', 'unknown', 'Atlantis'], 0.15);
  choose('workplace', [...WORKPLACES, 'unknown'], 0.2);
  choose('pay', ['stated', 'unknown'], 0.15);
  choose('company', ['acme', 'beta-labs', 'delta-sohne', 'nobody'], 0.1);
  choose('source', ['ashby', 'remoteok', 'nowhere'], 0.1);
  if (random.chance(0.15)) query['salaryMin'] = String(20_000 + random.below(30) * 5_000);
  if (random.chance(0.1)) query['salaryMax'] = String(20_000 + random.below(30) * 5_000);
  if (random.chance(0.15)) query['unknownPay'] = random.pick(['keep', 'drop']);
  if (random.chance(0.15)) query['currency'] = random.pick(['EUR', 'USD', 'SEK', 'XXX', 'JPY']);
  if (random.chance(0.15)) query['postedAfter'] = random.pick(['7d', '14d', '2026-02-10', '0d']);
  if (random.chance(0.3)) query['status'] = random.pick(['any', 'closed', 'open']);
  if (random.chance(0.15)) query['backend'] = random.pick(['maybe', 'yes']);
  if (random.chance(0.3)) {
    const words = Array.from({ length: 1 + random.below(3) }, () => random.pick(WORDS));
    query['q'] = random.pick([
      words.join(' '),
      `"${words.join(' ')}"`,
      `${words[0]} -${random.pick(WORDS)}`,
      `-"${words.join(' ')}"`,
      'c++',
      '---',
      `${words[0]?.slice(0, 3)}*`,
      `syste* -${random.pick(WORDS)}`,
    ]);
  }
  return query;
}

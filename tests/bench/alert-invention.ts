import { ListingFilter } from '#src/domain/listing-filter';
import { GUIDE_LEVELS, type GuideLevel } from '#src/domain/level';
import type { MatchDocument } from '#src/domain/match-document';
import { SKILLS } from '#src/domain/skill';
import { WORKPLACES } from '#src/domain/location';
import { createRandom, type Random } from '#src/demo/random';
import { documentTerms } from '#src/text/search-terms';

const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language').map((skill) => skill.slug);
const OTHERS = SKILLS.filter((skill) => skill.category !== 'language').map((skill) => skill.slug);
const COUNTRIES = ['US', 'DE', 'GB', 'IN', 'PL', 'NL', 'FR', 'ES', 'CA', 'SE', 'PT', 'BR', 'RO', 'IE', 'CH', 'AT', 'CZ', 'DK', 'NO', 'IT'];
const COMPANIES = Array.from({ length: 1500 }, (_, at) => `company-${at}`);
const SYLLABLES = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'dra', 'pli', 'gro', 'sta', 'che', 'fun'];
/** 20,000 invented words, of which a text's are drawn by rank. */
const VOCABULARY = Array.from({ length: 20_000 }, (_, at) => {
  const [a, b, c, d] = [at % 16, (at >> 4) % 16, (at >> 8) % 16, (at >> 12) % 16];
  return `${SYLLABLES[a] ?? ''}${SYLLABLES[b] ?? ''}${SYLLABLES[c] ?? ''}${SYLLABLES[d] ?? ''}`;
});
const LEVEL_SHARES: readonly (readonly [GuideLevel, number])[] = [
  ['senior', 0.5],
  ['mid', 0.32],
  ['entry', 0.12],
  ['director', 0.04],
  ['vp', 0.015],
  ['executive', 0.005],
];

/** Few values often, many seldom (Zipf with exponent 1). */
const skewed = <T>(random: Random, values: readonly T[]): T =>
  values[Math.min(values.length - 1, Math.floor(values.length ** random.next()) - 1)] as T;

/** A word that some texts have and most have not: what people search by. */
const rare = (random: Random): string => VOCABULARY[Math.floor(20 * 100 ** random.next())] ?? '';

function level(random: Random): GuideLevel {
  let at = random.next();
  for (const [name, share] of LEVEL_SHARES) if ((at -= share) < 0) return name;
  return 'senior';
}

const several = <T>(random: Random, values: readonly T[], most: number): T[] => [
  ...new Set(Array.from({ length: 1 + Math.floor(random.next() * most) }, () => skewed(random, values))),
];

/** Saved searches as people make them: two or three facts each, popular values often, a third with words, a fifth with pay. */
export function inventFilters(count: number, seed: number): ListingFilter[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const raw: Record<string, unknown> = {};
    if (random.next() < 0.8) raw['level'] = level(random);
    if (random.next() < 0.7) raw['language'] = several(random, LANGUAGES, 2);
    if (random.next() < 0.6) raw['country'] = several(random, COUNTRIES, 3);
    if (random.next() < 0.35) raw['workplace'] = random.next() < 0.8 ? 'remote' : 'hybrid';
    if (random.next() < 0.15) raw['skill'] = several(random, OTHERS, 2);
    if (random.next() < 0.2) raw['salaryMin'] = 40_000 + 5000 * Math.floor(random.next() * 20);
    if (random.next() < 0.03) raw['company'] = skewed(random, COMPANIES);
    if (random.next() < 0.08) raw['language'] = [...((raw['language'] as string[] | undefined) ?? []), `not:${skewed(random, LANGUAGES)}`];
    if (random.next() < 0.4) raw['q'] = rare(random) + (random.next() < 0.3 ? ` -${skewed(random, VOCABULARY)}` : '');
    return ListingFilter.parse(raw);
  });
}

/** New listings with texts of about 4.5 KB. */
export function inventDocuments(count: number, seed: number): MatchDocument[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at): MatchDocument => {
    const own = level(random);
    const pay = random.next() < 0.5 ? null : 40_000 + Math.floor(random.next() * 120_000);
    const text = Array.from({ length: 600 }, () => skewed(random, VOCABULARY)).join(' ');
    const company = skewed(random, COMPANIES);
    return {
      id: at + 1,
      slug: 'listing',
      title: `Backend Engineer ${at}`,
      company,
      companySlug: company,
      canonicalTitle: null,
      level: own,
      levelMin: own,
      levelMax: random.next() < 0.1 ? (GUIDE_LEVELS[Math.min(GUIDE_LEVELS.indexOf(own) + 1, 5)] ?? own) : own,
      levelBasis: 'title',
      specialisation: null,
      isBackend: 'yes',
      languages: several(random, LANGUAGES, 3),
      skills: several(random, OTHERS, 8),
      industry: null,
      workplace: random.next() < 0.15 ? null : (WORKPLACES[Math.floor(random.next() * 3)] ?? null),
      locations: several(random, COUNTRIES, 2).map((country) => ({
        city: null,
        region: null,
        country,
        raw: country,
        latitude: null,
        longitude: null,
      })),
      remoteScope: null,
      salary: null,
      status: 'open',
      postedAt: '2026-11-22T00:00:00.000Z',
      firstSeenAt: '2026-11-23T00:00:00.000Z',
      lastConfirmedAt: '2026-11-23T00:00:00.000Z',
      closedAt: null,
      sources: ['ashby'],
      url: 'https://example.com/',
      terms: documentTerms([`Backend Engineer ${at}`, text]),
      eurMin: pay,
      eurMax: pay === null ? null : pay * 1.2,
    };
  });
}

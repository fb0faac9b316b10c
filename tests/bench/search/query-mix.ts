import type { ListingFilter, Sort } from '#src/domain/listing-filter';
import { ListingFilter as Rule } from '#src/domain/listing-filter';
import { createRandom } from '#src/demo/random';
import { PLAIN_WORDS, SET_PHRASES } from '#src/demo/invented-words-at-scale';
import type { FacetCounts } from '#src/store';

/** One search of the mix, as every engine is asked it. */
export interface MixQuery {
  readonly kind: string;
  readonly filter: ListingFilter;
  /** The words of the filter's `q`, without quotes; `null`: none. */
  readonly words: readonly string[] | null;
  readonly isPhrase: boolean;
  readonly sort: Sort;
  readonly facets: boolean;
  /** How many listings stand before the page. */
  readonly offset: number;
}

interface Wish {
  readonly q?: string;
  readonly sort?: Sort;
  readonly facets?: boolean;
  readonly offset?: number;
  readonly [key: string]: unknown;
}

/**
 * The 21 kinds of search that the mix has, `per` of each, with values drawn as often as they occur.
 * @param counts facets of everything, for values that exist
 */
export function queryMix(seed: number, per: number, counts: FacetCounts, companies: readonly string[]): readonly MixQuery[] {
  const random = createRandom(seed);
  const drawn = (facet: keyof FacetCounts) => {
    const values = (counts[facet] ?? []).filter(({ value, count }) => value !== 'unknown' && value !== 'none' && count > 0);
    const weighted = values.map(({ value, count }) => [value, count] as const);
    return () => random.weighted(weighted);
  };
  const rareOf = (facet: keyof FacetCounts) => {
    const values = (counts[facet] ?? []).filter(({ value }) => value !== 'unknown');
    const half = values.slice(Math.floor(values.length / 2));
    return () => random.pick(half).value;
  };
  const [level, language, skill, city, country, industry] = (['level', 'language', 'skill', 'city', 'country', 'industry'] as const).map(
    drawn,
  ) as [() => string, () => string, () => string, () => string, () => string, () => string];
  const rareCity = rareOf('city');
  const rareLanguage = rareOf('language');
  const workplace = () => random.pick(['remote', 'hybrid'] as const);
  const company = () => random.pick(companies);
  const generic = () => random.pick(PLAIN_WORDS.slice(30));
  const phrase = () => `"${random.pick([...SET_PHRASES, 'backend engineer', 'software engineer'])}"`;

  const kinds: Readonly<Record<string, () => Wish>> = {
    'one word': () => ({ q: skill(), sort: 'relevance' }),
    'two words': () => ({ q: `${skill()} ${skill()}`, sort: 'relevance' }),
    'a company and a word': () => ({ q: `${company().split(' ')[0] ?? ''} ${skill()}`, sort: 'relevance' }),
    phrase: () => ({ q: phrase(), sort: 'relevance' }),
    'word, level': () => ({ q: skill(), level: [level()] }),
    'word, language, remote': () => ({ q: skill(), language: [language()], workplace: ['remote'] }),
    home: () => ({}),
    city: () => ({ city: [city()] }),
    'levels, language': () => ({ level: [level(), level()], language: [language()] }),
    'country, workplace, pay': () => ({
      country: [country()],
      workplace: ['remote', 'hybrid'],
      salaryMin: random.pick([40_000, 60_000, 80_000, 100_000]),
    }),
    'language, industries, by pay': () => ({ language: [language()], industry: [industry(), industry()], sort: 'pay' }),
    rare: () => ({ city: [rareCity()], language: [rareLanguage()] }),
    'not a level, skills': () => ({ level: [`not:${level()}`], skill: [skill(), skill()] }),
    'deep page': () => ({ language: [language()], offset: 2_000 }),
    count: () => ({ language: [language()], workplace: [workplace()] }),
    'facets of all': () => ({ facets: true }),
    'facets, level': () => ({ level: [level()], facets: true }),
    'facets, level, language': () => ({ level: [level()], language: [language()], facets: true }),
    'facets, word': () => ({ q: skill(), facets: true }),
    'facets, word, levels, workplace': () => ({ q: skill(), level: [level(), level()], workplace: ['remote', 'hybrid'], facets: true }),
    'facets, common word, language, relevance': () => ({ q: generic(), language: [language()], sort: 'relevance', facets: true }),
  };

  const made: MixQuery[] = [];
  for (let round = 0; round < per; round += 1) {
    for (const [kind, wish] of Object.entries(kinds)) {
      const { sort = 'newest', facets = false, offset = 0, ...query } = wish();
      const q = query.q;
      made.push({
        kind,
        filter: Rule.parse(
          Object.fromEntries(Object.entries(query).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value])),
        ),
        words: q === undefined ? null : q.replaceAll('"', '').split(' '),
        isPhrase: q?.startsWith('"') === true,
        sort,
        facets,
        offset,
      });
    }
  }
  return made;
}

import type { Derived } from '../domain/posting.js';
import { INDUSTRIES, type Industry } from '../domain/industry.js';
import { SKILLS } from '../domain/skill.js';
import { WORKPLACES, type Location } from '../domain/location.js';
import { inventSalary } from './invent-salary.js';
import { capital, coinWords, inventText } from './invent-text.js';
import { payEffectOf, ROLES, RUNGS } from './invented-ladder.js';
import { createRandom, weighted, zipf, type Random } from './random.js';
import { PLAIN_WORDS } from './invented-words-at-scale.js';

/** A place that invented listings may stand in. */
export interface InventedCity {
  readonly name: string;
  readonly region: string | null;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface InventedEmployer {
  /** From 0. */
  readonly number: number;
  readonly name: string;
  readonly industry: Industry;
  /** Added to the logarithm of what it pays. */
  readonly effect: number;
}

/** A listing as the pipeline would have left it: the benches need a million of them, and normalising is measured elsewhere. */
export interface InventedListing {
  /** From 1. */
  readonly id: number;
  readonly title: string;
  readonly employer: InventedEmployer;
  readonly derived: Derived;
  readonly text: string;
  readonly firstSeenAt: Date;
  /** `null`: open. */
  readonly closedAt: Date | null;
  /** The listing whose words it repeats; `null`: none. */
  readonly copies: number | null;
}

export interface ListingInvention {
  readonly seed: number;
  readonly listings: number;
  /** Share that is open; the newest are. */
  readonly openShare: number;
  /** Share that states pay. */
  readonly paidShare: number;
  /** Share that repeats another listing's words under another title. */
  readonly copyShare: number;
  /** Shortest and longest description, in characters; short ones are commoner. */
  readonly textLength: readonly [number, number];
  /** Most frequent first. */
  readonly cities: readonly InventedCity[];
  readonly until: Date;
}

const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language');
const OTHER_SKILLS = SKILLS.filter((skill) => skill.category !== 'language');
const DAY_MS = 86_400_000;
/** Years of history, so that trends have something to show. */
const HISTORY_DAYS = 1_100;
const COPIED_AMONG = 2_000;

function inventEmployers(random: Random, words: readonly string[], count: number): InventedEmployer[] {
  const industry = zipf(random, INDUSTRIES.length, 0.7);
  return Array.from({ length: count }, (_, number) => ({
    number,
    name: `${capital(words[number % words.length] ?? '')} ${capital(words[(number * 7 + 13) % words.length] ?? '')}`,
    industry: INDUSTRIES[industry()] ?? 'fintech',
    effect: random.normal() * 0.1,
  }));
}

/**
 * Invents listings at scale, oldest first, skewed as boards are: cities, employers, languages and skills by Zipf, a share open, a share
 * paid, a share copied. The same invention gives the same listings. Pay is the country's base with known effects and noise.
 */
export function* inventListings(invention: ListingInvention): Generator<InventedListing> {
  const { listings, openShare, paidShare, copyShare, textLength, cities, until } = invention;
  const random = createRandom(invention.seed);
  const coined = coinWords(random, 9_000);
  const employers = inventEmployers(random, coined, Math.max(40, Math.min(25_000, Math.round(listings / 40))));
  const draw = {
    employer: zipf(random, employers.length, 0.75),
    city: zipf(random, cities.length, 0.9),
    language: zipf(random, LANGUAGES.length, 1),
    skill: zipf(random, OTHER_SKILLS.length, 0.8),
    plain: zipf(random, PLAIN_WORDS.length, 0.9),
    coined: zipf(random, coined.length, 0.9),
    rung: weighted(random, RUNGS, (rung) => rung.weight),
    role: weighted(random, ROLES, ([, , weight]) => weight),
  };
  const recent: InventedListing[] = [];
  const start = until.getTime() - HISTORY_DAYS * DAY_MS;
  for (let i = 0; i < listings; i += 1) {
    const firstSeenAt = new Date(start + ((i + random.next()) / listings) * HISTORY_DAYS * DAY_MS);
    // Most of what is open is new, and some of what is old is open.
    const isOpen = random.next() < (i / listings > 1 - openShare ? 0.92 : (openShare * 0.08) / (1 - openShare));
    const closes = new Date(Math.min(until.getTime(), firstSeenAt.getTime() + Math.exp(3.2 + random.normal() * 0.6) * DAY_MS));
    const closedAt = isOpen ? null : closes;
    const model = recent.length > 0 && random.next() < copyShare ? random.pick(recent) : null;
    if (model !== null) {
      yield { ...model, id: i + 1, title: `${model.title} (m/f/d)`, firstSeenAt, closedAt, copies: model.id };
      continue;
    }
    const rung = draw.rung();
    const [role, specialisation] = draw.role();
    const employer = employers[draw.employer()] as InventedEmployer;
    const city = cities[draw.city()] as InventedCity;
    const language = LANGUAGES[draw.language()] as (typeof LANGUAGES)[number];
    const languages = [
      ...new Set([language, ...Array.from({ length: Math.floor(random.next() ** 2 * 4) }, () => LANGUAGES[draw.language()] ?? language)]),
    ];
    const skills = [
      ...new Set(
        Array.from({ length: 3 + Math.floor(random.next() * 8) }, () => OTHER_SKILLS[draw.skill()] as (typeof OTHER_SKILLS)[number]),
      ),
    ];
    const workplace = WORKPLACES[random.next() < 0.35 ? 2 : random.next() < 0.5 ? 1 : 0] ?? 'onsite';
    const isPlaceless = workplace === 'remote' && random.next() < 0.4;
    const location: Location = {
      city: isPlaceless ? null : city.name,
      region: isPlaceless ? null : city.region,
      country: city.country,
      raw: isPlaceless ? `Remote (${city.country})` : city.name,
      latitude: isPlaceless ? null : city.latitude,
      longitude: isPlaceless ? null : city.longitude,
    };
    const named = random.next() < 0.55 ? `${language.name} ` : '';
    const title = `${rung.words === '' ? '' : `${rung.words} `}${named}${role}${random.next() < 0.35 ? ` - ${capital(coined[draw.coined()] ?? '')}` : ''}`;
    const salary =
      random.next() < paidShare
        ? inventSalary(random, city.country, payEffectOf(rung.effect, language.slug, employer.industry, workplace) + employer.effect)
        : null;
    const length = textLength[0] + (textLength[1] - textLength[0]) * random.next() ** 2;
    const text = inventText(random, length, draw, coined, [
      `${employer.name} is hiring a ${title}${isPlaceless ? '' : ` in ${city.name}`}.`,
      `You know ${languages.map(({ name }) => name).join(', ')} and ${skills.map(({ name }) => name).join(', ')}.`,
    ]);
    const listing: InventedListing = {
      id: i + 1,
      title,
      employer,
      text,
      firstSeenAt,
      closedAt,
      copies: null,
      derived: {
        isBackend: random.next() < 0.97 ? 'yes' : 'maybe',
        isBackendConfidence: 0.95,
        level: rung.level,
        levelMin: rung.level,
        levelMax: rung.level,
        levelBasis: rung.basis,
        levelConfidence: 0.95,
        rung: null,
        track: rung.effect > 0.5 ? 'management' : 'ic',
        canonicalTitle: rung.title,
        specialisation,
        languages: languages.map(({ slug }) => slug),
        skills: skills.map(({ slug }) => slug),
        skillUses: [...languages, ...skills].map(({ slug }, k) => ({ slug, required: k % 3 !== 2 })),
        tags: random.next() < 0.1 ? ['on-call'] : random.next() < 0.1 ? ['high-scale'] : [],
        employmentType: 'full-time',
        workplace,
        locations: [location],
        remoteScope: workplace === 'remote' ? { worldwide: false, include: [city.country], exclude: [], utcFrom: null, utcTo: null } : null,
        industry: employer.industry,
        salaries: salary === null ? [] : [salary],
        yearsMin: null,
        evidence: [],
        rulesVersion: 'invented',
      },
    };
    if (recent.length < COPIED_AMONG) recent.push(listing);
    else recent[Math.floor(random.next() * COPIED_AMONG)] = listing;
    yield listing;
  }
}

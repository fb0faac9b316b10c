import { createHash } from 'node:crypto';
import { CANONICAL_TITLES } from '#src/domain/title';
import { GUIDE_LEVELS, LEVELS, LEVEL_BASES, type Level } from '#src/domain/level';
import { INDUSTRIES } from '#src/domain/industry';
import type { Derived, IsBackend } from '#src/domain/posting';
import { POSTING_TAGS } from '#src/domain/posting';
import { isUsableForStatistics, type Salary } from '#src/domain/salary';
import { SKILLS } from '#src/domain/skill';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { WORKPLACES } from '#src/domain/location';
import type { ListingCard } from '#src/domain/listing';
import { BACKEND, codeOf, knownCodeOf, maskOf } from '../codes.js';
import { slugOf } from './company-ids.js';
import type { EuroRates } from './euro-rates.js';

/** A posting as its listing is made from it. */
export interface FacedPosting {
  readonly id: number;
  readonly listingId: number;
  readonly source: string;
  readonly sourceId: number;
  /** Whether its source's terms let it count in statistics, facet counts and totals. */
  readonly inStatistics: boolean;
  readonly ownBoard: boolean;
  readonly companyId: number;
  readonly company: string;
  readonly companySlug: string;
  readonly title: string;
  readonly url: string;
  readonly derived: Derived;
  readonly contentHash: Buffer;
  readonly cause: number;
  readonly postedAt: Date | null;
  readonly firstSeenAt: Date;
  readonly closedAt: Date | null;
}

/** The card as it is stored: what changes with every run is read beside it. */
export type StoredCard = Omit<ListingCard, 'lastConfirmedAt'>;

export interface Projection {
  readonly face: FacedPosting;
  readonly card: StoredCard;
  readonly postedAt: Date;
  readonly firstSeenAt: Date;
  readonly closedAt: Date | null;
  readonly open: boolean;
  readonly backend: number;
  readonly title: number | null;
  readonly level: number;
  readonly levels: number;
  readonly levelBasis: number;
  readonly specialisation: number | null;
  readonly industry: number | null;
  readonly workplace: number | null;
  readonly tags: number;
  readonly payUsable: boolean;
  readonly currency: string | null;
  readonly annualLow: number | null;
  readonly annualHigh: number | null;
  readonly eurLow: number | null;
  readonly eurHigh: number | null;
  readonly languages: readonly number[];
  readonly requiredLanguages: readonly number[];
  readonly skills: readonly number[];
  readonly sources: readonly number[];
  readonly counted: boolean;
  readonly hash: Buffer;
}

const SKILL_CODES = new Map(SKILLS.map((skill) => [skill.slug, skill.code]));
const skillCodesOf = (slugs: readonly string[]): number[] =>
  [...new Set(slugs.flatMap((slug) => SKILL_CODES.get(slug) ?? []))].sort((a, b) => a - b);

/** Levels that a listing answers: those of its range, or its own where that is no range of the guide's. */
export function levelMaskOf(level: Level, min: Level, max: Level): number {
  const from = (GUIDE_LEVELS as readonly string[]).indexOf(min);
  const to = (GUIDE_LEVELS as readonly string[]).indexOf(max);
  return maskOf(LEVELS, from >= 0 && to >= from ? GUIDE_LEVELS.slice(from, to + 1) : [level]);
}

/** The employer's own board before any aggregator, then the oldest. */
export const faceFirst = (a: FacedPosting, b: FacedPosting): number =>
  Number(b.ownBoard) - Number(a.ownBoard) || a.firstSeenAt.getTime() - b.firstSeenAt.getTime() || a.id - b.id;

const backendOf = (postings: readonly FacedPosting[]): IsBackend => {
  const verdicts = new Set(postings.map((posting) => posting.derived.isBackend));
  return verdicts.has('yes') ? 'yes' : verdicts.has('maybe') ? 'maybe' : 'no';
};

/** Pay as a whole from one posting: one that may be counted first, then a structured field before a text, then in the order of faces. */
function salaryOf(postings: readonly FacedPosting[]): { readonly salary: Salary; readonly mayCount: boolean } | null {
  const paid = postings.flatMap(({ derived, inStatistics }) => {
    const salary = derived.salaries[0];
    return salary === undefined ? [] : [{ salary, mayCount: inStatistics }];
  });
  const rank = ({ salary, mayCount }: (typeof paid)[number]) => Number(!mayCount) * 2 + Number(salary.origin !== 'field');
  return paid.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

const MOST_EUROS = 2_000_000_000;
const euros = (amount: number | null, perEuro: number | undefined): number | null => {
  if (amount === null || perEuro === undefined) return null;
  const converted = Math.round(amount / perEuro);
  return Number.isFinite(converted) && Math.abs(converted) <= MOST_EUROS ? converted : null;
};

function payOf(found: ReturnType<typeof salaryOf>, firstSeenAt: Date, rates: EuroRates) {
  if (found === null)
    return { salary: null, payUsable: false, currency: null, annualLow: null, annualHigh: null, eurLow: null, eurHigh: null };
  const { salary: stated, mayCount } = found;
  const rate = stated.currency === null ? null : rates.on(stated.currency, firstSeenAt);
  const low = stated.annualMin ?? stated.annualMax;
  const high = stated.annualMax ?? stated.annualMin;
  const salary: Salary =
    rate?.isStale === true && !stated.flags.includes('rate-stale') ? { ...stated, flags: [...stated.flags, 'rate-stale'] } : stated;
  return {
    salary,
    payUsable: mayCount && isUsableForStatistics(stated),
    currency: stated.currency,
    annualLow: low,
    annualHigh: high,
    eurLow: euros(low, rate?.perEuro),
    eurHigh: euros(high, rate?.perEuro),
  };
}

/** First posting in the order of faces whose list is not empty; a mixture of two postings would be nobody's words. */
const firstList = <T>(postings: readonly FacedPosting[], listOf: (derived: Derived) => readonly T[]): readonly T[] =>
  postings.map((posting) => listOf(posting.derived)).find((list) => list.length > 0) ?? [];

const firstKnown = <T>(postings: readonly FacedPosting[], valueOf: (derived: Derived) => T | null): T | null => {
  for (const posting of postings) {
    const value = valueOf(posting.derived);
    if (value !== null) return value;
  }
  return null;
};

/**
 * A listing as its postings make it. A field that the face does not state is taken from the next posting that does; a level that is only
 * assumed yields to one that is stated.
 * @param postings of one listing, at least one
 */
export function projectionOf(listingId: number, postings: readonly FacedPosting[], rates: EuroRates, now: Date): Projection {
  const ordered = postings.toSorted(faceFirst);
  const face = ordered[0];
  if (face === undefined) throw new Error(`listing ${listingId} has no posting`);
  const { derived } = face;
  const levelled = (ordered.find((posting) => posting.derived.levelBasis !== 'default') ?? face).derived;
  const firstSeenAt = new Date(Math.min(...ordered.map((posting) => posting.firstSeenAt.getTime())));
  // A date in the future is no date: such a listing would stand first for ever.
  const postedAt = face.postedAt !== null && face.postedAt <= now ? face.postedAt : firstSeenAt;
  const open = ordered.some((posting) => posting.closedAt === null);
  const closedAt = open ? null : new Date(Math.max(...ordered.map((posting) => posting.closedAt?.getTime() ?? 0)));
  const { salary, ...pay } = payOf(salaryOf(ordered), firstSeenAt, rates);
  const isBackend = backendOf(ordered);
  const languages = firstList(ordered, (from) => from.languages);
  const skills = firstList(ordered, (from) => from.skills);
  const required = firstList(ordered, (from) => from.skillUses).flatMap((use) =>
    use.required && languages.includes(use.slug) ? use.slug : [],
  );
  const locations = firstList(ordered, (from) => from.locations);
  const industry = firstKnown(ordered, (from) => from.industry);
  const workplace = firstKnown(ordered, (from) => from.workplace);
  const card: StoredCard = {
    id: listingId,
    slug: `${slugOf(face.title) || 'listing'}-${slugOf(face.company, 30)}`.replace(/-$/, ''),
    title: face.title,
    company: face.company,
    companySlug: face.companySlug,
    canonicalTitle: derived.canonicalTitle,
    level: levelled.level,
    levelMin: levelled.levelMin,
    levelMax: levelled.levelMax,
    levelBasis: levelled.levelBasis,
    specialisation: derived.specialisation,
    isBackend,
    languages,
    skills,
    industry,
    workplace,
    locations,
    remoteScope: firstKnown(ordered, (from) => from.remoteScope),
    salary,
    status: open ? 'open' : 'closed',
    postedAt: postedAt.toISOString(),
    firstSeenAt: firstSeenAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    sources: [...new Set(ordered.map((posting) => posting.source))],
    url: face.url,
  };
  const codes = {
    face,
    card,
    postedAt,
    firstSeenAt,
    closedAt,
    open,
    backend: knownCodeOf(BACKEND, isBackend),
    title: codeOf(CANONICAL_TITLES, derived.canonicalTitle),
    level: knownCodeOf(LEVELS, levelled.level),
    levels: levelMaskOf(levelled.level, levelled.levelMin, levelled.levelMax),
    levelBasis: knownCodeOf(LEVEL_BASES, levelled.levelBasis),
    specialisation: codeOf(SPECIALISATIONS, derived.specialisation),
    industry: codeOf(INDUSTRIES, industry),
    workplace: codeOf(WORKPLACES, workplace),
    tags: maskOf(POSTING_TAGS, derived.tags),
    ...pay,
    languages: skillCodesOf(languages),
    requiredLanguages: skillCodesOf(required),
    skills: skillCodesOf(skills),
    sources: [...new Set(ordered.map((posting) => posting.sourceId))].sort((a, b) => a - b),
    counted: ordered.some((posting) => posting.inStatistics),
  };
  const hash = createHash('sha1')
    .update(JSON.stringify([{ ...codes, face: [face.id, face.companyId, face.contentHash.toString('hex')] }]))
    .digest();
  return { ...codes, hash };
}

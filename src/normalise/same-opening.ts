import { likeness } from './fingerprint.js';

/** What linking knows of a posting. */
export interface OpeningFacts {
  readonly source: string;
  readonly boardId: number;
  /** Whether the board is the employer's own. */
  readonly ownBoard: boolean;
  readonly externalId: string;
  readonly companyKey: string;
  readonly atsKey: string | null;
  readonly roleKey: string;
  readonly level: string;
  readonly rung: string | null;
  /** Places as `country/city` keys, lower case; empty when none was recognised. */
  readonly places: readonly string[];
  readonly remote: boolean;
  readonly minhash: Uint32Array | null;
  readonly firstSeenAt: Date;
  readonly closedAt: Date | null;
}

/** Texts of one opening on two sites score above this; two openings of one employer share boilerplate and stay below, measured on pairs. */
const SAME_TEXT = 0.7;
/** Above this two texts are copies: a title that differs in a word is then no obstacle. */
const COPIED_TEXT = 0.9;
/** A role that returns after this many days is a new spell. */
const SPELL_DAYS = 60;
const DAY_MS = 86_400_000;

const roleLikeness = (a: string, b: string): number => {
  const left = new Set(a.split(' '));
  const right = new Set(b.split(' '));
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return shared / (left.size + right.size - shared);
};

const placesMeet = (a: OpeningFacts, b: OpeningFacts): boolean =>
  a.places.length === 0 || b.places.length === 0
    ? a.remote === b.remote || a.places.length === b.places.length
    : a.places.some((place) => b.places.includes(place));

const withinSpell = (a: OpeningFacts, b: OpeningFacts): boolean => {
  const [older, younger] = a.firstSeenAt <= b.firstSeenAt ? [a, b] : [b, a];
  return older.closedAt === null || younger.firstSeenAt.getTime() - older.closedAt.getTime() <= SPELL_DAYS * DAY_MS;
};

/**
 * Whether two postings are one opening, and why. Over-merging is worse than under-merging: what is not shown to be the same stays apart.
 * @returns the reason in words a person understands, or `null`: two openings
 */
export function sameOpening(a: OpeningFacts, b: OpeningFacts): string | null {
  if (a.atsKey !== null && a.atsKey === b.atsKey) return `both lead to the same requisition (${a.atsKey})`;
  // An employer's own requisitions are its own statement that these are different openings.
  if (a.ownBoard && b.ownBoard) return null;
  if (a.atsKey !== null && b.atsKey !== null) return null;
  if (a.boardId === b.boardId && a.externalId === b.externalId) return null;
  if (a.companyKey === '' || a.companyKey !== b.companyKey) return null;
  if (a.level !== b.level || a.rung !== b.rung) return null;
  if (!placesMeet(a, b) || !withinSpell(a, b)) return null;
  const text = a.minhash !== null && b.minhash !== null ? likeness(a.minhash, b.minhash) : null;
  const percent = text === null ? '' : `, ${Math.round(text * 100)} % of the description alike`;
  if (a.roleKey !== '' && a.roleKey === b.roleKey) {
    if (text === null) return a.places.length > 0 && b.places.length > 0 ? 'same employer, role and place' : null;
    return text >= SAME_TEXT ? `same employer, role and place${percent}` : null;
  }
  return text !== null && text >= COPIED_TEXT && roleLikeness(a.roleKey, b.roleKey) >= 0.6
    ? `same employer and place, nearly the same role${percent}`
    : null;
}

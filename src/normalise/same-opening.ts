import { containment, likeness } from './fingerprint.js';
import { nearPlace } from './near-places.js';
import { isPlainRole, nearlySameRole, sharesRoleWord } from './role-key.js';

/** What linking knows of a posting. */
export interface OpeningFacts {
  readonly source: string;
  readonly boardId: number;
  /** Whether the board is the employer's own. */
  readonly ownBoard: boolean;
  readonly externalId: string;
  readonly companyKey: string;
  /** `source:board:id` of the requisition that it is or leads to; the board is `?` where its address names none. */
  readonly atsKey: string | null;
  readonly roleKey: string;
  readonly level: string;
  readonly rung: string | null;
  /** Places as `country/city` keys, lower case; empty when none was recognised. */
  readonly places: readonly string[];
  readonly remote: boolean;
  readonly minhash: Uint32Array | null;
  readonly firstSeenAt: Date;
  /** When it closed, or when it was last confirmed if its board no longer lists it; `null`: it is listed. */
  readonly closedAt: Date | null;
}

/** Texts of one opening on two sites score above this; two openings of one employer share boilerplate and stay below, measured on pairs. */
const SAME_TEXT = 0.6;
/** Above this two texts are copies: what else differs is how they were posted. */
const COPIED_TEXT = 0.9;
/** Of an excerpt, this much must stand in the longer text, by an estimate that is good to a third. */
const EXCERPT = 0.6;
/** An opening that returns within this many days goes on. */
const SPELL_DAYS = 60;
/** One that returns within this many days has its next spell, where its text shows that it is the same. */
const NEXT_SPELL_DAYS = 400;
const DAY_MS = 86_400_000;

type Text = 'copied' | 'same' | 'excerpt' | 'other' | 'unknown';

function textOf(a: OpeningFacts, b: OpeningFacts): { readonly text: Text; readonly percent: number } {
  if (a.minhash === null || b.minhash === null) return { text: 'unknown', percent: 0 };
  const alike = likeness(a.minhash, b.minhash);
  const percent = Math.round(alike * 100);
  if (alike >= COPIED_TEXT) return { text: 'copied', percent };
  if (alike >= SAME_TEXT) return { text: 'same', percent };
  return { text: alike < 0.4 && containment(a.minhash, b.minhash) >= EXCERPT ? 'excerpt' : 'other', percent };
}

const placesMeet = (a: OpeningFacts, b: OpeningFacts): boolean =>
  a.places.length === 0 || b.places.length === 0
    ? a.remote === b.remote || a.places.length === b.places.length
    : a.places.some((place) => b.places.includes(place));

const samePlaces = (a: OpeningFacts, b: OpeningFacts): boolean =>
  a.places.length === b.places.length && a.places.every((place) => b.places.includes(place));

/** Days between the end of the older and the sight of the younger; below 0 when both were listed at once, `null` when the older still is. */
function daysApart(a: OpeningFacts, b: OpeningFacts): number | null {
  const [older, younger] = a.firstSeenAt <= b.firstSeenAt ? [a, b] : [b, a];
  return older.closedAt === null ? null : (younger.firstSeenAt.getTime() - older.closedAt.getTime()) / DAY_MS;
}

const sameLevel = (a: OpeningFacts, b: OpeningFacts): boolean =>
  a.level === b.level && (a.rung === b.rung || a.rung === null || b.rung === null);

/** One requisition: the same number on the same platform, the board where both name it. */
function sameRequisition(a: string, b: string): boolean {
  if (a === b) return true;
  const [boardA, boardB] = [a.indexOf(':') + 1, b.indexOf(':') + 1];
  const [idA, idB] = [a.indexOf(':', boardA) + 1, b.indexOf(':', boardB) + 1];
  // Numbers first: of the postings of one employer, each compared with each, hardly any share one.
  if (a.length - idA !== b.length - idB || a.slice(idA) !== b.slice(idB)) return false;
  if (a.slice(0, boardA) !== b.slice(0, boardB)) return false;
  const [left, right] = [a.slice(boardA, idA - 1), b.slice(boardB, idB - 1)];
  return left === right || left === '?' || right === '?';
}

/** Two roles of one post (`41`, `41#2`): its author names them one by one. */
const ofOnePost = (a: OpeningFacts, b: OpeningFacts): boolean =>
  a.source === b.source && a.boardId === b.boardId && a.externalId.split('#')[0] === b.externalId.split('#')[0];

/** An employer's own requisition that came back under a new number: same words and places, one after the other. */
function reposted(a: OpeningFacts, b: OpeningFacts): string | null {
  const apart = daysApart(a, b);
  if (a.boardId !== b.boardId || a.roleKey === '' || a.roleKey !== b.roleKey || !samePlaces(a, b) || !sameLevel(a, b)) return null;
  // Two requisitions listed at once are the employer's own statement that these are different openings.
  if (apart === null || apart < 0 || apart > NEXT_SPELL_DAYS) return null;
  const { text, percent } = textOf(a, b);
  if (a.minhash === null && b.minhash === null && apart <= SPELL_DAYS && !isPlainRole(a.roleKey))
    return 'the employer posted the same role and place again after the first was gone';
  return text === 'copied' ? `the employer posted it again after the first was gone, ${percent} % of the description alike` : null;
}

/**
 * Whether two postings are one opening, and why. Over-merging is worse than under-merging: what is not shown to be the same stays apart.
 * @returns the reason in words a person understands, or `null`: two openings
 */
export function sameOpening(a: OpeningFacts, b: OpeningFacts): string | null {
  if (ofOnePost(a, b)) return null;
  if (a.atsKey !== null && b.atsKey !== null) {
    if (sameRequisition(a.atsKey, b.atsKey))
      return sharesRoleWord(a.roleKey, b.roleKey)
        ? `both lead to the same requisition (${a.atsKey.includes(':?:') ? b.atsKey : a.atsKey})`
        : null;
    return a.ownBoard && b.ownBoard && a.companyKey === b.companyKey ? reposted(a, b) : null;
  }
  if (a.ownBoard && b.ownBoard) return null;
  if (a.companyKey === '' || a.companyKey !== b.companyKey || a.roleKey === '') return null;
  const { text, percent } = textOf(a, b);
  const sameRole = a.roleKey === b.roleKey;
  if (!sameRole && !(text === 'copied' && nearlySameRole(a.roleKey, b.roleKey))) return null;
  // Equal titles may be read as different levels from more or less of one text.
  if (!sameLevel(a, b) && (text === 'other' || text === 'unknown')) return null;
  const role = sameRole ? 'role' : 'nearly the same role';
  const apart = daysApart(a, b);
  if (apart !== null && apart > SPELL_DAYS && (apart > NEXT_SPELL_DAYS || (text !== 'copied' && text !== 'same'))) return null;
  if (!placesMeet(a, b)) {
    if (text !== 'copied') return null;
    if (a.boardId === b.boardId && a.remote && b.remote)
      return `same employer and ${role}, a remote one posted once per place, ${percent} % of the description alike`;
    return a.places.some((place) => b.places.some((other) => nearPlace(place, other)))
      ? `same employer and ${role}, places near each other, ${percent} % of the description alike`
      : null;
  }
  if (text === 'copied' || text === 'same') return `same employer, ${role} and place, ${percent} % of the description alike`;
  if (text === 'excerpt') return `same employer, ${role} and place; one description is an excerpt of the other`;
  return text === 'unknown' && (a.ownBoard || b.ownBoard) && !isPlainRole(a.roleKey) && a.places.length > 0 && b.places.length > 0
    ? 'same employer, role and place'
    : null;
}

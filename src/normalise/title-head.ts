import type { Hit } from './lexicon.js';
import type { Management } from './management.js';
import { DENIED } from './backend-verdict.js';
import type { RoleKind } from './tables/role-words.js';
import { isAndWord, isLevelFiller, type FieldValue, type TitleReading } from './title-words.js';

const HEADS: ReadonlySet<RoleKind> = new Set<RoleKind>([
  'developer',
  'engineer',
  'architect',
  'administrator',
  'analyst',
  'technical-staff',
  'consultant',
  'specialist',
  'occupation',
]);

const WITH = new Set(['with', 'mit', 'avec', 'con', 'com', 'met', 'med', 's', 'с', 'з', 'for', 'to']);

/** A role noun of a title: what words around it belong to. */
export interface Head {
  readonly kind: RoleKind | 'manager';
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

export function headsOf(reading: TitleReading, management: Management | null): Head[] {
  const heads: Head[] = [];
  for (const role of reading.roles) {
    if (!HEADS.has(role.value)) continue;
    heads.push({ kind: role.value, from: role.from, to: role.to, part: reading.words[role.from]?.part ?? 0 });
  }
  if (management !== null) {
    const ic = new Set(heads.filter((head) => head.from >= management.from && head.to <= management.to));
    const inside = heads.filter((head) => !ic.has(head));
    inside.push({ kind: 'manager', from: management.from, to: management.to, part: reading.words[management.from]?.part ?? 0 });
    return inside.sort((a, b) => a.from - b.from);
  }
  return heads;
}

export const partOf = (reading: TitleReading, hit: { readonly from: number }): number => reading.words[hit.from]?.part ?? 0;

/** Parts that a head's own words stand in: its part, and for a manager whose part says nothing else («Director, Sales Engineering») the next. */
export function ownParts(reading: TitleReading, head: Head): ReadonlySet<number> {
  const parts = new Set([head.part]);
  if (head.kind !== 'manager') return parts;
  const says = (part: number): boolean =>
    reading.fields.some((hit) => hit.value.field !== 'none' && partOf(reading, hit) === part) ||
    reading.roles.some((role) => role.value !== 'none' && partOf(reading, role) === part);
  if (says(head.part)) return parts;
  const next = reading.words.find((word, index) => index >= head.to && word.part !== head.part)?.part;
  return next === undefined ? parts : new Set([head.part, next]);
}

/** Field hits that belong to a head: its own part, from the previous head to the next one. */
export function ownFields(
  reading: TitleReading,
  heads: readonly Head[],
  head: Head,
): { left: Hit<FieldValue>[]; right: Hit<FieldValue>[] } {
  const index = heads.indexOf(head);
  const before = heads[index - 1];
  const after = heads[index + 1];
  const parts = ownParts(reading, head);
  const left: Hit<FieldValue>[] = [];
  const right: Hit<FieldValue>[] = [];
  for (const hit of reading.fields) {
    if (hit.value.field === 'none' || !parts.has(partOf(reading, hit))) continue;
    if (hit.from < head.to) {
      if (before === undefined || before.part !== head.part || hit.from >= before.to || (hit.from >= before.from && hit.to > before.to))
        left.push(hit);
      continue;
    }
    // «Python Engineer with ML»: what comes after «with» is no part of the role's name.
    if (reading.words.slice(head.to, hit.from).some((word) => WITH.has(word.text)) && DENIED.has(hit.value.field)) continue;
    if (after === undefined || after.part !== head.part || hit.to <= after.from) {
      const joined =
        after !== undefined &&
        after.part === head.part &&
        !reading.words.slice(head.to, hit.from + 1).every((word) => word.gap === 'space');
      if (!joined) right.push(hit);
    }
  }
  return { left, right };
}

/** Field hits of parts without a head of their own: after the head's part, and before it. */
export function contextFields(
  reading: TitleReading,
  heads: readonly Head[],
  head: Head,
): { after: Hit<FieldValue>[]; before: Hit<FieldValue>[] } {
  // What stands with another role noun («VP of Engineering, iOS Developer») is that one's.
  const withHead = new Set([...(head.kind === 'manager' ? ownParts(reading, head) : []), ...heads.map((one) => one.part)]);
  const context = reading.fields.filter((hit) => hit.value.field !== 'none' && !withHead.has(partOf(reading, hit)));
  return {
    after: context.filter((hit) => partOf(reading, hit) > head.part),
    before: context.filter((hit) => partOf(reading, hit) < head.part),
  };
}

export const endsPart = (reading: TitleReading, hit: Hit<FieldValue>): boolean => {
  let index = hit.to;
  while (reading.roles.some((role) => role.value === 'work' && role.from === index)) index++;
  const next = reading.words[index];
  return next === undefined || next.part !== partOf(reading, hit) || next.gap === 'slash' || next.gap === 'and' || isAndWord(next.text);
};

export const startsPart = (reading: TitleReading, hit: Hit<FieldValue>): boolean => {
  const before = reading.words[hit.from - 1];
  return before === undefined || before.part !== partOf(reading, hit);
};

const ENGLISH_NOUN = /^(engineers?|eng|engr|devs?|developers?|architects?)$/;

export function isKnown(reading: TitleReading, index: number): boolean {
  const word = reading.words[index];
  if (word === undefined || word.text.length <= 2 || /^\d/.test(word.text) || isLevelFiller(word.text) || isAndWord(word.text)) return true;
  return [...reading.levels, ...reading.management, ...reading.fields, ...reading.roles].some((hit) => index >= hit.from && index < hit.to);
}

/** Words beside the head that no table knows: a qualifier such as «Deliverability», in other languages also after it («Ingénieur mécanique»). */
export function hasUnknownQualifier(reading: TitleReading, heads: readonly Head[], head: Head): boolean {
  const previous = heads[heads.indexOf(head) - 1];
  for (let index = head.from - 1; index >= 0; index--) {
    if (reading.words[index]?.part !== head.part || (previous !== undefined && index < previous.to)) break;
    if (!isKnown(reading, index)) return true;
  }
  if (ENGLISH_NOUN.test(reading.words[head.from]?.text ?? '')) return false;
  for (let index = head.to; reading.words[index]?.part === head.part; index++) if (!isKnown(reading, index)) return true;
  return false;
}

/** Whether a manager's own parts hold words that no table knows («Director, Platform Accounts»). */
export function hasUnknownBeside(reading: TitleReading, head: Head): boolean {
  const parts = ownParts(reading, head);
  return reading.words.some((word, index) => parts.has(word.part) && !isKnown(reading, index));
}

/** Whether a modifier is the last one before the role noun. */
export function isNearest(reading: TitleReading, left: readonly Hit<FieldValue>[], hit: Hit<FieldValue>, head: Head): boolean {
  if (hit.to > head.from) return true;
  const last = left.findLast((one) => one.value.field !== 'none');
  return last === hit && (reading.words[hit.to]?.part ?? -1) === head.part;
}

/** Whether two heads are listed beside each other («A / B», «A and B», «A, B»), so that one advert offers both. */
export function areListed(reading: TitleReading, first: Head, second: Head): boolean {
  return reading.words
    .slice(first.to, second.to)
    .some((word) => word.gap === 'slash' || word.gap === 'and' || word.gap === 'comma' || isAndWord(word.text) || word.raw === '|');
}

/** Whether an «and» alone stands between two hits. */
export function isJoinedByAnd(reading: TitleReading, one: Hit<FieldValue>, other: Hit<FieldValue>): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  const next = reading.words[first.to];
  return (second.from === first.to && next?.gap === 'and') || (second.from === first.to + 1 && next !== undefined && isAndWord(next.text));
}

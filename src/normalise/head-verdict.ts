import type { Hit } from './lexicon.js';
import {
  answer,
  DENIED,
  DENIES_AFTER,
  DENIES_AT_END,
  nameOf,
  NEVER_BACKEND,
  SPECIAL,
  type BackendVerdict,
  type Family,
} from './backend-verdict.js';
import { verdictOfFamily } from './family-verdict.js';
import type { Field } from './tables/field-words.js';
import { contextFields, endsPart, isJoinedByAnd, isNearest, ownFields, ownParts, partOf, startsPart, type Head } from './title-head.js';
import type { FieldValue, TitleReading } from './title-words.js';

/** Fields that make a list of trades one of ours. */
const IN_SCOPE: ReadonlySet<Field> = new Set<Field>(['backend', 'language', 'fullstack', 'api', ...SPECIAL]);

/** «Engineers», «developers»: more than one opening. */
const isPlural = (reading: TitleReading, head: Head): boolean => reading.words[head.to - 1]?.text.endsWith('s') === true;

/** Whether commas or slashes alone part two hits, other hits aside. */
const isBesideInList = (reading: TitleReading, one: Hit<FieldValue>, other: Hit<FieldValue>): boolean =>
  reading.words
    .slice(Math.min(one.to, other.to), Math.max(one.from, other.from) + 1)
    .every(({ gap }) => gap === 'comma' || gap === 'slash' || gap === 'and');

/** «Web/Mobile Developers», «(mobile & web)» */
function isBesideWeb(reading: TitleReading, hit: Hit<FieldValue>): boolean {
  const { words } = reading;
  const joined = (index: number): boolean => words[index]?.gap === 'slash' || words[index]?.gap === 'and';
  return (words[hit.to]?.text === 'web' && joined(hit.to)) || (words[hit.from - 1]?.text === 'web' && joined(hit.from));
}

/** «QA/Security/Backend developers»: a slash joins a trade of another kind to one in scope, so that one advert offers both. «Java/React» is full stack. */
function isOneOfSeveral(reading: TitleReading, own: readonly Hit<FieldValue>[], hit: Hit<FieldValue>, head: Head): boolean {
  if (hit.value.field === 'frontend') return false;
  if (hit.value.field === 'mobile' && isBesideWeb(reading, hit)) return true;
  return own.some(
    (one) =>
      (IN_SCOPE.has(one.value.field) || (hit.value.field === 'embedded' && one.value.field === 'software' && isPlural(reading, head))) &&
      ((one.from === hit.to && reading.words[one.from]?.gap === 'slash') ||
        (one.to === hit.from && reading.words[hit.from]?.gap === 'slash')),
  );
}

/** Whether a hit is all that stands between two commas. */
function isAloneInList(reading: TitleReading, hit: Hit<FieldValue>): boolean {
  const part = partOf(reading, hit);
  const after = reading.words[hit.to];
  return (
    after !== undefined &&
    after.gap === 'comma' &&
    reading.words.every((word, index) => word.part !== part || (index >= hit.from && index < hit.to))
  );
}

/** The verdict for one role noun of a title with the fields around it. */
export function verdictOfHead(reading: TitleReading, heads: readonly Head[], head: Head): BackendVerdict {
  const { left, right } = ownFields(reading, heads, head);
  const { after, before } = contextFields(reading, heads, head);
  const own = [...left, ...right];
  const has = (field: Field): Hit<FieldValue> | undefined => own.find((hit) => hit.value.field === field);
  const work = reading.roles.some((role) => role.value === 'work' && (partOf(reading, role) === head.part || head.kind === 'manager'));
  const software = has('software') !== undefined || head.kind === 'technical-staff' || head.kind === 'developer';
  const isManager = head.kind === 'manager';
  const deny = (hit: Hit<FieldValue>): BackendVerdict =>
    answer(reading, 'no', 'none', 0.95, `the title names ${nameOf(hit.value.field)}`, hit);

  if (head.kind === 'occupation') return answer(reading, 'no', 'none', 0.97, 'the title names another occupation', head);

  if (isManager) {
    const parts = ownParts(reading, head);
    const trade = reading.roles.find(
      (role) => role.value === 'occupation' && parts.has(partOf(reading, role)) && (role.from >= head.to || role.to <= head.from),
    );
    if (trade !== undefined && !(work && own.some((hit) => hit.value.field === 'software'))) {
      return answer(reading, 'no', 'none', 0.93, 'management of another occupation', trade);
    }
  }
  const server = head.kind === 'developer' || head.kind === 'engineer' || head.kind === 'architect' || head.kind === 'technical-staff';
  const backend =
    own.find((hit) => hit.value.field === 'backend' && (hit.value.reach === 'part' || server)) ??
    after.find((hit) => hit.value.field === 'backend' && (hit.value.reach === 'part' || (software && endsPart(reading, hit)))) ??
    before.find((hit) => hit.value.field === 'backend' && hit.value.reach === 'part');
  const never = own.find(
    (hit) =>
      NEVER_BACKEND.has(hit.value.field) &&
      (hit.value.reach === 'part' || isNearest(reading, left, hit, head)) &&
      !isOneOfSeveral(reading, own, hit, head),
  );
  // «SRE, Backend, and Solutions Engineers»: a list of openings, each in a part of its own.
  const listed =
    backend !== undefined && partOf(reading, backend) < head.part && isPlural(reading, head) && isAloneInList(reading, backend);
  if (backend !== undefined && (never === undefined || listed || (software && never.value.reach === 'beside'))) {
    if (has('fullstack') !== undefined) return answer(reading, 'yes', 'backend', 0.9, 'full stack, and backend is named', backend);
    const family: Family =
      head.kind === 'architect'
        ? 'architect'
        : has('database') && head.kind === 'developer' && has('backend') === undefined
          ? 'database'
          : 'backend';
    return answer(reading, 'yes', family, 0.98, 'backend is named', backend);
  }
  const fullstack =
    has('fullstack') ?? after.find((hit) => hit.value.field === 'fullstack') ?? before.find((hit) => hit.value.field === 'fullstack');
  if (fullstack !== undefined && never === undefined)
    return answer(reading, 'maybe', 'fullstack', 0.9, 'full stack: the description must say', fullstack);

  const language = has('language');
  for (const hit of own) {
    const field = hit.value.field;
    if (!DENIED.has(field) || isOneOfSeveral(reading, own, hit, head)) continue;
    if (hit.value.reach === 'beside') {
      if (right.includes(hit) && !(field === 'ml' && endsPart(reading, hit) && !software)) continue;
      // «ML Software Engineer» stays machine learning; «AI Software Engineer» may be anything.
      const machine = field === 'ml' && /^(ml|machine)$/.test(reading.words[hit.from]?.text ?? '') && hit.from < head.from;
      if (
        software &&
        field !== 'embedded' &&
        !machine &&
        (left.indexOf(hit) < left.findIndex((one) => one.value.field === 'software') || head.kind !== 'engineer') &&
        !(field === 'ml' && head.kind === 'developer' && hit.to === head.from && has('software') === undefined)
      ) {
        if (field !== 'other' || head.kind === 'engineer' || head.kind === 'technical-staff') continue;
      }
      if (
        !isNearest(reading, left, hit, head) &&
        left.some(
          (one) =>
            left.indexOf(one) > left.indexOf(hit) &&
            ((SPECIAL.has(one.value.field) &&
              !(field === 'embedded' && (one.value.field === 'sre' || one.value.field === 'integration'))) ||
              (one.value.field === 'soft' && !machine)),
        )
      )
        continue;
      if (isManager && field === 'other' && (work || software)) continue;
    } else if (field === 'data-sci' && left.some((one) => one.value.field === 'data' && one.value.reach === 'part')) {
      continue;
    } else if (field === 'ml' || field === 'data-sci') {
      // «Machine Learning Infrastructure Engineer», «Perception Platform»: what stands next to the role noun decides.
      if (left.some((one) => one.from >= hit.to && one.value.field === 'platform')) continue;
    }
    // «Front End and PHP Engineers» are two openings, «Java/React» is one.
    const two =
      language !== undefined &&
      isJoinedByAnd(reading, hit, language) &&
      (reading.words[hit.from]?.text.startsWith('front') === true || isPlural(reading, head));
    if (field === 'frontend' && language !== undefined && two) continue;
    if (field === 'frontend' && language !== undefined)
      return answer(reading, 'maybe', 'fullstack', 0.8, 'a server-side language beside a frontend one', language);
    return deny(hit);
  }
  for (const hit of after) {
    if (hit.value.reach !== 'part') {
      // «Security Detection Engineer, Machine Learning»: the trade named first stays.
      if (
        hit.value.field === 'ml' &&
        !own.some((one) => SPECIAL.has(one.value.field)) &&
        startsPart(reading, hit) &&
        endsPart(reading, hit) &&
        /^(machine|ml)$/.test(reading.words[hit.from]?.text ?? '')
      )
        return deny(hit);
      continue;
    }
    const field = hit.value.field;
    // «Engineers (Data, Platform, Frontend)», and a list of three roles and more: each entry speaks for itself.
    const entry =
      isPlural(reading, head) && after.some((one) => one !== hit && SPECIAL.has(one.value.field) && isBesideInList(reading, one, hit));
    if (entry || heads.filter(({ kind }) => kind !== 'manager').length > 2) continue;
    if (field === 'frontend' && (language ?? after.find((one) => one.value.field === 'language')) !== undefined) {
      return answer(reading, 'maybe', 'fullstack', 0.75, 'a server-side language beside a frontend one', hit);
    }
    if (field === 'mobile' && isBesideWeb(reading, hit)) continue;
    if (DENIES_AFTER.has(field) && language === undefined) return deny(hit);
    if (
      DENIES_AT_END.has(field) &&
      endsPart(reading, hit) &&
      (language ?? after.find((one) => one.value.field === 'language')) === undefined
    )
      return deny(hit);
  }
  return verdictOfFamily({ reading, heads, head, left, right, own, after, before, work, software, language });
}

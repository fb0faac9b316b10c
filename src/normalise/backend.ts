import type { Evidence, IsBackend } from '#src/domain/posting';
import type { Hit } from './lexicon.js';
import { managementOf, type Management } from './management.js';
import type { Field } from './tables/field-words.js';
import type { RoleKind } from './tables/role-words.js';
import { isAndWord, isLevelFiller, readTitle, type FieldValue, type TitleReading } from './title-words.js';

/** The family of work that a title names: what the canonical title and the specialisation are read from. */
export type Family =
  | 'backend'
  | 'generic'
  | 'fullstack'
  | 'platform'
  | 'devops'
  | 'sre'
  | 'cloud'
  | 'security'
  | 'data'
  | 'dba'
  | 'database'
  | 'integration'
  | 'api'
  | 'architect'
  | 'none';

export interface BackendVerdict {
  readonly verdict: IsBackend;
  /** 0 to 1. */
  readonly confidence: number;
  readonly family: Family;
  /** Whether server-side work is named in words («backend», an API, a server-side language). */
  readonly named: boolean;
  /** In words a person understands. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

type Denied =
  | 'frontend'
  | 'mobile'
  | 'ml'
  | 'ai'
  | 'data-sci'
  | 'qa'
  | 'embedded'
  | 'sales-eng'
  | 'business-apps'
  | 'it'
  | 'product'
  | 'research'
  | 'other';
const DENIED: ReadonlySet<Field> = new Set<Denied>([
  'frontend',
  'mobile',
  'ml',
  'ai',
  'data-sci',
  'qa',
  'embedded',
  'sales-eng',
  'business-apps',
  'it',
  'product',
  'research',
  'other',
]);
/** Trades that stay what they are even beside the word «backend». */
const NEVER_BACKEND: ReadonlySet<Field> = new Set<Field>(['qa', 'sales-eng', 'product', 'business-apps', 'data-sci', 'other']);
/** Trades that deny from a later part of the title as well; the others only when the part ends with them. */
const DENIES_AFTER: ReadonlySet<Field> = new Set<Field>(['frontend', 'mobile', 'qa', 'embedded']);
const DENIES_AT_END: ReadonlySet<Field> = new Set<Field>(['sales-eng', 'business-apps', 'ml', 'data-sci']);
const SPECIAL: ReadonlySet<Field> = new Set<Field>([
  'platform',
  'devops',
  'sre',
  'cloud',
  'security',
  'data',
  'dba',
  'database',
  'integration',
]);
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

const FIELD_NAMES: Record<string, string> = {
  'sales-eng': 'customer-facing engineering', 'data-sci': 'data science or analytics', ml: 'machine learning', ai: 'artificial intelligence', qa: 'testing', it: 'IT administration',
  'business-apps': 'business applications', other: 'another trade',
}; // prettier-ignore
const WITH = new Set(['with', 'mit', 'avec', 'con', 'com', 'met', 'med', 's', 'с', 'з', 'for', 'to']);
const nameOf = (field: string): string => FIELD_NAMES[field] ?? field;

interface Head {
  readonly kind: RoleKind | 'manager';
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

const quoteOf = (reading: TitleReading, from: number, to: number, rule: string): Evidence => {
  const start = reading.words[from]?.start ?? 0;
  const end = reading.words[Math.max(from, to - 1)]?.end ?? start;
  return { field: 'isBackend', from: 'title', quote: reading.title.slice(start, end), start, end, rule };
};

function answer(
  reading: TitleReading,
  verdict: IsBackend,
  family: Family,
  confidence: number,
  reason: string,
  hit?: { readonly from: number; readonly to: number },
  named = verdict === 'yes',
): BackendVerdict {
  return { verdict, family, confidence, reason, named, evidence: hit === undefined ? [] : [quoteOf(reading, hit.from, hit.to, reason)] };
}

function headsOf(reading: TitleReading, management: Management | null): Head[] {
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

const partOf = (reading: TitleReading, hit: { readonly from: number }): number => reading.words[hit.from]?.part ?? 0;

/** Parts that a head's own words stand in: its part, and for a manager whose part says nothing else («Director, Sales Engineering») the next. */
function ownParts(reading: TitleReading, head: Head): ReadonlySet<number> {
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
function ownFields(reading: TitleReading, heads: readonly Head[], head: Head): { left: Hit<FieldValue>[]; right: Hit<FieldValue>[] } {
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
function contextFields(reading: TitleReading, heads: readonly Head[], head: Head): { after: Hit<FieldValue>[]; before: Hit<FieldValue>[] } {
  const withHead = new Set(head.kind === 'manager' ? ownParts(reading, head) : heads.map((one) => one.part));
  const context = reading.fields.filter((hit) => hit.value.field !== 'none' && !withHead.has(partOf(reading, hit)));
  return {
    after: context.filter((hit) => partOf(reading, hit) > head.part),
    before: context.filter((hit) => partOf(reading, hit) < head.part),
  };
}

const endsPart = (reading: TitleReading, hit: Hit<FieldValue>): boolean => {
  let index = hit.to;
  while (reading.roles.some((role) => role.value === 'work' && role.from === index)) index++;
  const next = reading.words[index];
  return next === undefined || next.part !== partOf(reading, hit) || next.gap === 'slash' || next.gap === 'and' || isAndWord(next.text);
};

const startsPart = (reading: TitleReading, hit: Hit<FieldValue>): boolean => {
  const before = reading.words[hit.from - 1];
  return before === undefined || before.part !== partOf(reading, hit);
};

/** In Chinese, Japanese and Korean the word means a software architect alone. */
const CJK_NOUN = /[\u3040-\u9fff\uac00-\ud7af]/;
/** «Development» and «technology» are engineering only where nothing else stands beside them («Child Development Director»). */
const VAGUE_WORK =
  /^(development|technology|technologies|tech|technik|technologie|tecnologia|desarrollo|developpement|sviluppo|rozwoj\w*)$/;
const ENGLISH_NOUN = /^(engineers?|eng|engr|devs?|developers?|architects?)$/;

function isKnown(reading: TitleReading, index: number): boolean {
  const word = reading.words[index];
  if (word === undefined || word.text.length <= 2 || /^\d/.test(word.text) || isLevelFiller(word.text) || isAndWord(word.text)) return true;
  return [...reading.levels, ...reading.management, ...reading.fields, ...reading.roles].some((hit) => index >= hit.from && index < hit.to);
}

/** Words beside the head that no table knows: a qualifier such as «Deliverability», in other languages also after it («Ingénieur mécanique»). */
function hasUnknownQualifier(reading: TitleReading, heads: readonly Head[], head: Head): boolean {
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
function hasUnknownBeside(reading: TitleReading, head: Head): boolean {
  const parts = ownParts(reading, head);
  return reading.words.some((word, index) => parts.has(word.part) && !isKnown(reading, index));
}

const familyOfField = (field: Field): Family => (SPECIAL.has(field) || field === 'api' ? (field as Family) : 'generic');

/** The verdict for one role noun of a title with the fields around it. */
function verdictOfHead(reading: TitleReading, heads: readonly Head[], head: Head): BackendVerdict {
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
    (hit) => NEVER_BACKEND.has(hit.value.field) && (hit.value.reach === 'part' || isNearest(reading, left, hit, head)),
  );
  if (backend !== undefined && (never === undefined || (software && never.value.reach === 'beside'))) {
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
    if (!DENIED.has(field)) continue;
    if (hit.value.reach === 'beside') {
      if (right.includes(hit) && !(field === 'ml' && endsPart(reading, hit) && !software)) continue;
      // «ML Software Engineer» stays machine learning; «AI Software Engineer» may be anything.
      const machine = field === 'ml' && /^(ml|machine)$/.test(reading.words[hit.from]?.text ?? '') && hit.from < head.from;
      if (
        software &&
        field !== 'embedded' &&
        !machine &&
        (left.indexOf(hit) < left.findIndex((one) => one.value.field === 'software') || head.kind !== 'engineer')
      ) {
        if (field !== 'other' || head.kind === 'engineer' || head.kind === 'technical-staff') continue;
      }
      if (
        !isNearest(reading, left, hit, head) &&
        left.some(
          (one) =>
            left.indexOf(one) > left.indexOf(hit) &&
            ((SPECIAL.has(one.value.field) && !(field === 'embedded' && one.value.field === 'sre')) ||
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
    if (field === 'frontend' && language !== undefined)
      return answer(reading, 'maybe', 'fullstack', 0.8, 'a server-side language beside a frontend one', language);
    return deny(hit);
  }
  for (const hit of after) {
    if (hit.value.reach !== 'part') {
      if (
        hit.value.field === 'ml' &&
        startsPart(reading, hit) &&
        endsPart(reading, hit) &&
        /^(machine|ml)$/.test(reading.words[hit.from]?.text ?? '')
      )
        return deny(hit);
      continue;
    }
    const field = hit.value.field;
    if (field === 'frontend' && (language ?? after.find((one) => one.value.field === 'language')) !== undefined) {
      return answer(reading, 'maybe', 'fullstack', 0.75, 'a server-side language beside a frontend one', hit);
    }
    if (DENIES_AFTER.has(field) && language === undefined) return deny(hit);
    if (
      DENIES_AT_END.has(field) &&
      endsPart(reading, hit) &&
      (language ?? after.find((one) => one.value.field === 'language')) === undefined
    )
      return deny(hit);
  }

  const nearest =
    own.find((hit) => hit.value.reach === 'part' && (hit.value.field === 'devops' || hit.value.field === 'sre')) ??
    [...left].reverse().find((hit) => SPECIAL.has(hit.value.field)) ??
    right.find((hit) => SPECIAL.has(hit.value.field));
  const api = has('api') ?? after.find((hit) => hit.value.field === 'api');
  const integration = has('integration') ?? (has('software') ? undefined : after.find((hit) => hit.value.field === 'integration'));
  if (head.kind === 'administrator') {
    const dba = has('dba') ?? has('database');
    return dba === undefined
      ? answer(reading, 'no', 'none', 0.95, 'administration', head)
      : answer(reading, 'maybe', 'dba', 0.9, 'database administration', dba);
  }
  const dba = has('dba');
  if (dba !== undefined) return answer(reading, 'maybe', 'dba', 0.9, 'database administration', dba);
  if (head.kind === 'architect') {
    if (language !== undefined) return answer(reading, 'yes', 'architect', 0.9, 'a server-side language is named', language);
    if (nearest !== undefined)
      return answer(
        reading,
        'maybe',
        nearest.value.field === 'data' ? 'data' : 'architect',
        0.85,
        'architecture: the description must say',
        nearest,
      );
    const technical = has('software') ?? has('soft');
    const languageAfter = after.find((hit) => hit.value.field === 'language');
    if (languageAfter !== undefined) return answer(reading, 'yes', 'architect', 0.85, 'a server-side language is named', languageAfter);
    return technical !== undefined ||
      CJK_NOUN.test(reading.words[head.from]?.text ?? '') ||
      /^(enterprise|solution|chief|principal|staff|senior|lead)$/.test(reading.words[head.from - 1]?.text ?? '') ||
      (left.length === 0 && reading.fields.length > 0)
      ? answer(reading, 'maybe', 'architect', 0.8, 'architecture: the description must say', head)
      : answer(reading, 'no', 'none', 0.7, 'no software architecture is named', head);
  }
  if (
    integration !== undefined &&
    !isManager &&
    (head.kind === 'developer' ||
      api !== undefined ||
      language !== undefined ||
      (integration.value.reach === 'part' && head.kind === 'engineer'))
  ) {
    return answer(reading, 'yes', 'integration', 0.9, 'integration development', integration);
  }
  const database = has('database');
  if (
    database !== undefined &&
    nearest?.value.field === 'database' &&
    (head.kind === 'developer' || head.kind === 'engineer') &&
    has('software') === undefined &&
    language === undefined
  ) {
    return answer(reading, 'yes', 'database', 0.9, 'database development', database);
  }
  if (api !== undefined && head.kind !== 'analyst' && nearest === undefined)
    return answer(reading, 'yes', has('api') ? 'api' : 'backend', 0.85, 'an API is named', api);
  if (nearest !== undefined && nearest.value.field !== 'database' && nearest.value.field !== 'platform') {
    const family = familyOfField(nearest.value.field);
    if (head.kind === 'specialist' || head.kind === 'analyst' || head.kind === 'consultant') {
      if (family !== 'devops' && family !== 'sre')
        return answer(reading, 'no', 'none', 0.8, `no engineering role in ${nameOf(nearest.value.field)}`, nearest);
    }
    const managed =
      isManager && !work && !software && (family === 'security' || family === 'data' || family === 'cloud' || family === 'integration');
    if (managed) return answer(reading, 'no', 'none', 0.75, 'management outside engineering', nearest);
    return answer(reading, 'maybe', family, 0.9, `${nearest.value.field}: the description must say`, nearest);
  }
  const languageAround =
    language ?? after.find((hit) => hit.value.field === 'language') ?? before.find((hit) => hit.value.field === 'language');
  if (languageAround !== undefined) return answer(reading, 'yes', 'backend', 0.93, 'a server-side language is named', languageAround);
  const special = after.find(
    (hit) =>
      startsPart(reading, hit) &&
      endsPart(reading, hit) &&
      (hit.value.field === 'devops' ||
        hit.value.field === 'sre' ||
        hit.value.field === 'security' ||
        hit.value.field === 'cloud' ||
        hit.value.field === 'data'),
  );
  if (special !== undefined && !isManager)
    return answer(reading, 'maybe', familyOfField(special.value.field), 0.85, `${special.value.field}: the description must say`, special);
  if (nearest !== undefined && (head.kind === 'specialist' || head.kind === 'analyst' || head.kind === 'consultant')) {
    return answer(reading, 'no', 'none', 0.75, 'no engineering role is named', nearest);
  }
  if (nearest !== undefined && isManager && !work && !software && hasUnknownBeside(reading, head)) {
    return answer(reading, 'no', 'none', 0.75, 'management outside engineering', head);
  }
  if (nearest !== undefined)
    return answer(
      reading,
      'maybe',
      nearest.value.field === 'platform' ? 'platform' : 'generic',
      0.85,
      `${nearest.value.field}: the description must say`,
      nearest,
    );
  if (isManager) {
    const executive = reading.management.some((hit) => hit.value === 'executive');
    const engineering = reading.roles.some((role) => role.value === 'work' && !VAGUE_WORK.test(reading.words[role.to - 1]?.text ?? ''));
    return executive || engineering || has('software')?.value.reach === 'part' || (work && !hasUnknownBeside(reading, head))
      ? answer(reading, 'maybe', 'generic', 0.85, 'engineering management: the description must say', head)
      : answer(reading, 'no', 'none', 0.9, 'management outside engineering', head);
  }
  if (software && head.kind !== 'analyst' && head.kind !== 'specialist' && head.kind !== 'consultant')
    return answer(reading, 'maybe', 'generic', 0.9, 'software work of an unnamed kind', head);
  const soft = own.find((hit) => hit.value.field === 'soft' || hit.value.field === 'open-language');
  if (soft !== undefined && head.kind === 'engineer')
    return answer(reading, 'maybe', 'generic', 0.8, 'software work of an unnamed kind', soft);
  if (head.kind === 'engineer' && !hasUnknownQualifier(reading, heads, head))
    return answer(reading, 'maybe', 'generic', 0.75, 'an engineer of an unnamed kind', head);
  if ((head.kind === 'specialist' || head.kind === 'consultant') && has('software')?.value.reach === 'part')
    return answer(reading, 'maybe', 'generic', 0.6, 'software work of an unnamed kind', head);
  return answer(reading, 'no', 'none', 0.7, 'no software work is named', head);
}

/** Whether a modifier is the last one before the role noun. */
function isNearest(reading: TitleReading, left: readonly Hit<FieldValue>[], hit: Hit<FieldValue>, head: Head): boolean {
  if (hit.to > head.from) return true;
  const last = left.findLast((one) => one.value.field !== 'none');
  return last === hit && (reading.words[hit.to]?.part ?? -1) === head.part;
}

/** The verdict where a title has no role noun: «Backend Sênior», «Django Web Development», «Tech Team Lead». */
function verdictWithoutHead(reading: TitleReading): BackendVerdict {
  const find = (...fields: Field[]): Hit<FieldValue> | undefined => reading.fields.find((hit) => fields.includes(hit.value.field));
  const work = reading.roles.find((role) => role.value === 'work');
  const marked = reading.levels.some((hit) => hit.value.mark !== 'none');
  const backend = reading.fields.find((hit) => hit.value.field === 'backend' && hit.value.reach === 'part');
  const denied = reading.fields.find(
    (hit) =>
      DENIED.has(hit.value.field) &&
      (hit.value.reach === 'part' ||
        work === undefined ||
        hit.to === work.from ||
        hit.from === work.to ||
        (hit.from <= work.from && hit.to >= work.to)),
  );
  if (backend !== undefined && (denied === undefined || !NEVER_BACKEND.has(denied.value.field)))
    return answer(reading, 'yes', 'backend', 0.9, 'backend is named', backend);
  const fullstack = find('fullstack');
  if (fullstack !== undefined) return answer(reading, 'maybe', 'fullstack', 0.8, 'full stack: the description must say', fullstack);
  if (denied !== undefined) return answer(reading, 'no', 'none', 0.85, `the title names ${nameOf(denied.value.field)}`, denied);
  const language = reading.fields.find(
    (hit) => (hit.value.field === 'language' || hit.value.field === 'api') && hit.value.reach === 'part',
  );
  const allKnown = reading.words.every((_, index) => isKnown(reading, index));
  const specials = reading.fields.filter((hit) => SPECIAL.has(hit.value.field));
  const special = specials.find((hit) => hit.value.reach === 'part') ?? specials[0];
  const beside = special?.value.field === 'platform' || special?.value.field === 'cloud' || special?.value.field === 'integration';
  if (special !== undefined && beside && language !== undefined && marked)
    return answer(reading, 'yes', 'backend', 0.8, 'a server-side language is named', language);
  const ranked = reading.levels.some(
    (hit) => hit.value.mark !== 'none' && hit.value.mark !== 'associate' && (hit.value.mark !== 'lead' || hit.value.reach === 'always'),
  );
  if (special !== undefined && (special.value.reach === 'part' || ranked || work !== undefined))
    return answer(reading, 'maybe', familyOfField(special.value.field), 0.7, `${special.value.field}: the description must say`, special);
  if (language !== undefined && (marked || work !== undefined || allKnown))
    return answer(reading, 'yes', 'backend', 0.8, 'a server-side language is named', language);
  const software = reading.fields.find((hit) => hit.value.field === 'software' && hit.value.reach === 'part');
  const lead = reading.levels.find((hit) => hit.value.mark === 'lead' && hit.value.reach === 'always');
  const intern = reading.levels.some((hit) => hit.value.mark === 'intern' || hit.value.mark === 'trainee' || hit.value.mark === 'junior');
  const core = software ?? work;
  if (core !== undefined && (marked || intern || (work !== undefined && software !== undefined)))
    return answer(reading, 'maybe', 'generic', 0.7, 'software work of an unnamed kind', core);
  const technical =
    lead !== undefined && reading.words.slice(lead.from, lead.to).some((word) => /te[ck]|dev|eng|тех|テック|技/.test(word.text));
  if (lead !== undefined && (technical || allKnown))
    return answer(reading, 'maybe', 'generic', 0.6, 'a technical lead of an unnamed kind', lead);
  return answer(reading, 'no', 'none', 0.8, 'no software work is named');
}

/** Whether two heads are listed beside each other («A / B», «A and B», «A, B»), so that one advert offers both. */
function areListed(reading: TitleReading, first: Head, second: Head): boolean {
  return reading.words
    .slice(first.to, second.to)
    .some((word) => word.gap === 'slash' || word.gap === 'and' || word.gap === 'comma' || isAndWord(word.text) || word.raw === '|');
}

const RANK: Record<IsBackend, number> = { yes: 2, maybe: 1, no: 0 };

/** The verdict of a title that has been read. */
export function backendOfReading(reading: TitleReading): BackendVerdict {
  if (reading.words.length === 0) return answer(reading, 'no', 'none', 0.99, 'the title is empty');
  const heads = headsOf(reading, managementOf(reading));
  const first = heads[0];
  if (first === undefined) return verdictWithoutHead(reading);
  const manager = heads.find((head) => head.kind === 'manager');
  const person = heads.find((head) => head.kind !== 'manager' && head.kind !== 'occupation');
  if (manager !== undefined && first.kind !== 'occupation') {
    const managed = verdictOfHead(reading, heads, manager);
    if (person === undefined) return managed;
    // «VP, Backend Engineer», «CTO (Backend Developer)»: the person named beside the rung says what the work is.
    const named = verdictOfHead(reading, heads, person);
    return RANK[named.verdict] > RANK[managed.verdict] ? named : managed;
  }
  let best = verdictOfHead(reading, heads, first);
  const bare = best.verdict === 'maybe' && best.confidence <= 0.75;
  let previous = first;
  for (const head of heads) {
    if (head.from <= first.from) continue;
    const listed = areListed(reading, previous, head);
    previous = head;
    if (head.kind === 'occupation') continue;
    const own = ownFields(reading, heads, head);
    const other = verdictOfHead(reading, heads, head);
    if (bare && other.verdict === 'no' && [...own.left, ...own.right].length > 0) return other;
    // A second role is on offer when it is listed; beside a role in scope it says more about the same one.
    if (!listed && best.verdict === 'no') continue;
    // «Researcher / Engineer»: a bare noun shares the words of the one before it.
    if (best.verdict === 'no' && own.left.length === 0 && own.right.length === 0 && head.kind === 'engineer') continue;
    if (RANK[other.verdict] > RANK[best.verdict] && !(best.verdict === 'no' && first.kind === 'occupation' && head.kind === 'specialist'))
      best = other;
    else if (other.family === 'architect' && other.verdict === best.verdict) best = other;
  }
  return best;
}

/**
 * Whether a title alone names backend work: `yes`, `no`, or `maybe` where only the description can tell. The reader asks for a detail
 * page unless it is `no`. Never throws; reads at most 300 units.
 */
export function backendOfTitle(title: string): BackendVerdict {
  return backendOfReading(readTitle(title));
}

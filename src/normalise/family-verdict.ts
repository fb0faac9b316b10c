import type { Hit } from './lexicon.js';
import { answer, familyOfField, nameOf, SPECIAL, type BackendVerdict } from './backend-verdict.js';
import type { Field } from './tables/field-words.js';
import { endsPart, hasUnknownBeside, hasUnknownQualifier, isJoinedByAnd, startsPart, type Head } from './title-head.js';
import type { FieldValue, TitleReading } from './title-words.js';

/** In Chinese, Japanese and Korean the word means a software architect alone. */
const CJK_NOUN = /[\u3040-\u9fff\uac00-\ud7af]/;
/** «Development» and «technology» are engineering only where nothing else stands beside them («Child Development Director»). */
const VAGUE_WORK =
  /^(development|technology|technologies|tech|technik|technologie|tecnologia|desarrollo|developpement|sviluppo|rozwoj\w*)$/;
/** A role noun with the fields around it, once no other trade has claimed it and «backend» is not among them. */
export interface HeadInContext {
  readonly reading: TitleReading;
  readonly heads: readonly Head[];
  readonly head: Head;
  /** Fields of the noun's own part, before and after it. */
  readonly left: readonly Hit<FieldValue>[];
  readonly right: readonly Hit<FieldValue>[];
  readonly own: readonly Hit<FieldValue>[];
  /** Fields of the parts after and before its own. */
  readonly after: readonly Hit<FieldValue>[];
  readonly before: readonly Hit<FieldValue>[];
  /** «Engineering», «development» stands with it. */
  readonly work: boolean;
  readonly software: boolean;
  readonly language: Hit<FieldValue> | undefined;
}

/** The family of work that an open title names: a specialisation, a server-side language, or software of an unnamed kind. */
export function verdictOfFamily(context: HeadInContext): BackendVerdict {
  const { reading, heads, head, left, right, own, after, before, work, software, language } = context;
  const has = (field: Field): Hit<FieldValue> | undefined => own.find((hit) => hit.value.field === field);
  const isManager = head.kind === 'manager';
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
  if (head.kind === 'architect') return verdictOfArchitect(context, nearest);
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
  if (
    api !== undefined &&
    head.kind !== 'analyst' &&
    (nearest === undefined || (nearest.value.field === 'platform' && has('api') !== undefined && !isManager))
  )
    return answer(reading, 'yes', has('api') ? 'api' : 'backend', 0.85, 'an API is named', api);
  // «Rails & Data Engineers»: two openings.
  if (nearest !== undefined && language !== undefined && isJoinedByAnd(reading, language, nearest))
    return answer(reading, 'yes', 'backend', 0.85, 'a server-side language is named', language);
  // «.NET Core / Azure Developer»: a developer in a server-side language, wherever it runs.
  if (nearest?.value.field === 'cloud' && language !== undefined && head.kind === 'developer')
    return answer(reading, 'yes', 'backend', 0.85, 'a server-side language is named', language);
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

/** An architect's title is open, whatever it names, but for a server-side language; without software about it, it is another trade's. */
function verdictOfArchitect(context: HeadInContext, nearest: Hit<FieldValue> | undefined): BackendVerdict {
  const { reading, head, left, own, after, language } = context;
  const has = (field: Field): Hit<FieldValue> | undefined => own.find((hit) => hit.value.field === field);
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

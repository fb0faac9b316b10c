import type { Evidence } from '#src/domain/posting';
import type { Level, LevelBasis, Rung, Track } from '#src/domain/level';
import type { Hit } from './lexicon.js';
import { managementOf, type Management } from './management.js';
import type { Field } from './tables/field-words.js';
import type { LevelMark } from './tables/level-words.js';
import { numeralAfterRole, numeralAtEnd, yearsInTitle } from './title-numerals.js';
import { isAndWord, isLevelFiller, type LevelValue, type TitleReading } from './title-words.js';

/** What a text says about the level; `rung` names the strongest word. */
export interface LevelReading {
  readonly level: Level;
  readonly levelMin: Level;
  readonly levelMax: Level;
  readonly basis: LevelBasis;
  /** 0 to 1. */
  readonly confidence: number;
  readonly rung: Rung | null;
  /** True for a numeral I or 1, which the guide titles apart from «Junior». */
  readonly numeralOne: boolean;
  readonly track: Track;
  readonly evidence: readonly Evidence[];
}

const LEVEL_OF_RUNG: Record<Rung, Level> = {
  intern: 'entry',
  trainee: 'entry',
  associate: 'entry',
  junior: 'entry',
  mid: 'mid',
  senior: 'senior',
  lead: 'senior',
  staff: 'senior',
  principal: 'senior',
};
const STRENGTH: Rung[] = ['associate', 'junior', 'mid', 'senior', 'lead', 'staff', 'principal'];
const ROLE_NOUNS = new Set([
  'developer',
  'engineer',
  'architect',
  'analyst',
  'administrator',
  'consultant',
  'specialist',
  'technical-staff',
  'work',
]);

const CRAFTS: ReadonlySet<Field> = new Set<Field>([
  'backend',
  'language',
  'open-language',
  'fullstack',
  'api',
  'devops',
  'sre',
  'database',
]);

const evidenceOf = (reading: TitleReading, from: number, to: number, rule: string): Evidence => {
  const start = reading.words[from]?.start ?? 0;
  const end = reading.words[Math.max(from, to - 1)]?.end ?? start;
  return { field: 'level', from: 'title', quote: reading.title.slice(start, end), start, end, rule };
};

/** Whether an ambiguous rung word («staff», «lead», «associate») stands where a rung stands. */
function isNear(reading: TitleReading, hit: Hit<LevelValue>): boolean {
  const { words } = reading;
  const part = words[hit.from]?.part ?? 0;
  const before = words[hit.from - 1];
  const after = words[hit.to];
  const opens = before === undefined || before.part !== part;
  const closes = after === undefined || after.part !== part;
  const roles = reading.roles.filter((role) => ROLE_NOUNS.has(role.value) && !(role.from === hit.from && role.to === hit.to));
  const besideRole = roles.some((role) => role.to === hit.from || role.from === hit.to);
  const besideLevel = reading.levels.some(
    (other) => other !== hit && other.value.mark !== 'none' && (other.to === hit.from || other.from === hit.to),
  );
  const inRolePart = roles.some((role) => (words[role.from]?.part ?? -1) === part);
  if (besideRole || besideLevel) return true;
  // Alone in its part, but for fillers and the other half of a range.
  if (opens && closes) return true;
  if (inRolePart) {
    const role = roles.find((one) => (words[one.from]?.part ?? -1) === part);
    return role !== undefined && (hit.from < role.from || (closes && hit.from - role.to <= 3));
  }
  const others = roles.length > 0;
  if (!others) return opens || closes;
  // A part of its own without a role noun: only when it holds nothing but the level and fields.
  const rest = words.filter((word, index) => word.part === part && (index < hit.from || index >= hit.to));
  // «Software Engineer, Platform (Go Lead)»: technologies alone beside it.
  const crafts = reading.fields.filter((field) => CRAFTS.has(field.value.field) && (words[field.from]?.part ?? -1) === part);
  if (
    closes &&
    crafts.length > 0 &&
    rest.every((word) => crafts.some((one) => words.indexOf(word) >= one.from && words.indexOf(word) < one.to))
  )
    return true;
  if (opens && part === 0) return rest.length <= 2 || reading.fields.some((field) => (words[field.from]?.part ?? -1) === part);
  return (
    rest.every((word) => isLevelFiller(word.text) || isAndWord(word.text) || /^20\d\d$/.test(word.text)) ||
    (opens && words[hit.to]?.gap === 'slash')
  );
}

const levelOfNumeral = (value: number): Level => (value === 1 ? 'entry' : value <= 3 ? 'mid' : 'senior');

/** @returns the level that a lower bound of required years means: 0 to 2 entry, 3 to 4 mid, 5 and more senior. */
export const levelOfYears = (years: number): Level => (years >= 5 ? 'senior' : years >= 3 ? 'mid' : 'entry');

const single = (level: Level, basis: LevelBasis, confidence: number, rung: Rung | null, evidence: Evidence[], extra: Partial<LevelReading> = {}): LevelReading => ({
  level, levelMin: level, levelMax: level, basis, confidence, rung, numeralOne: false, track: 'ic', evidence, ...extra,
}); // prettier-ignore

function managementLevel(reading: TitleReading, management: Management): LevelReading | null {
  const evidence = [evidenceOf(reading, management.from, management.to, `management: ${management.mark}`)];
  if (management.mark === 'assistant-vp') return single('mid', 'bank', 0.8, 'mid', evidence);
  if (management.mark === 'vp' && management.bank) return single('senior', 'bank', 0.8, 'senior', evidence);
  const level: Level = management.mark;
  const mentionsIc =
    /^(CTO)$/.test(reading.words[management.from]?.raw ?? '') &&
    reading.roles.some((role) => role.value === 'developer' || role.value === 'engineer');
  return single(level, 'title', 0.95, null, evidence, {
    track: 'management',
    ...(mentionsIc ? { levelMin: 'senior' as const, basis: 'range' as const } : {}),
  });
}

/** What the title alone says about the level, or `null` when it is silent. Steps of `method.md` B2, in its order. */
export function levelOfReading(reading: TitleReading): LevelReading | null {
  const management = managementOf(reading);
  const marks = reading.levels.filter((hit) => hit.value.mark !== 'none' && (hit.value.reach === 'always' || isNear(reading, hit)));
  const find = (mark: LevelMark): Hit<LevelValue> | undefined => marks.find((hit) => hit.value.mark === mark);

  const all = find('all-levels');
  if (all !== undefined)
    return single('unspecified', 'title', 0.95, null, [evidenceOf(reading, all.from, all.to, 'all levels')], {
      levelMin: 'entry',
      levelMax: 'senior',
    });
  if (management !== null) {
    const level = managementLevel(reading, management);
    if (level !== null && !(management.mark === 'manager' && (find('intern') ?? find('trainee')) !== undefined)) return level;
  }
  for (const rung of ['intern', 'trainee'] as const) {
    const hit = find(rung);
    if (hit !== undefined) return single('entry', 'title', 0.97, rung, [evidenceOf(reading, hit.from, hit.to, `${rung} words`)]);
  }
  const principalAssociate = find('principal-associate');
  if (principalAssociate !== undefined)
    return single('senior', 'bank', 0.75, 'senior', [
      evidenceOf(reading, principalAssociate.from, principalAssociate.to, 'a bank’s ladder'),
    ]);
  const seniorAssociate = find('senior-associate');
  if (seniorAssociate !== undefined)
    return single('mid', 'bank', 0.75, 'mid', [evidenceOf(reading, seniorAssociate.from, seniorAssociate.to, 'a bank’s ladder')]);

  const rungs = marks.filter((hit): hit is Hit<LevelValue & { mark: Rung }> => (STRENGTH as string[]).includes(hit.value.mark));
  if (rungs.length > 0) {
    const sorted = [...rungs].sort((a, b) => STRENGTH.indexOf(b.value.mark) - STRENGTH.indexOf(a.value.mark));
    const top = sorted[0];
    const bottom = sorted.at(-1);
    if (top !== undefined && bottom !== undefined) {
      const level = LEVEL_OF_RUNG[top.value.mark];
      const low = LEVEL_OF_RUNG[bottom.value.mark];
      const evidence = sorted.slice(0, 2).map((hit) => evidenceOf(reading, hit.from, hit.to, `rung word: ${hit.value.mark}`));
      const optional = isOptional(reading, top);
      const levelMin = low !== level && top.value.mark !== 'associate' ? low : optional ? 'mid' : level;
      return single(level, levelMin === level ? 'title' : 'range', 0.96, top.value.mark, evidence, { levelMin, levelMax: level });
    }
  }
  const numeral = numeralAfterRole(reading) ?? numeralAtEnd(reading);
  if (numeral !== null) {
    const top = Math.max(...numeral.values);
    const low = Math.min(...numeral.values);
    const rung: Rung = top === 1 ? 'junior' : top <= 3 ? 'mid' : 'senior';
    return single(levelOfNumeral(top), 'numeral', top === 3 ? 0.6 : 0.85, rung, [evidenceOf(reading, numeral.from, numeral.to, `numeral ${top} after the role noun`)], {
      levelMin: levelOfNumeral(low), levelMax: top === 3 ? 'senior' : levelOfNumeral(top), numeralOne: top === 1,
    }); // prettier-ignore
  }
  const years = yearsInTitle(reading);
  if (years !== null) {
    const level = levelOfYears(years.years);
    return single(level, 'years', 0.8, level === 'entry' ? 'junior' : level === 'mid' ? 'mid' : 'senior', [
      evidenceOf(reading, years.from, years.to, `${years.years} years asked for in the title`),
    ]);
  }
  const founding = find('founding');
  if (founding !== undefined)
    return single(
      'senior',
      'title',
      0.5,
      'senior',
      [evidenceOf(reading, founding.from, founding.to, 'founding engineer: no rung, senior assumed')],
      { levelMin: 'mid' },
    );
  const mts = find('mts');
  if (mts !== undefined)
    return single('mid', 'title', 0.5, 'mid', [evidenceOf(reading, mts.from, mts.to, 'member of technical staff: no rung')], {
      levelMax: 'senior',
    });
  return null;
}

/** «(Senior) Engineer»: the word in brackets before the role is an option. */
function isOptional(reading: TitleReading, hit: Hit<LevelValue>): boolean {
  const word = reading.words[hit.from];
  const after = reading.words[hit.to];
  if (word === undefined || after === undefined || hit.value.mark !== 'senior') return false;
  const open = reading.title.slice(0, word.start).trimEnd().endsWith('(');
  const close = reading.title
    .slice(reading.words[hit.to - 1]?.end ?? 0)
    .replace(/^\./, '')
    .startsWith(')');
  return open && close && reading.roles.some((role) => role.from >= hit.to);
}

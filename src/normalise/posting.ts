import type { Industry } from '#src/domain/industry';
import type { Derived, Evidence } from '#src/domain/posting';
import type { RawPosting } from '#src/domain/raw-posting';
import { backendOfReading } from './backend.js';
import type { BackendVerdict } from './backend-verdict.js';
import { descriptionTextOf, readDescription, tagsOf, wordsIn, type DescriptionReading } from './description.js';
import { levelOfPhrases, levelOfRequiredYears, yearsOf, type RequiredYears } from './description-level.js';
import { industryOf } from './industry.js';
import { levelOfReading, type LevelReading } from './level.js';
import { locationsOf } from './location.js';
import { NO_LADDERS, overriddenLevel, type OperatorLadders } from './override.js';
import { salariesOf } from './salary.js';
import { employmentTypeOf, seniorityOfField, type SeniorityField } from './seniority-field.js';
import { settleBackend } from './settle.js';
import { skillsOf } from './skills.js';
import { specialisationOf } from './specialisation.js';
import { canonicalTitleOf } from './title.js';
import { codeOfTitle } from './title-numerals.js';
import { readTitle, type TitleReading } from './title-words.js';
import { workplaceOf } from './workplace.js';

/** Changes when any rule or table changes; stored with every derived row. */
export const RULES_VERSION: string = '2026-11-24.9';

/** The version that a posting read with an operator's own ladders carries. */
export const rulesVersionOf = (ladders: OperatorLadders): string => RULES_VERSION + ladders.mark;

/** What the caller knows beside the posting. */
export interface NormaliseContext {
  /** The board's company, where the posting names none. */
  readonly company: string | null;
  readonly companyIndustry: Industry | null;
  /** What an operator knows of employers' ladders; goes before the built-in rows. */
  readonly ladders?: OperatorLadders;
}

export interface NormalisedPosting {
  readonly derived: Derived;
  /** The description's words without markup; `null` when there are none. */
  readonly descriptionText: string | null;
  /** The folded words of that text, as `wordsOf` gives them, without cutting it again; made when they are asked for. */
  readonly descriptionWords: () => readonly string[];
}

/** Evidence of skills kept; the others are in the lists. */
const SKILL_EVIDENCE = 12;

/** A raw posting as ours. Pure, and never throws: what cannot be known is `null`. */
export function normalisePosting(raw: RawPosting, context: NormaliseContext): NormalisedPosting {
  const company = raw.company ?? context.company;
  const ladders = context.ladders ?? NO_LADDERS;
  const title = readTitle(raw.title);
  const descriptionText = descriptionTextOf(raw.description);
  const description = descriptionText === null ? null : readDescription(descriptionText);

  const named = backendOfReading(title);
  const backend = settleBackend(named, description);
  const years = description === null ? null : yearsOf(description);
  const level = levelOf(title, company, raw, description, years, named, ladders);
  const canonicalTitle =
    backend.verdict === 'no'
      ? null
      : canonicalTitleOf({
          family: backend.family,
          level: level.level,
          rung: level.rung,
          numeralOne: level.numeralOne,
          backendNamed: named.named,
          title: title.title,
        });

  const places = locationsOf(raw, title.title);
  const workplace = workplaceOf({ raw, title: title.title, descriptionText, description, locations: places.locations });
  const pay = salariesOf({
    raw,
    title: title.title,
    descriptionText,
    country: places.locations.find((place) => place.country !== null)?.country ?? null,
    cities: places.locations.flatMap((place) => (place.city === null ? [] : [place.city])),
  });
  const skills = skillsOf(title.title, raw.tags, description);
  const tags = description === null ? { tags: [], evidence: [] } : tagsOf(description);
  const industry = industryOf({ field: raw.industry, company, companyIndustry: context.companyIndustry, description });

  return {
    descriptionText,
    descriptionWords: () => (description === null ? [] : wordsIn(description)),
    derived: {
      isBackend: backend.verdict,
      isBackendConfidence: backend.confidence,
      level: level.level,
      levelMin: level.levelMin,
      levelMax: level.levelMax,
      levelBasis: level.basis,
      levelConfidence: level.confidence,
      rung: level.rung,
      track: level.track,
      canonicalTitle,
      specialisation: backend.verdict === 'no' ? null : specialisationOf(backend.family),
      languages: skills.languages,
      skills: skills.skills,
      skillUses: skills.uses,
      tags: tags.tags,
      employmentType: employmentTypeOf(raw.employmentType, title.title, level.rung === 'intern'),
      workplace: workplace.workplace,
      locations: places.locations,
      remoteScope: workplace.remoteScope,
      industry: industry.industry,
      salaries: pay.salaries,
      yearsMin: years?.years ?? null,
      evidence: evidenceOf(backend, level, canonicalTitle, [
        ...places.evidence,
        ...workplace.evidence,
        ...pay.evidence,
        ...industry.evidence,
        ...tags.evidence,
        ...skills.evidence.slice(0, SKILL_EVIDENCE),
      ]),
      rulesVersion: rulesVersionOf(ladders),
    },
  };
}

function evidenceOf(backend: BackendVerdict, level: LevelReading, canonicalTitle: string | null, rest: readonly Evidence[]): Evidence[] {
  const title: Evidence[] =
    canonicalTitle === null
      ? []
      : [...backend.evidence.slice(0, 1), ...level.evidence.slice(0, 1)].map((one) => ({ ...one, field: 'canonicalTitle' as const }));
  return [...backend.evidence, ...level.evidence, ...title, ...rest];
}

/** The steps of `docs/method.md` in their order: override, exact field, title, wide field, the description's phrases, its years, the default. */
function levelOf(
  title: TitleReading,
  company: string | null,
  raw: Pick<RawPosting, 'seniority'>,
  description: DescriptionReading | null,
  years: RequiredYears | null,
  named: BackendVerdict,
  ladders: OperatorLadders,
): LevelReading {
  const read = levelOfReading(title);
  const overridden = overriddenLevel(title, company, read, ladders);
  if (overridden !== null) return overridden;
  const field = seniorityOfField(raw.seniority);
  if (field?.exact === true && read?.track !== 'management') return ofField(field, read);
  if (read !== null) return read;
  if (field !== null) return ofField(field, null);
  const phrase = description === null ? null : levelOfPhrases(description);
  const described = phrase ?? (years === null ? null : levelOfRequiredYears(years));
  if (described !== null) {
    const basis = phrase === null ? 'years' : 'description';
    return plain(described.level, basis, described.confidence, described.rung, [described.evidence]);
  }
  const code = codeOfTitle(title);
  if (code !== null) {
    const word = title.words[code.from];
    const evidence: Evidence[] = [
      {
        field: 'level',
        from: 'title',
        quote: word?.raw ?? code.code,
        start: word?.start ?? null,
        end: word?.end ?? null,
        rule: 'a company’s code without its table',
      },
    ];
    return { ...plain('mid', 'code', 0.3, 'mid', evidence), levelMax: 'senior' };
  }
  const senior = defaultsToSenior(named, title.title);
  return { ...plain(senior ? 'senior' : 'mid', 'default', 0.4, null, []), levelMin: 'mid', levelMax: senior ? 'senior' : 'mid' };
}

/** The guide puts architects on the senior rung, but for the plain system architect. */
const defaultsToSenior = (named: BackendVerdict, title: string): boolean =>
  (named.family === 'architect' && !/\bsystem/i.test(title)) || (named.family === 'data' && /\barchite[ck]t/i.test(title));

const plain = (level: LevelReading['level'], basis: LevelReading['basis'], confidence: number, rung: LevelReading['rung'], evidence: readonly Evidence[]): LevelReading => ({
  level, levelMin: level, levelMax: level, basis, confidence, rung, numeralOne: false, track: 'ic', evidence,
}); // prettier-ignore

/** The field's level with the title's rung, where the two agree. */
function ofField(field: SeniorityField, read: LevelReading | null): LevelReading {
  const agrees = read !== null && read.level === field.level;
  const management = field.level === 'manager' || field.level === 'director' || field.level === 'vp' || field.level === 'executive';
  return {
    level: field.level,
    levelMin: field.levelMin,
    levelMax: field.level,
    basis: 'field',
    confidence: 0.95,
    rung: agrees ? read.rung : field.rung,
    numeralOne: agrees && read.numeralOne,
    track: management ? 'management' : 'ic',
    evidence: [field.evidence, ...(agrees ? read.evidence : [])],
  };
}

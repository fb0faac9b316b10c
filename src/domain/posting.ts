import type { CanonicalTitle } from './title.js';
import type { Industry } from './industry.js';
import type { Level, LevelBasis, Rung, Track } from './level.js';
import type { Location, RemoteScope, Workplace } from './location.js';
import type { Salary } from './salary.js';
import type { SkillUse } from './skill.js';
import type { Specialisation } from './specialisation.js';

/** Changes when any rule changes; rows of an older version are derived again by `cli renormalise`. */
export type RulesVersion = string;

export type IsBackend = 'yes' | 'maybe' | 'no';

/** The words that a derived field rests on. */
export interface Evidence {
  readonly field:
    | 'isBackend'
    | 'level'
    | 'canonicalTitle'
    | 'specialisation'
    | 'workplace'
    | 'location'
    | 'remoteScope'
    | 'industry'
    | 'salary'
    | 'skill'
    | 'tag';
  /** Which text: the title, the description's text, or a structured field of the source. */
  readonly from: 'title' | 'description' | 'field' | 'company' | 'location';
  readonly quote: string;
  /** Offsets into that text in UTF-16 units; `null` for fields and tables. */
  readonly start: number | null;
  readonly end: number | null;
  /** The rule that fired, in words a person understands. */
  readonly rule: string;
}

export const POSTING_TAGS = ['on-call', 'high-scale', 'certification', 'security', 'flexible-hours', 'async'] as const;
export type PostingTag = (typeof POSTING_TAGS)[number];

export const EMPLOYMENT_TYPES = ['full-time', 'part-time', 'contract', 'temporary', 'internship'] as const;
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number];

/** A raw posting as the pipeline understands it. Everything here can be derived again from the raw words. */
export interface Derived {
  readonly isBackend: IsBackend;
  /** 0 to 1; how sure the rule is. */
  readonly isBackendConfidence: number;
  readonly level: Level;
  readonly levelMin: Level;
  readonly levelMax: Level;
  readonly levelBasis: LevelBasis;
  readonly levelConfidence: number;
  readonly rung: Rung | null;
  readonly track: Track;
  readonly canonicalTitle: CanonicalTitle | null;
  readonly specialisation: Specialisation | null;
  /** Slugs of category `language`, most prominent first. */
  readonly languages: readonly string[];
  /** Slugs of every other category. */
  readonly skills: readonly string[];
  readonly skillUses: readonly SkillUse[];
  readonly tags: readonly PostingTag[];
  readonly employmentType: EmploymentType | null;
  readonly workplace: Workplace | null;
  readonly locations: readonly Location[];
  readonly remoteScope: RemoteScope | null;
  readonly industry: Industry | null;
  /** First is primary: the range that fits the posting's place and contract, else the first stated. */
  readonly salaries: readonly Salary[];
  /** Required years of experience, lower bound of the main requirement; `null`: not stated. */
  readonly yearsMin: number | null;
  readonly evidence: readonly Evidence[];
  readonly rulesVersion: RulesVersion;
}

/** The facts of a posting as people read it: the source's words cleaned of markup, beside what was derived. */
export interface PostingText {
  /** As given by the source, length-capped, with addresses and telephone numbers cut. */
  readonly description: string | null;
  readonly descriptionText: string | null;
}

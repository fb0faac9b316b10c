/** The career guide's six levels, lowest first, and what a posting may say instead of one. */
export const GUIDE_LEVELS = ['entry', 'mid', 'senior', 'director', 'vp', 'executive'] as const;
export type GuideLevel = (typeof GUIDE_LEVELS)[number];

/** `manager`: engineering managers, an adjacent career without a rung. `unspecified`: the posting says «all levels». */
export const LEVELS = [...GUIDE_LEVELS, 'manager', 'unspecified'] as const;
export type Level = (typeof LEVELS)[number];

/** Where a level was read. `default` is «no marker, so mid»: shown as assumed, and its own group `unmarked` in every statistic. */
export const LEVEL_BASES = ['field', 'title', 'numeral', 'code', 'range', 'years', 'bank', 'description', 'override', 'default'] as const;
export type LevelBasis = (typeof LEVEL_BASES)[number];

export type Track = 'ic' | 'management';

/** A rung inside a level: what a reader who asks for Staff means, where the guide's level alone is too wide. */
export const RUNGS = ['intern', 'trainee', 'associate', 'junior', 'mid', 'senior', 'lead', 'staff', 'principal'] as const;
export type Rung = (typeof RUNGS)[number];

export interface LevelFacts {
  readonly level: GuideLevel;
  readonly name: string;
  /** Years of experience as the guide states them; `null` where it states none. */
  readonly guideYears: readonly [number, number | null] | null;
  /** Lower bound of required years that this project reads as the level; inferred, not from the guide; `null` above senior. */
  readonly inferredFromYears: number | null;
  readonly duties: readonly string[];
  /** What changes on the way to the next level; `null` at the top. */
  readonly nextStep: string | null;
}

/** Facts of the guide, in this project's words. */
export const LEVEL_FACTS: readonly LevelFacts[] = [
  {
    level: 'entry',
    name: 'Entry level',
    guideYears: null,
    inferredFromYears: 0,
    duties: [
      'learns the codebase',
      'builds simple features and tests under supervision',
      'fixes bugs and writes documentation',
      'takes part in reviews as a learner',
    ],
    nextStep: 'owns features alone: deeper databases, caching, containers, and mentoring those who come after',
  },
  {
    level: 'mid',
    name: 'Mid level',
    guideYears: [3, 5],
    inferredFromYears: 3,
    duties: [
      'works independently or leads small projects',
      'designs and builds features that scale',
      'optimises what exists',
      'gives architectural input, mentors juniors, reviews code',
    ],
    nextStep: 'leads design across services: system architecture, delivery pipelines, work with stakeholders',
  },
  {
    level: 'senior',
    name: 'Senior level',
    guideYears: null,
    inferredFromYears: 5,
    duties: [
      'leads design and architecture of scalable systems',
      'sets standards and practices',
      'works with stakeholders on goals',
      'mentors junior and mid levels, steers technology',
    ],
    nextStep: 'answers for several teams: people, budget, technical strategy',
  },
  {
    level: 'director',
    name: 'Director',
    guideYears: [8, 12],
    inferredFromYears: null,
    duties: ['leads several teams', 'sets technical strategy', 'manages resources'],
    nextStep: 'oversees many teams and represents engineering in decisions of the company',
  },
  {
    level: 'vp',
    name: 'VP',
    guideYears: [12, 20],
    inferredFromYears: null,
    duties: ['sets organisational strategy', 'oversees multiple teams', 'runs large initiatives'],
    nextStep: 'holds the technical vision of the whole company',
  },
  {
    level: 'executive',
    name: 'Executive',
    guideYears: [15, null],
    inferredFromYears: null,
    duties: ['holds the company-wide technical vision', 'plans strategically'],
    nextStep: null,
  },
];

/** What a level is called in statistics: rows whose level is only assumed are never counted as mid. */
export type StatisticLevel = Level | 'unmarked';
export const statisticLevelOf = (level: Level, basis: LevelBasis): StatisticLevel => (basis === 'default' ? 'unmarked' : level);

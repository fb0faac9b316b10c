import type { Derived } from '../domain/posting.js';
import type { Industry } from '../domain/industry.js';
import type { Level } from '../domain/level.js';
import type { Specialisation } from '../domain/specialisation.js';
import type { CanonicalTitle } from '../domain/title.js';

/** What a title says of its holder, and what that is worth. */
export interface Rung {
  readonly words: string;
  readonly level: Level;
  readonly basis: Derived['levelBasis'];
  readonly title: CanonicalTitle;
  /** Added to the logarithm of pay. */
  readonly effect: number;
  readonly weight: number;
}

export const RUNGS: readonly Rung[] = [
  { words: '', level: 'mid', basis: 'default', title: 'Backend Developer', effect: 0, weight: 34 },
  { words: 'Senior', level: 'senior', basis: 'title', title: 'Senior Backend Developer', effect: 0.22, weight: 31 },
  { words: 'Mid-level', level: 'mid', basis: 'title', title: 'Backend Developer', effect: -0.03, weight: 7 },
  { words: 'Junior', level: 'entry', basis: 'title', title: 'Junior Backend Developer', effect: -0.3, weight: 9 },
  { words: 'Staff', level: 'senior', basis: 'title', title: 'Staff Backend Engineer', effect: 0.4, weight: 6 },
  { words: 'Lead', level: 'senior', basis: 'title', title: 'Lead Backend Engineer', effect: 0.3, weight: 8 },
  { words: 'Director of', level: 'director', basis: 'title', title: 'Director of Backend Development', effect: 0.6, weight: 3 },
  { words: 'VP of', level: 'vp', basis: 'title', title: 'VP of Backend Development', effect: 0.8, weight: 1 },
  { words: 'Chief', level: 'executive', basis: 'title', title: 'Chief Technology Officer', effect: 0.95, weight: 1 },
];

export const ROLES: readonly (readonly [words: string, specialisation: Specialisation | null, weight: number])[] = [
  ['Backend Engineer', null, 34],
  ['Backend Developer', null, 22],
  ['Software Engineer, Backend', null, 14],
  ['API Engineer', 'api', 5],
  ['Platform Engineer', 'platform', 7],
  ['DevOps Engineer', 'devops', 7],
  ['Site Reliability Engineer', 'sre', 4],
  ['Data Engineer', 'data', 5],
  ['Integration Developer', 'integration', 2],
];

/** Added to the logarithm of pay by the first language, in the order of the vocabulary. */
export const LANGUAGE_EFFECT: Readonly<Record<string, number>> = {
  go: 0.05,
  rust: 0.07,
  scala: 0.06,
  php: -0.12,
  ruby: 0.01,
  cobol: -0.05,
};
export const INDUSTRY_EFFECT: Partial<Record<Industry, number>> = {
  fintech: 0.07,
  healthcare: 0.02,
  'enterprise-software': 0.04,
  gaming: -0.06,
  education: -0.1,
  'public-sector': -0.12,
};
const WORKPLACE_EFFECT = { onsite: 0, hybrid: 0.01, remote: 0.03 } as const;

/** How much the pay of a listing lies above the base of its country, as a logarithm, noise aside. */
export const payEffectOf = (rung: number, language: string | null, industry: Industry, workplace: keyof typeof WORKPLACE_EFFECT): number =>
  rung + (LANGUAGE_EFFECT[language ?? ''] ?? 0) + (INDUSTRY_EFFECT[industry] ?? 0) + WORKPLACE_EFFECT[workplace];

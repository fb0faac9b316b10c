import type { GuideLevel } from './level.js';

export interface CanonicalTitleFacts {
  readonly title: string;
  /** The guide's level; `null` for adjacent careers, which the guide puts on no rung. */
  readonly level: GuideLevel | null;
  readonly kind: 'guide' | 'adjacent';
}

/** The guide's 19 titles in its order, then its adjacent careers. Order is stable: positions are stored as codes; append only. */
export const CANONICAL_TITLES = [
  'Junior Backend Developer',
  'Backend Engineer I',
  'Associate Software Engineer - Backend',
  'System Developer Trainee',
  'Backend Development Intern',
  'Backend Developer',
  'Integration Developer',
  'Database Developer',
  'DevOps Engineer',
  'System Architect',
  'Senior Backend Developer',
  'Lead Backend Engineer',
  'Staff Backend Engineer',
  'Backend Systems Architect',
  'Director of Engineering',
  'Director of Backend Development',
  'VP of Engineering',
  'VP of Backend Development',
  'Chief Technology Officer',
  'Site Reliability Engineer',
  'Cloud Solutions Architect',
  'Cloud Computing Developer',
  'Data Engineer',
  'Database Administrator',
  'Security Engineer',
  'Software Architect',
  'Engineering Manager',
  'Technical Product Manager',
] as const;
export type CanonicalTitle = (typeof CANONICAL_TITLES)[number];

const GUIDE_LEVEL_OF: Partial<Record<CanonicalTitle, GuideLevel>> = {
  'Junior Backend Developer': 'entry',
  'Backend Engineer I': 'entry',
  'Associate Software Engineer - Backend': 'entry',
  'System Developer Trainee': 'entry',
  'Backend Development Intern': 'entry',
  'Backend Developer': 'mid',
  'Integration Developer': 'mid',
  'Database Developer': 'mid',
  'DevOps Engineer': 'mid',
  'System Architect': 'mid',
  'Senior Backend Developer': 'senior',
  'Lead Backend Engineer': 'senior',
  'Staff Backend Engineer': 'senior',
  'Backend Systems Architect': 'senior',
  'Director of Engineering': 'director',
  'Director of Backend Development': 'director',
  'VP of Engineering': 'vp',
  'VP of Backend Development': 'vp',
  'Chief Technology Officer': 'executive',
};

export const TITLE_FACTS: readonly CanonicalTitleFacts[] = CANONICAL_TITLES.map((title) => {
  const level = GUIDE_LEVEL_OF[title] ?? null;
  return { title, level, kind: level === null ? 'adjacent' : 'guide' };
});

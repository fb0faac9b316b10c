import type { Level, Rung } from '#src/domain/level';
import type { CanonicalTitle } from '#src/domain/title';
import type { Family } from './backend-verdict.js';

/** What the canonical title is read from. */
export interface TitleFacts {
  readonly family: Family;
  readonly level: Level;
  readonly rung: Rung | null;
  /** The level rests on a numeral I or 1. */
  readonly numeralOne: boolean;
  /** «backend» or a server-side technology is named in the title. */
  readonly backendNamed: boolean;
  readonly title: string;
}

const BY_FAMILY: Partial<Record<Family, CanonicalTitle>> = {
  database: 'Database Developer', integration: 'Integration Developer', devops: 'DevOps Engineer', sre: 'Site Reliability Engineer',
  cloud: 'Cloud Computing Developer', security: 'Security Engineer', data: 'Data Engineer', dba: 'Database Administrator',
}; // prettier-ignore

const BY_RUNG: Record<Rung, CanonicalTitle> = {
  intern: 'Backend Development Intern', trainee: 'System Developer Trainee', associate: 'Associate Software Engineer - Backend', junior: 'Junior Backend Developer',
  mid: 'Backend Developer', senior: 'Senior Backend Developer', lead: 'Lead Backend Engineer', staff: 'Staff Backend Engineer', principal: 'Staff Backend Engineer',
}; // prettier-ignore

const SYSTEM = /\bsystems?\b|\bsistemas?\b|\bsystem/i;
const CLOUD = /\bcloud\b|\baws\b|\bazure\b|\bgcp\b/i;

function architectTitle(facts: TitleFacts): CanonicalTitle {
  if (CLOUD.test(facts.title) && !facts.backendNamed) return 'Cloud Solutions Architect';
  if (facts.backendNamed || facts.rung === 'staff' || facts.rung === 'principal') return 'Backend Systems Architect';
  return SYSTEM.test(facts.title) ? 'System Architect' : 'Software Architect';
}

/**
 * The guide's name for a role. Management rungs, interns and trainees keep theirs in every family; then the guide's specialisations and
 * adjacent careers theirs, whatever the level; the rest goes by rung, or by level where no rung is named.
 */
export function canonicalTitleOf(facts: TitleFacts): CanonicalTitle {
  if (facts.level === 'executive') return 'Chief Technology Officer';
  if (facts.level === 'vp') return facts.backendNamed ? 'VP of Backend Development' : 'VP of Engineering';
  if (facts.level === 'director') return facts.backendNamed ? 'Director of Backend Development' : 'Director of Engineering';
  if (facts.level === 'manager') return 'Engineering Manager';
  if (facts.rung === 'intern' || facts.rung === 'trainee') return BY_RUNG[facts.rung];
  if (facts.family === 'architect') return architectTitle(facts);
  const named = BY_FAMILY[facts.family];
  if (named !== undefined) return named;
  if (facts.numeralOne) return 'Backend Engineer I';
  if (facts.rung !== null) return BY_RUNG[facts.rung];
  return facts.level === 'entry' ? 'Junior Backend Developer' : facts.level === 'senior' ? 'Senior Backend Developer' : 'Backend Developer';
}

import type { Specialisation } from '#src/domain/specialisation';
import type { Family } from './backend-verdict.js';

const OF_FAMILY: Partial<Record<Family, Specialisation>> = {
  api: 'api', database: 'database', integration: 'integration', cloud: 'cloud', devops: 'devops', sre: 'sre', platform: 'platform', security: 'security',
  data: 'data', dba: 'dba', architect: 'architecture', fullstack: 'fullstack',
}; // prettier-ignore

/** The guide's specialisation or adjacent career of a family of work; `null` for a plain backend role. */
export const specialisationOf = (family: Family): Specialisation | null => OF_FAMILY[family] ?? null;

/**
 * The guide's specialisations and adjacent careers as one facet. A plain backend role has none (`null`).
 * Order is stable: positions are stored as codes; append only.
 */
export const SPECIALISATIONS = [
  'api',
  'database',
  'integration',
  'cloud',
  'devops',
  'sre',
  'platform',
  'security',
  'data',
  'dba',
  'architecture',
  'fullstack',
] as const;
export type Specialisation = (typeof SPECIALISATIONS)[number];

export const SPECIALISATION_NAMES: Record<Specialisation, string> = {
  api: 'API development',
  database: 'Database development',
  integration: 'Integration',
  cloud: 'Cloud computing',
  devops: 'DevOps',
  sre: 'Site reliability',
  platform: 'Platform and infrastructure',
  security: 'Security',
  data: 'Data engineering',
  dba: 'Database administration',
  architecture: 'Architecture',
  fullstack: 'Full stack, backend leaning',
};

/** In scope for search, out of «backend» pay cells unless asked for by name. */
export const OUT_OF_BACKEND_PAY: ReadonlySet<Specialisation> = new Set([
  'cloud',
  'devops',
  'sre',
  'platform',
  'security',
  'data',
  'dba',
  'architecture',
]);

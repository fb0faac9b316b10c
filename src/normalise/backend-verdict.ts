import type { Evidence, IsBackend } from '#src/domain/posting';
import type { Field } from './tables/field-words.js';
import type { TitleReading } from './title-words.js';

/** The family of work that a title names: what the canonical title and the specialisation are read from. */
export type Family =
  | 'backend'
  | 'generic'
  | 'fullstack'
  | 'platform'
  | 'devops'
  | 'sre'
  | 'cloud'
  | 'security'
  | 'data'
  | 'dba'
  | 'database'
  | 'integration'
  | 'api'
  | 'architect'
  | 'none';

export interface BackendVerdict {
  readonly verdict: IsBackend;
  /** 0 to 1. */
  readonly confidence: number;
  readonly family: Family;
  /** Whether server-side work is named in words («backend», an API, a server-side language). */
  readonly named: boolean;
  /** In words a person understands. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

type Denied =
  | 'frontend'
  | 'mobile'
  | 'ml'
  | 'ai'
  | 'data-sci'
  | 'qa'
  | 'embedded'
  | 'sales-eng'
  | 'business-apps'
  | 'it'
  | 'product'
  | 'research'
  | 'other';
export const DENIED: ReadonlySet<Field> = new Set<Denied>([
  'frontend',
  'mobile',
  'ml',
  'ai',
  'data-sci',
  'qa',
  'embedded',
  'sales-eng',
  'business-apps',
  'it',
  'product',
  'research',
  'other',
]);
/** Trades that stay what they are even beside the word «backend». */
export const NEVER_BACKEND: ReadonlySet<Field> = new Set<Field>(['qa', 'sales-eng', 'product', 'business-apps', 'data-sci', 'other']);
/** Trades that deny from a later part of the title as well; the others only when the part ends with them. */
export const DENIES_AFTER: ReadonlySet<Field> = new Set<Field>(['frontend', 'mobile', 'qa', 'embedded']);
export const DENIES_AT_END: ReadonlySet<Field> = new Set<Field>(['sales-eng', 'business-apps', 'ml', 'data-sci']);
export const SPECIAL: ReadonlySet<Field> = new Set<Field>([
  'platform',
  'devops',
  'sre',
  'cloud',
  'security',
  'data',
  'dba',
  'database',
  'integration',
]);

const FIELD_NAMES: Record<string, string> = {
  'sales-eng': 'customer-facing engineering', 'data-sci': 'data science or analytics', ml: 'machine learning', ai: 'artificial intelligence', qa: 'testing', it: 'IT administration',
  'business-apps': 'business applications', other: 'another trade',
}; // prettier-ignore
export const nameOf = (field: string): string => FIELD_NAMES[field] ?? field;
export const familyOfField = (field: Field): Family => (SPECIAL.has(field) || field === 'api' ? (field as Family) : 'generic');

const quoteOf = (reading: TitleReading, from: number, to: number, rule: string): Evidence => {
  const start = reading.words[from]?.start ?? 0;
  const end = reading.words[Math.max(from, to - 1)]?.end ?? start;
  return { field: 'isBackend', from: 'title', quote: reading.title.slice(start, end), start, end, rule };
};

/** A verdict with the words that it rests on. */
export function answer(
  reading: TitleReading,
  verdict: IsBackend,
  family: Family,
  confidence: number,
  reason: string,
  hit?: { readonly from: number; readonly to: number },
  named = verdict === 'yes',
): BackendVerdict {
  return { verdict, family, confidence, reason, named, evidence: hit === undefined ? [] : [quoteOf(reading, hit.from, hit.to, reason)] };
}

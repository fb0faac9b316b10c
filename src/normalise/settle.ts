import type { IsBackend } from '#src/domain/posting';
import type { BackendVerdict, Family } from './backend-verdict.js';
import { evidenceAt, workScoreOf, type DescriptionReading, type WorkScore } from './description.js';

export interface SettleThresholds {
  /** Backend points that make an open title backend. */
  readonly plain: number;
  /** Backend and operations points that do for a specialisation. */
  readonly special: number;
  /** Below this, other work that scores more makes a specialisation none. */
  readonly weak: number;
  /** Points by which other work must lead before a plain title is taken for it: a lost posting costs more than an open one. */
  readonly lead: number;
}

/** Backend points that settle a `maybe`; measured on labelled descriptions by `npm run evaluate`. */
export const SETTLE: SettleThresholds = { plain: 5, special: 6, weak: 4, lead: 2 };

const SPECIAL: ReadonlySet<Family> = new Set<Family>([
  'devops',
  'sre',
  'cloud',
  'security',
  'data',
  'dba',
  'platform',
  'architect',
  'integration',
]);

/** The verdict that a work score gives a title whose words leave it open. */
export function settledBy(score: WorkScore, family: Family, thresholds: SettleThresholds = SETTLE): IsBackend {
  const { backend, operations, frontend, mobile, ml, embedded, sales, testing, apps } = score.sides;
  const other = Math.max(mobile, ml, embedded, sales, testing, apps);
  if (SPECIAL.has(family)) {
    const own = backend + operations;
    if (own >= thresholds.special && own >= other) return 'yes';
    return own < thresholds.weak && other > own ? 'no' : 'maybe';
  }
  // Who runs what he builds is described by both: half of the operations count.
  const own = backend + operations / 2;
  if (own >= thresholds.plain && own >= frontend && own >= other) return 'yes';
  // A full-stack title claims the backend: words for the other half do not take it away.
  const against = family === 'fullstack' ? other : Math.max(other, frontend);
  return own + thresholds.lead <= against ? 'no' : 'maybe';
}

/** Settles a title's `maybe` by the description; other verdicts and postings without a description stay as they are. */
export function settleBackend(verdict: BackendVerdict, description: DescriptionReading | null): BackendVerdict {
  if (verdict.verdict !== 'maybe' || description === null) return verdict;
  const score = workScoreOf(description);
  const settled = settledBy(score, verdict.family);
  if (settled === 'maybe') return verdict;
  const side = settled === 'yes' ? ['backend', 'operations'] : ['frontend', 'mobile', 'ml', 'embedded', 'sales', 'testing', 'apps'];
  const evidence = score.found
    .filter((hit) => side.includes(hit.value[0]))
    .slice(0, 3)
    .map((hit) => evidenceAt(description, hit, 'isBackend', `the description speaks of ${hit.value[0]} work`));
  const points = score.sides.backend.toFixed(1);
  return {
    ...verdict,
    verdict: settled,
    confidence: 0.75,
    reason: `settled by the description (${points} backend points)`,
    evidence: [...verdict.evidence, ...evidence],
  };
}

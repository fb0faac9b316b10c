import type { FactorDimension, GuideClaim, SalaryFactor } from '../domain/salary-factor.js';

interface Claimed {
  readonly id: string;
  readonly claim: string;
  readonly of: readonly { readonly dimension: FactorDimension; readonly value: string }[];
}

/** What the career guide says moves pay upward, in this project's words. */
const CLAIMS: readonly Claimed[] = [
  { id: 'go', claim: 'Go commands a premium', of: [{ dimension: 'language', value: 'go' }] },
  { id: 'rust', claim: 'Rust commands a premium', of: [{ dimension: 'language', value: 'rust' }] },
  { id: 'fintech', claim: 'Fintech pays more', of: [{ dimension: 'industry', value: 'fintech' }] },
  { id: 'healthcare', claim: 'Healthcare pays more', of: [{ dimension: 'industry', value: 'healthcare' }] },
  { id: 'enterprise', claim: 'Enterprise software pays more', of: [{ dimension: 'industry', value: 'enterprise-software' }] },
  { id: 'architecture', claim: 'Architecture roles command premium pay', of: [{ dimension: 'specialisation', value: 'architecture' }] },
  { id: 'devops', claim: 'DevOps roles command premium pay', of: [{ dimension: 'specialisation', value: 'devops' }] },
  {
    id: 'security',
    claim: 'Security work is paid more',
    of: [
      { dimension: 'specialisation', value: 'security' },
      { dimension: 'tag', value: 'security' },
    ],
  },
  { id: 'certifications', claim: 'Certifications raise pay', of: [{ dimension: 'tag', value: 'certification' }] },
  { id: 'high-scale', claim: 'Experience with high-scale systems raises pay', of: [{ dimension: 'tag', value: 'high-scale' }] },
];

const verdictOf = ({ premium, interval, differsFromZero }: SalaryFactor): GuideClaim['verdict'] => {
  if (premium === null || interval === null) return 'not-enough-data';
  if (differsFromZero !== true || (interval.low <= 0 && interval.high >= 0)) return 'not-clear';
  return premium > 0 ? 'agrees' : 'disagrees';
};

/**
 * The guide's claims, each with what these factors say of it. Where a claim has several properties, the most telling one that may be
 * published decides; `factors` holds all that were found.
 */
export function guideClaims(factors: readonly SalaryFactor[]): GuideClaim[] {
  return CLAIMS.map(({ id, claim, of }): GuideClaim => {
    const found = of.flatMap(({ dimension, value }) => factors.find((one) => one.dimension === dimension && one.value === value) ?? []);
    const verdicts = found.map(verdictOf);
    const verdict = (['agrees', 'disagrees', 'not-clear'] as const).find((one) => verdicts.includes(one)) ?? 'not-enough-data';
    const both = verdicts.includes('agrees') && verdicts.includes('disagrees');
    return { id, claim, verdict: both ? 'not-clear' : verdict, factors: found };
  });
}

import type { PayPosition } from '../domain/salary-factor.js';
import { allowedFigures } from './publication-rule.js';

/**
 * Where a listing's pay lies among its like: the share of others that offer less, ties counted half.
 * @param like midpoints of other listings, in `currency` like `mid`, with their employers; not the listing itself.
 * @returns no percentile below 10 listings of 5 employers.
 */
export function payPositionOf(
  mid: number,
  like: readonly { readonly employerId: number; readonly mid: number }[],
  currency: string,
): PayPosition {
  const n = like.length;
  const employers = new Set(like.map((one) => one.employerId)).size;
  const { reason } = allowedFigures(n, employers, currency);
  if (reason !== null) return { percentile: null, n, employers, suppressedReason: reason };
  const below = like.reduce((sum, one) => sum + (one.mid < mid ? 1 : one.mid === mid ? 0.5 : 0), 0);
  return { percentile: (100 * below) / n, n, employers, suppressedReason: null };
}

import type { RunCounts, Verdict } from '../domain/run.js';
import type { RunEnd } from './boards.js';

export const NO_COUNTS: RunCounts = { seen: 0, added: 0, changed: 0, unchanged: 0, notBackend: 0, rejected: 0, withPay: 0, closed: 0 };

/** The end of a run that gave nothing but its verdict; what was stored of the board before stays. */
export const blankRunEnd = (verdict: Verdict, reason: string | null, nextDueAt: Date): RunEnd => ({
  verdict,
  reason,
  counts: NO_COUNTS,
  suspicion: null,
  absent: null,
  skipped: {},
  contentHash: null,
  pages: [],
  shape: null,
  coverage: null,
  memory: null,
  nextDueAt,
  goneSince: null,
  switchOff: null,
  company: null,
});

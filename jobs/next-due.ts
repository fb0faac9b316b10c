import type { Verdict } from '#src/domain/run';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Good readings without a backend posting before a board of the tail rests, and for how long. */
const RESTS = [
  { readings: 8, minutes: 30 * 1440 },
  { readings: 4, minutes: 7 * 1440 },
] as const;

/** How often a board of the tail is read: daily, then weekly, then monthly while it gives no backend posting. In minutes. */
export const tailInterval = (intervalMinutes: number, dryReadings: number): number =>
  Math.max(intervalMinutes, RESTS.find(({ readings }) => dryReadings >= readings)?.minutes ?? 0);

export interface NextDue {
  readonly board: { readonly id: number; readonly intervalMinutes: number; readonly consecutiveFailures: number };
  readonly verdict: Verdict;
  /** What the host asked for. */
  readonly notBefore: Date | null;
  /** Nothing can be reached: the board is not charged and is tried again within minutes. */
  readonly isAway: boolean;
  readonly now: Date;
}

/**
 * When a board is due again. Failures back off to a day and never stop for ever; a host's own wish is kept, at most 24 h.
 * Boards of one interval spread by up to 5 % of it, by their id, so that they do not fall due together for ever.
 */
export function nextDueOf({ board, verdict, notBefore, isAway, now }: NextDue): Date {
  const interval = board.intervalMinutes * MINUTE_MS;
  const spread = (((board.id * 2_654_435_761) % 1000) / 1000) * interval * 0.05;
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (isAway) return after(MINUTE_MS);
  if (verdict === 'throttled')
    return new Date(Math.min(Math.max(notBefore?.getTime() ?? 0, now.getTime() + interval), now.getTime() + DAY_MS));
  if (verdict === 'refused') return after(DAY_MS);
  if (verdict === 'failed' || verdict === 'abandoned') {
    // Twice as a passing fault, then backing off.
    const failures = board.consecutiveFailures + 1;
    return after(failures < 3 ? Math.min(interval, HOUR_MS) : Math.min(6 * HOUR_MS * 2 ** (failures - 3), DAY_MS));
  }
  return after(interval + spread);
}

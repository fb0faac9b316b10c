import type { ChangeCause } from '../domain/run.js';
import type { Occasion } from '../domain/saved-search.js';

/** A listing that was closed for longer than this and comes back is news again. */
export const REPOST_DAYS = 90;
/** A listing that its source dates further back than this when it is first seen is no news. */
export const STALE_DAYS = 14;
/** Of more new listings in one hour than this, the rest comes as one line. */
export const BURST_LIMIT = 1000;

const DAY_MS = 86_400_000;

export interface OccasionInput {
  readonly cause: ChangeCause;
  readonly at: Date;
  readonly closedSince: Date | null;
  /** ISO 8601. */
  readonly postedAt: string;
  readonly firstSeenAt: string;
}

const dateOf = (at: Date): string => at.toISOString().slice(0, 10);

/** What a change is an occasion for; `null`: for nothing, nobody is told. Readers who did not ask for pay rises are not told of those. */
export function occasionOf(change: OccasionInput): Occasion | null {
  switch (change.cause) {
    case 'new': {
      const age = Date.parse(change.firstSeenAt) - Date.parse(change.postedAt);
      return age > STALE_DAYS * DAY_MS ? null : 'new';
    }
    case 'pay-rose':
      return `pay-rose:${dateOf(change.at)}`;
    case 'reopened': {
      if (change.closedSince === null) return null;
      return change.at.getTime() - change.closedSince.getTime() > REPOST_DAYS * DAY_MS ? `reposted:${dateOf(change.at)}` : null;
    }
    case 'first-reading':
    case 'backfilled':
    case 'edited':
    case 'merged':
    case 'renormalised':
    case 'closed':
      return null;
  }
}

export const isPayRise = (occasion: Occasion): boolean => occasion.startsWith('pay-rose:');

/** One alert that stands for many: the change log's position makes it unique, the count is what its line says. */
export const burstOccasion = (seq: string, count: number): Occasion => `burst:${seq}:${count}`;

/** How many listings an occasion stands for; `null`: it is an ordinary one, about its own listing. */
export function burstCountOf(occasion: Occasion): number | null {
  const [kind, , count] = occasion.split(':');
  return kind === 'burst' && count !== undefined && /^\d{1,9}$/.test(count) ? Number(count) : null;
}

/** What a reader is told beside the listing; `null`: nothing, it is simply new. */
export function occasionWords(occasion: Occasion): string | null {
  const [kind, date] = occasion.split(':');
  if (kind === 'pay-rose') return `pay rose on ${date ?? ''}`;
  if (kind === 'reposted') return `posted again on ${date ?? ''} after more than ${REPOST_DAYS} days closed`;
  return null;
}

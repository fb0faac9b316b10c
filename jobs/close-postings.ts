import type { Source } from '#scrapers/source';
import type { Store } from '#src/store';

const DAY_MS = 86_400_000;
/** Postings of a board that is gone close this many days after it went. */
const GONE_DAYS = 7;

export interface ClosePostings {
  readonly store: Pick<Store, 'closePostings'>;
  readonly sources: readonly Pick<Source, 'id' | 'ends' | 'maxAgeDays'>[];
  readonly now: () => Date;
  readonly changed: () => void;
}

/** What ends by the calendar: expiry dates, the age of newest-N feeds, and boards that have been gone for a week. */
export function createClosePostings({ store, sources, now, changed }: ClosePostings) {
  return async (): Promise<number> => {
    const at = now();
    let closed = (await store.closePostings({ kind: 'expired', now: at })).closed;
    for (const source of sources) {
      if (source.ends !== 'window') continue;
      const olderThan = new Date(at.getTime() - source.maxAgeDays * DAY_MS);
      closed += (await store.closePostings({ kind: 'aged-out', source: source.id, olderThan, now: at })).closed;
    }
    closed += (await store.closePostings({ kind: 'boards-gone', goneBefore: new Date(at.getTime() - GONE_DAYS * DAY_MS), now: at })).closed;
    if (closed > 0) changed();
    return closed;
  };
}

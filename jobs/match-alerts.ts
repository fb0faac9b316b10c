import type { Logger } from 'pino';
import { BURST_LIMIT, burstOccasion, isPayRise, occasionOf } from '#src/alerts/occasion';
import type { MatchDocument } from '#src/domain/match-document';
import type { Occasion } from '#src/domain/saved-search';
import { createSavedSearchMatcher } from '#src/search/saved-search-matcher';
import type { LoggedChange, MatchContext, MatchedSearch, NewAlert, Store } from '#src/store';

export interface MatchAlertsDeps {
  readonly store: Pick<Store, 'matchChanges'>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'info'>;
  /** Changes read in one transaction; default 1,000. */
  readonly batch?: number;
}

const HOUR_MS = 3_600_000;

interface News {
  readonly seq: bigint;
  readonly occasion: Occasion;
  readonly isBurst: boolean;
}

/** What of a batch is news, by listing; what comes after the thousandth new listing of an hour is part of a burst. */
function newsOf(
  changes: readonly LoggedChange[],
  documents: ReadonlyMap<number, MatchDocument>,
  newInHourBefore: number,
): Map<number, News[]> {
  const news = new Map<number, News[]>();
  const firstAt = changes[0]?.at.getTime() ?? 0;
  const recent: number[] = [];
  let oldest = 0;
  for (const change of changes) {
    const at = change.at.getTime();
    let isBurst = false;
    if (change.cause === 'new') {
      recent.push(at);
      while ((recent[oldest] ?? at) <= at - HOUR_MS) oldest += 1;
      isBurst = recent.length - oldest + (at - firstAt < HOUR_MS ? newInHourBefore : 0) > BURST_LIMIT;
    }
    const document = documents.get(change.listingId);
    if (document === undefined) continue;
    const occasion = occasionOf({ ...change, postedAt: document.postedAt, firstSeenAt: document.firstSeenAt });
    if (occasion === null) continue;
    const ofListing = news.get(change.listingId);
    const entry = { seq: BigInt(change.seq), occasion, isBurst };
    if (ofListing === undefined) news.set(change.listingId, [entry]);
    else ofListing.push(entry);
  }
  return news;
}

/**
 * The alerts that a batch of changes makes: pure. A search hears of changes after its first position alone, of pay rises if it asked for
 * them, and of a burst once with its count.
 */
export function alertsOf(
  changes: readonly LoggedChange[],
  documents: ReadonlyMap<number, MatchDocument>,
  searches: readonly MatchedSearch[],
  context: MatchContext,
): NewAlert[] {
  const news = newsOf(changes, documents, context.newInHourBefore);
  if (news.size === 0 || searches.length === 0) return [];
  const matched = [...news.keys()].flatMap((id) => documents.get(id) ?? []);
  const firstSeqs = searches.map((search) => BigInt(search.firstSeq));
  const bursts = new Map<number, { count: number; listingId: number }>();
  const alerts: NewAlert[] = [];
  createSavedSearchMatcher(searches.map((search) => search.filter)).match(matched, context, (at, documentAt) => {
    const search = searches[at];
    const document = matched[documentAt];
    if (search === undefined || document === undefined) return;
    for (const { seq, occasion, isBurst } of news.get(document.id) ?? []) {
      if (seq <= (firstSeqs[at] ?? 0n) || (isPayRise(occasion) && !search.wantsPayRises)) continue;
      if (!isBurst) alerts.push({ savedSearchId: search.id, listingId: document.id, occasion });
      else {
        const burst = bursts.get(at);
        bursts.set(at, { count: (burst?.count ?? 0) + 1, listingId: Math.max(burst?.listingId ?? 0, document.id) });
      }
    }
  });
  const lastSeq = changes.at(-1)?.seq ?? '0';
  for (const [at, { count, listingId }] of bursts) {
    const search = searches[at];
    if (search !== undefined) alerts.push({ savedSearchId: search.id, listingId, occasion: burstOccasion(lastSeq, count) });
  }
  return alerts;
}

/** Matching: reads the change log from its own position to the end, batch by batch; alerts and position commit together. */
export function createMatchAlerts({ store, now, log, batch = 1000 }: MatchAlertsDeps) {
  return {
    /** @returns how many changes were read. */
    async run(signal?: AbortSignal): Promise<{ readonly changes: number; readonly alerts: number }> {
      let changes = 0;
      let alerts = 0;
      for (;;) {
        if (signal?.aborted === true) break;
        const read = await store.matchChanges(batch, now(), (...given) => {
          const made = alertsOf(...given);
          alerts += made.length;
          return made;
        });
        changes += read;
        if (read === 0) break;
      }
      if (alerts > 0) log.info({ changes, alerts }, 'saved searches matched');
      return { changes, alerts };
    },
  };
}

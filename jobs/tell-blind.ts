import type { Logger } from 'pino';
import { blindMail, type MailSettings } from '#src/alerts/mail';
import type { ListingFilter } from '#src/domain/listing-filter';
import type { BoardStatus, Store } from '#src/store';
import type { EmailChannel } from './channels/email.js';

/** A search is blind when no board of any of its sources was read well for this long. */
export const BLIND_AFTER_MS = 7 * 86_400_000;

export interface TellBlindDeps {
  readonly store: Pick<Store, 'listBoards' | 'activeSavedSearches' | 'getSetting' | 'setSetting'>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'info'>;
  readonly mail: MailSettings;
  readonly email: EmailChannel;
}

/** Newest good reading of each source that is read at all; `null`: never. */
function lastGoodBySource(boards: readonly BoardStatus[]): ReadonlyMap<string, string | null> {
  const newest = new Map<string, string | null>();
  for (const { source, state, lastGoodAt } of boards) {
    if (state === 'off' || state === 'held') continue;
    const known = newest.get(source) ?? null;
    newest.set(source, known === null || (lastGoodAt !== null && lastGoodAt > known) ? lastGoodAt : known);
  }
  return newest;
}

/** When a source of the search was last read well; `undefined`: the search names no source that we read. */
function lastSeen(filter: ListingFilter, newest: ReadonlyMap<string, string | null>): string | null | undefined {
  const { any = [], not = [] } = filter.source ?? {};
  const mine = [...newest].filter(([source]) => (any.length === 0 || any.includes(source)) && !not.includes(source));
  if (mine.length === 0) return any.length === 0 ? undefined : null;
  return mine.reduce<string | null>((best, [, at]) => (at !== null && (best === null || at > best) ? at : best), null);
}

/**
 * Tells the readers of blind searches so, once a blindness: an alert that is silent since its sources are dead must say so.
 * @returns how many were told
 */
export function createTellBlind({ store, now, log, mail, email }: TellBlindDeps) {
  return {
    async run(signal?: AbortSignal): Promise<number> {
      const newest = lastGoodBySource(await store.listBoards(now()));
      let told = 0;
      for (const search of await store.activeSavedSearches()) {
        if (signal?.aborted === true || newest.size === 0) break;
        if (search.channel !== 'email') continue;
        const seen = lastSeen(search.filter, newest);
        if (seen === undefined) continue;
        const since = seen === null ? (search.confirmedAt?.toISOString() ?? null) : seen;
        if (since === null || now().getTime() - Date.parse(since) < BLIND_AFTER_MS) continue;
        // The last good reading names the blindness; written before the mail leaves, so that a crash repeats nothing.
        const key = `blind-notice:${search.id}`;
        const blindness = seen ?? 'never';
        if ((await store.getSetting(key)) === blindness) continue;
        await store.setSetting(key, blindness);
        const outcome = await email.send(blindMail(mail, search, seen?.slice(0, 10) ?? null));
        if (outcome.kind === 'away' || outcome.kind === 'later') await store.setSetting(key, '');
        else told += 1;
      }
      if (told > 0) log.info({ told }, 'readers of blind searches were told');
      return told;
    },
  };
}

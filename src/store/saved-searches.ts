import type { Cadence, Channel, Occasion, SavedSearch, SavedSearchState } from '../domain/saved-search.js';
import type { ChangeCause } from '../domain/run.js';
import type { ListingCard } from '../domain/listing.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import type { MatchDocument } from '../domain/match-document.js';

export interface NewSavedSearch {
  readonly filter: ListingFilter;
  readonly channel: Channel;
  readonly target: string;
  readonly cadence: Cadence;
  readonly hour: number;
  readonly weekday: number;
  readonly timeZone: string;
  readonly wantsPayRises: boolean;
  /** Version of the consent sentence that was shown. */
  readonly consentVersion: string;
  /** Keyed hash of the coarse client address; never the address itself. */
  readonly clientHash: string;
  /** SHA-256 of the confirmation token. */
  readonly confirmHash: Uint8Array;
  readonly manageHash: Uint8Array;
  readonly expiresAt: Date;
}

/** A row of the change log that matching reads. */
export interface LoggedChange {
  readonly seq: string;
  readonly listingId: number;
  readonly cause: ChangeCause;
  readonly at: Date;
  /** Of `reopened` only: when the listing had closed; `null` for every other cause. */
  readonly closedSince: Date | null;
}

/** An active search as matching reads it. */
export interface MatchedSearch extends SavedSearch {
  /** The change log's end when it was confirmed: changes up to here are not for it. */
  readonly firstSeq: string;
}

/** What matching must know besides the batch. */
export interface MatchContext {
  readonly now: Date;
  /** Changes of cause `new` in the hour before the batch's first change: a burst goes on over batches. */
  readonly newInHourBefore: number;
  /** Newest rate of each currency, units per euro: what the database converts a filter's `salaryMin` and `salaryMax` by. */
  readonly perEuro: ReadonlyMap<string, number>;
}

export interface NewAlert {
  readonly savedSearchId: string;
  readonly listingId: number;
  readonly occasion: Occasion;
}

/** A message to one saved search: its alerts are rows, so its content is exact. */
export interface DueDelivery {
  readonly id: string;
  readonly savedSearch: SavedSearch;
  /** 1 the first time it is claimed. */
  readonly attempt: number;
  /** When its alerts were put together. */
  readonly openedAt: Date;
  /** At most 25 cards, occasions that start with `burst:` first, then newest first; `total` counts all. */
  readonly alerts: readonly { readonly occasion: Occasion; readonly card: ListingCard }[];
  readonly total: number;
  /** A mail before this one ended unknown, at this time; one line says so. */
  readonly unknownSince: string | null;
}

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unknown' | 'dead';

export interface SentMessage {
  readonly id: string;
  readonly at: string;
  readonly state: DeliveryState;
  readonly listings: number;
  readonly error: string | null;
  /** What it told of, newest first, at most 25; a burst's listings are not named. */
  readonly told: readonly { readonly id: number; readonly slug: string; readonly title: string; readonly company: string }[];
}

export interface SavedSearchStore {
  /** @returns `null` when a limit for the address or client is reached: the caller answers as always. */
  createSavedSearch(search: NewSavedSearch, now: Date): Promise<SavedSearch | null>;
  savedSearchByConfirmHash(hash: Uint8Array, now: Date): Promise<SavedSearch | null>;
  /** Idempotent: a used token answers the search as it is. Its first position is the change log's end. */
  confirmSavedSearch(hash: Uint8Array, now: Date): Promise<SavedSearch | null>;
  savedSearchById(id: string): Promise<SavedSearch | null>;
  savedSearchesByManageHash(hash: Uint8Array): Promise<readonly SavedSearch[]>;
  updateSavedSearch(
    id: string,
    change: {
      readonly state?: SavedSearchState;
      readonly stoppedReason?: string | null;
      readonly cadence?: Cadence;
      readonly hour?: number;
      readonly weekday?: number;
      readonly timeZone?: string;
      readonly filter?: ListingFilter;
    },
    now: Date,
  ): Promise<void>;
  /** Erases the search, its alerts and its messages, in one transaction. */
  deleteSavedSearch(id: string): Promise<void>;
  activeSavedSearches(): Promise<readonly SavedSearch[]>;
  sentMessages(id: string, limit: number): Promise<readonly SentMessage[]>;
  /**
   * Reads a batch of changes after matching's position, hands it to `match` with the listings as they are now and the active searches
   * as they stand, writes the alerts (one that is known already is left out) and moves the position, in one transaction; when `match`
   * throws, nothing is kept. @returns how many changes were read; 0: nothing new.
   */
  matchChanges(
    limit: number,
    now: Date,
    match: (
      changes: readonly LoggedChange[],
      documents: ReadonlyMap<number, MatchDocument>,
      searches: readonly MatchedSearch[],
      context: MatchContext,
    ) => readonly NewAlert[],
  ): Promise<number>;
  /**
   * Turns unsent alerts of searches whose time has come into one delivery each. `dueAt` says when a search may next hear. A search with
   * a delivery that has not ended gets no second one: its alerts wait and go together. Feeds get none. @returns how many were opened.
   */
  openDeliveries(now: Date, dueAt: (search: SavedSearch, oldestAlertAt: Date, lastSentAt: Date | null) => Date): Promise<number>;
  /**
   * Claims due deliveries with a lease, longest due first, at most `limit`. A lease that expired while `sending`: an e-mail becomes
   * `unknown` and is not claimed, a webhook is claimed again (the same id lets its receiver tell).
   */
  claimDeliveries(now: Date, owner: string, leaseMs: number, limit: number): Promise<readonly DueDelivery[]>;
  /** Marks the point of no return before the server is spoken to. @returns false when the lease was lost or the search no longer wants it. */
  beginSending(deliveryId: string, owner: string, now: Date): Promise<boolean>;
  endDelivery(
    deliveryId: string,
    owner: string,
    now: Date,
    end:
      | { readonly state: 'sent' }
      | { readonly state: 'unknown'; readonly error: string }
      | { readonly state: 'retry'; readonly at: Date; readonly error: string }
      | { readonly state: 'dead'; readonly error: string }
      /** Given back as it was before the claim: this try does not count. */
      | { readonly state: 'unbegun' },
  ): Promise<void>;
  /** Makes a dead message of an active webhook due once more, with all its tries. @returns false when there is none such. */
  replayDelivery(savedSearchId: string, deliveryId: string, now: Date): Promise<boolean>;
  /** Pending searches whose confirmation waits to be sent. */
  dueLetters(now: Date, limit: number): Promise<readonly SavedSearch[]>;
  /** Marks the point of no return. @returns which try this is, from 1; `null`: another process has it, or it is gone. */
  beginLetter(savedSearchId: string, now: Date): Promise<number | null>;
  retryLetter(savedSearchId: string, at: Date): Promise<void>;
  endLetter(savedSearchId: string): Promise<void>;
  /** Puts a new token in place of one whose mail never left. @returns false when the search no longer waits for confirmation. */
  renewConfirmation(savedSearchId: string, confirmHash: Uint8Array): Promise<boolean>;
  /** Confirmations asked for in the last hour, by anybody. */
  confirmationsInHour(now: Date): Promise<number>;
  /** Counts a report that a mailbox refused for now; refusals more than 14 days after the first begin anew. `null`: no such search. */
  noteSoftBounce(savedSearchId: string, now: Date): Promise<{ readonly count: number; readonly since: Date } | null>;
  /** Unconfirmed searches past their expiry go, with all they hold. */
  deleteExpired(now: Date): Promise<number>;
}

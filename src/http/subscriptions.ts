import type { Cadence, Channel, SavedSearch } from '../domain/saved-search.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import type { SentMessage } from '../store/saved-searches.js';

/** What a reader asks to be told, checked in form; nothing about the address is known yet. */
export interface SubscriptionRequest {
  readonly filter: ListingFilter;
  readonly channel: Exclude<Channel, 'feed'>;
  /** An addr-spec, or an http(s) address; checked in form, not in reach. */
  readonly target: string;
  readonly cadence: Cadence;
  /** Local hour, 0 to 23. */
  readonly hour: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** An IANA zone that this process knows. */
  readonly timeZone: string;
  readonly wantsPayRises: boolean;
  /** The peer as the wire saw it (an IP literal): to be kept as a keyed hash of its coarse network at most. */
  readonly clientAddress: string;
}

/**
 * `accepted` is the whole answer for e-mail, whether the address is new, pending, confirmed, suppressed or over a limit.
 * `webhook`: the endpoint answered its ping and is active; both secrets are shown once. `refused`: in words a person understands;
 * for webhooks only (a private or silent target), never for an e-mail address.
 */
export type SubscriptionAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'webhook'; readonly secret: string; readonly manageToken: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface SubscriptionChange {
  readonly state?: 'active' | 'paused';
  readonly cadence?: Cadence;
  readonly hour?: number;
  readonly weekday?: number;
  readonly timeZone?: string;
  readonly filter?: ListingFilter;
}

/** Everything held about one saved search: what export gives. */
export interface HeldSubscription {
  readonly search: SavedSearch;
  readonly messages: readonly SentMessage[];
}

/**
 * What the wire asks of saving searches. Tokens are bound to their purpose: a token for one answers `null` or `false` everywhere else.
 * A used, expired, foreign or malformed token is `null` or `false`, never an error.
 */
export interface Subscriptions {
  request(input: SubscriptionRequest): Promise<SubscriptionAnswer>;
  /** Reads, changes nothing: for the page with the button. */
  byConfirmToken(token: string): Promise<SavedSearch | null>;
  /** Idempotent until the token expires. */
  confirm(token: string): Promise<SavedSearch | null>;
  /** All searches that the token manages; `null`: no such token. Messages newest first, at most 20 a search. */
  byManageToken(token: string): Promise<readonly HeldSubscription[] | null>;
  /** `null`: no such token, or the search is not the token's. */
  update(token: string, id: string, change: SubscriptionChange): Promise<SavedSearch | null>;
  /** Erases one search, or with `null` all that the token manages. */
  remove(token: string, id: string | null): Promise<boolean>;
  /** Reads, changes nothing. */
  byUnsubscribeToken(token: string): Promise<SavedSearch | null>;
  /** RFC 8058: at once and idempotent. */
  unsubscribe(token: string): Promise<SavedSearch | null>;
  /** Undo of `unsubscribe` by the same token. */
  resubscribe(token: string): Promise<SavedSearch | null>;
  /** A mail server's report about a mail of ours. @returns false when the id is none of ours. */
  bounced(messageId: string, kind: 'hard' | 'soft' | 'complaint'): Promise<boolean>;
  /** A new signing secret, shown once; the old one signs along for a day. `null`: not the token's webhook. */
  rotateSecret(token: string, id: string): Promise<string | null>;
  /** Sends a dead message once more. `false`: not the token's, or not dead. */
  replay(token: string, id: string, deliveryId: string): Promise<boolean>;
}

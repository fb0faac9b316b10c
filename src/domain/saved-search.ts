import type { ListingFilter } from './listing-filter.js';

export const CADENCES = ['instant', 'daily', 'weekly'] as const;
export type Cadence = (typeof CADENCES)[number];

export const CHANNELS = ['email', 'webhook', 'feed'] as const;
export type Channel = (typeof CHANNELS)[number];

export const SAVED_SEARCH_STATES = ['pending', 'active', 'paused', 'stopped', 'unsubscribed'] as const;
export type SavedSearchState = (typeof SAVED_SEARCH_STATES)[number];

/** A stored filter and a channel. */
export interface SavedSearch {
  readonly id: string;
  readonly filter: ListingFilter;
  readonly channel: Channel;
  /** E-mail address or webhook address. */
  readonly target: string;
  readonly cadence: Cadence;
  /** Local hour of a daily or weekly digest, 0 to 23. */
  readonly hour: number;
  /** IANA zone. */
  readonly timeZone: string;
  /** 1 Monday to 7 Sunday; weekly only. */
  readonly weekday: number;
  readonly state: SavedSearchState;
  readonly wantsPayRises: boolean;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly stoppedReason: string | null;
}

/** What made an alert: a saved search hears of a listing once an occasion. `new`, `pay-rose:2026-11-23`, `reposted:2026-11-23`. */
export type Occasion = string;

/** Confirmations that this instance sends an hour at most, whoever asks. */
export const CONFIRMATIONS_AN_HOUR = 300;

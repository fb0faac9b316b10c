import { CADENCES, CHANNELS, SAVED_SEARCH_STATES, type SavedSearch } from '#src/domain/saved-search';
import type { ListingFilter } from '#src/domain/listing-filter';
import { knownWordOf } from '../codes.js';
import type { Db } from '../transaction.js';

export interface SavedSearchRow {
  id: string;
  filter: ListingFilter;
  channel: number;
  target: string;
  cadence: number;
  hour: number;
  weekday: number;
  time_zone: string;
  state: number;
  wants_pay_rises: boolean;
  created_at: Date;
  confirmed_at: Date | null;
  stopped_reason: string | null;
}

/** The columns that a saved search is made from, of `saved_search q`. */
export const savedSearchColumns = (db: Db) => db`
  q.id, q.filter, q.channel, q.target, q.cadence, q.hour, q.weekday, q.time_zone, q.state, q.wants_pay_rises, q.created_at, q.confirmed_at,
  q.stopped_reason`;

export const savedSearchOf = (row: SavedSearchRow): SavedSearch => ({
  id: row.id,
  filter: row.filter,
  channel: knownWordOf(CHANNELS, row.channel),
  target: row.target,
  cadence: knownWordOf(CADENCES, row.cadence),
  hour: row.hour,
  timeZone: row.time_zone,
  weekday: row.weekday,
  state: knownWordOf(SAVED_SEARCH_STATES, row.state),
  wantsPayRises: row.wants_pay_rises,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  stoppedReason: row.stopped_reason,
});

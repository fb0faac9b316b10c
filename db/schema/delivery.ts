import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { savedSearch } from './saved-search.js';

export const delivery = pgTable('delivery', {
  id: uuid().primaryKey().defaultRandom(),
  savedSearchId: uuid('saved_search_id')
    .notNull()
    .references(() => savedSearch.id, { onDelete: 'cascade' }),
  state: smallint().notNull(),
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  attempt: smallint()
    .notNull()
    .default(sql`0`),
  leaseOwner: text('lease_owner'),
  leaseUntil: timestamp('lease_until', { withTimezone: true }),
  openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
  begunAt: timestamp('begun_at', { withTimezone: true }),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  listings: integer().notNull(),
  error: text(),
});

export const alert = pgTable(
  'alert',
  {
    id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    savedSearchId: uuid('saved_search_id')
      .notNull()
      .references(() => savedSearch.id, { onDelete: 'cascade' }),
    listingId: integer('listing_id').notNull(),
    occasion: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    deliveryId: uuid('delivery_id'),
  },
  (table) => [unique().on(table.savedSearchId, table.listingId, table.occasion)],
);

import { bigint, boolean, jsonb, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea, xid8 } from './column-types.js';

export const savedSearch = pgTable('saved_search', {
  id: uuid().primaryKey().defaultRandom(),
  filter: jsonb().notNull(),
  channel: smallint().notNull(),
  target: text().notNull(),
  targetHash: bytea('target_hash').notNull(),
  cadence: smallint().notNull(),
  hour: smallint().notNull(),
  weekday: smallint().notNull(),
  timeZone: text('time_zone').notNull(),
  wantsPayRises: boolean('wants_pay_rises').notNull(),
  consentVersion: text('consent_version').notNull(),
  clientHash: text('client_hash').notNull(),
  confirmHash: bytea('confirm_hash').notNull().unique(),
  manageHash: bytea('manage_hash').notNull(),
  state: smallint().notNull(),
  stoppedReason: text('stopped_reason'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  firstXid: xid8('first_xid'),
  firstSeq: bigint('first_seq', { mode: 'bigint' }),
  softBounces: smallint('soft_bounces').notNull().default(0),
  softBouncedSince: timestamp('soft_bounced_since', { withTimezone: true }),
});

export const letter = pgTable('letter', {
  savedSearchId: uuid('saved_search_id')
    .primaryKey()
    .references(() => savedSearch.id, { onDelete: 'cascade' }),
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  attempt: smallint().notNull().default(0),
  begunAt: timestamp('begun_at', { withTimezone: true }),
});

export const confirmationRequest = pgTable('confirmation_request', {
  id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  targetHash: bytea('target_hash').notNull(),
  clientHash: text('client_hash').notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
});

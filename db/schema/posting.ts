import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.js';
import { board } from './board.js';
import { sourceRow } from './source-row.js';
import { company } from './company.js';

export const posting = pgTable(
  'posting',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    boardId: integer('board_id')
      .notNull()
      .references(() => board.id, { onDelete: 'cascade' }),
    rowId: integer('row_id').references(() => sourceRow.id, { onDelete: 'set null' }),
    externalId: text('external_id').notNull(),
    companyId: integer('company_id')
      .notNull()
      .references(() => company.id),
    listingId: integer('listing_id'),
    contentHash: bytea('content_hash').notNull(),
    rulesVersion: text('rules_version').notNull(),
    cause: smallint().notNull(),
    postedAt: timestamp('posted_at', { withTimezone: true }),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    closeReason: smallint('close_reason'),
    reopened: smallint()
      .notNull()
      .default(sql`0`),
    joinedBecause: text('joined_because'),
  },
  (table) => [unique().on(table.boardId, table.externalId)],
);

export const postingDetail = pgTable('posting_detail', {
  postingId: integer('posting_id').primaryKey(),
  raw: jsonb().notNull(),
  derived: jsonb().notNull(),
});

export const postingText = pgTable('posting_text', {
  postingId: integer('posting_id').primaryKey(),
  description: text(),
  descriptionText: text('description_text'),
  descriptionHtml: text('description_html'),
  sanitiser: text(),
});

export const postingLink = pgTable('posting_link', {
  postingId: integer('posting_id').primaryKey(),
  companyKey: text('company_key').notNull(),
  atsKey: text('ats_key'),
  roleKey: text('role_key').notNull(),
  title: text().notNull(),
  level: text().notNull(),
  rung: text(),
  places: text().array().notNull(),
  remote: boolean().notNull(),
  minhash: bytea(),
});

export const postingChange = pgTable('posting_change', {
  id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  postingId: integer('posting_id').notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
  field: smallint().notNull(),
  before: text(),
  after: text(),
});

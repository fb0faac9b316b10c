import { integer, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { source } from './source.js';

export const boardProposal = pgTable(
  'board_proposal',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sourceId: smallint('source_id')
      .notNull()
      .references(() => source.id),
    slug: text().notNull(),
    state: smallint().notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    triedAt: timestamp('tried_at', { withTimezone: true }),
    answer: text(),
  },
  (table) => [unique().on(table.sourceId, table.slug)],
);

export const boardSuggestion = pgTable(
  'board_suggestion',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sourceId: smallint('source_id')
      .notNull()
      .references(() => source.id),
    slug: text().notNull(),
    fromSourceId: smallint('from_source_id')
      .notNull()
      .references(() => source.id),
    company: text(),
    threadUrl: text('thread_url').notNull(),
    postUrl: text('post_url').notNull(),
    firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull(),
  },
  (table) => [unique().on(table.sourceId, table.slug)],
);

import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.js';
import { board } from './board.js';

export const sourceRow = pgTable(
  'source_row',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    boardId: integer('board_id')
      .notNull()
      .references(() => board.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    hash: bytea().notNull(),
    isPosting: boolean('is_posting').notNull(),
    misses: smallint()
      .notNull()
      .default(sql`0`),
    missedRun: integer('missed_run'),
    firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull(),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true }),
  },
  (table) => [unique().on(table.boardId, table.key)],
);

export const notBackend = pgTable('not_backend', {
  rowId: integer('row_id')
    .primaryKey()
    .references(() => sourceRow.id, { onDelete: 'cascade' }),
  title: text().notNull(),
  reason: text().notNull(),
});

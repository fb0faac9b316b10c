import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.js';
import { board } from './board.js';

export const run = pgTable('run', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  boardId: integer('board_id')
    .notNull()
    .references(() => board.id, { onDelete: 'cascade' }),
  owner: text().notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  verdict: smallint(),
  reason: text(),
  seen: integer()
    .notNull()
    .default(sql`0`),
  added: integer()
    .notNull()
    .default(sql`0`),
  changed: integer()
    .notNull()
    .default(sql`0`),
  unchanged: integer()
    .notNull()
    .default(sql`0`),
  notBackend: integer('not_backend')
    .notNull()
    .default(sql`0`),
  rejected: integer()
    .notNull()
    .default(sql`0`),
  withPay: integer('with_pay')
    .notNull()
    .default(sql`0`),
  closed: integer()
    .notNull()
    .default(sql`0`),
  suspicion: text(),
  absent: integer(),
  skipped: jsonb()
    .notNull()
    .default(sql`'{}'::jsonb`),
  contentHash: text('content_hash'),
  shape: jsonb(),
  coverage: jsonb(),
  review: text(),
  reviewedAt: timestamp('reviewed_at', { withTimezone: true }),
});

export const rejection = pgTable('rejection', {
  id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  runId: integer('run_id')
    .notNull()
    .references(() => run.id, { onDelete: 'cascade' }),
  externalId: text('external_id'),
  title: text(),
  reason: text().notNull(),
});

export const rawPage = pgTable('raw_page', {
  sha256: text().primaryKey(),
  body: bytea().notNull(),
  size: integer().notNull(),
});

export const runPage = pgTable(
  'run_page',
  {
    runId: integer('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    url: text().notNull(),
    sha256: text()
      .notNull()
      .references(() => rawPage.sha256),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
);

import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { source } from './source.js';

export const board = pgTable(
  'board',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sourceId: smallint('source_id')
      .notNull()
      .references(() => source.id),
    slug: text().notNull(),
    company: text(),
    industry: smallint(),
    country: text(),
    intervalMinutes: integer('interval_minutes').notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    origin: smallint().notNull(),
    offReason: text('off_reason'),
    offByFile: boolean('off_by_file')
      .notNull()
      .default(sql`false`),
    leaseOwner: text('lease_owner'),
    leaseUntil: timestamp('lease_until', { withTimezone: true }),
    runId: integer('run_id'),
    validators: jsonb()
      .notNull()
      .default(sql`'{}'::jsonb`),
    memo: jsonb()
      .notNull()
      .default(sql`'{}'::jsonb`),
    hasCompleteReading: boolean('has_complete_reading')
      .notNull()
      .default(sql`false`),
    consecutiveFailures: integer('consecutive_failures')
      .notNull()
      .default(sql`0`),
    goneSince: timestamp('gone_since', { withTimezone: true }),
    lastGoodAt: timestamp('last_good_at', { withTimezone: true }),
    lastRunId: integer('last_run_id'),
    onTrial: boolean('on_trial')
      .notNull()
      .default(sql`false`),
    toldCompany: text('told_company'),
    dryReadings: smallint('dry_readings')
      .notNull()
      .default(sql`0`),
  },
  (table) => [unique().on(table.sourceId, table.slug)],
);

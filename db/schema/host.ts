import { sql } from 'drizzle-orm';
import { bigint, boolean, date, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';

export const hostGate = pgTable('host_gate', {
  host: text().primaryKey(),
  ticket: text(),
  leaseUntil: timestamp('lease_until', { withTimezone: true }),
  nextAt: timestamp('next_at', { withTimezone: true })
    .notNull()
    .default(sql`'-infinity'::timestamp with time zone`),
  notBefore: timestamp('not_before', { withTimezone: true })
    .notNull()
    .default(sql`'-infinity'::timestamp with time zone`),
});

export const robots = pgTable('robots', {
  authority: text().primaryKey(),
  status: integer().notNull(),
  text: text().notNull(),
  fetchedAt: timestamp('fetched_at', { withTimezone: true }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

export const requestLog = pgTable('request_log', {
  id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true }).notNull(),
  host: text().notNull(),
  path: text().notNull(),
  method: text().notNull(),
  robots: smallint().notNull(),
  robotsRule: text('robots_rule').notNull(),
  conditional: boolean().notNull(),
  status: integer().notNull(),
  bytes: bigint({ mode: 'bigint' }).notNull(),
  waitMs: integer('wait_ms').notNull(),
  durationMs: integer('duration_ms').notNull(),
  source: text().notNull(),
  board: text(),
  error: text(),
});

export const requestDay = pgTable(
  'request_day',
  {
    day: date().notNull(),
    host: text().notNull(),
    status: integer().notNull(),
    requests: integer().notNull(),
    conditional: integer().notNull(),
    bytes: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.host, table.status] })],
);

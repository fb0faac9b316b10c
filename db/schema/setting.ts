import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

export const setting = pgTable('setting', {
  key: text().primaryKey(),
  value: text().notNull(),
});

export const jobSlot = pgTable(
  'job_slot',
  {
    job: text().notNull(),
    slot: timestamp({ withTimezone: true }).notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true })
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] })],
);

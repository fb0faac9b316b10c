import { sql } from 'drizzle-orm';
import { boolean, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';

export const source = pgTable('source', {
  id: smallint().primaryKey().generatedAlwaysAsIdentity(),
  slug: text().notNull().unique(),
  inStatistics: boolean('in_statistics')
    .notNull()
    .default(sql`true`),
  forgottenAt: timestamp('forgotten_at', { withTimezone: true }),
});

import { boolean, pgTable, smallint, text } from 'drizzle-orm/pg-core';

export const source = pgTable('source', {
  id: smallint().primaryKey().generatedAlwaysAsIdentity(),
  slug: text().notNull().unique(),
  inStatistics: boolean('in_statistics').notNull().default(true),
});

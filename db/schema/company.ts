import { integer, pgTable, text } from 'drizzle-orm/pg-core';

export const company = pgTable('company', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  key: text().notNull().unique(),
  slug: text().notNull().unique(),
  name: text().notNull(),
});

import { pgTable, smallint, text } from 'drizzle-orm/pg-core';

export const source = pgTable('source', {
  id: smallint().primaryKey().generatedAlwaysAsIdentity(),
  slug: text().notNull().unique(),
});

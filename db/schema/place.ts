import { integer, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core';

export const place = pgTable(
  'place',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: smallint().notNull(),
    folded: text().notNull(),
    name: text().notNull(),
  },
  (table) => [unique().on(table.kind, table.folded)],
);

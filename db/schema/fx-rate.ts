import { date, doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

export const fxRate = pgTable(
  'fx_rate',
  {
    currency: text().notNull(),
    date: date().notNull(),
    perEuro: doublePrecision('per_euro').notNull(),
  },
  (table) => [primaryKey({ columns: [table.currency, table.date] })],
);

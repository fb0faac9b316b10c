import { boolean, doublePrecision, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.js';

export const salaryFactorSet = pgTable(
  'salary_factor_set',
  {
    country: text().notNull(),
    months: smallint().notNull(),
    asOf: timestamp('as_of', { withTimezone: true }).notNull(),
    listings: integer().notNull(),
    answer: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.country, table.months] })],
);

export const salaryIndex = pgTable(
  'salary_index',
  {
    dimension: text().notNull(),
    value: text().notNull(),
    currency: text().notNull(),
    period: text().notNull(),
    final: boolean().notNull(),
    figure: doublePrecision(),
    low: doublePrecision(),
    high: doublePrecision(),
    rawMedian: doublePrecision('raw_median'),
    n: integer().notNull(),
    employers: integer().notNull(),
    listings: integer().notNull(),
    breaks: text().array().notNull(),
    suppressedReason: text('suppressed_reason'),
    modelVersion: text('model_version').notNull(),
    asOf: timestamp('as_of', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.dimension, table.value, table.currency, table.period] })],
);

export const payModel = pgTable('pay_model', {
  currency: text().primaryKey(),
  asOf: timestamp('as_of', { withTimezone: true }).notNull(),
  modelVersion: text('model_version').notNull(),
  n: integer().notNull(),
  employers: integer().notNull(),
  body: bytea().notNull(),
});

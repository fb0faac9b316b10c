import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, integer, jsonb, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea, tsvector } from './column-types.js';
import { company } from './company.js';

export const listing = pgTable('listing', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  postedAt: timestamp('posted_at', { withTimezone: true }).notNull(),
  firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull(),
  closedAt: timestamp('closed_at', { withTimezone: true }),
  open: boolean().notNull(),
  backend: smallint().notNull(),
  companyId: integer('company_id')
    .notNull()
    .references(() => company.id),
  title: smallint(),
  level: smallint().notNull(),
  levels: smallint().notNull(),
  levelBasis: smallint('level_basis').notNull(),
  specialisation: smallint(),
  industry: smallint(),
  workplace: smallint(),
  tags: smallint().notNull(),
  faceSource: smallint('face_source').notNull(),
  payStated: boolean('pay_stated').notNull(),
  payUsable: boolean('pay_usable').notNull(),
  currency: text(),
  annualLow: doublePrecision('annual_low'),
  annualHigh: doublePrecision('annual_high'),
  eurLow: integer('eur_low'),
  eurHigh: integer('eur_high'),
  firstCountry: integer('first_country'),
  firstRegion: integer('first_region'),
  firstCity: integer('first_city'),
  languages: integer().array().notNull(),
  requiredLanguages: integer('required_languages').array().notNull(),
  skills: integer().array().notNull(),
  places: integer().array().notNull(),
  sources: integer().array().notNull(),
  contentHash: bytea('content_hash').notNull(),
  counted: boolean()
    .notNull()
    .default(sql`true`),
});

export const listingCard = pgTable('listing_card', {
  listingId: integer('listing_id')
    .primaryKey()
    .references(() => listing.id, { onDelete: 'cascade' }),
  facePostingId: integer('face_posting_id').notNull(),
  slug: text().notNull(),
  card: jsonb().notNull(),
});

export const listingText = pgTable('listing_text', {
  listingId: integer('listing_id')
    .primaryKey()
    .references(() => listing.id, { onDelete: 'cascade' }),
  open: boolean().notNull(),
  sourceHash: bytea('source_hash').notNull(),
  terms: tsvector().notNull(),
});

export const listingMoved = pgTable('listing_moved', {
  id: integer().primaryKey(),
  toId: integer('to_id').notNull(),
});

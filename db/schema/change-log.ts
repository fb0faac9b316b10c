import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { xid8 } from './column-types.js';

export const changeLog = pgTable(
  'change_log',
  {
    xid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    seq: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    listingId: integer('listing_id').notNull(),
    cause: smallint().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    closedSince: timestamp('closed_since', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.xid, table.seq] })],
);

export const readerPosition = pgTable('reader_position', {
  reader: text().primaryKey(),
  xid: xid8().notNull(),
  seq: bigint({ mode: 'bigint' }).notNull(),
});

import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { openClients } from '#db/client';
import { leanRawOf } from '#db/store/stored-posting';
import type { PostingWrite } from '#src/store';
import type { BenchDatabase } from './bench-database.js';

/** One wide table, as a first draft would have it: everything of a posting, its text vector generated, a GIN index on it. */
const plainPosting = pgTable('plain_posting', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  boardId: integer('board_id').notNull(),
  externalId: text('external_id').notNull(),
  rowHash: text('row_hash').notNull(),
  company: text().notNull(),
  title: text().notNull(),
  description: text(),
  descriptionText: text('description_text'),
  raw: jsonb().notNull(),
  derived: jsonb().notNull(),
  postedAt: timestamp('posted_at', { withTimezone: true }),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
});

const BATCH = 500;

export interface GivenWrite {
  readonly boardId: number;
  readonly write: PostingWrite;
}

/** The baseline of a re-read: every row upserted with drizzle, in batches of 500. */
export async function openPlainTable(database: BenchDatabase, url: string) {
  const clients = openClients(url, { max: 1 });
  await database.clients.sql.unsafe(`
    drop table if exists plain_posting;
    create table plain_posting (
      id bigint generated always as identity primary key, board_id int not null, external_id text not null, row_hash text not null, company text not null,
      title text not null, description text, description_text text, raw jsonb not null, derived jsonb not null, posted_at timestamptz,
      seen_at timestamptz not null,
      tsv tsvector generated always as (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', coalesce(description_text, ''))) stored,
      unique (board_id, external_id)
    );
    create index on plain_posting (posted_at);
    create index on plain_posting using gin (tsv)`);
  return {
    async upsert(given: readonly GivenWrite[], now: Date): Promise<void> {
      for (let from = 0; from < given.length; from += BATCH) {
        const rows = given.slice(from, from + BATCH).map(({ boardId, write }) => ({
          boardId,
          externalId: write.externalId,
          rowHash: write.rowHash,
          company: write.company,
          title: write.raw.title,
          description: write.text.description,
          descriptionText: write.text.descriptionText,
          raw: leanRawOf(write.raw),
          derived: write.derived,
          postedAt: write.raw.postedAt === null ? null : new Date(write.raw.postedAt),
          seenAt: now,
        }));
        await clients.orm
          .insert(plainPosting)
          .values(rows)
          .onConflictDoUpdate({
            target: [plainPosting.boardId, plainPosting.externalId],
            set: {
              rowHash: sql`excluded.row_hash`,
              company: sql`excluded.company`,
              title: sql`excluded.title`,
              description: sql`excluded.description`,
              descriptionText: sql`excluded.description_text`,
              raw: sql`excluded.raw`,
              derived: sql`excluded.derived`,
              postedAt: sql`excluded.posted_at`,
              seenAt: sql`excluded.seen_at`,
            },
          });
      }
    },
    /** Without the text vector: what a plain table of facts would cost. */
    dropText: () => database.clients.sql.unsafe('alter table plain_posting drop column tsv'),
    async close(): Promise<void> {
      await clients.close();
      await database.clients.sql.unsafe('drop table plain_posting');
    },
  };
}

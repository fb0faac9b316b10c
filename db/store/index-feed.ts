import type postgres from 'postgres';
import type { IndexFeed, LogPosition } from '#src/domain/index-feed';
import type { IndexNames, IndexRow } from '#src/domain/index-row';
import { oneOf } from '../transaction.js';
import { LOG_START, positionText } from './change-position.js';
import { logEnd } from './listing-store.js';
import type { StoredCard } from './listing-projection.js';
import { vectorBytesOf } from './listing-texts.js';
import { changesAfter } from './match-changes.js';

/** Rows read in one step of the stream. */
const ROWS_A_STEP = 1000;

type StoredColumns = Omit<IndexRow, 'postedAt' | 'eurLow' | 'eurHigh' | 'payStated' | 'payMiddle' | 'terms' | 'label'> & {
  readonly posted_at: number;
  readonly pay_stated: boolean;
  readonly eur_low: number | null;
  readonly eur_high: number | null;
  readonly pay_middle: number | null;
};

const rowOf = (
  { posted_at, pay_stated, eur_low, eur_high, pay_middle, ...same }: StoredColumns,
  label: string,
  terms: Uint8Array,
): IndexRow => ({
  ...same,
  postedAt: posted_at,
  payStated: pay_stated,
  eurLow: eur_low,
  eurHigh: eur_high,
  payMiddle: pay_middle,
  label,
  terms,
});

const OPEN = (sql: postgres.Sql) => sql`l.open and l.backend in (1, 2)`;

const columns = (sql: postgres.Sql) => sql`
  l.id, (extract(epoch from l.posted_at) * 1000)::float8 as posted_at, l.backend, l.levels, l.title, l.specialisation, l.industry, l.workplace,
  l.pay_stated, l.counted, l.currency, l.eur_low, l.eur_high,
  case when l.pay_usable then (l.annual_low + l.annual_high) / 2 end as pay_middle, l.company_id as company, l.languages, l.skills, l.places, l.sources`;

/**
 * Listings with their terms made from their words. Text vectors are a reader of the change log of their own and may lag behind it, so that
 * they will not do for what has just changed.
 */
async function rowsFromWords(sql: postgres.Sql, ids: readonly number[]): Promise<IndexRow[]> {
  const rows = await sql<(StoredColumns & { readonly card: StoredCard; readonly description_text: string | null })[]>`
    select ${columns(sql)}, c.card, t.description_text
    from listing l join listing_card c on c.listing_id = l.id left join posting_text t on t.posting_id = c.face_posting_id
    where l.id = any (${[...ids]}::int[]) and ${OPEN(sql)}`;
  return rows.map(({ card, description_text, ...row }) => rowOf(row, card.title, vectorBytesOf(card, description_text)));
}

/** How far the text vectors have come; `null`: nobody knows. */
async function vectorsPosition(sql: postgres.Sql): Promise<LogPosition | null> {
  const [row] = await sql<LogPosition[]>`select xid::text as xid, seq::text as seq from reader_position where reader = 'texts'`;
  return row ?? null;
}

const isBefore = (a: LogPosition, b: LogPosition): boolean => BigInt(positionText(a)) < BigInt(positionText(b));

export function createIndexFeed(sql: postgres.Sql): IndexFeed {
  return {
    async position() {
      const [end, vectors] = [await logEnd(sql), await vectorsPosition(sql)];
      return vectors !== null && isBefore(vectors, end) ? vectors : end;
    },

    async names() {
      const [places, companies, sources] = await Promise.all([
        sql<IndexNames['places'][number][]>`select id, kind, folded, name from place`,
        sql<IndexNames['companies'][number][]>`
          select id, slug, name from company c where exists (select from listing l where l.company_id = c.id)`,
        sql<IndexNames['sources'][number][]>`select id, slug from source`,
      ]);
      return { places, companies, sources };
    },

    async namesOf({ places, companies, sources }) {
      return {
        places:
          places.length === 0
            ? []
            : await sql<IndexNames['places'][number][]>`select id, kind, folded, name from place where id = any (${[...places]}::int[])`,
        companies:
          companies.length === 0
            ? []
            : await sql<IndexNames['companies'][number][]>`select id, slug, name from company where id = any (${[...companies]}::int[])`,
        sources:
          sources.length === 0
            ? []
            : await sql<IndexNames['sources'][number][]>`select id, slug from source where id = any (${[...sources]}::int[])`,
      };
    },

    async count() {
      return oneOf(await sql<{ n: number }[]>`select count(*)::int as n from listing l where ${OPEN(sql)}`).n;
    },

    async *openRows() {
      if ((await vectorsPosition(sql)) === null) {
        for await (const rows of sql<{ id: number }[]>`select l.id from listing l where ${OPEN(sql)} order by l.id`.cursor(ROWS_A_STEP))
          yield await rowsFromWords(
            sql,
            rows.map(({ id }) => id),
          );
        return;
      }
      const read = sql<(StoredColumns & { readonly label: string | null; readonly terms: Buffer | null })[]>`
        select ${columns(sql)}, c.card ->> 'title' as label, tsvectorsend(t.terms) as terms
        from listing l left join listing_card c on c.listing_id = l.id left join listing_text t on t.listing_id = l.id where ${OPEN(sql)}`;
      for await (const rows of read.cursor(ROWS_A_STEP)) {
        yield rows.flatMap(({ label, terms, ...row }) => (terms === null ? [] : [rowOf(row, label ?? '', terms)]));
        const without = rows.flatMap(({ id, terms }) => (terms === null ? [id] : []));
        if (without.length > 0) yield await rowsFromWords(sql, without);
      }
    },

    rowsOf: (ids) => rowsFromWords(sql, ids),

    async changes(after, limit) {
      const rows = await changesAfter(sql, after, limit);
      const last = rows.at(-1);
      return {
        ids: [...new Set(rows.map((row) => row.listing_id))],
        position: last === undefined ? after : { xid: last.xid, seq: last.seq },
        read: rows.length,
        at: last?.at ?? null,
      };
    },

    async hasForgotten(position) {
      if (position.xid === LOG_START.xid) return false;
      const { known } = oneOf(
        await sql<{ known: boolean }[]>`
          select exists (select from change_log where (xid, seq) = (${position.xid}::text::xid8, ${position.seq}::text::bigint)) as known`,
      );
      return !known;
    },
  };
}

import type postgres from 'postgres';
import type { IndexFeed } from '#src/domain/index-feed';
import type { IndexNames, IndexRow } from '#src/domain/index-row';
import { oneOf } from '../transaction.js';
import { LOG_START } from './change-position.js';
import { logEnd } from './listing-store.js';
import { changesAfter } from './match-changes.js';

/** Rows read in one step of the stream. */
const ROWS_A_STEP = 1000;

interface StoredRow extends Omit<IndexRow, 'postedAt' | 'eurLow' | 'eurHigh' | 'payStated' | 'terms' | 'label'> {
  posted_at: number;
  pay_stated: boolean;
  eur_low: number | null;
  eur_high: number | null;
  label: string | null;
  terms: Buffer | null;
}

const rowOf = ({ posted_at, pay_stated, eur_low, eur_high, label, terms, ...same }: StoredRow): IndexRow => ({
  ...same,
  postedAt: posted_at,
  payStated: pay_stated,
  eurLow: eur_low,
  eurHigh: eur_high,
  label: label ?? '',
  terms: terms ?? new Uint8Array(0),
});

const OPEN = (sql: postgres.Sql) => sql`l.open and l.backend in (1, 2)`;

const columns = (sql: postgres.Sql) => sql`
  l.id, (extract(epoch from l.posted_at) * 1000)::float8 as posted_at, l.backend, l.levels, l.title, l.specialisation, l.industry, l.workplace,
  l.pay_stated, l.currency, l.eur_low, l.eur_high, l.company_id as company, l.languages, l.skills, l.places, l.sources,
  c.card ->> 'title' as label, tsvectorsend(t.terms) as terms
  from listing l left join listing_card c on c.listing_id = l.id left join listing_text t on t.listing_id = l.id`;

export function createIndexFeed(sql: postgres.Sql): IndexFeed {
  return {
    position: () => logEnd(sql),

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
      for await (const rows of sql<StoredRow[]>`select ${columns(sql)} where ${OPEN(sql)}`.cursor(ROWS_A_STEP)) yield rows.map(rowOf);
    },

    async rowsOf(ids) {
      const rows = await sql<StoredRow[]>`select ${columns(sql)} where l.id = any (${[...ids]}::int[]) and ${OPEN(sql)}`;
      return rows.map(rowOf);
    },

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

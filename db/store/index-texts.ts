import type postgres from 'postgres';
import type { PostingStore } from '#src/store';
import { inTransaction, oneOf, type Tx } from '../transaction.js';
import { LOG_START, type ChangePosition } from './change-position.js';
import { writeListingTexts } from './listing-texts.js';
import { changesAfter } from './match-changes.js';

const READER = 'texts';
const AT_ONCE = 500;

/** The end of what can be read now. */
async function logEnd(tx: Tx): Promise<ChangePosition> {
  const [last] = await tx<ChangePosition[]>`
    select xid::text as xid, seq::text as seq from change_log where xid < readable_below() order by xid desc, seq desc limit 1`;
  return last ?? LOG_START;
}

/** Every listing once, where nobody knows how far the log was read (a new database, a restored one); then the log from where it stood. */
async function indexAll(sql: postgres.Sql): Promise<number> {
  const start = await inTransaction(sql, logEnd);
  let after = 0;
  let seen = 0;
  for (;;) {
    const ids = await inTransaction(sql, async (tx) => {
      const some = await tx<{ id: number }[]>`select id from listing where id > ${after} order by id limit ${AT_ONCE}`;
      const found = some.map(({ id }) => id);
      await writeListingTexts(tx, found);
      return found;
    });
    seen += ids.length;
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
  }
  await sql`insert into reader_position (reader, xid, seq) values (${READER}, ${start.xid}::text::xid8, ${start.seq}::text::bigint) on conflict do nothing`;
  return seen;
}

/** The text vectors of the Postgres-only search are a reader of the change log: a listing's own write never waits for them. */
export function createIndexTexts(sql: postgres.Sql): Pick<PostingStore, 'indexTexts'> {
  return {
    async indexTexts() {
      const known = oneOf(await sql<{ n: number }[]>`select count(*)::int as n from reader_position where reader = ${READER}`);
      let seen = known.n === 0 ? await indexAll(sql) : 0;
      for (;;) {
        const read = await inTransaction(sql, async (tx) => {
          const position = oneOf(
            await tx<ChangePosition[]>`select xid::text as xid, seq::text as seq from reader_position where reader = ${READER} for update`,
          );
          const changes = await changesAfter(tx, position, AT_ONCE);
          const last = changes.at(-1);
          if (last === undefined) return 0;
          await writeListingTexts(tx, [...new Set(changes.map((change) => change.listing_id))]);
          await tx`update reader_position set xid = ${last.xid}::text::xid8, seq = ${last.seq}::text::bigint where reader = ${READER}`;
          return changes.length;
        });
        if (read === 0) return seen;
        seen += read;
      }
    },
  };
}

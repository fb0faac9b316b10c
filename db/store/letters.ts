import type postgres from 'postgres';
import { SAVED_SEARCH_STATES } from '#src/domain/saved-search';
import type { SavedSearchStore } from '#src/store';
import { knownCodeOf } from '../codes.js';
import { oneOf, type Tx } from '../transaction.js';
import { savedSearchColumns, savedSearchOf, type SavedSearchRow } from './saved-search-row.js';

const PENDING = knownCodeOf(SAVED_SEARCH_STATES, 'pending');
/** Whoever wrote a letter down tries it at once; others look after this time. */
const OTHERS_AFTER_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Notes that a new search's confirmation has to be sent, in the transaction that makes the search. */
export async function putLetter(tx: Tx, savedSearchId: string, now: Date): Promise<void> {
  await tx`insert into letter (saved_search_id, due_at) values (${savedSearchId}, ${new Date(now.getTime() + OTHERS_AFTER_MS)})`;
}

export function createLetters(
  sql: postgres.Sql,
): Pick<SavedSearchStore, 'dueLetters' | 'beginLetter' | 'retryLetter' | 'endLetter' | 'renewConfirmation' | 'confirmationsInHour'> {
  return {
    async dueLetters(now, limit) {
      const rows = await sql<SavedSearchRow[]>`
        select ${savedSearchColumns(sql)} from letter t join saved_search q on q.id = t.saved_search_id
        where t.begun_at is null and t.due_at <= ${now} and q.state = ${PENDING} and q.expires_at > ${now}
        order by t.due_at, q.id limit ${limit}`;
      return rows.map(savedSearchOf);
    },

    async beginLetter(id, now) {
      const [row] = await sql<{ attempt: number }[]>`
        update letter set begun_at = ${now}, attempt = attempt + 1 where saved_search_id = ${id} and begun_at is null returning attempt`;
      return row?.attempt ?? null;
    },

    async retryLetter(id, at) {
      await sql`update letter set begun_at = null, due_at = ${at} where saved_search_id = ${id}`;
    },

    async endLetter(id) {
      await sql`delete from letter where saved_search_id = ${id}`;
    },

    async renewConfirmation(id, confirmHash) {
      const rows = await sql`
        update saved_search set confirm_hash = ${Buffer.from(confirmHash)} where id = ${id} and state = ${PENDING} returning id`;
      return rows.length > 0;
    },

    async confirmationsInHour(now) {
      const { n } = oneOf(
        await sql<{ n: number }[]>`select count(*)::int as n from confirmation_request where at > ${new Date(now.getTime() - HOUR_MS)}`,
      );
      return n;
    },
  };
}

import type postgres from 'postgres';
import { CHANGE_CAUSES } from '#src/domain/run';
import { SAVED_SEARCH_STATES } from '#src/domain/saved-search';
import type { MatchDocument } from '#src/domain/match-document';
import type { LoggedChange, MatchContext, MatchedSearch, NewAlert, SavedSearchStore } from '#src/store';
import { knownCodeOf, knownWordOf } from '../codes.js';
import { inTransaction, oneOf, type Tx } from '../transaction.js';
import { cardsById } from './cards.js';
import { LOG_START, positionText, type ChangePosition } from './change-position.js';
import { termsOfListing } from './listing-texts.js';
import { savedSearchColumns, savedSearchOf, type SavedSearchRow } from './saved-search-row.js';

const READER = 'matching';
const HOUR_MS = 3_600_000;
const ACTIVE = knownCodeOf(SAVED_SEARCH_STATES, 'active');
const NEW = knownCodeOf(CHANGE_CAUSES, 'new');

type ChangeRow = ChangePosition & { listing_id: number; cause: number; at: Date; closed_since: Date | null };

/** Changes after a position, in the log's order, as far as no open transaction can still add one before them. */
export async function changesAfter(tx: Tx | postgres.Sql, position: ChangePosition, limit: number): Promise<readonly ChangeRow[]> {
  return tx<ChangeRow[]>`
    select xid::text as xid, seq::text as seq, listing_id, cause, at, closed_since from change_log c
    where (c.xid, c.seq) > (${position.xid}::text::xid8, ${position.seq}::text::bigint) and c.xid < readable_below()
    order by c.xid, c.seq limit ${limit}`;
}

async function documentsOf(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, MatchDocument>> {
  const cards = await cardsById(tx, ids);
  const rows = await tx<{ id: number; eur_low: number | null; eur_high: number | null; description_text: string | null }[]>`
    select l.id, l.eur_low, l.eur_high, t.description_text
    from listing l join listing_card c on c.listing_id = l.id left join posting_text t on t.posting_id = c.face_posting_id
    where l.id = any (${[...ids]}::int[])`;
  const documents = new Map<number, MatchDocument>();
  for (const row of rows) {
    const card = cards.get(row.id);
    if (card === undefined) continue;
    documents.set(row.id, { ...card, terms: termsOfListing(card, row.description_text), eurMin: row.eur_low, eurMax: row.eur_high });
  }
  return documents;
}

async function activeSearches(tx: Tx): Promise<MatchedSearch[]> {
  const rows = await tx<(SavedSearchRow & { first_xid: string | null; first_seq: string | null })[]>`
    select ${savedSearchColumns(tx)}, q.first_xid::text as first_xid, q.first_seq::text as first_seq
    from saved_search q where q.state = ${ACTIVE} order by q.id`;
  return rows.map((row) => ({
    ...savedSearchOf(row),
    firstSeq: positionText(row.first_xid === null || row.first_seq === null ? LOG_START : { xid: row.first_xid, seq: row.first_seq }),
  }));
}

async function contextOf(tx: Tx, first: ChangeRow, now: Date): Promise<MatchContext> {
  const { n } = oneOf(
    await tx<{ n: number }[]>`
      select count(*)::int as n from change_log c
      where c.cause = ${NEW} and c.at >= ${new Date(first.at.getTime() - HOUR_MS)} and c.at <= ${first.at}
        and (c.xid, c.seq) < (${first.xid}::text::xid8, ${first.seq}::text::bigint)`,
  );
  const rates = await tx<{ currency: string; per_euro: number }[]>`
    select distinct on (currency) currency, per_euro from fx_rate order by currency, date desc`;
  return { now, newInHourBefore: n, perEuro: new Map(rates.map((rate) => [rate.currency, rate.per_euro])) };
}

/** Alerts that a search has heard of already are left out; so are those of searches that went in the meantime. */
async function writeAlerts(tx: Tx, alerts: readonly NewAlert[], now: Date): Promise<void> {
  if (alerts.length === 0) return;
  await tx`
    insert into alert (saved_search_id, listing_id, occasion, at)
    select q.id, given.listing_id, given.occasion, ${now}
    from unnest(${alerts.map((alert) => alert.savedSearchId)}::uuid[], ${alerts.map((alert) => alert.listingId)}::int[],
      ${alerts.map((alert) => alert.occasion)}::text[]) given(search_id, listing_id, occasion)
      join saved_search q on q.id = given.search_id
    on conflict do nothing`;
}

export function createMatchChanges(sql: postgres.Sql): Pick<SavedSearchStore, 'matchChanges'> {
  return {
    matchChanges: (limit, now, match) =>
      inTransaction(sql, async (tx) => {
        const position = oneOf(
          await tx<ChangePosition[]>`select xid::text as xid, seq::text as seq from reader_position where reader = ${READER} for update`,
        );
        const rows = await changesAfter(tx, position, limit);
        const first = rows[0];
        const last = rows.at(-1);
        if (first === undefined || last === undefined) return 0;
        const changes = rows.map((row): LoggedChange => ({
          seq: positionText(row),
          listingId: row.listing_id,
          cause: knownWordOf(CHANGE_CAUSES, row.cause),
          at: row.at,
          closedSince: row.closed_since,
        }));
        const documents = await documentsOf(tx, [...new Set(changes.map((change) => change.listingId))]);
        await writeAlerts(tx, match(changes, documents, await activeSearches(tx), await contextOf(tx, first, now)), now);
        await tx`update reader_position set xid = ${last.xid}::text::xid8, seq = ${last.seq}::text::bigint where reader = ${READER}`;
        return rows.length;
      }),
  };
}

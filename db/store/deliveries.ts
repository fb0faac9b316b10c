import type postgres from 'postgres';
import { CHANNELS, SAVED_SEARCH_STATES } from '#src/domain/saved-search';
import type { DueDelivery, SavedSearchStore } from '#src/store';
import { DELIVERY_STATES, knownCodeOf } from '../codes.js';
import { inTransaction, oneOf, storableText, type Tx } from '../transaction.js';
import { cardsById } from './cards.js';
import { savedSearchColumns, savedSearchOf, type SavedSearchRow } from './saved-search-row.js';
import { SENDING } from './settings.js';

const CARDS_AT_MOST = 25;
const [PENDING, BEGUN, SENT, UNKNOWN, DEAD] = (['pending', 'sending', 'sent', 'unknown', 'dead'] as const).map((state) =>
  knownCodeOf(DELIVERY_STATES, state),
) as [number, number, number, number, number];
const ACTIVE = knownCodeOf(SAVED_SEARCH_STATES, 'active');
const PAUSED = knownCodeOf(SAVED_SEARCH_STATES, 'paused');
const EMAIL = knownCodeOf(CHANNELS, 'email');
const WEBHOOK = knownCodeOf(CHANNELS, 'webhook');
const FEED = knownCodeOf(CHANNELS, 'feed');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type DeliveryStore = Pick<SavedSearchStore, 'openDeliveries' | 'claimDelivery' | 'beginSending' | 'endDelivery' | 'replayDelivery'>;

async function openDeliveries(tx: Tx, now: Date, dueAt: Parameters<DeliveryStore['openDeliveries']>[1]): Promise<number> {
  const waiting = await tx<(SavedSearchRow & { oldest: Date; last_sent: Date | null })[]>`
    select ${savedSearchColumns(tx)}, a.oldest,
      (select max(d.ended_at) from delivery d where d.saved_search_id = q.id and d.state in (${SENT}, ${UNKNOWN})) as last_sent
    from saved_search q
      join (select saved_search_id, min(at) as oldest from alert where delivery_id is null group by 1) a on a.saved_search_id = q.id
    where q.state = ${ACTIVE} and q.channel <> ${FEED}
      and not exists (select from delivery d where d.saved_search_id = q.id and d.state in (${PENDING}, ${BEGUN}))
    order by q.id for update of q skip locked`;
  const due = waiting.filter((row) => dueAt(savedSearchOf(row), row.oldest, row.last_sent) <= now).map((row) => row.id);
  if (due.length === 0) return 0;
  const opened = await tx<{ id: string; saved_search_id: string }[]>`
    insert into delivery (saved_search_id, state, due_at, opened_at, listings)
    select a.saved_search_id, ${PENDING}, ${now}, ${now}, count(*)::int from alert a
    where a.saved_search_id = any (${due}::uuid[]) and a.delivery_id is null group by 1
    returning id, saved_search_id`;
  await tx`
    update alert a set delivery_id = given.id
    from unnest(${opened.map((row) => row.id)}::uuid[], ${opened.map((row) => row.saved_search_id)}::uuid[]) given(id, search_id)
    where a.saved_search_id = given.search_id and a.delivery_id is null`;
  return opened.length;
}

/** What an e-mail's server had heard when its sender died nobody knows: it is never sent again. */
const settleLost = (tx: Tx, now: Date) => tx`
  update delivery d set state = ${UNKNOWN}, ended_at = ${now}, lease_owner = null, lease_until = null,
    error = 'the process that sent it stopped in the middle'
  from saved_search q
  where q.id = d.saved_search_id and d.state = ${BEGUN} and d.lease_until < clock_timestamp() and q.channel = ${EMAIL}`;

async function claimDelivery(tx: Tx, now: Date, owner: string, leaseMs: number): Promise<DueDelivery | null> {
  await settleLost(tx, now);
  const [row] = await tx<(SavedSearchRow & { delivery_id: string; opened_at: Date; listings: number })[]>`
    select d.id as delivery_id, d.opened_at, d.listings, ${savedSearchColumns(tx)}
    from delivery d join saved_search q on q.id = d.saved_search_id
    where d.state in (${PENDING}, ${BEGUN}) and d.due_at <= ${now} and (d.lease_until is null or d.lease_until < clock_timestamp())
      and q.state = ${ACTIVE} and not (d.state = ${BEGUN} and q.channel = ${EMAIL})
      and not exists (select from setting where key = ${SENDING} and value = 'paused')
    order by d.due_at, d.id limit 1
    for update of d skip locked`;
  if (row === undefined) return null;
  const { attempt } = oneOf(
    await tx<{ attempt: number }[]>`
      update delivery set state = ${PENDING}, attempt = least(attempt + 1, 32767), lease_owner = ${owner},
        lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
      where id = ${row.delivery_id} returning attempt`,
  );
  const alerts = await tx<{ listing_id: number; occasion: string }[]>`
    select coalesce(m.to_id, a.listing_id) as listing_id, a.occasion
    from alert a left join listing_moved m on m.id = a.listing_id join listing l on l.id = coalesce(m.to_id, a.listing_id)
    where a.delivery_id = ${row.delivery_id}
    order by starts_with(a.occasion, 'burst:') desc, l.posted_at desc, l.id desc limit ${CARDS_AT_MOST}`;
  const cards = await cardsById(
    tx,
    alerts.map((alert) => alert.listing_id),
  );
  const [before] = await tx<{ state: number; ended_at: Date | null }[]>`
    select state, ended_at from delivery
    where saved_search_id = ${row.id} and id <> ${row.delivery_id} and opened_at <= ${row.opened_at} and state in (${SENT}, ${UNKNOWN})
    order by ended_at desc limit 1`;
  return {
    id: row.delivery_id,
    savedSearch: savedSearchOf(row),
    attempt,
    openedAt: row.opened_at,
    alerts: alerts.flatMap(({ listing_id, occasion }) => {
      const card = cards.get(listing_id);
      return card === undefined ? [] : [{ occasion, card }];
    }),
    total: row.listings,
    unknownSince: before?.state === UNKNOWN ? (before.ended_at?.toISOString() ?? null) : null,
  };
}

async function beginSending(tx: Tx, deliveryId: string, owner: string, now: Date): Promise<boolean> {
  const [row] = await tx<{ search_state: number; held: boolean }[]>`
    select q.state as search_state, coalesce(d.lease_owner = ${owner} and d.lease_until >= clock_timestamp() and d.state = ${PENDING}, false) as held
    from delivery d join saved_search q on q.id = d.saved_search_id where d.id = ${deliveryId} for update of d, q`;
  if (row === undefined || !row.held) return false;
  if (row.search_state === ACTIVE) {
    await tx`update delivery set state = ${BEGUN}, begun_at = ${now} where id = ${deliveryId}`;
    return true;
  }
  // A paused search may go on one day; what nobody wants any more has ended.
  const state = row.search_state === PAUSED ? PENDING : DEAD;
  await tx`
    update delivery set state = ${state}, lease_owner = null, lease_until = null, ended_at = ${state === DEAD ? now : null},
      error = ${state === DEAD ? 'no longer wanted' : null}
    where id = ${deliveryId}`;
  return false;
}

export function createDeliveries(sql: postgres.Sql): DeliveryStore {
  return {
    openDeliveries: (now, dueAt) => inTransaction(sql, (tx) => openDeliveries(tx, now, dueAt)),
    claimDelivery: (now, owner, leaseMs) => inTransaction(sql, (tx) => claimDelivery(tx, now, owner, leaseMs)),
    beginSending: (deliveryId, owner, now) => inTransaction(sql, (tx) => beginSending(tx, deliveryId, owner, now)),

    async replayDelivery(savedSearchId, deliveryId, now) {
      if (!UUID.test(savedSearchId) || !UUID.test(deliveryId)) return false;
      const rows = await sql`
        update delivery d set state = ${PENDING}, attempt = 0, due_at = ${now}, opened_at = ${now}, begun_at = null, ended_at = null, error = null,
          lease_owner = null, lease_until = null
        from saved_search q
        where d.id = ${deliveryId} and d.saved_search_id = ${savedSearchId} and d.state = ${DEAD} and q.id = d.saved_search_id
          and q.state = ${ACTIVE} and q.channel = ${WEBHOOK} and exists (select from alert a where a.delivery_id = d.id)
        returning d.id`;
      return rows.length > 0;
    },

    async endDelivery(deliveryId, owner, now, end) {
      const error = end.state === 'sent' ? null : storableText(end.error).slice(0, 500);
      if (end.state === 'retry') {
        await sql`
          update delivery set state = ${PENDING}, due_at = ${end.at}, error = ${error}, lease_owner = null, lease_until = null, begun_at = null
          where id = ${deliveryId} and lease_owner = ${owner} and state in (${PENDING}, ${BEGUN})`;
        return;
      }
      await sql`
        update delivery set state = ${knownCodeOf(DELIVERY_STATES, end.state)}, ended_at = ${now}, error = ${error}, lease_owner = null, lease_until = null
        where id = ${deliveryId} and lease_owner = ${owner} and state in (${PENDING}, ${BEGUN})`;
    },
  };
}

import type postgres from 'postgres';
import { CHANNELS, SAVED_SEARCH_STATES } from '#src/domain/saved-search';
import type { DueDelivery, SavedSearchStore } from '#src/store';
import { DELIVERY_STATES, knownCodeOf } from '../codes.js';
import { inTransaction, storableText, type Tx } from '../transaction.js';
import { cardsById } from './cards.js';
import { inBatches } from './in-batches.js';
import { savedSearchColumns, savedSearchOf, type SavedSearchRow } from './saved-search-row.js';
import { SENDING } from './settings.js';

const CARDS_AT_MOST = 25;
/** Messages whose state is written in one statement at most. */
const TOGETHER = 100;
const [PENDING, BEGUN, SENT, UNKNOWN, DEAD] = (['pending', 'sending', 'sent', 'unknown', 'dead'] as const).map((state) =>
  knownCodeOf(DELIVERY_STATES, state),
) as [number, number, number, number, number];
const ACTIVE = knownCodeOf(SAVED_SEARCH_STATES, 'active');
const PAUSED = knownCodeOf(SAVED_SEARCH_STATES, 'paused');
const EMAIL = knownCodeOf(CHANNELS, 'email');
const WEBHOOK = knownCodeOf(CHANNELS, 'webhook');
const FEED = knownCodeOf(CHANNELS, 'feed');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type DeliveryStore = Pick<SavedSearchStore, 'openDeliveries' | 'claimDeliveries' | 'beginSending' | 'endDelivery' | 'replayDelivery'>;

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

async function claimDeliveries(tx: Tx, now: Date, owner: string, leaseMs: number, limit: number): Promise<readonly DueDelivery[]> {
  await settleLost(tx, now);
  const rows = await tx<
    (SavedSearchRow & { delivery_id: string; opened_at: Date; listings: number; attempt: number; unknown_since: Date | null })[]
  >`
    with due as (
      select d.id
      from delivery d join saved_search q on q.id = d.saved_search_id
      where d.state in (${PENDING}, ${BEGUN}) and d.due_at <= ${now} and (d.lease_until is null or d.lease_until < clock_timestamp())
        and q.state = ${ACTIVE} and not (d.state = ${BEGUN} and q.channel = ${EMAIL})
        and not exists (select from setting where key = ${SENDING} and value = 'paused')
      order by d.due_at limit ${limit}
      for update of d skip locked
    ), claimed as (
      update delivery d set state = ${PENDING}, attempt = least(d.attempt + 1, 32767), lease_owner = ${owner},
        lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
      from due where d.id = due.id
      returning d.id, d.saved_search_id, d.due_at, d.opened_at, d.listings, d.attempt
    )
    select c.id as delivery_id, c.opened_at, c.listings, c.attempt, ${savedSearchColumns(tx)},
      (select case when before.state = ${UNKNOWN} then before.ended_at end from delivery before
        where before.saved_search_id = q.id and before.id <> c.id and before.opened_at <= c.opened_at and before.state in (${SENT}, ${UNKNOWN})
        order by before.ended_at desc limit 1) as unknown_since
    from claimed c join saved_search q on q.id = c.saved_search_id
    order by c.due_at, c.id`;
  if (rows.length === 0) return [];
  const alerts = await tx<{ delivery_id: string; listing_id: number; occasion: string }[]>`
    select given.id as delivery_id, told.listing_id, told.occasion
    from unnest(${rows.map((row) => row.delivery_id)}::uuid[]) with ordinality given(id, at), lateral (
      select l.id as listing_id, a.occasion, row_number() over (order by starts_with(a.occasion, 'burst:') desc, l.posted_at desc, l.id desc) as place
      from alert a left join listing_moved m on m.id = a.listing_id join listing l on l.id = coalesce(m.to_id, a.listing_id)
      where a.delivery_id = given.id
      order by place limit ${CARDS_AT_MOST}
    ) told
    order by given.at, told.place`;
  const cards = await cardsById(tx, [...new Set(alerts.map((alert) => alert.listing_id))]);
  const told = new Map(rows.map((row) => [row.delivery_id, [] as DueDelivery['alerts'][number][]]));
  for (const { delivery_id, listing_id, occasion } of alerts) {
    const card = cards.get(listing_id);
    if (card !== undefined) told.get(delivery_id)?.push({ occasion, card });
  }
  return rows.map((row) => ({
    id: row.delivery_id,
    savedSearch: savedSearchOf(row),
    attempt: row.attempt,
    openedAt: row.opened_at,
    alerts: told.get(row.delivery_id) ?? [],
    total: row.listings,
    unknownSince: row.unknown_since?.toISOString() ?? null,
  }));
}

interface Begin {
  readonly id: string;
  readonly owner: string;
  readonly now: Date;
}

async function beginSending(tx: Tx, asked: readonly Begin[]): Promise<readonly boolean[]> {
  // A paused search may go on one day; what nobody wants any more has ended.
  const begun = await tx<{ id: string }[]>`
    with held as (
      select d.id, given.now,
        case q.state when ${ACTIVE} then ${BEGUN}::smallint when ${PAUSED} then ${PENDING}::smallint else ${DEAD}::smallint end as state
      from unnest(${asked.map(({ id }) => id)}::uuid[], ${asked.map(({ owner }) => owner)}::text[],
          ${asked.map(({ now }) => now.toISOString())}::timestamptz[]) given(id, owner, now)
        join delivery d on d.id = given.id join saved_search q on q.id = d.saved_search_id
      where d.lease_owner = given.owner and d.lease_until >= clock_timestamp() and d.state = ${PENDING}
      order by d.id for update of d, q
    ), moved as (
      update delivery d set state = held.state,
        begun_at = case when held.state = ${BEGUN} then held.now else d.begun_at end,
        lease_owner = case when held.state = ${BEGUN} then d.lease_owner end,
        lease_until = case when held.state = ${BEGUN} then d.lease_until end,
        ended_at = case when held.state = ${DEAD} then held.now end,
        error = case when held.state = ${DEAD} then 'no longer wanted' when held.state = ${BEGUN} then d.error end
      from held where d.id = held.id returning d.id, d.state
    ) select id from moved where state = ${BEGUN}`;
  const ids = new Set(begun.map((row) => row.id));
  return asked.map(({ id }) => ids.has(id));
}

interface Ended {
  readonly id: string;
  readonly owner: string;
  readonly now: Date;
  readonly end: Parameters<DeliveryStore['endDelivery']>[3];
}

async function endDeliveries(tx: Tx, ended: readonly Ended[]): Promise<readonly null[]> {
  const columns = ended.map(({ id, owner, now, end }) => ({
    id,
    owner,
    state: end.state === 'retry' || end.state === 'unbegun' ? PENDING : knownCodeOf(DELIVERY_STATES, end.state),
    dueAt: end.state === 'retry' ? end.at.toISOString() : null,
    endedAt: end.state === 'retry' || end.state === 'unbegun' ? null : now.toISOString(),
    error: 'error' in end ? storableText(end.error).slice(0, 500) : null,
    tries: end.state === 'unbegun' ? -1 : 0,
  }));
  await tx`
    update delivery d set state = given.state, due_at = coalesce(given.due_at, d.due_at), ended_at = given.ended_at, error = given.error,
      lease_owner = null, lease_until = null, attempt = d.attempt + given.tries, begun_at = case when given.ended_at is null then null else d.begun_at end
    from unnest(${columns.map((row) => row.id)}::uuid[], ${columns.map((row) => row.owner)}::text[], ${columns.map((row) => row.state)}::smallint[],
      ${columns.map((row) => row.dueAt)}::timestamptz[], ${columns.map((row) => row.endedAt)}::timestamptz[],
      ${columns.map((row) => row.error)}::text[], ${columns.map((row) => row.tries)}::smallint[]) given(id, owner, state, due_at, ended_at, error, tries)
    where d.id = given.id and d.lease_owner = given.owner and d.state in (${PENDING}, ${BEGUN})`;
  return ended.map(() => null);
}

export function createDeliveries(sql: postgres.Sql): DeliveryStore {
  const begin = inBatches(TOGETHER, (asked: readonly Begin[]) => inTransaction(sql, (tx) => beginSending(tx, asked)));
  const endOne = inBatches(TOGETHER, (ended: readonly Ended[]) => inTransaction(sql, (tx) => endDeliveries(tx, ended)));
  return {
    openDeliveries: (now, dueAt) => inTransaction(sql, (tx) => openDeliveries(tx, now, dueAt)),
    claimDeliveries: (now, owner, leaseMs, limit) => inTransaction(sql, (tx) => claimDeliveries(tx, now, owner, leaseMs, limit)),
    beginSending: (id, owner, now) => begin({ id, owner, now }),

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

    async endDelivery(id, owner, now, end) {
      await endOne({ id, owner, now, end });
    },
  };
}

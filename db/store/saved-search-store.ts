import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { CADENCES, CHANNELS, CONFIRMATIONS_AN_HOUR, SAVED_SEARCH_STATES, type SavedSearch } from '#src/domain/saved-search';
import type { NewSavedSearch, SavedSearchStore, SentMessage } from '#src/store';
import { DELIVERY_STATES, knownCodeOf, knownWordOf } from '../codes.js';
import { inTransaction, jsonOf, oneOf, storableText, type Tx } from '../transaction.js';
import { createDeliveries } from './deliveries.js';
import { createLetters, putLetter } from './letters.js';
import { logEnd } from './listing-store.js';
import { createMatchChanges } from './match-changes.js';
import { createSentElsewhere } from './sent-elsewhere.js';
import { savedSearchColumns, savedSearchOf, type SavedSearchRow } from './saved-search-row.js';

/** Requests for a confirmation that one address and one client may make. */
const LIMITS = {
  address: [
    { minutes: 10, requests: 1 },
    { minutes: 24 * 60, requests: 3 },
  ],
  client: { minutes: 60, requests: 10 },
  searchesPerAddress: 20,
} as const;

/** Refusals further apart than this are not of one illness. */
const SOFT_BOUNCES_KEPT_MS = 14 * 86_400_000;
/** As many as a mail names. */
const TOLD_AT_MOST = 25;
const MINUTE_MS = 60_000;
const PENDING = knownCodeOf(SAVED_SEARCH_STATES, 'pending');
const ACTIVE = knownCodeOf(SAVED_SEARCH_STATES, 'active');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What the limits of an address go by; a feed has none. */
export const targetHashOf = (channel: string, target: string): Buffer =>
  createHash('sha256').update(`${channel} ${target.trim().toLowerCase()}`).digest();

async function isOverLimit(tx: Tx, search: NewSavedSearch, targetHash: Buffer, now: Date): Promise<boolean> {
  const since = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
  const [short, day] = LIMITS.address;
  const counted = oneOf(
    await tx<{ recent: number; today: number; client: number; everybody: number; searches: number }[]>`
      select
        (select count(*)::int from confirmation_request where target_hash = ${targetHash} and at > ${since(short.minutes)}) as recent,
        (select count(*)::int from confirmation_request where target_hash = ${targetHash} and at > ${since(day.minutes)}) as today,
        (select count(*)::int from confirmation_request where client_hash = ${search.clientHash} and at > ${since(LIMITS.client.minutes)}) as client,
        (select count(*)::int from confirmation_request where at > ${since(60)}) as everybody,
        (select count(*)::int from saved_search where target_hash = ${targetHash}
          and state = any (${(['pending', 'active', 'paused'] as const).map((state) => knownCodeOf(SAVED_SEARCH_STATES, state))}::smallint[])) as searches`,
  );
  if (counted.client >= LIMITS.client.requests) return true;
  if (search.channel === 'feed') return false;
  // Thousands of addresses from thousands of networks would make this instance a mail bomb.
  if (search.channel === 'email' && counted.everybody >= CONFIRMATIONS_AN_HOUR) return true;
  return counted.recent >= short.requests || counted.today >= day.requests || counted.searches >= LIMITS.searchesPerAddress;
}

async function create(tx: Tx, search: NewSavedSearch, now: Date): Promise<SavedSearch | null> {
  const targetHash = targetHashOf(search.channel, search.target);
  // Two requests at one moment are counted one after the other.
  for (const key of [`client ${search.clientHash}`, `target ${targetHash.toString('hex')}`].sort()) {
    await tx`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  }
  if (await isOverLimit(tx, search, targetHash, now)) return null;
  await tx`insert into confirmation_request (target_hash, client_hash, at) values (${targetHash}, ${search.clientHash}, ${now})`;
  const row = oneOf(
    await tx<SavedSearchRow[]>`
      insert into saved_search as q (filter, channel, target, target_hash, cadence, hour, weekday, time_zone, wants_pay_rises, consent_version,
        client_hash, confirm_hash, manage_hash, state, created_at, expires_at)
      values (${jsonOf(tx, search.filter)}, ${knownCodeOf(CHANNELS, search.channel)}, ${search.target}, ${targetHash},
        ${knownCodeOf(CADENCES, search.cadence)}, ${search.hour}, ${search.weekday}, ${search.timeZone}, ${search.wantsPayRises},
        ${search.consentVersion}, ${search.clientHash}, ${Buffer.from(search.confirmHash)}, ${Buffer.from(search.manageHash)}, ${PENDING}, ${now},
        ${search.expiresAt})
      returning ${savedSearchColumns(tx)}`,
  );
  if (search.channel === 'email') await putLetter(tx, row.id, now);
  return savedSearchOf(row);
}

export function createSavedSearchStore(sql: postgres.Sql): SavedSearchStore {
  const many = (rows: readonly SavedSearchRow[]) => rows.map(savedSearchOf);
  const first = (rows: readonly SavedSearchRow[]) => (rows[0] === undefined ? null : savedSearchOf(rows[0]));
  return {
    ...createMatchChanges(sql),
    ...createDeliveries(sql),
    ...createLetters(sql),
    ...createSentElsewhere(sql),
    createSavedSearch: (search, now) => inTransaction(sql, (tx) => create(tx, search, now)),

    async savedSearchByConfirmHash(hash, now) {
      return first(
        await sql<SavedSearchRow[]>`
          select ${savedSearchColumns(sql)} from saved_search q
          where q.confirm_hash = ${Buffer.from(hash)} and (q.state <> ${PENDING} or q.expires_at > ${now})`,
      );
    },

    confirmSavedSearch: (hash, now) =>
      inTransaction(sql, async (tx) => {
        const [row] = await tx<(SavedSearchRow & { expires_at: Date })[]>`
          select ${savedSearchColumns(tx)}, q.expires_at from saved_search q where q.confirm_hash = ${Buffer.from(hash)} for update`;
        if (row === undefined) return null;
        if (row.state !== PENDING) return savedSearchOf(row);
        if (row.expires_at <= now) return null;
        const position = await logEnd(tx);
        return first(
          await tx<SavedSearchRow[]>`
            update saved_search q set state = ${ACTIVE}, confirmed_at = ${now}, first_xid = ${position.xid}::text::xid8, first_seq = ${position.seq}
            where q.id = ${row.id} returning ${savedSearchColumns(tx)}`,
        );
      }),

    async savedSearchById(id) {
      if (!UUID.test(id)) return null;
      return first(await sql<SavedSearchRow[]>`select ${savedSearchColumns(sql)} from saved_search q where q.id = ${id}`);
    },

    async savedSearchesByManageHash(hash) {
      return many(
        await sql<SavedSearchRow[]>`
          select ${savedSearchColumns(sql)} from saved_search q where q.manage_hash = ${Buffer.from(hash)} order by q.created_at, q.id`,
      );
    },

    async updateSavedSearch(id, change) {
      if (!UUID.test(id)) return;
      await sql`
        update saved_search set
          state = coalesce(${change.state === undefined ? null : knownCodeOf(SAVED_SEARCH_STATES, change.state)}::smallint, state),
          stopped_reason = case when ${change.stoppedReason !== undefined} then ${change.stoppedReason ?? null}::text else stopped_reason end,
          cadence = coalesce(${change.cadence === undefined ? null : knownCodeOf(CADENCES, change.cadence)}::smallint, cadence),
          hour = coalesce(${change.hour ?? null}::smallint, hour),
          weekday = coalesce(${change.weekday ?? null}::smallint, weekday),
          time_zone = coalesce(${change.timeZone === undefined ? null : storableText(change.timeZone)}::text, time_zone),
          filter = coalesce(${change.filter === undefined ? null : jsonOf(sql, change.filter)}::jsonb, filter)
        where id = ${id}`;
    },

    async deleteSavedSearch(id) {
      // Alerts and deliveries go with it, by their foreign keys, in the same transaction.
      if (UUID.test(id)) await sql`delete from saved_search where id = ${id}`;
    },

    async activeSavedSearches() {
      return many(
        await sql<SavedSearchRow[]>`select ${savedSearchColumns(sql)} from saved_search q where q.state = ${ACTIVE} order by q.id`,
      );
    },

    async sentMessages(id, limit) {
      if (!UUID.test(id)) return [];
      const rows = await sql<
        { id: string; at: Date; state: number; listings: number; error: string | null; told: SentMessage['told'] | null }[]
      >`
        select d.id, coalesce(d.ended_at, d.begun_at, d.opened_at) as at, d.state, d.listings, d.error, t.told
        from delivery d left join lateral (
          select json_agg(json_build_object('id', c.listing_id, 'slug', c.slug, 'title', c.card ->> 'title', 'company', c.card ->> 'company')
            order by c.listing_id desc) as told
          from (
            select distinct coalesce(m.to_id, a.listing_id) as id from alert a left join listing_moved m on m.id = a.listing_id
            where a.delivery_id = d.id and not starts_with(a.occasion, 'burst:') order by 1 desc limit ${TOLD_AT_MOST}
          ) l join listing_card c on c.listing_id = l.id
        ) t on true
        where d.saved_search_id = ${id} order by d.opened_at desc, d.id limit ${limit}`;
      return rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        state: knownWordOf(DELIVERY_STATES, row.state),
        told: row.told ?? [],
      }));
    },

    async noteSoftBounce(id, now) {
      if (!UUID.test(id)) return null;
      const [row] = await sql<{ count: number; since: Date }[]>`
        update saved_search set
          soft_bounces = case when soft_bounced_since > ${new Date(now.getTime() - SOFT_BOUNCES_KEPT_MS)} then least(soft_bounces + 1, 32767) else 1 end,
          soft_bounced_since = case when soft_bounced_since > ${new Date(now.getTime() - SOFT_BOUNCES_KEPT_MS)} then soft_bounced_since else ${now} end
        where id = ${id} returning soft_bounces as count, soft_bounced_since as since`;
      return row ?? null;
    },

    async deleteExpired(now) {
      return (await sql`delete from saved_search where state = ${PENDING} and expires_at <= ${now} returning id`).length;
    },
  };
}

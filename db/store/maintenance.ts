import type postgres from 'postgres';
import { RETENTION } from '#src/domain/retention';
import { VERDICTS } from '#src/domain/run';
import type { MaintenanceStore } from '#src/store';
import type { Clients } from '../client.js';
import { DELIVERY_STATES, knownCodeOf } from '../codes.js';
import { jobSlot } from '../schema/setting.js';
import { inTransaction } from '../transaction.js';
import type { StoredCard } from './listing-projection.js';
import { textVectorOf } from './listing-texts.js';

const DAY_MS = 86_400_000;
/** Rows rewritten in one transaction at most. */
const AT_ONCE = 500;
/** Positions of readers that are further behind than this start anew. */
const LOG_DAYS = 30;
const GOOD = (['complete', 'unchanged'] as const).map((verdict) => knownCodeOf(VERDICTS, verdict));
const ENDED = (['sent', 'unknown', 'dead'] as const).map((state) => knownCodeOf(DELIVERY_STATES, state));

/** Descriptions of listings that closed long ago go, and the words they were found by; facts stay. */
async function pruneDescriptions(sql: postgres.Sql, before: Date): Promise<number> {
  let pruned = 0;
  for (;;) {
    const some = await inTransaction(sql, async (tx) => {
      const rows = await tx<{ id: number; card: StoredCard }[]>`
        select l.id, c.card from listing l join listing_card c on c.listing_id = l.id
        where not l.open and l.closed_at < ${before} and exists (
          select from posting p join posting_text t on t.posting_id = p.id
          where p.listing_id = l.id and (t.description is not null or t.description_text is not null))
        order by l.id limit ${AT_ONCE} for update of l`;
      const ids = rows.map((row) => row.id);
      await tx`
        update posting_text t set description = null, description_text = null, description_html = null, sanitiser = null
        from posting p where p.id = t.posting_id and p.listing_id = any (${ids}::int[])`;
      await tx`
        update listing_text t set terms = given.terms::tsvector
        from unnest(${ids}::int[], ${rows.map((row) => textVectorOf(row.card, null))}::text[]) given(id, terms) where t.listing_id = given.id`;
      return ids.length;
    });
    pruned += some;
    if (some < AT_ONCE) return pruned;
  }
}

async function pruneRequests(sql: postgres.Sql, before: Date): Promise<number> {
  const gone = await sql<{ n: number }[]>`
    with gone as (delete from request_log where at < ${before} returning at, host, status, conditional, bytes),
      summed as (
        insert into request_day (day, host, status, requests, conditional, bytes)
        select (at at time zone 'UTC')::date, host, status, count(*)::int, (count(*) filter (where conditional))::int, sum(bytes)::bigint
        from gone group by 1, 2, 3
        on conflict (day, host, status) do update set requests = request_day.requests + excluded.requests,
          conditional = request_day.conditional + excluded.conditional, bytes = request_day.bytes + excluded.bytes)
    select count(*)::int as n from gone`;
  return gone[0]?.n ?? 0;
}

/** Raw pages go after their time; those of a board's last good reading stay. */
async function prunePages(sql: postgres.Sql, before: Date): Promise<number> {
  const pages = await sql`
    delete from run_page p using run r
    where r.id = p.run_id and r.ended_at < ${before} and not exists (
      select from (select g.id from run g where g.board_id = r.board_id and g.verdict = any (${GOOD}::smallint[])
        and exists (select from run_page x where x.run_id = g.id) order by g.id desc limit 1) last where last.id = r.id)
    returning p.run_id`;
  await sql`delete from raw_page b where not exists (select from run_page p where p.sha256 = b.sha256)`;
  return pages.length;
}

export function createMaintenance({ sql, orm }: Clients): MaintenanceStore {
  return {
    async prune(now) {
      const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
      const count = async (rows: Promise<readonly unknown[]>) => (await rows).length;
      const pages = await prunePages(sql, before(RETENTION.rawPages.days));
      return {
        run_page: pages,
        request_log: await pruneRequests(sql, before(RETENTION.requestLog.days)),
        run: await count(
          sql`delete from run r where r.ended_at < ${before(RETENTION.runs.days)}
            and not exists (select from board b where b.last_run_id = r.id or b.run_id = r.id)
            and not exists (select from run_page p where p.run_id = r.id) returning r.id`,
        ),
        posting_text: await pruneDescriptions(sql, before(RETENTION.closedDescriptions.days)),
        delivery: await count(
          sql`delete from delivery where state = any (${ENDED}::smallint[]) and ended_at < ${before(RETENTION.messages.days)} returning id`,
        ),
        confirmation_request: await count(
          sql`delete from confirmation_request where at < ${before(RETENTION.unconfirmed.days)} returning id`,
        ),
        job_slot: await count(sql`delete from job_slot where slot < ${before(LOG_DAYS)} returning slot`),
        robots: await count(sql`delete from robots where expires_at < ${before(LOG_DAYS)} returning authority`),
        change_log: await count(
          sql`delete from change_log c where c.at < ${before(LOG_DAYS)}
            and not exists (select from reader_position m where (c.xid, c.seq) > (m.xid, m.seq)) returning c.seq`,
        ),
      };
    },

    async takeSlot(job, slot) {
      return (await orm.insert(jobSlot).values({ job, slot }).onConflictDoNothing().returning({ slot: jobSlot.slot })).length > 0;
    },

    async ping() {
      await sql`select 1`;
    },
  };
}

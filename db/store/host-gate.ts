import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { HostGate } from '#src/store';
import { knownCodeOf, ROBOTS_VERDICTS } from '../codes.js';
import { inTransaction, oneOf, storableText } from '../transaction.js';

/** A host that asks to be left alone for longer than this ends the run. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** How long to sleep before asking again whether the host is free. */
const POLL_MS = { least: 50, most: 1_000 } as const;
/** Texts of the log are cut: a hostile address must not fill the table. */
const LOG_TEXT = 2_000;

const text = (value: string) => storableText(value).slice(0, LOG_TEXT);

export function createHostGate(sql: postgres.Sql): HostGate {
  return {
    reserve: (host, gapMs, leaseMs) =>
      inTransaction(sql, async (tx) => {
        await tx`insert into host_gate (host) values (${host}) on conflict do nothing`;
        const gate = oneOf(
          await tx<{ held: boolean; wait_ms: number; not_before: Date | null; rest_ms: number }[]>`
            select ticket is not null and lease_until > clock_timestamp() as held,
              greatest(0, extract(epoch from greatest(next_at, not_before, '1970-01-01') - clock_timestamp()) * 1000)::float8 as wait_ms,
              case when not_before > clock_timestamp() then not_before end as not_before,
              case when not_before > clock_timestamp() then extract(epoch from not_before - clock_timestamp()) * 1000 else 0 end::float8 as rest_ms
            from host_gate where host = ${host} for update`,
        );
        if (gate.not_before !== null && gate.rest_ms > LONGEST_WAIT_MS) return { notBefore: gate.not_before };
        if (gate.held) return { waitMs: Math.min(POLL_MS.most, Math.max(POLL_MS.least, gapMs)), ticket: null };
        const ticket = randomUUID();
        const waitMs = Math.ceil(gate.wait_ms);
        await tx`
          update host_gate set ticket = ${ticket}, lease_until = clock_timestamp() + ${waitMs + leaseMs}::float8 * interval '1 millisecond'
          where host = ${host}`;
        return { waitMs, ticket };
      }),

    async release(host, ticket, gapMs) {
      await sql`
        update host_gate set ticket = null, lease_until = null, next_at = clock_timestamp() + ${gapMs}::float8 * interval '1 millisecond'
        where host = ${host} and ticket = ${ticket}`;
    },

    async defer(host, notBefore) {
      await sql`
        insert into host_gate (host, not_before) values (${host}, ${notBefore})
        on conflict (host) do update set not_before = greatest(host_gate.not_before, excluded.not_before)`;
    },

    async robotsOf(authority, now) {
      const [row] = await sql<{ status: number; text: string; fetched_at: Date }[]>`
        select status, text, fetched_at from robots where authority = ${authority} and expires_at > ${now}`;
      return row === undefined ? null : { status: row.status, text: row.text, fetchedAt: row.fetched_at };
    },

    async keepRobots(authority, robots) {
      await sql`
        insert into robots (authority, status, text, fetched_at, expires_at)
        values (${authority}, ${robots.status}, ${storableText(robots.text)}, ${robots.fetchedAt}, ${robots.expiresAt})
        on conflict (authority) do update
          set status = excluded.status, text = excluded.text, fetched_at = excluded.fetched_at, expires_at = excluded.expires_at`;
    },

    async log(entry) {
      await sql`
        insert into request_log (at, host, path, method, robots, robots_rule, conditional, status, bytes, wait_ms, duration_ms, source, board, error)
        values (${entry.at}, ${text(entry.host)}, ${text(entry.path)}, ${entry.method}, ${knownCodeOf(ROBOTS_VERDICTS, entry.robots)},
          ${text(entry.robotsRule)}, ${entry.conditional}, ${entry.status}, ${entry.bytes}, ${Math.round(entry.waitMs)}, ${Math.round(entry.durationMs)},
          ${entry.source}, ${entry.board}, ${entry.error === null ? null : text(entry.error)})`;
    },
  };
}

import type postgres from 'postgres';

/**
 * Frees what a killed process held. Only for a server that this process has just started: nobody else can be at work on it, so
 * there is no lease to wait for. Sending keeps its leases: they tell a mail whose end is unknown.
 */
export async function freeDeadLeases(sql: postgres.Sql): Promise<void> {
  await sql`update board set lease_until = '-infinity' where lease_owner is not null`;
  await sql`update host_gate set ticket = null, lease_until = null where ticket is not null`;
}

import type { HostGate, RequestLogEntry, StoredRobots } from '#src/domain/host-gate';

/** The host gate held in memory: for tests, where one process is all there is. */
export function createMemoryHostGate(now: () => Date) {
  const hosts = new Map<string, { freeAt: number; ticket: string | null; leaseUntil: number; notBefore: number }>();
  const robots = new Map<string, StoredRobots & { expiresAt: Date }>();
  const entries: RequestLogEntry[] = [];
  let tickets = 0;
  const hostOf = (host: string) => {
    let held = hosts.get(host);
    if (held === undefined) {
      held = { freeAt: 0, ticket: null, leaseUntil: 0, notBefore: 0 };
      hosts.set(host, held);
    }
    return held;
  };
  const gate: HostGate = {
    async reserve(host, _gapMs, leaseMs) {
      const at = now().getTime();
      const held = hostOf(host);
      if (held.notBefore - at > 900_000) return { notBefore: new Date(held.notBefore) };
      if (held.ticket !== null && held.leaseUntil > at) return { waitMs: 50, ticket: null };
      const waitMs = Math.max(0, held.freeAt - at, held.notBefore - at);
      held.ticket = String((tickets += 1));
      held.leaseUntil = at + waitMs + leaseMs;
      return { waitMs, ticket: held.ticket };
    },
    async release(host, ticket, gapMs) {
      const held = hostOf(host);
      if (held.ticket !== ticket) return;
      held.ticket = null;
      held.freeAt = now().getTime() + gapMs;
    },
    async defer(host, notBefore) {
      const held = hostOf(host);
      held.notBefore = Math.max(held.notBefore, notBefore.getTime());
    },
    async robotsOf(authority, at) {
      const kept = robots.get(authority);
      return kept === undefined || kept.expiresAt <= at ? null : kept;
    },
    async keepRobots(authority, kept) {
      robots.set(authority, kept);
    },
    async log(entry) {
      entries.push(entry);
    },
  };
  return { gate, entries, robots };
}

import type { Gauge } from './deps.js';

/** Upper bounds in seconds. */
const BUCKETS = [0.005, 0.02, 0.04, 0.1, 0.25, 1, 5] as const;

/** Requests by class of route and status, and how long they took. */
export interface RequestCounts {
  count(route: string, status: number, seconds: number): void;
  gauges(): readonly Gauge[];
}

export function createRequestCounts(): RequestCounts {
  const byStatus = new Map<string, { readonly labels: { readonly route: string; readonly status: string }; value: number }>();
  const buckets = BUCKETS.map(() => 0);
  let total = 0;
  let sum = 0;
  return {
    count(route, status, seconds) {
      const name = `${route} ${status}`;
      const entry = byStatus.get(name) ?? { labels: { route, status: String(status) }, value: 0 };
      entry.value += 1;
      byStatus.set(name, entry);
      total += 1;
      sum += seconds;
      for (const [index, bound] of BUCKETS.entries()) if (seconds <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
    },
    gauges: () => [
      {
        name: 'backboard_http_requests_total',
        help: 'Requests by class of route and status.',
        type: 'counter',
        values: [...byStatus.values()],
      },
      {
        name: 'backboard_http_request_seconds_le',
        help: 'Requests that took at most so many seconds.',
        type: 'counter',
        values: [
          ...BUCKETS.map((bound, index) => ({ labels: { le: String(bound) }, value: buckets[index] ?? 0 })),
          { labels: { le: '+Inf' }, value: total },
        ],
      },
      {
        name: 'backboard_http_request_seconds_sum',
        help: 'Seconds that all requests took together.',
        type: 'counter',
        values: [{ value: sum }],
      },
    ],
  };
}

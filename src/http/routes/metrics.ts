import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRoute } from '@hono/zod-openapi';
import { requireAdmin } from '../bearer-token.js';
import type { Gauge, HttpDeps } from '../deps.js';
import type { RequestCounts } from '../request-counts.js';
import { createRouter, problems, text } from '../router.js';

const SAMPLE_MS = 50;

const route = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['Operation'],
  summary: 'Figures for Prometheus',
  description: 'Needs the administrator’s token where one is set.',
  security: [{ adminToken: [] }],
  responses: { 200: text('text/plain', 'Prometheus text format.'), ...problems(401, 503) },
});

const labelText = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function lineOf(name: string, labels: Readonly<Record<string, string>> | undefined, value: number): string {
  const pairs = Object.entries(labels ?? {}).map(([key, text]) => `${key}="${labelText(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

/** Prometheus text format 0.0.4. */
export const metricsText = (gauges: readonly Gauge[]): string =>
  gauges
    .flatMap(({ name, help, type, values }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...values.map(({ labels, value }) => lineOf(name, labels, value)),
    ])
    .join('\n')
    .concat('\n');

async function boardGauges(deps: Pick<HttpDeps, 'store' | 'now'>): Promise<readonly Gauge[]> {
  const [boards, progress] = await Promise.all([deps.store.listBoards(deps.now()), deps.store.progress(deps.now())]);
  const states = new Map<string, number>();
  const lastGood = new Map<string, number>();
  const rejected = new Map<string, number>();
  for (const board of boards) {
    const name = JSON.stringify([board.source, board.state]);
    states.set(name, (states.get(name) ?? 0) + 1);
    if (board.lastGoodAt !== null)
      lastGood.set(board.source, Math.max(lastGood.get(board.source) ?? 0, Date.parse(board.lastGoodAt) / 1000));
    rejected.set(board.source, (rejected.get(board.source) ?? 0) + (board.lastRun?.counts.rejected ?? 0));
  }
  return [
    {
      name: 'backboard_boards',
      help: 'Boards by source and state.',
      type: 'gauge',
      values: [...states].map(([name, value]) => {
        const [source = '', state = ''] = JSON.parse(name) as string[];
        return { labels: { source, state }, value };
      }),
    },
    {
      name: 'backboard_last_good_run_timestamp_seconds',
      help: 'Newest good reading of a source, in seconds since 1970.',
      type: 'gauge',
      values: [...lastGood].map(([source, value]) => ({ labels: { source }, value })),
    },
    {
      name: 'backboard_last_run_rejected_rows',
      help: 'Broken rows in the last runs of a source’s boards.',
      type: 'gauge',
      values: [...rejected].map(([source, value]) => ({ labels: { source }, value })),
    },
    { name: 'backboard_open_listings', help: 'Open listings.', type: 'gauge', values: [{ value: progress.openListings }] },
    { name: 'backboard_listings_with_pay', help: 'Listings that state pay.', type: 'gauge', values: [{ value: progress.withPay }] },
  ];
}

export function createMetricsRoutes(deps: Pick<HttpDeps, 'store' | 'now' | 'adminToken' | 'gauges'>, requests: RequestCounts) {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  delay.enable();
  const ownGauges = (): readonly Gauge[] => {
    const lag = Math.max(0, delay.percentile(99) / 1e9 - SAMPLE_MS / 1000);
    delay.reset();
    return [
      {
        name: 'backboard_event_loop_lag_seconds',
        help: '99th percentile since the last look.',
        type: 'gauge',
        values: [{ value: Number.isFinite(lag) ? lag : 0 }],
      },
      {
        name: 'process_resident_memory_bytes',
        help: 'Memory of this process.',
        type: 'gauge',
        values: [{ value: process.memoryUsage.rss() }],
      },
      { name: 'process_uptime_seconds', help: 'Since the start.', type: 'counter', values: [{ value: process.uptime() }] },
    ];
  };
  return createRouter().openapi(route, async (context) => {
    if (deps.adminToken !== null) requireAdmin(context, deps.adminToken);
    const [boards, others] = await Promise.all([boardGauges(deps), deps.gauges?.() ?? []]);
    return context.body(metricsText([...boards, ...others, ...requests.gauges(), ...ownGauges()]), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    }) as never;
  });
}

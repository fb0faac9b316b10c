import { createRoute, z } from '@hono/zod-openapi';
import type { HttpDeps } from '../deps.js';
import { createRouter, json } from '../router.js';

const PING_TIMEOUT_MS = 2000;

const ReadinessAnswer = z.object({ ready: z.boolean(), checks: z.record(z.string(), z.string()) }).openapi('Readiness');

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['Operation'],
  summary: 'Whether the process is alive; asks nobody',
  responses: { 200: json(z.object({ status: z.literal('ok'), version: z.string() }).openapi('Health'), 'Alive.') },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['Operation'],
  summary: 'Whether this process should get requests: database, migrations, not ending',
  responses: { 200: json(ReadinessAnswer, 'Ready.'), 503: json(ReadinessAnswer, 'Not ready; `checks` says why.') },
});

/** `ok`, or in words why the database does not answer. */
async function databaseCheck(ping: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done('does not answer in time'), PING_TIMEOUT_MS);
    timer.unref();
  });
  try {
    return await Promise.race([
      ping().then(
        () => 'ok',
        () => 'does not answer',
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

export function createHealthRoutes(deps: Pick<HttpDeps, 'store' | 'readiness' | 'version'>) {
  return createRouter()
    .openapi(healthRoute, (context) => context.json({ status: 'ok' as const, version: deps.version }, 200, { 'Cache-Control': 'no-store' }))
    .openapi(readyRoute, async (context) => {
      const [readiness, database] = await Promise.all([deps.readiness(), databaseCheck(() => deps.store.ping())]);
      const ready = readiness.ready && database === 'ok';
      const answer = { ready, checks: { ...readiness.checks, database } };
      return context.json(answer, ready ? 200 : 503, { 'Cache-Control': 'no-store', ...(ready ? {} : { 'Retry-After': '10' }) });
    });
}

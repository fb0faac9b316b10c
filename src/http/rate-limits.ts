import type { MiddlewareHandler } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import { limitKey } from './client-address.js';
import type { HttpEnv, Limits } from './deps.js';
import { ProblemError } from './problem.js';

export const DEFAULT_LIMITS: Limits = { reads: 600, pages: 600, exports: 20, writes: 30 };
const WINDOW_MS = 60_000;

const EXPORT = /^\/api\/v1\/listings\.(csv|ndjson)$/;
const READ = /^\/(api|feeds)\/|^\/openapi\.json$|^\/docs$/;
/** Cheap, and asked often by machines that must not be turned away. */
const FREE = /^\/(healthz|readyz|robots\.txt|favicon\.ico)$|^\/assets\//;
/** A provider posts for all its readers from few addresses, and must never be refused. */
const ONE_CLICK = /^\/alerts\/unsubscribe\//;

/** The class of a request, which has its own count; `null`: not counted. */
export function limitClassOf(method: string, path: string): keyof Limits | null {
  if (FREE.test(path) || ONE_CLICK.test(path) || method === 'OPTIONS') return null;
  if (method !== 'GET' && method !== 'HEAD') return 'writes';
  return EXPORT.test(path) ? 'exports' : READ.test(path) ? 'reads' : 'pages';
}

/** Requests a minute by client network and class, with `RateLimit` headers; 429 with `Retry-After` beyond. */
export function rateLimits(limits: Limits): MiddlewareHandler<HttpEnv> {
  const limiters = new Map(
    (Object.entries(limits) as [keyof Limits, number | null][]).flatMap(([name, limit]) =>
      limit === null
        ? []
        : [
            [
              name,
              rateLimiter<HttpEnv>({
                windowMs: WINDOW_MS,
                limit,
                standardHeaders: 'draft-7',
                keyGenerator: (context) => limitKey(context.var.clientAddress),
                handler: (context) => {
                  const headers: Record<string, string> = {};
                  for (const name of ['RateLimit', 'RateLimit-Policy', 'Retry-After']) {
                    const value = context.res.headers.get(name);
                    if (value !== null) headers[name] = value;
                  }
                  throw new ProblemError(
                    'too-many-requests',
                    `At most ${limit} requests of this kind a minute. Wait a little.`,
                    [],
                    headers,
                  );
                },
              }),
            ] as const,
          ],
    ),
  );
  return async (context, next) => {
    const name = limitClassOf(context.req.method, context.req.path);
    const limiter = name === null ? undefined : limiters.get(name);
    return limiter === undefined ? next() : limiter(context, next);
  };
}

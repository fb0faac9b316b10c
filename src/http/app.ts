import { randomUUID } from 'node:crypto';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { createAnswerCache } from './answer-cache.js';
import { createApi } from './api.js';
import { createClientReader } from './client-address.js';
import { createCursorCodec } from './cursor.js';
import type { HttpDeps } from './deps.js';
import type { ApiDocument } from './docs-page.js';
import { createErrorHandlers } from './errors.js';
import { openApiHead, SECURITY_SCHEMES } from './openapi.js';
import { ProblemError } from './problem.js';
import { DEFAULT_LIMITS, limitClassOf, rateLimits } from './rate-limits.js';
import { createRequestCounts } from './request-counts.js';
import { createRouter } from './router.js';
import { createDocsRoutes } from './routes/docs.js';
import { createFeedRoutes } from './routes/feeds.js';
import { createHealthRoutes } from './routes/health.js';
import { createMetricsRoutes } from './routes/metrics.js';
import { createOneClickRoutes } from './routes/one-click.js';
import { createRobotsRoutes } from './routes/robots.js';
import { sameOrigin } from './same-origin.js';
import { securityHeaders } from './security-headers.js';

const LARGEST_BODY = 64 * 1024;
const DATA_VERSION_MAX_AGE_MS = 250;

/**
 * The whole wire: API, feeds, documentation, health, and the pages that are handed in. Opens nothing; hand `fetch` to a server.
 * @throws Error when a trusted proxy is no address
 */
export function createApp(deps: HttpDeps) {
  const clientOf = createClientReader(deps.trustedProxies);
  const errors = createErrorHandlers(deps);
  const requests = createRequestCounts();
  const cursors = createCursorCodec(deps.secretKey);
  const answers = createAnswerCache({
    dataVersion: () => deps.store.dataVersion(),
    now: deps.now,
    version: deps.version,
    maxAgeMs: deps.dataVersionMaxAgeMs ?? DATA_VERSION_MAX_AGE_MS,
  });

  const app = createRouter();
  app.onError((error, context) => errors.onError(error, context));
  app.notFound((context) => errors.notFound(context));
  app.use(async (context, next) => {
    const client = clientOf(context);
    const startedAt = deps.now().getTime();
    context.set('requestId', randomUUID());
    context.set('clientAddress', client.address);
    context.set('secure', client.secure);
    await next();
    context.res.headers.set('X-Request-Id', context.var.requestId);
    const route = limitClassOf(context.req.method, context.req.path) ?? 'free';
    requests.count(route, context.res.status, Math.max(0, deps.now().getTime() - startedAt) / 1000);
  });
  app.use(securityHeaders);
  app.use(compress());
  const anyOrigin = cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD'],
    allowHeaders: ['If-None-Match'],
    exposeHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'],
    maxAge: 86_400,
  });
  for (const path of ['/api/*', '/feeds/*', '/openapi.json']) app.use(path, anyOrigin);
  app.use(rateLimits(deps.limits ?? DEFAULT_LIMITS));
  app.use(sameOrigin(deps.baseUrl));
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new ProblemError('too-large', 'The body has more than 64 kB.');
      },
    }),
  );
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_context, methods) => {
        throw new ProblemError('method-not-allowed', `This address answers ${methods.join(', ')}.`, [], { Allow: methods.join(', ') });
      },
    }),
  );

  let document: (ApiDocument & { readonly openapi: string }) | null = null;
  const documentOf = () => {
    for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
    return app.getOpenAPI31Document(openApiHead(deps.version, deps.baseUrl())) as unknown as ApiDocument & { readonly openapi: string };
  };

  app.route('/api/v1', createApi(deps, answers, cursors));
  app.route('/', createFeedRoutes(deps, answers));
  app.route('/', createHealthRoutes(deps));
  app.route('/', createMetricsRoutes(deps, requests));
  app.route('/', createRobotsRoutes(deps));
  app.route('/', createOneClickRoutes(deps));
  app.route(
    '/',
    createDocsRoutes(deps, () => (document ??= documentOf())),
  );
  // Pages may catch everything that is left: what programs ask for is answered as programs expect before that.
  for (const path of ['/api/:rest{.+}', '/feeds/*']) app.all(path, (context) => errors.notFound(context));
  if (deps.pages !== null) app.route('/', deps.pages);
  return app;
}

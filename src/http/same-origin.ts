import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './deps.js';
import { ProblemError } from './problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Mail providers and mail servers post here from anywhere (RFC 8058, bounce reports); a token in the request is their proof. */
export const CROSS_SITE_ALLOWED = [/^\/alerts\/unsubscribe\/[^/]+$/, /^\/api\/v1\/bounces$/] as const;

function originOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).origin : null;
}

/**
 * Whatever changes something comes from our own pages or from a program, never from another site's page. Browsers say so in
 * `Sec-Fetch-Site`; old ones in `Origin`. A request with neither has no browser's cookies to abuse.
 */
export function sameOrigin(baseUrl: () => string): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const { path } = context.req;
    if (!SAFE.has(context.req.method) && !CROSS_SITE_ALLOWED.some((allowed) => allowed.test(path))) {
      const site = context.req.header('Sec-Fetch-Site');
      const origin = context.req.header('Origin');
      const own = [originOf(baseUrl()), originOf(context.req.url)];
      const allowed =
        site === undefined ? origin === undefined || own.includes(originOf(origin) ?? '') : site === 'same-origin' || site === 'none';
      if (!allowed) throw new ProblemError('cross-site', 'This form was sent from another site. Open the page here and send it again.');
    }
    await next();
  };
}

import { createRoute, z } from '@hono/zod-openapi';
import type { HttpDeps } from '../deps.js';
import { readForm } from '../read-form.js';
import { createRouter, problems, text } from '../router.js';
import { ProblemError } from '../problem.js';

const route = createRoute({
  method: 'post',
  path: '/alerts/unsubscribe/{token}',
  tags: ['Saved searches'],
  summary: 'One-click unsubscribe (RFC 8058)',
  description:
    'For mail programs: `List-Unsubscribe=One-Click` as a form. No cookie, no login, no redirect. The same address has a page with a button.',
  request: { params: z.object({ token: z.string().min(1).max(500) }) },
  responses: { 200: text('text/plain', 'Unsubscribed; doing it twice changes nothing.'), ...problems(400, 404, 413, 503) },
});

/** The button of the page posts to the same address: what is no one-click goes on to the pages. */
export function createOneClickRoutes(deps: Pick<HttpDeps, 'subscriptions'>) {
  const router = createRouter();
  router.openAPIRegistry.registerPath({ ...route, path: '/alerts/unsubscribe/{token}' });
  router.post('/alerts/unsubscribe/:token', async (context, next) => {
    const form = await readForm(context);
    if (form['List-Unsubscribe']?.at(-1) !== 'One-Click') return next();
    const search = await deps.subscriptions.unsubscribe(context.req.param('token').slice(0, 500));
    if (search === null) throw new ProblemError('not-found', 'This link is not known here, so there is nothing left to unsubscribe from.');
    return context.text('You are unsubscribed.\n', 200, { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  });
  return router;
}

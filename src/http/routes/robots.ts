import { createRoute } from '@hono/zod-openapi';
import type { HttpDeps } from '../deps.js';
import { createRouter, text } from '../router.js';

/** Out of search engines: pages that carry tokens, and answers that have a page of their own. */
const DISALLOWED = ['/alerts/', '/api/', '/feeds/'] as const;

const route = createRoute({
  method: 'get',
  path: '/robots.txt',
  tags: ['Operation'],
  summary: 'What crawlers may read',
  responses: { 200: text('text/plain', 'RFC 9309.') },
});

/** Invented listings belong in no search engine: a demo asks to be left alone altogether. */
export function createRobotsRoutes(deps: Pick<HttpDeps, 'baseUrl' | 'demo'>) {
  return createRouter().openapi(route, (context) => {
    const rules = deps.demo ? ['Disallow: /'] : DISALLOWED.map((path) => `Disallow: ${path}`);
    const sitemap = deps.demo ? [] : ['', `Sitemap: ${deps.baseUrl()}/sitemap.xml`];
    return context.text(`${['User-agent: *', ...rules, ...sitemap].join('\n')}\n`, 200, { 'Cache-Control': 'public, max-age=3600' });
  });
}

import { createRoute, z } from '@hono/zod-openapi';
import type { HttpDeps } from '../deps.js';
import { docsBody, type ApiDocument } from '../docs-page.js';
import { createRouter, json, text } from '../router.js';
import { themeOf } from '../theme.js';

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Operation'],
  summary: 'This API as an OpenAPI 3.1 document',
  responses: { 200: json(z.looseObject({ openapi: z.string() }).openapi('OpenApiDocument'), 'The document.') },
});

const pageRoute = createRoute({
  method: 'get',
  path: '/docs',
  tags: ['Operation'],
  summary: 'This API for people',
  responses: { 200: text('text/html', 'The page.') },
});

/** `document` is made once it is first asked for, when every route is known. */
export function createDocsRoutes(deps: Pick<HttpDeps, 'frame' | 'baseUrl'>, document: () => ApiDocument & { readonly openapi: string }) {
  return createRouter()
    .openapi(documentRoute, (context) => context.json(document() as never, 200, { 'Cache-Control': 'public, max-age=300' }))
    .openapi(pageRoute, async (context) => {
      const page = await deps.frame({ title: 'API', path: '/docs', theme: themeOf(context), body: docsBody(document(), deps.baseUrl()) });
      return context.body(String(page), 200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-cache',
        Vary: 'Cookie',
      }) as never;
    });
}

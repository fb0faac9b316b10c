import type { Hono } from 'hono';
import { GUIDE_LEVELS } from '../../domain/level.js';
import type { ListingCard } from '../../domain/listing.js';
import type { ListingCursor } from '../../store.js';
import type { HttpEnv } from '../deps.js';
import type { PageDeps } from './pages-deps.js';
import { EVERYTHING } from './pages-filter.js';

const STEP = 500;
/** The protocol allows 50,000 addresses a file; older open listings are reached by the pages of a search. */
const MOST_LISTINGS = 40_000;
const FIXED = [
  '/',
  '/salaries',
  '/levels',
  ...GUIDE_LEVELS.map((level) => `/levels/${level}`),
  '/companies',
  '/sources',
  '/alerts',
  '/about',
  '/about/method',
  '/privacy',
  '/bot',
  '/api',
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `/sitemap.xml`: the fixed pages and the newest open listings whose sources let their postings be shown to search engines. */
export function addSitemap(app: Hono<HttpEnv>, deps: Pick<PageDeps, 'store' | 'now' | 'baseUrl' | 'sources' | 'demo'>): void {
  const hidden = new Set(deps.sources.filter((source) => !source.republish).map(({ id }) => id));

  async function* addresses(): AsyncGenerator<string, void> {
    const base = deps.baseUrl();
    const now = deps.now();
    yield FIXED.map((path) => `<url><loc>${escaped(base + path)}</loc></url>`).join('\n');
    let after: ListingCursor | null = null;
    for (let given = 0; given < MOST_LISTINGS; given += STEP) {
      const page: { readonly data: readonly ListingCard[]; readonly next: ListingCursor | null } = await deps.store.findListings({
        filter: EVERYTHING,
        sort: 'newest',
        limit: STEP,
        after,
        now,
      });
      yield page.data
        .filter((card) => !card.sources.some((source) => hidden.has(source)))
        .map(
          (card) =>
            `<url><loc>${escaped(`${base}/jobs/${card.id}/${encodeURIComponent(card.slug)}`)}</loc><lastmod>${card.firstSeenAt.slice(0, 10)}</lastmod></url>`,
        )
        .join('\n');
      after = page.next;
      if (after === null) return;
    }
  }

  app.get('/sitemap.xml', async (context) => {
    const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'];
    if (!deps.demo) for await (const part of addresses()) parts.push(part);
    parts.push('</urlset>');
    return context.body(parts.join('\n'), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    });
  });
}

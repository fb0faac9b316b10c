import type { Hono } from 'hono';
import { GUIDE_LEVELS } from '../../domain/level.js';
import type { HttpEnv } from '../deps.js';
import { ProblemError } from '../problem.js';
import type { PageDeps } from './pages-deps.js';

/** Ids a file; the protocol allows 50,000 addresses. */
const IDS_A_FILE = 20_000;
const GOOD_FOR_MS = 60 * 60_000;
/** Files that are kept made; a crawler asks for each once. */
const MOST_KEPT = 8;
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
  '/docs',
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const file = (root: 'urlset' | 'sitemapindex', lines: readonly string[]): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`, ...lines, `</${root}>`].join(
    '\n',
  );

/**
 * `/sitemap.xml`, an index: the fixed pages, and the open listings by ranges of ids, each with the day when its page last changed.
 * Listings of sources that forbid republishing are in none.
 */
export function addSitemap(app: Hono<HttpEnv>, deps: Pick<PageDeps, 'store' | 'now' | 'baseUrl' | 'sources' | 'demo'>): void {
  const hidden = deps.sources.filter((source) => !source.republish).map(({ id }) => id);
  const kept = new Map<string, { readonly at: number; readonly made: Promise<string> }>();

  /** Made once an hour, whoever asks. */
  function once(key: string, make: () => Promise<string>): Promise<string> {
    const at = deps.now().getTime();
    const known = kept.get(key);
    if (known !== undefined && at - known.at < GOOD_FOR_MS) return known.made;
    const made = make();
    kept.delete(key);
    kept.set(key, { at, made });
    made.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  async function index(): Promise<string> {
    const base = escaped(deps.baseUrl());
    const parts = deps.demo ? [] : await deps.store.sitemapParts(IDS_A_FILE, hidden);
    return file('sitemapindex', [
      `<sitemap><loc>${base}/sitemap-pages.xml</loc></sitemap>`,
      ...parts.map(
        ({ part, changedAt }) => `<sitemap><loc>${base}/sitemap-listings-${part}.xml</loc><lastmod>${dayOf(changedAt)}</lastmod></sitemap>`,
      ),
    ]);
  }

  async function listings(part: number): Promise<string> {
    const base = escaped(deps.baseUrl());
    const rows = deps.demo ? [] : await deps.store.sitemapRows(part, IDS_A_FILE, hidden);
    if (rows.length === 0) throw new ProblemError('not-found', 'No listing stands in this part.');
    return file(
      'urlset',
      rows.map(
        ({ id, slug, changedAt }) =>
          `<url><loc>${base}/jobs/${id}/${escaped(encodeURIComponent(slug))}</loc><lastmod>${dayOf(changedAt)}</lastmod></url>`,
      ),
    );
  }

  const HEADERS = { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' };
  app.get('/sitemap.xml', async (context) => context.body(await once('index', index), 200, HEADERS));
  app.get('/sitemap-pages.xml', (context) => {
    const base = escaped(deps.baseUrl());
    return context.body(
      file(
        'urlset',
        FIXED.map((path) => `<url><loc>${base}${path}</loc></url>`),
      ),
      200,
      HEADERS,
    );
  });
  app.get('/:file{sitemap-listings-[0-9]{1,6}\\.xml}', async (context) => {
    const part = Number(/[0-9]+/.exec(context.req.param('file'))?.[0] ?? 0);
    return context.body(await once(String(part), () => listings(part)), 200, HEADERS);
  });
}

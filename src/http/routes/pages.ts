import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { AboutPage, ApiPage, BotPage, PrivacyPage } from '#src/web/about-pages';
import { ErrorPage } from '#src/web/error-page';
import { FramedPage, documentOf } from '#src/web/layout';
import { MethodPage } from '#src/web/method-page';
import { SCRIPT, SCRIPT_HREF } from '#src/web/script';
import { FAVICON, STYLESHEET, STYLESHEET_HREF } from '#src/web/styles';
import type { HttpEnv, PageFrame } from '../deps.js';
import { readForm } from '../read-form.js';
import { addAlertPages } from './pages-alerts.js';
import { sendPage, siteOf, type PageDeps } from './pages-deps.js';
import { addLevelPages } from './pages-levels.js';
import { addListingPages } from './pages-listing.js';
import { addPayPages } from './pages-pay.js';
import { addSalaryPages } from './pages-salaries.js';
import { addSearchPages } from './pages-search.js';
import { addSitemap } from './pages-sitemap.js';
import { addSourcePages } from './pages-sources.js';

export type { PageDeps } from './pages-deps.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
const YEAR_S = 365 * 86_400;

/** A path of this site and nothing else: no scheme, no host, no backslash. */
const localPath = (text: string): string => (/^\/(?![/\\])[^\\\u0000-\u001f]{0,2000}$/.test(text) ? text : '/');

/** The frame for pages that other rooms make; errors get this room's own page. */
export const createPageFrame =
  (deps: Pick<PageDeps, 'demo' | 'baseUrl'>): PageFrame =>
  ({ title, path, theme, status, detail, body }) => {
    const site = { theme, demo: deps.demo, path, baseUrl: deps.baseUrl() };
    return documentOf(status === undefined ? FramedPage({ site, title, body }) : ErrorPage({ site, status, detail: detail ?? null }));
  };

/** Every page for people, mounted at `/`. */
export function pageRoutes(deps: PageDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  addSearchPages(app, deps);
  addListingPages(app, deps);
  addSalaryPages(app, deps);
  addPayPages(app, deps);
  addLevelPages(app, deps);
  addSourcePages(app, deps);
  addAlertPages(app, deps);
  addSitemap(app, deps);

  app.get('/about', (context) => sendPage(context, AboutPage({ site: siteOf(context, deps) })));
  app.get('/about/method', (context) =>
    sendPage(context, MethodPage({ site: siteOf(context, deps), rulesVersion: deps.rulesVersion, evaluation: deps.evaluation })),
  );
  app.get('/privacy', (context) => sendPage(context, PrivacyPage({ site: siteOf(context, deps), retention: deps.retention })));
  app.get('/bot', (context) => sendPage(context, BotPage({ site: siteOf(context, deps), bot: deps.bot, sources: deps.sources })));
  app.get('/api', (context) => sendPage(context, ApiPage({ site: siteOf(context, deps) })));
  app.get('/about/api', (context) => context.redirect('/api', 308));

  app.post('/theme', async (context) => {
    const form = await readForm(context);
    const theme = form['theme']?.at(-1);
    const stays = theme === 'light' || theme === 'dark';
    setCookie(context, 'theme', stays ? theme : '', {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: context.get('secure') ?? false,
      maxAge: stays ? YEAR_S : 0,
    });
    return context.redirect(localPath(form['back']?.at(-1) ?? '/'), 303);
  });

  const asset = (path: string, body: string, type: string, cache = FOR_EVER) =>
    app.get(path, (context) => context.body(body, 200, { 'Content-Type': type, 'Cache-Control': cache }));
  asset(STYLESHEET_HREF, STYLESHEET, 'text/css; charset=utf-8');
  asset(SCRIPT_HREF, SCRIPT, 'text/javascript; charset=utf-8');
  asset('/favicon.svg', FAVICON, 'image/svg+xml', 'public, max-age=86400');
  return app;
}

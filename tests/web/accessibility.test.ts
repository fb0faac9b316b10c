import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf } from '#src/web/layout';
import { SCRIPT, SCRIPT_HREF } from '#src/web/script';
import { FAVICON, STYLESHEET, STYLESHEET_HREF } from '#src/web/styles';
import { browserPath, openBrowser, serveLocally } from './browser.js';
import { PAGES } from './invented-views.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const VIEWS = [
  { name: 'light, 1280 px', width: 1280, colorScheme: 'light' },
  { name: 'dark, 390 px', width: 390, colorScheme: 'dark' },
] as const;

const path = browserPath();
let browser: Browser;
let server: Server;
let base: string;

beforeAll(async () => {
  if (path === null) return;
  browser = await openBrowser(path);
  const served = await serveLocally((address) => {
    if (address === STYLESHEET_HREF) return { type: 'text/css', body: STYLESHEET };
    if (address === SCRIPT_HREF) return { type: 'text/javascript', body: SCRIPT };
    if (address === '/favicon.svg') return { type: 'image/svg+xml', body: FAVICON };
    const page = PAGES[address.slice(1).replace(/\?.*$/, '')];
    return page === undefined ? null : { type: 'text/html; charset=utf-8', body: documentOf(page()) };
  });
  server = served.server;
  base = served.url;
});
afterAll(async () => {
  if (path === null) return;
  await browser.close();
  server.close();
});

/** What axe finds, in lines that name the element. */
async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(
    (tags) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: tags }),
    RULES,
  );
  return results.violations.flatMap((finding) =>
    finding.nodes.map((node) => `${finding.id}: ${node.html.slice(0, 160)} — ${node.failureSummary ?? ''}`),
  );
}

describe.skipIf(path === null).each(VIEWS)('in $name', ({ width, colorScheme }) => {
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterAll(() => context.close());

  it.each(Object.keys(PAGES))('axe finds nothing on «%s», nothing is blocked, nothing overflows', async (name) => {
    complaints.length = 0;
    await page.goto(`${base}/${name}`);
    expect(await findingsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(path === null)('by keyboard', () => {
  it('reaches the content by the skip link first, and every link and field of a search in order, always visibly', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    try {
      const page = await context.newPage();
      await page.goto(`${base}/search`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to the content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
      const expected = await page.evaluate(
        `[...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main summary, main svg[tabindex]')].filter((e) => e.checkVisibility() && !(e.type === 'radio' && !e.checked)).map((e) => e.tagName + [...document.querySelectorAll('*')].indexOf(e))`,
      );
      const seen = new Set<string>();
      for (let presses = 0; presses < 300; presses += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate<{ key: string; inMain: boolean; outline: string } | null>(
          `(() => { const e = document.activeElement; if (!e || e === document.body) return null;
             const all = [...document.querySelectorAll('*')]; const style = getComputedStyle(e);
             return { key: e.tagName + all.indexOf(e), inMain: !!e.closest('main'), outline: style.outlineStyle + style.outlineWidth }; })()`,
        );
        if (at === null || !at.inMain) break;
        expect(at.outline).toBe('solid2px');
        seen.add(at.key);
      }
      expect([...seen]).toEqual(expected);
    } finally {
      await context.close();
    }
  });

  it('opens and hides the filters on a small screen without script', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 900 }, javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto(`${base}/search`);
      const filters = page.locator('#filters');
      expect(await filters.isVisible()).toBe(false);
      await page.getByRole('link', { name: 'Filters', exact: true }).click();
      expect(await filters.isVisible()).toBe(true);
      await page.getByRole('link', { name: 'Hide filters' }).click();
      expect(await filters.isVisible()).toBe(false);
    } finally {
      await context.close();
    }
  });
});

describe.skipIf(path === null)('the script', () => {
  it('marks what is new since the last visit, and tells a chart’s values', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      await page.addInitScript(`localStorage.setItem('backboard-seen', '2026-11-20T00:00:00.000Z')`);
      await page.goto(`${base}/search-visit`);
      expect(await page.locator('.cards > li').allTextContents()).toEqual([
        expect.stringContaining('Senior Go Engineer'),
        '↑ 1 new since your last visit',
        expect.stringContaining('Backend Engineer'),
      ]);
      const first = page.locator('svg.chart g').first();
      await first.hover();
      expect(await page.locator('#hist-reads').textContent()).toBe('€40,000–60,000: 2 listings');
      await page.locator('svg.chart').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#hist-reads').textContent()).toBe('€60,000–80,000: 9 listings');
    } finally {
      await context.close();
    }
  });
});

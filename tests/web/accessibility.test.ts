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

/** Targets under 24 by 24 px (WCAG 2.5.8), but for links within a sentence; a field has its label's size. */
const SMALL_TARGETS = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((e) => e.checkVisibility() && !e.closest('.skip, .trap'))
  .filter((e) => {
    const r = (e.closest('label') ?? e).getBoundingClientRect();
    if (r.width >= 23.5 && r.height >= 23.5) return false;
    const isInSentence = getComputedStyle(e).display === 'inline' && e.parentElement.textContent.trim().length > e.textContent.trim().length;
    return !isInSentence;
  })
  .map((e) => e.outerHTML.slice(0, 140))`;

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

  it.each(Object.keys(PAGES))(
    'axe finds nothing on «%s», nothing is blocked, nothing overflows, every target is large enough',
    async (name) => {
      complaints.length = 0;
      await page.goto(`${base}/${name}`);
      expect(await findingsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate(SMALL_TARGETS)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});

/** What Tab reaches, in the order of the document; of a group of radio buttons the chosen one stands for all. */
const REACHABLE = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && !(e.type === 'radio' && !e.checked))`;
const KEY_OF = `((e) => e.tagName + [...document.querySelectorAll('*')].indexOf(e))`;

describe.skipIf(path === null)('by keyboard', () => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
  });
  afterAll(() => context.close());

  it.each(Object.keys(PAGES))(
    '«%s»: the skip link first, then every link and field in order, each visibly, and out again',
    async (name) => {
      await page.goto(`${base}/${name}`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to the content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
      await page.goto(`${base}/${name}?again`);
      const expected = await page.evaluate<string[]>(`${REACHABLE}.map(${KEY_OF})`);
      await page.evaluate(`window.walked = []; document.addEventListener('focusin', ({ target }) => {
      const style = getComputedStyle(target); window.walked.push(${KEY_OF}(target) + ' ' + style.outlineStyle + style.outlineWidth); })`);
      for (let presses = 0; presses < expected.length; presses += 1) await page.keyboard.press('Tab');
      expect(await page.evaluate('window.walked')).toEqual(expected.map((key) => `${key} solid2px`));
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`${KEY_OF}(document.activeElement)`)).not.toBe(expected.at(-1));
    },
  );

  it.each(['search', 'salaries', 'source'])(
    'on a small screen nothing that stays in place covers what has the focus on «%s»',
    async (name) => {
      await page.setViewportSize({ width: 390, height: 700 });
      await page.goto(`${base}/${name}#filters`);
      const count = await page.evaluate<number>(`${REACHABLE}.length`);
      const covered: string[] = [];
      for (let presses = 0; presses < count; presses += 1) {
        await page.keyboard.press('Tab');
        const hidden = await page.evaluate<string | null>(`(() => {
        const e = document.activeElement; if (!e || e === document.body) return null;
        const r = e.getBoundingClientRect(); if (r.width === 0 || e.matches('.scroll')) return null;
        const points = [[r.left + 2, r.top + 2], [r.right - 2, r.bottom - 2], [(r.left + r.right) / 2, (r.top + r.bottom) / 2]];
        const seen = points.some(([x, y]) => { const at = document.elementFromPoint(x, y); return at && (e.contains(at) || at.contains(e)); });
        return seen ? null : e.outerHTML.slice(0, 120); })()`);
        if (hidden !== null) covered.push(hidden);
      }
      expect(covered).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );

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

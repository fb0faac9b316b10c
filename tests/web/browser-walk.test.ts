import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, openBrowser } from './browser.js';
import { siteUnderTest, type SiteUnderTest } from './site-under-test.js';

const path = browserPath();
let browser: Browser;
let site: SiteUnderTest;
let server: ServerType;
let base: string;

beforeAll(async () => {
  if (path === null) return;
  browser = await openBrowser(path);
  site = await siteUnderTest({ count: 240 });
  base = await new Promise<string>((listening) => {
    server = serve({ fetch: site.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      listening(`http://127.0.0.1:${info.port}`),
    );
  });
  site.setBaseUrl(base);
});
afterAll(async () => {
  if (path === null) return;
  await browser.close();
  server.close();
  await site.close();
});

const linkOf = (text: string, name: string): string => new RegExp(`http://\\S+/alerts/${name}/[A-Za-z0-9._~-]+`).exec(text)?.[0] ?? '';

async function withPage(options: { readonly javaScriptEnabled: boolean; readonly width?: number }, use: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScriptEnabled,
    viewport: { width: options.width ?? 1280, height: 900 },
    timezoneId: 'Europe/Warsaw',
  });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(base)) complaints.push(`asked ${request.url()}`);
    });
    await use(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const KINDS = [
  { name: 'with script', javaScriptEnabled: true, email: 'with@mail.example' },
  { name: 'without script', javaScriptEnabled: false, email: 'without@mail.example' },
];

describe.skipIf(path === null).each(KINDS)('$name', ({ javaScriptEnabled, email }) => {
  it('finds a job by a typed line and a facet, and reads why it stands where it stands', () =>
    withPage({ javaScriptEnabled }, async (page) => {
      await page.goto(base);
      await page.getByRole('searchbox', { name: 'Search listings' }).fill('senior go');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/jobs?level=senior&language=go');
      expect(await page.getByRole('list', { name: 'Chosen filters' }).getByRole('link').allTextContents()).toHaveLength(3);
      await page.getByRole('checkbox', { name: /^Remote/ }).check();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply filters' }).click();
      await page.waitForURL('**/jobs?level=senior&language=go&workplace=remote');
      if (javaScriptEnabled) expect(await page.evaluate('document.activeElement.value')).toBe('remote');
      expect(await page.getByRole('heading', { name: /^\d+ listings?/ }).textContent()).toMatch(/^[1-9]/);
      await page.locator('.card h3 a').first().click();
      expect(await page.locator('h1').textContent()).toMatch(/Senior go engineer/);
      expect(await page.getByRole('link', { name: 'Apply at Ashby' }).getAttribute('href')).toMatch(/^https:\/\/jobs\.example\/p\d+$/);
      expect(await page.locator('section[aria-labelledby=level]').textContent()).toContain('the words of the title');
      await page.goBack();
      await page.getByRole('link', { name: 'Remove Senior level' }).click();
      await page.waitForURL('**/jobs?language=go&workplace=remote');
    }));

  it('learns what moves pay from pickers, the table and the chart', () =>
    withPage({ javaScriptEnabled, width: 390 }, async (page) => {
      await page.goto(base);
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Salaries' }).click();
      await page.getByRole('combobox', { name: 'Group by' }).selectOption('language');
      await page.getByRole('combobox', { name: 'Level', exact: true }).selectOption('senior');
      await page.getByRole('button', { name: 'Show pay' }).click();
      await page.waitForURL('**/salaries?**by=language**');
      const rows = await page.locator('table[aria-describedby=pay-caption] tbody th').allTextContents();
      expect(rows.toSorted()).toEqual(['Go', 'Java', 'Python']);
      expect(await page.locator('table[aria-describedby=pay-caption] td.pay').first().textContent()).toMatch(/^€\d\d\d?,\d00$/);
      const chart = page.locator('svg[data-reads=boxes-reads]');
      expect(await chart.evaluate((node) => node.getBoundingClientRect().width <= 390)).toBe(true);
      if (javaScriptEnabled) {
        await chart.focus();
        await page.keyboard.press('ArrowDown');
        expect(await page.locator('#boxes-reads').textContent()).toMatch(new RegExp(`^${rows[1]}: median €`));
      }
      await page.getByRole('link', { name: 'Compare two groups' }).click();
      const [first, second] = [page.getByRole('group', { name: 'First group' }), page.getByRole('group', { name: 'Second group' })];
      await first.getByRole('combobox', { name: 'Level' }).selectOption('senior');
      await second.getByRole('combobox', { name: 'Level' }).selectOption('entry');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.waitForURL('**/salaries/compare?**');
      expect(await page.locator('main').textContent()).toMatch(/«Senior level» states \d+\.\d % more than «Entry level»: €/);
    }));

  it('saves a search, confirms it, pauses it and ends it', () =>
    withPage({ javaScriptEnabled }, async (page) => {
      await page.goto(`${base}/jobs?level=senior&language=go`);
      await page.getByRole('link', { name: 'Alert me to new ones' }).click();
      expect(await page.locator('main').textContent()).toContain('Senior level, Go');
      if (javaScriptEnabled) expect(await page.locator('#new-zone').inputValue()).toBe('Europe/Warsaw');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('radio', { name: 'Once a week' }).check();
      await page.getByRole('button', { name: 'Agree and save the search' }).click();
      await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
      const mail = site.mails.findLast((one) => one.to === email);
      await page.goto(linkOf(mail?.text ?? '', 'confirm'));
      await page.getByRole('button', { name: 'Start this alert' }).click();
      await page.getByRole('heading', { name: 'Your alert is on' }).waitFor();
      const search = (await site.store.activeSavedSearches()).find((one) => one.target === email);
      expect(search).toMatchObject({ cadence: 'weekly', timeZone: javaScriptEnabled ? 'Europe/Warsaw' : 'Europe/London' });
      await page.goto(site.manageUrlOf(email));
      await page.getByRole('button', { name: 'Pause' }).click();
      expect(await page.getByRole('status').textContent()).toBe('The alert is paused.');
      await page.getByRole('button', { name: 'Resume' }).click();
      expect(await page.getByRole('status').textContent()).toBe('The alert is on again.');
      await page.goto(site.unsubscribeUrlOf(search?.id ?? ''));
      await page.getByRole('button', { name: 'Unsubscribe' }).click();
      await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
      expect((await site.store.activeSavedSearches()).some((one) => one.target === email)).toBe(false);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('heading', { name: 'End this alert?' }).waitFor();
      await page.goto(site.manageUrlOf(email));
      await page.getByRole('button', { name: 'Delete everything' }).click();
      expect(await page.getByRole('status').textContent()).toBe('Everything is deleted.');
    }));

  it('switches colours by a form and stays on the page', () =>
    withPage({ javaScriptEnabled }, async (page) => {
      await page.goto(`${base}/levels`);
      for (const theme of ['light', 'dark', undefined]) {
        await page.locator('.theme button').click();
        await page.waitForURL('**/levels');
        expect((await page.locator('html').getAttribute('data-theme')) ?? undefined).toBe(theme);
      }
    }));
});

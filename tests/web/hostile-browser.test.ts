import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSanitiseDescriptions } from '#jobs/sanitise-descriptions';
import { browserPath, openBrowser } from './browser.js';
import { siteUnderTest, type SiteUnderTest } from './site-under-test.js';

/** The kinds of the public lists of cross-site scripting, one of each, written for this test. `pwn()` would be heard. */
const KINDS = [
  '<script>pwn()</script>',
  '<ScRiPt src="//evil.example/x.js"></ScRiPt>',
  '<scr<script>ipt>pwn()</scr</script>ipt>',
  '<img src=x onerror=pwn()>',
  '<img src="x" onerror\n=\n"pwn()">',
  '<svg/onload=pwn()>',
  '<svg><animate onbegin=pwn() attributeName=x dur=1s>',
  '<svg><style><img title="</style><img src=x onerror=pwn()>"></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwn()&gt;">',
  '<body onload=pwn()>',
  '<details open ontoggle=pwn()>x</details>',
  '<input autofocus onfocus=pwn()>',
  '<video><source onerror=pwn()></video>',
  '<iframe srcdoc="<script>parent.pwn()</script>"></iframe>',
  '<iframe src="javascript:parent.pwn()"></iframe>',
  '<object data="javascript:pwn()"></object>',
  '<embed src="data:text/html,<script>pwn()</script>">',
  '<form action="javascript:pwn()"><button>go</button></form>',
  '<a href="javascript:pwn()">a</a>',
  '<a href="java&#x73;cript:pwn()">a</a>',
  '<a href=" &#14; javascript:pwn()">a</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==">a</a>',
  '<p style="background:url(javascript:pwn())">x</p>',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<meta http-equiv=refresh content="0;url=javascript:pwn()">',
  '<base href="//evil.example/">',
  '<template><script>pwn()</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=pwn()>"></noscript>',
  '--><script>pwn()</script><!--',
  ']]><script>pwn()</script>',
  '</title></textarea></script><script>pwn()</script>',
  '"><script>pwn()</script>',
  "'onmouseover='pwn()",
  '` onmouseover=pwn() x=`',
  '${pwn()}{{constructor.constructor("pwn()")()}}',
  '&lt;script&gt;pwn()&lt;/script&gt;',
  '\u003cscript\u003epwn()\u003c/script\u003e',
  '<\u0000script>pwn()</script>',
] as const;
const LINKS = ['javascript:pwn()', 'JaVaScRiPt:pwn()', 'data:text/html,<script>pwn()</script>', 'vbscript:pwn()', '//evil.example/x'];

const PROTOCOLS = `[...new Set([...document.querySelectorAll('a[href]')].map((a) => a.protocol))]`;

const path = browserPath();
let browser: Browser;
let site: SiteUnderTest;
let server: ServerType;
let base: string;

beforeAll(async () => {
  if (path === null) return;
  browser = await openBrowser(path);
  site = await siteUnderTest({
    count: 12,
    pages: { jobMarkup: true },
    extra: KINDS.map((kind, index) => ({
      id: `hostile-${index}`,
      company: `Evil ${kind}`,
      text: `<p>About us</p>${kind}`,
      raw: { title: `Hostile ${kind}`, url: LINKS[index % LINKS.length] ?? '', applyUrl: LINKS[(index + 1) % LINKS.length] ?? '' },
      derived: {
        locations: [{ city: `Town ${kind}`, region: null, country: 'DE', raw: kind, latitude: null, longitude: null }],
        evidence: [{ field: 'level', from: 'title', quote: kind, start: null, end: null, rule: kind }],
      },
    })),
  });
  const made = await createSanitiseDescriptions({ store: site.store })(AbortSignal.timeout(20_000));
  expect(made).toBeGreaterThan(0);
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

describe.skipIf(path === null)('hostile titles, companies, places, links and descriptions', () => {
  it('stay text in a real browser: nothing runs, nothing is asked of another host, and the policy has nothing to block', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const heard: string[] = [];
    try {
      const page = await context.newPage();
      await page.exposeFunction('pwn', () => heard.push('a script ran'));
      page.on('dialog', (dialog) => {
        heard.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(error.message));
      page.on('request', (request) => request.url().startsWith(base) || heard.push(`asked ${request.url()}`));
      const found = new Set<string>();
      for (const start of ['/jobs?q=Hostile', '/jobs?q=Hostile&sort=oldest']) {
        await page.goto(`${base}${start}`);
        for (const href of await page.locator('.card h3 a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')))
          found.add(href);
        expect(await page.evaluate(PROTOCOLS)).toEqual(['http:']);
      }
      expect(found.size).toBe(KINDS.length);
      const titles: string[] = [];
      for (const href of found) {
        const response = await page.goto(`${base}${href}`);
        expect(response?.headers()['content-security-policy']).not.toContain('unsafe');
        titles.push((await page.locator('h1').textContent()) ?? '');
        const markup = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as { title: string };
        expect(markup.title).toBe(titles.at(-1));
        expect(await page.locator('.words').textContent()).toContain('About us');
        expect(
          await page
            .locator(
              'main :is(script:not([type="application/ld+json"]), iframe, object, embed, svg:not(.chart), img, form, style, link, base, meta)',
            )
            .count(),
        ).toBe(0);
        for (const protocol of await page.evaluate<string[]>(PROTOCOLS)) expect(protocol).toMatch(/^https?:$/);
        // What waits for a pointer or the focus gets both.
        await page.locator('.words').hover();
        await page.keyboard.press('Tab');
      }
      expect(titles.toSorted()).toEqual(KINDS.map((kind) => `Hostile ${kind}`.replaceAll('\u0000', '\uFFFD')).toSorted());
      expect(heard).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

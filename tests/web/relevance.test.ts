import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIndexClient, type IndexClient } from '#src/cli/index-client';
import { withListingIndex } from '#src/cli/indexed-store';
import { NOW } from '../http/app-under-test.js';
import { siteUnderTest, type SiteUnderTest } from './site-under-test.js';

/** A thread starts from compiled code alone; `pretest` compiles. */
const ENTRY = join(import.meta.dirname, '../../dist/src/index-thread.js');
const folder = mkdtempSync(join(tmpdir(), 'backboard-relevance-'));
const log = { info: () => undefined, warn: () => undefined } as unknown as Parameters<typeof createIndexClient>[0]['log'];
let index: IndexClient | null = null;
let site: SiteUnderTest;

const ask = async (path: string) => {
  const response = await site.app.request(path, { headers: { Accept: 'text/html' } });
  return { status: response.status, location: response.headers.get('Location'), $: load(await response.text()) };
};

const isBuilt = existsSync(ENTRY);
beforeAll(async () => {
  if (!isBuilt) return;
  const old = new Date(NOW.getTime() - 30 * 86_400_000).toISOString();
  site = await siteUnderTest({
    count: 60,
    extra: [
      { id: 'about', company: 'Company 0', text: 'Zymurgy.', raw: { title: 'Zymurgy engineer', postedAt: old } },
      ...Array.from({ length: 40 }, (_, n) => ({
        id: `aside-${n}`,
        company: 'Company 0',
        text: `We make many things for many people, in many places and in many ways; one of us likes zymurgy. ${'Words. '.repeat(80)}`,
        raw: { title: `Ledger engineer ${n}`, postedAt: NOW.toISOString() },
      })),
    ],
    around: (store, database) => {
      index = createIndexClient({ databaseUrl: database.url, folder, log, entry: pathToFileURL(ENTRY) });
      return withListingIndex(store, index, () => NOW);
    },
  });
  for (let tries = 0; tries < 500 && index?.state().phase !== 'ready'; tries += 1) await new Promise((done) => setTimeout(done, 20));
});
afterAll(async () => {
  if (!isBuilt) return;
  await index?.stop();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

const titles = ($: ReturnType<typeof load>) =>
  $('.card h3')
    .toArray()
    .map((title) => $(title).text());

describe.skipIf(!isBuilt)('a search for words', () => {
  it('asked for by typing comes with what is most about them first', async () => {
    const { location } = await ask('/jobs?typed=1&q=zymurgy');
    expect(location).toBe('/jobs?q=zymurgy&sort=relevance');
    const { $ } = await ask(location ?? '');
    expect(titles($)[0]).toBe('Zymurgy engineer');
    expect($('.sorts [aria-current]').text()).toBe('Relevance');
    expect($('#total').text()).toContain('41 listings');
    expect($('#search input[name=sort]').attr('value')).toBe('relevance');
  });

  it('goes through every listing once', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/jobs?q=zymurgy&sort=relevance';
    for (let page = 0; path !== undefined && page < 9; page += 1) {
      const { $ } = await ask(path);
      seen.push(...titles($));
      path = $('a[rel=next]').attr('href');
    }
    expect(seen).toHaveLength(41);
    expect(new Set(seen).size).toBe(41);
  });

  it('stays in the order that was chosen', async () => {
    const { location } = await ask('/jobs?typed=1&q=zymurgy&sort=newest');
    expect(location).toBe('/jobs?q=zymurgy');
    const { $ } = await ask('/jobs?q=zymurgy');
    expect(titles($)).not.toContain('Zymurgy engineer');
    expect($('.sorts [aria-current]').text()).toBe('Newest');
  });

  it('begins anew where its cursor’s ranking is gone, or is none', async () => {
    for (const cursor of ['forged.tag', 'e30.e30']) {
      const { status, location } = await ask(`/jobs?q=zymurgy&sort=relevance&cursor=${cursor}`);
      expect([status, location]).toEqual([303, '/jobs?q=zymurgy&sort=relevance']);
    }
  });

  it('offers no relevance where there are no words', async () => {
    const { $ } = await ask('/jobs?sort=relevance&level=senior');
    expect($('.sorts').text()).not.toContain('Relevance');
    expect($('.sorts [aria-current]').text()).toBe('Newest');
  });
});

import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import { staleSourcesOf } from '#src/http/routes/pages-stale';
import { documentOf } from '#src/web/layout';
import { SearchPage } from '#src/web/search-page';
import { NOW } from '../http/app-under-test.js';
import { freshDatabase } from '../support/database.js';
import { claimedBoard, linkEach, postingWriteOf, saveAll } from '../support/posting-writes.js';
import { BOARDS, searchView } from './invented-views.js';
import { siteUnderTest, type SiteUnderTest } from './site-under-test.js';

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe('a listing that closed', () => {
  let site: SiteUnderTest;
  beforeAll(async () => {
    const posting = (id: string) => ({ id, company: 'Company 0', raw: { title: `Ended ${id}`, url: `https://jobs.example/${id}` } });
    site = await siteUnderTest({ count: 12, extra: [posting('lately'), posting('long-ago')] });
    const board = (await site.store.listBoards(NOW)).find(({ slug }) => slug === 'company-0');
    for (const [id, days] of [
      ['lately', 29],
      ['long-ago', 31],
    ] as const)
      await site.store.closePostings({
        kind: 'listed',
        boardId: board?.id ?? 0,
        externalIds: [id],
        reason: 'page-gone',
        now: daysAgo(days),
      });
    await linkEach(site.store, NOW);
  });
  afterAll(() => site.close());

  const pageOf = async (id: string) => {
    const found = await site.app.request(`/jobs?q=${encodeURIComponent(`"Ended ${id}"`)}&status=closed`, {
      headers: { Accept: 'text/html' },
    });
    const path = load(await found.text())('.card h3 a').attr('href') ?? '';
    const answer = await site.app.request(path, { headers: { Accept: 'text/html' } });
    return { status: answer.status, $: load(await answer.text()) };
  };

  it.each([
    ['lately', 200],
    ['long-ago', 410],
  ])('«%s» says so for people with %d, cannot be applied for, and stays out of search engines', async (id, status) => {
    const page = await pageOf(id);
    expect(page.status).toBe(status);
    expect(page.$('h1').text()).toBe(`Ended ${id}`);
    expect(page.$('.note').text()).toContain('It can no longer be applied for.');
    expect(page.$('a.primary')).toHaveLength(0);
    expect(page.$('meta[name=robots]').attr('content')).toBe('noindex');
  });
});

describe('a source that was not read when due', () => {
  const board = (state: (typeof BOARDS)[number]['state'], openListings: number, lastGoodAt: string | null) => ({
    ...BOARDS[0]!,
    source: 'greenhouse',
    state,
    openListings,
    lastGoodAt,
  });
  const names = new Map([['greenhouse', 'Greenhouse']]);

  it('is told of from a quarter of its open listings on, with its oldest good reading', () => {
    const boards = [board('ok', 75, '2026-11-23T09:00:00.000Z'), board('late', 15, '2026-11-20T09:00:00.000Z')];
    expect(staleSourcesOf(boards, names)).toEqual([]);
    expect(staleSourcesOf([...boards, board('failing', 10, '2026-11-18T09:00:00.000Z')], names)).toEqual([
      { id: 'greenhouse', name: 'Greenhouse', share: 0.25, since: '2026-11-18T09:00:00.000Z' },
    ]);
  });

  it('counts no board without open listings, nor one that is off', () => {
    expect(staleSourcesOf([board('ok', 1, null), board('failing', 0, null), board('off', 1, null)], names)).toEqual([]);
  });

  it('is said on the search page in words', () => {
    const stale = [{ id: 'greenhouse', name: 'Greenhouse', share: 0.4, since: '2026-11-18T09:00:00.000Z' }];
    const $ = load(documentOf(SearchPage(searchView({ stale }))));
    expect($('.note.warn').text()).toContain('Greenhouse could not be read in full when due: 40 % of its listings were last confirmed');
    expect(load(documentOf(SearchPage(searchView())))('.note.warn')).toHaveLength(0);
  });
});

describe('an employer month by month', () => {
  it('counts what was first seen, closed and open, from its first month on', async () => {
    const database = await freshDatabase();
    try {
      const store = createStore(database);
      const board = await claimedBoard(store, 'acme', { company: 'Acme' });
      const save = async (ids: readonly string[], at: string) => {
        const postings = ids.map((id) => postingWriteOf({ id, company: 'Acme', raw: { title: `Backend Engineer ${id}`, postedAt: at } }));
        await saveAll(store, board, postings, new Date(at));
        await linkEach(store, new Date(at));
      };
      await save(['one', 'two'], '2026-01-10T12:00:00.000Z');
      await save(['three'], '2026-02-10T12:00:00.000Z');
      const closed = new Date('2026-02-20T12:00:00Z');
      await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: ['one'], reason: 'page-gone', now: closed });
      await linkEach(store, closed);
      expect(await store.companyMonths('acme', 12, new Date('2026-03-05T12:00:00Z'))).toEqual([
        { month: '2026-01', seen: 2, closed: 0, open: 2 },
        { month: '2026-02', seen: 1, closed: 1, open: 2 },
        { month: '2026-03', seen: 0, closed: 0, open: 2 },
      ]);
      expect(await store.companyMonths('acme', 2, new Date('2026-03-05T12:00:00Z'))).toHaveLength(2);
      expect(await store.companyMonths('nobody', 12, new Date('2026-03-05T12:00:00Z'))).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});

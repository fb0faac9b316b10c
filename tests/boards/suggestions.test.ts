import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { suggestionsOf } from '#jobs/suggest-boards';
import { recogniseBoard } from '#scrapers/index';
import { hackerNews } from '#scrapers/sources/hacker-news';
import { createStore } from '#db/store/store';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { newBoardOf } from '../support/posting-writes.js';
import { readingWorld } from '../support/reading-world.js';

const recognise = (url: string) => {
  const found = recogniseBoard(url);
  return found !== null && 'source' in found ? found : null;
};
const link = (url: string) => `<a href="${url.replaceAll('/', '&#x2F;')}" rel="nofollow">${url.slice(0, 20)}...</a>`;
const post = (id: number, text: string) => ({
  id,
  text,
  created_at: '2026-11-02T16:00:00.000Z',
  threadId: 100,
  threadCreatedAt: '2026-11-02T15:00:00.000Z',
});
const leadsOf = (...rows: unknown[]) => rows.flatMap((row) => hackerNews.leadOf?.(row) ?? []);

const THREAD = 'https://news.ycombinator.com/item?id=100';

test('apply links of a post are boards by each source’s own rule, with the company and the thread as evidence', () => {
  const leads = leadsOf(
    post(
      1,
      `Acme Ledger | Senior Backend Engineer | Berlin | ${link('https://jobs.ashbyhq.com/acme%20ledger/1b4e28ba-2fa1-4d2e-883f-0016d3cca427')}<p>Or ${link('https://job-boards.greenhouse.io/acmeeu/jobs/4000001')}`,
    ),
    post(
      2,
      `Beta | Go Engineer | Remote | ${link('https://jobs.lever.co/beta/2b4e28ba-2fa1-4d2e-883f-0016d3cca427/apply?x=1')} ${link('https://www.linkedin.com/jobs/view/1')} ${link('https://beta.example/careers')}`,
    ),
    post(3, 'Gamma | Backend Engineer | no link at all'),
    post(4, `Delta | Java Engineer | ${link('https://remoteok.com/remote-jobs/1')} ${link('https://news.ycombinator.com/item?id=77')}`),
  );
  expect(suggestionsOf(leads, recognise)).toEqual([
    { source: 'ashby', slug: 'acme ledger', company: 'Acme Ledger', threadUrl: THREAD, postUrl: 'https://news.ycombinator.com/item?id=1' },
    { source: 'greenhouse', slug: 'acmeeu', company: 'Acme Ledger', threadUrl: THREAD, postUrl: 'https://news.ycombinator.com/item?id=1' },
    { source: 'lever', slug: 'beta', company: 'Beta', threadUrl: THREAD, postUrl: 'https://news.ycombinator.com/item?id=2' },
  ]);
});

test.each([
  null,
  1,
  'x',
  {},
  { id: 1 },
  { id: 1, text: 5, threadId: 1 },
  { id: 'x', text: '<a href="https://jobs.lever.co/a">', threadId: 1 },
  { id: 1, text: '<a href="'.repeat(20_000), threadId: 1 },
])('a hostile row leads nowhere: %#', (row) => {
  expect(hackerNews.leadOf?.(row) ?? null).toBeNull();
});

describe('kept in the database', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await freshDatabase();
    store = createStore(database);
  });
  afterEach(() => database.drop());
  const day = (n: number) => new Date(Date.UTC(2026, 10, n));
  const suggestion = (slug: string, n = 1) => ({
    source: 'ashby',
    slug,
    company: 'Acme',
    threadUrl: THREAD,
    postUrl: `https://news.ycombinator.com/item?id=${n}`,
  });

  test('suggestions are kept with their newest evidence, never read by themselves, and gone once the board is added', async () => {
    await store.suggestBoards('hacker-news', [suggestion('acme', 1), suggestion('beta', 2)], day(1));
    await store.suggestBoards('hacker-news', [{ ...suggestion('acme', 7), company: null }], day(20));
    // A thread of the past that is read later is no newer evidence.
    await store.suggestBoards('hacker-news', [{ ...suggestion('acme', 3), company: 'Old' }], new Date('2014-02-01T00:00:00Z'));
    await store.suggestBoards('hacker-news', [], day(21));
    expect(await store.listSuggestions(10)).toMatchObject({
      total: 2,
      suggestions: [
        {
          slug: 'acme',
          from: 'hacker-news',
          company: 'Acme',
          postUrl: 'https://news.ycombinator.com/item?id=7',
          firstSeenAt: '2014-02-01T00:00:00.000Z',
          lastSeenAt: day(20).toISOString(),
        },
        { slug: 'beta' },
      ],
    });
    expect(await store.listSuggestions(1)).toMatchObject({ total: 2, suggestions: [{ slug: 'acme' }] });
    expect(await store.listBoards(new Date())).toEqual([]);
    expect(await store.claimBoard(day(22), 'a', 60_000, [])).toBeNull();
    await store.addBoards([newBoardOf('ACME')]);
    expect(await store.listSuggestions(10)).toMatchObject({ total: 1, suggestions: [{ slug: 'beta' }] });
  });

  test('two workers that suggest the same boards at once both end', async () => {
    const many = Array.from({ length: 50 }, (_, i) => suggestion(`board-${i}`, i));
    const other = createStore(database.another({ max: 2 }));
    await Promise.all([store.suggestBoards('hacker-news', many, day(1)), other.suggestBoards('hacker-news', many.toReversed(), day(2))]);
    expect((await store.listSuggestions(100)).total).toBe(50);
  });

  test('a reading stores what its posts link to, and reads none of it', async () => {
    const world = await readingWorld({
      source: {
        leadOf: (row) => ({
          links: ['https://jobs.ashbyhq.com/acme'],
          company: 'Acme',
          threadUrl: THREAD,
          postUrl: `https://news.ycombinator.com/item?id=${(row as { id: string }).id}`,
        }),
      },
      recognise,
    });
    try {
      world.site.rows = [{ id: '7', title: 'Backend Engineer' }];
      await world.store.addBoards([world.board()]);
      expect(await world.read()).toMatchObject([{ verdict: 'complete' }]);
      expect(await world.store.listSuggestions(5)).toMatchObject({
        total: 1,
        suggestions: [{ source: 'ashby', slug: 'acme', from: 'test-site', company: 'Acme' }],
      });
      expect(await world.store.listBoards(new Date())).toHaveLength(1);
      expect(await world.read(0)).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

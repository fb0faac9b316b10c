import { afterEach, beforeEach, expect, test } from 'vitest';
import { hackerNews } from '#scrapers/sources/hacker-news';
import type { PageRequest } from '#scrapers/source';
import { readingWorld, type ReadingWorld } from '../support/reading-world.js';

const boundsOf = (now: string) => {
  const request = hackerNews.backfill?.first(new Date('2014-01-01T00:00:00Z'), new Date(now)) as PageRequest;
  const until = Number(/created_at_i<=(\d+)/.exec(request.url)?.[1]);
  return { request, until: new Date(until * 1000).toISOString() };
};

test.each([
  ['2026-11-23T12:00:00Z', '2026-10-31T23:59:59.000Z'],
  ['2026-11-05T12:00:00Z', '2026-09-30T23:59:59.000Z'],
  ['2026-01-03T12:00:00Z', '2025-11-30T23:59:59.000Z'],
])('the past ends where the live board begins: at %s', (now, until) => {
  expect(boundsOf(now).until).toBe(until);
});

test('a thread that the live board reads is no history, even where the index names it', () => {
  const hit = (id: string, createdAt: string) => ({ objectID: id, title: 'Ask HN: Who is hiring? (x)', created_at: createdAt });
  const { request } = boundsOf('2026-11-23T12:00:00Z');
  const hits = [hit('3', '2026-11-02T15:00:00.000Z'), hit('2', '2026-10-01T15:00:00.000Z'), hit('1', '2014-02-01T15:00:00.000Z')];
  const read = hackerNews.backfill?.read({ request, status: 200, text: JSON.stringify({ hits, page: 0, nbPages: 1 }) });
  expect(read?.boards).toEqual(['thread-2', 'thread-1']);
});

let world: ReadingWorld;
const page: PageRequest = { url: 'https://unused.example/', accept: 'x' };
beforeEach(async () => {
  world = await readingWorld({
    source: {
      platform: false,
      ends: 'window',
      backfill: { isHistory: (slug) => slug.startsWith('thread'), first: () => page, read: () => ({ boards: [], next: null }) },
    },
  });
});
afterEach(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});
const rows = (...ids: string[]) => ids.map((id) => ({ id, title: `Backend Engineer, Team ${id}`, company: `Company ${id}` }));
const postings = async () =>
  (
    await world.database.sql<{ line: string }[]>`
      select b.slug || ' ' || p.external_id as line from posting p join board b on b.id = p.board_id order by p.external_id collate "C", b.slug`
  ).map(({ line }) => line);
const listings = async () => (await world.database.sql<{ n: number }[]>`select count(*)::int as n from listing`)[0]?.n;

test.each([
  ['live first', ['live', 'threadone']],
  ['past first', ['threadone', 'live']],
])('one post on the live board and on a board of the past is one posting and one listing: %s', async (_name, [first = '', second = '']) => {
  world.site.rows = rows('1', '2');
  await world.store.addBoards([world.board({ slug: first, company: null })]);
  await world.read();
  world.site.rows = rows('1', '2', '3');
  await world.store.addBoards([world.board({ slug: second, company: null, dueAt: new Date(world.clock.getTime() + 61 * 60_000) })]);
  const ends = await world.read(61);
  const last = ends.find((end) => end.counts.added === 1 || end.skipped['read on another board of this source'] !== undefined);
  expect(last).toBeDefined();
  await world.read(1);
  const all = await postings();
  expect(all.map((line) => line.split(' ')[1])).toEqual(['1', '2', '3']);
  expect(await listings()).toBe(3);
});

test('an edited post stays with the board that holds it', async () => {
  world.site.rows = rows('1');
  await world.store.addBoards([world.board({ slug: 'live', company: null })]);
  await world.read();
  world.site.rows = [{ ...rows('1')[0]!, title: 'Senior Backend Engineer, Team 1' }];
  expect(await world.read()).toMatchObject([{ counts: { changed: 1 } }]);
  expect(await postings()).toEqual(['live 1']);
});

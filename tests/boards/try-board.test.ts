import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SiteRow } from '../support/job-site.js';
import { readingWorld, type ReadingWorld } from '../support/reading-world.js';

const never = new AbortController().signal;
const rows = (count: number): SiteRow[] =>
  Array.from({ length: count }, (_, i) => ({ id: `job-${i}`, title: `Backend Engineer, Team ${i}` }));
let world: ReadingWorld;
beforeEach(async () => {
  world = await readingWorld();
});
afterEach(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});
const propose = () => world.store.proposeBoard('test-site', 'acme', world.clock, 60);
const later = (minutes: number) => {
  world.clock = new Date(world.clock.getTime() + minutes * 60_000);
};

test('a board that is asked for waits, is read once by a worker, and stays with its postings', async () => {
  world.site.rows = rows(3);
  expect(await propose()).toMatchObject({ state: 'waiting', answer: null, triedAt: null });
  expect(await propose()).toMatchObject({ state: 'waiting' });
  expect(world.asked()).toBe(0);
  expect(await world.trials.waiting(never)).toBe(1);
  expect(await world.store.listProposals(5)).toMatchObject([
    { slug: 'acme', state: 'kept', answer: 'added: 3 rows read, 3 of backend work' },
  ]);
  const [board] = await world.store.listBoards(new Date());
  expect(board).toMatchObject({ slug: 'acme', lastRun: { verdict: 'complete' } });
  expect(board?.onTrial).toBeUndefined();
  expect(await world.trials.waiting(never)).toBe(0);
  expect(world.asked()).toBe(1);
});

test.each<[string, (world: ReadingWorld) => void, RegExp]>([
  ['an empty board', () => undefined, /it has no postings/],
  ['a missing board', ({ site }) => (site.mood = (_, response) => void response.writeHead(404).end()), /not there/],
  ['a broken page', ({ site }) => (site.mood = (_, response) => void response.writeHead(200).end('<<<')), /not JSON/],
])('%s is not kept, leaves nothing behind, and says why', async (_name, spoil, why) => {
  spoil(world);
  await propose();
  await world.trials.waiting(never);
  const [proposal] = await world.store.listProposals(5);
  expect(proposal).toMatchObject({ state: 'not-kept' });
  expect(proposal?.answer).toMatch(why);
  expect(await world.store.listBoards(new Date())).toEqual([]);
  const [left] = await world.database.sql<{ n: number }[]>`select (select count(*) from posting) + (select count(*) from run) as n`;
  expect(Number(left?.n)).toBe(0);
});

test('asking by hand again and again asks the host no more often than the source allows', async () => {
  await propose();
  await world.trials.waiting(never);
  expect(world.asked()).toBe(1);
  for (let minute = 0; minute < 50; minute += 10) {
    later(10);
    expect(await propose()).toMatchObject({ state: 'not-kept' });
    expect(await world.trials.now(world.site.source, 'acme')).toMatchObject({
      wait: expect.stringMatching(/was read at 2026-11-02 00:00 UTC .*2026-11-02 01:00 UTC at the earliest/),
    });
    expect(await world.trials.waiting(never)).toBe(0);
  }
  expect(world.asked()).toBe(1);
  later(10);
  world.site.rows = rows(2);
  expect(await world.trials.now(world.site.source, 'acme')).toMatchObject({ kept: true });
  expect(world.asked()).toBe(2);
});

test('a board that is read already is due by its interval alone, whatever is asked by hand', async () => {
  world.site.rows = rows(2);
  await world.store.addBoards([world.board()]);
  expect(await world.read(0)).toHaveLength(1);
  for (let minute = 0; minute < 50; minute += 10) {
    expect(await world.read(10)).toEqual([]);
    expect(await world.store.addBoards([world.board()])).toBe(0);
    expect(await world.trials.now(world.site.source, 'acme')).not.toMatchObject({ run: { verdict: 'complete' } });
  }
  expect(world.asked()).toBe(1);
});

test('a trial is nobody else’s to read, and one that was cut off is taken again', async () => {
  world.site.rows = rows(1);
  await world.store.addBoards([world.board({ onTrial: true })]);
  expect(await world.read(0)).toEqual([]);
  await propose();
  expect(await world.store.takeProposal(world.clock, 1_800_000)).toEqual({ source: 'test-site', slug: 'acme' });
  expect(await world.trials.waiting(never)).toBe(0);
  later(31);
  expect(await world.trials.waiting(never)).toBe(1);
  expect(await world.store.listProposals(1)).toMatchObject([{ state: 'kept' }]);
});

test('two workers never try one board twice', async () => {
  world.site.rows = rows(2);
  await propose();
  const tried = await Promise.all([world.trials.waiting(never), world.trials.waiting(never), world.trials.waiting(never)]);
  expect(tried.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(world.asked()).toBe(1);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lateFor, lateSourcesOf } from '#jobs/late-sources';
import { createTellBlind } from '#jobs/tell-blind';
import { ListingFilter } from '#src/domain/listing-filter';
import type { BoardStatus } from '#src/store';
import { SETTINGS } from '#tests/alerts/alert-cases';
import { QUIET, startWorld, type World } from '#tests/alerts/alert-world';

const DAY = 86_400_000;
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const board = (source: string, state: BoardStatus['state'], lastGoodAt: string | null): BoardStatus => ({
  id: 1,
  source,
  slug: source,
  company: null,
  state,
  offReason: null,
  lastRun: null,
  lastGoodAt,
  dueAt: '2026-03-01T00:00:00.000Z',
  openListings: 0,
  openWithPay: 0,
});

test('late sources: most of their boards were not read in time, and the search could hear of them', () => {
  const late = lateSourcesOf(
    [
      board('lever', 'failing', '2026-02-20T00:00:00.000Z'),
      board('lever', 'late', '2026-02-22T00:00:00.000Z'),
      board('lever', 'ok', '2026-03-01T00:00:00.000Z'),
      board('ashby', 'failing', null),
      board('ashby', 'ok', '2026-03-01T00:00:00.000Z'),
      board('remoteok', 'gone', null),
      board('himalayas', 'off', null),
    ],
    (id) => id.toUpperCase(),
  );
  expect(late).toEqual([
    { id: 'lever', name: 'LEVER', lastGood: '2026-03-01' },
    { id: 'remoteok', name: 'REMOTEOK', lastGood: null },
  ]);
  expect(lateFor(ListingFilter.parse({ source: 'not:lever' }), late).map(({ name }) => name)).toEqual(['REMOTEOK']);
  expect(lateFor(ListingFilter.parse({ source: 'ashby' }), late)).toEqual([]);
});

test('a search whose every source is dead for seven days is told once, and again only after it had come back', async () => {
  await world.subscribe({ source: 'lever' }, { target: 'blind@example.com' });
  await world.subscribe({}, { target: 'sees@example.com' });
  let boards = [board('lever', 'failing', world.now().toISOString()), board('ashby', 'ok', '2026-12-31T00:00:00.000Z')];
  const tell = createTellBlind({
    store: { ...world.store, listBoards: async () => boards },
    now: world.now,
    log: QUIET,
    mail: SETTINGS,
    email: world.email,
  });
  world.pass(7 * DAY - 1);
  expect(await tell.run()).toBe(0);
  world.pass(1);
  expect(await tell.run()).toBe(1);
  expect(await tell.run()).toBe(0);
  expect(world.sink.received.map(({ to }) => to)).toEqual(['blind@example.com']);
  boards = [board('lever', 'ok', world.now().toISOString())];
  expect(await tell.run()).toBe(0);
  world.pass(8 * DAY);
  expect(await tell.run()).toBe(2);
});

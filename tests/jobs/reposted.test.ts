import { afterEach, beforeEach, expect, test } from 'vitest';
import { readingWorld, type ReadingWorld } from '#tests/support/reading-world';

let world: ReadingWorld;
beforeEach(async () => {
  world = await readingWorld();
  await world.store.addBoards([world.board()]);
  world.site.rows = Array.from({ length: 8 }, (_, i) => ({ id: `job-${i}`, title: `Senior Backend Engineer, Team ${'ABCDEFGH'[i]}` }));
  await world.read();
});
afterEach(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

interface Linked {
  readonly external_id: string;
  readonly listing_id: number;
  readonly because: string | null;
}
const linked = async (id: string): Promise<Linked | undefined> =>
  (await world.database.sql<Linked[]>`select external_id, listing_id, joined_because as because from posting where external_id = ${id}`)[0];
const listings = async (): Promise<{ open: number; all: number } | undefined> =>
  (
    await world.database.sql<{ open: number; all: number }[]>`
    select count(*) filter (where open)::int as open, count(*)::int as all from listing`
  )[0];

test('an opening that its employer takes down and posts again under another number keeps its listing', async () => {
  const before = await linked('job-0');
  world.site.rows = [{ id: 'job-new', title: 'Senior Backend Engineer, Team A' }, ...world.site.rows.slice(1)];
  await world.read();
  expect(await linked('job-new')).toMatchObject({
    listing_id: before?.listing_id,
    because: expect.stringMatching(/again after the first was gone/),
  });
  expect(await listings()).toEqual({ open: 8, all: 8 });
  // The first number closes on the second reading without it; the listing goes on.
  world.site.rows = world.site.rows.map((row) => ({ ...row }));
  world.site.rows.push({ id: 'job-more', title: 'Senior Backend Engineer, Team M' });
  await world.read();
  expect(await world.database.sql`select external_id from posting where closed_at is not null`).toMatchObject([{ external_id: 'job-0' }]);
  expect(await listings()).toEqual({ open: 9, all: 9 });
});

test('a second requisition with the same words beside the first is another opening', async () => {
  const before = await linked('job-0');
  world.site.rows = [{ id: 'job-new', title: 'Senior Backend Engineer, Team A' }, ...world.site.rows];
  await world.read();
  const second = await linked('job-new');
  expect(second?.because).toBeNull();
  expect(second?.listing_id).not.toBe(before?.listing_id);
  expect(await listings()).toEqual({ open: 9, all: 9 });
});

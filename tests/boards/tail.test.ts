import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tailInterval } from '#jobs/next-due';
import { readCatalogue } from '#scrapers/boards';
import { SOURCES } from '#scrapers/index';
import { seedBoards } from '#src/cli/seed-boards';
import { readEnv } from '#src/env';
import type { NewBoard } from '#src/store';
import { readingWorld, type ReadingWorld } from '../support/reading-world.js';

const DAY_MS = 86_400_000;
const START = new Date('2026-11-02T00:00:00Z');

test('a board without backend work rests a week after four readings, a month after eight', () => {
  expect([0, 3, 4, 7, 8, 50].map((dry) => tailInterval(1440, dry))).toEqual([1440, 1440, 10_080, 10_080, 43_200, 43_200]);
});

describe('a fresh installation', () => {
  test('reads the first boards every six hours and spreads the tail over the day', async () => {
    let boards: readonly NewBoard[] = [];
    const store = {
      addBoards: async (given: readonly NewBoard[]) => {
        boards = given;
        return given.length;
      },
      keepOnlyBoards: async () => undefined,
    };
    await seedBoards({ store, env: readEnv({}, []), sources: SOURCES, catalogue: readCatalogue(), now: START });
    const platform = boards.filter(({ source }) => ['ashby', 'greenhouse', 'lever'].includes(source));
    const tail = platform.filter(({ dueAt }) => dueAt > START);
    const first = platform.filter(({ dueAt }) => dueAt <= START);
    expect(platform.length).toBeGreaterThanOrEqual(1_500);
    expect([first.length > 35, first.length < 50]).toEqual([true, true]);
    expect(new Set(first.map(({ intervalMinutes }) => intervalMinutes))).toEqual(new Set([360]));
    expect(new Set(tail.map(({ intervalMinutes }) => intervalMinutes))).toEqual(new Set([1440]));
    const perHour = new Map<number, number>();
    for (const { dueAt } of tail) {
      const hour = Math.floor((dueAt.getTime() - START.getTime()) / 3_600_000);
      perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
    }
    expect(Math.max(...perHour.keys())).toBeLessThan(24);
    expect(perHour.size).toBeGreaterThanOrEqual(23);
    expect(Math.max(...perHour.values())).toBeLessThan((2 * tail.length) / 23);
  });
});

describe('a board of the tail', () => {
  let world: ReadingWorld;
  const opened: ReadingWorld[] = [];
  beforeEach(async () => {
    world = await readingWorld();
    opened.push(world);
  });
  afterEach(() => expect(world.errors).toEqual([]));
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  /** Days at which the board is read, with a worker that wakes every six hours. */
  async function readDays(days: number): Promise<number[]> {
    const read: number[] = [];
    for (let quarter = 0; quarter < days * 4; quarter += 1) {
      const ends = await world.read(quarter === 0 ? 0 : 360);
      if (ends.length > 0) read.push(Math.round((world.clock.getTime() - START.getTime()) / DAY_MS));
    }
    return read;
  }
  const sales = [{ id: '1', title: 'Account Executive' }];
  const backend = [{ id: '2', title: 'Backend Engineer' }];

  test('is read daily, weekly, then monthly; one backend posting makes it daily again', async () => {
    world.site.rows = sales;
    await world.store.addBoards([world.board({ intervalMinutes: 1440, origin: 'catalogue' })]);
    const days = await readDays(70);
    const gaps = days.slice(1).map((day, i) => day - (days[i] ?? 0));
    expect(days.length).toBeLessThanOrEqual(9);
    expect(gaps.slice(0, 3).every((gap) => gap <= 2)).toBe(true);
    expect(gaps.slice(3, 7).every((gap) => gap >= 7 && gap <= 8)).toBe(true);
    expect(gaps.slice(7).every((gap) => gap >= 30)).toBe(true);
    expect((await world.store.listBoards(new Date()))[0]).toMatchObject({ offReason: null, lastRun: { verdict: 'unchanged' } });
    world.site.rows = [...sales, ...backend];
    const before = world.asked();
    await readDays(40);
    expect(world.asked() - before).toBeGreaterThan(5);
  });

  test('that a person added, or that has backend work, never rests', async () => {
    world.site.rows = sales;
    await world.store.addBoards([world.board({ intervalMinutes: 1440 })]);
    expect((await readDays(10)).length).toBeGreaterThanOrEqual(8);
    world = await readingWorld();
    opened.push(world);
    world.site.rows = backend;
    await world.store.addBoards([world.board({ intervalMinutes: 1440, origin: 'catalogue' })]);
    expect((await readDays(10)).length).toBeGreaterThanOrEqual(8);
  });
});

/** What may happen around a reading: pace, robots, certificates, a process that dies, an adapter that breaks, a flood of rows. */
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wholeBoard } from '#scrapers/lift';
import { createStore } from '#db/store/store';
import type { SaveBatch, Store } from '#src/store';
import { startTlsServer } from '#tests/net/local-servers';
import { countsAddUp, FIRST, SECOND, startFaultWorld, THIRD, type FaultBoard, type FaultWorld } from '#tests/support/fault-world';
import { startJobSite, type JobSite } from '#tests/support/job-site';

let world: FaultWorld;
const sites: JobSite[] = [];
/** A site of its own: pace and robots.txt are kept by host. */
async function newSite(): Promise<JobSite> {
  const site = await startJobSite();
  sites.push(site);
  return site;
}
let faultless: string;
beforeAll(async () => {
  // Waits that hosts ask for go by the database's clock, so this world begins now.
  world = await startFaultWorld(new Date(Date.now() - 2 * 3_600_000));
  const site = await newSite();
  const board = await world.board(site);
  for (const rows of [FIRST, SECOND, THIRD]) {
    site.rows = rows;
    await board.read();
  }
  faultless = await board.stored();
});
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.close()));
});
afterAll(() => world.close());

/** Reads on as if nothing had been, and compares. */
async function endsAsFaultless(site: JobSite, board: FaultBoard, readings: readonly (typeof FIRST)[] = [SECOND, THIRD]): Promise<void> {
  site.mood = null;
  for (const rows of readings) {
    site.rows = rows;
    expect((await board.read()).verdict).toBe('complete');
  }
  expect(await board.stored()).toBe(faultless);
}

describe('hosts that ask for patience', () => {
  it('row 6: after 429 with Retry-After 120 the host is left alone for that long, and others are read meanwhile', async () => {
    const own = await startFaultWorld(new Date(Date.now() - 2 * 3_600_000));
    const [slow, other] = [await newSite(), await newSite()];
    try {
      const board = await own.board(slow);
      slow.rows = FIRST;
      slow.mood = (_, response) => {
        slow.mood = null;
        response.writeHead(429, { 'retry-after': '120' }).end();
      };
      expect((await board.read()).verdict).toBe('complete');
      expect(Math.max(...own.slept)).toBeGreaterThan(110_000);
      expect(Math.max(...own.slept)).toBeLessThan(125_000);
      const before = own.slept.length;
      other.rows = FIRST;
      expect((await (await own.board(other)).read()).verdict).toBe('complete');
      expect(Math.max(0, ...own.slept.slice(before))).toBeLessThan(2_000);
    } finally {
      await own.close();
    }
  });

  it.each([
    '-5',
    '1e9',
    '1000000000',
    '99999999999999999999',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    'soon',
    '',
  ])('row 7: a hostile Retry-After «%s» is ignored or capped at a day, and closes nothing', async (value) => {
    const site = await newSite();
    const board = await world.board(site);
    site.rows = FIRST;
    await board.read();
    const before = await board.stored();
    site.mood = (_, response) => void response.writeHead(429, { 'retry-after': value }).end();
    const end = await board.read();
    expect(end).toMatchObject({ verdict: 'throttled', counts: { closed: 0 } });
    const hours = (end.nextDueAt.getTime() - world.now().getTime()) / 3_600_000;
    expect(hours).toBeGreaterThan(0);
    expect(hours).toBeLessThanOrEqual(24.001);
    expect(await board.stored()).toBe(before);
  });
});

describe('robots.txt', () => {
  it.each([
    ['row 55: a robots.txt that answers 503 means: do not ask', { status: 503, text: '' }, 'failed'],
    ['row 55: a robots.txt that forbids means: refused', { status: 200, text: 'User-agent: *\nDisallow: /\n' }, 'refused'],
  ] as const)('%s', async (_name, robots, verdict) => {
    const site = await newSite();
    const board = await world.board(site);
    site.rows = FIRST;
    await board.read();
    const before = await board.stored();
    world.wait(25);
    site.robots = robots;
    const asked = site.requests.length;
    expect(await board.read()).toMatchObject({ verdict, counts: { closed: 0 }, reason: expect.stringContaining('robots.txt') });
    expect(new Set(site.requests.slice(asked).map(({ path }) => path))).toEqual(new Set(['/robots.txt']));
    expect(await board.stored()).toBe(before);
    site.robots = { status: 200, text: '' };
    world.wait(25);
    await endsAsFaultless(site, board);
  });

  it('row 55: a site without a robots.txt is read', async () => {
    const site = await newSite();
    site.robots = { status: 404, text: '' };
    await endsAsFaultless(site, await world.board(site), [FIRST, SECOND, THIRD]);
  });
});

it('row 56: a certificate that nobody vouches for, or of another name, is refused, and nothing is asked in the clear', async () => {
  let answered = 0;
  const tls = await startTlsServer('jobs.example.com', (_, response) => {
    answered += 1;
    response.end('{"jobs":[]}');
  });
  if (tls === null) return; // no openssl on this machine
  const site = await newSite();
  let isMoved = false;
  const board = await world.board(site, {
    firstPage: ({ slug }) => wholeBoard(isMoved ? `https://127.0.0.1:${tls.port}/${slug}` : `${site.source.homepage}/${slug}`),
  });
  try {
    site.rows = FIRST;
    await board.read();
    const before = await board.stored();
    isMoved = true;
    const plain = site.requests.length;
    expect(await board.read()).toMatchObject({
      verdict: 'failed',
      counts: { closed: 0 },
      reason: expect.stringMatching(/certificate|secure/i),
    });
    expect([answered, site.requests.length]).toEqual([0, plain]);
    expect(await board.stored()).toBe(before);
    isMoved = false;
    await endsAsFaultless(site, board);
  } finally {
    await tls.close();
  }
});

/** A store of another process that stops for ever at a point: nothing it does after that has any effect. */
function dyingStore(store: Store, point: keyof Store, when: 'before' | 'after' | 'within'): { store: Store; died: Promise<void> } {
  let isDead = false;
  let die: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (die = resolve));
  const never = new Promise<never>(() => undefined);
  const dying = new Proxy(store, {
    get(target, name: keyof Store) {
      const given: unknown = target[name];
      if (typeof given !== 'function') return given;
      return async (...args: unknown[]) => {
        if (isDead) return never;
        if (name === point && when === 'before') {
          isDead = true;
          die();
          return never;
        }
        if (name === point && when === 'within') die();
        try {
          return await (given as (...all: unknown[]) => Promise<unknown>).apply(target, args);
        } catch (error) {
          if (name === point && when === 'within') return never;
          throw error;
        } finally {
          if (name === point && when === 'after') {
            isDead = true;
            die();
            await never;
          }
        }
      };
    },
  });
  return { store: dying, died };
}

describe('a process that dies', () => {
  /** What it held runs out: the board, and its turn at the host. */
  const leaseRunsOut = async (board: FaultBoard): Promise<void> => {
    await world.database.sql`update board set lease_until = '-infinity' where id = ${board.id}`;
    await world.database.sql`update host_gate set lease_until = '-infinity' where ticket is not null`;
  };
  const runsOf = async (board: FaultBoard) => (await world.store.boardRuns(board.id, 20)).map((run) => run.verdict).reverse();

  it.each([
    ['mid-fetch', 'knownRows', 'before', 'hangs'],
    ['before a row is stored', 'savePostings', 'before', null],
    ['after rows were stored', 'savePostings', 'after', null],
    ['before absence is counted', 'closePostings', 'before', null],
    ['after rows were closed', 'closePostings', 'after', null],
    ['before its run is ended', 'endRun', 'before', null],
  ] as const)('row 34: killed %s: the run is abandoned and the next one repairs', async (_name, point, when, mood) => {
    const site = await newSite();
    const board = await world.board(site);
    for (const [reading, rows] of [SECOND, THIRD].entries()) {
      if (reading === 0) {
        site.rows = FIRST;
        await board.read();
      }
      site.rows = rows;
      const { store, died } = dyingStore(createStore(world.database.another({ max: 2 })), point, when);
      if (mood === 'hangs') {
        const asked = new Promise<void>((resolve) => (site.mood = () => resolve()));
        void board.read({ store, owner: 'dead' }).catch(() => undefined);
        await asked;
        site.mood = null;
      } else {
        void board.read({ store, owner: 'dead' }).catch(() => undefined);
        await died;
      }
      await leaseRunsOut(board);
      expect((await board.read()).verdict).toBe('complete');
    }
    expect(await board.stored()).toBe(faultless);
    expect(await runsOf(board)).toEqual(['complete', 'abandoned', 'complete', 'abandoned', 'complete']);
    expect((await world.database.sql`select 1 from run where board_id = ${board.id} and ended_at is null`).length).toBe(0);
  });

  it('row 34: killed in the middle of a commit: all of it or nothing', async () => {
    const site = await newSite();
    const board = await world.board(site);
    site.rows = FIRST;
    await board.read();
    const before = await board.stored();
    site.rows = SECOND;
    const { store, died } = dyingStore(createStore(world.database.another({ max: 2 })), 'savePostings', 'within');
    // Another transaction holds the table, so that the writing stands still when its rows are written and its postings are not.
    await world.database.sql.begin(async (holder) => {
      await holder`lock table posting in share row exclusive mode`;
      void board.read({ store, owner: 'dead' }).catch(() => undefined);
      await died;
      // Asked on another connection: within a transaction the server shows one moment for ever.
      const stuck = () => world.database.sql<{ pid: number }[]>`
        select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`;
      await expect.poll(async () => (await stuck()).length, { timeout: 10_000 }).toBe(1);
      for (const { pid } of await stuck()) await world.database.sql`select pg_cancel_backend(${pid})`;
    });
    expect(await board.stored()).toBe(before);
    await leaseRunsOut(board);
    await endsAsFaultless(site, board);
  });
});

describe('an adapter that breaks', () => {
  it.each(['firstPage', 'rows', 'parse', 'idOf'] as const)('row 57: one that throws in %s fails its own run alone', async (part) => {
    const [broken, sound] = [await newSite(), await newSite()];
    let isBroken = false;
    const bug: typeof broken.source = {
      ...broken.source,
      [part]: (...args: readonly never[]) => {
        if (isBroken) throw new TypeError('undefined is not what it seemed');
        return (broken.source[part] as (...given: readonly never[]) => unknown)(...args);
      },
    };
    const [board, other] = [await world.board(broken, bug), await world.board(sound)];
    for (const [site, of] of [
      [broken, board],
      [sound, other],
    ] as const) {
      site.rows = FIRST;
      await of.read();
    }
    const before = await board.stored();
    isBroken = true;
    // Changed in every row, so that none is known by its hash.
    broken.rows = FIRST.map((row) => ({ ...row, place: 'Munich' }));
    const end = await board.read();
    expect(['failed', 'suspect']).toContain(end.verdict);
    expect(end.counts.closed).toBe(0);
    expect(await board.stored()).toBe(before);
    expect(world.errors.splice(0)).toHaveLength(part === 'firstPage' ? 1 : 0);
    await endsAsFaultless(sound, other);
    isBroken = false;
    await endsAsFaultless(broken, board);
  });

  it('row 57: a promise that fails late, where nobody waits for it, ends no process', () => {
    const said = execFileSync(process.execPath, ['--conditions=source', '--import', 'tsx', 'tests/faults/stray-rejection.ts'], {
      encoding: 'utf8',
    });
    expect(said).toBe('alive, 1 logged: true\n');
  });
});

it('row 53: a flood of rows is stored in batches of at most 500, counted whole, and a first reading alerts nobody', async () => {
  const site = await newSite();
  const board = await world.board(site, { bodyCap: 4_000_000 });
  // One in ten is backend work; every row leaves a trace all the same.
  site.rows = Array.from({ length: 5_200 }, (_, i) => ({
    id: `flood-${i}`,
    title: i % 10 === 0 ? `Backend Engineer ${i}` : `Florist ${i}`,
  }));
  const sizes: number[] = [];
  const store = new Proxy(world.store, {
    get(target, name: keyof Store) {
      if (name !== 'savePostings') return target[name];
      return (batch: SaveBatch) => {
        sizes.push(batch.writes.length + batch.notBackend.length);
        return target.savePostings(batch);
      };
    },
  });
  const end = await board.read({ store });
  expect(end).toMatchObject({ verdict: 'complete', counts: { seen: 5_200, added: 520, notBackend: 4_680 } });
  expect(countsAddUp(end)).toBe(true);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5_200);
  const told = await world.database.sql`
    select 1 from change_log c join posting p on p.listing_id = c.listing_id where p.board_id = ${board.id} and c.cause = 0`;
  expect(told).toHaveLength(0);
});

/** What a list may lose, and what of it is believed: the guards at their boundaries, against a database. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClosePostings } from '#jobs/close-postings';
import { getJson, pageJson, wholeBoard } from '#scrapers/lift';
import type { Source } from '#scrapers/source';
import { countsAddUp, rowsOf, startFaultWorld, type FaultBoard, type FaultWorld } from '#tests/support/fault-world';
import { startJobSite, type JobSite, type SiteRow } from '#tests/support/job-site';

let world: FaultWorld;
let site: JobSite;
beforeAll(async () => {
  world = await startFaultWorld();
  site = await startJobSite();
});
afterEach(() => {
  site.mood = null;
  expect(world.errors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await site.close();
  await world.close();
});

/** Rows of which one in ten is backend work: the guards count all alike, and the others cost little. */
const many = (count: number, from = 0): SiteRow[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `row-${from + at}`,
    title: (from + at) % 10 === 0 ? `Backend Engineer, Team ${from + at}` : `Account Executive ${from + at}`,
  }));
const idsOf = (rows: readonly SiteRow[]) => rows.map((row) => row.id).sort();
const minus = (rows: readonly string[], gone: readonly string[]) => rows.filter((id) => !gone.includes(id));

/** Reads a list so many times that it is usual. */
async function usual(board: FaultBoard, rows: readonly SiteRow[], times = 3): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    // A word changes each time, so that no answer is «not modified».
    site.rows = rows.map((row, at) => (at === rows.length - 1 ? { ...row, place: `Berlin ${time}` } : row));
    expect((await board.read()).verdict).toBe('complete');
  }
}

describe('guards, at their boundaries', () => {
  it.each([
    [69, 'suspect'],
    [70, 'complete'],
    [71, 'complete'],
  ] as const)('drop: %i of 100 usual rows is %s', async (kept, verdict) => {
    const board = await world.board(site);
    await usual(board, many(100));
    // None of those known is missing but for the drop itself: the blast guard has nothing to say.
    site.rows = many(kept);
    const end = await board.read();
    expect(end).toMatchObject({ verdict, suspicion: verdict === 'suspect' ? 'drop' : null, counts: { closed: 0 } });
    expect(await board.openRows()).toHaveLength(100);
    const again = await board.read();
    expect(again.counts.closed).toBe(verdict === 'suspect' ? 0 : 100 - kept);
    expect(await board.openRows()).toEqual(verdict === 'suspect' ? idsOf(many(100)) : idsOf(many(kept)));
  });

  it.each([
    [49, 'complete'],
    [50, 'complete'],
    [51, 'suspect'],
  ] as const)('blast radius: %i of 100 gone and as many new is %s', async (gone, verdict) => {
    const board = await world.board(site);
    await usual(board, many(100), 1);
    site.rows = many(100, gone);
    expect(await board.read()).toMatchObject({ verdict, suspicion: verdict === 'suspect' ? 'blast' : null, counts: { closed: 0 } });
    expect(await board.openRows()).toHaveLength(100 + gone);
    site.rows = site.rows.map((row, at) => (at === 0 ? { ...row, place: 'Munich' } : row));
    expect((await board.read()).counts.closed).toBe(verdict === 'suspect' ? 0 : gone);
    expect(await board.openRows()).toEqual(verdict === 'suspect' ? idsOf(many(100 + gone)) : idsOf(many(100, gone)));
  });

  it('what is usual is remembered through unchanged and failed readings', async () => {
    const board = await world.board(site);
    await usual(board, many(30));
    for (let time = 0; time < 6; time += 1) expect((await board.read()).verdict).toBe('unchanged');
    site.mood = (_, response) => void response.writeHead(500).end();
    for (let time = 0; time < 6; time += 1) expect((await board.read()).verdict).toBe('failed');
    site.mood = null;
    site.rows = many(18);
    expect(await board.read()).toMatchObject({ verdict: 'suspect', suspicion: 'drop' });
    site.mood = (_, response) => void response.writeHead(200).end(JSON.stringify({ jobs: many(30) }).replaceAll('"title":', '"name":'));
    expect(await board.read()).toMatchObject({ verdict: 'drift', reason: expect.stringContaining('title') });
    expect(await board.openRows()).toHaveLength(30);
  });
});

describe('lists that shrink', () => {
  it('row 1: the sixth empty list in a row over 24 hours closes all, the fifth nothing', async () => {
    const board = await world.board(site);
    await usual(board, rowsOf(6), 1);
    const rows = await board.openRows();
    site.rows = [];
    for (let time = 0; time < 5; time += 1) {
      expect(await board.read()).toMatchObject({ verdict: 'suspect', counts: { closed: 0 } });
      expect(await board.openRows()).toEqual(rows);
      world.wait(4);
    }
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { closed: 6 } });
    expect(await board.openRows()).toEqual([]);
    // What was believed is usual from then on.
    site.mood = (_, response) => void response.end('{"jobs":[],"total":0}');
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { closed: 0 } });
  });

  it('row 1: six empty lists within a day close nothing', async () => {
    const board = await world.board(site);
    await usual(board, rowsOf(6), 1);
    site.rows = [];
    for (let time = 0; time < 9; time += 1) expect((await board.read()).counts.closed).toBe(0);
    expect(await board.openRows()).toHaveLength(6);
  });

  it('row 2: a list cut to 60 % closes nothing, and comes back whole', async () => {
    const board = await world.board(site);
    await usual(board, rowsOf(10));
    const [rows, before] = [await board.openRows(), await board.stored()];
    const whole = site.rows;
    site.rows = whole.slice(0, 6);
    for (let time = 0; time < 4; time += 1) expect(await board.read()).toMatchObject({ verdict: 'suspect', counts: { closed: 0 } });
    expect(await board.openRows()).toEqual(rows);
    site.rows = whole;
    expect((await board.read()).verdict).toBe('complete');
    expect(await board.stored()).toBe(before);
  });

  it('row 3: a quarter that really left closes on the second complete run, exactly those', async () => {
    const board = await world.board(site);
    await usual(board, rowsOf(12));
    const rows = await board.openRows();
    site.rows = rowsOf(9);
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { closed: 0 } });
    expect(await board.openRows()).toEqual(rows);
    // The list is the same to the byte: it is read again all the same, since a second look is owed.
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { closed: 3 } });
    expect(await board.openRows()).toEqual(minus(rows, ['job-9', 'job-10', 'job-11']));
    expect((await board.read()).verdict).toBe('unchanged');
  });
});

/** Seven pages of two rows. */
const Page = z.object({ jobs: z.array(z.unknown()), pages: z.number() });
const paged = (): Partial<Source> => {
  const at = (slug: string, page: number) => getJson(`${site.source.homepage}/${slug}?page=${page}`);
  const pageOf = (url: string) => Number(new URL(url).searchParams.get('page'));
  return {
    maxPages: 20,
    firstPage: ({ slug }) => at(slug, 1),
    rows: (page, { slug }) => {
      const { jobs, pages } = pageJson(page, Page);
      const number = pageOf(page.request.url);
      return { rows: jobs, statedTotal: null, next: number < pages ? at(slug, number + 1) : null };
    },
    afterLost: (request) => {
      const url = new URL(request.url);
      url.searchParams.set('page', String(pageOf(request.url) + 1));
      return { ...request, url: url.href };
    },
  };
};
/** Serves pages; `spoil` answers instead where it says so. */
const serve =
  (rows: readonly SiteRow[], pages: number, pageFor: (asked: number) => number | 'broken'): NonNullable<JobSite['mood']> =>
  (request, response) => {
    const page = pageFor(Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page')));
    if (page === 'broken') response.writeHead(500).end();
    else response.writeHead(200).end(JSON.stringify({ jobs: rows.slice((page - 1) * 2, page * 2), pages }));
  };

describe('lists of several pages', () => {
  it('row 4: page 3 of 7 fails: the others are stored, nothing closes, and the next reading makes it whole', async () => {
    const [faulty, faultless] = [await world.board(site, paged()), await world.board(site, paged())];
    const rows = rowsOf(14);
    for (const board of [faulty, faultless]) {
      site.mood = serve(rowsOf(10), 5, (page) => page);
      expect((await board.read()).verdict).toBe('complete');
    }
    const before = await faulty.openRows();
    site.mood = serve(rows, 7, (page) => (page === 3 ? 'broken' : page));
    const end = await faulty.read();
    expect(end).toMatchObject({ verdict: 'partial', reason: expect.stringContaining('page 3'), counts: { seen: 12, closed: 0 } });
    expect(countsAddUp(end)).toBe(true);
    expect(await faulty.openRows()).toEqual([...new Set([...before, ...idsOf(rows)])].sort());
    site.mood = serve(rows, 7, (page) => page);
    expect((await faulty.read()).verdict).toBe('complete');
    expect((await faultless.read()).verdict).toBe('complete');
    expect(await faulty.stored()).toBe(await faultless.stored());
  });

  it('row 5: a last page that repeats the first for ever stops at the repetition', async () => {
    const board = await world.board(site, paged());
    site.mood = serve(rowsOf(6), 3, (page) => page);
    await board.read();
    const before = await board.openRows();
    const asked = site.requests.length;
    site.mood = serve(rowsOf(6), 99, (page) => ((page - 1) % 3) + 1);
    const end = await board.read();
    expect(end).toMatchObject({ verdict: 'partial', reason: expect.stringContaining('repeats'), counts: { seen: 6, closed: 0 } });
    expect(countsAddUp(end)).toBe(true);
    expect(site.requests.slice(asked).filter(({ path }) => path.includes('page='))).toHaveLength(4);
    expect(await board.openRows()).toEqual(before);
  });
});

describe('what is gone', () => {
  it('row 10: a board that is gone is off after three days; its postings close on the seventh, not before', async () => {
    const board = await world.board(site);
    await usual(board, rowsOf(6), 1);
    const rows = await board.openRows();
    const close = createClosePostings({ store: world.store, sources: [site.source], now: () => world.now(), changed: () => undefined });
    const off = async () =>
      (await world.database.sql<{ off_reason: string | null }[]>`select off_reason from board where id = ${board.id}`)[0]?.off_reason ??
      null;
    site.mood = (_, response) => void response.writeHead(404).end();
    const since = world.now().getTime();
    const days = () => (world.now().getTime() - since) / 86_400_000;
    while ((await off()) === null && days() < 6) {
      expect(await board.read()).toMatchObject({ verdict: 'gone', counts: { closed: 0 } });
      world.wait(22);
    }
    expect(await off()).toContain('gone for 3 days');
    expect(days()).toBeGreaterThan(3);
    while (days() < 7) {
      await close();
      expect(await board.openRows()).toEqual(rows);
      world.wait(6);
    }
    world.wait(6);
    expect(await close()).toBe(6);
    expect(await board.openRows()).toEqual([]);
  });

  it('row 10: one 404, and then a week in which nobody asked, closes nothing', async () => {
    const board = await world.board(site);
    await usual(board, rowsOf(6), 1);
    const close = createClosePostings({ store: world.store, sources: [site.source], now: () => world.now(), changed: () => undefined });
    site.mood = (_, response) => void response.writeHead(404).end();
    await board.read();
    world.wait(24 * 8);
    expect(await close()).toBe(0);
    expect(await board.openRows()).toHaveLength(6);
  });

  it.each([404, 410])('row 11: a posting whose own page answers %i closes at once, and it alone', async (code) => {
    const detailed: Partial<Source> = {
      firstPage: ({ slug }) => wholeBoard(`${site.source.homepage}/${slug}`),
      detailOf: (row, { slug }) => getJson(`${site.source.homepage}/${slug}/${(row as SiteRow).id}`),
    };
    const board = await world.board(site, detailed);
    site.rows = rowsOf(6);
    expect((await board.read()).verdict).toBe('complete');
    const open = await board.open();
    // The row is edited, so its page is asked again; it is still in the list.
    site.rows = site.rows.map((row) => (row.id === 'job-2' ? { ...row, place: 'Munich' } : row));
    const list = JSON.stringify({ jobs: site.rows });
    site.mood = (request, response) => void (request.url?.endsWith('/job-2') ? response.writeHead(code).end() : response.end(list));
    const end = await board.read();
    expect(end).toMatchObject({ verdict: 'complete', counts: { closed: 1 } });
    expect(countsAddUp(end)).toBe(true);
    expect(await board.open()).toEqual(minus(open, ['job-2']));
    const [closed] = await world.database.sql`select close_reason from posting where board_id = ${board.id} and external_id = 'job-2'`;
    expect(closed).toEqual({ close_reason: 0 });
    // While its page stays gone it is not opened again; once it is back, it is the same posting.
    await board.read();
    expect(await board.open()).toEqual(minus(open, ['job-2']));
    site.mood = null;
    await board.read();
    expect(await board.open()).toEqual(open);
  });

  it('row 11: where most pages say 404, it is the pages that moved: nothing closes', async () => {
    const board = await world.board(site, {
      detailOf: (row, { slug }) => getJson(`${site.source.homepage}/${slug}/${(row as SiteRow).id}`),
    });
    site.rows = rowsOf(6);
    await board.read();
    const rows = await board.openRows();
    const list = JSON.stringify({ jobs: rowsOf(6).map((row) => ({ ...row, place: 'Munich' })) });
    site.mood = (request, response) => void (/job-\d+$/.test(request.url ?? '') ? response.writeHead(404).end() : response.end(list));
    expect((await board.read()).counts.closed).toBe(0);
    expect(await board.openRows()).toEqual(rows);
  });
});

/** The shape of the recorded board that lost 94 of 115 in ten months: here 19 of 23 go, 20 come. */
describe('a board that turned over', () => {
  const before = rowsOf(23);
  const after = [...rowsOf(4, 19), ...rowsOf(20, 100)];
  const gone = idsOf(rowsOf(19));
  const turnedOver = async () => {
    const board = await world.board(site);
    await usual(board, before, 1);
    site.rows = after;
    return board;
  };
  const closesAll = () => true;
  const heldOf = async ({ slug }: FaultBoard) => (await world.store.heldRuns()).find((run) => run.slug === slug);

  it('is suspect twice, closes nothing, stores what is new; once accepted, exactly the absent close', async () => {
    const board = await turnedOver();
    expect(await board.read()).toMatchObject({ verdict: 'suspect', counts: { closed: 0 } });
    const second = await board.read();
    expect(second).toMatchObject({ verdict: 'suspect', counts: { closed: 0 } });
    expect(await board.openRows()).toEqual(idsOf([...before, ...rowsOf(20, 100)]));
    const held = await heldOf(board);
    expect(held).toMatchObject({ verdict: 'suspect', seen: 24, wouldClose: 19, added: 20, rejectedAt: null });
    expect(held?.wouldCloseTitles[0]).toBe('Senior Backend Engineer, Team 0');
    const id = held?.id ?? 0;
    expect(await world.store.acceptRun(id - 1, closesAll, world.now())).toEqual({
      refused: expect.stringContaining('no longer its latest'),
    });
    expect(await world.store.acceptRun(id, closesAll, world.now())).toMatchObject({ closed: 19 });
    expect(minus(idsOf([...before, ...rowsOf(20, 100)]), await board.openRows())).toEqual(gone);
    expect(await world.store.heldRuns()).not.toContainEqual(expect.objectContaining({ id }));
    expect(await world.store.acceptRun(id, closesAll, world.now())).toEqual({ refused: expect.stringContaining('accepted already') });
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { closed: 0 } });
    const reasons = await world.database.sql`
      select distinct close_reason from posting where board_id = ${board.id} and closed_at is not null`;
    expect(reasons).toEqual([{ close_reason: 6 }]);
  });

  it('is believed after six like runs over 24 hours: exactly the absent close', async () => {
    const board = await turnedOver();
    for (let time = 0; time < 5; time += 1) {
      expect(await board.read()).toMatchObject({ verdict: 'suspect', counts: { closed: 0 } });
      world.wait(4);
    }
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { closed: 19 } });
    expect(await board.openRows()).toEqual(idsOf(after));
  });

  it('is not believed once a person rejected it; a person may still accept it', async () => {
    const board = await turnedOver();
    await board.read();
    const held = await heldOf(board);
    expect(await world.store.rejectRun(held?.id ?? 0, world.now())).toMatchObject({ closed: 0 });
    for (let time = 0; time < 7; time += 1) {
      expect(await board.read()).toMatchObject({ verdict: 'suspect', counts: { closed: 0 } });
      world.wait(4);
    }
    expect(await board.openRows()).toHaveLength(43);
    const latest = await heldOf(board);
    expect(await world.store.acceptRun(latest?.id ?? 0, closesAll, world.now())).toMatchObject({ closed: 19 });
  });

  it('closes nothing on acceptance where a broken row has no id, or absence says nothing', async () => {
    const board = await turnedOver();
    const list = JSON.stringify({ jobs: [...after, { title: 'Backend Engineer' }] });
    site.mood = (_, response) => void response.end(list);
    await board.read();
    const held = await heldOf(board);
    expect(held).toMatchObject({ brokenWithoutId: 1, wouldClose: 19 });
    expect(await world.store.acceptRun(held?.id ?? 0, closesAll, world.now())).toMatchObject({ closed: 0, brokenWithoutId: 1 });
    expect(await world.store.acceptRun(99_999, closesAll, world.now())).toEqual({ refused: 'there is no run 99999' });
  });
});

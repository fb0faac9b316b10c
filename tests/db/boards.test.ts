import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '#db/store/store';
import type { ClaimedBoard, RunEnd, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { linkEach, newBoardOf, postingWriteOf, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const END: RunEnd = {
  verdict: 'complete',
  reason: null,
  counts: { seen: 3, added: 1, changed: 0, unchanged: 1, notBackend: 1, rejected: 0, withPay: 1, closed: 0 },
  suspicion: null,
  absent: 0,
  skipped: { legal: 1 },
  contentHash: 'abc',
  pages: [{ url: 'https://boards.example/acme', body: Buffer.from('{"jobs":[]}'), sha256: 'f'.repeat(64) }],
  shape: { rows: 3, paths: { 'jobs[].id': { types: ['number'], share: 1 } } },
  coverage: { title: 1 },
  memory: { validators: { 'https://boards.example/acme': { etag: '"1"', lastModified: null } }, memo: { host: 'eu' } },
  nextDueAt: later(60),
  goneSince: null,
  switchOff: null,
  company: 'Acme Inc',
};

const opened: TestDatabase[] = [];
let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
  store = createStore(database);
});
afterAll(() => Promise.all(opened.map((one) => one.drop())));

const held = (board: ClaimedBoard | null): ClaimedBoard => {
  if (board === null) throw new Error('nothing was due');
  return board;
};

describe('claims', () => {
  it('of two owners never overlap, and cover every due board', async () => {
    const slugs = Array.from({ length: 40 }, (_, i) => `board-${i}`);
    expect(await store.addBoards(slugs.map((slug) => newBoardOf(slug)))).toBe(40);
    expect(await store.addBoards(slugs.map((slug) => newBoardOf(slug, { company: 'other' })))).toBe(0);
    const others = createStore(database.another({ max: 4 }));
    const claimAll = async (from: Store, owner: string) => {
      const claimed: string[] = [];
      for (
        let board = await from.claimBoard(NOW, owner, 60_000, []);
        board !== null;
        board = await from.claimBoard(NOW, owner, 60_000, [])
      ) {
        claimed.push(board.slug);
      }
      return claimed;
    };
    const claimed = (await Promise.all([claimAll(store, 'a'), claimAll(store, 'a'), claimAll(others, 'b'), claimAll(others, 'b')])).flat();
    expect(claimed.toSorted()).toEqual(slugs.toSorted());
    expect(await store.countDueBoards(NOW)).toEqual({ due: 0, running: 40, nextDueAt: null });
  });

  it('are late three intervals after their last good reading, by the clock that is handed in', async () => {
    await store.addBoards([newBoardOf('ashby-late')]);
    const claimed = held(await store.claimBoard(NOW, 'a', 60_000, []));
    await store.endRun(claimed.id, claimed.runId, 'a', later(1), { ...END, nextDueAt: later(61) });
    const stateAt = async (minutes: number) => (await store.listBoards(later(minutes)))[0]?.state;
    expect([await stateAt(1), await stateAt(181), await stateAt(182)]).toEqual(['ok', 'ok', 'late']);
  });

  it('leave out what is not due, what is off, busy sources, and all but the one asked for', async () => {
    await store.addBoards([
      newBoardOf('future', { dueAt: later(5) }),
      newBoardOf('lever-a', { source: 'lever' }),
      newBoardOf('ashby-a'),
      newBoardOf('ashby-b'),
    ]);
    const boards = await store.listBoards(NOW);
    const only = boards.find((board) => board.slug === 'ashby-b')?.id;
    expect(held(await store.claimBoard(NOW, 'a', 60_000, [], only)).slug).toBe('ashby-b');
    expect(held(await store.claimBoard(NOW, 'a', 60_000, ['lever'])).slug).toBe('ashby-a');
    expect(await store.claimBoard(NOW, 'a', 60_000, ['lever'])).toBeNull();
    await store.keepOnlyBoards([{ source: 'ashby', slug: 'future' }], 'not in BOARDS_FILE');
    expect(await store.claimBoard(NOW, 'a', 60_000, [])).toBeNull();
    expect(held(await store.claimBoard(later(5), 'a', 60_000, [])).slug).toBe('future');
    // The catalogue's next start brings back what the file had switched off.
    await store.addBoards([newBoardOf('lever-a', { source: 'lever' })]);
    expect(held(await store.claimBoard(NOW, 'a', 60_000, [])).slug).toBe('lever-a');
  });

  it('of a dead worker are taken over when the lease has run out, and its late end is not kept', async () => {
    await store.addBoards([newBoardOf('acme')]);
    const first = held(await store.claimBoard(NOW, 'dead', 300, []));
    expect(await store.claimBoard(NOW, 'alive', 60_000, [])).toBeNull();
    expect(await store.extendBoardLease(first.id, first.runId, 'dead', 300)).toBe(true);
    await sleep(400);
    expect(await store.extendBoardLease(first.id, first.runId, 'dead', 300)).toBe(false);
    const second = held(await store.claimBoard(NOW, 'alive', 60_000, []));
    expect(second.id).toBe(first.id);
    expect(second.recentRuns.map((run) => run.verdict)).toEqual(['abandoned']);
    await store.endRun(first.id, first.runId, 'dead', later(1), { ...END, reason: 'late' });
    await store.endRun(second.id, second.runId, 'alive', later(1), END);
    const runs = await store.boardRuns(first.id, 10);
    expect(runs.map((run) => [run.verdict, run.reason])).toEqual([
      ['complete', null],
      ['abandoned', 'the process that read it stopped in the middle'],
    ]);
  });

  it('are given back at once when their owner ends in order', async () => {
    await store.addBoards([newBoardOf('a'), newBoardOf('b')]);
    const mine = held(await store.claimBoard(NOW, 'leaving', 60_000, []));
    held(await store.claimBoard(NOW, 'staying', 60_000, []));
    await store.releaseLeases('leaving', later(1));
    expect(held(await store.claimBoard(later(1), 'next', 60_000, [])).id).toBe(mine.id);
    expect(await store.claimBoard(later(1), 'next', 60_000, [])).toBeNull();
  });
});

describe('runs', () => {
  it('are remembered with what the next visit needs', async () => {
    await store.addBoards([newBoardOf('acme', { company: null, industry: 'fintech', country: 'DE' })]);
    const first = held(await store.claimBoard(NOW, 'a', 60_000, []));
    expect(first).toMatchObject({
      hasCompleteReading: false,
      openCount: 0,
      missedCount: 0,
      recentRuns: [],
      industry: 'fintech',
      country: 'DE',
      validators: {},
      memo: {},
    });
    await saveAll(store, first, [postingWriteOf({ id: 'x' })], NOW, {
      notBackend: [{ externalId: 'n', rowHash: 'aa', title: 'Cook', reason: 'no' }],
    });
    await linkEach(store, NOW);
    await store.endRun(first.id, first.runId, 'a', later(1), END);
    expect(await store.claimBoard(later(59), 'a', 60_000, [])).toBeNull();
    const second = held(await store.claimBoard(later(60), 'a', 60_000, []));
    expect(second).toMatchObject({
      company: 'Acme Inc',
      hasCompleteReading: true,
      openCount: 2,
      missedCount: 0,
      memo: { host: 'eu' },
      validators: END.memory?.validators ?? {},
      recentRuns: [
        {
          id: first.runId,
          verdict: 'complete',
          seen: 3,
          absent: 0,
          contentHash: 'abc',
          shape: END.shape,
          coverage: END.coverage,
          endedAt: later(1),
        },
      ],
    });
    await store.endRun(second.id, second.runId, 'a', later(61), {
      ...END,
      verdict: 'failed',
      reason: 'no answer',
      pages: [],
      memory: null,
      company: null,
    });
    const third = held(await store.claimBoard(later(120), 'a', 60_000, []));
    expect(third).toMatchObject({ consecutiveFailures: 1, company: 'Acme Inc', memo: { host: 'eu' } });
    const [page] = await database.sql<{ body: Buffer }[]>`select body from raw_page`;
    expect(gunzipSync(page?.body ?? Buffer.alloc(0)).toString()).toBe('{"jobs":[]}');
    expect(await store.listBoards(NOW)).toMatchObject([
      {
        state: 'reading',
        openListings: 1,
        openWithPay: 0,
        lastGoodAt: later(1).toISOString(),
        lastRun: { verdict: 'failed', reason: 'no answer' },
      },
    ]);
    await store.endRun(third.id, third.runId, 'a', later(121), { ...END, verdict: 'gone', switchOff: 'gone for 3 days', pages: [] });
    expect(await store.listBoards(NOW)).toMatchObject([{ state: 'off', offReason: 'gone for 3 days' }]);
  });
});

describe('the gate of a host', () => {
  it('lets one ask at a time, with its gap between two clients', async () => {
    const here = store.hostGate;
    const there = createStore(database.another({ max: 2 })).hostGate;
    const first = await here.reserve('boards.example', 400, 5_000);
    if (!('ticket' in first) || first.ticket === null) throw new Error('not reserved');
    expect(first.waitMs).toBe(0);
    expect(await there.reserve('boards.example', 400, 5_000)).toMatchObject({ ticket: null });
    expect(await there.reserve('other.example', 400, 5_000)).toMatchObject({ waitMs: 0 });
    await here.release('boards.example', 'not my ticket', 400);
    expect(await there.reserve('boards.example', 400, 5_000)).toMatchObject({ ticket: null });
    await here.release('boards.example', first.ticket, 400);
    const second = await there.reserve('boards.example', 400, 5_000);
    if (!('ticket' in second)) throw new Error('deferred');
    expect(second.ticket).not.toBeNull();
    expect(second.waitMs).toBeGreaterThan(250);
    expect(second.waitMs).toBeLessThanOrEqual(400);
  });

  it('never lets two in, however many ask at once', async () => {
    const gates = [store, createStore(database.another({ max: 4 }))].map((one) => one.hostGate);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => gates[i % 2]!.reserve('busy.example', 10, 5_000)));
    expect(answers.filter((answer) => 'ticket' in answer && answer.ticket !== null)).toHaveLength(1);
  });

  it('takes a silent holder’s slot over after its lease', async () => {
    await store.hostGate.reserve('slow.example', 0, 100);
    expect(await store.hostGate.reserve('slow.example', 0, 100)).toMatchObject({ ticket: null });
    await sleep(150);
    expect(await store.hostGate.reserve('slow.example', 0, 100)).toMatchObject({ waitMs: 0 });
  });

  it('waits out a short request to be left alone, and names a long one; a nearer date never wins', async () => {
    const { hostGate } = store;
    const soon = new Date(Date.now() + 60_000);
    await hostGate.defer('tired.example', soon);
    const answer = await hostGate.reserve('tired.example', 0, 1_000);
    expect('waitMs' in answer && answer.waitMs).toBeGreaterThan(55_000);
    const far = new Date(Date.now() + 3_600_000);
    await hostGate.defer('tired.example', far);
    await hostGate.defer('tired.example', soon);
    expect(await hostGate.reserve('tired.example', 0, 1_000)).toEqual({ notBefore: far });
  });

  it('keeps robots.txt until it expires, and what was asked', async () => {
    const { hostGate } = store;
    expect(await hostGate.robotsOf('https://a.example', NOW)).toBeNull();
    const robots = { status: 200, text: 'User-agent: *\u0000', fetchedAt: NOW };
    await hostGate.keepRobots('https://a.example', { ...robots, expiresAt: later(1) });
    expect(await hostGate.robotsOf('https://a.example', NOW)).toEqual({ ...robots, text: 'User-agent: *\ufffd' });
    await hostGate.keepRobots('https://a.example', { ...robots, expiresAt: NOW });
    expect(await hostGate.robotsOf('https://a.example', NOW)).toBeNull();
    const entry = {
      at: NOW,
      host: 'a.example',
      path: '/jobs',
      method: 'GET',
      robots: 'allowed',
      robotsRule: 'no rule',
      conditional: true,
      status: 304,
      bytes: 0,
      waitMs: 12,
      durationMs: 34,
      source: 'ashby',
      board: 'acme',
      error: null,
    } as const;
    await hostGate.log(entry);
    await hostGate.log({ ...entry, path: '/later', status: 0, error: 'timed out', board: null });
    expect(await store.requestLog(5)).toEqual([{ ...entry, path: '/later', status: 0, error: 'timed out', board: null }, entry]);
  });
});

import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteUnderTest, type SiteUnderTest } from '../web/site-under-test.js';
import { newBoardOf } from '../support/posting-writes.js';
import { NOW } from '../http/app-under-test.js';
import type { RunEnd } from '#src/store';

const DAY_MS = 86_400_000;
const at = (daysBack: number) => new Date(NOW.getTime() - daysBack * DAY_MS);
const END: RunEnd = {
  verdict: 'complete',
  reason: null,
  counts: { seen: 3, added: 0, changed: 0, unchanged: 3, notBackend: 0, rejected: 0, withPay: 0, closed: 0 },
  suspicion: null,
  absent: 0,
  skipped: {},
  contentHash: null,
  pages: [],
  shape: null,
  coverage: null,
  memory: null,
  nextDueAt: NOW,
  goneSince: null,
  switchOff: null,
  company: null,
};

let site: SiteUnderTest;
beforeAll(async () => {
  site = await siteUnderTest({ count: 0, pages: { adding: { adminToken: null, recognise: () => ({ kind: 'unknown' }) } } });
  const { store } = site;
  const run = async (slug: string, daysBack: number, end: Partial<RunEnd>) => {
    await store.addBoards([newBoardOf(slug, { dueAt: at(60) })]);
    const id = (await store.listBoards(new Date())).find((board) => board.slug === slug)?.id;
    const board = await store.claimBoard(at(daysBack), 'test', 60_000, [], id);
    if (board === null) throw new Error(`${slug} is not due`);
    await store.endRun(board.id, board.runId, 'test', at(daysBack), { ...END, nextDueAt: at(60), ...end });
  };
  await run('a', 40, {});
  await run('a', 29, {});
  await run('a', 3, { verdict: 'failed', reason: 'no answer' });
  await run('b', 1, {});
  await run('a', 1, { verdict: 'unchanged' });
  await run('c', 1, { verdict: 'partial', reason: 'a page was lost' });
  await run('a', 0, { verdict: 'drift', reason: "the source's shape has changed: «title» is gone and «name» came" });
  const entry = {
    at: NOW,
    host: 'api.ashbyhq.com',
    path: '/posting-api/job-board/acme?key=…',
    method: 'GET',
    robots: 'allowed',
    robotsRule: 'Disallow: /private/',
    conditional: true,
    status: 304,
    bytes: 120,
    waitMs: 1500,
    durationMs: 20,
    source: 'ashby',
    board: 'acme',
    error: null,
  } as const;
  await store.hostGate.log({ ...entry, at: at(45), status: 200, conditional: false, bytes: 5000 });
  await store.hostGate.log(entry);
  await store.hostGate.log({ ...entry, source: 'lever', host: 'api.lever.co', conditional: false, status: 0, error: 'timed out' });
});
afterAll(() => site.close());
const page = async (path: string) => load(await (await site.app.request(path, { headers: { Accept: 'text/html' } })).text());

describe('the last 30 days', () => {
  it('are told a source and day with the best and the worst verdict', async () => {
    expect(await site.store.runDays(at(29))).toEqual([
      { source: 'ashby', day: '2026-11-23', runs: 1, good: 0, best: 'drift', worst: 'drift' },
      { source: 'ashby', day: '2026-11-22', runs: 3, good: 2, best: 'complete', worst: 'partial' },
      { source: 'ashby', day: '2026-11-20', runs: 1, good: 0, best: 'failed', worst: 'failed' },
      { source: 'ashby', day: '2026-10-25', runs: 1, good: 1, best: 'complete', worst: 'complete' },
    ]);
  });

  it('are drawn with the same in words', async () => {
    const $ = await page('/sources');
    const strip = $('svg[aria-labelledby="runs-ashby-t runs-ashby-d"]');
    expect(strip.attr('role')).toBe('img');
    expect(strip.find('title').text()).toBe('Ashby: the last 30 days');
    expect(strip.find('desc').text()).toBe(
      '1 day with good runs only; 3 with trouble: 23 Nov 2026 (0 of 1 run good; worst: the page changed its shape), 22 Nov 2026 (2 of 3 runs good; worst: partly read: some pages were lost), 20 Nov 2026 (0 of 1 run good; worst: failed); 26 days without a run',
    );
    expect([strip.find('rect').length, strip.find('path').length, strip.find('circle').length]).toEqual([2, 2, 26]);
    expect(strip.attr('style')).toBeUndefined();
  });
});

it('a changed shape is named on /sources, with its field', async () => {
  const $ = await page('/sources');
  expect($('[aria-label="Boards held back"] tbody').text()).toContain("the source's shape has changed: «title» is gone and «name» came");
});

describe('the log of requests', () => {
  it('stands on the source’s page: host, path, robots verdict, conditional or not, status, bytes, wait', async () => {
    const $ = await page('/sources/ashby');
    const rows = $('[aria-label="Requests"] tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .children()
          .toArray()
          .map((cell) => $(cell).text().replaceAll(/\s+/g, ' ').trim()),
      );
    expect(rows[0]).toEqual([
      '23 Nov 2026, 12:00 UTC',
      'GET api.ashbyhq.com/posting-api/job-board/acme?key=…',
      'allowedDisallow: /private/',
      'conditional',
      '304',
      '120',
      '1,500 ms',
    ]);
    expect(rows).toHaveLength(2);
  });

  it('is kept 30 days, then as sums by day, and told the same before and after', async () => {
    const before = await site.store.requestDays(at(60));
    expect(before).toEqual([
      { day: '2026-11-23', host: 'api.ashbyhq.com', status: 304, requests: 1, conditional: 1, bytes: 120 },
      { day: '2026-11-23', host: 'api.lever.co', status: 0, requests: 1, conditional: 0, bytes: 120 },
      { day: '2026-10-09', host: 'api.ashbyhq.com', status: 200, requests: 1, conditional: 0, bytes: 5000 },
    ]);
    expect((await site.store.prune(NOW))['request_log']).toBe(1);
    expect(await site.store.requestDays(at(60))).toEqual(before);
    expect(await site.store.requestDays(at(2))).toHaveLength(2);
    expect((await site.store.requestLog(10)).map(({ host }) => host)).toEqual(['api.lever.co', 'api.ashbyhq.com']);
    expect(await site.store.requestLog(10, { source: 'lever' })).toHaveLength(1);
    expect(await site.store.requestLog(10, { host: 'api.ashbyhq.com' })).toHaveLength(1);
  });
});

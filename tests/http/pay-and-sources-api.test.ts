import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SALARY_GROUPINGS } from '#src/domain/salary-factor';
import type { Store } from '#src/store';
import { appUnderTest, get } from './app-under-test.js';
import { COUNT, seededBoard } from './seeded-board.js';
import type { TestDatabase } from '../support/database.js';

const SOURCE = {
  id: 'ashby',
  name: 'Ashby',
  homepage: 'https://ashby.example',
  terms: 'https://ashby.example/terms',
  attribution: null,
  canonicalUrlPolicy: 'employer',
  republish: true,
  inStatistics: true,
  default: 'on',
} as const;

let database: TestDatabase;
let store: Store;
let app: ReturnType<typeof appUnderTest>['app'];
beforeAll(async () => {
  ({ database, store } = await seededBoard());
  ({ app } = appUnderTest(store, { sources: [SOURCE], adminToken: 'token-of-sixteen-characters' }));
});
afterAll(() => database.drop());

const answer = async (path: string): Promise<Record<string, unknown> & { data: Record<string, unknown>[] }> => {
  const response = await get(app, path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as never;
};

const CELL_KEYS = [
  'currency',
  'employers',
  'estimate',
  'key',
  'listings',
  'medianInterval',
  'medianMax',
  'medianMin',
  'n',
  'p10',
  'p25',
  'p50',
  'p75',
  'p90',
  'ppp',
  'reweighted',
  'shareWithPay',
  'suppressedReason',
];

describe('salaries', () => {
  test('by level, with exactly these keys and figures that a hand can check', async () => {
    const salaries = await answer('/api/v1/salaries?by=level');
    expect(Object.keys(salaries).sort()).toEqual(
      [
        'asOf',
        'asked',
        'by',
        'conversion',
        'converted',
        'currencies',
        'currency',
        'data',
        'employers',
        'leftOut',
        'listings',
        'modelVersion',
        'n',
        'ppp',
        'shareWithPay',
        'stated',
        'suppressed',
        'widened',
        'window',
      ].sort(),
    );
    expect(salaries).toMatchObject({
      by: ['level'],
      currency: 'EUR',
      converted: false,
      n: 30,
      employers: 5,
      listings: COUNT,
      shareWithPay: 0.5,
      stated: null,
    });
    expect(salaries['window']).toEqual({ from: '2025-11-23T12:00:00.000Z', to: '2026-11-23T12:00:00.000Z', months: 12 });
    const senior = salaries.data.find((cell) => (cell['key'] as string[])[0] === 'senior');
    expect(Object.keys(senior ?? {}).sort()).toEqual(CELL_KEYS);
    // Seniors with pay are listings 0, 6, …, 54: midpoints 70,000 to 124,000 by 6,000.
    expect(senior).toMatchObject({ n: 10, employers: 5, listings: 20, shareWithPay: 0.5, p50: 97_000, p25: null, suppressedReason: null });
  });

  test('no cell under ten listings or five employers shows a figure, whatever the groupings', async () => {
    let cells = 0;
    let shown = 0;
    for (const by of SALARY_GROUPINGS) {
      for (const query of [
        `by=${by}`,
        `by=${by},language`,
        `by=${by}&level=senior`,
        `by=${by}&company=company-0`,
        `by=${by}&currency=USD`,
      ]) {
        if (by === 'language' && query.includes(',')) continue;
        for (const cell of (await answer(`/api/v1/salaries?${query}`)).data) {
          cells += 1;
          if (cell['p50'] !== null) shown += 1;
          if ((cell['n'] as number) < 10 || (cell['employers'] as number) < 5) {
            for (const figure of ['p10', 'p25', 'p50', 'p75', 'p90', 'medianMin', 'medianMax', 'medianInterval'])
              expect(cell[figure], query).toBeNull();
            expect(cell['suppressedReason'], query).not.toBeNull();
          }
        }
      }
    }
    expect(cells).toBeGreaterThan(100);
    expect(shown).toBeGreaterThan(10);
  });

  test('currency converts every row and says so; with figures it is theirs too', async () => {
    const dollars = await answer('/api/v1/salaries?by=level&currency=usd');
    expect(dollars).toMatchObject({ currency: 'USD', converted: true, n: 30 });
    expect(dollars.data.find((cell) => (cell['key'] as string[])[0] === 'senior')?.['p50']).toBeCloseTo(97_000 * 1.25, -1);
    const filtered = await answer('/api/v1/salaries?by=level&currency=USD&salaryMin=125000');
    expect(filtered['n']).toBe(20);
    expect((await get(app, '/api/v1/salaries?currency=JPY')).status).toBe(400);
  });

  test('few companies: what they posted, lowest and highest, and no quantile', async () => {
    const one = await answer('/api/v1/salaries?by=level&company=company-0&company=company-2');
    expect(one['stated']).toContainEqual({ key: ['senior'], currency: 'EUR', n: 4, lowest: 60_000, highest: 122_000 });
    expect(one.data.every((cell) => cell['p50'] === null)).toBe(true);
  });

  test('a filter that leaves nothing is an empty answer', async () => {
    expect(await answer('/api/v1/salaries?level=executive')).toMatchObject({ data: [], n: 0, employers: 0, listings: 0, shareWithPay: 0 });
  });
});

describe('levels', () => {
  test('the guide’s six with their open listings, then what is on no rung', async () => {
    const levels = await answer('/api/v1/levels');
    expect(Object.keys(levels).sort()).toEqual(['adjacent', 'asOf', 'data', 'outside']);
    expect(levels.data.map((level) => [level['level'], level['openListings']])).toEqual([
      ['entry', 20],
      ['mid', 20],
      ['senior', 20],
      ['director', 0],
      ['vp', 0],
      ['executive', 0],
    ]);
    expect(Object.keys(levels.data[0] ?? {}).sort()).toEqual([
      'duties',
      'guideYears',
      'inferredFromYears',
      'level',
      'name',
      'nextStep',
      'openListings',
      'titles',
    ]);
    expect(levels.data[1]?.['titles']).toContainEqual({
      title: 'Backend Developer',
      openListings: COUNT,
    });
    expect(levels['outside']).toEqual([
      { level: 'manager', openListings: 0 },
      { level: 'unspecified', openListings: 0 },
    ]);
  });
});

describe('sources', () => {
  test('every board with its last run, and each source summed up', async () => {
    const sources = await answer('/api/v1/sources');
    expect(Object.keys(sources).sort()).toEqual(['asOf', 'data', 'nextCursor', 'sources', 'total']);
    expect(sources).toMatchObject({ total: 1, nextCursor: null });
    expect(Object.keys(sources.data[0] ?? {}).sort()).toEqual(
      ['board', 'company', 'dueAt', 'lastGoodAt', 'lastRun', 'offReason', 'openListings', 'openWithPay', 'source', 'state'].sort(),
    );
    expect(sources.data[0]).toMatchObject({
      source: 'ashby',
      board: 'acme',
      state: 'ok',
      lastRun: { verdict: 'complete', counts: { seen: COUNT } },
    });
    expect(sources['sources']).toEqual([
      { ...SOURCE, boards: 1, openListings: COUNT, openWithPay: COUNT / 2, lastGoodAt: expect.any(String) as string, states: { ok: 1 } },
    ]);
    expect((await answer('/api/v1/sources?state=off'))['total']).toBe(0);
    expect((await get(app, '/api/v1/sources?source=nowhere')).status).toBe(400);
  });

  test('the runs of a board with their rejections', async () => {
    const runs = await answer('/api/v1/sources/ashby/acme');
    expect(Object.keys(runs).sort()).toEqual(['board', 'data']);
    expect(Object.keys(runs.data[0] ?? {}).sort()).toEqual(['counts', 'endedAt', 'id', 'reason', 'rejections', 'startedAt', 'verdict']);
    expect((await get(app, '/api/v1/sources/ashby/nobody')).status).toBe(404);
  });

  test('boards come page by page', async () => {
    const boards = Array.from({ length: 5 }, (_, index) => ({
      source: 'ashby',
      slug: `board-${index}`,
      company: null,
      industry: null,
      country: null,
      intervalMinutes: 60,
      dueAt: new Date('2027-01-01'),
      origin: 'catalogue' as const,
    }));
    await store.addBoards(boards);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let steps = 0; cursor !== null && steps < 10; steps += 1) {
      const page: Awaited<ReturnType<typeof answer>> = await answer(`/api/v1/sources?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.data.map((board) => board['board'] as string));
      cursor = page['nextCursor'] as string | null;
    }
    expect(seen).toEqual(['acme', 'board-0', 'board-1', 'board-2', 'board-3', 'board-4']);
  });
});

describe('companies', () => {
  test('page by page, each once', async () => {
    const first = await answer('/api/v1/companies?limit=6');
    expect(Object.keys(first).sort()).toEqual(['data', 'nextCursor', 'total']);
    expect(first['total']).toBe(10);
    const second = await answer(`/api/v1/companies?limit=6&cursor=${String(first['nextCursor'])}`);
    expect([...first.data, ...second.data].map((company) => company['slug'])).toEqual(
      Array.from({ length: 10 }, (_, index) => `company-${index}`),
    );
    expect(second['nextCursor']).toBeNull();
    expect(first.data[0]).toEqual({ slug: 'company-0', name: 'Company 0', industry: 'fintech', openListings: 6, openWithPay: 6 });
  });

  test('by a part of the name, counted as they are shown', async () => {
    const found = await answer('/api/v1/companies?name=PANY%207');
    expect(found['total']).toBe(1);
    expect(found.data.map((company) => company['slug'])).toEqual(['company-7']);
    const first = await answer('/api/v1/companies?name=company&limit=6');
    expect(first['total']).toBe(10);
    expect((await answer(`/api/v1/companies?name=company&limit=6&cursor=${String(first['nextCursor'])}`)).data).toHaveLength(4);
    expect(await answer('/api/v1/companies?name=%25')).toMatchObject({ data: [], total: 0 });
    const refused = await get(app, `/api/v1/companies?name=${'x'.repeat(101)}`);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('name');
    expect(await answer('/api/v1/companies?name=')).toMatchObject({ total: 10 });
  });

  test('one company: stated pay by level, as posted', async () => {
    const company = await answer('/api/v1/companies/company-0');
    expect(Object.keys(company).sort()).toEqual(['asOf', 'industry', 'levels', 'name', 'openListings', 'openWithPay', 'slug', 'stated']);
    expect(company).toMatchObject({ slug: 'company-0', name: 'Company 0', openListings: 6, openWithPay: 6 });
    expect(company['stated']).toContainEqual({ level: 'senior', currency: 'EUR', n: 2, lowest: 60_000, highest: 110_000 });
    for (const slug of ['nobody', 'not:company-0', '%00', '%20', 'a%2Fb', "'"])
      expect((await get(app, `/api/v1/companies/${slug}`)).status, slug).toBe(404);
  });
});

test('metrics tell boards, listings and requests to the bearer of the token', async () => {
  const text = await (await get(app, '/metrics', { Authorization: 'Bearer token-of-sixteen-characters' })).text();
  expect(text).toContain(`backboard_open_listings ${COUNT}`);
  expect(text).toContain('backboard_boards{source="ashby",state="ok"} 1');
  expect(text).toMatch(/backboard_http_requests_total\{route="reads",status="200"\} \d+/);
  expect(text.split('\n').filter((line) => line !== '' && !/^(# (HELP|TYPE) |[a-z_]+(\{[^}]*\})? -?[\d.e+-]+$)/.test(line))).toEqual([]);
});

test('readiness asks the database', async () => {
  const response = await get(app, '/readyz');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ready: true, checks: { database: 'ok' } });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SALARY_GROUPINGS } from '#src/domain/salary-factor';
import { TREND_GROUPINGS } from '#src/domain/pay-scope';
import { packLearntPay, readLearntPay } from '#src/insights/learnt-pay';
import type { Store } from '#src/store';
import { randomOf, type Random } from '../support/invented-listings.js';
import type { TestDatabase } from '../support/database.js';
import { appUnderTest, get } from './app-under-test.js';
import { EMPLOYERS, seededPay } from './seeded-pay.js';

let database: TestDatabase;
let store: Store;
let app: ReturnType<typeof appUnderTest>['app'];
beforeAll(async () => {
  ({ database, store } = await seededPay());
  ({ app } = appUnderTest(store));
}, 60_000);
afterAll(() => database.drop());

interface Cell {
  key: string[];
  n: number;
  employers: number;
  p10: number | null;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  medianMin: number | null;
  medianMax: number | null;
  medianInterval: object | null;
  reweighted: boolean;
  suppressedReason: string | null;
  estimate: { ownShare: number; note: string } | null;
  ppp: { n: number; employers: number; p50: number | null; medianInterval: object | null } | null;
}
type Answer<T> = Record<string, unknown> & { data: T[]; widened: { data: Cell[]; to: string } | null };

async function ask<T>(path: string): Promise<Answer<T>> {
  const response = await get(app, `/api/v1${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as never;
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  level: ['entry', 'mid', 'senior'],
  country: ['DE', 'PL', 'GB', 'FR'],
  region: ['Berlin', 'Bavaria', 'Brandenburg', 'England'],
  city: ['Berlin', 'Munich', 'Potsdam', 'Warsaw', 'London'],
  language: ['go', 'java', 'rust', 'python'],
  industry: ['fintech', 'banking-insurance', 'healthcare', 'unknown'],
  specialisation: ['none', 'devops'],
  workplace: ['onsite', 'remote', 'unknown'],
  company: Array.from({ length: EMPLOYERS }, (_, index) => `company-${index}`),
};
const KEYS = Object.keys(VALUES);

/** A filter of one to four keys, some of them excluding: two that differ by one company show whether a difference could be taken. */
function filterQuery(random: Random): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of random.some(KEYS, 4)) {
    for (const value of random.some(VALUES[key] ?? [], 2)) query.append(key, random.chance(0.3) ? `not:${value}` : value);
  }
  if (random.chance(0.15)) query.set('salaryMin', String(40_000 + random.below(60_000)));
  if (random.chance(0.1)) query.set('salaryMax', String(60_000 + random.below(60_000)));
  if (random.chance(0.1)) query.set('status', random.pick(['open', 'closed', 'any']));
  return query;
}

function expectRule(cell: Cell, path: string): void {
  const { n, employers } = cell;
  const hidden = (figures: readonly unknown[]) =>
    expect(
      figures.every((figure) => figure === null),
      `${path} ${JSON.stringify(cell)}`,
    ).toBe(true);
  if (n < 10 || employers < 5) {
    hidden([cell.p10, cell.p25, cell.p50, cell.p75, cell.p90, cell.medianMin, cell.medianMax, cell.medianInterval]);
    expect(cell.suppressedReason).not.toBeNull();
  }
  if (n < 20 || employers < 8) hidden([cell.p10, cell.p25, cell.p75, cell.p90]);
  if (n < 50 || employers < 15) hidden([cell.p10, cell.p90]);
  if (cell.ppp !== null && (cell.ppp.n < 10 || cell.ppp.employers < 5)) hidden([cell.ppp.p50, cell.ppp.medianInterval]);
  if (cell.estimate !== null) {
    expect(cell.p50, 'an estimate stands only where no figure does').toBeNull();
    expect(cell.estimate.note).toBe('estimated from similar postings');
    if (employers < 5) expect(cell.estimate.ownShare, path).toBe(0);
  }
}

describe('whatever is asked', () => {
  test('no summary shows a figure of fewer than ten listings or five employers', async () => {
    const random = randomOf(20_261_123);
    let [cells, shown, small, estimated, widened] = [0, 0, 0, 0, 0];
    for (let round = 0; round < 220; round++) {
      const query = filterQuery(random);
      query.set('by', [...new Set([random.pick(SALARY_GROUPINGS), random.pick(SALARY_GROUPINGS)])].join());
      if (random.chance(0.4)) query.set('currency', random.pick(['EUR', 'USD']));
      if (random.chance(0.3)) query.set('ppp', 'true');
      const path = `/salaries?${query.toString()}`;
      const answer = await ask<Cell>(path);
      const few = query.getAll('company').filter((slug) => !slug.startsWith('not:'));
      for (const cell of [...answer.data, ...(answer.widened?.data ?? [])]) {
        expectRule(cell, path);
        cells++;
        shown += cell.p50 === null ? 0 : 1;
        small += cell.n > 0 && cell.p50 === null ? 1 : 0;
        estimated += cell.estimate === null ? 0 : 1;
        if (few.length > 0 && few.length < 5) expect([cell.p50, cell.estimate], path).toEqual([null, null]);
      }
      widened += answer.widened === null ? 0 : 1;
    }
    expect(cells).toBeGreaterThan(1_500);
    expect(shown).toBeGreaterThan(100);
    expect(small).toBeGreaterThan(300);
    expect(estimated).toBeGreaterThan(100);
    expect(widened).toBeGreaterThan(3);
  }, 60_000);

  test('no index of fewer than 60 listings or 20 employers a period, no median of fewer than ten or five', async () => {
    const random = randomOf(5);
    let [points, told] = [0, 0];
    for (let round = 0; round < 40; round++) {
      const query = round === 0 ? new URLSearchParams() : filterQuery(random);
      if (random.chance(0.5)) query.set('by', random.pick(TREND_GROUPINGS));
      const answer = await ask<{ points: { n: number; employers: number; index: number | null; rawMedian: number | null }[] }>(
        `/salary-trends?${query.toString()}`,
      );
      for (const point of answer.data.flatMap((trend) => trend.points)) {
        points++;
        told += point.index === null ? 0 : 1;
        if (point.n < 60 || point.employers < 20) expect(point.index).toBeNull();
        if (point.n < 10 || point.employers < 5) expect(point.rawMedian).toBeNull();
      }
    }
    expect(points).toBeGreaterThan(100);
    expect(told).toBeGreaterThan(2);
  }, 60_000);

  test('no factor of fewer than thirty listings a side or ten employers that have both', async () => {
    let told = 0;
    for (const query of ['', '?country=DE', '?country=PL', '?country=FR&window=24m', '?window=3m', '?window=60m']) {
      const answer = await ask<{
        n: number;
        nAgainst: number;
        employers: number;
        premium: number | null;
        interval: object | null;
        rawDifference: number | null;
      }>(`/salary-factors${query}`);
      for (const factor of answer.data) {
        if (factor.n < 30 || factor.nAgainst < 30 || factor.employers < 10) expect([factor.premium, factor.interval]).toEqual([null, null]);
        if (factor.n < 10 || factor.nAgainst < 10) expect(factor.rawDifference).toBeNull();
        told += factor.premium === null ? 0 : 1;
      }
    }
    expect(told).toBeGreaterThan(10);
  });

  test('no listing has a place among fewer than ten others of five employers', async () => {
    const { data } = await store.findListings({
      filter: { pay: { any: ['stated'], not: [] } } as never,
      sort: 'newest',
      limit: 60,
      after: null,
      now: new Date('2026-11-23T12:00:00Z'),
    });
    let placed = 0;
    for (const { id } of data) {
      const listing = (await (await get(app, `/api/v1/listings/${id}`)).json()) as {
        payPosition: { n: number; employers: number; percentile: number | null };
        payEstimate: null;
      };
      expect(listing.payEstimate).toBeNull();
      const { n, employers, percentile } = listing.payPosition;
      if (n < 10 || employers < 5) expect(percentile).toBeNull();
      placed += percentile === null ? 0 : 1;
    }
    expect(placed).toBeGreaterThan(20);
  });
});

describe('what is answered', () => {
  test('a summary equals percentile_cont over the listings themselves, to the last digit', async () => {
    const { data } = await ask<Cell>('/salaries?by=level,country&currency=EUR');
    const rows = await database.sql<{ level: number; basis: number; country: string; n: number; q: number[] }[]>`
      select l.level, (l.level_basis = 9)::int as basis, p.name as country, count(*)::int as n,
        percentile_cont(array[0.1, 0.25, 0.5, 0.75, 0.9]) within group (order by (l.eur_low + l.eur_high)::float8 / 2) as q
      from listing l join place p on p.id = l.first_country
      where l.pay_usable and (l.specialisation is null or l.specialisation <> 4) group by 1, 2, 3`;
    const names = ['entry', 'mid', 'senior'];
    let compared = 0;
    for (const row of rows) {
      const key = [row.basis === 1 ? 'unmarked' : (names[row.level] ?? ''), row.country];
      const cell = data.find((one) => one.key.join() === key.join());
      expect(cell?.n, key.join()).toBe(row.n);
      if (cell === undefined || cell.reweighted) continue;
      for (const [place, figure] of [cell.p10, cell.p25, cell.p50, cell.p75, cell.p90].entries()) {
        if (figure === null) continue;
        compared++;
        expect(figure, key.join()).toBe(row.q[place]);
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('factors come as the refresh left them, with the known effects inside their intervals', async () => {
    const answer = await ask<{ dimension: string; value: string; premium: number; interval: { low: number; high: number } }>(
      '/salary-factors?country=DE',
    );
    expect(answer).toMatchObject({ provisional: false, country: 'DE', currency: 'EUR', modelVersion: 'pay-2', window: { months: 12 } });
    const go = answer.data.find(({ dimension, value }) => dimension === 'language' && value === 'go');
    expect(go?.interval.low).toBeLessThan(0.06);
    expect(go?.interval.high).toBeGreaterThan(0.06);
    expect(go?.interval.low).toBeGreaterThan(0);
    const claims = await ask<{ id: string; verdict: string }>('/guide-claims?country=DE');
    expect(claims.data.map(({ id }) => id)).toEqual([
      'go',
      'rust',
      'fintech',
      'healthcare',
      'enterprise',
      'architecture',
      'devops',
      'security',
      'certifications',
      'high-scale',
    ]);
    expect(claims.data.find(({ id }) => id === 'go')?.verdict).toBe('agrees');
    expect(claims.data.find(({ id }) => id === 'architecture')?.verdict).toBe('not-enough-data');
  });

  test('the published index is kept; the same by a filter is provisional', async () => {
    const kept = await ask<{ points: { period: string; index: number | null; published: boolean }[] }>('/salary-trends');
    expect(kept['provisional']).toBe(false);
    expect(kept.data[0]?.points.some((point) => point.published)).toBe(true);
    expect(kept.data[0]?.points.at(-1)).toMatchObject({ period: expect.stringMatching(/^2026-(11|Q4)$/) as string, published: false });
    expect((await ask('/salary-trends?country=DE'))['provisional']).toBe(true);
    expect((await ask('/salary-trends?by=workplace'))['provisional']).toBe(true);
  });

  test('a listing without pay has an estimate, marked; the estimate is in no statistic', async () => {
    const page = (await (await get(app, '/api/v1/listings?pay=unknown&country=DE&limit=5&fields=id')).json()) as { data: { id: number }[] };
    for (const { id } of page.data) {
      const listing = (await (await get(app, `/api/v1/listings/${id}`)).json()) as {
        salary: null;
        payPosition: null;
        payEstimate: { mid: number; low: number; high: number; currency: string; note: string; confidence: number };
      };
      expect(listing).toMatchObject({
        salary: null,
        payPosition: null,
        payEstimate: { currency: 'EUR', confidence: 0.8, note: 'estimated from similar postings' },
      });
      expect(listing.payEstimate.low).toBeLessThan(listing.payEstimate.mid);
      expect(listing.payEstimate.mid).toBeLessThan(listing.payEstimate.high);
      expect(listing.payEstimate.mid).toBeGreaterThan(30_000);
      expect(listing.payEstimate.mid).toBeLessThan(160_000);
    }
    expect(page.data.length).toBe(5);
  });

  test('a city of which nothing can be said is widened, and the answer says to what', async () => {
    const answer = await ask<Cell>('/salaries?city=Potsdam&by=level&company=not:company-0&workplace=remote&language=rust');
    expect(answer['asked']).toContain('city=Potsdam');
    expect(answer.data.every((cell) => cell.p50 === null)).toBe(true);
    expect(answer.widened?.to).toMatch(/^(region=Brandenburg|country=DE)$/);
    expect((await ask<Cell>('/salaries?city=Berlin&by=level')).widened).toBeNull();
  });

  test('PPP is a column of its own, from pay in the country’s own currency', async () => {
    const answer = await ask<Cell>('/salaries?by=country&ppp=true&currency=EUR');
    const poland = answer.data.find((cell) => cell.key[0] === 'PL');
    // World Bank 2024: 1.94941 złoty buy what a dollar buys; a euro is four of the invented złoty.
    expect(poland?.ppp?.p50).toBeCloseTo(((poland?.p50 ?? 0) * 4) / 1.94941, -2);
    expect((await ask<Cell>('/salaries?by=country')).data.every((cell) => cell.ppp === null)).toBe(true);
  });

  test('the CSV holds the same cells', async () => {
    const [csv, json] = [await (await get(app, '/api/v1/salaries.csv?by=level')).text(), await ask<Cell>('/salaries?by=level')];
    const lines = csv.trim().split('\r\n');
    expect(lines[0]).toMatch(/^level,currency,n,employers,listings,shareWithPay,p10,/);
    expect(lines.length).toBe(json.data.length + 1);
    expect(lines[1]?.split(',').slice(0, 4)).toEqual([
      json.data[0]?.key[0],
      'EUR',
      String(json.data[0]?.n),
      String(json.data[0]?.employers),
    ]);
  });

  test('an index may be asked for twenty years, a summary for five', async () => {
    const long = await ask<{ points: { period: string }[] }>('/salary-trends?window=240m');
    expect(long.data[0]?.points.length).toBeGreaterThan(0);
    expect(long.data[0]?.points.length).toBeGreaterThanOrEqual(
      (await ask<{ points: object[] }>('/salary-trends')).data[0]?.points.length ?? 0,
    );
    expect((await get(app, '/api/v1/salaries?window=240m')).status).toBe(400);
  });

  test('what is not allowed is refused with what is', async () => {
    for (const [path, allowed] of [
      ['/salaries?by=shoe-size', 'level'],
      ['/salaries?window=2y', '12m'],
      ['/salaries?currency=EURO', 'EUR'],
      ['/salaries?ppp=maybe', 'true'],
      ['/salary-factors?window=2y', '12m'],
      ['/salary-trends?by=city', 'level'],
    ] as const) {
      const response = await get(app, `/api/v1${path}`);
      expect(response.status, path).toBe(400);
      expect(JSON.stringify(await response.json()), path).toContain(`"${allowed}"`);
    }
    expect((await get(app, '/api/v1/salary-factors?country=Germany')).status).toBe(400);
  });
});

describe('what was learnt', () => {
  test('estimates nothing in a country that too little was learnt of', async () => {
    const model = await store.storedModel('EUR');
    if (model === null) throw new Error('no model');
    const page = (await (await get(app, '/api/v1/listings?pay=unknown&country=DE&limit=1&fields=id')).json()) as { data: { id: number }[] };
    const estimateOf = async () => {
      const response = await get(appUnderTest(store).app, `/api/v1/listings/${page.data[0]?.id}`);
      return ((await response.json()) as { payEstimate: object | null }).payEstimate;
    };
    expect(await estimateOf()).not.toBeNull();
    const learnt = readLearntPay(model.body);
    await store.saveModel({
      ...model,
      body: packLearntPay({ ...learnt, knownCountries: learnt.knownCountries.filter((country) => country !== 'DE') }),
    });
    try {
      expect(await estimateOf()).toBeNull();
    } finally {
      await store.saveModel(model);
    }
  });
});

describe('what was published', () => {
  test('is never rewritten, not even by a refresh that sees other pay', async () => {
    const before = await store.trendsOf('');
    const [trend] = before;
    const published = trend?.points.filter((point) => point.final && point.index !== null) ?? [];
    expect(published.length).toBeGreaterThan(0);
    await store.saveTrends([{ ...trend!, points: trend!.points.map((point) => ({ ...point, index: 55, rawMedian: 1 })) }]);
    const after = (await store.trendsOf(''))[0]?.points ?? [];
    for (const point of published) expect(after.find(({ period }) => period === point.period)).toEqual(point);
    expect(after.filter(({ index }) => index === 55).length).toBe((trend?.points.length ?? 0) - published.length);
    await expect(database.sql`update salary_index set figure = 1 where final and figure is not null`).rejects.toThrow(/never rewritten/);
    await store.saveTrends(before);
  });
});

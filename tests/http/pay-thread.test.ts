import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPayClient, type PayClient } from '#src/cli/pay-client';
import { ListingFilter } from '#src/domain/listing-filter';
import { createPayReadings, type PayReadings } from '#src/http/pay-readings';
import { windowOf } from '#src/http/routes/salaries';
import { INSIGHTS } from '#src/insights/insights';
import type { TestDatabase } from '../support/database.js';
import { appUnderTest, get, NOW } from './app-under-test.js';
import { seededPay } from './seeded-pay.js';

/** Built by `npm test` before it runs: a thread does not start from TypeScript. */
const entry = pathToFileURL(join(import.meta.dirname, '../../dist/src/pay-thread.js'));
const EVERYTHING = ListingFilter.parse({});
const window = windowOf(12, NOW);
const question = { filter: EVERYTHING, by: ['level', 'country'] as const, window, currency: 'EUR', perEuro: 1, ppp: true };

let database: TestDatabase;
let here: PayReadings;
const clients: PayClient[] = [];
const clientOf = (options: { readonly databaseUrl?: string; readonly heapMb?: number; readonly idleMs?: number } = {}) => {
  const client = createPayClient({ databaseUrl: database.url, now: () => NOW, entry, ...options });
  if (client === null) throw new Error('npm run build was not run');
  clients.push(client);
  return client;
};
let store: Awaited<ReturnType<typeof seededPay>>['store'];
beforeAll(async () => {
  ({ database, store } = await seededPay());
  here = createPayReadings({
    store,
    now: () => NOW,
    insights: { ...INSIGHTS, perEuro: (currency, on) => store.perEuroOf(currency, on) },
  });
}, 60_000);
afterAll(async () => {
  await Promise.all(clients.map((client) => client.stop()));
  await database.drop();
});

describe('the thread of pay questions', () => {
  test('answers as this thread does, dates and nulls included', async () => {
    const { readings: there } = clientOf();
    const berlin = { ...EVERYTHING, city: { any: ['Berlin'], not: [] } };
    const trends = { filter: berlin, by: 'language', currency: null, window: windowOf(60, NOW) } as const;
    expect(await there.salaries(question)).toEqual(await here.salaries(question));
    expect((await there.salaries(question)).cells.some((cell) => cell.p50 !== null)).toBe(true);
    expect(await there.compared({ ...question, by: [] }, { ...question, by: [], filter: berlin })).toEqual(
      await here.compared({ ...question, by: [] }, { ...question, by: [], filter: berlin }),
    );
    expect(await there.trends(trends)).toEqual(await here.trends(trends));
    expect((await there.trends(trends)).trends.length).toBeGreaterThan(0);
    // Six months are not kept by the refresh: they are made here.
    expect(await there.factors('DE', 6)).toEqual(await here.factors('DE', 6));
    expect((await there.factors('DE', 6)).provisional).toBe(true);
  });

  test('the routes give the same with it and without it', async () => {
    const { app: plain } = appUnderTest(store);
    const { app: threaded } = appUnderTest(store, { payReadings: clientOf().readings });
    for (const path of [
      '/api/v1/salaries?by=level&company=company-1',
      '/api/v1/salaries?by=city&currency=USD',
      '/api/v1/salaries.csv?by=language',
      '/api/v1/salary-factors?window=6m',
      '/api/v1/salary-trends?by=specialisation&language=go',
    ]) {
      const [one, two] = [await get(plain, path), await get(threaded, path)];
      expect([two.status, await two.text()], path).toEqual([200, await one.text()]);
    }
  });

  test('a thread that runs out of memory ends its question with 503, and the next one is answered by a new thread', async () => {
    const { app, lines } = appUnderTest(store, { payReadings: clientOf({ heapMb: 8 }).readings });
    const response = await get(app, '/api/v1/salaries');
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '30']);
    expect(lines.filter(({ level }) => level === 'error').length).toBe(1);
    expect((await clientOf({ idleMs: 1 }).readings.salaries(question)).paid).toBeGreaterThan(0);
  });

  test('a thread that rested is started again', async () => {
    const { readings } = clientOf({ idleMs: 1 });
    const first = await readings.salaries(question);
    await new Promise((done) => setTimeout(done, 50));
    expect(await readings.salaries(question)).toEqual(first);
  });

  test('a database that is away is 503, not a fault', async () => {
    const away = clientOf({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' });
    const { app } = appUnderTest(store, { payReadings: away.readings });
    expect((await get(app, '/api/v1/salaries')).status).toBe(503);
  });

  test('more questions than may wait are refused at once, and the others are answered', async () => {
    const { readings } = clientOf();
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => readings.salaries({ ...question, ppp: false })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(32);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as { type: string; status: number }] : []));
    expect(refused.map(({ type, status }) => [type, status])).toEqual(Array.from({ length: 8 }, () => ['unavailable', 503]));
  });

  test('without a compiled program there is no thread', () => {
    expect(createPayClient({ databaseUrl: database.url, now: () => NOW, entry: pathToFileURL('/nowhere/pay-thread.js') })).toBeNull();
  });
});

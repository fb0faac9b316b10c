import { hc } from 'hono/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from '#src/http/api';
import { appUnderTest, BASE_URL } from './app-under-test.js';
import { seededBoard } from './seeded-board.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let client: ReturnType<typeof hc<Api>>;
beforeAll(async () => {
  const seeded = await seededBoard();
  database = seeded.database;
  const { app } = appUnderTest(seeded.store);
  client = hc<Api>(`${BASE_URL}/api/v1`, {
    fetch: (input: string | URL | Request, init?: RequestInit) => Promise.resolve(app.request(input as string, init)),
  });
});
afterAll(() => database.drop());

test('the typed client asks and reads as the types say', async () => {
  const response = await client.listings.$get({ query: { level: ['senior', 'mid'], limit: 5, sort: 'pay' } });
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  const page = await response.json();
  const card = page.data[0];
  expect(page.total).toBe(40);
  expect(card?.salary?.annualMax).toBe(138_000);
  const one = await client.listings[':id'].$get({ param: { id: String(card?.id) } });
  if (one.status !== 200) throw new Error(`status ${one.status}`);
  expect((await one.json()).postings.length).toBe(1);
  const salaries = await client.salaries.$get({ query: { by: 'level' } });
  if (salaries.status !== 200) throw new Error(`status ${salaries.status}`);
  expect((await salaries.json()).data.length).toBe(3);
});

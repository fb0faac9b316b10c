import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStore } from '#db/store/store';
import { createFetchPage } from '#scrapers/fetch-page';
import { createDoor, type Door } from '#src/net/door';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const GAP_MS = 150;
/** When each request came and was answered, on the server's one clock. */
const seen: { path: string; from: number; to: number }[] = [];
const server = createServer((request, response) => {
  const from = performance.now();
  setTimeout(() => {
    seen.push({ path: request.url ?? '', from, to: performance.now() });
    response.writeHead(200, { 'content-type': 'text/plain' }).end(request.url === '/robots.txt' ? 'User-agent: *\nAllow: /\n' : 'x');
  }, 20);
});

let database: TestDatabase;
const doors: Door[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all(doors.map((door) => door.close()));
  await database.drop();
});

test('two processes that ask one host keep its pace together: never two at once, and the gap between any two', async () => {
  const { port } = server.address() as AddressInfo;
  const asker = () => {
    // A pool, a door and a queue of its own: all that two processes share is the database.
    const door = createDoor({ env: { ALLOW_PRIVATE_TARGETS: '127.0.0.0/8' }, userAgent: 'Backboard/test' });
    doors.push(door);
    const { hostGate } = createStore(database.another({ max: 2 }));
    const wait = (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal === undefined ? {} : { signal });
    return createFetchPage({ door, gate: hostGate, now: () => new Date(), sleep: wait, random: () => 0 });
  };
  const source = {
    id: 'x',
    version: 1,
    hosts: ['127.0.0.1'],
    gapMs: GAP_MS,
    bodyCap: 10_000,
    robotsPolicy: 'enforce',
    default: 'on',
  } as const;
  const work = [asker(), asker()].map(async (fetchPage, process) => {
    for (let n = 0; n < 4; n += 1) {
      const url = `http://127.0.0.1:${port}/${process}/${n}`;
      const answer = await fetchPage({ url, accept: 'text/plain' }, { source, board: null, validators: null });
      expect(answer.kind).toBe('page');
    }
  });
  await Promise.all(work);
  const pages = seen.filter(({ path }) => path !== '/robots.txt');
  expect(pages).toHaveLength(8);
  expect(new Set(pages.map(({ path }) => path.split('/')[1]))).toEqual(new Set(['0', '1']));
  const gaps = seen.slice(1).map(({ from }, i) => Math.round(from - (seen[i]?.to ?? 0)));
  // A gap is a floor, not a speed: a slow machine only makes it longer.
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS - 5);
});

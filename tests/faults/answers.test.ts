/** What a source's server may do wrong: nothing closes, counts add up, and after recovery all is as if nothing had happened. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeBoard } from '#scrapers/lift';
import type { Source } from '#scrapers/source';
import type { Verdict } from '#src/domain/run';
import { countsAddUp, FIRST, SECOND, startFaultWorld, THIRD, type FaultWorld } from '#tests/support/fault-world';
import { startJobSite, type JobSite, type SiteRow } from '#tests/support/job-site';

let world: FaultWorld;
let site: JobSite;
let faultless: string;
let openAtEnd: string[];
beforeAll(async () => {
  world = await startFaultWorld();
  site = await startJobSite();
  const board = await world.board(site);
  for (const rows of [FIRST, SECOND, THIRD]) {
    site.rows = rows;
    expect((await board.read()).verdict).toBe('complete');
  }
  expect(await board.open()).not.toContain('job-0');
  faultless = await board.stored();
  openAtEnd = await board.open();
});
afterAll(async () => {
  await site.close();
  await world.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end();
const said =
  (body: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }): Answer =>
  (_, response) =>
    void response.writeHead(200, headers).end(body);
const listOf = (rows: readonly SiteRow[]) => JSON.stringify({ jobs: rows });

interface Fault {
  readonly name: string;
  readonly answer: Answer;
  readonly verdict: Verdict;
  /** Words that the reason must hold. */
  readonly reason: RegExp;
  /** Requests of the board's page that the faulty visit may make at most. */
  readonly requests?: number;
  readonly change?: Partial<Source>;
  /** The product must end the connection, not only forget it. */
  readonly hangsUp?: true;
}
let hungUp = 0;

/** A deadline that tests can wait for. */
const hasty: Partial<Source> = { firstPage: ({ slug }) => wholeBoard(`${site.source.homepage}/${slug}`, { timeoutMs: 400 }) };
let trapped = 0;
const trap = createServer((_, response) => {
  trapped += 1;
  response.end('{"jobs":[]}');
});
beforeAll(() => new Promise<void>((listening) => trap.listen(0, '127.0.0.2', listening)));
afterAll(() => new Promise((closed) => trap.close(closed)));
const trapAt = () => `http://127.0.0.2:${(trap.address() as AddressInfo).port}/`;

const FAULTS: readonly Fault[] = [
  { name: 'row 1: an empty list', answer: said('{"jobs":[]}'), verdict: 'suspect', reason: /empty/ },
  {
    name: 'row 6: 429 with a Retry-After',
    answer: status(429, { 'retry-after': '3600' }),
    verdict: 'throttled',
    reason: /too often|asked to wait/,
  },
  { name: 'row 9: a 403', answer: status(403), verdict: 'refused', reason: /403/, requests: 1 },
  {
    name: 'row 9: a bot check as a web page',
    answer: said('<html><title>Just a moment...</title><body>Checking your browser</body></html>', { 'content-type': 'text/html' }),
    verdict: 'failed',
    reason: /web page came/,
  },
  { name: 'row 10: a 404 on the whole list', answer: status(404), verdict: 'gone', reason: /404/ },
  {
    name: 'row 12: a host that accepts and never answers',
    answer: () => undefined,
    verdict: 'failed',
    reason: /\w/,
    requests: 3,
    change: hasty,
  },
  {
    name: 'row 13: a byte at a time',
    answer: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const body = listOf(SECOND);
      let at = 0;
      const drip = setInterval(() => response.write(body[(at += 1)] ?? ' '), 40);
      response.on('close', () => clearInterval(drip));
    },
    verdict: 'failed',
    reason: /\w/,
    requests: 1,
    change: hasty,
  },
  {
    name: 'row 14: a body broken off',
    answer: (_, response) => {
      const body = listOf(SECOND);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) });
      response.write(body.slice(0, body.length >> 1), () => response.destroy());
    },
    verdict: 'failed',
    reason: /\w/,
    requests: 3,
  },
  {
    name: 'row 15: a connection reset',
    answer: (request) => void request.socket.resetAndDestroy(),
    verdict: 'failed',
    reason: /\w/,
    requests: 3,
  },
  {
    name: 'row 16: a gzip bomb',
    answer: said(gzipSync(Buffer.alloc(64 << 20, 0x20), { level: 9 }), { 'content-encoding': 'gzip' }),
    verdict: 'failed',
    reason: /larger than/,
    requests: 1,
  },
  {
    name: 'row 17: an endless body without a length',
    answer: (_, response) => {
      const block = Buffer.alloc(65_536, 0x20);
      const more = () => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    verdict: 'failed',
    reason: /larger than/,
    requests: 1,
  },
  {
    name: 'row 18: chained encodings',
    answer: said(gzipSync(gzipSync(listOf(SECOND))), { 'content-encoding': 'gzip, gzip' }),
    verdict: 'failed',
    reason: /compressed 2 times/,
  },
  {
    name: 'row 18: a false label',
    answer: said(listOf(SECOND), { 'content-encoding': 'br' }),
    verdict: 'failed',
    reason: /says it is compressed/,
  },
  {
    name: 'row 18: a false gzip without a length that never ends',
    answer: (request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync('x').subarray(0, 10));
      request.socket.once('close', () => (hungUp += 1));
    },
    verdict: 'failed',
    reason: /\w/,
    requests: 1,
    change: hasty,
    hangsUp: true,
  },
  {
    name: 'row 18: a length that lies',
    answer: (request) => {
      const body = listOf(SECOND);
      request.socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length + 50}\r\n\r\n${body}`);
    },
    verdict: 'failed',
    reason: /\w/,
  },
  {
    name: 'row 18: a body cut short under its compression',
    answer: said(brotliCompressSync(listOf(SECOND)).subarray(0, 60), { 'content-encoding': 'br' }),
    verdict: 'failed',
    reason: /ends too early|something else/,
  },
  {
    name: 'row 19: a redirect loop',
    answer: (request, response) => void response.writeHead(302, { location: request.url ?? '/' }).end(),
    verdict: 'failed',
    reason: /\w/,
    requests: 6,
  },
  {
    name: 'row 20: a redirect to an address inside',
    answer: (_, response) => void response.writeHead(302, { location: trapAt() }).end(),
    verdict: 'failed',
    reason: /\w/,
    requests: 1,
  },
  {
    name: 'row 20: a redirect to a file',
    answer: status(302, { location: 'file:///etc/passwd' }),
    verdict: 'failed',
    reason: /\w/,
    requests: 1,
  },
  {
    name: 'row 20: a redirect to the cloud’s own address',
    answer: status(302, { location: 'http://169.254.169.254/latest/' }),
    verdict: 'failed',
    reason: /\w/,
    requests: 1,
  },
  { name: 'row 21: neither JSON nor XML', answer: said('<<<not { json'), verdict: 'failed', reason: /not JSON/ },
  { name: 'row 23: a page a hundred thousand levels deep', answer: said('['.repeat(100_000)), verdict: 'failed', reason: /\w/ },
  {
    name: 'row 23: a page whose keys are __proto__',
    answer: said('{"__proto__":{"jobs":[],"polluted":true}}'),
    verdict: 'failed',
    reason: /\w/,
  },
  {
    name: 'row 24: a field renamed',
    answer: said(listOf(SECOND).replaceAll('"title":', '"name":')),
    verdict: 'drift',
    reason: /title/,
  },
  {
    name: 'row 25: a field of another type in every row',
    answer: said(listOf(SECOND).replace(/"title":("[^"]*")/g, '"title":{"text":$1}')),
    verdict: 'drift',
    reason: /title/,
  },
  {
    name: 'row 29: ids shuffled by the source',
    answer: said(listOf(SECOND.map((row) => ({ ...row, id: `x-${row.id}` })))),
    verdict: 'suspect',
    reason: /gone at once/,
  },
];

describe('a faulty answer closes nothing, and the database is afterwards as without it:', () => {
  for (const { name, answer, verdict, reason, requests, change, hangsUp } of FAULTS) {
    it(name, async () => {
      const board = await world.board(site, change);
      site.rows = FIRST;
      await board.read();
      const [before, open, rows] = [await board.stored(), await board.open(), await board.openRows()];
      site.rows = SECOND;
      const asked = site.requests.length;
      const memory = process.memoryUsage().rss;
      site.mood = answer;
      const end = await board.read();
      site.mood = null;
      expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000);
      if (hangsUp === true) await expect.poll(() => hungUp, { timeout: 2_000 }).toBe(1);
      expect(end).toMatchObject({ verdict, counts: { closed: 0 }, reason: expect.stringMatching(reason) });
      expect(countsAddUp(end)).toBe(true);
      const pages = site.requests.slice(asked).filter(({ path }) => path !== '/robots.txt').length;
      expect(pages).toBeGreaterThan(0);
      if (requests !== undefined) expect(pages).toBeLessThanOrEqual(requests);
      expect(await board.open()).toEqual(expect.arrayContaining(open));
      expect(await board.openRows()).toEqual(expect.arrayContaining(rows));
      if (verdict !== 'suspect') expect(await board.stored()).toBe(before);
      expect(trapped).toBe(0);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();

      const strangers = (await board.open()).filter((id) => !open.includes(id) && id !== 'job-new');
      for (const rowsNow of [SECOND, THIRD]) {
        site.rows = rowsNow;
        expect((await board.read()).verdict).toBe('complete');
      }
      // Ids that nobody knew are facts too, stored until two complete lists lack them; nothing else may remain of them.
      expect(await board.open()).toEqual(openAtEnd);
      if (strangers.length === 0) expect(await board.stored()).toBe(faultless);
    });
  }
});

it('row 8: 500, 502, 503 and 504, each twice and then fine, are asked again: the reading is whole', async () => {
  for (const code of [500, 502, 503, 504]) {
    const board = await world.board(site);
    for (const rows of [FIRST, SECOND, THIRD]) {
      site.rows = rows;
      let left = 2;
      site.mood = (request, response) => {
        left -= 1;
        if (left === 0) site.mood = null;
        status(code)(request, response);
      };
      const asked = site.requests.length;
      expect((await board.read()).verdict).toBe('complete');
      expect(site.requests.slice(asked).filter(({ path }) => path !== '/robots.txt')).toHaveLength(3);
    }
    expect(await board.stored()).toBe(faultless);
  }
});

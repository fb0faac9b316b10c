import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createDoor } from '#src/net/door';
import type { FetchContext, Validators } from '#scrapers/ask-politely';
import { createFetchPage } from '#scrapers/fetch-page';
import type { PageRequest } from '#scrapers/source';
import { startServer } from '#tests/net/local-servers';
import { createMemoryHostGate } from './memory-host-gate.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

/** A host on this machine, a clock that sleeping moves, and everything in between as in production. */
async function setUp(
  answer: RequestListener,
  robots: RequestListener = (_request, response) => response.writeHead(404).end(),
  sleep?: (ms: number) => Promise<void>,
) {
  const seen: { path: string; at: number; headers: IncomingMessage['headers'] }[] = [];
  let clock = Date.parse('2026-08-01T12:00:00Z');
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    seen.push({ path: request.url ?? '', at: clock, headers: request.headers });
    if (request.url === '/robots.txt') robots(request, response);
    else answer(request, response);
  };
  const server = await startServer(listener);
  const door = createDoor({
    env: { ALLOW_PRIVATE_TARGETS: '127.0.0.1' },
    userAgent: 'Backboard/test (+https://example.org/bot)',
    resolve: async () => ['127.0.0.1'],
  });
  open.push(server, door);
  const now = () => (sleep === undefined ? new Date(clock) : new Date());
  const { gate, entries, robots: kept } = createMemoryHostGate(now);
  const fetchPage = createFetchPage({ door, gate, now, sleep: sleep ?? (async (ms) => void (clock += ms)), random: () => 0.5 });
  const source = {
    id: 'acme',
    version: 1,
    hosts: ['api.acme.example'],
    gapMs: 1_000,
    bodyCap: 100_000,
    robotsPolicy: 'enforce' as const,
    default: 'on' as const,
  };
  const ask = (path = '/jobs', more: Partial<PageRequest> = {}, context: Partial<FetchContext> = {}) =>
    fetchPage(
      { url: `http://api.acme.example:${server.port}${path}`, accept: 'application/json', ...more },
      { source, board: 'acme', validators: null, ...context },
    );
  return { ask, seen, entries, gate, kept, source, host: `api.acme.example:${server.port}`, tick: (ms: number) => (clock += ms), now };
}

/** Answers in turn; the last for ever. */
const inTurn = (...answers: RequestListener[]): RequestListener => {
  let turn = 0;
  return (request, response) => answers[Math.min((turn += 1), answers.length) - 1]?.(request, response);
};
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(code, headers).end(code === 200 ? '[1]' : '');
const ok = status(200);

describe('politeness', () => {
  it('robots.txt is asked before anything else, once a day, and the request is logged with its verdict', async () => {
    const { ask, seen, entries, tick } = await setUp(ok, (_request, response) => response.end('User-agent: *\nDisallow: /private\n'));
    expect((await ask()).kind).toBe('page');
    await ask();
    expect(seen.map((request) => request.path)).toEqual(['/robots.txt', '/jobs', '/jobs']);
    tick(25 * 3_600_000);
    await ask();
    expect(seen.map((request) => request.path).filter((path) => path === '/robots.txt')).toHaveLength(2);
    expect(entries[1]).toMatchObject({
      path: '/jobs',
      robots: 'allowed',
      robotsRule: 'no rule speaks of this path',
      status: 200,
      source: 'acme',
      board: 'acme',
      conditional: false,
      error: null,
    });
    expect(entries[0]).toMatchObject({ path: '/robots.txt', robots: 'not-asked' });
  });

  it('what robots.txt forbids is not asked', async () => {
    const { ask, seen } = await setUp(ok, (_request, response) => response.end('User-agent: Backboard\nDisallow: /jobs\n'));
    expect(await ask()).toMatchObject({ kind: 'refused', byRobots: true, reason: expect.stringContaining('Disallow: /jobs') });
    expect(seen.map((request) => request.path)).toEqual(['/robots.txt']);
  });

  it('a site\u2019s own published permission outweighs it, where the source declares one', async () => {
    const { ask, source } = await setUp(ok, (_request, response) => response.end('User-agent: *\nDisallow: /\n'));
    expect((await ask('/jobs', {}, { source: { ...source, robotsPolicy: 'explicit-permission' } })).kind).toBe('page');
  });

  it('a host that asks not to be searched is left alone, unless its source was switched on by hand', async () => {
    const { ask, source, entries } = await setUp(ok, (_request, response) =>
      response.end('User-agent: *\nContent-Signal: search=no, ai-train=no\nAllow: /\n'),
    );
    expect(await ask()).toMatchObject({ kind: 'refused', reason: expect.stringContaining('search=no') });
    expect((await ask('/jobs', {}, { source: { ...source, default: 'opt-in' } })).kind).toBe('page');
    expect(entries.at(-1)?.robotsRule).toContain('Content-Signal: search=no');
  });

  it('a robots.txt that cannot be read forbids everything', async () => {
    const { ask, seen } = await setUp(ok, status(503));
    expect(await ask()).toMatchObject({ kind: 'failed', status: 503 });
    expect(seen.every((request) => request.path === '/robots.txt')).toBe(true);
  });

  it('pages are not crawled where robots.txt answers 401; a documented API is', async () => {
    const { ask } = await setUp(ok, status(401));
    expect((await ask('/jobs', { accept: 'text/html' })).kind).toBe('refused');
    expect((await ask('/jobs')).kind).toBe('page');
  });

  it('the gap between two requests is kept, and Crawl-delay where it is longer', async () => {
    const plain = await setUp(ok);
    await plain.ask();
    await plain.ask();
    expect((plain.seen[2]?.at ?? 0) - (plain.seen[1]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
    const slow = await setUp(ok, (_request, response) => response.end('User-agent: *\nCrawl-delay: 7\n'));
    await slow.ask();
    await slow.ask();
    expect((slow.seen[2]?.at ?? 0) - (slow.seen[1]?.at ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  it('names itself, and asks for what it can read', async () => {
    const { ask, seen } = await setUp(ok);
    await ask();
    expect(seen[1]?.headers).toMatchObject({
      'user-agent': 'Backboard/test (+https://example.org/bot)',
      accept: 'application/json',
      'accept-encoding': 'gzip, br',
      'accept-language': 'en',
    });
  });

  it('keys are masked in the log', async () => {
    const { ask, entries } = await setUp(ok);
    await ask('/jobs?app_id=abc&app_key=def&what=go');
    expect(entries.at(-1)?.path).toBe('/jobs?app_id=…&app_key=…&what=go');
  });

  it('hosts that the source does not declare are not asked', async () => {
    const { ask, seen, source } = await setUp(ok);
    expect(await ask('/jobs', {}, { source: { ...source, hosts: ['other.example'] } })).toMatchObject({ kind: 'failed' });
    expect(seen).toEqual([]);
  });
});

describe('conditional requests', () => {
  const validators: Validators = { etag: 'W/"abc"', lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT' };

  it('validators are sent verbatim, and 304 is «unchanged»', async () => {
    const { ask, seen, entries } = await setUp((request, response) =>
      response.writeHead(request.headers['if-none-match'] === 'W/"abc"' ? 304 : 200).end(),
    );
    expect(await ask('/jobs', { ifUnchanged: { next: null } }, { validators })).toEqual({ kind: 'unchanged', validators });
    expect(seen[1]?.headers).toMatchObject({ 'if-none-match': 'W/"abc"', 'if-modified-since': 'Sat, 01 Aug 2026 00:00:00 GMT' });
    expect(entries.at(-1)).toMatchObject({ conditional: true, status: 304 });
  });

  it('are not sent for pages that cannot stand alone', async () => {
    const { ask, seen } = await setUp(ok);
    await ask('/jobs', {}, { validators });
    expect(seen[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('a 304 that nobody asked for is a failure, not an empty board', async () => {
    const { ask } = await setUp(status(304));
    expect((await ask()).kind).toBe('failed');
  });

  it('new ones are handed back', async () => {
    const { ask } = await setUp(status(200, { etag: '"new"' }));
    expect(await ask()).toMatchObject({ kind: 'page', validators: { etag: '"new"', lastModified: null } });
  });
});

describe('asking again', () => {
  it.each([408, 425, 500, 502, 503, 504])('%i twice, then fine: three requests, with pauses', async (code) => {
    const { ask, seen } = await setUp(inTurn(status(code), status(code), ok));
    expect((await ask()).kind).toBe('page');
    expect(seen.filter((request) => request.path === '/jobs')).toHaveLength(3);
  });

  it.each([
    [400, 'failed'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'gone'],
    [410, 'gone'],
    [422, 'failed'],
    [500, 'failed'],
  ] as const)('%i for ever is «%s»', async (code, kind) => {
    const { ask, seen } = await setUp(status(code));
    expect((await ask()).kind).toBe(kind);
    expect(seen.filter((request) => request.path === '/jobs')).toHaveLength(code === 500 ? 3 : 1);
  });

  it('Retry-After: 120 means no request to that host for 120 s, whoever asks', async () => {
    const { ask, seen } = await setUp(inTurn(status(429, { 'retry-after': '120' }), ok));
    expect((await ask()).kind).toBe('page');
    const [first, second] = seen.filter((request) => request.path === '/jobs');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(120_000);
  });

  it('Retry-After as a date is obeyed too', async () => {
    const { ask, seen } = await setUp(inTurn(status(503, { 'retry-after': 'Sat, 01 Aug 2026 12:05:00 GMT' }), ok));
    expect((await ask()).kind).toBe('page');
    expect(seen.at(-1)?.at).toBeGreaterThanOrEqual(Date.parse('2026-08-01T12:05:00Z'));
  });

  it('more than 15 minutes ends the run, and the host is left alone until then', async () => {
    const { ask, seen, now } = await setUp(status(429, { 'retry-after': '7200' }));
    const answer = await ask();
    expect(answer.kind).toBe('throttled');
    const wait = answer.kind === 'throttled' ? answer.notBefore.getTime() - now().getTime() : 0;
    expect(wait).toBeGreaterThanOrEqual(7_200_000);
    expect((await ask()).kind).toBe('throttled');
    expect(seen.filter((request) => request.path === '/jobs')).toHaveLength(1);
  });

  it.each(['-5', 'Thu, 01 Jan 1970 00:00:00 GMT', 'soon', '', '1e9'])('a hostile Retry-After «%s» is ignored', async (value) => {
    const { ask, seen } = await setUp(inTurn(status(429, { 'retry-after': value }), ok));
    expect((await ask()).kind).toBe('page');
    const [first, second] = seen.filter((request) => request.path === '/jobs');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(120_000);
  });

  it('a billion seconds are capped at a day', async () => {
    const { ask, now } = await setUp(status(429, { 'retry-after': '1000000000' }));
    const answer = await ask();
    expect(answer.kind === 'throttled' && answer.notBefore.getTime() - now().getTime()).toBeLessThanOrEqual(86_401_000);
  });

  it('429 without a word: 30 s, then 60 s, then the run ends', async () => {
    const { ask, seen } = await setUp(status(429));
    expect((await ask()).kind).toBe('throttled');
    const times = seen.filter((request) => request.path === '/jobs').map((request) => request.at);
    expect(times).toHaveLength(3);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(60_000);
  });
});

const text = async (bytes: Uint8Array, type: string) => {
  const { ask } = await setUp((_request, response) => response.writeHead(200, { 'content-type': type }).end(bytes));
  const answer = await ask();
  return answer.kind === 'page' ? answer.page.text : answer.kind;
};

describe('broken and hostile answers are failures, never shorter lists', () => {
  it.each<[string, RequestListener]>([
    [
      'broken off',
      (_request, response) =>
        void (response.writeHead(200, { 'content-length': '50' }), response.write('[1,2'), setTimeout(() => response.destroy(), 20)),
    ],
    ['reset', (request) => void request.socket.resetAndDestroy()],
    [
      'a bomb',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000, 0x20))),
    ],
    ['too large', (_request, response) => response.end('x'.repeat(200_000))],
    [
      'chained encodings',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('[]'))),
    ],
    ['falsely labelled', (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('[1,2,3]')],
    ['a loop', (request, response) => response.writeHead(302, { location: request.url ?? '/' }).end()],
    ['sent to a private address', (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end()],
    ['sent to a file', (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['sent elsewhere', (_request, response) => response.writeHead(302, { location: 'https://www.other.example/' }).end()],
  ])('%s', async (_name, answer) => {
    const { ask, seen } = await setUp(answer);
    expect((await ask('/jobs', { timeoutMs: 5_000 })).kind).toBe('failed');
    expect(seen.filter((request) => request.path === '/jobs').length).toBeLessThanOrEqual(6);
  });

  it('a host that never answers is given up within its deadline', async () => {
    const { ask } = await setUp(() => undefined);
    const startedAt = Date.now();
    expect(await ask('/jobs', { timeoutMs: 400 })).toMatchObject({ kind: 'failed', offline: false });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  it('text is decoded by its mark, its label, or what it is', async () => {
    const utf8 = new TextEncoder().encode('Zürich – «Köln»');
    expect(await text(utf8, 'application/json')).toBe('Zürich – «Köln»');
    expect(await text(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), 'text/plain; charset=windows-1252')).toBe('Zürich – «Köln»');
    expect(await text(Uint8Array.of(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x20, 0x96), 'application/json; charset=utf-8')).toBe('Zürich –');
    expect(await text(Uint8Array.of(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68), 'text/html; charset=iso-8859-1')).toBe('Zürich');
    expect(await text(Uint8Array.of(0xff, 0xfe, 0x5a, 0x00, 0xfc, 0x00), 'text/plain')).toBe('Zü');
    expect(await text(new TextEncoder().encode('{"a":"ü"}'), 'application/json; charset=no-such-thing')).toBe('{"a":"ü"}');
    expect(await text(Uint8Array.of(...new TextEncoder().encode('Köln Düsseldorf Zürich '), 0xff), 'application/json')).toBe(
      'Köln Düsseldorf Zürich \uFFFD',
    );
  });
});

describe('several at once', () => {
  it('ask one host one after the other', async () => {
    let running = 0;
    let most = 0;
    const { ask } = await setUp(
      (_request, response) => {
        running += 1;
        most = Math.max(most, running);
        setTimeout(() => {
          running -= 1;
          response.end('[]');
        }, 30);
      },
      undefined,
      (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
    );
    await Promise.all([ask('/a'), ask('/b'), ask('/c')]);
    expect(most).toBe(1);
  });
});

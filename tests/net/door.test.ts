import { createServer as createRawServer, type AddressInfo, type Server } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDoor, type Door, type DoorEnv, type DoorRequest } from '#src/net/door';
import type { DoorError } from '#src/net/door-error';
import { startProxy, startServer, startTlsServer } from './local-servers.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

async function serve(listener: RequestListener) {
  const server = await startServer(listener);
  open.push(server);
  return server;
}

function doorTo(env: DoorEnv = { ALLOW_PRIVATE_TARGETS: '127.0.0.1' }): Door {
  const door = createDoor({ env, userAgent: 'Backboard/test (+https://example.org/bot)', resolve: async () => ['127.0.0.1'] });
  open.push(door);
  return door;
}

const ask = (door: Door, url: string, more: Partial<DoorRequest> = {}) =>
  door.request({ url, allowedHosts: null, maxDecodedBytes: 1_000_000, totalTimeoutMs: 5_000, followRedirects: true, ...more });
const failure = async (asked: Promise<unknown>): Promise<DoorError> =>
  asked.then(
    () => Promise.reject(new Error('it answered')),
    (error: DoorError) => error,
  );
const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

describe('a plain answer', () => {
  it('comes whole, from the address that was checked, under the name that was asked', async () => {
    const hosts: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      hosts.push(request.headers.host);
      response
        .writeHead(200, { 'X-Kept': 'yes', 'content-type': 'text/plain' })
        .end(`${request.headers['user-agent']} ${request.headers['accept-encoding']}`);
    });
    const answer = await ask(doorTo(), `http://jobs.example.com:${server.port}/a?b=c`);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-kept']).toBe('yes');
    expect(textOf(answer.body)).toBe('Backboard/test (+https://example.org/bot) gzip, br');
    expect(hosts).toEqual([`jobs.example.com:${server.port}`]);
  });

  it('sends a body and headers of the caller', async () => {
    const server = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => response.write(`${request.method} ${request.headers['content-type']} ${chunk.toString()}`));
      request.on('end', () => response.end());
    });
    const answer = await ask(doorTo(), `http://a.example.com:${server.port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(textOf(answer.body)).toBe('POST application/json {"a":1}');
  });

  it('keeps the name for TLS and refuses a certificate that nobody vouches for', async () => {
    const server = await startTlsServer('jobs.example.com', (_request, response) => response.end('secret'));
    if (server === null) return; // no openssl on this machine
    open.push(server);
    const error = await failure(ask(doorTo(), `https://jobs.example.com:${server.port}/`));
    expect(error.code).toBe('tls');
    expect(error.message).toContain('jobs.example.com');
    expect(server.servernames).toEqual(['jobs.example.com']);
  });
});

describe('compressed answers', () => {
  const body = Buffer.from('words and words '.repeat(500));
  it.each([
    ['gzip', gzipSync(body)],
    ['br', brotliCompressSync(body)],
    ['deflate', deflateSync(body)],
    ['identity', body],
  ] as const)('%s is decoded, and both sizes are known', async (label, bytes) => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-encoding': label }).end(bytes));
    const answer = await ask(doorTo(), `http://a.example.com:${server.port}/`);
    expect(Buffer.from(answer.body).equals(body)).toBe(true);
    expect(answer.bytesOnWire).toBe(bytes.length);
  });

  it('a bomb is refused at the cap, in little memory', async () => {
    const member = gzipSync(Buffer.alloc(64 << 20, 0x20), { level: 9 });
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.concat(Array.from({ length: 8 }, () => member))),
    );
    const before = process.memoryUsage().rss;
    const error = await failure(ask(doorTo(), `http://a.example.com:${server.port}/`, { maxDecodedBytes: 4_000_000 }));
    expect(error.code).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('an endless plain answer is refused at the cap', async () => {
    const server = await serve((_request, response) => {
      const block = Buffer.alloc(65_536, 0x20);
      const more = () => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect((await failure(ask(doorTo(), `http://a.example.com:${server.port}/`))).code).toBe('too-large');
  });

  it.each([
    ['gzip, gzip', gzipSync(gzipSync('x'))],
    ['gzip, br', Buffer.from('x')],
    ['compress', Buffer.from('x')],
    ['gzip', Buffer.from('this is not gzip at all')],
    ['br', Buffer.from('neither is this brotli, by any reading of it')],
    ['gzip', gzipSync('cut off in the middle of it all').subarray(0, 20)],
  ])('«%s» that is chained, unknown or false is refused', async (label, bytes) => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-encoding': label }).end(bytes));
    expect((await failure(ask(doorTo(), `http://a.example.com:${server.port}/`))).code).toBe('encoding');
  });

  it('a false gzip without a length that never ends does not outlive the deadline', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync('x').subarray(0, 10));
    });
    const startedAt = Date.now();
    expect((await failure(ask(doorTo(), `http://a.example.com:${server.port}/`, { totalTimeoutMs: 700 }))).code).toBe('timeout');
    expect(Date.now() - startedAt).toBeLessThan(2_500);
  });
});

describe('deadlines', () => {
  it('the total holds against a byte at a time, and the socket is closed', async () => {
    let closed = false;
    const server = await serve((request, response) => {
      const drip = setInterval(() => response.write('x'), 50);
      request.socket.on('close', () => {
        closed = true;
        clearInterval(drip);
      });
    });
    const error = await failure(ask(doorTo(), `http://a.example.com:${server.port}/`, { totalTimeoutMs: 600 }));
    expect(error.code).toBe('timeout');
    await expect.poll(() => closed, { timeout: 2_000 }).toBe(true);
  });

  it('the head has its own', async () => {
    const server = await serve(() => undefined);
    const error = await failure(ask(doorTo(), `http://a.example.com:${server.port}/`, { headersTimeoutMs: 500, totalTimeoutMs: 8_000 }));
    expect([error.code, error.phase]).toEqual(['timeout', 'headers']);
  });

  it('a resolver that never answers does not outlive the total', async () => {
    const door = createDoor({ env: {}, userAgent: 'test', resolve: () => new Promise(() => undefined) });
    open.push(door);
    expect((await failure(ask(door, 'http://a.example.com/', { totalTimeoutMs: 400 }))).code).toBe('timeout');
  });

  it('a stop from outside ends it', async () => {
    const server = await serve(() => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect((await failure(ask(doorTo(), `http://a.example.com:${server.port}/`, { signal: stop.signal }))).code).toBe('aborted');
  });
});

/** A server that writes these bytes and then hangs up. */
const raw = async (bytes: string, then: 'end' | 'reset'): Promise<number> => {
  const server: Server = createRawServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(bytes);
      setTimeout(() => (then === 'reset' ? socket.resetAndDestroy() : socket.end()), 30);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push({ close: () => new Promise((resolve) => void server.close(() => resolve())) });
  return (server.address() as AddressInfo).port;
};

describe('broken answers', () => {
  it.each([
    ['shorter than it says', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2', 'end'],
    ['reset in the middle', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2', 'reset'],
    ['chunks without an end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n[1,2\r\n', 'end'],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n', 'end'],
  ] as const)('%s: never a shorter answer', async (_name, bytes, then) => {
    const port = await raw(bytes, then);
    expect((await failure(ask(doorTo(), `http://a.example.com:${port}/`))).code).toBe('network');
  });

  it('a closed port and an unknown name are «offline»', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    const refused = await failure(ask(doorTo(), `http://a.example.com:${server.port}/`));
    expect([refused.code, refused.offline]).toEqual(['network', true]);
    const nowhere = createDoor({
      env: {},
      userAgent: 'test',
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    });
    open.push(nowhere);
    const unknown = await failure(ask(nowhere, 'https://a.example.com/'));
    expect([unknown.code, unknown.offline, unknown.phase]).toEqual(['network', true, 'connect']);
    expect(unknown.message).toContain('could not be resolved');
  });
});

/** A server that sends everyone on, and notes who came. */
const to = (location: (host: string, port: number) => string, status = 302) => {
  const seen: string[] = [];
  return {
    seen,
    async start() {
      const server = await serve((request, response) => {
        seen.push(`${request.method} ${request.headers.host?.split(':')[0]}${request.url}`);
        if (request.url === '/end') response.end('there');
        else response.writeHead(status, { location: location(request.headers.host ?? '', server.port) }).end();
      });
      return server;
    },
  };
};

describe('redirects', () => {
  it('inside the registrable domain and to listed hosts they are followed', async () => {
    const home = to((_host, port) => `http://www.example.com:${port}/end`);
    const server = await home.start();
    expect(textOf((await ask(doorTo(), `http://jobs.example.com:${server.port}/`)).body)).toBe('there');
    const listed = to((_host, port) => `http://elsewhere.test:${port}/end`);
    const second = await listed.start();
    const answer = await ask(doorTo(), `http://jobs.example.com:${second.port}/`, { allowedHosts: ['jobs.example.com', 'elsewhere.test'] });
    expect(answer.url).toBe(`http://elsewhere.test:${second.port}/end`);
  });

  it.each([
    ['another owner', (_host: string, port: number) => `http://evil.test:${port}/end`, 'redirect'],
    ['a private address', (_host: string, port: number) => `http://169.254.169.254:${port}/end`, 'redirect'],
    ['a file', () => 'file:///etc/passwd', 'refused-target'],
    ['script', () => 'javascript:alert(1)', 'refused-target'],
    ['itself, for ever', () => '/again', 'redirect'],
  ])('to %s they are not', async (_name, location, code) => {
    const trap = to(location);
    const server = await trap.start();
    expect((await failure(ask(doorTo(), `http://jobs.example.com:${server.port}/`))).code).toBe(code);
    expect(trap.seen.length).toBeLessThanOrEqual(6);
    expect(trap.seen.every((line) => line.includes('jobs.example.com'))).toBe(true);
  });

  it('to a name of the same owner that resolves to a private address they are refused', async () => {
    const trap = to((_host, port) => `http://inner.example.com:${port}/end`);
    const server = await trap.start();
    const door = createDoor({
      env: { ALLOW_PRIVATE_TARGETS: '127.0.0.1' },
      userAgent: 'test',
      resolve: async (host) => [host === 'inner.example.com' ? '10.0.0.7' : '127.0.0.1'],
    });
    open.push(door);
    expect((await failure(ask(door, `http://jobs.example.com:${server.port}/`))).code).toBe('refused-target');
  });

  it('303 turns a POST into a GET, 307 does not', async () => {
    for (const [status, expected] of [
      [303, 'GET'],
      [307, 'POST'],
    ] as const) {
      const hop = to((_host, port) => `http://www.example.com:${port}/end`, status);
      const server = await hop.start();
      await ask(doorTo(), `http://jobs.example.com:${server.port}/`, { method: 'POST', body: 'x' });
      expect(hop.seen[1]?.split(' ')[0]).toBe(expected);
    }
  });

  it('are handed back where they are not to be followed', async () => {
    const hop = to((_host, port) => `http://evil.test:${port}/end`);
    const server = await hop.start();
    expect((await ask(doorTo(), `http://jobs.example.com:${server.port}/`, { followRedirects: false })).status).toBe(302);
  });
});

describe('through a proxy', () => {
  it('http goes by absolute address, https by CONNECT, NO_PROXY straight', async () => {
    const tls = await startTlsServer('jobs.example.com', (_request, response) => response.end('secure'));
    if (tls !== null) open.push(tls);
    const proxy = await startProxy(
      (request, response) => response.end(`proxied ${request.headers.host}`),
      () => tls?.port ?? 1,
    );
    open.push(proxy);
    const env = {
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: 'direct.example.com',
      ALLOW_PRIVATE_TARGETS: '127.0.0.1',
    };
    const door = doorTo(env);
    expect(door.description).toContain('proxy');
    expect(textOf((await ask(door, 'http://jobs.example.com/x')).body)).toBe('proxied jobs.example.com');
    expect(proxy.forwarded).toEqual(['http://jobs.example.com/x']);
    const error = await failure(ask(door, 'https://jobs.example.com/x'));
    expect(error.code).toBe(tls === null ? 'network' : 'tls'); // its certificate is nobody's, which shows that the tunnel was there
    expect(proxy.connects).toEqual(['jobs.example.com:443']);
    const straight = await serve((_request, response) => response.end('straight'));
    expect(textOf((await ask(door, `http://direct.example.com:${straight.port}/`)).body)).toBe('straight');
  });

  it('addresses, local names, odd ports and undeclared hosts are refused before the proxy is asked', async () => {
    const proxy = await startProxy(
      (_request, response) => response.end('proxied'),
      () => 1,
    );
    open.push(proxy);
    const door = doorTo({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    for (const url of [
      'http://127.0.0.1/',
      'http://8.8.8.8/',
      'https://[::1]/',
      'https://[2606:4700::1111]/',
      'http://localhost/',
      'http://intranet/',
      'http://db.internal/',
      'http://printer.local/',
      'http://printer.local./',
      'http://a.localhost/',
      'https://example.com:8443/',
      'http://2130706433/',
      'http://0x7f.1/',
    ]) {
      expect((await failure(ask(door, url))).code, url).toBe('refused-target');
    }
    expect((await failure(ask(door, 'https://example.com/', { allowedHosts: ['api.example.org'] }))).code).toBe('refused-target');
    expect([proxy.connects, proxy.forwarded, proxy.connections()]).toEqual([[], [], 0]);
  });

  it('a proxy that is not there is «offline»', async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    const error = await failure(ask(doorTo({ HTTPS_PROXY: `http://127.0.0.1:${gone.port}` }), 'https://jobs.example.com/'));
    expect([error.code, error.offline]).toEqual(['network', true]);
  });
});

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf } from '#src/alerts/digest';
import { WEBHOOK_WAITS_MS, webhookRetryMs } from '#src/alerts/retry';
import { signingKeysOf, webhookKey, webhookSecretText } from '#src/alerts/tokens';
import { digestBody, signWebhook, webhookIdOf, WEBHOOK_BODY_LIMIT } from '#src/alerts/webhook-message';
import { createWebhookChannel, retryAfterMsOf } from '#jobs/channels/webhook';
import { createDoor } from '#src/net/door';
import { card, savedSearch } from './alert-cases.js';

/** What a receiver does: the Standard Webhooks package verifies, by the clock of the message. */
function isSigned(secret: string, headers: IncomingHttpHeaders, body: string, now: Date): boolean {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  } finally {
    vi.useRealTimers();
  }
}

test('the worked example of the Standard Webhooks texts is signed as they say', () => {
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const signed = signWebhook('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}', [key]);
  expect(signed.headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(signed.headers['webhook-timestamp']).toBe('1614265330');
});

test('secrets: 32 bytes, their own for each endpoint and rotation; two live keys give two signatures', () => {
  const signing = signingKeysOf('a-key-for-tests-only-1234');
  const keys = [webhookKey(signing, 'a', 2), webhookKey(signing, 'a', 1)];
  expect(new Set([...keys, webhookKey(signing, 'b', 1)].map((key) => webhookSecretText(key))).size).toBe(3);
  expect(keys[0]).toHaveLength(32);
  const at = new Date('2026-11-23T10:00:00Z');
  const { body, headers } = signWebhook('msg_1', at, '{}', keys);
  for (const key of keys) expect(isSigned(webhookSecretText(key), headers, body, at)).toBe(true);
  expect(isSigned(webhookSecretText(webhookKey(signing, 'b', 1)), headers, body, at)).toBe(false);
  expect(isSigned(webhookSecretText(keys[0] ?? Buffer.alloc(0)), headers, `${body} `, at)).toBe(false);
  // After a new product key, with the old one kept, endpoints keep their secrets.
  expect(webhookKey(signingKeysOf('a-new-key-for-tests-9876,a-key-for-tests-only-1234'), 'a', 1)).toEqual(keys[1]);
});

test('the body stays thin whatever sources write', () => {
  const long = card({ title: '𝒮'.repeat(400), company: '"'.repeat(400) });
  const alerts = Array.from({ length: 25 }, () => ({ occasion: 'new', card: long }));
  const digest = digestOf({
    search: savedSearch(),
    alerts,
    total: 25,
    unknownSince: null,
    lateSources: [],
    baseUrl: 'https://board.example',
  });
  if (digest === null) throw new Error('an empty digest');
  const body = digestBody('id', new Date(0), digest);
  expect(Buffer.byteLength(body)).toBeLessThan(WEBHOOK_BODY_LIMIT);
  expect(JSON.parse(body)).toMatchObject({ type: 'alert.listings', data: { count: 25 } });
});

test('ten tries in about 75.6 hours, moved by a fifth at most, slower where the endpoint asks', () => {
  expect(WEBHOOK_WAITS_MS.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(75.58, 1);
  for (let attempt = 1; attempt <= 9; attempt += 1) {
    const wait = WEBHOOK_WAITS_MS[attempt - 1] ?? 0;
    const moved = webhookRetryMs('delivery', attempt, null) ?? 0;
    expect(moved).toBeGreaterThanOrEqual(wait * 0.8);
    expect(moved).toBeLessThanOrEqual(wait * 1.2 + 1);
  }
  expect(webhookRetryMs('delivery', 10, null)).toBeNull();
  expect(webhookRetryMs('delivery', 1, 600_000)).toBe(600_000);
  const now = new Date('2026-11-23T10:00:00Z');
  expect([retryAfterMsOf('120', now), retryAfterMsOf('-5', now), retryAfterMsOf('soon', now)]).toEqual([120_000, null, null]);
  expect(retryAfterMsOf('999999999', now)).toBe(86_400_000);
  expect(retryAfterMsOf('Mon, 23 Nov 2026 10:01:00 GMT', now)).toBe(60_000);
});

const now = () => new Date('2026-11-23T10:00:00Z');
const respond = (response: ServerResponse): unknown => response.end();

describe('a real receiver', () => {
  const asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  let answer: (response: ServerResponse) => unknown = respond;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body });
      answer(response);
    });
  });
  let base = '';
  const open = createDoor({ env: { ALLOW_PRIVATE_TARGETS: '127.0.0.1/32' }, userAgent: 'Backboard tests' });
  const guarded = createDoor({ env: {}, userAgent: 'Backboard tests' });
  const channel = createWebhookChannel({ door: open, now });
  const message = signWebhook(webhookIdOf('77'), now(), '{"type":"alert.ping"}', [Buffer.alloc(32, 7)]);

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await open.close();
    await guarded.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const outcomeWith = (given: (response: ServerResponse) => unknown) => {
    answer = given;
    return channel.send(`${base}/hook`, message);
  };

  test('2xx is success: the bytes arrive as signed', async () => {
    expect(await outcomeWith((response) => response.writeHead(204).end())).toEqual({ kind: 'sent' });
    const last = asked.at(-1);
    expect(isSigned(webhookSecretText(Buffer.alloc(32, 7)), last?.headers ?? {}, last?.body ?? '', now())).toBe(true);
    expect(last?.headers['webhook-id']).toBe('msg_77');
  });

  test('410 is gone, 3xx is never followed, 500 waits, Retry-After is heard', async () => {
    expect(await outcomeWith((response) => response.writeHead(410).end())).toEqual({ kind: 'gone' });
    const before = asked.length;
    expect(await outcomeWith((response) => response.writeHead(301, { location: `${base}/elsewhere` }).end())).toMatchObject({
      kind: 'failed',
    });
    expect(asked.length).toBe(before + 1);
    expect(await outcomeWith((response) => response.writeHead(500).end())).toEqual({
      kind: 'failed',
      error: 'the endpoint answered 500',
      retryAfterMs: null,
    });
    expect(await outcomeWith((response) => response.writeHead(503, { 'retry-after': '30' }).end())).toMatchObject({ retryAfterMs: 30_000 });
  });

  test('an endless answer is read to 64 kB and no further', async () => {
    let written = 0;
    const outcome = await outcomeWith((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536);
      const pour = (): void => {
        while (written < 1e9 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', pour);
        }
      };
      response.on('error', () => undefined);
      pour();
    });
    expect(outcome.kind).toBe('failed');
    expect(written).toBeLessThan(20_000_000);
  });

  test('a private target is refused with its reason, and nothing connects', async () => {
    const before = asked.length;
    const outcome = await createWebhookChannel({ door: guarded, now }).send(`${base}/hook`, message);
    expect(outcome).toMatchObject({ kind: 'failed' });
    for (const target of [
      'http://169.254.169.254/',
      'http://[::ffff:127.0.0.1]/',
      'http://[64:ff9b::7f00:1]/',
      'http://0x7f.1/',
      'http://localhost/',
    ]) {
      expect(await createWebhookChannel({ door: guarded, now }).send(target, message), target).toMatchObject({ kind: 'failed' });
    }
    expect(asked.length).toBe(before);
  });
});

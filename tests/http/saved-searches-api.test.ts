import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '#db/store/store';
import type { Mail } from '#src/alerts/mail';
import { unsubscribeUrl } from '#src/alerts/mail';
import { createSubscriptions } from '#src/alerts/subscriptions';
import { signingKeysOf } from '#src/alerts/tokens';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { appUnderTest, BASE_URL, NOW, send } from './app-under-test.js';
import { HOSTILE_STRINGS } from './hostile-strings.js';

const mail = { signing: signingKeysOf('a secret key of sixteen or more'), baseUrl: BASE_URL };
const mails: Mail[] = [];
let silence: string | null = null;
let now = NOW;

let database: TestDatabase;
let store: Store;
let app: ReturnType<typeof appUnderTest>['app'];
beforeAll(async () => {
  database = await freshDatabase();
  store = createStore(database);
  const subscriptions = createSubscriptions({
    store,
    now: () => now,
    mail,
    postMail: (sent) => void mails.push(sent),
    ping: () => Promise.resolve(silence),
  });
  ({ app } = appUnderTest(store, { subscriptions, now: () => now }));
});
afterAll(() => database.drop());
beforeEach(() => {
  mails.length = 0;
  // Limits count by address and hour; each test is a day of its own.
  now = new Date(now.getTime() + 86_400_000);
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(app, 'POST', `/api/v1/saved-searches${path}`, body, headers);
const wish = (more: object = {}) => ({
  filter: { level: ['senior', 'not:entry'], q: 'kafka' },
  channel: 'email',
  target: 'jo@example.org',
  cadence: 'daily',
  timeZone: 'Europe/Berlin',
  ...more,
});
const confirmTokenIn = (sent: Mail | undefined): string => /\/alerts\/confirm\/([\w-]+)/.exec(sent?.text ?? '')?.[1] ?? '';
const manageTokenOf = async (): Promise<string> => {
  const { manageToken } = await import('#src/alerts/tokens');
  return manageToken(mail.signing, 'jo@example.org');
};
const read = async (response: Response, status = 200): Promise<Record<string, unknown>> => {
  expect(response.status).toBe(status);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
  return (await response.json()) as Record<string, unknown>;
};

describe('asking to be told', () => {
  test('answers the same for new, known, confirmed and limited addresses, and for robots', async () => {
    const answers: string[] = [];
    for (const body of [wish(), wish(), wish({ website: 'http://spam.example' }), ...Array.from({ length: 6 }, () => wish())]) {
      const response = await post('', body);
      answers.push(`${response.status} ${await response.text()} ${response.headers.get('Content-Type')}`);
      const token = confirmTokenIn(mails[0]);
      if (token !== '') await post('/confirm', { token });
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^202 /);
    expect(Object.keys(JSON.parse((answers[0] ?? '').slice(4).replace(/ application\/json$/, '')) as object).sort()).toEqual([
      'message',
      'status',
    ]);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.length).toBeLessThan(5);
  });

  test('refuses what is wrong by field, before anything is stored or sent', async () => {
    const before = (await database.sql`select count(*)::int as n from saved_search`)[0]?.['n'] as number;
    for (const [body, pointer] of [
      [wish({ target: 'no address' }), '/target'],
      [wish({ target: 'jo@example.org\r\nBcc: all@example.org' }), '/target'],
      [wish({ target: 'a@b@c' }), '/target'],
      [wish({ timeZone: 'Mars/Base' }), '/timeZone'],
      [wish({ cadence: 'hourly' }), '/cadence'],
      [wish({ hour: 24 }), '/hour'],
      [wish({ channel: 'feed' }), '/channel'],
      [wish({ channel: 'webhook', target: 'ftp://x.example' }), '/target'],
      [wish({ filter: { level: ['guru'] } }), '/filter/level'],
      [wish({ filter: { lvl: ['mid'] } }), '/filter/lvl'],
      [wish({ emial: 'x' }), '/emial'],
      [{}, '/filter'],
    ] as const) {
      const response = await post('', body);
      expect(response.status, JSON.stringify(body)).toBe(400);
      const problem = (await response.json()) as { errors: { pointer: string; allowed?: string[] }[] };
      expect(problem.errors.map((field) => field.pointer)).toContain(pointer);
      if (pointer === '/cadence') expect(problem.errors[0]?.allowed).toEqual(['instant', 'daily', 'weekly']);
    }
    expect((await database.sql`select count(*)::int as n from saved_search`)[0]?.['n']).toBe(before);
    expect(mails).toEqual([]);
  });

  test('hostile strings in address, filter and token are 202, 400 or 404', async () => {
    for (const text of HOSTILE_STRINGS.filter((candidate) => candidate.length < 5000)) {
      const statuses = [
        (await post('', wish({ target: text }))).status,
        (await post('', wish({ target: 'other@example.org', filter: { q: text, city: [text] } }))).status,
        (await post('/confirm', { token: text })).status,
        (await post('/unsubscribe', { token: text })).status,
        (
          await send(app, 'GET', '/api/v1/saved-searches', undefined, {
            Authorization: `Bearer ${encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?')).slice(0, 400)}`,
          })
        ).status,
      ];
      for (const status of statuses) expect([202, 400, 401, 404], JSON.stringify(text.slice(0, 40))).toContain(status);
    }
  });
});

describe('by token', () => {
  const activated = async () => {
    await post('', wish());
    return read(await post('/confirm', { token: confirmTokenIn(mails.at(-1)) }));
  };

  test('confirming gives the search, with exactly these keys, and twice is once', async () => {
    const search = await activated();
    expect(Object.keys(search).sort()).toEqual(
      [
        'cadence',
        'channel',
        'confirmedAt',
        'createdAt',
        'hour',
        'id',
        'query',
        'state',
        'stoppedReason',
        'target',
        'timeZone',
        'wantsPayRises',
        'weekday',
      ].sort(),
    );
    expect(search).toMatchObject({
      query: 'q=kafka&level=senior&level=not%3Aentry',
      target: 'j…@example.org',
      state: 'active',
      hour: 8,
      timeZone: 'Europe/Berlin',
    });
    expect((await read(await post('/confirm', { token: confirmTokenIn(mails.at(-1)) })))['state']).toBe('active');
    expect((await post('/confirm', { token: 'x'.repeat(43) })).status).toBe(404);
  });

  test('managing: what is held, pausing, changing, deleting one and all; never another’s', async () => {
    const search = await activated();
    const path = `/api/v1/saved-searches/${String(search['id'])}`;
    const token = { Authorization: `Bearer ${await manageTokenOf()}` };
    const stranger = { Authorization: `Bearer ${'x'.repeat(43)}` };
    const held = (await read(await send(app, 'GET', '/api/v1/saved-searches', undefined, token))) as unknown as {
      data: { search: { id: string }; messages: unknown[] }[];
    };
    expect(held.data.map((entry) => Object.keys(entry).sort())[0]).toEqual(['messages', 'search']);
    expect(held.data.map((entry) => entry.search.id)).toContain(search['id']);
    expect(
      await read(await send(app, 'PATCH', path, { state: 'paused', cadence: 'weekly', weekday: 3, filter: { level: ['mid'] } }, token)),
    ).toMatchObject({
      state: 'paused',
      cadence: 'weekly',
      weekday: 3,
      query: 'level=mid',
    });
    expect((await send(app, 'PATCH', path, { state: 'stopped' }, token)).status).toBe(400);
    for (const headers of [{}, stranger]) {
      for (const [method, at] of [
        ['GET', '/api/v1/saved-searches'],
        ['PATCH', path],
        ['DELETE', path],
        ['DELETE', '/api/v1/saved-searches'],
      ] as const)
        expect((await send(app, method, at, method === 'PATCH' ? { state: 'active' } : undefined, headers)).status, method).toBe(
          'Authorization' in headers ? 404 : 401,
        );
    }
    expect((await send(app, 'DELETE', path, undefined, token)).status).toBe(204);
    expect((await send(app, 'DELETE', path, undefined, token)).status).toBe(404);
    expect((await send(app, 'DELETE', '/api/v1/saved-searches', undefined, token)).status).toBe(204);
    expect((await send(app, 'GET', '/api/v1/saved-searches', undefined, token)).status).toBe(404);
  });

  test('unsubscribing by one click of a mail program, without cookie, from anywhere', async () => {
    const search = await activated();
    const address = unsubscribeUrl(mail, String(search['id'])).slice(BASE_URL.length);
    const oneClick = () =>
      send(app, 'POST', address, 'List-Unsubscribe=One-Click', {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'cross-site',
        Origin: 'https://mail.example',
      });
    const response = await oneClick();
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('You are unsubscribed.\n');
    expect((await store.savedSearchById(String(search['id'])))?.state).toBe('unsubscribed');
    expect((await oneClick()).status).toBe(200);
    const token = address.split('/').at(-1) ?? '';
    expect((await read(await post('/unsubscribe', { token })))['state']).toBe('unsubscribed');
    // A token is bound to its purpose.
    expect((await post('/confirm', { token })).status).toBe(404);
    expect((await post('/unsubscribe', { token: await manageTokenOf() })).status).toBe(404);
  });
});

describe('webhooks', () => {
  test('are active once they answered; the secret is shown once, and can be renewed by its owner', async () => {
    silence = null;
    const answer = (await read(await post('', wish({ channel: 'webhook', target: 'https://hooks.example.org/x' })), 202)) as {
      webhook: { secret: string; manageToken: string };
    };
    expect(answer.webhook.secret).toMatch(/^whsec_/);
    const token = { Authorization: `Bearer ${answer.webhook.manageToken}` };
    const held = (await read(await send(app, 'GET', '/api/v1/saved-searches', undefined, token))) as unknown as {
      data: { search: { id: string; state: string; target: string } }[];
    };
    expect(held.data[0]?.search).toMatchObject({ state: 'active', target: 'https://hooks.example.org/…' });
    const id = held.data[0]?.search.id ?? '';
    const renewed = await read(await post(`/${id}/secret`, undefined, token));
    expect(renewed['secret']).not.toBe(answer.webhook.secret);
    expect((await post(`/${id}/secret`, undefined, { Authorization: `Bearer ${'x'.repeat(43)}` })).status).toBe(404);
    expect((await post(`/${id}/messages/1/replay`, undefined, token)).status).toBe(404);
  });

  test('that stay silent are refused with the reason', async () => {
    silence = 'the address is private';
    const response = await post('', wish({ channel: 'webhook', target: 'http://10.0.0.1/' }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: '/docs#refused',
      errors: [{ pointer: '/target', detail: 'the address is private' }],
    });
  });
});

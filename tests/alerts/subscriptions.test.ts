import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebhookChannel } from '#jobs/channels/webhook';
import { createSubscriptions, type SubscriptionInput } from '#src/alerts/subscriptions';
import { digestMessageId, unsubscribeUrl, type Mail } from '#src/alerts/mail';
import { newToken, manageToken } from '#src/alerts/tokens';
import { ListingFilter } from '#src/domain/listing-filter';
import type { Subscriptions } from '#src/http/subscriptions';
import { SETTINGS } from './alert-cases.js';
import { startWorld, type World } from './alert-world.js';

const HOUR = 3_600_000;
let world: World;
let posted: Mail[];
let pinged: { target: string; key: Uint8Array }[];
let refusal: string | null;
let subscriptions: ReturnType<typeof createSubscriptions>;

beforeEach(async () => {
  world = await startWorld();
  posted = [];
  pinged = [];
  refusal = null;
  subscriptions = createSubscriptions({
    store: world.store,
    now: world.now,
    mail: SETTINGS,
    postMail: (mail) => posted.push(mail),
    ping: async (target, _id, key) => {
      pinged.push({ target, key });
      return refusal;
    },
  });
});
afterEach(() => world.stop());

const input = (change: Partial<SubscriptionInput> = {}): SubscriptionInput => ({
  filter: ListingFilter.parse({ level: 'senior', q: 'kafka' }),
  channel: 'email',
  target: 'reader@example.com',
  cadence: 'daily',
  hour: 8,
  weekday: 1,
  timeZone: 'Europe/Berlin',
  wantsPayRises: false,
  clientAddress: '203.0.113.7',
  ...change,
});
const tokenIn = (mail: Mail | undefined, kind: string): string => new RegExp(`/alerts/${kind}/([^\\s]+)`).exec(mail?.text ?? '')?.[1] ?? '';

async function confirmed(change: Partial<SubscriptionInput> = {}) {
  await subscriptions.request(input(change));
  const mail = posted.at(-1);
  const search = await subscriptions.confirm(tokenIn(mail, 'confirm'));
  if (search === null) throw new Error('not confirmed');
  return { search, manage: tokenIn(mail, 'manage') };
}

test('it is what the wire asks for', () => {
  const asked: Subscriptions = subscriptions;
  expect(typeof asked.request).toBe('function');
});

describe('double opt-in', () => {
  test('nothing but one confirmation goes to an unconfirmed address; looking changes nothing, confirming is idempotent', async () => {
    expect(await subscriptions.request(input())).toEqual({ kind: 'accepted' });
    expect(posted).toHaveLength(1);
    const token = tokenIn(posted[0], 'confirm');
    expect((await subscriptions.byConfirmToken(token))?.state).toBe('pending');
    expect((await subscriptions.byConfirmToken(token))?.state).toBe('pending');
    await world.publish([{ id: 'a', text: 'kafka', derived: { level: 'senior', levelMin: 'senior', levelMax: 'senior' } }]);
    await world.match();
    world.pass(24 * HOUR);
    await world.sender().run();
    expect(world.sink.received).toEqual([]);
    expect((await subscriptions.confirm(token))?.state).toBe('active');
    expect((await subscriptions.confirm(token))?.state).toBe('active');
  });

  test('a token expires after 48 hours, is bound to its purpose, and an invented one is nothing', async () => {
    await subscriptions.request(input());
    const token = tokenIn(posted[0], 'confirm');
    expect(await subscriptions.byManageToken(token)).toBeNull();
    expect(await subscriptions.unsubscribe(token)).toBeNull();
    expect(await subscriptions.confirm(tokenIn(posted[0], 'manage'))).toBeNull();
    for (const foreign of [newToken(), '', 'x'.repeat(5000), '../../etc', `${token}A`]) {
      expect(await subscriptions.confirm(foreign)).toBeNull();
      expect(await subscriptions.byManageToken(foreign)).toBeNull();
      expect(await subscriptions.byUnsubscribeToken(foreign)).toBeNull();
    }
    world.pass(48 * HOUR);
    expect(await subscriptions.confirm(token)).toBeNull();
    expect(await world.store.deleteExpired(world.now())).toBe(1);
  });

  test('only hashes are stored, of tokens and of networks', async () => {
    await confirmed();
    const [row] = await world.database.sql<{ whole: string }[]>`select row_to_json(q)::text as whole from saved_search q`;
    for (const secret of [tokenIn(posted[0], 'confirm'), tokenIn(posted[0], 'manage'), '203.0.113'])
      expect(row?.whole).not.toContain(secret);
  });

  test('the answer is the same whatever is known, and limits hold: one confirmation in ten minutes, three a day', async () => {
    const answers = [];
    for (let at = 0; at < 4; at += 1) answers.push(await subscriptions.request(input({ clientAddress: `198.51.${at}.7` })));
    answers.push(await subscriptions.request(input({ target: 'not an address' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"kind":"accepted"}']));
    expect(posted).toHaveLength(1);
    for (let at = 0; at < 5; at += 1) {
      world.pass(11 * 60_000);
      await subscriptions.request(input({ clientAddress: `198.51.1${at}.7` }));
    }
    expect(posted).toHaveLength(3);
  });

  test('an address that has alerts is told so in the mail, and one that complained hears nothing', async () => {
    const { search } = await confirmed();
    world.pass(HOUR);
    await subscriptions.request(input({ filter: ListingFilter.parse({ level: 'mid' }) }));
    expect(posted[1]?.text).toContain('already has 1 confirmed alert');
    expect(await subscriptions.bounced(digestMessageId(SETTINGS, 'd1', search.id), 'complaint')).toBe(true);
    world.pass(HOUR);
    expect(await subscriptions.request(input())).toEqual({ kind: 'accepted' });
    expect(posted).toHaveLength(2);
    // Nor does the manage page take such a search up again.
    const taken = await subscriptions.update(manageToken(SETTINGS.signing, search.target), search.id, { state: 'active' });
    expect(taken).toMatchObject({ state: 'stopped', stoppedReason: 'complaint' });
  });
});

describe('leaving', () => {
  const unsubscribeToken = (id: string): string => unsubscribeUrl(SETTINGS, id).split('/').at(-1) ?? '';

  test('one click, idempotent, undone by the same token', async () => {
    const { search } = await confirmed();
    const token = unsubscribeToken(search.id);
    expect((await subscriptions.byUnsubscribeToken(token))?.state).toBe('active');
    expect((await subscriptions.unsubscribe(token))?.state).toBe('unsubscribed');
    expect((await subscriptions.unsubscribe(token))?.state).toBe('unsubscribed');
    expect((await subscriptions.resubscribe(token))?.state).toBe('active');
    expect(await subscriptions.unsubscribe(token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBeNull();
  });

  test('a hard bounce stops, a soft one does not; what had bounced stays stopped after an undo', async () => {
    const { search } = await confirmed();
    const messageId = digestMessageId(SETTINGS, '0d1', search.id);
    expect(await subscriptions.bounced('<invented@board.example>', 'hard')).toBe(false);
    await subscriptions.bounced(messageId, 'soft');
    expect((await world.store.savedSearchById(search.id))?.state).toBe('active');
    await subscriptions.bounced(messageId.slice(1, -1), 'hard');
    expect((await world.store.savedSearchById(search.id))?.state).toBe('stopped');
    await subscriptions.unsubscribe(unsubscribeToken(search.id));
    expect((await subscriptions.resubscribe(unsubscribeToken(search.id)))?.state).toBe('stopped');
  });

  test('a mailbox that refuses for now stops its search after five reports over five days, and not before', async () => {
    const { search } = await confirmed();
    const messageId = digestMessageId(SETTINGS, '0d1', search.id);
    const stateNow = async () => (await world.store.savedSearchById(search.id))?.state;
    for (let report = 1; report <= 6; report += 1) {
      await subscriptions.bounced(messageId, 'soft');
      expect({ report, state: await stateNow() }).toEqual({ report, state: 'active' });
      world.pass(20 * HOUR);
    }
    await subscriptions.bounced(messageId, 'soft');
    expect(await stateNow()).toBe('stopped');
  });

  test('reports weeks apart are not one illness', async () => {
    const { search } = await confirmed();
    const messageId = digestMessageId(SETTINGS, '0d1', search.id);
    for (let report = 1; report <= 8; report += 1) {
      await subscriptions.bounced(messageId, 'soft');
      world.pass(15 * 24 * HOUR);
    }
    expect((await world.store.savedSearchById(search.id))?.state).toBe('active');
  });
});

describe('managing', () => {
  test('messages name what they told', async () => {
    const { search, manage } = await confirmed({ cadence: 'instant', filter: ListingFilter.parse({}) });
    await world.publish([{ id: 'a' }, { id: 'b' }]);
    await world.match();
    world.pass(HOUR);
    await world.sender().run();
    const [message] = (await subscriptions.byManageToken(manage))?.[0]?.messages ?? [];
    const ids = (await world.database.sql<{ id: number }[]>`select id from listing order by id desc`).map(({ id }) => id);
    expect(message).toMatchObject({ state: 'sent', listings: 2 });
    expect(message?.told.map(({ id }) => id)).toEqual(ids);
    expect(message?.told[0]?.slug).toMatch(/^[a-z0-9-]+$/);
    expect(await world.store.sentMessages(search.id, 20)).toHaveLength(1);
  });

  test('a token manages its own address and no other; pause, edit, erase', async () => {
    const mine = await confirmed();
    world.pass(HOUR);
    const other = await confirmed({ target: 'other@example.com', clientAddress: '192.0.2.1' });
    expect((await subscriptions.byManageToken(mine.manage))?.map(({ search }) => search.id)).toEqual([mine.search.id]);
    expect(await subscriptions.update(mine.manage, other.search.id, { state: 'paused' })).toBeNull();
    expect(await subscriptions.remove(mine.manage, other.search.id)).toBe(false);
    const changed = await subscriptions.update(mine.manage, mine.search.id, { state: 'paused', cadence: 'weekly', weekday: 5, hour: 17 });
    expect(changed).toMatchObject({ state: 'paused', cadence: 'weekly', weekday: 5, hour: 17 });
    expect(await subscriptions.remove(mine.manage, null)).toBe(true);
    expect(await subscriptions.byManageToken(mine.manage)).toBeNull();
    expect(await world.store.savedSearchById(other.search.id)).not.toBeNull();
  });

  test('all searches of one address are behind its one token, also those asked for in other letters', async () => {
    const first = await confirmed();
    world.pass(HOUR);
    await confirmed({ target: 'Reader@Example.com', filter: ListingFilter.parse({}) });
    expect(await subscriptions.byManageToken(first.manage)).toHaveLength(2);
  });

  test('erasing takes queued messages with it', async () => {
    const { search, manage } = await confirmed({ cadence: 'instant', filter: ListingFilter.parse({}) });
    await world.publish([{ id: 'a' }]);
    await world.match();
    await world.store.openDeliveries(world.now(), () => new Date(0));
    expect(await world.store.sentMessages(search.id, 20)).toHaveLength(1);
    await subscriptions.remove(manage, null);
    await world.sender().run();
    expect(world.sink.received).toEqual([]);
    const [left] = await world.database.sql<{ n: number }[]>`select (select count(*) from alert) + (select count(*) from delivery) as n`;
    expect(Number(left?.n)).toBe(0);
  });
});

describe('webhooks', () => {
  test('a dead letter is sent again by its owner, once it is dead and only then', async () => {
    const answer = await subscriptions.request(hook({ cadence: 'instant', filter: ListingFilter.parse({}) }));
    if (answer.kind !== 'webhook') throw new Error(answer.kind);
    const [held] = (await subscriptions.byManageToken(answer.manageToken)) ?? [];
    const id = held?.search.id ?? '';
    await world.publish([{ id: 'a' }]);
    await world.match();
    let told: string[] = [];
    let works = false;
    const webhook: WebhookChannel = {
      send: async (_url, message) => {
        told.push(message.headers['webhook-id'] ?? '');
        return works ? { kind: 'sent' } : { kind: 'failed', error: 'it answered 500', retryAfterMs: null };
      },
    };
    const sender = world.sender({ channels: { email: world.email, webhook } });
    const replay = async (token = answer.manageToken) =>
      subscriptions.replay(token, id, (await world.store.sentMessages(id, 1))[0]?.id ?? '');
    for (let day = 0; day < 8 && (await world.store.sentMessages(id, 1))[0]?.state !== 'dead'; day += 1) {
      await sender.run();
      expect(await replay()).toBe((await world.store.sentMessages(id, 1))[0]?.state === 'dead');
      world.pass(12 * HOUR);
    }
    for (let tries = 0; tries < 12 && (await world.store.sentMessages(id, 1))[0]?.state !== 'dead'; tries += 1) {
      world.pass(30 * HOUR);
      await sender.run();
    }
    expect(await world.store.sentMessages(id, 1)).toMatchObject([{ state: 'dead', error: 'it answered 500' }]);
    // Five days of nothing but failure have switched it off: its owner takes it up again first.
    expect(await replay()).toBe(false);
    await subscriptions.update(answer.manageToken, id, { state: 'active' });
    expect(await replay(newToken())).toBe(false);
    expect(await replay()).toBe(true);
    works = true;
    told = [];
    await sender.run();
    expect(told).toHaveLength(1);
    expect(await world.store.sentMessages(id, 1)).toMatchObject([{ state: 'sent', error: null }]);
    expect(await replay()).toBe(false);
  });

  const hook = (change: Partial<SubscriptionInput> = {}) =>
    input({ channel: 'webhook', target: 'https://hooks.example/In?a=1', ...change });

  test('active once its ping was answered; the secret is shown once and signs what comes', async () => {
    const answer = await subscriptions.request(hook());
    if (answer.kind !== 'webhook') throw new Error(answer.kind);
    expect(answer.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(pinged.map(({ target }) => target)).toEqual(['https://hooks.example/In?a=1']);
    const [held] = (await subscriptions.byManageToken(answer.manageToken)) ?? [];
    expect(held?.search.state).toBe('active');
    expect(posted).toEqual([]);
    const keys = await subscriptions.webhookKeys(held?.search.id ?? '');
    expect(keys).toEqual([pinged[0]?.key]);
    const rotated = await subscriptions.rotateSecret(answer.manageToken, held?.search.id ?? '');
    expect(rotated).not.toBe(answer.secret);
    expect(await subscriptions.webhookKeys(held?.search.id ?? '')).toHaveLength(2);
    world.pass(25 * HOUR);
    expect(await subscriptions.webhookKeys(held?.search.id ?? '')).toHaveLength(1);
  });

  test('a silent or private endpoint is refused with its reason, and nothing is kept', async () => {
    refusal = 'hooks.example is at 10.0.0.1, which is not a public address';
    expect(await subscriptions.request(hook())).toEqual({ kind: 'refused', reason: refusal });
    const [left] = await world.database.sql<{ n: number }[]>`select count(*)::int as n from saved_search`;
    expect(left?.n).toBe(0);
  });

  test('who knows an endpoint’s address does not get at its searches', async () => {
    const first = await subscriptions.request(hook());
    world.pass(HOUR);
    const second = await subscriptions.request(hook({ clientAddress: '192.0.2.9' }));
    if (first.kind !== 'webhook' || second.kind !== 'webhook') throw new Error('refused');
    expect(await subscriptions.byManageToken(second.manageToken)).toHaveLength(1);
  });
});

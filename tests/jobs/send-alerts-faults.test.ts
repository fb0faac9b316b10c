import { afterEach, describe, expect, test } from 'vitest';
import type { WebhookOutcome } from '#jobs/channels/webhook';
import type { SignedWebhook } from '#src/alerts/webhook-message';
import { ledgerOf, startWorld, toldBy, type World } from '#tests/alerts/alert-world';
import type { SinkAnswer } from '#tests/alerts/smtp-sink';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let world: World;
afterEach(() => world.stop());

const reasonOf = async (id: string) => (await world.store.savedSearchById(id))?.stoppedReason ?? null;
const statesOf = async (id: string) => (await world.store.sentMessages(id, 20)).map(({ state }) => state);

async function publishAndMatch(id: string): Promise<void> {
  await world.publish([{ id }]);
  await world.match();
}

describe('the mail server', () => {
  test('421 and 451 are tried again and arrive once; 550 stops that search alone', async () => {
    let refusals = 2;
    world = await startWorld((to): SinkAnswer => {
      if (to.startsWith('gone')) return { at: 'rcpt', code: 550, words: '5.1.1 no such user' };
      if (to.startsWith('busy') && refusals > 0) {
        refusals -= 1;
        return refusals === 1 ? { at: 'data', code: 421, words: 'shutting down' } : { at: 'rcpt', code: 451, words: 'try later' };
      }
      return { at: 'accept' };
    });
    const gone = await world.subscribe({}, { target: 'gone@example.com' });
    const busy = await world.subscribe({}, { target: 'busy@example.com' });
    await world.subscribe({}, { target: 'fine@example.com' });
    await publishAndMatch('a');
    for (let at = 0; at < 4; at += 1) {
      await world.sender().run();
      world.pass(5 * MINUTE);
    }
    expect((await toldBy(world.sink.received)).map((pair) => pair.split(' ')[0])).toEqual(['busy@example.com', 'fine@example.com']);
    expect(await reasonOf(gone.id)).toContain('bounced');
    expect(await reasonOf(busy.id)).toBeNull();
    expect(await statesOf(gone.id)).toEqual(['dead']);
  });

  test('silence after DATA is unknown, never sent again, and the next mail says so', async () => {
    let silent = true;
    world = await startWorld(() => (silent ? { at: 'silence' } : { at: 'accept' }), 250);
    const search = await world.subscribe({});
    await publishAndMatch('a');
    await world.sender().run();
    silent = false;
    world.pass(HOUR);
    await world.sender().run();
    expect(await statesOf(search.id)).toEqual(['unknown']);
    await publishAndMatch('b');
    await world.sender().run();
    expect(await statesOf(search.id)).toEqual(['sent', 'unknown']);
    const told = await toldBy(world.sink.received);
    expect(new Set(told).size).toBe(told.length);
    expect(world.sink.received.at(-1)?.raw.replace(/=\r\n/g, '')).toContain('A message on 2026-03-01 may not have reached you');
  });

  test('away for a day: everything waits, coalesced, and arrives once', async () => {
    world = await startWorld();
    const search = await world.subscribe({});
    const away = { ...world.email, send: async () => ({ kind: 'away' as const, error: 'connect ECONNREFUSED' }) };
    for (let quarter = 0; quarter < 96; quarter += 1) {
      if (quarter % 8 === 0) await publishAndMatch(`q${quarter}`);
      await world.sender({ channels: { email: away, webhook: world.noWebhook } }).run();
      world.pass(15 * MINUTE);
    }
    const waiting = await world.store.sentMessages(search.id, 20);
    expect(waiting.map(({ state, error }) => `${state}: ${error ?? ''}`)).toEqual(['pending: connect ECONNREFUSED']);
    for (let at = 0; at < 20; at += 1) {
      await world.sender().run();
      world.pass(15 * MINUTE);
    }
    expect(world.sink.received).toHaveLength(2);
    const told = await toldBy(world.sink.received);
    expect(told).toHaveLength(12);
    expect(new Set(told).size).toBe(12);
  });

  test('a mailbox that refuses for five days is given up', async () => {
    world = await startWorld(() => ({ at: 'rcpt', code: 452, words: '4.2.2 mailbox full' }));
    const search = await world.subscribe({});
    await publishAndMatch('a');
    for (let hours = 0; hours <= 6 * 24; hours += 3) {
      await world.sender().run();
      if (hours < 5 * 24) expect(await reasonOf(search.id)).toBeNull();
      world.pass(3 * HOUR);
    }
    expect(await reasonOf(search.id)).toBe('the mailbox refused for five days');
  });

  test('row 52: after a restore, what another copy had sent is closed and not sent again; what came later goes', async () => {
    world = await startWorld();
    const search = await world.subscribe({});
    await publishAndMatch('before the backup');
    await world.store.openDeliveries(world.now(), () => new Date(0));
    await world.store.setSetting('sending', 'paused');
    const lost = new Date(world.now().getTime() + 24 * HOUR);
    // Found anew after the restore, with the date at which the lost copy had told of it.
    world.pass(25 * HOUR);
    await world.publish([{ id: 'in the gap', raw: { postedAt: new Date(lost.getTime() - HOUR).toISOString() } }]);
    await world.publish([{ id: 'after it', raw: { postedAt: new Date(lost.getTime() + MINUTE).toISOString() } }]);
    await world.match();
    expect(await world.store.closeSentElsewhere(lost, world.now())).toBe(2);
    await world.store.setSetting('sending', 'on');
    await world.sender().run();
    expect(await toldBy(world.sink.received)).toHaveLength(1);
    const messages = await world.store.sentMessages(search.id, 20);
    expect(messages.map(({ state }) => state).toSorted()).toEqual(['dead', 'dead', 'sent']);
    expect(messages.find(({ state }) => state === 'dead')?.error).toContain('another copy');
    expect(await world.store.closeSentElsewhere(lost, world.now())).toBe(0);
  });

  test('while sending is paused nothing goes', async () => {
    world = await startWorld();
    await world.subscribe({});
    await publishAndMatch('a');
    await world.store.setSetting('sending', 'paused');
    await world.sender().run();
    expect(world.sink.received).toEqual([]);
    await world.store.setSetting('sending', 'on');
    await world.sender().run();
    expect(world.sink.received).toHaveLength(1);
  });
});

describe('webhooks', () => {
  const calls: { at: Date; message: SignedWebhook }[] = [];
  const sendVia = async (answer: (call: number) => WebhookOutcome) => {
    const webhook = {
      send: async (_url: string, message: SignedWebhook) => {
        calls.push({ at: world.now(), message });
        return answer(calls.length);
      },
    };
    await world.sender({ channels: { email: world.email, webhook } }).run();
  };
  const start = async () => {
    calls.length = 0;
    world = await startWorld();
    const search = await world.subscribe({}, { channel: 'webhook', target: 'https://hooks.example/in' });
    await publishAndMatch('a');
    return search;
  };

  test('nine failures and then success: ten tries by the table, the same id and bytes each time', async () => {
    const search = await start();
    // A sender that looks every minute would be slow to test: often at first, then every half hour.
    for (let minutes = 0; minutes < 100 * 60; minutes += minutes < 120 ? 5 : 30) {
      await sendVia((call) => (call < 10 ? { kind: 'failed', error: 'the endpoint answered 500', retryAfterMs: null } : { kind: 'sent' }));
      world.pass((minutes < 120 ? 5 : 30) * MINUTE);
    }
    expect(calls).toHaveLength(10);
    expect(new Set(calls.map(({ message }) => message.headers['webhook-id'])).size).toBe(1);
    expect(new Set(calls.map(({ message }) => message.body)).size).toBe(1);
    const hours = ((calls.at(-1)?.at.getTime() ?? 0) - (calls[0]?.at.getTime() ?? 0)) / HOUR;
    expect(hours).toBeGreaterThan(60);
    expect(hours).toBeLessThan(92);
    expect(await statesOf(search.id)).toEqual(['sent']);
  }, 60_000);

  test('ten failures are a dead letter; 410 stops the search at once', async () => {
    const search = await start();
    for (let hours = 0; hours < 120; hours += 1) {
      await sendVia(() => ({ kind: 'failed', error: 'the endpoint answered 500', retryAfterMs: null }));
      world.pass(HOUR);
    }
    expect(calls).toHaveLength(10);
    expect(await statesOf(search.id)).toEqual(['dead']);
    expect(await reasonOf(search.id)).toBeNull();
    await publishAndMatch('b');
    await sendVia(() => ({ kind: 'gone' }));
    expect(await reasonOf(search.id)).toContain('410');
  }, 60_000);

  test('nothing but failure for five days switches the endpoint off', async () => {
    const search = await start();
    for (let hours = 0; hours < 12 * 24 && (await reasonOf(search.id)) === null; hours += 2) {
      if (hours % 24 === 0) await publishAndMatch(`h${hours}`);
      await sendVia(() => ({ kind: 'failed', error: 'the endpoint answered 500', retryAfterMs: null }));
      world.pass(2 * HOUR);
    }
    expect(await reasonOf(search.id)).toBe('the endpoint did nothing but fail for five days');
    expect((await ledgerOf(world)).filter(({ state }) => state === 'dead').length).toBeGreaterThan(1);
  }, 60_000);

  test('a webhook that died in the gap is sent again under the same id', async () => {
    await start();
    const dying = { ...world.store, endDelivery: async () => Promise.reject(new Error('killed')) };
    await expect(
      world
        .sender({
          store: dying,
          channels: {
            email: world.email,
            webhook: {
              send: async (_url, message) => {
                calls.push({ at: world.now(), message });
                return { kind: 'sent' };
              },
            },
          },
        })
        .run(),
    ).rejects.toThrow('killed');
    world.pass(HOUR);
    await world.leasesExpire();
    await sendVia(() => ({ kind: 'sent' }));
    expect(calls).toHaveLength(2);
    expect(calls[0]?.message.headers['webhook-id']).toBe(calls[1]?.message.headers['webhook-id']);
    expect(calls[0]?.message.body).toBe(calls[1]?.message.body);
  });
});

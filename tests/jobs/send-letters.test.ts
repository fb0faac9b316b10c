import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSendLetters } from '#jobs/send-letters';
import { createSubscriptions, type SubscriptionInput } from '#src/alerts/subscriptions';
import { CONFIRMATIONS_AN_HOUR } from '#src/domain/saved-search';
import { ListingFilter } from '#src/domain/listing-filter';
import { SETTINGS } from '../alerts/alert-cases.js';
import { QUIET, startWorld, type World } from '../alerts/alert-world.js';
import type { SinkAnswer } from '../alerts/smtp-sink.js';

let world: World;
let answer: SinkAnswer = { at: 'accept' };

/** One process of the product, as far as confirmations go. */
function processOf() {
  const letters = createSendLetters({
    store: world.store,
    email: world.email,
    now: world.now,
    log: QUIET,
    letterOf: (search) => subscriptions.confirmationAnew(search),
  });
  const subscriptions = createSubscriptions({
    store: world.store,
    now: world.now,
    mail: SETTINGS,
    postMail: (mail, searchId) => letters.post(mail, searchId),
    ping: () => Promise.resolve(null),
  });
  return { letters, subscriptions };
}

const wish = (target: string, clientAddress = '203.0.113.7'): SubscriptionInput => ({
  filter: ListingFilter.parse({ level: 'senior' }),
  channel: 'email',
  target,
  cadence: 'daily',
  hour: 8,
  weekday: 1,
  timeZone: 'Europe/Berlin',
  wantsPayRises: false,
  clientAddress,
});
const tokenOf = (raw: string): string => /\/alerts\/confirm\/([\w-]{43})/.exec(raw.replaceAll('=\r\n', ''))?.[1] ?? '';
const waiting = async () => (await world.database.sql`select 1 from letter`).length;

beforeEach(async () => {
  answer = { at: 'accept' };
  world = await startWorld(() => answer);
});
afterEach(() => world.stop());

describe('confirmations', () => {
  test('leave at once, once, and nothing is kept of them', async () => {
    const { letters, subscriptions } = processOf();
    await subscriptions.request(wish('jo@example.com'));
    await letters.close();
    world.pass(3_600_000);
    expect(await letters.run()).toBe(0);
    expect(world.sink.received.map(({ to }) => to)).toEqual(['jo@example.com']);
    expect(await waiting()).toBe(0);
  });

  test('survive a process that dies before it sent them: another sends a link that works', async () => {
    const dying = createSubscriptions({
      store: world.store,
      now: world.now,
      mail: SETTINGS,
      postMail: () => undefined,
      ping: () => Promise.resolve(null),
    });
    await dying.request(wish('jo@example.com'));
    const { letters, subscriptions } = processOf();
    // Whoever wrote it down has a minute.
    expect(await letters.run()).toBe(0);
    world.pass(61_000);
    expect(await letters.run()).toBe(1);
    expect(world.sink.received).toHaveLength(1);
    expect((await subscriptions.confirm(tokenOf(world.sink.received[0]?.raw ?? '')))?.state).toBe('active');
  });

  test('one that was on its way when its process died is not sent twice', async () => {
    const { letters, subscriptions } = processOf();
    const search = await world.store.createSavedSearch(
      {
        ...wish('jo@example.com'),
        consentVersion: '1',
        clientHash: 'c',
        confirmHash: new Uint8Array(32),
        manageHash: new Uint8Array(32).fill(1),
        expiresAt: new Date(world.now().getTime() + 48 * 3_600_000),
      },
      world.now(),
    );
    expect(search === null ? null : await world.store.beginLetter(search.id, world.now())).toBe(1);
    world.pass(3_600_000);
    expect(await letters.run()).toBe(0);
    expect(world.sink.received).toEqual([]);
    expect(subscriptions).toBeDefined();
  });

  test('wait for a server that refuses for now, and are given up where the address takes no mail', async () => {
    const { letters, subscriptions } = processOf();
    answer = { at: 'rcpt', code: 451, words: 'greylisted' };
    await subscriptions.request(wish('jo@example.com'));
    await letters.close();
    expect(await waiting()).toBe(1);
    answer = { at: 'accept' };
    world.pass(60_000);
    expect(await letters.run()).toBe(1);
    expect((await subscriptions.confirm(tokenOf(world.sink.received[0]?.raw ?? '')))?.state).toBe('active');

    answer = { at: 'rcpt', code: 550, words: '5.1.1 no such user' };
    await subscriptions.request(wish('nobody@example.com', '198.51.100.9'));
    await letters.close();
    expect(await waiting()).toBe(0);
  });

  test('go with the request when it expires', async () => {
    const { letters, subscriptions } = processOf();
    await subscriptions.request(wish('jo@example.com'));
    await letters.close();
    world.pass(49 * 3_600_000);
    expect(await world.store.deleteExpired(world.now())).toBe(1);
    expect(await waiting()).toBe(0);
  });

  test('have a ceiling for everybody together; the answer stays the same', async () => {
    const { letters, subscriptions } = processOf();
    await world.database.sql`
      insert into confirmation_request (target_hash, client_hash, at)
      select sha256(n::text::bytea), n::text, ${world.now()} from generate_series(1, ${CONFIRMATIONS_AN_HOUR}) n`;
    expect(await subscriptions.request(wish('jo@example.com'))).toEqual({ kind: 'accepted' });
    await letters.close();
    expect(world.sink.received).toEqual([]);
    expect(await waiting()).toBe(0);
    world.pass(3_600_001);
    await subscriptions.request(wish('jo@example.com'));
    await letters.close();
    expect(world.sink.received).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#src/store';
import type { EmailChannel } from '#jobs/channels/email';
import { ledgerOf, startWorld, toldBy, type World } from '#tests/alerts/alert-world';

const HOUR = 3_600_000;
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

class Crash extends Error {}

/** Dies at the n-th step: before a call has any effect, or after it had all of it. Once dead, nothing of it acts any more. */
function mortal(store: Store, email: EmailChannel, dieAt: number) {
  let step = 0;
  let diedIn: string | null = null;
  const never = new Promise<never>(() => undefined);
  const lived = async <T>(name: string, call: () => Promise<T>): Promise<T> => {
    if (diedIn !== null) return never;
    step += 1;
    if (step === dieAt) {
      diedIn = `before ${name}`;
      throw new Crash(diedIn);
    }
    const answer = await call();
    if (diedIn !== null) return never;
    step += 1;
    if (step === dieAt) {
      diedIn = `after ${name}`;
      throw new Crash(diedIn);
    }
    return answer;
  };
  const names = [
    'openDeliveries',
    'claimDeliveries',
    'beginSending',
    'endDelivery',
    'updateSavedSearch',
    'sentMessages',
    'listBoards',
    'getSetting',
  ] as const;
  const wrapped = Object.fromEntries(
    names.map((name) => [
      name,
      (...given: unknown[]) => lived(name, () => (store[name] as (...all: unknown[]) => Promise<unknown>)(...given)),
    ]),
  ) as unknown as Pick<Store, (typeof names)[number]>;
  return {
    store: wrapped,
    email: { ...email, send: (mail) => lived('smtp', () => email.send(mail)) } satisfies EmailChannel,
    diedIn: () => diedIn,
  };
}

test('killed at every await: nothing is told twice, nothing is lost, and unknown is only what died in SMTP’s own gap', async () => {
  await world.subscribe({ level: 'senior' });
  await world.subscribe({ language: 'go' });
  const points: string[] = [];
  for (let dieAt = 1; ; dieAt += 1) {
    world.pass(HOUR);
    await world.publish(
      [1, 2].map((at) => ({
        id: `${dieAt}-${at}`,
        derived: { level: 'senior', levelMin: 'senior', levelMax: 'senior', languages: ['go'] },
      })),
    );
    await world.match();
    const before = new Set((await ledgerOf(world)).filter(({ state }) => state !== 'waiting').map(({ pair }) => pair));
    const { store, email, diedIn } = mortal(world.store, world.email, dieAt);
    await world
      .sender({ store, channels: { email, webhook: world.noWebhook }, concurrency: 1 })
      .run()
      .catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
    const died = diedIn();
    // Another process comes up, later than any lease.
    world.pass(HOUR);
    await world.leasesExpire();
    await world.sender({ owner: 'successor' }).run();

    const mine = (await ledgerOf(world)).filter(({ pair }) => !before.has(pair));
    expect(mine, died ?? '').toHaveLength(4);
    const states = new Set(mine.map(({ state }) => state));
    const isGap = died === 'after beginSending' || died === 'before smtp' || died === 'after smtp' || died === 'before endDelivery';
    if (isGap) expect(states, died).toEqual(new Set(['sent', 'unknown']));
    else expect(states, died ?? '').toEqual(new Set(['sent']));
    const told = await toldBy(world.sink.received);
    expect(new Set(told).size, died ?? '').toBe(told.length);
    // What the ledger calls sent was told, and what was told the ledger calls sent or unknown.
    const sent = mine.filter(({ state }) => state === 'sent').map(({ pair }) => pair);
    expect(told).toEqual(expect.arrayContaining(sent));
    if (died === null) break;
    points.push(died);
  }
  // Two deliveries of claim, begin, SMTP and end, the opening, the setting, the boards, and the last claim that finds nothing.
  expect(points.length).toBeGreaterThanOrEqual(22);
  expect(points).toEqual(
    expect.arrayContaining(['after openDeliveries', 'before smtp', 'after smtp', 'before endDelivery', 'after endDelivery']),
  );
}, 120_000);

test('killed while matching: alerts and position together, or neither', async () => {
  await world.subscribe({});
  await world.publish([{ id: 'a' }, { id: 'b' }]);
  await expect(
    world.store.matchChanges(100, world.now(), () => {
      throw new Crash('while matching');
    }),
  ).rejects.toBeInstanceOf(Crash);
  expect(await ledgerOf(world)).toEqual([]);
  await world.match();
  await world.match();
  expect(await ledgerOf(world)).toHaveLength(2);
});

test('many senders on one database share the work and tell each pair once', async () => {
  for (let at = 0; at < 12; at += 1) await world.subscribe(at % 2 === 0 ? {} : { language: 'go' });
  await world.publish(Array.from({ length: 5 }, (_, at) => ({ id: `p${at}`, derived: { languages: ['go'] } })));
  await world.match();
  await Promise.all(Array.from({ length: 4 }, (_, at) => world.sender({ owner: `sender${at}`, concurrency: 3 }).run()));
  const told = await toldBy(world.sink.received);
  expect(told).toHaveLength(60);
  expect(new Set(told).size).toBe(60);
  expect(new Set((await ledgerOf(world)).map(({ state }) => state))).toEqual(new Set(['sent']));
});

describe('what alerts whom', () => {
  test('new searches hear of new listings alone; first readings, old postings and edits alert nobody', async () => {
    await world.publish([{ id: 'before' }]);
    const search = await world.subscribe({});
    await world.match();
    expect(await ledgerOf(world)).toEqual([]);
    await world.publish([{ id: 'first' }], { cause: 'first-reading' });
    await world.publish([{ id: 'old', raw: { postedAt: new Date(world.now().getTime() - 15 * 24 * HOUR).toISOString() } }]);
    await world.publish([{ id: 'young', raw: { postedAt: new Date(world.now().getTime() - 13 * 24 * HOUR).toISOString() } }]);
    await world.match();
    world.pass(HOUR);
    await world.publish([{ id: 'young', text: 'other words' }]);
    await world.match();
    expect((await ledgerOf(world)).map(({ occasion }) => occasion)).toEqual(['new']);
    expect((await world.store.activeSavedSearches()).map(({ id }) => id)).toEqual([search.id]);
  });

  test('pay rises for those who asked; a return after 90 days is news, one before is not', async () => {
    await world.subscribe({}, { target: 'plain@example.com' });
    await world.subscribe({}, { target: 'rises@example.com', wantsPayRises: true });
    const pay = (max: number) => ({ id: 'a', derived: { salaries: [salary(max)] } });
    await world.publish([pay(90_000)]);
    await world.match();
    world.pass(HOUR);
    await world.publish([pay(95_000)]);
    world.pass(24 * HOUR);
    await world.publish([pay(80_000)]);
    await world.match();
    world.pass(24 * HOUR);
    await world.close(['a']);
    world.pass(80 * 24 * HOUR);
    await world.publish([pay(80_000)]);
    await world.match();
    world.pass(24 * HOUR);
    await world.close(['a']);
    world.pass(91 * 24 * HOUR);
    await world.publish([pay(80_000)]);
    await world.match();
    const occasions = (target: string) =>
      ledgerOf(world).then((rows) => rows.filter(({ pair }) => pair.startsWith(target)).map(({ occasion }) => occasion.split(':')[0]));
    expect(await occasions('plain@')).toEqual(['new', 'reposted']);
    expect(new Set(await occasions('rises@'))).toEqual(new Set(['new', 'pay-rose', 'reposted']));
    expect(await occasions('rises@')).toHaveLength(3);
  });

  test('a burst: a thousand alerts of an hour, then one line with the count', async () => {
    await world.subscribe({ language: 'go' });
    const postings = Array.from({ length: 1300 }, (_, at) => ({
      id: `b${at}`,
      company: `Company ${at}`,
      derived: { languages: at % 2 === 0 ? ['go'] : [] },
    }));
    await world.publish(postings);
    await world.match();
    const rows = await ledgerOf(world);
    const bursts = rows.filter(({ occasion }) => occasion.startsWith('burst:'));
    expect(rows.length - bursts.length).toBe(500);
    expect(bursts.map(({ occasion }) => Number(occasion.split(':')[2])).reduce((sum, count) => sum + count, 0)).toBe(150);
    await world.sender().run();
    expect(world.sink.received).toHaveLength(1);
    expect(world.sink.received[0]?.raw).toContain('150 more came at once');
  }, 60_000);

  test('state at send time wins: who unsubscribed in between hears nothing', async () => {
    const search = await world.subscribe({});
    await world.publish([{ id: 'a' }]);
    await world.match();
    const claimed: string[] = [];
    const store = {
      ...world.store,
      claimDeliveries: async (...given: Parameters<Store['claimDeliveries']>) => {
        const deliveries = await world.store.claimDeliveries(...given);
        claimed.push(...deliveries.map(({ id }) => id));
        if (deliveries.length > 0) await world.store.updateSavedSearch(search.id, { state: 'unsubscribed' }, world.now());
        return deliveries;
      },
    };
    await world.sender({ store, concurrency: 1 }).run();
    expect(claimed).toHaveLength(1);
    expect(world.sink.received).toEqual([]);
  });
});

function salary(max: number) {
  return {
    min: 70_000,
    max,
    currency: 'EUR',
    period: 'year' as const,
    annualMin: 70_000,
    annualMax: max,
    bound: 'range' as const,
    kind: 'base' as const,
    tax: 'gross' as const,
    contract: 'employee' as const,
    label: null,
    origin: 'field' as const,
    flags: [],
    quote: '',
  };
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { localTimeOf } from '#src/alerts/local-time';
import { createRandom } from '#src/demo/random';
import type { SavedSearch } from '#src/domain/saved-search';
import type { MailOutcome } from '#jobs/channels/mail-outcome';
import { ledgerOf, startWorld, toldBy, type World } from '#tests/alerts/alert-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const random = createRandom(20_260_301);
let world: World;
/** What a reader's server did, by address. */
const arrivals: { readonly to: string; readonly at: Date; readonly tries: number }[] = [];

beforeAll(async () => {
  // A fifth of all messages fails: refused for now, or swallowed without an answer.
  world = await startWorld(() => {
    const luck = random.next();
    if (luck < 0.15) return { at: luck < 0.07 ? 'rcpt' : 'data', code: 451, words: 'try again later' };
    return luck < 0.2 ? { at: 'silence' } : { at: 'accept' };
  }, 120);
});
afterAll(() => world.stop());

test('March 2026 with a moved clock: both zones’ DST night, restarts, a flapping source and a bad mail server', async () => {
  world.at('2026-03-01T00:00:00Z');
  const searches: SavedSearch[] = [
    await world.subscribe({}, { cadence: 'instant' }),
    await world.subscribe({ language: 'go' }, { cadence: 'daily', hour: 2, timeZone: 'Europe/Berlin' }),
    await world.subscribe({}, { cadence: 'daily', hour: 2, timeZone: 'America/New_York' }),
    await world.subscribe({}, { cadence: 'daily', hour: 23, timeZone: 'Asia/Kolkata' }),
    await world.subscribe({}, { cadence: 'weekly', hour: 8, weekday: 1, timeZone: 'Europe/Berlin' }),
  ];
  const tries = new Map<string, number>();
  const counted = {
    ...world.email,
    send: async (mail: Parameters<typeof world.email.send>[0]): Promise<MailOutcome> => {
      tries.set(mail.messageId, (tries.get(mail.messageId) ?? 0) + 1);
      const at = world.now();
      const outcome = await world.email.send(mail);
      if (outcome.kind === 'sent' || outcome.kind === 'unknown') arrivals.push({ to: mail.to, at, tries: tries.get(mail.messageId) ?? 0 });
      return outcome;
    },
  };
  let restarts = 0;
  let published = 0;
  const send = async (): Promise<void> => {
    // Now and then the process dies between the server's answer and the ledger.
    const dies = random.next() < 0.02;
    const store = dies ? { ...world.store, endDelivery: () => Promise.reject(new Error('killed')) } : world.store;
    await world
      .sender({ store, channels: { email: counted, webhook: world.noWebhook }, owner: `process${restarts}`, concurrency: 1 })
      .run()
      .catch((error: unknown) => {
        if (!dies) throw error;
        restarts += 1;
      });
    if (dies) await world.leasesExpire();
  };

  for (let hour = 0; hour < 31 * 24; hour += 1) {
    if (hour % 7 === 0 && hour < 30 * 24) {
      // Few enough that even a week’s digest spells every one out.
      published += 1;
      await world.publish([{ id: `p${published}`, derived: { languages: published % 2 === 0 ? ['go'] : [] } }]);
    }
    // The source loses a posting and finds it again; it also touches up its words.
    if (hour % 17 === 3 && published > 2) await world.close([`p${published - 1}`]);
    if (hour % 17 === 9 && published > 2)
      await world.publish([{ id: `p${published - 1}`, text: `again ${hour}`, derived: { languages: [] } }]);
    await world.match();
    await send();
    for (const wait of [5, 10, 15]) {
      world.pass(wait * MINUTE);
      const [waiting] = await world.database.sql<{ n: number }[]>`select count(*)::int as n from delivery where state in (0, 1)`;
      if ((waiting?.n ?? 0) > 0) await send();
    }
    world.pass(30 * MINUTE);
  }
  for (let at = 0; at < 8 * 24; at += 1) {
    await send();
    world.pass(HOUR);
  }

  const ledger = await ledgerOf(world);
  const told = await toldBy(world.sink.received);
  expect(new Set(told).size, 'no pair is told twice').toBe(told.length);
  expect(
    ledger.every(({ occasion }) => occasion === 'new'),
    'flaps and edits are no news',
  ).toBe(true);
  expect(new Set(ledger.map(({ state }) => state))).toEqual(new Set(['sent', 'unknown']));
  const arrived = new Set(told);
  for (const { pair, state } of ledger) if (state === 'sent') expect(arrived.has(pair), `${pair} was sent`).toBe(true);
  const open = new Set(ledger.map(({ pair }) => pair));
  for (const pair of told) expect(open.has(pair)).toBe(true);
  // Every listing reached the ledger of everybody whom it concerns.
  for (const search of searches) {
    const mine = ledger.filter(({ pair }) => pair.startsWith(`${search.target} `)).length;
    const concerns = search.filter.language === undefined ? published : Math.floor(published / 2);
    expect(mine, search.target).toBeGreaterThanOrEqual(concerns - Math.ceil(published / 17) - 1);
    expect(mine, search.target).toBeLessThanOrEqual(published);
  }

  let digests = 0;
  let inHour = 0;
  for (const search of searches.filter(({ cadence }) => cadence !== 'instant')) {
    const mine = arrivals.filter(({ to }) => to === search.target);
    const days = mine.map(({ at }) => localTimeOf(at, search.timeZone).day);
    expect(new Set(days).size, 'one digest a local date').toBe(days.length);
    for (const { at, tries: count } of mine) {
      digests += 1;
      const local = localTimeOf(at, search.timeZone);
      // The nights the clock skips 02:00, the digest comes when it shows 03:00.
      const isSkipped = search.hour === 2 && local.hour === 3;
      if (local.hour === search.hour || isSkipped) inHour += 1;
      if (count === 1) expect(local.hour === search.hour || isSkipped, `${search.target} ${at.toISOString()}`).toBe(true);
      if (search.cadence === 'weekly' && count === 1) expect(local.weekday).toBe(search.weekday);
    }
  }
  const instants = arrivals.filter(({ to }) => to === searches[0]?.target).map(({ at }) => at.getTime());
  for (let at = 1; at < instants.length; at += 1) expect((instants[at] ?? 0) - (instants[at - 1] ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE);
  const unknown = ledger.filter(({ state }) => state === 'unknown').length;
  process.stdout.write(
    `${published} listings, ${ledger.length} alerts: ${ledger.length - unknown} sent, ${unknown} unknown; ${digests} digests, ${inHour} of them in their reader's hour, ${restarts} restarts, ${arrivals.filter((one) => one.tries > 1).length} mails after retries\n`,
  );
  expect(restarts).toBeGreaterThanOrEqual(2);
  expect(digests).toBeGreaterThan(80);
  // A mail that the server refused again and again may slip out of its hour; hardly any does.
  expect(inHour).toBeGreaterThanOrEqual(digests * 0.95);
}, 240_000);

import { simpleParser } from 'mailparser';
import { createSmtpChannel, type EmailChannel } from '#jobs/channels/email';
import type { WebhookChannel } from '#jobs/channels/webhook';
import { createMatchAlerts } from '#jobs/match-alerts';
import { createSendAlerts, type SendAlertsDeps } from '#jobs/send-alerts';
import { createStore } from '#db/store/store';
import { newToken, tokenHash } from '#src/alerts/tokens';
import { ListingFilter } from '#src/domain/listing-filter';
import type { SavedSearch } from '#src/domain/saved-search';
import type { ClaimedBoard, NewSavedSearch, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '#tests/support/database';
import { claimedBoard, linkEach, postingWriteOf, saveAll, type PostingFacts } from '#tests/support/posting-writes';
import { SETTINGS } from './alert-cases.js';
import { startSmtpSink, type Received, type SinkAnswer } from './smtp-sink.js';

export const QUIET = { info: () => undefined, warn: () => undefined };

/** What a sender is made of, but for what a test changes. */
export type SenderChange = Partial<Pick<SendAlertsDeps, 'store' | 'channels' | 'owner' | 'concurrency'>>;

/** A whole installation around alerts: a database of its own, a real SMTP server, and a clock that tests move. */
export async function startWorld(answer?: (to: string) => SinkAnswer, silenceMs = 300) {
  const database: TestDatabase = await freshDatabase({ max: 8 });
  const store: Store = createStore(database);
  const sink = await startSmtpSink(answer);
  const email: EmailChannel = createSmtpChannel({ url: sink.url, from: 'board@board.example', silenceMs });
  const noWebhook: WebhookChannel = { send: async () => ({ kind: 'failed', error: 'no webhook is expected here', retryAfterMs: null }) };
  let clock = new Date('2026-03-01T09:00:00Z');
  const now = () => clock;
  let board: ClaimedBoard | null = null;
  let made = 0;

  const matching = createMatchAlerts({ store, now, log: QUIET });
  const sender = (change: SenderChange = {}) =>
    createSendAlerts({
      store,
      now,
      log: QUIET,
      owner: 'sender',
      mail: SETTINGS,
      channels: { email, webhook: noWebhook },
      webhookKeys: async () => [],
      ...change,
    });

  return {
    database,
    store,
    sink,
    email,
    noWebhook,
    now,
    sender,
    /** Matches to the log's end. A change is read once no older transaction of the whole server is open, other tests' among them. */
    async match(): Promise<void> {
      for (let tries = 0; tries < 500; tries += 1) {
        await matching.run();
        const [left] = await database.sql<{ n: number }[]>`
          select count(*)::int as n from change_log c join reader_position r on r.reader = 'matching' where (c.xid, c.seq) > (r.xid, r.seq)`;
        if (left?.n === 0) return;
        await new Promise((done) => setTimeout(done, 20));
      }
      throw new Error('the change log could not be read to its end');
    },
    at: (iso: string) => (clock = new Date(iso)),
    pass: (ms: number) => (clock = new Date(clock.getTime() + ms)),

    /** A confirmed search. */
    async subscribe(filter: Record<string, unknown>, change: Partial<NewSavedSearch> = {}): Promise<SavedSearch> {
      made += 1;
      const token = newToken();
      const [confirmHash, manageHash] = [tokenHash('confirm', token), tokenHash('manage', newToken())];
      if (confirmHash === null || manageHash === null) throw new Error('no token');
      await store.createSavedSearch(
        {
          filter: ListingFilter.parse(filter),
          channel: 'email',
          target: `reader${made}@example.com`,
          cadence: 'instant',
          hour: 8,
          weekday: 1,
          timeZone: 'Europe/Berlin',
          wantsPayRises: false,
          consentVersion: '1',
          clientHash: `client${made}`,
          confirmHash,
          manageHash,
          expiresAt: new Date(clock.getTime() + 3_600_000),
          ...change,
        },
        clock,
      );
      const search = await store.confirmSavedSearch(confirmHash, clock);
      if (search === null) throw new Error('the search was not confirmed');
      return search;
    },

    /** New listings, one a posting. */
    async publish(facts: readonly PostingFacts[], more: Parameters<typeof saveAll>[4] = {}): Promise<void> {
      board ??= await claimedBoard(store, 'acme', {}, clock);
      await saveAll(store, board, facts.map(postingWriteOf), clock, more);
      await linkEach(store, clock);
    },
    async close(externalIds: readonly string[]): Promise<void> {
      if (board === null) throw new Error('nothing was published');
      await store.closePostings({ kind: 'listed', boardId: board.id, externalIds, reason: 'removed', now: clock });
      await store.indexTexts();
    },

    /** Time passes for leases too, which the database's own clock measures. */
    async leasesExpire(): Promise<void> {
      await database.sql`update delivery set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null`;
    },

    async stop(): Promise<void> {
      await email.close();
      await sink.stop();
      await store.close();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Pairs of reader and listing that mails told, as often as they did. */
export async function toldBy(received: readonly Received[]): Promise<string[]> {
  const told: string[] = [];
  for (const { to, raw } of received) {
    const { text = '' } = await simpleParser(raw);
    for (const match of text.matchAll(/^ {2}https:\/\/board\.example\/jobs\/(\d+)\//gm)) told.push(`${to} ${match[1] ?? ''}`);
  }
  return told.toSorted();
}

/** The ledger: what became of every alert. */
export async function ledgerOf(
  world: World,
): Promise<readonly { readonly pair: string; readonly state: string; readonly occasion: string }[]> {
  const STATES = ['pending', 'sending', 'sent', 'unknown', 'dead'];
  const rows = await world.database.sql<{ target: string; listing_id: number; occasion: string; state: number | null }[]>`
    select q.target, a.listing_id, a.occasion, d.state from alert a join saved_search q on q.id = a.saved_search_id
      left join delivery d on d.id = a.delivery_id order by 1, 2`;
  return rows.map((row) => ({
    pair: `${row.target} ${row.listing_id}`,
    occasion: row.occasion,
    state: row.state === null ? 'waiting' : (STATES[row.state] ?? '?'),
  }));
}

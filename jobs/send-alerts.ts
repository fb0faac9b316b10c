import type { Logger } from 'pino';
import { nextHearing } from '#src/alerts/cadence';
import { digestOf, type Digest } from '#src/alerts/digest';
import { digestMail, type MailSettings } from '#src/alerts/mail';
import { isSoftBounceFinal, mailRetryMs, WEBHOOK_OFF_AFTER_MS, webhookRetryMs } from '#src/alerts/retry';
import { digestBody, signWebhook, webhookIdOf } from '#src/alerts/webhook-message';
import type { DueDelivery, Store } from '#src/store';
import { claimsInTurn } from './claims-in-turn.js';
import type { EmailChannel } from './channels/email.js';
import type { WebhookChannel } from './channels/webhook.js';
import { lateFor, lateSourcesOf, type SourceHealth } from './late-sources.js';

export interface SendAlertsDeps {
  readonly store: Pick<
    Store,
    | 'openDeliveries'
    | 'claimDeliveries'
    | 'beginSending'
    | 'endDelivery'
    | 'updateSavedSearch'
    | 'sentMessages'
    | 'listBoards'
    | 'getSetting'
  >;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Names this process in leases. */
  readonly owner: string;
  readonly mail: MailSettings;
  readonly channels: { readonly email: EmailChannel; readonly webhook: WebhookChannel };
  /** Keys that sign an endpoint's messages, newest first. */
  readonly webhookKeys: (searchId: string) => Promise<readonly Uint8Array[]>;
  /** What a source is called; default its id. */
  readonly sourceName?: (source: string) => string;
  /** Deliveries in the air at once; default 5. */
  readonly concurrency?: number;
}

/** Longer than any channel takes over one message. */
const LEASE_MS = 5 * 60_000;
/** Messages that a sender claims at once for each of those in the air: few enough to leave well within the lease. */
const CLAIMED_EACH = 2;
/** After a mail server was found away, mails wait this long before one knocks again. */
const AWAY_MS = 60_000;
/** While this setting says `paused`, nothing is sent (after a restore, until `cli sending resume`). */
export const SENDING_SETTING = 'sending';

type End = Exclude<Parameters<Store['endDelivery']>[3], { state: 'unbegun' }>;
/** How a delivery ends, and whether its search stops with it. */
interface Verdict {
  readonly end: End;
  readonly stop: string | null;
}

export interface SendCounts {
  opened: number;
  sent: number;
  unknown: number;
  retried: number;
  dead: number;
  skipped: number;
}

/** Sending: due alerts become deliveries, deliveries become messages. Any number of processes may run it at once. */
export function createSendAlerts(deps: SendAlertsDeps) {
  const { store, now, log, owner, channels } = deps;
  let awayUntil = 0;

  async function sendMail(delivery: DueDelivery, digest: Digest): Promise<Verdict> {
    const { savedSearch: search, attempt, id } = delivery;
    const wait = (error: string): Verdict => ({ end: { state: 'retry', at: later(mailRetryMs(id, attempt)), error }, stop: null });
    const outcome = await channels.email.send(digestMail(deps.mail, id, search, digest));
    if (outcome.kind !== 'away') awayUntil = 0;
    switch (outcome.kind) {
      case 'sent':
        return { end: { state: 'sent' }, stop: null };
      case 'unknown':
        return { end: { state: 'unknown', error: outcome.error }, stop: null };
      case 'bounced':
        return { end: { state: 'dead', error: outcome.error }, stop: 'the address does not take mail (bounced)' };
      case 'refused':
        return { end: { state: 'dead', error: outcome.error }, stop: null };
      case 'later':
        return isSoftBounceFinal(attempt, delivery.openedAt, now())
          ? { end: { state: 'dead', error: outcome.error }, stop: 'the mailbox refused for five days' }
          : wait(outcome.error);
      case 'away':
        awayUntil = now().getTime() + AWAY_MS;
        log.warn({ error: outcome.error }, 'the mail server is away: mails wait');
        return wait(outcome.error);
    }
  }

  async function sendWebhook(delivery: DueDelivery, digest: Digest, keys: readonly Uint8Array[]): Promise<Verdict> {
    const { savedSearch: search, attempt, id } = delivery;
    const message = signWebhook(webhookIdOf(id), now(), digestBody(search.id, delivery.openedAt, digest), keys);
    const outcome = await channels.webhook.send(search.target, message);
    if (outcome.kind === 'sent') return { end: { state: 'sent' }, stop: null };
    if (outcome.kind === 'gone')
      return { end: { state: 'dead', error: 'the endpoint answered 410' }, stop: 'the endpoint answered 410: it wants no more' };
    const waitMs = webhookRetryMs(id, attempt, outcome.retryAfterMs);
    if (waitMs !== null) return { end: { state: 'retry', at: later(waitMs), error: outcome.error }, stop: null };
    const stop = (await failsSince(search.id, delivery.openedAt)) ? 'the endpoint did nothing but fail for five days' : null;
    return { end: { state: 'dead', error: outcome.error }, stop };
  }

  /** Whether every message of the last five days failed, the oldest of them at least that old. */
  async function failsSince(searchId: string, openedAt: Date): Promise<boolean> {
    let oldest = openedAt.getTime();
    for (const message of await store.sentMessages(searchId, 50)) {
      if (message.state === 'sent') break;
      if (message.state === 'dead') oldest = Math.min(oldest, Date.parse(message.at));
    }
    return now().getTime() - oldest >= WEBHOOK_OFF_AFTER_MS;
  }

  const later = (ms: number): Date => new Date(now().getTime() + ms);

  async function deliver(delivery: DueDelivery, late: readonly SourceHealth[], counts: SendCounts): Promise<void> {
    const { savedSearch: search, id } = delivery;
    const end = (how: End) => store.endDelivery(id, owner, now(), how);
    if (search.channel === 'email' && now().getTime() < awayUntil) {
      counts.retried += 1;
      await end({ state: 'retry', at: later(mailRetryMs(id, delivery.attempt)), error: 'the mail server is away' });
      return;
    }
    const digest = digestOf({
      search,
      alerts: delivery.alerts,
      total: delivery.total,
      unknownSince: delivery.unknownSince,
      lateSources: lateFor(search.filter, late),
      baseUrl: deps.mail.baseUrl,
    });
    if (digest === null) {
      counts.skipped += 1;
      await end({ state: 'dead', error: 'nothing was left to tell' });
      return;
    }
    const keys = search.channel === 'webhook' ? await deps.webhookKeys(search.id) : [];
    // From here on a crash may mean that the message is out: the row says so before the server hears of it.
    if (!(await store.beginSending(id, owner, now()))) {
      counts.skipped += 1;
      return;
    }
    const verdict = search.channel === 'webhook' ? await sendWebhook(delivery, digest, keys) : await sendMail(delivery, digest);
    await end(verdict.end);
    counts[verdict.end.state === 'retry' ? 'retried' : verdict.end.state] += 1;
    if (verdict.stop !== null) await store.updateSavedSearch(search.id, { state: 'stopped', stoppedReason: verdict.stop }, now());
  }

  return {
    /** Sends what is due; ends when nothing is, or when told to stop. What is in the air then still ends. */
    async run(signal?: AbortSignal): Promise<SendCounts> {
      const counts: SendCounts = { opened: 0, sent: 0, unknown: 0, retried: 0, dead: 0, skipped: 0 };
      if ((await store.getSetting(SENDING_SETTING)) === 'paused') return counts;
      counts.opened = await store.openDeliveries(now(), nextHearing);
      let late: Promise<readonly SourceHealth[]> | null = null;
      const lateSources = () => (late ??= store.listBoards(now()).then((boards) => lateSourcesOf(boards, deps.sourceName ?? ((id) => id))));
      const concurrency = deps.concurrency ?? 5;
      const next = claimsInTurn(async (): Promise<readonly DueDelivery[]> =>
        signal?.aborted === true ? [] : store.claimDeliveries(now(), owner, LEASE_MS, CLAIMED_EACH * concurrency),
      );
      const work = async (): Promise<void> => {
        for (;;) {
          const delivery = await next();
          if (delivery === null) return;
          if (signal?.aborted === true) await store.endDelivery(delivery.id, owner, now(), { state: 'unbegun' });
          else await deliver(delivery, await lateSources(), counts);
        }
      };
      const ended = await Promise.allSettled(Array.from({ length: concurrency }, work));
      if (counts.sent + counts.unknown + counts.dead > 0) log.info({ ...counts }, 'alerts sent');
      const failed = ended.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return counts;
    },
  };
}

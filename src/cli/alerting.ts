import { join } from 'node:path';
import { createFileChannel, createSmtpChannel } from '#jobs/channels/email';
import { createMatchAlerts } from '#jobs/match-alerts';
import { createSendLetters } from '#jobs/send-letters';
import { createSendAlerts } from '#jobs/send-alerts';
import { createTellBlind } from '#jobs/tell-blind';
import { createWebhookChannel } from '#jobs/channels/webhook';
import { sourceOf } from '#scrapers/index';
import { createSubscriptions } from '../alerts/subscriptions.js';
import { pingBody, signWebhook, webhookIdOf } from '../alerts/webhook-message.js';
import { signingKeysOf } from '../alerts/tokens.js';
import type { Door } from '../net/door.js';
import type { Env } from '../env.js';
import type { Log } from '../log.js';
import type { MailSettings } from '../alerts/mail.js';
import type { Store } from '../store.js';

export interface AlertingDeps {
  readonly env: Env;
  readonly store: Store;
  readonly door: Door;
  readonly now: () => Date;
  readonly log: Log;
  /** Lines for the person who started it. */
  readonly say: (line: string) => void;
  readonly secretKey: string;
  readonly owner: string;
  /** Known for certain only once the site listens. */
  readonly baseUrl: () => string;
}

/** Saving searches, matching and sending, with the channels that this installation has. */
export function createAlerting({ env, store, door, now, log, say, secretKey, owner, baseUrl }: AlertingDeps) {
  const mail: MailSettings = {
    signing: signingKeysOf(secretKey),
    get baseUrl() {
      return baseUrl();
    },
  };
  const email =
    env.SMTP_URL === undefined
      ? createFileChannel({ folder: join(env.DATA_DIR, 'mail'), from: env.MAIL_FROM ?? 'Backboard <backboard@localhost.invalid>' })
      : createSmtpChannel({ url: env.SMTP_URL, from: env.MAIL_FROM ?? '' });
  say(email.description);
  const webhook = createWebhookChannel({ door, now });
  const letters = createSendLetters({ store, email, now, log, letterOf: (search) => subscriptions.confirmationAnew(search) });
  const subscriptions = createSubscriptions({
    store,
    now,
    mail,
    postMail: (letter, searchId) => letters.post(letter, searchId),
    ping: async (target, searchId, key) => {
      const outcome = await webhook.send(target, signWebhook(webhookIdOf(`ping-${searchId}`), now(), pingBody(searchId, now()), [key]));
      if (outcome.kind === 'sent') return null;
      return outcome.kind === 'gone' ? 'the endpoint says it is gone (410)' : outcome.error;
    },
  });
  const matching = createMatchAlerts({ store, now, log });
  const sending = createSendAlerts({
    store,
    now,
    log,
    owner,
    mail,
    channels: { email, webhook },
    webhookKeys: (searchId) => subscriptions.webhookKeys(searchId),
    sourceName: (source) => sourceOf(source)?.name ?? source,
  });
  const blind = createTellBlind({ store, now, log, mail, email });
  return {
    subscriptions,
    tellBlind: (signal?: AbortSignal) => blind.run(signal),
    sendLetters: (signal?: AbortSignal) => letters.run(signal),
    match: (signal?: AbortSignal) => matching.run(signal),
    send: (signal?: AbortSignal) => sending.run(signal),
    async close() {
      await letters.close();
      await email.close();
    },
  };
}

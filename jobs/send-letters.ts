import type { Logger } from 'pino';
import type { Mail } from '#src/alerts/mail';
import { jittered } from '#src/alerts/retry';
import { CONFIRMATIONS_AN_HOUR, type SavedSearch } from '#src/domain/saved-search';
import type { Store } from '#src/store';
import type { EmailChannel } from './channels/email.js';

export interface SendLettersDeps {
  readonly store: Pick<Store, 'dueLetters' | 'beginLetter' | 'retryLetter' | 'endLetter' | 'confirmationsInHour'>;
  readonly email: Pick<EmailChannel, 'send'>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn'>;
  /** Makes a pending search's confirmation anew, with a new token; `null`: it is no longer wanted. */
  readonly letterOf: (search: SavedSearch) => Promise<Mail | null>;
}

const MINUTE_MS = 60_000;
/** Waits after each failed try; after the last the request expires. */
const WAITS_MS = [0.5, 2, 10, 30, 60, 240, 480, 960].map((minutes) => minutes * MINUTE_MS);
const AT_ONCE = 50;
/** More than this in the air at once wait for the job. */
const MOST_IN_AIR = 20;

/**
 * Sends confirmations. They are rows until a server took them: `post` tries one at once, so that the answer to a request neither waits for
 * a mail server nor tells whether a mail was sent; the job tries those that are left, from any process.
 */
export function createSendLetters({ store, email, now, log, letterOf }: SendLettersDeps) {
  const inAir = new Set<Promise<void>>();

  /** @returns whether a server answered. */
  async function attempt(searchId: string, mailOf: () => Promise<Mail | null>): Promise<boolean> {
    const tried = await store.beginLetter(searchId, now());
    if (tried === null) return true;
    const mail = await mailOf();
    const outcome = mail === null ? null : await email.send(mail);
    const wait = WAITS_MS[tried - 1];
    if (outcome === null || (outcome.kind !== 'away' && outcome.kind !== 'later') || wait === undefined) {
      if (outcome !== null && outcome.kind !== 'sent') log.warn({ error: outcome.error }, 'a confirmation could not be sent');
      await store.endLetter(searchId);
      return true;
    }
    log.warn({ error: outcome.error }, 'a confirmation waits for the mail server');
    await store.retryLetter(searchId, new Date(now().getTime() + jittered(wait, searchId, tried)));
    return outcome.kind !== 'away';
  }

  return {
    /** Tries a letter at once, in the background. */
    post(mail: Mail, searchId: string): void {
      if (inAir.size >= MOST_IN_AIR) return;
      const work = attempt(searchId, () => Promise.resolve(mail))
        .then(() => undefined)
        .catch((error: unknown) => log.warn({ err: error }, 'a confirmation was left for later'))
        .finally(() => inAir.delete(work));
      inAir.add(work);
    },
    /** Sends what is due; stops at the first sign that the server is away. @returns how many were tried. */
    async run(signal?: AbortSignal): Promise<number> {
      const asked = await store.confirmationsInHour(now());
      if (asked >= CONFIRMATIONS_AN_HOUR)
        log.warn({ asked }, 'the ceiling of confirmations an hour is reached: further requests are answered alike and send nothing');
      let tried = 0;
      for (const search of await store.dueLetters(now(), AT_ONCE)) {
        if (signal?.aborted === true) break;
        tried += 1;
        if (!(await attempt(search.id, () => letterOf(search)))) break;
      }
      return tried;
    },
    /** Waits for what is in the air. */
    async close(): Promise<void> {
      await Promise.all(inAir);
    },
  };
}

import type { Logger } from 'pino';
import type { Mail } from '#src/alerts/mail';
import type { EmailChannel } from './channels/email.js';

export interface PostMailDeps {
  readonly email: EmailChannel;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Waits between tries, in ms. */
  readonly waitsMs?: readonly number[];
}

const WAITS_MS = [30_000, 120_000, 600_000, 1_800_000, 3_600_000, 14_400_000];
/** More than this waiting at once are dropped: whoever asked may ask again. */
const MOST_WAITING = 500;

/**
 * Takes single letters (confirmations) over and tries them in the background, so that the answer to a request neither waits for a mail
 * server nor tells whether a mail was sent. Kept in memory: a restart drops what waits, and its request expires.
 */
export function createPostMail({ email, log, waitsMs = WAITS_MS }: PostMailDeps) {
  const waiting = new Set<NodeJS.Timeout>();
  const inAir = new Set<Promise<void>>();
  let isClosed = false;

  async function attempt(mail: Mail, tried: number): Promise<void> {
    const outcome = await email.send(mail);
    if (outcome.kind === 'sent' || outcome.kind === 'unknown') return;
    const wait = waitsMs[tried];
    const mayTryAgain = (outcome.kind === 'away' || outcome.kind === 'later') && wait !== undefined && !isClosed;
    log.warn({ error: outcome.error, again: mayTryAgain }, 'a confirmation could not be sent');
    if (!mayTryAgain || waiting.size >= MOST_WAITING) return;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      start(mail, tried + 1);
    }, wait);
    timer.unref();
    waiting.add(timer);
  }

  function start(mail: Mail, tried: number): void {
    if (inAir.size >= MOST_WAITING) {
      log.warn({}, 'too many confirmations at once: one was dropped');
      return;
    }
    const work = attempt(mail, tried).finally(() => inAir.delete(work));
    inAir.add(work);
  }

  return {
    post: (mail: Mail): void => start(mail, 0),
    /** Waits for what is in the air, drops what waits for another try. */
    async close(): Promise<void> {
      isClosed = true;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
      await Promise.all(inAir);
    },
  };
}

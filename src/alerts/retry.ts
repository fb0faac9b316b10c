import { createHash } from 'node:crypto';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waits after the first to the ninth failed try of a webhook (Standard Webhooks): ten tries in about 75.6 hours. */
export const WEBHOOK_WAITS_MS: readonly number[] = [
  5_000,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** An endpoint that did nothing but fail for this long is switched off. */
export const WEBHOOK_OFF_AFTER_MS = 5 * DAY;

const MAIL_WAITS_MS: readonly number[] = [MINUTE, 3 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE];
/** A mailbox that refuses for now is given up after five tries over five days. */
export const SOFT_BOUNCES = 5;
export const SOFT_BOUNCE_MS = 5 * DAY;

/** A wait moved by up to a fifth, the same for the same try: tries of many deliveries spread, and a test can tell when they come. */
export function jittered(waitMs: number, deliveryId: string, attempt: number): number {
  const spread = createHash('sha256').update(`${deliveryId}\0${attempt}`).digest().readUInt32BE(0) / 0xffff_ffff;
  return Math.round(waitMs * (0.8 + 0.4 * spread));
}

/**
 * When a webhook is tried again. @param attempt the one that failed, from 1. @param retryAfterMs what the endpoint asked for, if it did.
 * @returns milliseconds from now; `null`: it was the last try.
 */
export function webhookRetryMs(deliveryId: string, attempt: number, retryAfterMs: number | null): number | null {
  const wait = WEBHOOK_WAITS_MS[attempt - 1];
  if (wait === undefined) return null;
  return Math.max(jittered(wait, deliveryId, attempt), Math.min(retryAfterMs ?? 0, DAY));
}

/**
 * When a mail is tried again: soon at first, so that a digest stays in its hour, then every quarter of an hour; after ten tries every
 * three hours, jittered.
 */
export function mailRetryMs(deliveryId: string, attempt: number): number {
  const wait = attempt > 10 ? 3 * HOUR : (MAIL_WAITS_MS[attempt - 1] ?? 15 * MINUTE);
  return jittered(wait, deliveryId, attempt);
}

/** Whether a mailbox that refuses for now has done so long enough. */
export const isSoftBounceFinal = (attempt: number, openedAt: Date, now: Date): boolean =>
  attempt >= SOFT_BOUNCES && now.getTime() - openedAt.getTime() >= SOFT_BOUNCE_MS;

import { createHmac } from 'node:crypto';
import type { Digest } from './digest.js';

/** The exact bytes that are signed and sent, and the headers of the Standard Webhooks spec. */
export interface SignedWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bodies stay thin: the rest is behind the link. */
export const WEBHOOK_BODY_LIMIT = 20_000;

/**
 * Signs a body by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, one signature a living key.
 * @param id the same on every attempt. @param at time of this attempt. @param keys newest first.
 */
export function signWebhook(id: string, at: Date, body: string, keys: readonly Uint8Array[]): SignedWebhook {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = keys.map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
  };
}

/** The id under which a receiver knows a delivery. */
export const webhookIdOf = (deliveryId: string): string => `msg_${deliveryId.replace(/[^A-Za-z0-9-]/g, '').slice(0, 60)}`;

export function pingBody(searchId: string, at: Date): string {
  return JSON.stringify({ type: 'alert.ping', timestamp: at.toISOString(), data: { savedSearch: searchId } });
}

/** @param openedAt when the alerts were put together: every attempt sends the same bytes. */
export function digestBody(searchId: string, openedAt: Date, digest: Digest): string {
  const write = (kept: number): string =>
    JSON.stringify({
      type: 'alert.listings',
      timestamp: openedAt.toISOString(),
      data: {
        savedSearch: searchId,
        count: digest.count,
        listings: digest.listings.slice(0, kept).map(({ id, title, company, place, level, pay, firstSeen, occasion, isClosed, url }) => ({
          id,
          title,
          company,
          place,
          level,
          pay,
          firstSeen,
          occasion,
          isClosed,
          url,
        })),
        notes: digest.notes,
        searchUrl: digest.searchUrl,
      },
    });
  let kept = digest.listings.length;
  let body = write(kept);
  while (kept > 0 && Buffer.byteLength(body) >= WEBHOOK_BODY_LIMIT) {
    kept -= 1;
    body = write(kept);
  }
  return body;
}

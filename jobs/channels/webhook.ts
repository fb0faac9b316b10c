import type { SignedWebhook } from '#src/alerts/webhook-message';

/** What became of a webhook. */
export type WebhookOutcome =
  | { readonly kind: 'sent' }
  /** 410: the endpoint wants no more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: string; readonly retryAfterMs: number | null };

export interface WebhookChannel {
  /** Sends exactly these bytes. Redirects are failures; never throws. */
  send(url: string, message: SignedWebhook, signal?: AbortSignal): Promise<WebhookOutcome>;
}

/** What a webhook needs of the one door out; refusals and failures are thrown, in words a person understands. */
export interface WebhookDoor {
  request(request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly allowedHosts: null;
    readonly maxDecodedBytes: number;
    readonly totalTimeoutMs: number;
    readonly followRedirects: boolean;
    readonly signal?: AbortSignal;
  }): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>> }>;
}

const TOTAL_MS = 15_000;
const ANSWER_BYTES = 65_536;

/** `Retry-After` in seconds or as a date, in ms from now; `null` when absent or no sense. At most a day. */
export function retryAfterMsOf(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  const trimmed = value.trim().slice(0, 40);
  const ms = /^\d{1,9}$/.test(trimmed) ? Number(trimmed) * 1000 : Date.parse(trimmed) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 86_400_000) : null;
}

/** Webhooks through the one door: every resolved address is checked and connected to as checked. */
export function createWebhookChannel({ door, now }: { readonly door: WebhookDoor; readonly now: () => Date }): WebhookChannel {
  return {
    async send(url, message, signal) {
      try {
        const answer = await door.request({
          url,
          method: 'POST',
          headers: { ...message.headers, accept: 'application/json, */*' },
          body: message.body,
          allowedHosts: null,
          maxDecodedBytes: ANSWER_BYTES,
          totalTimeoutMs: TOTAL_MS,
          followRedirects: false,
          ...(signal === undefined ? {} : { signal }),
        });
        if (answer.status >= 200 && answer.status < 300) return { kind: 'sent' };
        if (answer.status === 410) return { kind: 'gone' };
        const error =
          answer.status >= 300 && answer.status < 400
            ? `the endpoint answered ${answer.status}; redirects are not followed`
            : `the endpoint answered ${answer.status}`;
        return { kind: 'failed', error, retryAfterMs: retryAfterMsOf(answer.headers['retry-after'], now()) };
      } catch (error) {
        return {
          kind: 'failed',
          error: error instanceof Error ? error.message.slice(0, 300) : 'the endpoint could not be reached',
          retryAfterMs: null,
        };
      }
    },
  };
}

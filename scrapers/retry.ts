/** Answers after which asking again may help. 400, 401, 403, 404 and 422 are final. */
export const RETRIED_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export const MAX_TRIES = 3;
/** A longer Retry-After ends the run. */
export const LONGEST_WAIT_MS = 900_000;
const LONGEST_NOT_BEFORE_MS = 86_400_000;

/**
 * Reads Retry-After: seconds or an HTTP date.
 * @returns ms from `now`, at most 24 h; `null` for none, the past, or nonsense.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const text = (header ?? '').trim();
  if (text === '') return null;
  const isDate = /^[A-Z][a-z]{2,8},? \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const waitMs = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - now.getTime() : Number.NaN;
  return Number.isFinite(waitMs) && waitMs > 0 ? Math.min(waitMs, LONGEST_NOT_BEFORE_MS) : null;
}

/** Pause before try `tries + 1`. Throttled without a word from the host: 30, 60, 120 s. Else full jitter up to 2, 4, 8 s. */
export function backoffMs(tries: number, throttled: boolean, random: () => number): number {
  const power = 2 ** (tries - 1);
  return throttled ? 30_000 * power : Math.round(random() * 2_000 * power);
}

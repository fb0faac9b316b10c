import robotsParserModule from 'robots-parser';
import type { StoredRobots } from '#src/domain/host-gate';

// The package is CommonJS whose types say otherwise.
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

/** Our product token: what a group of robots.txt must name to speak to us. */
export const PRODUCT_TOKEN = 'Backboard';

export interface RobotsVerdict {
  readonly verdict: 'allowed' | 'disallowed' | 'unreachable';
  /** The deciding line, or why there is none. */
  readonly rule: string;
  /** `Crawl-delay` for us, in ms, at most ten minutes; `null`: none. */
  readonly crawlDelayMs: number | null;
  /** `Content-Signal` line that speaks of search, as it stands; `null`: none. */
  readonly contentSignal: string | null;
}

const MAX_BYTES = 512_000;
const MAX_LINE = 2_048;
const MAX_WILDCARDS = 10;
const DAY_MS = 86_400_000;

/** Whether a body is a rule file rather than a web page that says «not found». */
const isRuleFile = (text: string): boolean =>
  /^[ \t]{0,20}(?:user-agent|disallow|allow)[ \t]{0,20}:/im.test(text.slice(0, 20_000)) &&
  !/<(html|!doctype|head|body)\b/i.test(text.slice(0, 2_000));

/** Cuts a robots.txt to what is parsed: 500 KiB, overlong lines dropped, byte-order mark removed. */
export function robotsTextOf(body: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(body.subarray(0, MAX_BYTES)).replace(/^\uFEFF/, '');
  return text
    .split(/\r\n|\r|\n/)
    .map(tamed)
    .join('\n');
}

/**
 * A rule with so many wildcards that matching it costs seconds is cut after the last that is cheap: a Disallow then forbids more than it said.
 * An Allow would permit more, so it is dropped, as are overlong lines.
 */
function tamed(line: string): string {
  if (line.length > MAX_LINE) return '';
  const parts = line.split('*');
  if (parts.length <= MAX_WILDCARDS + 1 || line.trimStart().startsWith('#')) return line;
  return /^\s*disallow\s*:/i.test(line) ? `${parts.slice(0, MAX_WILDCARDS + 1).join('*')}*` : '';
}

/** How long an answer for robots.txt may be kept: what Cache-Control says, from five minutes to a day; a server's failure at most an hour. */
export function robotsExpiry(fetchedAt: Date, status: number, cacheControl: string | undefined): Date {
  const maxAge = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  const cap = status >= 500 || status === 429 ? 3_600_000 : DAY_MS;
  const wanted = maxAge === undefined ? cap : Number(maxAge) * 1000;
  return new Date(fetchedAt.getTime() + Math.min(cap, Math.max(300_000, wanted)));
}

/**
 * What a robots.txt says of an address (RFC 9309, and stricter where it is polite to be).
 * @param crawling HTML pages are wanted; then 401 and 403 for robots.txt forbid. A documented API path stays allowed.
 */
export function robotsVerdict(robots: StoredRobots, url: string, crawling: boolean): RobotsVerdict {
  const answer = (verdict: RobotsVerdict['verdict'], rule: string): RobotsVerdict => ({
    verdict,
    rule,
    crawlDelayMs: null,
    contentSignal: null,
  });
  const { status, text } = robots;
  if (status >= 500 || status === 429 || status < 200 || (status >= 300 && status < 400))
    return answer('unreachable', `robots.txt answered ${status}, so nothing is read`);
  if ((status === 401 || status === 403) && crawling)
    return answer('disallowed', `robots.txt answered ${status}, which forbids reading pages`);
  if (status >= 400 && !isRuleFile(text)) return answer('allowed', `no robots.txt (${status})`);
  const address = new URL(url);
  if (address.pathname === '/robots.txt') return answer('allowed', 'robots.txt itself');
  const parsed = robotsParser(new URL('/robots.txt', address).href, text);
  const line = parsed.getMatchingLineNumber(url, PRODUCT_TOKEN) ?? -1;
  const delay = parsed.getCrawlDelay(PRODUCT_TOKEN);
  return {
    verdict: parsed.isDisallowed(url, PRODUCT_TOKEN) === true ? 'disallowed' : 'allowed',
    rule: line > 0 ? (text.split(/\r\n|\r|\n/)[line - 1] ?? '').trim().slice(0, 200) : 'no rule speaks of this path',
    crawlDelayMs: delay === undefined || !(delay > 0) ? null : Math.min(600_000, delay * 1000),
    contentSignal: /^[ \t]{0,20}content-signal[ \t]{0,20}:[ \t]{0,20}(.{1,200})/im.exec(text)?.[1]?.trim() ?? null,
  };
}

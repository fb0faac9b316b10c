import { DoorError } from '#src/net/door-error';
import type { DoorResponse } from '#src/net/door';
import { createAskPolitely, type FetchContext, type PoliteDeps, type Validators } from './ask-politely.js';
import { decodeText } from './decode-text.js';
import type { StoredRobots } from '#src/domain/host-gate';
import { backoffMs, LONGEST_WAIT_MS, MAX_TRIES, retryAfterMs, RETRIED_STATUSES } from './retry.js';
import { robotsExpiry, robotsTextOf, robotsVerdict } from './robots.js';
import type { FetchedPage, PageRequest, Source } from './source.js';

/** Validators hold for one exact address, one Accept header and one version of the adapter. */
export const validatorKey = (source: Pick<Source, 'version'>, request: PageRequest): string =>
  `${source.version} ${request.accept} ${request.url}`;

export type PageAnswer =
  | { readonly kind: 'page'; readonly page: FetchedPage; readonly body: Uint8Array; readonly validators: Validators | null }
  | { readonly kind: 'unchanged'; readonly validators: Validators | null }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly status: number; readonly reason: string }
  /** 401, 403, or robots.txt forbids. */
  | { readonly kind: 'refused'; readonly reason: string; readonly byRobots: boolean }
  | { readonly kind: 'throttled'; readonly reason: string; readonly notBefore: Date }
  /** `offline`: the name did not resolve or nothing accepted the connection; the fault may be ours. */
  | { readonly kind: 'failed'; readonly reason: string; readonly status: number | null; readonly offline: boolean };

/** Asks for one page, politely. Never throws for what the host or the network does. */
export type FetchPage = (request: PageRequest, context: FetchContext) => Promise<PageAnswer>;

const ROBOTS_CAP = 2_097_152;

/**
 * Robots first, one request at a time a host with its gap, conditional where validators are given, Retry-After obeyed,
 * at most three tries, a line in the request log for each.
 */
export function createFetchPage(deps: PoliteDeps): FetchPage {
  const { gate, now, sleep, random } = deps;
  const ask = createAskPolitely(deps);

  /** The host's robots.txt, kept or asked for. */
  async function robotsFor(url: URL, context: FetchContext): Promise<StoredRobots | PageAnswer> {
    const kept = await gate.robotsOf(url.origin, now());
    if (kept !== null && now().getTime() - kept.fetchedAt.getTime() < 86_400_000) return kept;
    const request: PageRequest = { url: `${url.origin}/robots.txt`, accept: 'text/plain, */*;q=0.1' };
    const robots = { verdict: 'not-asked', rule: 'robots.txt itself' } as const;
    for (let tries = 1; ; tries += 1) {
      const answer = await ask({
        request,
        context,
        gapMs: context.source.gapMs,
        robots,
        cap: ROBOTS_CAP,
        validators: null,
        hosts: context.source.hosts,
      });
      if ('notBefore' in answer) return { kind: 'throttled', reason: `${url.host} asked to wait`, notBefore: answer.notBefore };
      const fetchedAt = now();
      if (!(answer instanceof DoorError)) {
        if (answer.status >= 500 && tries < MAX_TRIES) {
          await sleep(backoffMs(tries, false, random), context.signal);
          continue;
        }
        const stored: StoredRobots = { status: answer.status, text: robotsTextOf(answer.body), fetchedAt };
        await gate.keepRobots(url.origin, {
          ...stored,
          expiresAt: robotsExpiry(fetchedAt, answer.status, answer.headers['cache-control']),
        });
        return stored;
      }
      if (tries < MAX_TRIES && answer.code === 'network' && !answer.offline) await sleep(backoffMs(tries, false, random), context.signal);
      else
        return {
          kind: 'failed',
          reason: `robots.txt could not be read, so nothing else was asked: ${answer.message}`,
          status: null,
          offline: answer.offline,
        };
    }
  }

  async function fetchPage(request: PageRequest, context: FetchContext): Promise<PageAnswer> {
    const url = new URL(request.url);
    const robots = await robotsFor(url, context);
    if ('kind' in robots) return robots;
    const judged = robotsVerdict(robots, request.url, request.accept.includes('text/html'));
    const rule = judged.contentSignal === null ? judged.rule : `${judged.rule}; Content-Signal: ${judged.contentSignal}`;
    const permitted = context.source.robotsPolicy === 'explicit-permission';
    if (judged.verdict === 'unreachable') return { kind: 'failed', reason: judged.rule, status: robots.status, offline: false };
    if (judged.verdict === 'disallowed' && !permitted) {
      return { kind: 'refused', reason: `robots.txt of ${url.host} forbids this path (${judged.rule})`, byRobots: true };
    }
    // A preference, not a rule: whoever switched the source on has decided; nobody decided for what is on by default.
    if (context.source.default === 'on' && /\bsearch\s{0,5}=\s{0,5}no\b/i.test(judged.contentSignal ?? '')) {
      return {
        kind: 'refused',
        reason: `robots.txt of ${url.host} asks not to be shown in searches (Content-Signal: ${judged.contentSignal})`,
        byRobots: true,
      };
    }
    const validators = request.ifUnchanged === undefined || (request.method ?? 'GET') !== 'GET' ? null : context.validators;
    const gapMs = Math.max(context.source.gapMs, request.gapMs ?? 0, judged.crawlDelayMs ?? 0);
    for (let tries = 1; ; tries += 1) {
      const answer = await ask({
        request,
        context,
        gapMs,
        robots: { verdict: judged.verdict, rule },
        cap: context.source.bodyCap,
        validators,
        hosts: context.source.hosts,
      });
      if ('notBefore' in answer) return { kind: 'throttled', reason: `${url.host} asked to wait`, notBefore: answer.notBefore };
      const retry = await retryOf(answer, tries, url.host, context);
      if (retry === 'again') continue;
      return retry ?? answerOf(request, answer as DoorResponse, validators);
    }
  }

  /** Decides whether to ask again, having waited; `null`: the answer stands. */
  async function retryOf(
    answer: DoorResponse | DoorError,
    tries: number,
    host: string,
    context: FetchContext,
  ): Promise<'again' | PageAnswer | null> {
    if (answer instanceof DoorError) {
      const passing = answer.code === 'network' || (answer.code === 'timeout' && answer.phase !== 'body');
      if (!passing || answer.offline || tries >= MAX_TRIES)
        return { kind: 'failed', reason: answer.message, status: null, offline: answer.offline };
      await sleep(backoffMs(tries, false, random), context.signal);
      return 'again';
    }
    if (!RETRIED_STATUSES.has(answer.status)) return null;
    const isThrottled = answer.status === 429 || answer.status === 503;
    const asked = isThrottled ? retryAfterMs(answer.headers['retry-after'], now()) : null;
    const waitMs = asked ?? backoffMs(tries, answer.status === 429, random);
    if (asked !== null || answer.status === 429) {
      const notBefore = new Date(now().getTime() + waitMs + (asked === null ? 0 : Math.round(random() * 1_000)));
      await gate.defer(host, notBefore);
      if (waitMs > LONGEST_WAIT_MS || tries >= MAX_TRIES)
        return { kind: 'throttled', reason: `${host} answered ${answer.status}: asked too often`, notBefore };
      return 'again'; // the gate makes everyone wait, this run included
    }
    if (tries >= MAX_TRIES)
      return { kind: 'failed', reason: `${host} answered ${answer.status}, ${MAX_TRIES} times`, status: answer.status, offline: false };
    await sleep(waitMs, context.signal);
    return 'again';
  }

  return fetchPage;
}

function answerOf(request: PageRequest, response: DoorResponse, sent: Validators | null): PageAnswer {
  const { status, headers, body } = response;
  const host = new URL(request.url).host;
  const given: Validators = { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
  const validators = given.etag === null && given.lastModified === null ? null : given;
  if (status === 304) {
    if (sent === null)
      return { kind: 'failed', reason: `${host} answered «not modified» to a question that was not conditional`, status, offline: false };
    return {
      kind: 'unchanged',
      validators: validators === null ? sent : { etag: given.etag ?? sent.etag, lastModified: given.lastModified ?? sent.lastModified },
    };
  }
  if (status === 404 || status === 410) return { kind: 'gone', status, reason: `${host} answered ${status}: not there` };
  if (status === 401 || status === 403)
    return { kind: 'refused', reason: `${host} answered ${status}: it does not want to be read by us`, byRobots: false };
  if (status === 206 || status === 200 || status === 203) {
    return { kind: 'page', page: { request, status, text: decodeText(body, headers['content-type']) }, body, validators };
  }
  return { kind: 'failed', reason: `${host} answered ${status}, which is no page`, status, offline: false };
}

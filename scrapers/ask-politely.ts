import type { Door, DoorResponse } from '#src/net/door';
import type { HostGate } from '#src/domain/host-gate';
import { DoorError } from '#src/net/door-error';
import { LONGEST_WAIT_MS } from './retry.js';
import type { RobotsVerdict } from './robots.js';
import type { PageRequest, Source } from './source.js';

const DEFAULT_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 20_000;
const JITTER_MS = 500;
const MASKED = /([?&](?:app_id|app_key|api_key|api-key|key|token|access_token|client_secret)=)[^&]*/gi;

/** What a server gave to ask «has it changed?» with, verbatim. Kept per `validatorKey`. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchContext {
  readonly source: Pick<Source, 'id' | 'version' | 'hosts' | 'gapMs' | 'bodyCap' | 'robotsPolicy' | 'default'>;
  readonly board: string | null;
  readonly validators: Validators | null;
  readonly signal?: AbortSignal;
}

export interface PoliteDeps {
  readonly door: Door;
  readonly gate: HostGate;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

interface Slot {
  readonly waitMs: number;
  readonly ticket: string;
}
export interface PoliteRequest {
  readonly request: PageRequest;
  readonly context: FetchContext;
  readonly gapMs: number;
  readonly robots: Pick<RobotsVerdict, 'rule'> & { readonly verdict: RobotsVerdict['verdict'] | 'not-asked' };
  readonly cap: number;
  readonly validators: Validators | null;
  readonly hosts: readonly string[];
}

/** One request to a host: its turn awaited, its slot given back, a line in the log. Answers the host's response, or why there is none. */
export type AskPolitely = (asked: PoliteRequest) => Promise<DoorResponse | DoorError | { readonly notBefore: Date }>;

export function createAskPolitely({ door, gate, now, sleep, random }: PoliteDeps): AskPolitely {
  /** Waits for the host's turn. */
  async function takeSlot(
    host: string,
    gapMs: number,
    leaseMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Slot | { notBefore: Date }> {
    let waited = 0;
    for (let polls = 0; polls < 10_000; polls += 1) {
      const turn = await gate.reserve(host, gapMs, leaseMs);
      if ('notBefore' in turn) return turn;
      waited += turn.waitMs;
      try {
        await sleep(turn.waitMs, signal);
      } catch (error) {
        if (turn.ticket !== null) await gate.release(host, turn.ticket, gapMs);
        throw error;
      }
      if (turn.ticket !== null) return { waitMs: waited, ticket: turn.ticket };
      if (waited > LONGEST_WAIT_MS) break;
    }
    return { notBefore: new Date(now().getTime() + LONGEST_WAIT_MS) };
  }

  /** One request in its slot, logged. */
  async function ask({
    request,
    context,
    gapMs,
    robots,
    cap,
    validators,
    hosts,
  }: PoliteRequest): Promise<DoorResponse | DoorError | { notBefore: Date }> {
    const url = new URL(request.url);
    const totalTimeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const gap = gapMs + Math.round(random() * JITTER_MS);
    const slot = await takeSlot(url.host, gap, totalTimeoutMs + 10_000, context.signal);
    if ('notBefore' in slot) return slot;
    const startedAt = now();
    let answer: DoorResponse | DoorError;
    try {
      answer = await door.request({
        url: request.url,
        method: request.method ?? 'GET',
        headers: {
          ...request.headers,
          accept: request.accept,
          ...(validators?.etag ? { 'if-none-match': validators.etag } : {}),
          ...(validators?.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
        },
        ...(request.body === undefined ? {} : { body: request.body }),
        allowedHosts: hosts,
        maxDecodedBytes: cap,
        headersTimeoutMs: request.timeoutMs ?? HEADERS_TIMEOUT_MS,
        totalTimeoutMs,
        followRedirects: true,
        ...(context.signal === undefined ? {} : { signal: context.signal }),
      });
    } catch (error) {
      if (!(error instanceof DoorError)) throw error;
      answer = error;
    } finally {
      await gate.release(url.host, slot.ticket, gap);
    }
    await gate.log({
      at: startedAt,
      host: url.host,
      path: (url.pathname + url.search).replace(MASKED, '$1…').slice(0, 500),
      method: request.method ?? 'GET',
      robots: robots.verdict,
      robotsRule: robots.rule,
      conditional: validators !== null,
      status: answer instanceof DoorError ? 0 : answer.status,
      bytes: answer instanceof DoorError ? 0 : answer.bytesOnWire,
      waitMs: slot.waitMs,
      durationMs: Math.max(0, now().getTime() - startedAt.getTime()),
      source: context.source.id,
      board: context.board,
      error: answer instanceof DoorError ? answer.message : null,
    });
    return answer;
  }

  return ask;
}

import { createHash } from 'node:crypto';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Context, TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';
import type { HttpEnv } from './deps.js';

const compressed = promisify(gzip);
const MOST_BYTES = 24 * 1024 * 1024;
const LARGEST_BODY = 512 * 1024;
const COMPRESS_FROM = 1024;
/** Relative filters (`7d`) and confirmation times drift without a change of data: no answer is believed longer. */
const BUCKET_MS = 10 * 60_000;

interface Answer {
  readonly body: string;
  gzipped: Promise<Uint8Array<ArrayBuffer>> | null;
}

export type JsonResponse<T> = Response & TypedResponse<JSONParsed<T>, 200, 'json'>;

/** Answers of GETs by address and data version: 304 where the client has it, one computation for equal requests, bodies kept small. */
export interface AnswerCache {
  json<T>(context: Context<HttpEnv>, make: () => Promise<T>): Promise<JsonResponse<T>>;
  /** For what changes without the listings (runs, one listing's confirmations): made each time, its tag is of the body. */
  fresh<T>(context: Context<HttpEnv>, make: () => Promise<T>): Promise<JsonResponse<T>>;
  /** As `json`, for bodies that are no JSON. `lastModified` reads the made body's date from `make`. */
  body(
    context: Context<HttpEnv>,
    type: string,
    make: () => Promise<{ readonly body: string; readonly lastModified: Date | null }>,
  ): Promise<Response>;
}

export interface AnswerCacheDeps {
  readonly dataVersion: () => Promise<string>;
  readonly now: () => Date;
  /** Of the program: another version never answers 304 for this one's bodies. */
  readonly version: string;
  readonly maxAgeMs: number;
}

/** Believes the data version for a moment, and asks once for all who ask at once. */
function createVersionReader(ask: () => Promise<string>, maxAgeMs: number): () => Promise<string> {
  let current: Promise<string> | null = null;
  return () => {
    if (current !== null) return current;
    const asked = ask();
    current = asked;
    const forget = () => {
      if (current === asked) current = null;
    };
    asked.then(() => (maxAgeMs === 0 ? forget() : setTimeout(forget, maxAgeMs).unref()), forget);
    return asked;
  };
}

/** Same parameters in another order are the same question. */
function keyOf(context: Context<HttpEnv>): string {
  const url = new URL(context.req.url);
  url.searchParams.sort();
  return `${url.pathname}?${url.searchParams.toString()}`;
}

const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));

export function createAnswerCache(deps: AnswerCacheDeps): AnswerCache {
  const readVersion = createVersionReader(deps.dataVersion, deps.maxAgeMs);
  const kept = new Map<string, Answer & { readonly lastModified: Date | null }>();
  const underway = new Map<string, Promise<Answer & { readonly lastModified: Date | null }>>();
  let bytes = 0;

  function keep(tag: string, answer: Answer & { readonly lastModified: Date | null }): void {
    if (answer.body.length > LARGEST_BODY) return;
    kept.set(tag, answer);
    bytes += answer.body.length;
    for (const [oldest, value] of kept) {
      if (bytes <= MOST_BYTES) break;
      kept.delete(oldest);
      bytes -= value.body.length;
    }
  }

  async function answerOf(tag: string, make: () => Promise<{ readonly body: string; readonly lastModified: Date | null }>) {
    const known = kept.get(tag);
    if (known !== undefined) {
      kept.delete(tag);
      kept.set(tag, known);
      return known;
    }
    const running = underway.get(tag);
    if (running !== undefined) return running;
    const made = make().then((answer) => ({ ...answer, gzipped: null }));
    underway.set(tag, made);
    try {
      const answer = await made;
      keep(tag, answer);
      return answer;
    } finally {
      underway.delete(tag);
    }
  }

  async function body(
    context: Context<HttpEnv>,
    type: string,
    make: () => Promise<{ readonly body: string; readonly lastModified: Date | null }>,
  ): Promise<Response> {
    const version = await readVersion();
    const bucket = Math.floor(deps.now().getTime() / BUCKET_MS);
    const tag = createHash('sha256')
      .update(`${deps.version}\n${version}\n${bucket}\n${keyOf(context)}`)
      .digest('base64url')
      .slice(0, 22);
    const etag = `W/"${tag}"`;
    const headers: Record<string, string> = { ETag: etag, 'Cache-Control': 'public, no-cache', Vary: 'Accept-Encoding' };
    const ifNoneMatch = context.req.header('If-None-Match');
    if (matches(ifNoneMatch, etag)) return context.body(null, 304, headers);
    const answer = await answerOf(tag, make);
    if (answer.lastModified !== null) {
      headers['Last-Modified'] = answer.lastModified.toUTCString();
      const since = Date.parse(context.req.header('If-Modified-Since') ?? '');
      if (ifNoneMatch === undefined && Math.floor(answer.lastModified.getTime() / 1000) * 1000 <= since)
        return context.body(null, 304, headers);
    }
    headers['Content-Type'] = type;
    if (answer.body.length >= COMPRESS_FROM && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(context.req.header('Accept-Encoding') ?? '')) {
      answer.gzipped ??= compressed(answer.body, { level: 1 }) as Promise<Uint8Array<ArrayBuffer>>;
      return context.body(await answer.gzipped, 200, { ...headers, 'Content-Encoding': 'gzip' });
    }
    return context.body(answer.body, 200, headers);
  }

  return {
    body,
    async json<T>(context: Context<HttpEnv>, make: () => Promise<T>) {
      const response = await body(context, 'application/json', async () => ({ body: JSON.stringify(await make()), lastModified: null }));
      return response as JsonResponse<T>;
    },
    async fresh<T>(context: Context<HttpEnv>, make: () => Promise<T>) {
      const made = JSON.stringify(await make());
      const etag = `W/"${createHash('sha256').update(made).digest('base64url').slice(0, 22)}"`;
      const headers = { ETag: etag, 'Cache-Control': 'public, no-cache' };
      const response: Response = matches(context.req.header('If-None-Match'), etag)
        ? context.body(null, 304, headers)
        : context.body(made, 200, { ...headers, 'Content-Type': 'application/json' });
      return response as JsonResponse<T>;
    },
  };
}

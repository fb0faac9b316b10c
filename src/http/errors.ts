import { html } from 'hono/html';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { HttpDeps, HttpEnv } from './deps.js';
import { ProblemError } from './problem.js';
import { themeOf } from './theme.js';

/** Codes of PostgreSQL (SQLSTATE), of its driver and of sockets that mean: not now. */
const AWAY =
  /^(08...|57P0[1-5]|53[0-9].{2}|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED))$/;
const TOOK_TOO_LONG = '57014';
const RETRY_AFTER_SECONDS = '30';

/** Codes of an error and of what caused it, at most five deep. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string') codes.push(current.code);
    current =
      'errors' in current && Array.isArray(current.errors) ? (current.errors[0] as unknown) : 'cause' in current ? current.cause : null;
  }
  return codes;
}

/** What went wrong, as a problem: never a stack, never SQL. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HTTPException) {
    if (error.status === 413) return new ProblemError('too-large', 'The body has more than 64 kB.');
    if (error.status === 404) return new ProblemError('not-found', 'There is nothing at this address.');
    if (error.status < 500)
      return new ProblemError('invalid-request', 'The body is not JSON in UTF-8.', [{ pointer: '', detail: 'is not JSON in UTF-8' }]);
  }
  const codes = codesOf(error);
  if (codes.includes(TOOK_TOO_LONG))
    return new ProblemError('took-too-long', 'This question took too long. Narrow the search, or ask for fewer facets.', [], {
      'Retry-After': RETRY_AFTER_SECONDS,
    });
  if (codes.some((code) => AWAY.test(code)))
    return new ProblemError('unavailable', 'The database does not answer. Nothing is lost; try again in half a minute.', [], {
      'Retry-After': RETRY_AFTER_SECONDS,
    });
  return new ProblemError('internal-error', 'Something went wrong on this side. It was noted under the number in `instance`.');
}

/** Tokens in addresses are never written down. */
export const loggedPath = (path: string): string => path.replace(/^(\/alerts\/[a-z]+)\/.+$/, '$1/[token]').slice(0, 200);

const isApi = (path: string): boolean => /^\/(api\/|openapi\.json$|metrics$|healthz$|readyz$|assets\/)/.test(path);
const isFeed = (path: string): boolean => /^(\/api\/v1)?\/feeds\//.test(path);

/** Programs get a problem document, feed readers a line of text, people a calm page. */
async function answerFor(context: Context<HttpEnv>, problem: ProblemError, frame: HttpDeps['frame']): Promise<Response> {
  const { path } = context.req;
  const headers = { ...problem.headers, 'Cache-Control': 'no-store' };
  const document = problem.toProblem(context.var.requestId);
  const status = problem.status as 400;
  if (isFeed(path))
    return context.body(`${document.title}. ${problem.detail}\n`, status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  if (isApi(path) || !(context.req.header('Accept') ?? '').includes('text/html'))
    return context.body(JSON.stringify(document), status, { ...headers, 'Content-Type': 'application/problem+json' });
  const body = html`<h1>${document.title}</h1>
    <p>${problem.detail}</p>
    <p><a href="/jobs">All open listings</a></p>`;
  // The page of an unknown address says in its own words what programs are told of the documentation.
  const detail = problem.status === 404 ? undefined : problem.detail;
  const page = await frame({
    title: document.title,
    path,
    theme: themeOf(context),
    status: problem.status,
    ...(detail === undefined ? {} : { detail }),
    body,
  });
  return context.body(String(page), status, { ...headers, 'Content-Type': 'text/html; charset=utf-8' });
}

export function createErrorHandlers(deps: Pick<HttpDeps, 'frame' | 'log'>) {
  return {
    async onError(error: unknown, context: Context<HttpEnv>): Promise<Response> {
      const problem = problemOf(error);
      if (problem.status >= 500) {
        const fields = { request: context.var.requestId, method: context.req.method, path: loggedPath(context.req.path) };
        deps.log.error({ ...fields, err: error }, problem.type);
      }
      try {
        return await answerFor(context, problem, deps.frame);
      } catch (second) {
        deps.log.error({ request: context.var.requestId, err: second }, 'the error page failed too');
        return context.text('Something went wrong on this side.\n', 500);
      }
    },
    notFound(context: Context<HttpEnv>): Promise<Response> {
      const problem = new ProblemError('not-found', 'There is nothing at this address. `/docs` lists what there is.');
      return answerFor(context, problem, deps.frame);
    },
  };
}

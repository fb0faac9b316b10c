import { OpenAPIHono, z } from '@hono/zod-openapi';
import { invalidRequest, ProblemError } from './problem.js';
import type { HttpEnv } from './deps.js';

/** A router whose refusals are problems: thrown, so that one place writes every error. */
export function createRouter(): OpenAPIHono<HttpEnv> {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const target = result.target === 'query' ? 'query' : result.target === 'param' ? 'path' : 'body';
      if (target === 'path') throw new ProblemError('not-found', 'There is nothing at this address.');
      throw invalidRequest(result.error.issues, target);
    },
  });
}

export const ProblemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    errors: z
      .array(
        z.object({
          parameter: z.string().optional(),
          pointer: z.string().optional(),
          detail: z.string(),
          allowed: z.array(z.string()).readonly().optional(),
        }),
      )
      .readonly()
      .optional(),
  })
  .openapi('Problem', { description: 'RFC 9457. `errors` names each refused parameter or field and what is allowed.' });

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: ProblemAnswer } } });

const PROBLEMS = {
  400: problem('A parameter or field is not allowed; `errors` says which, and what is.'),
  401: problem('A token is needed.'),
  403: problem('Requests from pages of other sites are refused.'),
  404: problem('There is nothing at this address.'),
  410: problem('It was here, and is gone.'),
  413: problem('The body has more than 64 kB.'),
  422: problem('Understood, and refused; `detail` says why.'),
  429: problem('Too many requests; `Retry-After` says when to come back.'),
  503: problem('The database is away, or the question took too long; `Retry-After` says when to come back.'),
} as const;
type ProblemStatus = keyof typeof PROBLEMS;

/** The refusals of a route, for its document. */
export function problems<const S extends ProblemStatus>(...statuses: readonly S[]): Pick<typeof PROBLEMS, S> {
  return Object.fromEntries(statuses.map((status) => [status, PROBLEMS[status]])) as Pick<typeof PROBLEMS, S>;
}

export const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { 'application/json': { schema } } });
export const text = (type: string, description: string) => ({ description, content: { [type]: { schema: z.string() } } });
export const jsonBody = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } }, required: true }) as const;

import { setTimeout as sleep } from 'node:timers/promises';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AcceptedAnswer, HeldAnswer, heldAnswer, SavedSearchAnswer, savedSearchAnswer } from '../answers/saved-search-answer.js';
import { bearerToken, requireAdmin } from '../bearer-token.js';
import type { HttpDeps, HttpEnv } from '../deps.js';
import { filterOf } from '../filter-parameters.js';
import { strictFields } from '../parameters.js';
import { ProblemError } from '../problem.js';
import { createRouter, json, jsonBody, problems } from '../router.js';
import { SavedSearchChangeInput, SavedSearchInput } from '../saved-search-input.js';

const UNIFORM_ANSWER_MS = 250;
const MESSAGE = 'If mail reaches this address, a message with a link to confirm is on its way; the link works for 48 hours.';
const TOKEN_GONE = 'This token is not known: it was used up, has expired, or was cut short on its way. Links in newer mails still work.';

const TokenInput = strictFields({ token: z.string().min(1).max(500) });
const IdParam = z.object({ id: z.string().min(1).max(64) });
const bearer = { security: [{ manageToken: [] }] };
const tags = ['Saved searches'];

const requestRoute = createRoute({
  method: 'post',
  path: '/saved-searches',
  tags,
  summary: 'Ask to be told of new listings',
  description:
    'The answer for an e-mail address is always the same, whatever is known of it. A webhook is pinged first, and active once it answered.',
  request: { body: jsonBody(SavedSearchInput) },
  responses: { 202: json(AcceptedAnswer, 'Accepted.'), ...problems(400, 403, 413, 422, 429, 503) },
});

const confirmRoute = createRoute({
  method: 'post',
  path: '/saved-searches/confirm',
  tags,
  summary: 'Confirm by the token of the mail',
  request: { body: jsonBody(TokenInput) },
  responses: { 200: json(SavedSearchAnswer, 'Active; doing it twice changes nothing.'), ...problems(400, 403, 404, 413, 429, 503) },
});

const unsubscribeRoute = createRoute({
  method: 'post',
  path: '/saved-searches/unsubscribe',
  tags,
  summary: 'Unsubscribe by the token of the mail',
  request: { body: jsonBody(TokenInput) },
  responses: { 200: json(SavedSearchAnswer, 'Unsubscribed; doing it twice changes nothing.'), ...problems(400, 403, 404, 413, 429, 503) },
});

const heldRoute = createRoute({
  method: 'get',
  path: '/saved-searches',
  tags,
  summary: 'Everything held for a manage token',
  ...bearer,
  responses: { 200: json(HeldAnswer, 'Searches and their last 20 messages.'), ...problems(401, 404, 429, 503) },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/saved-searches/{id}',
  tags,
  summary: 'Pause, take up or change a saved search',
  ...bearer,
  request: { params: IdParam, body: jsonBody(SavedSearchChangeInput) },
  responses: { 200: json(SavedSearchAnswer, 'As it is now.'), ...problems(400, 401, 403, 404, 413, 429, 503) },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/saved-searches/{id}',
  tags,
  summary: 'Delete a saved search and all it holds',
  ...bearer,
  request: { params: IdParam },
  responses: { 204: { description: 'Deleted.' }, ...problems(401, 403, 404, 429, 503) },
});

const removeAllRoute = createRoute({
  method: 'delete',
  path: '/saved-searches',
  tags,
  summary: 'Delete everything held for a manage token',
  ...bearer,
  responses: { 204: { description: 'Deleted.' }, ...problems(401, 403, 404, 429, 503) },
});

const secretRoute = createRoute({
  method: 'post',
  path: '/saved-searches/{id}/secret',
  tags,
  summary: 'A new signing secret for a webhook',
  description: 'Shown once. For a day messages carry signatures of both secrets.',
  ...bearer,
  request: { params: IdParam },
  responses: { 200: json(z.object({ secret: z.string() }).openapi('Secret'), 'The secret.'), ...problems(401, 403, 404, 429, 503) },
});

const replayRoute = createRoute({
  method: 'post',
  path: '/saved-searches/{id}/messages/{message}/replay',
  tags,
  summary: 'Send a dead message once more',
  ...bearer,
  request: { params: z.object({ id: z.string().min(1).max(64), message: z.string().min(1).max(64) }) },
  responses: { 204: { description: 'It will be sent.' }, ...problems(401, 403, 404, 429, 503) },
});

const bounceRoute = createRoute({
  method: 'post',
  path: '/bounces',
  tags: ['Operation'],
  summary: 'Report a mail that came back, or a complaint',
  description: 'For the mail server’s hook; needs the administrator’s token. Hard bounces and complaints stop the search at once.',
  security: [{ adminToken: [] }],
  request: {
    body: jsonBody(strictFields({ messageId: z.string().min(1).max(500), kind: z.enum(['hard', 'soft', 'complaint']) })),
  },
  responses: { 204: { description: 'Noted.' }, ...problems(400, 401, 404, 413, 429, 503) },
});

const gone = () => new ProblemError('not-found', TOKEN_GONE);

/** Answers about tokens and addresses are for one reader: nothing on the way keeps them. */
function keepPrivate(context: Context<HttpEnv>): void {
  context.header('Cache-Control', 'no-store');
  context.header('Referrer-Policy', 'no-referrer');
}

export function createSavedSearchRoutes(deps: Pick<HttpDeps, 'subscriptions' | 'adminToken' | 'uniformAnswerMs'>) {
  const { subscriptions } = deps;
  const router = createRouter();
  router.use('/saved-searches/*', async (context, next) => {
    keepPrivate(context);
    await next();
  });
  return router
    .openapi(requestRoute, async (context) => {
      keepPrivate(context);
      const { website, filter, ...input } = context.req.valid('json');
      const accepted = { status: 'accepted', message: MESSAGE } as const;
      const pause = sleep(deps.uniformAnswerMs ?? UNIFORM_ANSWER_MS);
      if (website !== undefined && website !== '') {
        await pause;
        return context.json(accepted, 202);
      }
      const [answer] = await Promise.all([
        subscriptions.request({ ...input, filter: filterOf(filter), clientAddress: context.var.clientAddress }),
        pause,
      ]);
      if (answer.kind === 'refused') throw new ProblemError('refused', answer.reason, [{ pointer: '/target', detail: answer.reason }]);
      if (answer.kind === 'accepted') return context.json(accepted, 202);
      const webhook = { secret: answer.secret, manageToken: answer.manageToken };
      return context.json({ status: 'accepted', message: 'The endpoint answered; the search is active.', webhook } as const, 202);
    })
    .openapi(confirmRoute, async (context) => {
      const search = await subscriptions.confirm(context.req.valid('json').token);
      if (search === null) throw gone();
      return context.json(savedSearchAnswer(search), 200);
    })
    .openapi(unsubscribeRoute, async (context) => {
      const search = await subscriptions.unsubscribe(context.req.valid('json').token);
      if (search === null) throw gone();
      return context.json(savedSearchAnswer(search), 200);
    })
    .openapi(heldRoute, async (context) => {
      keepPrivate(context);
      const held = await subscriptions.byManageToken(bearerToken(context));
      if (held === null) throw gone();
      return context.json(heldAnswer(held), 200);
    })
    .openapi(changeRoute, async (context) => {
      const { filter, ...change } = context.req.valid('json');
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const search = await subscriptions.update(bearerToken(context), context.req.valid('param').id, {
        ...given,
        ...(filter === undefined ? {} : { filter: filterOf(filter) }),
      });
      if (search === null) throw gone();
      return context.json(savedSearchAnswer(search), 200);
    })
    .openapi(removeRoute, async (context) => {
      if (!(await subscriptions.remove(bearerToken(context), context.req.valid('param').id))) throw gone();
      return context.body(null, 204);
    })
    .openapi(removeAllRoute, async (context) => {
      keepPrivate(context);
      if (!(await subscriptions.remove(bearerToken(context), null))) throw gone();
      return context.body(null, 204);
    })
    .openapi(secretRoute, async (context) => {
      const secret = await subscriptions.rotateSecret(bearerToken(context), context.req.valid('param').id);
      if (secret === null) throw gone();
      return context.json({ secret }, 200);
    })
    .openapi(replayRoute, async (context) => {
      const { id, message } = context.req.valid('param');
      if (!(await subscriptions.replay(bearerToken(context), id, message))) throw gone();
      return context.body(null, 204);
    })
    .openapi(bounceRoute, async (context) => {
      requireAdmin(context, deps.adminToken);
      const { messageId, kind } = context.req.valid('json');
      if (!(await subscriptions.bounced(messageId, kind))) throw new ProblemError('not-found', 'No mail of ours has this Message-ID.');
      return context.body(null, 204);
    });
}

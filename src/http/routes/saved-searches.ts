import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { heldAnswer, savedSearchAnswer } from '../answers/saved-search-answer.js';
import { bearerToken, requireAdmin } from '../bearer-token.js';
import type { HttpDeps, HttpEnv } from '../deps.js';
import { filterOf } from '../filter-parameters.js';
import { ProblemError } from '../problem.js';
import { createRouter } from '../router.js';
import {
  requestRoute,
  confirmRoute,
  unsubscribeRoute,
  heldRoute,
  changeRoute,
  removeRoute,
  removeAllRoute,
  secretRoute,
  replayRoute,
  bounceRoute,
} from './saved-search-operations.js';

const UNIFORM_ANSWER_MS = 250;
const MESSAGE = 'If mail reaches this address, a message with a link to confirm is on its way; the link works for 48 hours.';
const TOKEN_GONE = 'This token is not known: it was used up, has expired, or was cut short on its way. Links in newer mails still work.';

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

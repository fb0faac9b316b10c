import { createRoute, z } from '@hono/zod-openapi';
import { AcceptedAnswer, HeldAnswer, SavedSearchAnswer } from '../answers/saved-search-answer.js';
import { strictFields } from '../parameters.js';
import { json, jsonBody, problems } from '../router.js';
import { SavedSearchChangeInput, SavedSearchInput } from '../saved-search-input.js';

const TokenInput = strictFields({ token: z.string().min(1).max(500) });
const IdParam = z.object({ id: z.string().min(1).max(64) });
const bearer = { security: [{ manageToken: [] }] };
const tags = ['Saved searches'];

export const requestRoute = createRoute({
  method: 'post',
  path: '/saved-searches',
  tags,
  summary: 'Ask to be told of new listings',
  description:
    'The answer for an e-mail address is always the same, whatever is known of it. A webhook is pinged first, and active once it answered.',
  request: { body: jsonBody(SavedSearchInput) },
  responses: { 202: json(AcceptedAnswer, 'Accepted.'), ...problems(400, 403, 413, 422, 429, 503) },
});

export const confirmRoute = createRoute({
  method: 'post',
  path: '/saved-searches/confirm',
  tags,
  summary: 'Confirm by the token of the mail',
  request: { body: jsonBody(TokenInput) },
  responses: { 200: json(SavedSearchAnswer, 'Active; doing it twice changes nothing.'), ...problems(400, 403, 404, 413, 429, 503) },
});

export const unsubscribeRoute = createRoute({
  method: 'post',
  path: '/saved-searches/unsubscribe',
  tags,
  summary: 'Unsubscribe by the token of the mail',
  request: { body: jsonBody(TokenInput) },
  responses: { 200: json(SavedSearchAnswer, 'Unsubscribed; doing it twice changes nothing.'), ...problems(400, 403, 404, 413, 429, 503) },
});

export const heldRoute = createRoute({
  method: 'get',
  path: '/saved-searches',
  tags,
  summary: 'Everything held for a manage token',
  ...bearer,
  responses: { 200: json(HeldAnswer, 'Searches and their last 20 messages.'), ...problems(401, 404, 429, 503) },
});

export const changeRoute = createRoute({
  method: 'patch',
  path: '/saved-searches/{id}',
  tags,
  summary: 'Pause, take up or change a saved search',
  ...bearer,
  request: { params: IdParam, body: jsonBody(SavedSearchChangeInput) },
  responses: { 200: json(SavedSearchAnswer, 'As it is now.'), ...problems(400, 401, 403, 404, 413, 429, 503) },
});

export const removeRoute = createRoute({
  method: 'delete',
  path: '/saved-searches/{id}',
  tags,
  summary: 'Delete a saved search and all it holds',
  ...bearer,
  request: { params: IdParam },
  responses: { 204: { description: 'Deleted.' }, ...problems(401, 403, 404, 429, 503) },
});

export const removeAllRoute = createRoute({
  method: 'delete',
  path: '/saved-searches',
  tags,
  summary: 'Delete everything held for a manage token',
  ...bearer,
  responses: { 204: { description: 'Deleted.' }, ...problems(401, 403, 404, 429, 503) },
});

export const secretRoute = createRoute({
  method: 'post',
  path: '/saved-searches/{id}/secret',
  tags,
  summary: 'A new signing secret for a webhook',
  description: 'Shown once. For a day messages carry signatures of both secrets.',
  ...bearer,
  request: { params: IdParam },
  responses: { 200: json(z.object({ secret: z.string() }).openapi('Secret'), 'The secret.'), ...problems(401, 403, 404, 429, 503) },
});

export const replayRoute = createRoute({
  method: 'post',
  path: '/saved-searches/{id}/messages/{message}/replay',
  tags,
  summary: 'Send a dead message once more',
  ...bearer,
  request: { params: z.object({ id: z.string().min(1).max(64), message: z.string().min(1).max(64) }) },
  responses: { 204: { description: 'It will be sent.' }, ...problems(401, 403, 404, 429, 503) },
});

export const bounceRoute = createRoute({
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

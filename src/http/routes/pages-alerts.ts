import type { Hono } from 'hono';
import { AlertsPage, CheckMailPage, NewAlertPage } from '#src/web/alert-pages';
import { WebhookSavedPage } from '#src/web/alert-webhook';
import { ConfirmPage, DeadLinkPage, ManagePage, UnsubscribePage } from '#src/web/alert-token-pages';
import type { FieldProblem } from '#src/web/search-view';
import { CONSENT } from '../../alerts/consent.js';
import { isPlainAddress } from '../../alerts/mail.js';
import { CADENCES } from '../../domain/saved-search.js';
import type { HttpEnv } from '../deps.js';
import { readForm, type Form } from '../read-form.js';
import { isWebhookAddress } from '../saved-search-input.js';
import { FEEDS, sendPage, siteOf, type PageContext, type PageDeps } from './pages-deps.js';
import { readFilter, type FilterReading } from './pages-filter.js';

const LONGEST_TOKEN = 300;

const isZone = (name: string): boolean => {
  try {
    return name.length <= 60 && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const wholeOf = (text: string | undefined, from: number, to: number): number | null =>
  text !== undefined && /^[0-9]{1,2}$/.test(text) && Number(text) >= from && Number(text) <= to ? Number(text) : null;

/** Cadence, hour, weekday and zone of a form, or what is wrong with them. */
function scheduleOf(form: Form) {
  const problems: FieldProblem[] = [];
  const cadence = CADENCES.find((name) => name === form['cadence']?.[0]);
  const hour = wholeOf(form['hour']?.[0], 0, 23);
  const weekday = wholeOf(form['weekday']?.[0], 1, 7);
  const timeZone = (form['timeZone']?.[0] ?? '').trim();
  if (cadence === undefined) problems.push({ field: 'cadence', message: `allowed: ${CADENCES.join(', ')}` });
  if (hour === null) problems.push({ field: 'hour', message: 'a whole hour from 0 to 23' });
  if (weekday === null) problems.push({ field: 'weekday', message: 'a day from 1, Monday, to 7, Sunday' });
  if (!isZone(timeZone)) problems.push({ field: 'timeZone', message: 'a zone by its name, such as Europe/Berlin' });
  return { problems, schedule: { cadence: cadence ?? 'daily', hour: hour ?? 8, weekday: weekday ?? 1, timeZone } };
}

const tokenOf = (context: PageContext): string => (context.req.param('token') ?? '').slice(0, LONGEST_TOKEN);

/** Every page of alerts. A GET reads; only the button's POST changes anything. */
export function addAlertPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const deadLink = (context: PageContext) => sendPage(context, DeadLinkPage({ site: tokenSite(context) }), 404, 'private');

  /** The theme switch must not carry a token on. */
  function tokenSite(context: PageContext) {
    return { ...siteOf(context, deps), path: '/alerts' };
  }

  async function newPage(
    context: PageContext,
    reading: FilterReading,
    problems: readonly FieldProblem[],
    typed: Readonly<Record<string, string>>,
  ) {
    const recent = { ...reading.filter, postedAfter: '30d', status: undefined };
    const lastMonth = await deps.store.countListings(recent, deps.now());
    const view = {
      site: { ...siteOf(context, deps) },
      filter: reading.filter,
      problems,
      typed,
      lastMonth,
      feeds: FEEDS,
      consent: CONSENT.sentence,
    };
    return sendPage(context, NewAlertPage(view), problems.length > 0 ? 400 : 200, 'private');
  }

  app.get('/alerts', (context) => sendPage(context, AlertsPage({ site: siteOf(context, deps) })));

  app.get('/alerts/new', async (context) => {
    const reading = readFilter(context.req.queries());
    return newPage(context, reading, reading.problems, {});
  });

  app.post('/alerts', async (context) => {
    const form = await readForm(context);
    const reading = readFilter(form);
    const { problems: wrong, schedule } = scheduleOf(form);
    const isWebhook = form['channel']?.[0] === 'webhook';
    const target = (form[isWebhook ? 'url' : 'email']?.[0] ?? '').trim();
    const problems = [...reading.problems, ...wrong];
    if (isWebhook && !isWebhookAddress(target))
      problems.push({ field: 'url', message: 'one address, such as https://example.org/hooks/jobs' });
    if (!isWebhook && !isPlainAddress(target)) problems.push({ field: 'email', message: 'one address, such as name@example.org' });
    const typed = Object.fromEntries(Object.entries(form).map(([key, values]) => [key, (values[0] ?? '').slice(0, 300)]));
    if (problems.length > 0) return newPage(context, reading, problems, typed);
    const wanted = { filter: reading.filter, target, ...schedule, clientAddress: context.get('clientAddress') ?? '' };
    if (isWebhook) {
      const answer = await deps.subscriptions.request({ ...wanted, channel: 'webhook', wantsPayRises: false });
      if (answer.kind === 'refused') return newPage(context, reading, [{ field: 'url', message: answer.reason }], typed);
      if (answer.kind === 'webhook') return sendPage(context, WebhookSavedPage({ site: tokenSite(context), ...answer }), 200, 'private');
    }
    // Only a program fills the field that no reader sees; it is told what everyone is told.
    else if ((form['website']?.[0] ?? '') === '')
      await deps.subscriptions.request({ ...wanted, channel: 'email', wantsPayRises: form['wantsPayRises']?.[0] === '1' });
    return sendPage(context, CheckMailPage({ site: tokenSite(context) }), 200, 'private');
  });

  app.get('/alerts/confirm/:token', async (context) => {
    const token = tokenOf(context);
    const search = await deps.subscriptions.byConfirmToken(token);
    if (search === null) return deadLink(context);
    return sendPage(context, ConfirmPage({ site: tokenSite(context), search, token, consent: CONSENT.sentence }), 200, 'private');
  });

  app.post('/alerts/confirm/:token', async (context) => {
    const token = tokenOf(context);
    const search = await deps.subscriptions.confirm(token);
    if (search === null) return deadLink(context);
    return sendPage(context, ConfirmPage({ site: tokenSite(context), search, token, consent: CONSENT.sentence }), 200, 'private');
  });

  app.get('/alerts/unsubscribe/:token', async (context) => {
    const token = tokenOf(context);
    const search = await deps.subscriptions.byUnsubscribeToken(token);
    if (search === null) return deadLink(context);
    return sendPage(context, UnsubscribePage({ site: tokenSite(context), search, token }), 200, 'private');
  });

  app.post('/alerts/unsubscribe/:token', async (context) => {
    const token = tokenOf(context);
    const form = await readForm(context);
    const undo = form['undo']?.[0] === '1';
    const search = undo ? await deps.subscriptions.resubscribe(token) : await deps.subscriptions.unsubscribe(token);
    if (search === null) return deadLink(context);
    return sendPage(context, UnsubscribePage({ site: tokenSite(context), search, token }), 200, 'private');
  });

  async function managePage(context: PageContext, said: string | null, problems: readonly FieldProblem[]): Promise<Response> {
    const token = tokenOf(context);
    const held = await deps.subscriptions.byManageToken(token);
    if (held === null && said === null) return deadLink(context);
    const view = { site: tokenSite(context), held: held ?? [], token, said, problems };
    return sendPage(context, ManagePage(view), problems.length > 0 ? 400 : 200, 'private');
  }

  app.get('/alerts/manage/:token', (context) => managePage(context, null, []));

  app.get('/alerts/manage/:token/data.json', async (context) => {
    const held = await deps.subscriptions.byManageToken(tokenOf(context));
    if (held === null) return deadLink(context);
    context.header('Cache-Control', 'no-store');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Content-Disposition', 'attachment; filename="backboard-my-data.json"');
    return context.json({ data: held });
  });

  app.post('/alerts/manage/:token', async (context) => {
    const token = tokenOf(context);
    const form = await readForm(context);
    const id = form['id']?.[0] ?? '';
    const act = form['do']?.[0];
    if (act === 'delete-all') {
      const gone = await deps.subscriptions.remove(token, null);
      return gone ? managePage(context, 'Everything is deleted.', []) : deadLink(context);
    }
    if (act === 'delete') {
      const gone = await deps.subscriptions.remove(token, id);
      return gone ? managePage(context, 'The alert is deleted.', []) : deadLink(context);
    }
    if (act === 'replay') {
      const again = await deps.subscriptions.replay(token, id, form['message']?.[0] ?? '');
      return managePage(
        context,
        again ? 'The message will be sent again within a minute.' : 'That message is not there, or was not given up.',
        [],
      );
    }
    if (act === 'pause' || act === 'resume') {
      const search = await deps.subscriptions.update(token, id, { state: act === 'pause' ? 'paused' : 'active' });
      return search === null
        ? deadLink(context)
        : managePage(context, act === 'pause' ? 'The alert is paused.' : 'The alert is on again.', []);
    }
    const { problems, schedule } = scheduleOf(form);
    if (problems.length > 0) return managePage(context, null, problems);
    const search = await deps.subscriptions.update(token, id, schedule);
    return search === null ? deadLink(context) : managePage(context, 'Saved.', []);
  });
}

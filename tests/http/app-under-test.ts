import { createApp } from '#src/http/app';
import type { HttpDeps } from '#src/http/deps';
import { INSIGHTS } from '#src/insights/insights';
import type { Store } from '#src/store';

export const NOW = new Date('2026-11-23T12:00:00Z');
export const BASE_URL = 'http://localhost:3000';

/** A store over a database that cannot be reached: every question fails as the driver's would. */
export const storeOfDeadDatabase = (code = 'ECONNREFUSED'): Store =>
  new Proxy({} as Store, {
    get: () => () => Promise.reject(Object.assign(new Error('connect failed'), { code })),
  });

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

/** The app with everything real but what the test is about; `lines` is what it logged. */
export function appUnderTest(store: Store, overrides: Partial<HttpDeps> = {}) {
  const lines: LoggedLine[] = [];
  const log = (level: LoggedLine['level']) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const nobody = () => Promise.resolve(null);
  const app = createApp({
    store,
    now: () => NOW,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    baseUrl: () => BASE_URL,
    secretKey: 'a secret key of sixteen or more',
    version: '0.0.0-test',
    demo: false,
    adminToken: null,
    trustedProxies: [],
    readiness: () => ({ ready: true, checks: {} }),
    sources: [],
    insights: { ...INSIGHTS, perEuro: (currency, on) => store.perEuroOf(currency, on) },
    subscriptions: {
      request: () => Promise.resolve({ kind: 'accepted' }),
      byConfirmToken: nobody,
      confirm: nobody,
      byManageToken: nobody,
      update: nobody,
      remove: () => Promise.resolve(false),
      byUnsubscribeToken: nobody,
      unsubscribe: nobody,
      resubscribe: nobody,
      bounced: () => Promise.resolve(false),
      rotateSecret: nobody,
      replay: () => Promise.resolve(false),
    },
    pages: null,
    frame: async ({ title, body }) => `<!doctype html><title>${title}</title>${(await body).toString()}`,
    limits: { reads: null, pages: null, exports: null, writes: null },
    uniformAnswerMs: 0,
    dataVersionMaxAgeMs: 0,
    ...overrides,
  });
  return { app, lines };
}

export const get = (app: ReturnType<typeof createApp>, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(app.request(path, { headers }));

export const send = (
  app: ReturnType<typeof createApp>,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  Promise.resolve(
    app.request(path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );

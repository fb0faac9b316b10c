import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { HttpEnv } from '#src/http/deps';
import { appUnderTest, BASE_URL, get, send, storeOfDeadDatabase } from './app-under-test.js';
import { HOSTILE_STRINGS } from './hostile-strings.js';

interface ProblemDocument {
  type: string;
  status: number;
  detail: string;
  instance: string;
  errors?: { parameter?: string; pointer?: string; detail: string; allowed?: string[] }[];
}
const problemIn = async (response: Response): Promise<ProblemDocument> => {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  return (await response.json()) as ProblemDocument;
};

const dead = storeOfDeadDatabase();
const { app, lines } = appUnderTest(dead);

describe('while the database is away', () => {
  test('every reading answers 503 with Retry-After, as problem, page or line of text', async () => {
    for (const path of [
      '/api/v1/listings',
      '/api/v1/listings/1',
      '/api/v1/listings.csv',
      '/api/v1/listings.ndjson',
      '/api/v1/salaries',
      '/api/v1/levels',
      '/api/v1/sources',
      '/api/v1/companies',
    ]) {
      const response = await get(app, path);
      expect(response.status, path).toBe(503);
      expect(response.headers.get('Retry-After'), path).toBe('30');
      expect((await problemIn(response)).type).toBe('/docs#unavailable');
    }
    const feed = await get(app, '/feeds/listings.atom');
    expect(feed.status).toBe(503);
    expect(feed.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(lines.at(-1)?.level).toBe('error');
    expect(lines.at(-1)?.fields).toMatchObject({ path: '/feeds/listings.atom' });
  });

  test('health is alive, readiness is not', async () => {
    const health = await get(app, '/healthz');
    expect(health.status).toBe(200);
    expect(await health.json()).toEqual({ status: 'ok', version: '0.0.0-test' });
    const ready = await get(app, '/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, checks: { database: 'does not answer' } });
  });

  test('hostile strings in any parameter are 400 or 503, never 500', async () => {
    for (const text of HOSTILE_STRINGS.filter((candidate) => candidate.length < 5000)) {
      for (const key of ['q', 'level', 'city', 'cursor', 'limit', 'sort', 'fields', 'facets', 'salaryMin', text]) {
        const url = new URL(`${BASE_URL}/api/v1/listings`);
        url.searchParams.append(key, text);
        const response = await get(app, url.href);
        expect([400, 503], `${key}=${text.slice(0, 40)}`).toContain(response.status);
      }
      for (const path of ['/api/v1/listings/', '/api/v1/companies/', '/api/v1/sources/', '/feeds/', '/'])
        expect([404, 503, 301], path + text.slice(0, 40)).toContain(
          (await get(app, path + encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?')))).status,
        );
    }
    for (const path of ['/api/v1/listings?%', '/api/v1/listings?q=%E0%A4%A', '/api/v1/listings/%E0%A4%A', '/api/v1/listings?q=%FF%FE'])
      expect([400, 404, 503], path).toContain((await get(app, path)).status);
  });
});

describe('refusals', () => {
  test('name the parameter, the nearest known name and the allowed values', async () => {
    const problem = await problemIn(await get(app, '/api/v1/listings?lmit=5&level=guru&limit=101&sort=best&sort=x'));
    expect(problem).toMatchObject({ status: 400, type: '/docs#invalid-request' });
    expect(problem.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    const of = (name: string) => problem.errors?.find((field) => field.parameter === name);
    expect(of('lmit')?.detail).toContain('did you mean «limit»?');
    expect(of('level')?.allowed).toEqual(['entry', 'mid', 'senior', 'director', 'vp', 'executive', 'manager', 'unspecified']);
    expect(of('limit')?.detail).toBe('at most 100');
    expect(of('sort')).toBeDefined();
    const enumeration = await problemIn(await get(app, '/api/v1/listings?sort=best'));
    expect(enumeration.errors?.[0]?.allowed).toEqual(['newest', 'oldest', 'pay', 'relevance']);
  });

  test('pay: unknown grouping, currency and window name what is allowed', async () => {
    for (const [query, name, allowed] of [
      ['by=shoe', 'by', 'level'],
      ['by=level,country,city', 'by', 'level'],
      ['currency=XYZ', 'currency', 'EUR'],
      ['window=2y', 'window', '12m'],
    ] as const) {
      const problem = await problemIn(await get(app, `/api/v1/salaries?${query}`));
      expect(problem.status, query).toBe(400);
      expect(problem.errors?.[0]?.parameter).toBe(name);
      expect(problem.errors?.[0]?.allowed, query).toContain(allowed);
    }
  });

  test('a forged cursor is 400', async () => {
    const problem = await problemIn(await get(app, '/api/v1/listings?cursor=eyJzIjoibmV3ZXN0In0.AAAAAAAAAAAAAAAAAAAAAA'));
    expect(problem.type).toBe('/docs#invalid-cursor');
    for (const path of ['companies', 'sources']) expect((await get(app, `/api/v1/${path}?cursor=abc.def`)).status).toBe(400);
  });

  test('feeds refuse in plain text', async () => {
    const response = await get(app, '/feeds/listings.rss?level=%3Cscript%3E');
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  });

  test('an unknown address is 404: problem for programs, page for people', async () => {
    expect((await problemIn(await get(app, '/api/v1/jobs'))).status).toBe(404);
    const page = await get(app, '/nothing', { Accept: 'text/html' });
    expect(page.status).toBe(404);
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<h1>Not found</h1>');
  });

  test('pages that catch everything do not answer for the API', async () => {
    const pages = new Hono<HttpEnv>().get('*', (context) => context.html('<h1>a page</h1>', 404));
    const { app } = appUnderTest(dead, { pages });
    expect((await problemIn(await get(app, '/api/v1/jobs', { Accept: 'text/html' }))).status).toBe(404);
    expect(await (await get(app, '/feeds/other.atom')).text()).toMatch(/^Not found\. /);
    expect((await send(app, 'PUT', '/api/v1/listings', {})).status).toBe(405);
    expect(await (await get(app, '/elsewhere')).text()).toBe('<h1>a page</h1>');
  });

  test('a known address with another method is 405 and says which it answers', async () => {
    const response = await send(app, 'PUT', '/api/v1/listings', {});
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, HEAD');
  });

  test('a body over 64 kB is 413, a broken one 400', async () => {
    const large = await send(app, 'POST', '/api/v1/saved-searches', JSON.stringify({ target: 'x'.repeat(70_000) }), {
      'Content-Length': '70013',
    });
    expect(large.status).toBe(413);
    for (const body of ['{', '[]', 'null', '"x"', '['.repeat(30_000), '{"a":'.repeat(5000)])
      expect((await send(app, 'POST', '/api/v1/saved-searches', body)).status, body.slice(0, 20)).toBe(400);
  });
});

describe('every answer', () => {
  test('carries the headers that keep a browser safe', async () => {
    for (const path of ['/api/v1/levels', '/feeds/listings.atom', '/docs', '/nothing', '/healthz']) {
      const { headers } = await get(app, path, { Accept: 'text/html' });
      expect(headers.get('Content-Security-Policy'), path).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('Permissions-Policy')).toContain('camera=()');
      expect(headers.get('Strict-Transport-Security')).toBeNull();
      expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('is readable by pages of any site for GET, without credentials, and by none for POST', async () => {
    const { headers } = await get(app, '/api/v1/suggest?q=go', { Origin: 'https://other.example' });
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
    const preflight = await app.request('/api/v1/saved-searches', {
      method: 'OPTIONS',
      headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET,HEAD');
  });
});

describe('forms of other sites', () => {
  const pages = new Hono<HttpEnv>()
    .post('/alerts/new', (context) => context.text('done'))
    .post('/alerts/unsubscribe/:token', (context) => context.text('the page'));
  const { app } = appUnderTest(dead, { pages });

  test.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: BASE_URL }, 200],
    [{}, 200],
  ])('%j is %i', async (headers, status) => {
    expect((await send(app, 'POST', '/alerts/new', undefined, headers as Record<string, string>)).status).toBe(status);
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await send(app, 'POST', '/alerts/new', 'a=b', { ...headers, ...type } as Record<string, string>)).status).toBe(status);
  });

  test('one-click unsubscribing is allowed from anywhere; the button goes to the page', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' };
    expect((await send(app, 'POST', '/alerts/unsubscribe/abc', 'List-Unsubscribe=One-Click', form)).status).toBe(404);
    expect(await (await send(app, 'POST', '/alerts/unsubscribe/abc', 'button=yes', form)).text()).toBe('the page');
  });

  test('every route that changes something is same-origin or on the written list', async () => {
    const open = new Set(['POST /alerts/unsubscribe/:token', 'POST /api/v1/bounces']);
    const changing = app.routes.filter((route) => !['GET', 'ALL'].includes(route.method));
    expect(changing.length).toBeGreaterThan(8);
    for (const { method, path } of changing) {
      const response = await send(app, method, path.replace(/[:{]\w+\}?/g, 'x'), method === 'DELETE' ? undefined : {}, {
        'Sec-Fetch-Site': 'cross-site',
      });
      expect(response.status === 403, `${method} ${path}`).toBe(!open.has(`${method} ${path}`));
    }
  });
});

describe('limits', () => {
  test('beyond the limit is 429 with Retry-After, counted by client and kind', async () => {
    const { app } = appUnderTest(dead, { limits: { reads: 3, pages: null, exports: 1, writes: 1 } });
    const first = await get(app, '/api/v1/suggest?q=go');
    expect(first.headers.get('RateLimit')).toMatch(/^limit=3, remaining=2, reset=\d+$/);
    expect(first.headers.get('RateLimit-Policy')).toBe('3;w=60');
    await get(app, '/api/v1/suggest?q=go');
    await get(app, '/api/v1/suggest?q=go');
    const refused = await get(app, '/api/v1/suggest?q=go');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await problemIn(refused)).type).toBe('/docs#too-many-requests');
    expect((await get(app, '/api/v1/listings.csv')).status).toBe(503);
    expect((await get(app, '/healthz')).status).toBe(200);
    expect((await get(app, '/nothing')).status).toBe(404);
  });
});

describe('operation', () => {
  test('metrics need the token where one is set', async () => {
    const guarded = appUnderTest(dead, { adminToken: 'a token of sixteen characters' }).app;
    expect((await get(guarded, '/metrics')).status).toBe(401);
    expect((await get(guarded, '/metrics', { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await get(guarded, '/metrics', { Authorization: 'Bearer a token of sixteen characters' })).status).toBe(401);
  });

  test('bounces are taken from the administrator’s hook only', async () => {
    const body = { messageId: '<x@y>', kind: 'hard' };
    expect((await send(app, 'POST', '/api/v1/bounces', body)).status).toBe(401);
    const guarded = appUnderTest(dead, { adminToken: 'token-of-sixteen-characters' }).app;
    expect((await send(guarded, 'POST', '/api/v1/bounces', body, { Authorization: 'Bearer token-of-sixteen-characters' })).status).toBe(
      404,
    );
  });

  test('robots are kept from tokens, and from all of a demo', async () => {
    expect(await (await get(app, '/robots.txt')).text()).toContain('Disallow: /alerts/');
    expect(await (await get(appUnderTest(dead, { demo: true }).app, '/robots.txt')).text()).toBe('User-agent: *\nDisallow: /\n');
  });

  test('suggestions come from the vocabulary, a slip forgiven', async () => {
    const first = async (q: string) =>
      ((await (await get(app, `/api/v1/suggest?q=${encodeURIComponent(q)}`)).json()) as { data: unknown[] }).data[0];
    expect(await first('C#')).toEqual({ parameter: 'language', value: 'csharp', label: 'C#' });
    expect(await first('kubern')).toEqual({ parameter: 'skill', value: 'kubernetes', label: 'Kubernetes' });
    expect(await first('pyhton')).toEqual({ parameter: 'language', value: 'python', label: 'Python' });
    expect(await first('posrgre')).toEqual({ parameter: 'skill', value: 'postgresql', label: 'PostgreSQL' });
    expect(await first('')).toBeUndefined();
  });
});

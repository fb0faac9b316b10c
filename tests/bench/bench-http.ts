// npm run bench:http -- --data bench-data [--seconds 8]
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { openDatabase } from '#src/cli/open-database';
import { createStore } from '#db/store/store';
import { createRandom } from '#src/demo/random';
import { ListingFilter } from '#src/domain/listing-filter';
import { FACETS } from '#src/store';
import { loadPeer } from './search/peers.js';

const args = process.argv.slice(2);
const valueOf = (name: string, otherwise: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : otherwise);
const dataDir = valueOf('--data', './bench-data');
const seconds = Number(valueOf('--seconds', '8'));
const CONNECTIONS = 64;
/** Each network is allowed 600 requests a minute: the load comes from many. */
const NETWORKS = 4_000;
if (!Number.isInteger(seconds) || seconds < 1 || seconds > 120) {
  console.error('usage: npm run bench:http -- --data DIR [--seconds 1…120]');
  process.exit(2);
}

interface Load {
  readonly requests: { readonly average: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly non2xx: number;
  readonly errors: number;
  readonly '3xx': number;
}
type Autocannon = (options: object) => Promise<Load>;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const autocannon = await loadPeer<Autocannon>('autocannon');
const database = await openDatabase({ DATABASE_URL: process.env['DATABASE_URL'], DATA_DIR: dataDir }, (line) => console.error(line));
const port = await freePort();
const site = spawn(process.execPath, [fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url)), 'web'], {
  env: {
    ...process.env,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'error',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const base = `http://127.0.0.1:${port}`;

async function readiness(): Promise<Record<string, string>> {
  const answer = await fetch(`${base}/readyz`);
  return ((await answer.json()) as { checks: Record<string, string> }).checks;
}

try {
  const started = performance.now();
  let index = '';
  for (let tries = 0; tries < 600 && !index.startsWith('ready'); tries += 1) {
    await new Promise((done) => setTimeout(done, 500));
    index = await readiness().then(
      (checks) => Object.entries(checks).find(([name]) => /index/i.test(name))?.[1] ?? '',
      () => '',
    );
  }
  const indexReadySeconds = (performance.now() - started) / 1000;
  console.error(`the site answers; listing index: ${index} after ${indexReadySeconds.toFixed(1)} s`);

  const random = createRandom(11);
  const counts = await createStore(database.clients).facets(ListingFilter.parse({}), FACETS, new Date('2026-11-20T00:00:00Z'));
  const drawn = (facet: 'level' | 'language' | 'country' | 'industry') => {
    const values = (counts[facet] ?? []).filter(({ value }) => value !== 'unknown').map(({ value, count }) => [value, count] as const);
    return () => random.weighted(values);
  };
  const [level, language, country, industry] = [drawn('level'), drawn('language'), drawn('country'), drawn('industry')] as const;
  const address = (n: number) => `10.${(n >> 8) & 255}.${n & 255}.1`;
  const questions = Array.from(
    { length: NETWORKS },
    (_, n) => `level=${level()}&language=${language()}&country=${country()}&industry=not:${industry()}&salaryMax=${100_000 + n}`,
  );
  const load = (paths: readonly string[], headers: Readonly<Record<string, string>> = {}) =>
    autocannon({
      url: base,
      connections: CONNECTIONS,
      duration: seconds,
      requests: Array.from({ length: NETWORKS }, (_, n) => ({
        method: 'GET',
        path: paths[n % paths.length],
        headers: { ...headers, 'x-forwarded-for': address(n) },
      })),
    });
  const said = (result: Load) => ({
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx - result['3xx'] + result.errors,
  });

  // The baseline: the same page as bare prepared statements, without total, without HTTP.
  const bare = postgres(database.url, { max: 10 });
  let done = 0;
  const until = performance.now() + seconds * 1000;
  const codes = await bare<{ level: number; language: number; place: number }[]>`
    select levels as level, languages[1] as language, places[1] as place from listing where open and backend = 1 and languages <> '{}' limit ${NETWORKS}`;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, worker) => {
      for (let n = worker; performance.now() < until; n += CONNECTIONS) {
        const { level: asked, language: skill, place } = codes[n % codes.length] ?? { level: 1, language: 1, place: 1 };
        await bare`
          select c.card from listing l join listing_card c on c.listing_id = l.id
          where l.open and l.backend = 1 and l.levels & ${asked}::smallint <> 0 and l.languages && ${[skill]}::int[] and l.places && ${[place]}::int[]
          order by l.posted_at desc, l.id desc limit 20`;
        done += 1;
      }
    }),
  );
  await bare.end();
  const baseline = { perSecond: Math.round(done / seconds) };

  const listing = said(await load(questions.map((query) => `/api/v1/listings?${query}`)));
  const cached = said(await load(['/api/v1/listings?level=senior&language=go']));
  const first = await fetch(`${base}/api/v1/listings?level=senior&language=go`);
  const notModified = said(await load(['/api/v1/listings?level=senior&language=go'], { 'if-none-match': first.headers.get('etag') ?? '' }));
  // While facets are counted that nobody has asked for, does the process still answer?
  const faceted = load(questions.map((query) => `/api/v1/listings?${query}&facets=${FACETS.join(',')}&limit=1`));
  const waits: number[] = [];
  const pingUntil = performance.now() + (seconds - 1) * 1000;
  while (performance.now() < pingUntil) {
    const from = performance.now();
    await (await fetch(`${base}/healthz`)).text();
    waits.push(performance.now() - from);
    await new Promise((after) => setTimeout(after, 10));
  }
  const facets = said(await faceted);
  const page = said(await load(questions.map((query) => `/jobs?${query}`)));
  waits.sort((a, b) => a - b);

  const rows = { baseline, listing, cached, notModified, facets, page };
  console.table(rows);
  console.log(
    JSON.stringify({
      bench: 'http',
      connections: CONNECTIONS,
      index,
      indexReadySeconds: Number(indexReadySeconds.toFixed(1)),
      ...rows,
      healthWhileFacetsMs: {
        p50: Math.round(waits[Math.floor(waits.length / 2)] ?? 0),
        p99: Math.round(waits[Math.floor(waits.length * 0.99)] ?? 0),
      },
      listingTimesBaseline: Number((listing.perSecond / baseline.perSecond).toFixed(2)),
      cachedTimesBaseline: Number((cached.perSecond / baseline.perSecond).toFixed(2)),
      p99TimesP50: Number((listing.p99 / Math.max(1, listing.p50)).toFixed(1)),
    }),
  );
} finally {
  site.kill('SIGTERM');
  await new Promise((done) => site.once('exit', done));
  await database.close();
}

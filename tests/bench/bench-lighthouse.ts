// npm run bench:lighthouse -- [--data bench-data] [--site http://127.0.0.1:3000] [--pages 200]
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createBackboard, type Backboard } from '#src/main';
import { readEnv } from '#src/env';
import { createLog } from '#src/log';

const args = process.argv.slice(2);
const valueOf = (name: string): string | null => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : null);
const dataDir = valueOf('--data') ?? './bench-data';
const asked = Number(valueOf('--pages') ?? '200');
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const SEARCHES = [
  '/jobs',
  '/jobs?level=senior',
  '/jobs?level=senior&language=go&workplace=remote',
  '/jobs?country=DE&pay=stated',
  '/jobs?q=payments',
  '/jobs?language=rust&salaryMin=90000',
  '/jobs?level=mid&level=entry&sort=pay',
  '/jobs?postedAfter=7d&industry=fintech',
  '/jobs?q=event+driven&language=java',
  '/jobs?level=director',
];

interface LighthouseAnswer {
  readonly lhr: {
    readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
    readonly audits: Readonly<Record<string, { readonly score: number | null; readonly numericValue?: number; readonly title: string }>>;
  };
}
interface Peers {
  readonly lighthouse: (url: string, flags: object) => Promise<LighthouseAnswer>;
  readonly launch: (options: object) => Promise<{ readonly port: number; kill(): void }>;
}

/** @throws when the peers are not installed */
async function loadPeers(): Promise<Peers> {
  try {
    const peers = createRequire(new URL('./peers/package.json', import.meta.url));
    const from = async (name: string) => (await import(pathToFileURL(peers.resolve(name)).href)) as Record<string, unknown>;
    const lighthouse = await from('lighthouse');
    const inside = createRequire(peers.resolve('lighthouse'));
    const launcher = (await import(pathToFileURL(inside.resolve('chrome-launcher')).href)) as Record<string, unknown>;
    return { lighthouse: lighthouse['default'] as Peers['lighthouse'], launch: launcher['launch'] as Peers['launch'] };
  } catch (error) {
    throw new Error('Lighthouse is not installed: npm ci --prefix tests/bench/peers', { cause: error });
  }
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const rounded = (value: number): number => Math.round(value * 10) / 10;
const gzipped = async (url: string): Promise<number> =>
  gzipSync(await (await fetch(url, { headers: { Accept: 'text/html' } })).text()).byteLength;

/** Whole time of a search page over the loopback, rendering and compression included, one at a time. */
async function searchTimes(site: string): Promise<{ readonly p50: number; readonly p95: number }> {
  for (const path of SEARCHES) await (await fetch(site + path)).text();
  const times: number[] = [];
  for (let index = 0; index < asked; index += 1) {
    const started = performance.now();
    await (await fetch(site + (SEARCHES[index % SEARCHES.length] ?? '/jobs'), { headers: { Accept: 'text/html' } })).text();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { p50: rounded(percentile(times, 0.5)), p95: rounded(percentile(times, 0.95)) };
}

async function measure(site: string, peers: Peers): Promise<void> {
  const home = await (await fetch(`${site}/jobs?pay=stated`)).text();
  const listing = /href="(\/jobs\/\d+\/[^"]+)"/.exec(home)?.[1];
  if (listing === undefined) throw new Error('the site has no listing with pay: npm run bench:seed -- --postings 20000 first');
  const total = Number((/([\d,]+) listings?/.exec(await (await fetch(`${site}/jobs`)).text())?.[1] ?? '0').replaceAll(',', ''));
  const pages = ['/', listing, '/salaries', '/levels', '/trends'];
  const css = /href="(\/assets\/style[^"]+)"/.exec(home)?.[1] ?? '';
  const script = /src="(\/assets\/script[^"]+)"/.exec(home)?.[1] ?? '';
  const html: Record<string, number> = {};
  for (const path of [...pages, '/jobs?level=senior', '/sources', '/companies', '/docs', '/about/method'])
    html[path === listing ? '/jobs/{id}' : path] = await gzipped(site + path);
  const bytesOf = async (path: string) => Buffer.byteLength(await (await fetch(site + path)).text());
  const weights = { html, css: await bytesOf(css), script: await bytesOf(script) };
  const search = await searchTimes(site);
  const scores: Record<string, Record<string, number>> = {};
  const chrome = await peers.launch({
    chromePath: CHROMIUM,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
    logLevel: 'silent',
  });
  try {
    for (const path of pages) {
      let { lhr } = await peers.lighthouse(site + path, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'silent' });
      // A busy machine now and then gives a page without a first paint: that is no measurement, and is taken once more.
      for (let tries = 1; lhr.categories['performance']?.score === null && tries < 3; tries += 1) {
        console.error(`${path}: no score, once more`);
        ({ lhr } = await peers.lighthouse(site + path, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'silent' }));
      }
      const name = path === listing ? '/jobs/{id}' : path;
      scores[name] = {
        ...Object.fromEntries(CATEGORIES.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)])),
        cls: lhr.audits['cumulative-layout-shift']?.numericValue ?? -1,
        lcpMs: Math.round(lhr.audits['largest-contentful-paint']?.numericValue ?? -1),
        tbtMs: Math.round(lhr.audits['total-blocking-time']?.numericValue ?? -1),
      };
      const failed = Object.entries(lhr.audits).filter(([, audit]) => audit.score !== null && audit.score < 0.9);
      console.error(name, JSON.stringify(scores[name]));
      for (const [id, audit] of failed) console.error(`  ${id}: ${audit.title}`);
    }
  } finally {
    chrome.kill();
  }
  console.log(JSON.stringify({ bench: 'lighthouse', listings: total, searchMs: search, requests: asked, gzippedBytes: weights, scores }));
}

let backboard: Backboard | null = null;
try {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: set CHROMIUM_PATH`);
  const peers = await loadPeers();
  const given = valueOf('--site');
  if (given !== null) await measure(given.replace(/\/$/, ''), peers);
  else {
    if (!existsSync(dataDir)) throw new Error(`no data in ${dataDir}: npm run bench:seed -- --postings 20000 --data ${dataDir}`);
    const env = readEnv({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
    const quiet = { network: () => undefined } as never;
    backboard = await createBackboard({
      env,
      now: () => new Date(),
      log: createLog('error'),
      progress: quiet,
      say: (line) => console.error(line),
    });
    const site = await backboard.listen();
    await measure(site.url, peers);
    await site.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await backboard?.stop();
}

// npm run bench:lighthouse -- [--data bench-data] [--site http://127.0.0.1:3000] [--pages 200] [--times-only] [--profile DIR]
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openDatabase, type Database } from '#src/cli/open-database';

const args = process.argv.slice(2);
const valueOf = (name: string): string | null => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : null);
const dataDir = valueOf('--data') ?? './bench-data';
const asked = Number(valueOf('--pages') ?? '200');
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const LEVELS = ['entry', 'mid', 'senior', 'director', 'vp', 'manager'];
const LANGUAGES = ['go', 'java', 'python', 'rust', 'typescript', 'kotlin', 'csharp', 'php'];
const COUNTRIES = ['DE', 'US', 'GB', 'FR', 'NL', 'PL', 'IN', 'CA'];
const WORDS = ['payments', 'event driven', 'kubernetes', 'distributed systems', 'postgres', 'fintech', 'platform', 'streaming'];
const REPEATED = ['/jobs', '/jobs?level=senior', '/jobs?level=senior&language=go&workplace=remote', '/jobs?country=DE&pay=stated'];

/** A search that nobody asked before it: every kind of question in turn, wide and narrow. */
function searchOf(n: number): string {
  const [level, language, country, words] = [LEVELS, LANGUAGES, COUNTRIES, WORDS].map((of, at) => of[(n >> at) % of.length] ?? '') as [
    string,
    string,
    string,
    string,
  ];
  const pay = 40_000 + n * 100;
  switch (n % 8) {
    case 0:
      return `/jobs?salaryMin=${pay}`;
    case 1:
      return `/jobs?level=${level}&salaryMin=${pay}&unknownPay=keep`;
    case 2:
      return `/jobs?level=${level}&language=${language}&workplace=remote&salaryMax=${pay * 3}`;
    case 3:
      return `/jobs?country=${country}&pay=stated&salaryMin=${pay}`;
    case 4:
      return `/jobs?q=${encodeURIComponent(words)}&salaryMax=${pay * 2}&unknownPay=keep`;
    case 5:
      return `/jobs?language=${language}&salaryMin=${pay}&sort=pay`;
    case 6:
      return `/jobs?language=not:${language}&country=not:${country}&salaryMax=${pay * 3}&unknownPay=keep`;
    default:
      return `/jobs?q=${encodeURIComponent(`${language} ${words}`)}&level=${level}&salaryMax=${pay * 3}&unknownPay=keep`;
  }
}

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

/** Milliseconds until the last byte of a compressed page; each asked from another network, for each has its limit a minute. */
function timeOf(agent: Agent, url: string, n: number): Promise<number> {
  const started = performance.now();
  return new Promise((done, failed) => {
    get(
      url,
      { agent, headers: { Accept: 'text/html', 'Accept-Encoding': 'gzip', 'X-Forwarded-For': `10.${n >> 8}.${n & 255}.1` } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? done(performance.now() - started) : failed(new Error(`${url}: ${answer.statusCode}`)),
        );
      },
    ).on('error', failed);
  });
}

/** Seconds of processor that a process has used; `null` where the system does not say. */
function processorSeconds(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/** Whole time of search pages over the loopback, facets, rendering and compression included, one at a time. */
async function searchTimes(site: string, pid: number | undefined) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const timed = async (paths: readonly string[]) => {
    const before = processorSeconds(pid);
    const times: number[] = [];
    for (const [n, path] of paths.entries()) times.push(await timeOf(agent, site + path, n));
    const after = processorSeconds(pid);
    const sorted = times.toSorted((a, b) => a - b);
    return {
      p50: rounded(percentile(sorted, 0.5)),
      p95: rounded(percentile(sorted, 0.95)),
      most: rounded(sorted.at(-1) ?? 0),
      processorMs: before === null || after === null ? null : rounded(((after - before) * 1000) / paths.length),
    };
  };
  // The program is warm, the questions are not.
  await timed(Array.from({ length: 40 }, (_, n) => searchOf(n + 10_000)));
  const fresh = await timed(Array.from({ length: asked }, (_, n) => searchOf(n)));
  const repeated = await timed(Array.from({ length: asked }, (_, n) => REPEATED[n % REPEATED.length] ?? '/jobs'));
  agent.destroy();
  return { fresh, repeated };
}

async function measure(site: string, peers: Peers | null, pid?: number): Promise<void> {
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
  const search = await searchTimes(site, pid);
  console.error(JSON.stringify({ search, weights }));
  const scores: Record<string, Record<string, number>> = {};
  if (peers === null) {
    console.log(JSON.stringify({ bench: 'lighthouse', listings: total, searchMs: search, requests: asked, gzippedBytes: weights }));
    return;
  }
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

/** The built program with its listing index, as a reader meets it; ready when the index is. */
async function startSite(databaseUrl: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const port = await new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      server.close(() => found(address.port));
    });
  });
  const profile = args.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir', valueOf('--profile') ?? '.'] : [];
  const child = spawn(process.execPath, [...profile, fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url)), 'web'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'error',
      TRUSTED_PROXIES: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600; tries += 1) {
    await new Promise((after) => setTimeout(after, 500));
    const said = await fetch(`${url}/readyz`).then(
      (answer) => answer.text(),
      () => '',
    );
    if (said.includes('"ready,')) return { child, url };
    if (child.exitCode !== null) break;
  }
  child.kill('SIGTERM');
  throw new Error('the site did not become ready within five minutes');
}

let database: Database | null = null;
let child: ChildProcess | null = null;
try {
  const isFast = args.includes('--times-only');
  if (!isFast && !existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: set CHROMIUM_PATH`);
  const peers = isFast ? null : await loadPeers();
  const given = valueOf('--site');
  if (given !== null) await measure(given.replace(/\/$/, ''), peers);
  else {
    if (!existsSync(dataDir)) throw new Error(`no data in ${dataDir}: npm run bench:seed -- --postings 20000 --data ${dataDir}`);
    database = await openDatabase({ DATABASE_URL: process.env['DATABASE_URL'], DATA_DIR: dataDir }, (line) => console.error(line));
    const site = await startSite(database.url);
    child = site.child;
    await measure(site.url, peers, child.pid);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  if (child !== null && child.exitCode === null) {
    const ended = new Promise((done) => child?.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  await database?.close();
}

/**
 * The walk: the whole product against a recorded internet. Starts the recording's proxy, reads every recorded board with
 * `cli read --once`, starts the site on the same data, and asks it what a reader would. Ends with a line of JSON.
 *
 *   npm run walk -- --replay DIR --corpus DIR [--data DIR] [--keep] [--kill]
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EnvHttpProxyAgent, request } from 'undici';
import type { ReadTotals } from '#src/cli/read';

const { values: options } = parseArgs({
  options: {
    replay: { type: 'string' },
    corpus: { type: 'string' },
    data: { type: 'string' },
    keep: { type: 'boolean', default: false },
    kill: { type: 'boolean', default: false },
  },
});
if (options.replay === undefined || options.corpus === undefined) {
  console.error('walk: name --replay DIR and --corpus DIR');
  process.exit(2);
}
const [replay, corpus] = [resolve(options.replay), resolve(options.corpus)];
const work = options.data === undefined ? mkdtempSync(join(tmpdir(), 'backboard-walk-')) : resolve(options.data);
const requestLog = join(work, 'requests.ndjson');
const boardsFile = join(work, 'boards.txt');
const outcomes: { name: string; ok: boolean; detail: string }[] = [];
const check = (name: string, ok: boolean, detail = ''): void => {
  outcomes.push({ name, ok, detail });
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}${detail === '' ? '' : `: ${detail}`}`);
};

writeFileSync(boardsFile, execFileSync(process.execPath, [join(replay, 'boards.mjs'), corpus], { encoding: 'utf8' }));
const boards = readFileSync(boardsFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [source = '', ...slug] = line.split(' ');
    return { source, slug: slug.join(' ') };
  });

/** Starts the recorded internet and answers the variables that lead to it. */
async function startReplay(): Promise<{ child: ChildProcess; variables: Record<string, string> }> {
  const child = spawn(process.execPath, [join(replay, 'replay.mjs'), '--corpus', corpus, '--log', requestLog], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const variables: Record<string, string> = {};
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (const line of chunk.toString().split('\n')) {
      const match = /^export (\w+)=(.*)$/.exec(line);
      if (match?.[1] !== undefined && match[2] !== undefined) variables[match[1]] = match[2];
    }
    if (variables['NODE_EXTRA_CA_CERTS'] !== undefined) break;
  }
  return { child, variables };
}

const internet = await startReplay();
const environment = {
  ...process.env,
  ...internet.variables,
  DATA_DIR: join(work, 'data'),
  BOARDS_FILE: boardsFile,
  PORT: '0',
  LOG_LEVEL: 'error',
};

type Totals = ReadTotals & {
  /** Hash of what is stored: listings, postings, pay; times and numbers of runs aside. */
  readonly fingerprint: string;
};

/** Reads what is due, as `cli read --once` does, with the clock moved by so many hours. */
function readOnce(hours: number, data = environment.DATA_DIR): Promise<{ code: number | null; totals: Totals | null }> {
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      ['--conditions=source', '--import', 'tsx', 'tests/walk/read-at.ts', String(hours), '--backfill'],
      {
        env: { ...environment, DATA_DIR: data },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => {
      const last = output.trim().split('\n').at(-1) ?? '';
      done({ code, totals: last.startsWith('{') ? (JSON.parse(last) as Totals) : null });
    });
  });
}

/** Rows of a board's recording, counted without the product. */
async function recordedRows(source: string, slug: string): Promise<number> {
  const name = encodeURIComponent(slug);
  const url =
    source === 'ashby'
      ? `https://api.ashbyhq.com/posting-api/job-board/${name}`
      : source === 'greenhouse'
        ? `https://boards-api.greenhouse.io/v1/boards/${name}/jobs`
        : `https://api.lever.co/v0/postings/${name}`;
  const body = (await (await request(url, { dispatcher: counter })).body.json()) as { jobs?: unknown[] } | unknown[];
  return Array.isArray(body) ? body.length : (body.jobs?.length ?? 0);
}

const started = Date.now();
const first = await readOnce(0);
const firstSeconds = Math.round((Date.now() - started) / 1000);
check('the first walk ends by itself', first.code === 0, `exit ${first.code}`);
console.log(`first walk (${firstSeconds} s): ${JSON.stringify(first.totals)}`);
/** What the product asked; the walk's own counting leaves no name. */
const requestsOf = (): { host: string; path: string; status: number; ifNoneMatch?: string }[] =>
  readFileSync(requestLog, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { host: string; path: string; status: number; ifNoneMatch?: string; agent?: string })
    .filter((line) => line.agent?.startsWith('Backboard/') ?? false);
const perHost = (lines: { host: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { host } of lines) counts[host] = (counts[host] ?? 0) + 1;
  return counts;
};
const firstRequests = requestsOf();
console.log(`requests per host, first walk: ${JSON.stringify(perHost(firstRequests))}`);
check(
  'robots.txt is the first request to every host',
  Object.keys(perHost(firstRequests)).every((host) => firstRequests.find((line) => line.host === host)?.path === '/robots.txt'),
);

// The site on the same data; nothing is due, so it only answers.
const site = spawn(process.execPath, ['dist/src/cli.js', 'start'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise<string>((found, lost) => {
  let output = '';
  site.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const match = /Backboard is at (http:\/\/[\w.:-]+)/.exec(output);
    if (match?.[1] !== undefined) found(match[1]);
  });
  site.on('exit', (code) => lost(new Error(`the site ended with ${code}`)));
});
// The counting agent honours the same proxy variables as the product.
const counter = new EnvHttpProxyAgent({
  httpsProxy: internet.variables['HTTPS_PROXY'] ?? '',
  requestTls: { ca: readFileSync(internet.variables['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8') },
});

async function json<T>(path: string): Promise<{ status: number; body: T }> {
  const answer = await request(address + path);
  return { status: answer.statusCode, body: (await answer.body.json()) as T };
}

try {
  interface BoardRow {
    source: string;
    board: string;
    state: string;
    lastRun: { verdict: string; reason: string | null; counts: { seen: number; rejected: number } } | null;
  }
  const sources: BoardRow[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: { data: BoardRow[]; nextCursor: string | null } } = await json(
      `/api/v1/sources?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    sources.push(...body.data);
    cursor = body.nextCursor;
  }
  const silent: string[] = [];
  const broken: string[] = [];
  for (const { source, slug } of boards) {
    const row = sources.find((candidate) => candidate.source === source && candidate.board === slug);
    const rows = await recordedRows(source, slug);
    if (rows > 0 && (row?.lastRun?.counts.seen ?? 0) === 0)
      silent.push(`${source} ${slug} (${rows} rows; ${row?.lastRun?.verdict ?? 'not read'}: ${row?.lastRun?.reason ?? ''})`);
    if (rows > 0 && row?.lastRun !== null && row?.lastRun !== undefined && ['failed', 'abandoned', 'drift'].includes(row.lastRun.verdict))
      broken.push(`${source} ${slug}: ${row.lastRun.reason}`);
  }
  check('every board whose recording has rows gave postings', silent.length === 0, silent.join('; '));
  check('no reading of a recorded board failed', broken.length === 0, broken.join('; '));

  const senior = await json<{ data: { id: number; level: string; levelMin: string; levelMax: string }[]; total: number }>(
    '/api/v1/listings?level=senior&limit=100',
  );
  check(
    'search by level',
    senior.status === 200 &&
      senior.body.total > 0 &&
      senior.body.data.every((row) => [row.level, row.levelMin, row.levelMax].includes('senior')),
    `${senior.body.total} senior listings`,
  );
  const all = await json<{ total: number }>('/api/v1/listings');
  const excluded = await json<{ total: number }>('/api/v1/listings?level=not:senior');
  check(
    'a level and its exclusion make the whole',
    senior.body.total + excluded.body.total === all.body.total,
    `${senior.body.total} + ${excluded.body.total} = ${all.body.total}`,
  );
  const salaries = await json<{
    data: { key: string[]; n: number; employers: number; p50: number | null; suppressedReason: string | null }[];
    asOf: string;
  }>('/api/v1/salaries?by=level');
  check(
    'pay by level',
    salaries.status === 200 &&
      salaries.body.data.length > 0 &&
      salaries.body.data.every((cell) =>
        cell.n >= 10 && cell.employers >= 5 ? true : cell.p50 === null && cell.suppressedReason !== null,
      ),
    `${salaries.body.data.length} cells`,
  );
  const wrong = await json<{ status: number; errors: { detail: string; allowed?: string[] }[] }>('/api/v1/listings?level=wizard');
  check('a level that is none is refused by name', wrong.status === 400 && JSON.stringify(wrong.body).includes('senior'));
  const feed = await request(`${address}/feeds/listings.atom?level=senior`);
  const atom = await feed.body.text();
  check(
    'a feed of a search',
    feed.statusCode === 200 && atom.includes('<feed') && (atom.match(/<entry>/g)?.length ?? 0) === Math.min(50, senior.body.total),
  );
  const page = await request(`${address}/jobs?level=senior`);
  check('the search page', page.statusCode === 200 && (await page.body.text()).includes('</html>'));
  const one = senior.body.data[0];
  if (one !== undefined) {
    const listing = await json<{ postings: unknown[]; evidence: unknown[] }>(`/api/v1/listings/${one.id}`);
    check(
      'a listing with its postings and evidence',
      listing.status === 200 && listing.body.postings.length > 0 && listing.body.evidence.length > 0,
    );
  }
} finally {
  site.kill('SIGTERM');
  await new Promise((ended) => site.once('exit', ended));
}

const dumpBefore = first.totals?.fingerprint;
const second = await readOnce(7);
const secondRequests = requestsOf().slice(firstRequests.length);
console.log(`second walk, seven hours later: ${JSON.stringify(second.totals)}`);
console.log(`requests per host, second walk: ${JSON.stringify(perHost(secondRequests))}`);
const asked = secondRequests.filter((line) => line.path !== '/robots.txt');
const conditional = asked.filter((line) => line.ifNoneMatch !== undefined);
check(
  'the second walk asks conditionally',
  asked.length > 0 && conditional.length >= asked.length * 0.9,
  `${conditional.length} of ${asked.length}, ${asked.filter((line) => line.status === 304).length} answered 304`,
);
check(
  'the second walk changes nothing',
  second.code === 0 && second.totals?.fingerprint === dumpBefore,
  `${dumpBefore} → ${second.totals?.fingerprint}`,
);

internet.child.kill('SIGTERM');
if (!options.keep && options.data === undefined) rmSync(work, { recursive: true, force: true });
const failed = outcomes.filter(({ ok }) => !ok).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
console.log(
  JSON.stringify({ walk: first.totals, seconds: firstSeconds, requests: firstRequests.length, passed: outcomes.length - failed, failed }),
);
process.exit(failed === 0 ? 0 : 1);

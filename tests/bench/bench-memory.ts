/**
 * Memory of this process while it reads, stores and links one large board, the database's own processes left out:
 * `npm run bench:memory -- --postings 12000` (4.5 KB each, 600 a page; `--spool no` holds all in memory). The product's own code is the built one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createInterpretPool, interpretThreads } from '#jobs/interpret-pool';
import { createLinkListings } from '#jobs/link-listings';
import { createNetworkState } from '#jobs/network-state';
import { createRunBoard } from '#jobs/run-board';
import { createSpools } from '#jobs/spool';
import { sourceOf } from '#scrapers/index';
import { claimBoards, NOW, openBenchDatabase } from './ingest/bench-database.js';
import { inventBoards, pageOf } from './ingest/invented-pages.js';

const PAGE = 600;

const { values } = parseArgs({ options: { postings: { type: 'string', default: '12000' }, spool: { type: 'string', default: 'yes' } } });
const postings = Number(values.postings);
const pages = Math.ceil(postings / PAGE);
const greenhouse = sourceOf('greenhouse');
if (greenhouse === null || !Number.isInteger(pages) || pages < 1 || pages > 200) throw new Error(`usage: --postings 1…${200 * PAGE}`);
let asked = 0;
/** A board that comes in pages, each made when it is asked for. */
const source: typeof greenhouse = {
  ...greenhouse,
  maxPages: 200,
  rows: (page, board) => ({ ...greenhouse.rows(page, board), statedTotal: null, next: asked < pages ? page.request : null }),
};
const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);
const most: Record<string, number> = {};
let stage = 'start';
const look = () => {
  most[stage] = Math.max(most[stage] ?? 0, mb(process.memoryUsage.rss()));
};
const watch = setInterval(look, 20);
const folder = mkdtempSync(join(tmpdir(), 'backboard-spool-'));
const database = await openBenchDatabase();
const pool = createInterpretPool({ file: new URL('../../dist/src/interpret-thread.js', import.meta.url), threads: interpretThreads(2) });
try {
  const { store } = database;
  const [board] = await claimBoards(store, [{ slug: 'large', company: 'Large' }]);
  if (board === undefined) throw new Error('the board could not be claimed');
  look();
  stage = 'read';
  const runBoard = createRunBoard({
    store,
    fetchPage: (request) => {
      asked += 1;
      const [invented] = [...inventBoards({ seed: asked, boards: 1, postings: PAGE, textLength: 4_500, until: NOW })];
      const text = pageOf((invented?.jobs ?? []).map((job) => ({ ...job, id: job.id + asked * 10_000 })));
      look();
      return Promise.resolve({ kind: 'page', page: { request, status: 200, text }, body: Buffer.from(text), validators: null });
    },
    titleVerdict: () => 'yes',
    recognise: () => null,
    interpret: pool.interpret,
    ...(values.spool === 'no' ? {} : { spools: createSpools({ dir: folder }) }),
    keys: {},
    network: createNetworkState(() => undefined),
    progress: { runStarted: () => undefined, runEnded: () => undefined, network: () => undefined },
    log: { error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
    owner: 'bench',
    now: () => NOW,
    changed: () => undefined,
  });
  const started = performance.now();
  const end = await runBoard(board, source, new AbortController().signal);
  const read = performance.now();
  stage = 'link';
  const linked = await createLinkListings({ store, now: () => NOW })();
  look();
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  process.stdout.write(
    `${JSON.stringify({ bench: 'memory', spool: values.spool, verdict: end?.verdict, reason: end?.reason, seen: end?.counts.seen, added: end?.counts.added, linked, pages: asked, mbMost: mb(process.resourceUsage().maxRSS * 1024), mbMostByStage: most, secondsReading: seconds(started, read), secondsLinking: seconds(read, performance.now()) })}\n`,
  );
} finally {
  clearInterval(watch);
  await pool.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Memory that reading one large board takes, the database left out: `npm run bench:memory -- --pages 20` (600 postings of 4.5 KB each). */
import { parseArgs } from 'node:util';
import { readBoard } from '#scrapers/read-board';
import { sourceOf } from '#scrapers/index';
import { NOW } from './ingest/bench-database.js';
import { inventBoards, pageOf } from './ingest/invented-pages.js';

const { values } = parseArgs({ options: { pages: { type: 'string', default: '20' } } });
const pages = Number(values.pages);
const source = sourceOf('greenhouse');
if (source === null || !Number.isInteger(pages) || pages < 1 || pages > 200) throw new Error('usage: --pages 1…200');
const before = process.resourceUsage().maxRSS;
let asked = 0;
let rows = 0;
/** A board that comes in pages, each made when it is asked for. */
const reading = await readBoard({
  source: {
    ...source,
    maxPages: 200,
    rows: (page, board) => ({ ...source.rows(page, board), statedTotal: null, next: asked < pages ? page.request : null }),
  },
  board: { slug: 'large', company: 'Large', memo: {} },
  fetchPage: (request) => {
    asked += 1;
    const [board] = [...inventBoards({ seed: asked, boards: 1, postings: 600, textLength: 4_500, until: NOW })];
    const jobs = (board?.jobs ?? []).map((job) => ({ ...job, id: job.id + asked * 10_000 }));
    const text = pageOf(jobs);
    rows += jobs.length;
    return Promise.resolve({ kind: 'page', page: { request, status: 200, text }, body: Buffer.from(text), validators: null });
  },
  now: () => NOW,
  titleVerdict: () => 'yes',
});
const mb = (kilobytes: number) => Math.round(kilobytes / 1024);
process.stdout.write(
  `${JSON.stringify({ bench: 'memory', outcome: reading.outcome, postings: rows, pages: reading.pages.length, mbBefore: mb(before), mbMost: mb(process.resourceUsage().maxRSS) })}\n`,
);

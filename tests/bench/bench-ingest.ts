/**
 * Ingest: the write path against a raw COPY, a re-read against upserting everything, the whole pipeline by stages, HTML to text against
 * cheerio, and memory on a large board. Ratios of one run. `npm run bench:ingest -- --postings 10000`
 */
import { parseArgs } from 'node:util';
import { decodeEntities } from '#src/text/html-to-text';
import { NOW, openBenchDatabase } from './ingest/bench-database.js';
import { measureHtml } from './ingest/html-words.js';
import { inventBoards } from './ingest/invented-pages.js';
import { measurePipeline } from './ingest/pipeline.js';
import { measureReRead } from './ingest/re-read.js';
import { explainHotStatements } from './ingest/plans.js';
import { measureStages } from './ingest/stages.js';
import { say } from './ingest/timing.js';
import { writesOf } from './ingest/interpreted.js';
import { measureWritePath } from './ingest/write-path.js';

const { values } = parseArgs({
  options: {
    postings: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    part: { type: 'string', multiple: true, default: ['html', 'write', 're-read', 'stages', 'pipeline'] },
    threads: { type: 'string', default: '2' },
  },
});
const postings = Number(values.postings);
const rounds = Number(values.rounds);
const parts = new Set(values.part);
if (!Number.isInteger(postings) || postings < 500 || postings > 100_000) {
  process.stderr.write('usage: npm run bench:ingest -- [--postings 500…100000]\n');
  process.exit(2);
}
const TEXT_LENGTH = 4_500;

const invented = [...inventBoards({ seed: 1, boards: Math.ceil(postings / 500), postings, textLength: TEXT_LENGTH, until: NOW })];
const database = await openBenchDatabase();
try {
  const report: Record<string, unknown> = { bench: 'ingest', postings };
  if (parts.has('html')) {
    const documents = invented.flatMap(({ jobs }) => jobs.map(({ content }) => decodeEntities(content))).slice(0, 1_000);
    const html = await measureHtml(documents, rounds);
    say(
      `HTML to text                ${html.ownPerSecond} texts/s, cheerio ${html.cheerioPerSecond}: ${html.times} times; ${html.alike} of ${html.documents} with the same words`,
    );
    report['html'] = html;
  }
  if (parts.has('write')) {
    const writes = invented.map((board) => writesOf(board));
    const write = await measureWritePath(database, invented, writes, rounds);
    say(`raw COPY of the same rows   ${write.copyPerSecond} postings/s`);
    say(
      `write path                  ${write.writePerSecond} postings/s: ${(write.share * 100).toFixed(0)} % of it; by processor time ${((write.shareByProcessor ?? NaN) * 100).toFixed(0)} %`,
    );
    report['write'] = write;
  }
  if (parts.has('re-read')) {
    const again = await measureReRead(database, invented);
    const paces = [
      ['stored', again.store],
      ['from the page on', again.whole],
    ] as const;
    for (const [name, pace] of paces)
      say(
        `re-read, 5 % changed, ${name}: ${pace.perSecond} postings/s, everything upserted with drizzle ${pace.plainPerSecond}: ${pace.times} times (by processor time ${pace.timesByProcessor ?? '?'})`,
      );
    say(`… upserted without a text vector ${again.upsertWithoutTextPerSecond}`);
    report['reRead'] = again;
  }
  const stages = parts.has('stages') ? await measureStages(database, invented) : [];
  const total = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  for (const stage of stages)
    say(
      `${stage.name.padEnd(10)} ${String(stage.perSecond).padStart(7)} postings/s ${((stage.seconds / total) * 100).toFixed(0).padStart(4)} %`,
    );
  if (parts.has('plans')) for (const plan of await explainHotStatements(database, invented)) say(plan);
  if (parts.has('pipeline')) {
    const pipeline = await measurePipeline(database, invented, Number(values.threads));
    say(
      `whole pipeline              ${pipeline.perSecond} postings/s with ${pipeline.threads} threads; ${pipeline.processorMs ?? '?'} ms of a processor each`,
    );
    report['pipeline'] = pipeline;
  }
  say(JSON.stringify({ ...report, stages }));
} finally {
  await database.stop();
}

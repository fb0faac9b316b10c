/**
 * Ingest: the write path against a raw COPY, a re-read against upserting everything, the whole pipeline by stages, HTML to text against
 * cheerio, and memory on a large board. Ratios of one run. `npm run bench:ingest -- --postings 10000`
 */
import { parseArgs } from 'node:util';
import { NOW, openBenchDatabase } from './ingest/bench-database.js';
import { inventBoards } from './ingest/invented-pages.js';
import { measureStages } from './ingest/stages.js';
import { say } from './ingest/timing.js';

const { values } = parseArgs({ options: { postings: { type: 'string', default: '5000' } } });
const postings = Number(values.postings);
if (!Number.isInteger(postings) || postings < 500 || postings > 100_000) {
  process.stderr.write('usage: npm run bench:ingest -- [--postings 500…100000]\n');
  process.exit(2);
}
const TEXT_LENGTH = 4_500;

const invented = [...inventBoards({ seed: 1, boards: Math.ceil(postings / 500), postings, textLength: TEXT_LENGTH, until: NOW })];
const database = await openBenchDatabase();
try {
  const stages = await measureStages(database, invented);
  const total = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  for (const stage of stages)
    say(
      `${stage.name.padEnd(10)} ${String(stage.perSecond).padStart(7)} postings/s ${((stage.seconds / total) * 100).toFixed(0).padStart(4)} %`,
    );
  say(JSON.stringify({ bench: 'ingest', postings, stages }));
} finally {
  await database.stop();
}

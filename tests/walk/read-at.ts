/** Reads what is due with the clock moved by so many hours, prints one line of JSON with a hash of what is stored, and ends. */
import postgres from 'postgres';
import { createBackboard } from '#src/main';
import { createLog } from '#src/log';
import { createShownProgress } from '#src/cli/show-progress';
import { readEnv } from '#src/env';
import { sourceOf } from '#scrapers/index';
import { totalsOf } from '#src/cli/read';
import { logicalDump } from './logical-dump.js';

const hours = Number(process.argv[2] ?? '0');
const env = readEnv(process.env);
const now = () => new Date(Date.now() + hours * 3_600_000);
const progress = createShownProgress({ write: (text) => process.stderr.write(text), columns: null });
const backboard = await createBackboard({
  env,
  now,
  log: createLog(env.LOG_LEVEL),
  progress,
  say: (line) => process.stderr.write(`${line}\n`),
});
try {
  const ends = [...(await backboard.readDue())];
  const hackerNews = sourceOf('hacker-news');
  if (hackerNews !== null && process.argv.includes('--backfill')) {
    const answer = await backboard.backfill(hackerNews, new Date('2011-01-01'));
    if ('failed' in answer) throw new Error(answer.failed);
    ends.push(...(await backboard.readDue()));
  }
  const sql = postgres(backboard.databaseUrl, { max: 1, onnotice: () => undefined });
  const dump = await logicalDump(sql);
  await sql.end();
  process.stdout.write(`${JSON.stringify({ ...totalsOf(ends), stored: dump, fingerprint: dump.hash })}\n`);
} finally {
  await backboard.stop();
}

import { parseArgs } from 'node:util';
import { sourceOf } from '#scrapers/index';
import { createBackboard } from '../main.js';
import { createLog } from '../log.js';
import { environment, terminalProgress } from './start.js';
import { StartError } from '../domain/start-error.js';
import { totalsOf } from './read.js';
import type { Command } from './command.js';

export const backfillCommand: Command = {
  name: 'backfill',
  usage: 'backfill hacker-news --from 2014-01',
  summary: 'reads a source’s past, once: history for trends, alerts for nobody',
  async run(args) {
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { from: { type: 'string' } } });
    const source = sourceOf(positionals[0] ?? '');
    if (source?.backfill === undefined) throw new StartError(`«${positionals[0] ?? ''}» is no source with a past; hacker-news is`);
    const from = new Date(`${values.from ?? ''}-01T00:00:00Z`);
    if (!/^\d{4}-\d{2}$/.test(values.from ?? '') || Number.isNaN(from.getTime()) || from > new Date())
      throw new StartError('--from takes a month of the past, such as 2014-01');
    const env = environment();
    const progress = terminalProgress(process.stderr);
    const backboard = await createBackboard({
      env,
      now: () => new Date(),
      log: createLog(env.LOG_LEVEL),
      progress,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    try {
      const answer = await backboard.backfill(source, from);
      if ('failed' in answer) throw new StartError(`${source.name}: ${answer.failed}`);
      progress.expect(answer.added);
      const ends = await backboard.readDue();
      progress.end();
      process.stdout.write(`${JSON.stringify({ found: answer.found, added: answer.added, ...totalsOf(ends) })}\n`);
      return 0;
    } finally {
      await backboard.stop();
    }
  },
};

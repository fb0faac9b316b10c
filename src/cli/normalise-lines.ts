import { parseArgs } from 'node:util';
import { readEmployerLevels } from './employer-levels.js';
import { normaliseLines } from './normalise.js';
import type { Command } from './command.js';

export const normaliseCommand: Command = {
  name: 'normalise',
  usage: 'normalise [--levels FILE] < postings.ndjson',
  summary:
    'reads raw postings, a line of JSON each, and writes what is made of each; needs no database; --levels: a table of employers’ levels',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { levels: { type: 'string' } } });
    process.stdin.setEncoding('utf8');
    const ladders = values.levels === undefined ? undefined : readEmployerLevels(values.levels);
    await normaliseLines(process.stdin as AsyncIterable<string>, process.stdout, ladders);
    return 0;
  },
};

import { normaliseLines } from './normalise.js';
import type { Command } from './command.js';

export const normaliseCommand: Command = {
  name: 'normalise',
  usage: 'normalise < postings.ndjson',
  summary: 'reads raw postings, a line of JSON each, and writes what is made of each; needs no database',
  async run() {
    process.stdin.setEncoding('utf8');
    await normaliseLines(process.stdin as AsyncIterable<string>, process.stdout);
    return 0;
  },
};

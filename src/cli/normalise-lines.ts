import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StartError } from '../domain/start-error.js';
import { NO_LADDERS, type OperatorLadders } from '../normalise/override.js';
import { employerLevelsIn, readEmployerLevels } from './employer-levels.js';
import { normaliseLines } from './normalise.js';
import type { Command } from './command.js';

/**
 * The ladders that a run reads by: those of the named file, else those of the data folder where one is named, else the built-in alone.
 * @throws StartError when the named file is not there, or a table has a line that cannot be read
 */
export function laddersFor(file: string | undefined, dataDir: string | undefined): OperatorLadders {
  if (file !== undefined && !existsSync(file)) throw new StartError(`--levels: ${file} is not there`);
  if (file !== undefined) return readEmployerLevels(file);
  return dataDir === undefined || dataDir === '' ? NO_LADDERS : employerLevelsIn(dataDir);
}

export const normaliseCommand: Command = {
  name: 'normalise',
  usage: 'normalise [--levels FILE] < postings.ndjson',
  summary:
    'reads raw postings, a line of JSON each, and writes what is made of each; needs no database; employers’ levels from --levels, else from employer-levels.csv in DATA_DIR where that is set',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { levels: { type: 'string' } } });
    process.stdin.setEncoding('utf8');
    const ladders = laddersFor(values.levels, process.env['DATA_DIR']);
    await normaliseLines(process.stdin as AsyncIterable<string>, process.stdout, ladders);
    return 0;
  },
};

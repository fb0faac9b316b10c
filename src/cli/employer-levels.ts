import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_LADDERS, readLadders, type OperatorLadders } from '../normalise/override.js';
import { StartError } from '../domain/start-error.js';

/** The operator's own table of employers' ladders, in the data folder. */
export const EMPLOYER_LEVELS_FILE = 'employer-levels.csv';

/** @returns none where there is no such file. @throws StartError naming the line that cannot be read */
export function readEmployerLevels(file: string): OperatorLadders {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return NO_LADDERS;
    throw new StartError(`${file}: cannot be read (${code ?? 'error'})`);
  }
  try {
    return readLadders(text);
  } catch (error) {
    throw new StartError(`${file}: ${(error as Error).message}`);
  }
}

export const employerLevelsIn = (dataDir: string): OperatorLadders => readEmployerLevels(join(dataDir, EMPLOYER_LEVELS_FILE));

import { backfillCommand } from './backfill.js';
import { backupCommand, restoreCommand } from './backup.js';
import { boardsCommand } from './boards.js';
import { demoCommand } from './demo.js';
import { insightsCommand } from './insights.js';
import { listingsCommand } from './listings.js';
import { normaliseCommand } from './normalise-lines.js';
import { readCommand } from './read.js';
import { renormaliseCommand } from './renormalise.js';
import { requestsCommand } from './requests.js';
import { runsCommand } from './runs.js';
import { sendingCommand } from './sending.js';
import { sourcesCommand } from './sources.js';
import { startCommand, webCommand, workerCommand } from './start.js';
import type { Command } from './command.js';

/** Every command, in the order in which a newcomer needs them. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  demoCommand,
  webCommand,
  workerCommand,
  readCommand,
  boardsCommand,
  sourcesCommand,
  backfillCommand,
  listingsCommand,
  insightsCommand,
  requestsCommand,
  runsCommand,
  normaliseCommand,
  renormaliseCommand,
  backupCommand,
  restoreCommand,
  sendingCommand,
];

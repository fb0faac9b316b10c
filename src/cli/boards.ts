import { parseArgs } from 'node:util';
import { sourceOf } from '#scrapers/index';
import { createBackboard } from '../main.js';
import { countsInWords } from './show-progress.js';
import { createLog } from '../log.js';
import { environment, terminalProgress } from './start.js';
import { readAddress } from './read-address.js';
import { StartError } from '../domain/start-error.js';
import type { Command } from './command.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Reads a pasted address once, and keeps its board only after one complete reading with postings. */
async function add(address: string): Promise<number> {
  const env = environment();
  const found = readAddress(address, env);
  if (found.kind === 'unknown') {
    throw new StartError(
      `no source knows ${address.slice(0, 200)}: paste a company's page on Greenhouse, Lever, Ashby or another platform that the sources page lists`,
    );
  }
  if (found.kind === 'refused') throw new StartError(found.reason);
  const source = sourceOf(found.source);
  if (source === null) throw new StartError(`${found.source} is not part of this release`);
  const progress = terminalProgress(process.stderr);
  const backboard = await createBackboard({ env, now: () => new Date(), log: createLog(env.LOG_LEVEL), progress, say: complain });
  try {
    const { store } = backboard;
    const isKnown = (await store.listBoards()).find((board) => board.source === found.source && board.slug === found.slug);
    if (isKnown !== undefined && isKnown.onTrial !== true) {
      say(`${source.name} ${found.slug} is known already (${isKnown.state}); it is due again at ${isKnown.dueAt}.`);
      return 0;
    }
    const trial = await backboard.tryBoard(source, found.slug);
    if ('wait' in trial) throw new StartError(`${source.name} ${found.slug}: ${trial.wait}`);
    if (trial.kept !== true || trial.run === null) throw new StartError(`${source.name} ${found.slug}: ${trial.answer}`);
    say(`${source.name} ${found.slug} was added. ${countsInWords(trial.run)}.`);
    if (source.attribution !== null) say(`Its postings are shown with «${source.attribution}»; its terms: ${source.terms}`);
    return 0;
  } finally {
    progress.end();
    await backboard.stop();
  }
}

async function list(): Promise<number> {
  const env = environment();
  const backboard = await createBackboard({
    env,
    now: () => new Date(),
    log: createLog(env.LOG_LEVEL),
    progress: terminalProgress(process.stderr),
    say: complain,
  });
  try {
    for (const board of await backboard.store.listBoards()) {
      say(
        `${board.source} ${board.slug}\t${board.state}\t${board.openListings} open\t${board.lastRun?.verdict ?? 'not read yet'}${board.lastRun?.reason === null || board.lastRun === null ? '' : ` (${board.lastRun.reason})`}`,
      );
    }
    return 0;
  } finally {
    await backboard.stop();
  }
}

export const boardsCommand: Command = {
  name: 'boards',
  usage: 'boards add <url> | boards list',
  summary: 'adds a company’s board from its address, or lists what is read',
  async run(args) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [verb, address] = positionals;
    if (verb === 'add' && address !== undefined) return add(address);
    if (verb === 'list') return list();
    complain('backboard: boards add <url>, or boards list');
    return 2;
  },
};

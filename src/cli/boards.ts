import { parseArgs } from 'node:util';
import { refusalOfBoard, sourceOf, SOURCES } from '#scrapers/index';
import type { Source } from '#scrapers/source';
import { createBackboard } from '../main.js';
import { countsInWords } from './show-progress.js';
import { createLog } from '../log.js';
import { environment, terminalProgress } from './start.js';
import { offReasonOf } from './seed-boards.js';
import { readAddress } from './read-address.js';
import { withStore } from './with-store.js';
import { StartError } from '../domain/start-error.js';
import type { Command } from './command.js';
import type { Env } from '../env.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

interface Named {
  readonly source: Source;
  readonly slug: string;
}

/** A board by its source and name, as `boards list` and `boards suggestions` print them. @throws StartError */
function namedBoard(id: string, slug: string): Named {
  const source = sourceOf(id);
  if (source === null) throw new StartError(`«${id.slice(0, 60)}» is no source; known are ${SOURCES.map((one) => one.id).join(', ')}`);
  if (!source.slugPattern.test(slug)) throw new StartError(`«${slug.slice(0, 60)}» is no name of a board at ${source.name}`);
  const refusal = refusalOfBoard(source, slug);
  if (refusal !== null) throw new StartError(refusal);
  return { source, slug };
}

/** A board by a pasted address. @throws StartError */
function pastedBoard(address: string, env: Env): Named {
  const found = readAddress(address, env);
  if (found.kind === 'unknown') {
    throw new StartError(
      `no source knows ${address.slice(0, 200)}: paste a company's page on Greenhouse, Lever, Ashby or another platform that the sources page lists`,
    );
  }
  if (found.kind === 'refused') throw new StartError(found.reason);
  return namedBoard(found.source, found.slug);
}

/** Reads a board once, and keeps it only after one complete reading with postings. */
async function add(words: readonly string[]): Promise<number> {
  const env = environment();
  const found = words[1] === undefined ? pastedBoard(words[0] ?? '', env) : namedBoard(words[0] ?? '', words.slice(1).join(' '));
  const { source } = found;
  const off = offReasonOf(source, env);
  if (off !== null) throw new StartError(off);
  const progress = terminalProgress(process.stderr);
  const backboard = await createBackboard({ env, now: () => new Date(), log: createLog(env.LOG_LEVEL), progress, say: complain });
  try {
    const { store } = backboard;
    const isKnown = (await store.listBoards(new Date())).find((board) => board.source === source.id && board.slug === found.slug);
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
    for (const board of await backboard.store.listBoards(new Date())) {
      say(
        `${board.source} ${board.slug}\t${board.state}\t${board.openListings} open\t${board.lastRun?.verdict ?? 'not read yet'}${board.lastRun?.reason === null || board.lastRun === null ? '' : ` (${board.lastRun.reason})`}`,
      );
    }
    return 0;
  } finally {
    await backboard.stop();
  }
}

const suggestions = (last: number): Promise<number> =>
  withStore(async (store) => {
    const { total, suggestions: found } = await store.listSuggestions(last);
    for (const one of found) {
      say(
        `boards add ${one.source} ${one.slug}\t${one.company ?? 'no name given'}\t${one.postUrl} in ${one.threadUrl}\tlast seen ${one.lastSeenAt.slice(0, 10)}`,
      );
    }
    complain(
      total === 0
        ? 'No posting links to a board that is not read already.'
        : `${found.length} of ${total}. None is read until it is added: npm run -s cli -- boards add <source> <board>`,
    );
    return 0;
  });

const release = (id: string, slug: string): Promise<number> =>
  withStore(async (store) => {
    const { source } = namedBoard(id, slug);
    const dueAt = await store.releaseBoard(source.id, slug, new Date());
    if (dueAt === null) throw new StartError(`${source.name} ${slug} is not held or off (boards list shows every board)`);
    say(`${source.name} ${slug} is read again; it is due at ${dueAt.toISOString()}.`);
    return 0;
  });

const switchOff = (id: string, slug: string): Promise<number> =>
  withStore(async (store) => {
    const { source } = namedBoard(id, slug);
    if (!(await store.switchBoardOff(source.id, slug, 'switched off by the operator')))
      throw new StartError(`${source.name} ${slug} is not known`);
    say(`${source.name} ${slug} is off; boards release ${source.id} ${slug} brings it back.`);
    return 0;
  });

const USAGE = 'boards add <url> | boards list | boards suggestions [--last 50] | boards add|release|off <source> <board>';

export const boardsCommand: Command = {
  name: 'boards',
  usage: USAGE,
  summary: 'adds a company’s board, lists what is read or what postings suggest, accepts a held board, switches one off',
  async run(args) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { last: { type: 'string', default: '50' } },
    });
    const [verb, ...words] = positionals;
    const last = Number(values.last);
    if (!Number.isInteger(last) || last < 1 || last > 10_000) throw new StartError('--last takes a whole number from 1 to 10000');
    if (verb === 'add' && words.length > 0) return add(words);
    if (verb === 'release' && words.length > 1) return release(words[0] ?? '', words.slice(1).join(' '));
    if (verb === 'off' && words.length > 1) return switchOff(words[0] ?? '', words.slice(1).join(' '));
    if (verb === 'list') return list();
    if (verb === 'suggestions') return suggestions(last);
    complain(`backboard: ${USAGE}`);
    return 2;
  },
};

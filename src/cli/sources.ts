import { parseArgs } from 'node:util';
import { sourceOf, SOURCES } from '#scrapers/index';
import { offReasonOf } from './seed-boards.js';
import { withStore } from './with-store.js';
import { StartError } from '../domain/start-error.js';
import type { Command } from './command.js';
import type { Forgotten } from '../store.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

const inWords = ({ boards, postings, listingsGone, listingsKept }: Forgotten): string =>
  `${boards} boards, ${postings} postings, ${listingsGone} listings; ${listingsKept} listings that other sources show too stay`;

function known(id: string) {
  const source = sourceOf(id);
  if (source === null) throw new StartError(`«${id.slice(0, 60)}» is no source; known are ${SOURCES.map((one) => one.id).join(', ')}`);
  return source;
}

const forget = (id: string, isSure: boolean): Promise<number> =>
  withStore(async (store) => {
    const source = known(id);
    if (!isSure) {
      say(`${source.name}: this would delete ${inWords(await store.countOfSource(source.id))}.`);
      process.stderr.write(`backboard: nothing was deleted; add --yes to delete it for good\n`);
      return 2;
    }
    const gone = await store.forgetSource(source.id, new Date());
    say(`${source.name}: deleted ${inWords(gone)}.`);
    say(`It is read no more; npm run -s cli -- sources allow ${source.id} takes that back.`);
    return 0;
  });

const allow = (id: string): Promise<number> =>
  withStore(async (store) => {
    const source = known(id);
    if (!(await store.allowSource(source.id))) throw new StartError(`${source.name} was not forgotten`);
    say(`${source.name} is read again: its boards come back at the next start.`);
    return 0;
  });

const list = (): Promise<number> =>
  withStore(async (store, { env }) => {
    const boards = await store.listBoards(new Date());
    for (const source of SOURCES) {
      const own = boards.filter((board) => board.source === source.id);
      const state =
        offReasonOf(source, env) ?? (own.every((board) => board.offReason !== null) ? (own[0]?.offReason ?? 'no boards') : 'read');
      say(`${source.id}\t${source.name}\t${own.length} boards\t${state}\t${source.terms}`);
    }
    return 0;
  });

const USAGE = 'sources list | sources forget <id> --yes | sources allow <id>';

export const sourcesCommand: Command = {
  name: 'sources',
  usage: USAGE,
  summary: 'lists the sources, deletes everything that one gave, or lets a forgotten one be read again',
  async run(args) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    const [verb, id] = positionals;
    if (verb === 'list') return list();
    if (verb === 'forget' && id !== undefined) return forget(id, values.yes);
    if (verb === 'allow' && id !== undefined) return allow(id);
    process.stderr.write(`backboard: ${USAGE}\n`);
    return 2;
  },
};

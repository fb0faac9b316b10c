import { StartError } from '../domain/start-error.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';

export const listingsCommand: Command = {
  name: 'listings',
  usage: 'listings explain <id>',
  summary: 'why postings were joined to a listing, and the words its level, title and pay were read from',
  async run([verb, given]) {
    if (verb !== 'explain' || given === undefined) {
      process.stderr.write('backboard: listings explain <id>\n');
      return 2;
    }
    const id = Number(given);
    if (!Number.isSafeInteger(id) || id < 1) throw new StartError(`«${given.slice(0, 40)}» is no listing's number`);
    return withStore(async (store) => {
      const found = await store.getListing(id);
      if (found === null) throw new StartError(`there is no listing ${id}`);
      const lines: string[] = [];
      if ('moved' in found) lines.push(`Listing ${id} was joined with ${found.moved}; ask for that one.`);
      else {
        lines.push(
          `${found.title}, ${found.company} (${found.status})`,
          `level ${found.level}, read from: ${found.levelBasis}; rules ${found.rulesVersion}`,
          '',
          'Postings:',
        );
        for (const posting of found.postings) {
          lines.push(
            `  ${posting.isFace ? '*' : ' '} ${posting.source} ${posting.board} ${posting.externalId}  ${posting.url}`,
            `      ${posting.joinedBecause ?? 'founded the listing'}; first seen ${posting.firstSeenAt}`,
          );
        }
        lines.push('', 'Evidence:');
        for (const evidence of found.evidence)
          lines.push(`  ${evidence.field}: «${evidence.quote}» in the ${evidence.from} (${evidence.rule})`);
      }
      process.stdout.write(`${lines.join('\n')}\n`);
      return 0;
    });
  },
};

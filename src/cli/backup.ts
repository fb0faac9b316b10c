import { backup, restore } from '#db/backup';
import { StartError } from '../domain/start-error.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';

const fileOf = (args: readonly string[], verb: string): string => {
  const [file] = args;
  if (file === undefined || file.startsWith('-')) throw new StartError(`${verb} wants the name of a file`);
  return file;
};

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup <file>',
  summary: 'writes everything that is kept to one file, while the product runs',
  async run(args) {
    const file = fileOf(args, 'backup');
    return withStore(async (_store, { database }) => {
      const done = await backup(database.clients.sql, file);
      process.stdout.write(`${file}: ${done.rows.toLocaleString('en-GB')} rows of ${done.tables} tables.\n`);
      return 0;
    });
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore <file>',
  summary: 'puts a backup back; alerts then wait for «sending resume»',
  async run(args) {
    const file = fileOf(args, 'restore');
    return withStore(async (_store, { database }) => {
      const done = await restore(database.clients.sql, file);
      process.stdout.write(
        `${done.rows.toLocaleString('en-GB')} rows of ${done.tables} tables are back. Alerts wait for: npm run -s cli -- sending resume (with --sent-until <time> where another copy sent some since the backup)\n`,
      );
      return 0;
    });
  },
};

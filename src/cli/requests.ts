import { parseArgs } from 'node:util';
import { StartError } from '../domain/start-error.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';

export const requestsCommand: Command = {
  name: 'requests',
  usage: 'requests [--last 50]',
  summary: 'the latest requests to sources: host, robots verdict, conditional or not, status, bytes, wait',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { last: { type: 'string', default: '50' } } });
    const last = Number(values.last);
    if (!Number.isInteger(last) || last < 1 || last > 10_000) throw new StartError('--last takes a whole number from 1 to 10000');
    return withStore(async (store) => {
      for (const entry of await store.requestLog(last)) {
        const conditional = entry.conditional ? 'conditional' : 'full';
        process.stdout.write(
          `${entry.at.toISOString()}  ${entry.status || '---'}  ${String(entry.bytes).padStart(9)} B  waited ${entry.waitMs} ms  ${conditional}  robots ${entry.robots} (${entry.robotsRule})  ${entry.method} ${entry.host}${entry.path}${entry.error === null ? '' : `  ${entry.error}`}\n`,
        );
      }
      return 0;
    });
  },
};

import { parseArgs } from 'node:util';
import { StartError } from '../domain/start-error.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';
import type { RequestDay, RequestLogEntry } from '../store.js';

const DAY_MS = 86_400_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** A line of the log: when, status, bytes, wait, conditional or not, the robots verdict with its rule, and what was asked. */
export const requestLine = (entry: RequestLogEntry): string =>
  `${entry.at.toISOString()}  ${entry.status || '---'}  ${String(entry.bytes).padStart(9)} B  waited ${entry.waitMs} ms  ${
    entry.conditional ? 'conditional' : 'full'
  }  robots ${entry.robots} (${entry.robotsRule})  ${entry.method} ${entry.host}${entry.path}${entry.error === null ? '' : `  ${entry.error}`}`;

const dayLine = (day: RequestDay): string =>
  `${day.day}  ${day.status || '---'}  ${String(day.requests).padStart(6)} requests  ${String(day.conditional).padStart(6)} conditional  ${String(day.bytes).padStart(12)} B  ${day.host}`;

const wholeNumber = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new StartError(`--${name} takes a whole number from 1 to ${most}`);
  return value;
};

export const requestsCommand: Command = {
  name: 'requests',
  usage: 'requests [--last 50] [--source <id>] [--host <host>] | requests --days 40',
  summary: 'the latest requests to sources: host, robots verdict, conditional or not, status, bytes, wait; or sums by day',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        last: { type: 'string', default: '50' },
        days: { type: 'string' },
        source: { type: 'string' },
        host: { type: 'string' },
      },
    });
    const last = wholeNumber('last', values.last, 10_000);
    const days = values.days === undefined ? null : wholeNumber('days', values.days, 3_650);
    return withStore(async (store) => {
      if (days !== null) for (const day of await store.requestDays(new Date(Date.now() - (days - 1) * DAY_MS))) say(dayLine(day));
      else for (const entry of await store.requestLog(last, { source: values.source, host: values.host })) say(requestLine(entry));
      return 0;
    });
  },
};

import { createBackboard, type Backboard } from '../main.js';
import { createLog } from '../log.js';
import { createShownProgress, type ShownProgress } from './show-progress.js';
import { readEnv, type Env } from '../env.js';
import { SOURCES } from '#scrapers/index';
import { StartError } from '../domain/start-error.js';
import type { Command } from './command.js';

/** The environment with the keys of keyed sources. @throws StartError */
export const environment = (): Env =>
  readEnv(
    process.env,
    SOURCES.flatMap((source) => source.keyVariable ?? []),
  );

/** Progress on this terminal: a bar, or lines where there is no terminal. */
export const terminalProgress = (stream: NodeJS.WriteStream = process.stdout): ShownProgress =>
  createShownProgress({ write: (text) => stream.write(text), columns: stream.isTTY ? stream.columns : null });

/** In-flight work gets this long after SIGTERM before the process ends anyway. */
const STOP_MS = 25_000;

/** Resolves when the process is asked to end; a second request, or too slow an end, ends it at once. */
export function untilAskedToStop(stop: () => Promise<void>): Promise<number> {
  return new Promise((ended) => {
    let isStopping = false;
    const end = (): void => {
      if (isStopping) process.exit(1);
      isStopping = true;
      const deadline = setTimeout(() => process.exit(1), STOP_MS);
      deadline.unref();
      stop().then(
        () => ended(0),
        (error: unknown) => {
          process.stderr.write(`backboard: could not end cleanly: ${error instanceof Error ? error.message : String(error)}\n`);
          ended(1);
        },
      );
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });
}

/** A promise that nobody waited for fails alone: it is logged as a fault of this program, and the process goes on. */
export function surviveStrayRejections(log: { error(fields: object, message: string): void }): void {
  process.on('unhandledRejection', (reason) => {
    log.error(
      { error: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) },
      'a promise failed that nobody waited for',
    );
  });
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(roles: { readonly web: boolean; readonly worker: boolean }): Promise<number> {
  const env = environment();
  const isWhole = roles.web && roles.worker;
  if (!isWhole && env.DATABASE_URL === undefined) {
    throw new StartError('DATABASE_URL is not set: web and worker alone share a database, so name one (npm start needs none)');
  }
  const started = process.hrtime.bigint();
  const log = createLog(env.LOG_LEVEL);
  surviveStrayRejections(log);
  const progress = terminalProgress();
  let backboard: Backboard | null = null;
  backboard = await createBackboard({ env, now: () => new Date(), log, progress, say });
  try {
    if (roles.web) {
      const site = await backboard.listen();
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      say(`Backboard is at ${site.url} (ready in ${seconds.toFixed(1)} s). Stop it with Ctrl-C; what was read is kept.`);
    }
    if (roles.worker) {
      progress.expect(backboard.boards.soon);
      say(`Reading ${backboard.boards.soon} boards now, ${backboard.boards.boards - backboard.boards.soon} more over the day.`);
      backboard.keepSchedule();
    }
  } catch (error) {
    await backboard.stop();
    throw error;
  }
  const running = backboard;
  return untilAskedToStop(async () => {
    progress.end();
    await running.stop();
  });
}

export const startCommand: Command = {
  name: 'start',
  usage: 'start',
  summary: 'site and reader in one process, on the built-in database (npm start)',
  run: () => run({ web: true, worker: true }),
};
export const webCommand: Command = {
  name: 'web',
  usage: 'web',
  summary: 'the site alone; needs DATABASE_URL (npm run web)',
  run: () => run({ web: true, worker: false }),
};
export const workerCommand: Command = {
  name: 'worker',
  usage: 'worker',
  summary: 'the reader alone, as many as you like; needs DATABASE_URL (npm run worker)',
  run: () => run({ web: false, worker: true }),
};

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Log } from '../log.js';
import type { FromIndexThread, IndexAnswers, IndexQuestion, IndexThreadData, ToIndexThread } from './index-messages.js';

/** Whoever waits longer is answered by the database. */
const ANSWER_MS = 1500;
/** An index that has not reached the end of the log for so long is behind. */
const CURRENT_MS = 5000;
const FIRST_RESTART_MS = 1000;
const LONGEST_RESTART_MS = 60_000;
const STOP_MS = 10_000;

export type IndexState =
  | { readonly phase: 'off' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'building'; readonly read: number; readonly expected: number }
  /** `position`: where in the change log it stands. */
  | { readonly phase: 'ready' | 'behind'; readonly position: string; readonly size: number; readonly bytes: number }
  | { readonly phase: 'down'; readonly restarts: number };

export interface IndexClient {
  state(): IndexState;
  /** @returns `null`: it cannot answer now, and the database should */
  ask<K extends IndexQuestion['kind']>(
    question: IndexQuestion & { readonly kind: K },
  ): Promise<{ readonly answer: IndexAnswers[K] } | null>;
  /** Told of every listing that changed, in batches. */
  onChanged(hear: (ids: readonly number[]) => void): void;
  stop(): Promise<void>;
}

export interface IndexClientDeps extends IndexThreadData {
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** The compiled entry of the thread; default: beside the compiled program. */
  readonly entry?: URL;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: () => number;
}

const ENTRY = new URL('../index-thread.js', import.meta.url);

/** Starts the thread of the listing index and keeps it running. Where there is no compiled program, there is no index. */
export function createIndexClient(deps: IndexClientDeps): IndexClient {
  const { log, databaseUrl, folder } = deps;
  const entry = deps.entry ?? ENTRY;
  const clock = deps.clock ?? (() => performance.now());
  const waiting = new Map<
    number,
    { readonly done: (answer: { readonly answer: unknown } | null) => void; readonly timer: NodeJS.Timeout }
  >();
  const listeners: ((ids: readonly number[]) => void)[] = [];
  let worker: Worker | null = null;
  let state: IndexState = { phase: 'starting' };
  let currentAt = -Infinity;
  let readyAt = Infinity;
  let questions = 0;
  let restarts = 0;
  let restarting: NodeJS.Timeout | null = null;
  let isStopping = false;

  function settle(number: number, answer: { readonly answer: unknown } | null): void {
    const question = waiting.get(number);
    if (question === undefined) return;
    waiting.delete(number);
    clearTimeout(question.timer);
    question.done(answer);
  }

  function hear(message: FromIndexThread): void {
    switch (message.kind) {
      case 'building':
        state = { phase: 'building', read: message.read, expected: message.expected };
        return;
      case 'standing':
        if (message.isCurrent) currentAt = clock();
        if (state.phase !== 'ready' && message.isCurrent) readyAt = clock();
        if (message.isCurrent || state.phase === 'ready')
          state = { phase: 'ready', position: message.position, size: message.size, bytes: message.bytes };
        if (message.changed.length > 0) for (const listener of listeners) listener(message.changed);
        return;
      case 'answer':
        settle(message.number, { answer: message.answer });
        return;
      case 'failed':
        log.warn({ reason: message.message }, 'the listing index could not answer; the database does');
        settle(message.number, null);
        return;
      case 'log':
        log[message.level]({ ...message.fields }, message.message);
    }
  }

  function start(): void {
    restarting = null;
    const data: IndexThreadData = { databaseUrl, folder };
    const started = new Worker(entry, { workerData: data, name: 'listing-index', execArgv: [] });
    worker = started;
    started.unref();
    started.on('message', hear);
    // An error is always followed by the exit, which sees to the rest.
    started.on('error', (error: unknown) =>
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'the listing index fell over'),
    );
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      for (const number of waiting.keys()) settle(number, null);
      if (isStopping) return;
      if (clock() - readyAt > LONGEST_RESTART_MS) restarts = 0;
      const delay = Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** restarts);
      restarts += 1;
      readyAt = Infinity;
      currentAt = -Infinity;
      state = { phase: 'down', restarts };
      log.warn({ restarts, inMs: delay }, 'the listing index ended; the database answers until it is back');
      restarting = setTimeout(start, delay);
      restarting.unref();
    });
  }

  if (entry.protocol === 'file:' && !existsSync(fileURLToPath(entry))) state = { phase: 'off' };
  else start();

  const isReady = (): boolean => worker !== null && state.phase === 'ready' && clock() - currentAt < CURRENT_MS;
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const send = (message: ToIndexThread): void => worker?.postMessage(message);

  return {
    state: () => (state.phase === 'ready' && !isReady() ? { ...state, phase: 'behind' } : state),
    ask: async (question) => {
      if (!isReady()) return null;
      const number = (questions += 1);
      const answer = await new Promise<{ readonly answer: unknown } | null>((done) => {
        const timer = setTimeout(() => settle(number, null), ANSWER_MS);
        waiting.set(number, { done, timer });
        send({ kind: 'ask', number, question });
      });
      return answer as never;
    },
    onChanged: (listener) => listeners.push(listener),
    async stop() {
      isStopping = true;
      if (restarting !== null) clearTimeout(restarting);
      const ending = worker;
      if (ending === null) return;
      const ended = new Promise<void>((done) => ending.once('exit', () => done()));
      send({ kind: 'stop' });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((done) => (timer = setTimeout(done, STOP_MS)));
      await Promise.race([ended, late]);
      clearTimeout(timer);
      await ending.terminate();
    },
  };
}

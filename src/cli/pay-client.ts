import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ProblemError } from '../http/problem.js';
import type { PayReadings } from '../http/pay-readings.js';
import type { FromPayThread, PayAsked, PayThreadData, ToPayThread } from './pay-messages.js';

/** A thread that rests this long gives its memory back. */
const IDLE_MS = 60_000;
/** Rows of a question over everything at a million listings, several times. */
const HEAP_MB = 1_536;
/** Beyond these the next is refused: each may take seconds, and they are answered one after the other. */
const MOST_WAITING = 32;

const busy = () =>
  new ProblemError('unavailable', 'Many questions of pay are waiting. Try again in half a minute.', [], { 'Retry-After': '30' });
const lost = () =>
  new ProblemError('took-too-long', 'This question of pay needed more memory than there is. Narrow the filter or the window.', [], {
    'Retry-After': '30',
  });

export interface PayClient {
  readonly readings: PayReadings;
  stop(): Promise<void>;
}

export interface PayClientDeps extends PayThreadData {
  readonly now: () => Date;
  /** The compiled entry of the thread; default: beside the compiled program. */
  readonly entry?: URL;
  readonly idleMs?: number;
  readonly heapMb?: number;
}

const ENTRY = new URL('../pay-thread.js', import.meta.url);

/** Asks a thread that starts with the first question. @returns `null` where there is no compiled program: then whoever asks answers itself */
export function createPayClient(deps: PayClientDeps): PayClient | null {
  const entry = deps.entry ?? ENTRY;
  if (entry.protocol === 'file:' && !existsSync(fileURLToPath(entry))) return null;
  const { databaseUrl, now, idleMs = IDLE_MS, heapMb = HEAP_MB } = deps;
  const waiting = new Map<number, { readonly done: (answer: unknown) => void; readonly failed: (error: Error) => void }>();
  let worker: Worker | null = null;
  let questions = 0;
  let rest: NodeJS.Timeout | null = null;

  function hear(message: FromPayThread): void {
    const question = waiting.get(message.number);
    if (question === undefined) return;
    waiting.delete(message.number);
    if ('answer' in message) question.done(message.answer);
    else question.failed(Object.assign(new Error(message.message), message.code === '' ? {} : { code: message.code }));
    if (waiting.size > 0) return;
    worker?.unref();
    rest = setTimeout(() => void stop(), idleMs);
    rest.unref();
  }

  function start(): Worker {
    const data: PayThreadData = { databaseUrl };
    // None of the main thread's flags: they may name a loader that a thread cannot have.
    const started = new Worker(entry, { workerData: data, name: 'pay', execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    started.on('message', hear);
    // An error is always followed by the exit.
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (worker === started) worker = null;
      else if (worker !== null) return;
      for (const { failed } of waiting.values()) failed(lost());
      waiting.clear();
    });
    return started;
  }

  async function stop(): Promise<void> {
    if (rest !== null) clearTimeout(rest);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  const ask = <T>(asked: PayAsked): Promise<T> =>
    new Promise((done, failed) => {
      if (waiting.size >= MOST_WAITING) {
        failed(busy());
        return;
      }
      if (rest !== null) clearTimeout(rest);
      worker ??= start();
      worker.ref();
      questions += 1;
      waiting.set(questions, { done: done as (answer: unknown) => void, failed });
      const message: ToPayThread = { number: questions, now: now(), asked };
      worker.postMessage(message, []);
    });

  return {
    readings: {
      salaries: (...given) => ask({ kind: 'salaries', given }),
      compared: (...given) => ask({ kind: 'compared', given }),
      trends: (...given) => ask({ kind: 'trends', given }),
      factors: (...given) => ask({ kind: 'factors', given }),
    },
    stop,
  };
}

import { Worker } from 'node:worker_threads';
import type { BoardToInterpret, Interpreted, InterpretRows, RowToInterpret } from './interpret-row.js';

/** What a thread is asked. */
export interface InterpretRequest {
  readonly id: number;
  readonly rows: readonly RowToInterpret[];
  readonly board: BoardToInterpret;
}

/** What it answers: rows in the order they came, or why there are none. */
export type InterpretAnswer =
  { readonly id: number; readonly interpreted: readonly Interpreted[] } | { readonly id: number; readonly error: string };

export interface InterpretPoolOptions {
  /** The thread's file, built JavaScript: a thread does not start from TypeScript. */
  readonly file: URL;
  readonly threads: number;
  /** A pool that rests this long gives its memory back. Milliseconds. */
  readonly idleMs?: number;
}

export interface InterpretPool {
  readonly interpret: InterpretRows;
  close(): Promise<void>;
}

const MOST_THREADS = 4;
/** One processor is left to the database and to the thread that writes: with two threads on two, a large board is read no sooner. */
export const interpretThreads = (processors: number): number => Math.max(1, Math.min(MOST_THREADS, processors - 1));

/** Rows a thread is handed at once: few enough that all threads end together, enough that handing over costs little. */
const SHARE = 32;
const HEAP_MB = 192;
const YOUNG_MB = 8;

interface Pending {
  readonly request: InterpretRequest;
  readonly resolve: (interpreted: readonly Interpreted[]) => void;
  readonly reject: (error: Error) => void;
}

/** Threads that interpret postings, so that the one that serves pages and talks to the database stays free. They start when first asked. */
export function createInterpretPool({ file, threads, idleMs = 30_000 }: InterpretPoolOptions): InterpretPool {
  const running = new Map<Worker, Pending | null>();
  const waiting: Pending[] = [];
  let lastId = 0;
  let rest: NodeJS.Timeout | null = null;

  const next = (worker: Worker) => {
    const pending = waiting.shift() ?? null;
    running.set(worker, pending);
    if (pending !== null) {
      worker.ref();
      worker.postMessage(pending.request, []);
      return;
    }
    // A thread that rests keeps nobody from ending.
    worker.unref();
    if ([...running.values()].every((busy) => busy === null)) {
      rest = setTimeout(() => void stop(), idleMs);
      rest.unref();
    }
  };

  const begin = () => {
    // None of the main thread's flags: they may name a loader that a thread cannot have.
    const worker = new Worker(file, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.on('message', (answer: InterpretAnswer) => {
      const pending = running.get(worker) ?? null;
      if (pending === null || pending.request.id !== answer.id) return;
      if ('error' in answer) pending.reject(new Error(answer.error));
      else pending.resolve(answer.interpreted);
      next(worker);
    });
    const lost = (error: Error) => {
      const pending = running.get(worker);
      running.delete(worker);
      pending?.reject(error);
      if (running.size === 0) for (const other of waiting.splice(0)) other.reject(error);
    };
    worker.on('error', lost);
    worker.on('exit', () => lost(new Error('a thread that interprets postings has ended')));
    next(worker);
  };

  const ask = (rows: readonly RowToInterpret[], board: BoardToInterpret): Promise<readonly Interpreted[]> =>
    new Promise((resolve, reject) => {
      if (rest !== null) clearTimeout(rest);
      rest = null;
      lastId += 1;
      waiting.push({ request: { id: lastId, rows, board }, resolve, reject });
      const free = [...running].find(([, busy]) => busy === null);
      if (free !== undefined) next(free[0]);
      else if (running.size < threads) begin();
    });

  async function stop(): Promise<void> {
    const workers = [...running.keys()];
    running.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  return {
    interpret: async (rows, board) => {
      const shares = Array.from({ length: Math.ceil(rows.length / SHARE) }, (_, at) => rows.slice(at * SHARE, (at + 1) * SHARE));
      return (await Promise.all(shares.map((share) => ask(share, board)))).flat();
    },
    close: async () => {
      if (rest !== null) clearTimeout(rest);
      await stop();
    },
  };
}

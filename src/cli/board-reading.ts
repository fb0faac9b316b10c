import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInterpretPool, interpretThreads } from '#jobs/interpret-pool';
import { createNetworkState } from '#jobs/network-state';
import type { Progress } from '#jobs/progress';
import { createReadBoards } from '#jobs/read-boards';
import { createRunBoard } from '#jobs/run-board';
import { createSpools } from '#jobs/spool';
import { createTryBoard } from '#jobs/try-board';
import type { readCatalogue } from '#scrapers/boards';
import { createFetchPage } from '#scrapers/fetch-page';
import { recogniseBoard, SOURCES } from '#scrapers/index';
import type { Env } from '../env.js';
import type { Log } from '../log.js';
import type { createDoor } from '../net/door.js';
import { backendOfTitle } from '../normalise/backend.js';
import type { Store } from '../store.js';
import { employerLevelsIn } from './employer-levels.js';
import { offReasonOf } from './seed-boards.js';

export interface BoardReadingDeps {
  readonly env: Env;
  readonly store: Store;
  readonly door: ReturnType<typeof createDoor>;
  readonly catalogue: ReturnType<typeof readCatalogue>;
  readonly progress: Progress;
  readonly log: Log;
  /** Whose leases these are. */
  readonly owner: string;
  readonly now: () => Date;
  /** Told when postings have changed. */
  readonly changed: () => void;
}

/** Everything that reads boards, put together: the way to a page, one run, all that are due, and one on trial. */
export function createBoardReading({ env, store, door, catalogue, progress, log, owner, now, changed }: BoardReadingDeps) {
  const network = createNetworkState((state) => progress.network(state, null));
  const fetchPage = createFetchPage({
    door,
    gate: store.hostGate,
    now,
    sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    random: Math.random,
  });
  const sources = new Map(SOURCES.map((source) => [source.id, source]));
  // Threads start from built files alone; under a loader of TypeScript this thread does their work.
  const pool = import.meta.url.endsWith('.js')
    ? createInterpretPool({ file: new URL('../interpret-thread.js', import.meta.url), threads: interpretThreads(availableParallelism()) })
    : null;
  const runBoard = createRunBoard({
    store,
    ...(pool === null ? {} : { interpret: pool.interpret }),
    fetchPage,
    spools: createSpools({ dir: join(env.DATA_DIR, 'spool') }),
    titleVerdict: (title) => backendOfTitle(title).verdict,
    recognise: (url) => {
      const found = recogniseBoard(url);
      return found !== null && 'source' in found ? found : null;
    },
    ladders: employerLevelsIn(env.DATA_DIR),
    keys: env.keys,
    network,
    progress,
    log,
    owner,
    now,
    changed,
  });
  const readBoards = createReadBoards({ store, sources, offReason: (source) => offReasonOf(source, env), runBoard, network, owner, now });
  const tryBoard = createTryBoard({
    store,
    sources,
    offReason: (source) => offReasonOf(source, env),
    factsOf: (id, slug) => {
      const fact = catalogue.find((board) => board.source === id && board.slug === slug);
      return { company: fact?.company ?? null, industry: fact?.industry ?? null, country: fact?.country ?? null };
    },
    runBoard,
    owner,
    now,
    kept: changed,
  });
  return {
    fetchPage,
    network,
    readBoards,
    tryBoard,
    /** Ends the threads that interpret. */
    close: async () => pool?.close(),
  };
}

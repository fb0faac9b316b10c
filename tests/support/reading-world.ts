import { createFetchPage } from '#scrapers/fetch-page';
import { createLinkListings } from '#jobs/link-listings';
import { createNetworkState } from '#jobs/network-state';
import { createReadBoards } from '#jobs/read-boards';
import { createRunBoard, type RunOutcome } from '#jobs/run-board';
import { createTryBoard } from '#jobs/try-board';
import type { Recognise } from '#jobs/interpret-row';
import type { Source } from '#scrapers/source';
import { createDoor } from '#src/net/door';
import { createStore } from '#db/store/store';
import { backendOfTitle } from '#src/normalise/backend';
import type { NewBoard, Store } from '#src/store';
import { freshDatabase, type TestDatabase } from './database.js';
import { startJobSite, type JobSite } from './job-site.js';

export interface ReadingWorld {
  readonly database: TestDatabase;
  readonly store: Store;
  readonly site: JobSite;
  readonly errors: readonly object[];
  clock: Date;
  readonly trials: ReturnType<typeof createTryBoard>;
  board(more?: Partial<NewBoard>): NewBoard;
  /** Moves the clock, reads what is due then, links it. */
  read(minutes?: number): Promise<readonly RunOutcome[]>;
  /** Requests for the board itself, robots.txt aside. */
  asked(): number;
  close(): Promise<void>;
}

const HOUR_MINUTES = 60;

/** A site on this machine and everything that reads it, with a clock that the test moves. */
export async function readingWorld(
  options: { readonly source?: Partial<Source>; readonly recognise?: Recognise } = {},
): Promise<ReadingWorld> {
  const database = await freshDatabase();
  const store = createStore(database);
  const site = await startJobSite(options.source);
  const door = createDoor({ env: { ALLOW_PRIVATE_TARGETS: '127.0.0.0/8' }, userAgent: 'Backboard/test (+https://example.org/bot)' });
  const errors: object[] = [];
  const world = { clock: new Date('2026-11-02T00:00:00Z') };
  const now = () => world.clock;
  const network = createNetworkState(() => undefined);
  const fetchPage = createFetchPage({ door, gate: store.hostGate, now, sleep: async () => undefined, random: () => 0 });
  const runBoard = createRunBoard({
    store,
    fetchPage,
    titleVerdict: (title) => backendOfTitle(title).verdict,
    recognise: options.recognise ?? (() => null),
    keys: {},
    network,
    progress: { runStarted: () => undefined, runEnded: () => undefined, network: () => undefined },
    log: { error: (fields) => errors.push(fields) },
    owner: 'test',
    now,
    changed: () => undefined,
  });
  const sources = new Map([[site.source.id, site.source]]);
  const readBoards = createReadBoards({ store, sources, offReason: () => null, runBoard, network, owner: 'test', now });
  const trials = createTryBoard({
    store,
    sources,
    offReason: () => null,
    factsOf: () => ({ company: null, industry: null, country: null }),
    runBoard,
    owner: 'test',
    now,
    kept: () => undefined,
  });
  return {
    database,
    store,
    site,
    errors,
    trials,
    get clock() {
      return world.clock;
    },
    set clock(at) {
      world.clock = at;
    },
    board: (more = {}) => ({
      source: site.source.id,
      slug: 'acme',
      company: 'Acme',
      industry: null,
      country: null,
      intervalMinutes: 60,
      dueAt: world.clock,
      origin: 'person',
      ...more,
    }),
    async read(minutes = 2 * HOUR_MINUTES) {
      world.clock = new Date(world.clock.getTime() + minutes * 60_000);
      const ends = await readBoards(new AbortController().signal);
      await createLinkListings({ store, now })();
      await store.indexTexts();
      return ends;
    },
    asked: () => site.requests.filter(({ path }) => path !== '/robots.txt').length,
    async close() {
      await site.close();
      await door.close();
      await store.close();
      await database.drop();
    },
  };
}

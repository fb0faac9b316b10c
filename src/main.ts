import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClosePostings } from '#jobs/close-postings';
import { createJobs, type JobEffects } from '#jobs/index';
import { createLinkListings } from '#jobs/link-listings';
import { createNetworkState } from '#jobs/network-state';
import { createReadBoards } from '#jobs/read-boards';
import { createRefreshRates } from '#jobs/refresh-rates';
import { createRunBoard } from '#jobs/run-board';
import { createSanitiseDescriptions } from '#jobs/sanitise-descriptions';
import { createScheduler } from '#jobs/scheduler';
import type { Progress } from '#jobs/progress';
import { createStore } from '#db/store/store';
import { createFetchPage } from '#scrapers/fetch-page';
import { readCatalogue } from '#scrapers/boards';
import { recogniseBoard, SOURCES } from '#scrapers/index';
import { createAlerting } from './cli/alerting.js';
import { createSite, type RunningSite } from './cli/site.js';
import { openDatabase, type Database } from './cli/open-database.js';
import { seedBoards, offReasonOf } from './cli/seed-boards.js';
import { backendOfTitle } from './normalise/backend.js';
import { createDoor } from './net/door.js';
import { loadRates } from './normalise/exchange.js';
import { StartError } from './domain/start-error.js';
import { VERSION } from './version.js';
import type { Env } from './env.js';
import type { Log } from './log.js';
import type { RunEnd, Store } from './store.js';

export interface BackboardOptions {
  readonly env: Env;
  /** The product's only clock. */
  readonly now: () => Date;
  readonly log: Log;
  readonly progress: Progress;
  /** Lines for the person who started it. */
  readonly say: (line: string) => void;
  readonly demo?: boolean;
}

export interface Backboard {
  readonly store: Store;
  readonly databaseUrl: string;
  readonly boards: { readonly boards: number; readonly soon: number };
  /** Serves the site and the API. @throws StartError when the port is taken */
  listen(): Promise<RunningSite>;
  /** Keeps the schedule from now on. */
  keepSchedule(): void;
  /** Reads what is due, links, cleans and matches, until nothing is left to do. */
  readDue(signal?: AbortSignal): Promise<readonly RunEnd[]>;
  /** Ends in-flight work, gives leases back, closes everything. */
  stop(): Promise<void>;
}

/** Rates ship with the release; a newer release's are added once. */
async function addShippedRates(store: Store): Promise<void> {
  const shipped = loadRates();
  const newest = shipped.lastDate;
  if ((await store.getSetting('rates-shipped')) === newest) return;
  await store.addRates(shipped.rows());
  await store.setSetting('rates-shipped', newest);
}

/** Puts the product together: everything that has an effect is made here and handed on. */
export async function createBackboard(options: BackboardOptions): Promise<Backboard> {
  const { env, now, log, progress, say } = options;
  if (env.PORT < 0) throw new StartError('PORT must not be negative');
  const database: Database = await openDatabase(env, say);
  const store = createStore(database.clients);
  const secretKey = env.SECRET_KEY ?? (await store.settingOr('secret-key', () => randomBytes(32).toString('base64url')));
  await addShippedRates(store);
  const catalogue = readCatalogue();
  const boards = options.demo === true ? { boards: 0, soon: 0 } : await seedBoards({ store, env, sources: SOURCES, catalogue, now: now() });

  const door = createDoor({
    env,
    userAgent: `Backboard/${VERSION} (+${env.PUBLIC_URL === undefined ? env.CONTACT_URL : `${env.PUBLIC_URL}/bot`}; ${env.CONTACT_URL})`,
  });
  log.info({ door: door.description }, 'the way out');
  const owner = `${process.pid}-${randomUUID()}`;
  const network = createNetworkState((state) => progress.network(state, null));
  const fetchPage = createFetchPage({
    door,
    gate: store.hostGate,
    now,
    sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    random: Math.random,
  });
  const sources = new Map(SOURCES.map((source) => [source.id, source]));

  let wake: (job: keyof JobEffects) => void = () => undefined;
  const changed = () => wake('linkListings');
  const runBoard = createRunBoard({
    store,
    fetchPage,
    titleVerdict: (title) => backendOfTitle(title).verdict,
    recognise: (url) => {
      const found = recogniseBoard(url);
      return found !== null && 'source' in found ? found : null;
    },
    keys: env.keys,
    network,
    progress,
    owner,
    now,
    changed,
  });
  const readBoards = createReadBoards({ store, sources, offReason: (source) => offReasonOf(source, env), runBoard, network, owner, now });
  const link = createLinkListings({ store, now });
  const sanitise = createSanitiseDescriptions({ store });
  const close = createClosePostings({ store, sources: SOURCES, now, changed });
  const alerting = createAlerting({ env, store, door, now, log, secretKey, owner });

  const effects: JobEffects = {
    readBoards,
    linkListings: async () => {
      if ((await link()) === 0) return;
      wake('matchAlerts');
      wake('sanitiseDescriptions');
    },
    matchAlerts: async (signal) => {
      await alerting.match(signal);
      wake('sendAlerts');
    },
    sendAlerts: alerting.send,
    sanitiseDescriptions: sanitise,
    closePostings: close,
    refreshRates: createRefreshRates({ store, door, log }),
    prune: () => store.prune(now()),
  };
  const scheduler = createScheduler({ jobs: createJobs(effects), store, now, log });
  let isKept = false;
  let site: RunningSite | null = null;

  return {
    store,
    databaseUrl: database.url,
    boards,
    async listen() {
      site = await createSite({
        env,
        store,
        now,
        log,
        secretKey,
        subscriptions: alerting.subscriptions,
        demo: options.demo ?? false,
        network,
      });
      return site;
    },
    keepSchedule() {
      isKept = true;
      wake = (job) => scheduler.wake(job);
      scheduler.start();
    },
    async readDue(signal = new AbortController().signal) {
      const ends: RunEnd[] = [];
      for (;;) {
        const round = await readBoards(signal);
        ends.push(...round);
        if (round.length === 0 || signal.aborted || network.isAway()) break;
      }
      await close();
      await link();
      await sanitise(signal);
      await alerting.match(signal);
      return ends;
    },
    async stop() {
      site?.drain();
      if (isKept) await scheduler.stop();
      await site?.close();
      await store.releaseLeases(owner, now());
      await alerting.close();
      await door.close();
      await store.close();
      await database.close();
    },
  };
}

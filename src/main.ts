import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createBackfill } from '#jobs/backfill';
import { createClosePostings } from '#jobs/close-postings';
import { ASKING_JOBS, createJobs, type JobEffects } from '#jobs/index';
import { createLinkListings } from '#jobs/link-listings';
import { createRefreshInsights, type RefreshedInsights } from '#jobs/refresh-insights';
import { createRefreshRates } from '#jobs/refresh-rates';
import type { RunOutcome } from '#jobs/run-board';
import { createSanitiseDescriptions } from '#jobs/sanitise-descriptions';
import { createScheduler } from '#jobs/scheduler';
import type { TrialAnswer } from '#jobs/try-board';
import type { Progress } from '#jobs/progress';
import { createStore } from '#db/store/store';
import { readCatalogue } from '#scrapers/boards';
import { SOURCES } from '#scrapers/index';
import type { Source } from '#scrapers/source';
import { createAlerting } from './cli/alerting.js';
import { createBoardReading } from './cli/board-reading.js';
import { createIndexClient, type IndexClient } from './cli/index-client.js';
import { createPayClient, type PayClient } from './cli/pay-client.js';
import { createSite, type RunningSite } from './cli/site.js';
import { withListingIndex } from './cli/indexed-store.js';
import { fillDemo } from './cli/fill-demo.js';
import { openDatabase, type Database } from './cli/open-database.js';
import { seedBoards } from './cli/seed-boards.js';
import { createDoor } from './net/door.js';
import { loadRates, rateRows } from './normalise/exchange.js';
import { VERSION } from './version.js';
import type { Env } from './env.js';
import type { Log } from './log.js';
import type { Store } from './store.js';

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
  readDue(signal?: AbortSignal): Promise<readonly RunOutcome[]>;
  /** Proposes one board and reads it now; it stays only after one complete reading with postings. */
  tryBoard(source: Source, slug: string): Promise<TrialAnswer>;
  /** Fills an empty demo. @returns listings invented; 0: it was filled before */
  fillDemo(progress: (share: number) => void): Promise<number>;
  /** Learns again what pay depends on. */
  refreshInsights(): Promise<RefreshedInsights>;
  /** Makes the pieces of a source's past due. */
  backfill: ReturnType<typeof createBackfill>;
  /** Ends in-flight work, gives leases back, closes everything. */
  stop(): Promise<void>;
}

/** Rates ship with the release; a newer release's are added once. */
async function addShippedRates(store: Store): Promise<void> {
  const shipped = loadRates();
  const newest = shipped.days.at(-1) ?? '';
  if ((await store.getSetting('rates-shipped')) === newest) return;
  await store.addRates(rateRows(shipped));
  await store.setSetting('rates-shipped', newest);
}

/** Puts the product together: everything that has an effect is made here and handed on. */
export async function createBackboard(options: BackboardOptions): Promise<Backboard> {
  const { env, now, log, progress, say } = options;
  const database: Database = await openDatabase(env, say);
  const store = createStore(database.clients);
  const secretKey = env.SECRET_KEY ?? (await store.settingOr('secret-key', () => randomBytes(32).toString('base64url')));
  // Some hundred thousand rows on a first start: pages answer meanwhile, reading waits.
  const ratesAreThere = addShippedRates(store);
  ratesAreThere.catch(() => undefined);
  await store.keepOutOfStatistics(SOURCES.filter((source) => !source.inStatistics).map((source) => source.id));
  const catalogue = readCatalogue();
  const boards = options.demo === true ? { boards: 0, soon: 0 } : await seedBoards({ store, env, sources: SOURCES, catalogue, now: now() });

  const agentHome = env.PUBLIC_URL === undefined ? '' : `+${env.PUBLIC_URL}/bot; `;
  const userAgent = `Backboard/${VERSION} (${agentHome}${agentHome === '' ? '+' : ''}${env.CONTACT_URL})`;
  const door = createDoor({ env, userAgent });
  if (env.HTTPS_PROXY !== undefined || env.HTTP_PROXY !== undefined) say(`Network: ${door.description}`);
  else log.info({ door: door.description }, 'the way out');
  const owner = `${process.pid}-${randomUUID()}`;
  let wake: (job: keyof JobEffects) => void = () => undefined;
  const changed = () => wake('linkListings');
  const {
    fetchPage,
    network,
    readBoards,
    tryBoard,
    close: closeReading,
  } = createBoardReading({
    env,
    store,
    door,
    catalogue,
    progress,
    log,
    owner,
    now,
    changed,
  });
  const link = createLinkListings({ store, now });
  const sanitise = createSanitiseDescriptions({ store });
  const close = createClosePostings({ store, sources: SOURCES, now, changed });
  let address = env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
  const baseUrl = () => (address.endsWith('/') ? address.slice(0, -1) : address);
  const alerting = createAlerting({ env, store, door, now, log, say, secretKey, owner, baseUrl });

  const { refresh: refreshInsights, refreshIfDue } = createRefreshInsights({ store, now, log });

  const effects: JobEffects = {
    readBoards: async (signal) => {
      await ratesAreThere;
      return readBoards(signal);
    },
    tryBoards: async (signal) => {
      await ratesAreThere;
      return tryBoard.waiting(signal);
    },
    linkListings: async () => {
      if ((await link()) === 0) return;
      wake('matchAlerts');
      wake('indexTexts');
      wake('sanitiseDescriptions');
    },
    indexTexts: () => store.indexTexts(),
    matchAlerts: async (signal) => {
      await alerting.match(signal);
      wake('sendAlerts');
    },
    sendAlerts: alerting.send,
    sendLetters: alerting.sendLetters,
    sanitiseDescriptions: sanitise,
    tellBlind: alerting.tellBlind,
    closePostings: close,
    refreshRates: createRefreshRates({ store, door, log }),
    refreshInsights: refreshIfDue,
    prune: () => store.prune(now()),
  };
  // Invented employers have no boards in the world: a demo asks nobody.
  const jobs = createJobs(effects).filter((job) => options.demo !== true || !ASKING_JOBS.has(job.name));
  const scheduler = createScheduler({ jobs, store, now, log });
  let isKept = false;
  let site: RunningSite | null = null;
  let index: IndexClient | null = null;
  let pay: PayClient | null = null;

  return {
    store,
    databaseUrl: database.url,
    boards,
    async listen() {
      if (env.LISTING_INDEX === 'on') index = createIndexClient({ databaseUrl: database.url, folder: join(env.DATA_DIR, 'index'), log });
      pay = createPayClient({ databaseUrl: database.url, now });
      site = await createSite({
        env,
        store: index === null ? store : withListingIndex(store, index, now),
        payReadings: pay?.readings ?? null,
        listingIndex: () => index?.state() ?? { phase: 'off' },
        now,
        log,
        secretKey,
        subscriptions: alerting.subscriptions,
        demo: options.demo ?? false,
        userAgent,
        baseUrl,
        foundAddress: (found) => {
          address = env.PUBLIC_URL ?? found;
        },
      });
      return site;
    },
    keepSchedule() {
      isKept = true;
      wake = (job) => scheduler.wake(job);
      scheduler.start();
    },
    async readDue(signal = new AbortController().signal) {
      await ratesAreThere;
      const ends: RunOutcome[] = [];
      for (;;) {
        const round = await readBoards(signal);
        ends.push(...round);
        if (round.length === 0 || signal.aborted || network.isAway()) break;
      }
      await close();
      await link();
      await store.indexTexts();
      await sanitise(signal);
      await alerting.match(signal);
      await refreshInsights();
      return ends;
    },
    async tryBoard(source, slug) {
      const answer = await tryBoard.now(source, slug);
      if ('kept' in answer && answer.kept) await link();
      return answer;
    },
    async fillDemo(tell) {
      await ratesAreThere;
      const filled = await fillDemo({ store, now, owner, progress: tell });
      await sanitise(new AbortController().signal);
      if (filled > 0) await refreshInsights();
      return filled;
    },
    refreshInsights,
    backfill: createBackfill({ store, fetchPage, now }),
    async stop() {
      site?.drain();
      if (isKept) await scheduler.stop();
      await site?.close();
      await index?.stop();
      await pay?.stop();
      await store.releaseLeases(owner, now());
      await closeReading();
      await alerting.close();
      await door.close();
      await store.close();
      await database.close();
    },
  };
}

import { createFetchPage } from '#scrapers/fetch-page';
import type { Source } from '#scrapers/source';
import { createLinkListings } from '#jobs/link-listings';
import { createNetworkState } from '#jobs/network-state';
import { createRunBoard, type RunOutcome } from '#jobs/run-board';
import type { Spools } from '#jobs/spool';
import { createDoor, type Door } from '#src/net/door';
import { createStore } from '#db/store/store';
import { backendOfTitle } from '#src/normalise/backend';
import type { Store } from '#src/store';
import { logicalDump } from '../walk/logical-dump.js';
import { freshDatabase, type TestDatabase } from './database.js';
import type { JobSite, SiteRow } from './job-site.js';

const HOUR_MS = 3_600_000;
export const START = new Date('2026-11-02T00:00:00Z');

/** Ten rows, two of them no backend work, one with pay. */
export const rowsOf = (count: number, from = 0): SiteRow[] =>
  Array.from({ length: count }, (_, at) => {
    const i = from + at;
    return {
      id: `job-${i}`,
      title: i % 5 === 4 ? `Account Executive ${i}` : `Senior Backend Engineer, Team ${i}`,
      ...(i % 5 === 1 ? { pay: { min: 70_000 + i * 1_000, max: 90_000 + i * 1_000 } } : {}),
    };
  });

/** Three readings of one board: at the second a row has left, one came and one was edited; at the third what left closes. */
export const FIRST = rowsOf(12);
export const SECOND: SiteRow[] = [
  ...FIRST.slice(1, 11),
  { id: 'job-11', title: 'Staff Backend Engineer, Team 11', pay: { min: 120_000, max: 140_000 } },
  { id: 'job-new', title: 'Go Developer' },
];
export const THIRD: SiteRow[] = [...SECOND.slice(0, -1), { id: 'job-new', title: 'Senior Go Developer' }];

/** One board at a job site, read whenever a test says so, by the product's own code into a real database. */
export interface FaultBoard {
  readonly id: number;
  readonly slug: string;
  /** Reads the board two hours after the last reading in this world, or when it is due if that is later; links what is new. */
  read(change?: { readonly store?: Store; readonly owner?: string; readonly spools?: Spools }): Promise<RunOutcome>;
  /** A hash of what is stored of this board. */
  stored(): Promise<string>;
  /** Ids of open postings. */
  open(): Promise<string[]>;
  /** Rows not closed, backend or not. */
  openRows(): Promise<string[]>;
}

export interface FaultWorld {
  readonly database: TestDatabase;
  readonly store: Store;
  now(): Date;
  /** Moves the clock on. */
  wait(hours: number): void;
  /** Waits that a host's turn or a back-off asked for, in milliseconds. */
  readonly slept: number[];
  /** Errors that the product logged as its own. */
  readonly errors: object[];
  board(site: JobSite, change?: Partial<Source>): Promise<FaultBoard>;
  close(): Promise<void>;
}

/** A database of its own and a clock that tests move; robots, pace, caps and deadlines as in production. */
export async function startFaultWorld(startAt: Date = START): Promise<FaultWorld> {
  const database = await freshDatabase();
  const store = createStore(database);
  const door: Door = createDoor({ env: { ALLOW_PRIVATE_TARGETS: '127.0.0.1' }, userAgent: 'Backboard/test (+https://example.org/bot)' });
  let clock = startAt;
  const now = () => clock;
  const slept: number[] = [];
  const errors: object[] = [];
  const fetchPage = createFetchPage({
    door,
    gate: store.hostGate,
    now,
    sleep: async (ms) => void slept.push(ms),
    random: () => 0,
  });
  let made = 0;

  async function board(site: JobSite, change: Partial<Source> = {}): Promise<FaultBoard> {
    made += 1;
    const slug = `acme${Array.from(String(made))
      .map((digit) => 'abcdefghij'[Number(digit)])
      .join('')}`;
    const source = { ...site.source, ...change };
    await store.addBoards([
      {
        source: source.id,
        slug,
        company: `Acme ${slug}`,
        industry: null,
        country: 'DE',
        intervalMinutes: 60,
        dueAt: clock,
        origin: 'person',
      },
    ]);
    const id = (await store.listBoards(new Date())).find((candidate) => candidate.slug === slug && candidate.source === source.id)?.id ?? 0;
    return {
      id,
      slug,
      async read({ store: by = store, owner = 'test', spools } = {}) {
        const [due] = await database.sql<{ due_at: Date }[]>`select due_at from board where id = ${id}`;
        clock = new Date(Math.max(clock.getTime() + 2 * HOUR_MS, due?.due_at.getTime() ?? 0));
        const claimed = await by.claimBoard(clock, owner, 5 * 60_000, [], id);
        if (claimed === null) throw new Error(`${slug} was not to be had`);
        const runBoard = createRunBoard({
          store: by,
          fetchPage,
          ...(spools === undefined ? {} : { spools }),
          titleVerdict: (title) => backendOfTitle(title).verdict,
          recognise: () => null,
          keys: {},
          network: createNetworkState(() => undefined),
          progress: { runStarted: () => undefined, runEnded: () => undefined, network: () => undefined },
          log: { error: (fields) => errors.push(fields) },
          owner,
          now,
          changed: () => undefined,
        });
        const end = await runBoard(claimed, source, new AbortController().signal);
        if (end === null) throw new Error(`the run of ${slug} was given up`);
        await createLinkListings({ store, now })();
        return end;
      },
      stored: async () => (await logicalDump(database.sql, id)).hash,
      open: async () =>
        (
          await database.sql<{ external_id: string }[]>`
            select external_id from posting where board_id = ${id} and closed_at is null order by external_id collate "C"`
        ).map((row) => row.external_id),
      openRows: async () =>
        (
          await database.sql<
            { key: string }[]
          >`select key from source_row where board_id = ${id} and closed_at is null order by key collate "C"`
        ).map((row) => row.key),
    };
  }

  return {
    database,
    store,
    now,
    wait: (hours) => void (clock = new Date(clock.getTime() + hours * HOUR_MS)),
    slept,
    errors,
    board,
    close: async () => {
      await door.close();
      await store.close();
      await database.drop();
    },
  };
}

/** Every row that a run saw is counted once. */
export function countsAddUp({ counts, skipped }: RunOutcome, lost = 0): boolean {
  const leftOut = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  return counts.seen === counts.added + counts.changed + counts.unchanged + counts.notBackend + counts.rejected + leftOut + lost;
}

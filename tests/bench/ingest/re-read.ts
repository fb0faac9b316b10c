import { interpretEach } from '#jobs/interpret-row';
import { createLinkListings } from '#jobs/link-listings';
import { readBoard } from '#scrapers/read-board';
import { sourceOf } from '#scrapers/index';
import type { PageAnswer } from '#scrapers/fetch-page';
import type { ClaimedBoard, PostingWrite, Store } from '#src/store';
import { claimBoards, NOW, type BenchDatabase } from './bench-database.js';
import { openPlainTable, type GivenWrite } from './drizzle-upsert.js';
import { interpretRows, parsePage, recognise } from './interpreted.js';
import { pageOf, type InventedBoard, type InventedJob } from './invented-pages.js';
import { perSecond, rounded, spentOn, type Spent } from './timing.js';
import { saveAll } from './write-path.js';

/** A pace of ours and of upserting everything. */
interface Pace {
  readonly perSecond: number;
  readonly plainPerSecond: number;
  readonly times: number;
  /** By processor time, the server's included; `null`: the system does not tell. */
  readonly timesByProcessor: number | null;
}

export interface ReRead {
  readonly changed: number;
  /** What is stored alone, as `performance.md` measures it: look-up, write of what changed, its text vectors, confirming, against the upsert of ready-made rows. */
  readonly store: Pace;
  /** From the page's text on: JSON, hashes, look-up, interpreting and writing what changed, against interpreting and upserting everything. */
  readonly whole: Pace;
  /** The upsert without a text vector in its table. */
  readonly upsertWithoutTextPerSecond: number;
}

const edited = (job: InventedJob, at: number): InventedJob =>
  at % 20 === 0 ? { ...job, content: `${job.content}&lt;p&gt;Edited in round ${at}.&lt;/p&gt;` } : job;

/** One board, read, compared, and its changes written: the product's own steps, the network left out. */
async function readAgain({ store }: BenchDatabase, board: ClaimedBoard, text: string): Promise<readonly PostingWrite[]> {
  const source = sourceOf('greenhouse');
  if (source === null) throw new Error('the platform of the bench is gone');
  const body = Buffer.from(text);
  const later = new Date(NOW.getTime() + 3_600_000);
  const reading = await readBoard({
    source,
    board: { slug: board.slug, company: board.company, memo: {} },
    fetchPage: (request): Promise<PageAnswer> =>
      Promise.resolve({ kind: 'page', page: { request, status: 200, text }, body, validators: null }),
    now: () => later,
    titleVerdict: () => 'yes',
    known: async (ids) => new Map([...(await store.knownRows(board.id, ids))].map(([id, row]) => [id, row.rowHash])),
  });
  if (reading.outcome !== 'complete') throw new Error(`a reading of the bench is ${reading.outcome}: ${reading.reason ?? ''}`);
  const rows = reading.rows.flatMap(({ rowId, rowHash, reading: row }) =>
    row.kind === 'postings' ? row.postings.map((raw) => ({ raw, rowId, rowHash })) : [],
  );
  const interpreted = interpretEach(rows, { source, board }, recognise);
  const writes = interpreted.flatMap((item) => (item.kind === 'posting' ? item.write : []));
  await keep(
    store,
    board,
    writes,
    reading.rows.map((row) => row.rowId),
    later,
  );
  return writes;
}

/** Writes what changed and confirms what was seen. */
async function keep(store: Store, board: ClaimedBoard, writes: readonly PostingWrite[], seen: readonly string[], now: Date): Promise<void> {
  const batch = { boardId: board.id, runId: board.runId, now, cause: 'new', notBackend: [], rejections: [] } as const;
  if (writes.length > 0) await store.savePostings({ ...batch, writes });
  await store.confirmRows(board.id, seen, now, board.runId);
}

/** The same as `readAgain` from the store's side: hashes and rows are ready-made, those that the look-up does not know go in. */
async function storeAgain({ store }: BenchDatabase, board: ClaimedBoard, ready: readonly PostingWrite[]): Promise<void> {
  const seen = ready.map((write) => write.rowId);
  const known = await store.knownRows(board.id, seen);
  const changed = ready.filter((write) => known.get(write.rowId)?.rowHash !== write.rowHash);
  if (changed.length === 0 || changed.length > ready.length / 10) throw new Error(`${changed.length} of ${ready.length} rows changed`);
  await keep(store, board, changed, seen, new Date(NOW.getTime() + 10_800_000));
}

const paceOf = (count: number, own: Spent, plain: readonly Spent[]): Pace => {
  const seconds = plain.reduce((sum, one) => sum + one.seconds, 0);
  const cpu = plain.reduce<number | null>((sum, one) => (sum === null || one.cpu === null ? null : sum + one.cpu), 0);
  return {
    perSecond: perSecond(count, own.seconds),
    plainPerSecond: perSecond(count, seconds),
    times: rounded(seconds / own.seconds),
    timesByProcessor: cpu === null || own.cpu === null ? null : rounded(cpu / own.cpu),
  };
};

/** A re-read of which one row in twenty changed, against reading and upserting everything. */
export async function measureReRead(database: BenchDatabase, invented: readonly InventedBoard[]): Promise<ReRead> {
  await database.clear();
  const { sql } = database.clients;
  const boards = await claimBoards(database.store, invented);
  const count = invented.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const given = (pages: readonly string[]): GivenWrite[] =>
    pages.flatMap((text, at) => {
      const board = boards[at];
      return board === undefined
        ? []
        : interpretRows(parsePage(text, board.slug), board).map((write) => ({
            boardId: board.id,
            write,
          }));
    });
  const before = invented.map(({ jobs }) => pageOf(jobs));
  const after = invented.map(({ jobs }) => pageOf(jobs.map(edited)));
  for (const [at, board] of boards.entries()) await saveAll(database, board, interpretRows(parsePage(before[at] ?? '', board.slug), board));
  await createLinkListings({ store: database.store, now: () => NOW })();
  await database.store.indexTexts();

  const plain = await openPlainTable(database, database.url);
  await plain.upsert(given(before), NOW);
  await sql`vacuum analyze`;

  let changed = 0;
  const own = await spentOn(sql, async () => {
    for (const [at, board] of boards.entries()) changed += (await readAgain(database, board, after[at] ?? '')).length;
  });
  await database.store.indexTexts();
  // Another twentieth changes for the store's part, so that both start alike.
  const third = invented.map(({ jobs }, at) => {
    const board = boards[at];
    return board === undefined
      ? []
      : interpretRows(
          parsePage(pageOf(jobs.map((job, n) => edited(job, n)).map((job, n) => (n % 20 === 7 ? edited(job, 20) : job))), board.slug),
          board,
        );
  });
  const stored = await spentOn(sql, async () => {
    for (const [at, board] of boards.entries()) await storeAgain(database, board, third[at] ?? []);
    await database.store.indexTexts();
  });
  let ready: GivenWrite[] = [];
  const reading = await spentOn(sql, () => {
    ready = given(after);
    return Promise.resolve();
  });
  const upsert = await spentOn(sql, () => plain.upsert(ready, new Date(NOW.getTime() + 3_600_000)));
  await plain.dropText();
  await sql`vacuum analyze plain_posting`;
  const upsertWithoutText = await spentOn(sql, () => plain.upsert(ready, new Date(NOW.getTime() + 7_200_000)));
  await plain.close();

  return {
    changed,
    store: paceOf(count, stored, [upsert]),
    whole: paceOf(count, own, [reading, upsert]),
    upsertWithoutTextPerSecond: perSecond(count, upsertWithoutText.seconds),
  };
}

import { createHash } from 'node:crypto';
import { interpretEach } from '#jobs/interpret-row';
import { createLinkListings } from '#jobs/link-listings';
import { readBoard } from '#scrapers/read-board';
import { sourceOf } from '#scrapers/index';
import type { PageAnswer } from '#scrapers/fetch-page';
import type { ClaimedBoard } from '#src/store';
import { claimBoards, NOW, type BenchDatabase } from './bench-database.js';
import { openPlainTable, type GivenWrite } from './drizzle-upsert.js';
import { interpretRows, parsePage, recognise } from './interpreted.js';
import { pageOf, type InventedBoard, type InventedJob } from './invented-pages.js';
import { perSecond, rounded, spentOn, type Spent } from './timing.js';
import { saveAll } from './write-path.js';

export interface ReRead {
  readonly perSecond: number;
  readonly changed: number;
  /** Reading pages, interpreting all, upserting all. */
  readonly plainPerSecond: number;
  readonly times: number;
  /** The same by processor time, the server's included. */
  readonly timesByProcessor: number | null;
  /** Upserting alone, its rows ready-made, against the whole of ours. */
  readonly upsertPerSecond: number;
  readonly timesOfUpsertAlone: number;
  /** The same without a text vector in the upserted table. */
  readonly upsertWithoutTextPerSecond: number;
  readonly timesOfUpsertWithoutText: number;
}

const edited = (job: InventedJob, at: number): InventedJob =>
  at % 20 === 0 ? { ...job, content: `${job.content}&lt;p&gt;Edited in round ${at}.&lt;/p&gt;` } : job;

/** One board, read, compared, and its changes written: the product's own steps, the network left out. */
async function readAgain({ store }: BenchDatabase, board: ClaimedBoard, text: string): Promise<number> {
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
  const batch = { boardId: board.id, runId: board.runId, now: later, cause: 'new', notBackend: [], rejections: [] } as const;
  if (writes.length > 0) await store.savePostings({ ...batch, writes });
  await store.confirmRows(
    board.id,
    reading.rows.map((row) => row.rowId),
    later,
    board.runId,
  );
  return writes.length;
}

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
            // The bench's own reading hashes rows as the product's does; this one need only be stable.
            write: { ...write, rowHash: createHash('sha256').update(write.rowHash).digest('hex') },
          }));
    });
  const before = invented.map(({ jobs }) => pageOf(jobs));
  const after = invented.map(({ jobs }) => pageOf(jobs.map(edited)));
  for (const [at, board] of boards.entries()) await saveAll(database, board, interpretRows(parsePage(before[at] ?? '', board.slug), board));
  await createLinkListings({ store: database.store, now: () => NOW })();

  const plain = await openPlainTable(database, database.url);
  await plain.upsert(given(before), NOW);
  await sql`vacuum analyze`;

  let changed = 0;
  const own = await spentOn(sql, async () => {
    for (const [at, board] of boards.entries()) changed += await readAgain(database, board, after[at] ?? '');
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

  const cpuOf = (...all: readonly Spent[]) =>
    all.reduce<number | null>((sum, { cpu }) => (sum === null || cpu === null ? null : sum + cpu), 0);
  const [ownCpu, plainCpu] = [cpuOf(own), cpuOf(reading, upsert)];
  return {
    perSecond: perSecond(count, own.seconds),
    changed,
    plainPerSecond: perSecond(count, reading.seconds + upsert.seconds),
    times: rounded((reading.seconds + upsert.seconds) / own.seconds),
    timesByProcessor: ownCpu === null || plainCpu === null ? null : rounded(plainCpu / ownCpu),
    upsertPerSecond: perSecond(count, upsert.seconds),
    timesOfUpsertAlone: rounded(upsert.seconds / own.seconds),
    upsertWithoutTextPerSecond: perSecond(count, upsertWithoutText.seconds),
    timesOfUpsertWithoutText: rounded(upsertWithoutText.seconds / own.seconds),
  };
}

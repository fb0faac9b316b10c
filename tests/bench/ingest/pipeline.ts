import { createInterpretPool } from '#jobs/interpret-pool';
import type { Interpreted } from '#jobs/interpret-row';
import { createLinkListings } from '#jobs/link-listings';
import type { ClaimedBoard } from '#src/store';
import { claimBoards, NOW, type BenchDatabase } from './bench-database.js';
import { parsePage } from './interpreted.js';
import { pageOf, type InventedBoard } from './invented-pages.js';
import { perSecond, rounded, spentOn } from './timing.js';
import { saveAll } from './write-path.js';

export interface Pipeline {
  readonly threads: number;
  readonly perSecond: number;
  /** Processor time a posting costs, everything included, the server too; ms. `null`: the system does not tell. */
  readonly processorMs: number | null;
  /** Two processors spent wholly on this would do as many a second. */
  readonly boundOfTwo: number | null;
}

/** Boards read at once, as the product does. */
const AT_ONCE = 4;

/** Pages to linked listings, as the product does it: threads interpret, several boards at once, linking last. */
export async function measurePipeline(database: BenchDatabase, invented: readonly InventedBoard[], threads: number): Promise<Pipeline> {
  await database.clear();
  const { store } = database;
  const boards = await claimBoards(store, invented);
  const pages = invented.map(({ jobs }) => pageOf(jobs));
  const count = invented.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const pool = createInterpretPool({ file: new URL('../../../dist/src/interpret-thread.js', import.meta.url), threads });
  const read = async (board: ClaimedBoard, text: string) => {
    const rows = parsePage(text, board.slug).flatMap(({ rowId, rowHash, postings }) => postings.map((raw) => ({ raw, rowId, rowHash })));
    const interpreted: readonly Interpreted[] = await pool.interpret(rows, { source: { id: 'greenhouse', platform: true }, board });
    await saveAll(
      database,
      board,
      interpreted.flatMap((item) => (item.kind === 'posting' ? item.write : [])),
    );
  };
  // Threads read their tables when they start; that is no part of a posting's time.
  await pool.interpret(
    Array.from({ length: threads * 32 }, (_, at) =>
      parsePage(pageOf(invented[0]?.jobs.slice(0, 1) ?? []), 'warm').map((row) => ({ ...row, raw: row.postings[0] as never, at })),
    )
      .flat()
      .map(({ raw, rowId, rowHash }) => ({ raw, rowId, rowHash })),
    { source: { id: 'greenhouse', platform: true }, board: { slug: 'warm', company: null, industry: null } },
  );
  const { seconds, cpu } = await spentOn(database.clients.sql, async () => {
    const waiting = boards.map((board, at) => ({ board, text: pages[at] ?? '' }));
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await read(next.board, next.text);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await createLinkListings({ store, now: () => NOW })();
  });
  await pool.close();
  return {
    threads,
    perSecond: perSecond(count, seconds),
    processorMs: cpu === null ? null : rounded((cpu / count) * 1000),
    boundOfTwo: cpu === null ? null : perSecond(2 * count, cpu),
  };
}

import { createLinkListings } from '#jobs/link-listings';
import type { PostingWrite } from '#src/store';
import { claimBoards, NOW, type BenchDatabase } from './bench-database.js';
import { interpretRows, parsePage } from './interpreted.js';
import { pageOf, type InventedBoard } from './invented-pages.js';
import { perSecond, timed } from './timing.js';

export interface Stage {
  readonly name: string;
  readonly seconds: number;
  readonly perSecond: number;
}

const BATCH = 500;

/** Each stage on its own, one after the other on one thread: where a new posting's time goes. */
export async function measureStages(database: BenchDatabase, invented: readonly InventedBoard[]): Promise<Stage[]> {
  await database.clear();
  const boards = await claimBoards(database.store, invented);
  const pages = invented.map(({ jobs }) => pageOf(jobs));
  const count = invented.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const parsed = await timed(() => pages.map((text, at) => parsePage(text, invented[at]?.slug ?? '')));
  const interpreted = await timed(() =>
    parsed.result.map((rows, at): PostingWrite[] => interpretRows(rows, boards[at] ?? { slug: '', company: null, industry: null })),
  );
  const saved = await timed(async () => {
    for (const [at, writes] of interpreted.result.entries()) {
      const board = boards[at];
      if (board === undefined) continue;
      for (let from = 0; from < writes.length; from += BATCH) {
        const batch = { boardId: board.id, runId: board.runId, now: NOW, cause: 'new', notBackend: [], rejections: [] } as const;
        await database.store.savePostings({ ...batch, writes: writes.slice(from, from + BATCH) });
      }
    }
  });
  const linked = await timed(() => createLinkListings({ store: database.store, now: () => NOW })());
  return [
    ['parse', parsed.seconds],
    ['normalise', interpreted.seconds],
    ['write', saved.seconds],
    ['link', linked.seconds],
  ].map(([name, seconds]) => ({ name: String(name), seconds: Number(seconds), perSecond: perSecond(count, Number(seconds)) }));
}

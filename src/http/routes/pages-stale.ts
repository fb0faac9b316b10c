import type { StaleSource } from '#src/web/search-view';
import type { BoardStatus } from '../../store.js';
import type { PageDeps } from './pages-deps.js';

const GOOD_FOR_MS = 60_000;
/** Below this share of a source's open listings a late board is its own affair: the sources page says it. */
const WORTH_SAYING = 0.25;
/** States in which what is shown may no longer be true. */
const STALE: ReadonlySet<BoardStatus['state']> = new Set(['late', 'failing', 'drift', 'gone', 'suspect', 'held']);

/** Sources of which a good part of the open listings stands on boards that were not read in full when due. */
export function staleSourcesOf(boards: readonly BoardStatus[], names: ReadonlyMap<string, string>): readonly StaleSource[] {
  const bySource = new Map<string, { open: number; stale: number; since: string | null }>();
  for (const board of boards) {
    if (board.openListings === 0) continue;
    const sums = bySource.get(board.source) ?? { open: 0, stale: 0, since: null };
    bySource.set(board.source, sums);
    sums.open += board.openListings;
    if (!STALE.has(board.state)) continue;
    sums.stale += board.openListings;
    if (board.lastGoodAt !== null && (sums.since === null || board.lastGoodAt < sums.since)) sums.since = board.lastGoodAt;
  }
  return [...bySource].flatMap(([id, { open, stale, since }]) =>
    stale / open < WORTH_SAYING ? [] : [{ id, name: names.get(id) ?? id, share: stale / open, since }],
  );
}

/** The same, asked of the database once a minute; a page never waits for a renewal. */
export function createStaleSources(deps: Pick<PageDeps, 'store' | 'now' | 'sources'>) {
  const names = new Map(deps.sources.map(({ id, name }) => [id, name]));
  let known: { readonly at: number; readonly stale: readonly StaleSource[] } | null = null;
  let asking: Promise<readonly StaleSource[]> | null = null;

  function ask(): Promise<readonly StaleSource[]> {
    asking ??= deps.store
      .listBoards(deps.now())
      .then((boards) => {
        const stale = staleSourcesOf(boards, names);
        known = { at: deps.now().getTime(), stale };
        return stale;
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  return async (): Promise<readonly StaleSource[]> => {
    if (known === null) return ask();
    if (deps.now().getTime() - known.at >= GOOD_FOR_MS) ask().catch(() => undefined);
    return known.stale;
  };
}

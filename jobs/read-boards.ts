import type { Source } from '#scrapers/source';
import type { ClaimedBoard, RunEnd, Store } from '#src/store';
import { blankRunEnd } from '#src/store/blank-run-end';
import type { RunOutcome } from './run-board.js';
import type { NetworkState } from './network-state.js';

export interface ReadBoardsDeps {
  readonly store: Pick<Store, 'claimBoard' | 'endRun'>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Sources that are off here, with the reason. */
  readonly offReason: (source: Source) => string | null;
  readonly runBoard: (board: ClaimedBoard, source: Source, signal: AbortSignal) => Promise<RunOutcome | null>;
  readonly network: Pick<NetworkState, 'isAway'>;
  readonly owner: string;
  readonly now: () => Date;
}

/** Boards read at once; one of a source, since a source's boards share a host that is asked one request at a time. */
const AT_ONCE = 8;
const LEASE_MS = 5 * 60_000;

/** Claims boards that are due and reads them until none is left that this process may read. */
export function createReadBoards({ store, sources, offReason, runBoard, network, owner, now }: ReadBoardsDeps) {
  return async (signal: AbortSignal): Promise<readonly RunOutcome[]> => {
    const ends: RunOutcome[] = [];
    const busy = new Map<string, Promise<void>>();
    let tries = 0;

    const start = (board: ClaimedBoard, source: Source) => {
      const work = runBoard(board, source, signal)
        .then((end) => {
          if (end !== null) ends.push(end);
        })
        .finally(() => busy.delete(source.id));
      busy.set(source.id, work);
    };

    for (;;) {
      // While the network is away one board at a time is the probe; the clock wakes the next.
      const mayClaim = !signal.aborted && busy.size < (network.isAway() ? 1 : AT_ONCE) && !(network.isAway() && tries > 0);
      const board = mayClaim ? await store.claimBoard(now(), owner, LEASE_MS, [...busy.keys()]) : null;
      if (board !== null) {
        if (network.isAway()) tries += 1;
        const source = sources.get(board.source);
        const off = source === undefined ? 'its source is not part of this release' : offReason(source);
        if (source === undefined || off !== null) await store.endRun(board.id, board.runId, owner, now(), switchedOff(off ?? '', now()));
        else start(board, source);
        continue;
      }
      if (busy.size === 0) return ends;
      await Promise.race(busy.values());
    }
  };
}

const switchedOff = (reason: string, now: Date): RunEnd => ({ ...blankRunEnd('abandoned', reason, now), switchOff: reason });

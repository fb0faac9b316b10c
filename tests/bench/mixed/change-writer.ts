import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLinkListings } from '#jobs/link-listings';
import type { ClaimedBoard, PostingWrite, Store } from '#src/store';
import { writesOf } from '../ingest/interpreted.js';
import { inventBoards } from '../ingest/invented-pages.js';

/** Changes that one batch writes: one board's, as a reading of it does. */
const BATCH = 50;
/** Of every ten batches so many close what they name; the next edit of the same postings opens them again. */
const CLOSING_OF_TEN = 1;
const FOUND_A_SECOND = 10;
const PER_BOARD = 250;

/** Something that a reader can wait for. */
export interface Probe {
  /** A word that no other listing ever had. */
  readonly word: string;
  /** `performance.now()` when the transaction that wrote it had ended. */
  readonly at: number;
}

export interface WriterFigures {
  readonly edited: number;
  readonly closed: number;
  readonly founded: number;
  readonly seconds: number;
  readonly failures: readonly string[];
}

interface Held {
  readonly board: ClaimedBoard;
  readonly writes: readonly PostingWrite[];
}

const hashOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** The same posting with one more word in its description: a change as an employer makes one. */
function reworded(write: PostingWrite, word: string): PostingWrite {
  const more = (text: string | null) => `${text ?? ''}\n${word}`;
  return {
    ...write,
    rowHash: hashOf(`${write.externalId} ${word}`),
    raw: { ...write.raw, description: more(write.raw.description) },
    text: { description: more(write.text.description), descriptionText: more(write.text.descriptionText) },
  };
}

async function claimed(store: Store, slugs: readonly { readonly slug: string; readonly company: string }[]): Promise<ClaimedBoard[]> {
  const now = new Date();
  await store.addBoards(
    slugs.map(({ slug, company }) => ({
      source: 'greenhouse',
      slug,
      company,
      industry: null,
      country: null,
      intervalMinutes: 60,
      // The longest due come first: before any other board of the data.
      dueAt: new Date(0),
      origin: 'person' as const,
    })),
  );
  const wanted = new Set(slugs.map(({ slug }) => slug));
  const boards = new Map<string, ClaimedBoard>();
  // Boards of a run that was cut off may be due as well.
  while (boards.size < wanted.size) {
    const board = await store.claimBoard(now, 'bench', 3_600_000, []);
    if (board === null) break;
    if (wanted.has(board.slug)) boards.set(board.slug, board);
  }
  return slugs.map(({ slug }) => {
    const board = boards.get(slug);
    if (board === undefined) throw new Error(`${slug} could not be claimed`);
    return board;
  });
}

/**
 * Writes changes through the product's own write path: edits, closings and reopenings at a steady rate, and a few new listings a second.
 * @param seed another than in any run before on the same data
 */
export async function createChangeWriter(store: Store, seed: number, postings: number) {
  const invented = [
    ...inventBoards({
      seed,
      boards: Math.ceil(postings / PER_BOARD),
      postings,
      textLength: 1_500,
      until: new Date(Date.now() - 3_600_000),
    }),
  ];
  const boards = await claimed(store, invented);
  const held: Held[] = invented.flatMap((page, at) => {
    const board = boards[at];
    return board === undefined ? [] : [{ board, writes: writesOf(page) }];
  });
  const link = createLinkListings({ store, now: () => new Date() });
  const save = (board: ClaimedBoard, writes: readonly PostingWrite[], cause: 'new' | 'first-reading') =>
    store.savePostings({ boardId: board.id, runId: board.runId, now: new Date(), cause, writes, notBackend: [], rejections: [] });
  for (const { board, writes } of held) await save(board, writes, 'first-reading');
  await link();
  const batches = held.flatMap(({ board, writes }) =>
    Array.from({ length: Math.floor(writes.length / BATCH) }, (_, at) => ({ board, writes: writes.slice(at * BATCH, (at + 1) * BATCH) })),
  );
  if (batches.length === 0) throw new Error('too few postings to change');

  return {
    /** Goes on at `perSecond` changes until told to stop; what is late is caught up with, batch after batch. */
    async run(perSecond: number, signal: AbortSignal, wrote: (probe: Probe) => void): Promise<WriterFigures> {
      const started = performance.now();
      const failures: string[] = [];
      let [edited, closed, founded] = [0, 0, 0];
      const attempt = async (work: () => Promise<void>) => {
        try {
          await work();
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error));
        }
      };
      const changing = async () => {
        for (let n = 0; !signal.aborted; n += 1) {
          const due = started + ((n * BATCH) / perSecond) * 1000;
          await sleep(Math.max(0, due - performance.now()));
          const batch = batches[n % batches.length];
          if (batch === undefined) return;
          await attempt(async () => {
            if (n % 10 < CLOSING_OF_TEN) {
              const externalIds = batch.writes.map(({ externalId }) => externalId);
              const done = await store.closePostings({
                kind: 'listed',
                boardId: batch.board.id,
                externalIds,
                reason: 'removed',
                now: new Date(),
              });
              closed += done.closed;
              return;
            }
            const word = (at: number) => `probe${seed}x${n}x${at}`;
            const done = await save(
              batch.board,
              batch.writes.map((write, at) => reworded(write, word(at))),
              'new',
            );
            edited += done.changed;
            wrote({ word: word(n % BATCH), at: performance.now() });
          });
        }
      };
      const founding = async () => {
        for (let n = 0; !signal.aborted; n += 1) {
          await sleep(Math.max(0, started + n * 1000 - performance.now()));
          const from = held[n % held.length];
          if (from === undefined) return;
          await attempt(async () => {
            const fresh = from.writes.slice(0, FOUND_A_SECOND).map((write, at) => {
              const id = `founded-${seed}-${n}-${at}`;
              return { ...reworded(write, id), externalId: id, rowId: id, atsKey: null };
            });
            const done = await save(from.board, fresh, 'new');
            await link();
            founded += done.added;
          });
        }
      };
      await Promise.all([changing(), founding()]);
      return { edited, closed, founded, seconds: (performance.now() - started) / 1000, failures };
    },
  };
}

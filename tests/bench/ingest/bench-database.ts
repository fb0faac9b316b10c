import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClients, type Clients } from '#db/client';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { createStore } from '#db/store/store';
import type { ClaimedBoard, Store } from '#src/store';
import type { InventedBoard } from './invented-pages.js';

export interface BenchDatabase {
  readonly clients: Clients;
  readonly store: Store;
  readonly url: string;
  /** Empties the tables of readings, so that each part begins alike. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export const NOW = new Date('2026-11-23T10:00:00Z');

/** The embedded server with the launcher's settings, every commit on disk. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'backboard-bench-'));
  const server = await startEmbedded({ dataDir: folder, log: () => undefined });
  const clients = openClients(server.url, { max: 6 });
  const { sql } = clients;
  const stop = async () => {
    await clients.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await migrate(sql);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    clients,
    store: createStore(clients),
    url: server.url,
    clear: async () => {
      await sql`
        truncate source_row, not_backend, posting, posting_detail, posting_text, posting_link, posting_change, listing, listing_card, listing_text,
          listing_moved, change_log, company, place, run, rejection, board, run_page, raw_page cascade`;
      await sql`vacuum analyze`;
    },
    stop,
  };
}

/** Makes the boards and claims them, as a reading does. */
export async function claimBoards(store: Store, boards: readonly Pick<InventedBoard, 'slug' | 'company'>[]): Promise<ClaimedBoard[]> {
  await store.addBoards(
    boards.map(({ slug, company }) => ({
      source: 'greenhouse',
      slug,
      company,
      industry: null,
      country: null,
      intervalMinutes: 60,
      dueAt: NOW,
      origin: 'person' as const,
    })),
  );
  const claimed = new Map<string, ClaimedBoard>();
  for (;;) {
    const board = await store.claimBoard(NOW, 'bench', 3_600_000, []);
    if (board === null) break;
    claimed.set(board.slug, board);
  }
  return boards.map(({ slug }) => {
    const board = claimed.get(slug);
    if (board === undefined) throw new Error(`${slug} could not be claimed`);
    return board;
  });
}

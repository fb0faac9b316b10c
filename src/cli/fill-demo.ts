import { interpretPosting } from '#jobs/interpret-row';
import { createLinkListings } from '#jobs/link-listings';
import { inventPostings, type InventedCompany, type InventedPosting } from '../demo/invent-postings.js';
import { createHash } from 'node:crypto';
import { sourceOf } from '#scrapers/index';
import type { ClaimedBoard, Store } from '../store.js';
import { blankRunEnd, NO_COUNTS } from '../store/blank-run-end.js';

const DAY_MS = 86_400_000;
const FORTNIGHT_MS = 14 * DAY_MS;
const SETTING = 'demo-filled';
const INVENTION = { seed: 20_261_123, postings: 4_200, companies: 96, days: 365 } as const;

export interface FillDemo {
  readonly store: Store;
  readonly now: () => Date;
  readonly owner: string;
  /** Told how much is there, 0 to 1. */
  readonly progress: (share: number) => void;
}

function byCompany(postings: readonly InventedPosting[]): Map<string, InventedPosting[]> {
  const groups = new Map<string, InventedPosting[]>();
  for (const posting of postings) {
    const group = groups.get(posting.company.slug);
    if (group === undefined) groups.set(posting.company.slug, [posting]);
    else group.push(posting);
  }
  return groups;
}

/** Makes the invented employers' boards: they have been read, and are never due. */
async function claimBoards(
  store: Store,
  companies: readonly InventedCompany[],
  owner: string,
  now: Date,
): Promise<Map<string, ClaimedBoard>> {
  await store.addBoards(
    companies.map(({ source, slug, name, industry }) => ({
      source,
      slug,
      company: name,
      industry,
      country: null,
      intervalMinutes: 525_600,
      dueAt: now,
      origin: 'person' as const,
    })),
  );
  const claimed = new Map<string, ClaimedBoard>();
  for (let board = await store.claimBoard(now, owner, 600_000, []); board !== null; board = await store.claimBoard(now, owner, 600_000, []))
    claimed.set(board.slug, board);
  return claimed;
}

/**
 * Fills an empty demo with invented listings and a year of history, through the product's own pipeline: normalise, store, link, close.
 * @returns how many listings there are; 0: it was filled before
 */
export async function fillDemo({ store, now, owner, progress }: FillDemo): Promise<number> {
  if ((await store.getSetting(SETTING)) !== null) return 0;
  const until = now();
  const invented = [...inventPostings({ ...INVENTION, until })];
  const companies = [...new Map(invented.map(({ company }) => [company.slug, company])).values()];
  const boards = await claimBoards(store, companies, owner, until);
  const link = (at: Date) => createLinkListings({ store, now: () => at })();
  const start = until.getTime() - INVENTION.days * DAY_MS;
  for (let from = start; from < until.getTime(); from += FORTNIGHT_MS) {
    const to = from + FORTNIGHT_MS;
    const at = new Date(Math.min(to, until.getTime()));
    const within = (date: Date | null) => date !== null && date.getTime() >= from && date.getTime() < to;
    const perBoard = byCompany(invented.filter(({ firstSeenAt }) => within(firstSeenAt)));
    for (const [slug, postings] of perBoard) {
      const board = boards.get(slug);
      if (board !== undefined) await savePostings(store, board, postings, at);
    }
    await link(at);
    const closing = byCompany(invented.filter(({ closedAt }) => within(closedAt)));
    for (const [slug, postings] of closing) {
      const board = boards.get(slug);
      if (board === undefined) continue;
      await store.closePostings({
        kind: 'listed',
        boardId: board.id,
        externalIds: postings.map(({ raw }) => raw.externalId),
        reason: 'removed',
        now: at,
      });
    }
    progress((to - start) / (until.getTime() - start));
  }
  const perCompany = byCompany(invented);
  for (const [slug, board] of boards) {
    const count = perCompany.get(slug)?.length ?? 0;
    await store.endRun(board.id, board.runId, owner, until, {
      ...blankRunEnd('complete', null, new Date(until.getTime() + 365 * DAY_MS)),
      counts: { ...NO_COUNTS, seen: count, added: count },
    });
  }
  await store.indexTexts();
  await store.setSetting(SETTING, until.toISOString());
  return invented.length;
}

async function savePostings(store: Store, board: ClaimedBoard, postings: readonly InventedPosting[], at: Date): Promise<void> {
  const source = sourceOf(board.source);
  if (source === null) throw new Error(`the demo names a source that is gone: ${board.source}`);
  const interpreted = postings.map(({ raw }) =>
    interpretPosting(raw, raw.externalId, createHash('sha256').update(raw.externalId).digest('hex'), {
      source,
      board,
      recognise: () => null,
    }),
  );
  await store.savePostings({
    boardId: board.id,
    runId: board.runId,
    now: at,
    cause: 'first-reading',
    writes: interpreted.flatMap((item) => (item.kind === 'posting' ? [item.write] : [])),
    notBackend: interpreted.flatMap((item) => (item.kind === 'not-backend' ? [item.trace] : [])),
    rejections: [],
  });
}

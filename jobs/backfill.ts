import type { FetchPage } from '#scrapers/fetch-page';
import type { PageRequest, Source } from '#scrapers/source';
import type { NewBoard, Store } from '#src/store';

export interface BackfillDeps {
  readonly store: Pick<Store, 'addBoards'>;
  readonly fetchPage: FetchPage;
  readonly now: () => Date;
}

export type BackfillAnswer = { readonly added: number; readonly found: number } | { readonly failed: string };

/** Reads a source's index of the past and makes each piece a board that is due once: what was read is not read again, so it can be repeated. */
export function createBackfill({ store, fetchPage, now }: BackfillDeps) {
  return async (source: Source, from: Date): Promise<BackfillAnswer> => {
    const { backfill } = source;
    if (backfill === undefined) return { failed: `${source.name} has no history to read` };
    const slugs: string[] = [];
    let request: PageRequest | null = backfill.first(from, now());
    while (request !== null) {
      const answer = await fetchPage(request, { source, board: null, validators: null });
      if (answer.kind !== 'page') return { failed: answer.kind === 'unchanged' ? 'the index answered without a body' : answer.reason };
      const read = backfill.read(answer.page);
      slugs.push(...read.boards);
      request = read.next;
    }
    const boards = [...new Set(slugs)].map((slug): NewBoard => ({
      source: source.id,
      slug,
      company: null,
      industry: null,
      country: null,
      intervalMinutes: source.minIntervalMinutes,
      dueAt: now(),
      origin: 'person',
    }));
    return { added: await store.addBoards(boards), found: boards.length };
  };
}

import { feedSlugsOf, type CatalogueBoard } from '#scrapers/boards';
import type { Source } from '#scrapers/source';
import { readBoardsFile } from './boards-file.js';
import type { Env } from '../env.js';
import type { NewBoard, Store } from '../store.js';

const HOUR_MS = 3_600_000;
/** Boards that are read first are due every six hours; the long tail daily. */
const TAIL_INTERVAL_MINUTES = 1440;

/** Why a source is off here; `null`: it is read. */
export function offReasonOf(source: Source, env: Pick<Env, 'SOURCES' | 'keys'>): string | null {
  if (source.default === 'opt-in' && !env.SOURCES.includes(source.id))
    return `${source.name} is read only where the owner asks for it: name it in SOURCES`;
  if (source.default === 'keyed' && (source.keyVariable === undefined || env.keys[source.keyVariable] === undefined)) {
    return `${source.name} needs a key: set ${source.keyVariable ?? 'it'}`;
  }
  return null;
}

/** Feeds of many employers, by the boards that they have. */
const feedBoards = (sources: readonly Source[], env: Env, now: Date): NewBoard[] =>
  sources
    .filter((source) => !source.platform && offReasonOf(source, env) === null)
    .flatMap((source) =>
      feedSlugsOf(source).map((slug) => ({
        source: source.id,
        slug,
        company: null,
        industry: null,
        country: null,
        intervalMinutes: source.minIntervalMinutes,
        dueAt: now,
        origin: 'catalogue' as const,
      })),
    );

/** The tail spreads over the day: the n-th of `count` boards is due n/count of a day from now. */
const catalogueBoards = (catalogue: readonly CatalogueBoard[], sources: ReadonlyMap<string, Source>, now: Date): NewBoard[] => {
  const tail = catalogue.filter((board) => !board.first);
  const place = new Map(tail.map((board, index) => [board, index]));
  return catalogue.flatMap((board): NewBoard[] => {
    const source = sources.get(board.source);
    if (source === undefined || !source.platform) return [];
    const index = place.get(board);
    return [
      {
        source: board.source,
        slug: board.slug,
        company: board.company,
        industry: board.industry ?? null,
        country: board.country,
        intervalMinutes: Math.max(source.minIntervalMinutes, board.first ? 0 : TAIL_INTERVAL_MINUTES),
        dueAt: index === undefined ? now : new Date(now.getTime() + HOUR_MS / 2 + (index / tail.length) * 23 * HOUR_MS),
        origin: 'catalogue',
      },
    ];
  });
};

export interface SeedBoards {
  readonly store: Pick<Store, 'addBoards' | 'keepOnlyBoards'>;
  readonly env: Env;
  readonly sources: readonly Source[];
  readonly catalogue: readonly CatalogueBoard[];
  readonly now: Date;
}

/** Adds the boards of this installation that are missing. @returns how many boards it reads in all, and how many of them soon. */
export async function seedBoards({
  store,
  env,
  sources,
  catalogue,
  now,
}: SeedBoards): Promise<{ readonly boards: number; readonly soon: number }> {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const known = new Map(catalogue.map((board) => [`${board.source} ${board.slug}`, board]));
  const feeds = feedBoards(sources, env, now);
  if (env.BOARDS_FILE === undefined) {
    const boards = [...feeds, ...catalogueBoards(catalogue, byId, now)];
    await store.addBoards(boards);
    return { boards: boards.length, soon: boards.filter((board) => board.dueAt <= now).length };
  }
  const named = readBoardsFile(env.BOARDS_FILE, byId).map(({ source, slug }): NewBoard => {
    const fact = known.get(`${source} ${slug}`);
    return {
      source,
      slug,
      company: fact?.company ?? null,
      industry: fact?.industry ?? null,
      country: fact?.country ?? null,
      intervalMinutes: byId.get(source)?.minIntervalMinutes ?? TAIL_INTERVAL_MINUTES,
      dueAt: now,
      origin: 'file',
    };
  });
  const boards = [...feeds, ...named];
  await store.addBoards(boards);
  await store.keepOnlyBoards(boards, 'not in BOARDS_FILE');
  return { boards: boards.length, soon: boards.length };
}

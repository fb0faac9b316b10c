import type { LateSource } from '#src/alerts/digest';
import type { ListingFilter } from '#src/domain/listing-filter';
import type { BoardStatus } from '#src/store';

export interface SourceHealth extends LateSource {
  readonly id: string;
}

const BLIND: ReadonlySet<BoardStatus['state']> = new Set(['late', 'suspect', 'drift', 'failing', 'gone']);
const LEFT_OUT: ReadonlySet<BoardStatus['state']> = new Set(['off', 'held', 'waiting', 'reading']);

/** Sources of which most boards were not read in time; boards that are off, or not read yet, do not count. */
export function lateSourcesOf(boards: readonly BoardStatus[], nameOf: (source: string) => string): readonly SourceHealth[] {
  const bySource = new Map<string, { all: number; blind: number; lastGoodAt: string | null }>();
  for (const board of boards) {
    if (LEFT_OUT.has(board.state)) continue;
    const source = bySource.get(board.source) ?? { all: 0, blind: 0, lastGoodAt: null };
    source.all += 1;
    if (BLIND.has(board.state)) source.blind += 1;
    if (board.lastGoodAt !== null && (source.lastGoodAt === null || board.lastGoodAt > source.lastGoodAt))
      source.lastGoodAt = board.lastGoodAt;
    bySource.set(board.source, source);
  }
  return [...bySource]
    .filter(([, source]) => source.blind * 2 > source.all)
    .map(([id, source]) => ({ id, name: nameOf(id), lastGood: source.lastGoodAt?.slice(0, 10) ?? null }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those that a search could have matches from. */
export function lateFor(filter: ListingFilter, late: readonly SourceHealth[]): readonly LateSource[] {
  const { any = [], not = [] } = filter.source ?? {};
  return late.filter(({ id }) => (any.length === 0 || any.includes(id)) && !not.includes(id));
}

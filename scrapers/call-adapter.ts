import { isWellFormed } from './row-shape.js';
import { PageShapeError, type BoardRef, type FetchedPage, type PageRows, type RowReading, type Source } from './source.js';

/** A page's rows, or why it is no page. */
export function rowsOf(source: Source, page: FetchedPage, board: BoardRef): PageRows | PageShapeError {
  try {
    return source.rows(page, board);
  } catch (error) {
    if (error instanceof PageShapeError) return error;
    return new PageShapeError(
      `the page of ${source.name} could not be read (${error instanceof Error ? error.message.slice(0, 120) : 'unknown'})`,
    );
  }
}

/** An adapter must not throw for a row; if one does, that row is one rejection. */
export function safely(parse: () => RowReading, row: unknown, source: Source): RowReading {
  try {
    return parse();
  } catch (error) {
    const reason = `it could not be read (${error instanceof Error ? error.message.slice(0, 120) : 'unknown'})`;
    return { kind: 'reject', rejection: { externalId: safeId(source, row), title: titleHint(row), reason } };
  }
}

/** A row's id, fit to be stored; `null` where there is none. */
export function safeId(source: Source, row: unknown): string | null {
  try {
    const id = source.idOf(row);
    // A stored text may hold neither NUL nor half characters.
    return id === null || id.length > 300 || id.includes('\u0000') || !isWellFormed(id) ? null : id;
  } catch {
    return null;
  }
}

/** A row's title for a rejection, where it is readable. */
export function titleHint(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const { title } = row as { title?: unknown };
  return typeof title === 'string' && !title.includes('\u0000') && isWellFormed(title) ? title.slice(0, 200) : null;
}

import type { IndexFeed, LogPosition } from '../domain/index-feed.js';
import type { IndexNames, IndexRow } from '../domain/index-row.js';
import type { ListingIndex } from './listing-index.js';

/** Changes read at once. */
const CHANGES_A_STEP = 500;

/** Names of numbers that the index has not met yet. */
async function learnNewNames(index: ListingIndex, feed: IndexFeed, rows: readonly IndexRow[]): Promise<void> {
  const unknown = {
    places: [...new Set(rows.flatMap((row) => row.places.filter((id) => !index.knowsPlace(id))))],
    companies: [...new Set(rows.flatMap((row) => (index.knowsCompany(row.company) ? [] : [row.company])))],
    sources: [...new Set(rows.flatMap((row) => row.sources.filter((id) => !index.knowsSource(id))))],
  };
  if (unknown.places.length + unknown.companies.length + unknown.sources.length === 0) return;
  const names: IndexNames = await feed.namesOf(unknown);
  index.learn(names);
}

/** Reads the open listings once into an empty index. Changes after the answered position are still to be followed. */
export async function fillIndex(index: ListingIndex, feed: IndexFeed, progress: (read: number) => void): Promise<LogPosition> {
  // Taken before the rows are read: what changes meanwhile is read twice, and nothing is missed.
  const position = await feed.position();
  index.learn(await feed.names());
  let read = 0;
  for await (const rows of feed.openRows()) {
    await learnNewNames(index, feed, rows);
    for (const row of rows) index.add(row);
    read += rows.length;
    progress(read);
  }
  index.commit();
  return position;
}

/** One step along the change log: what changed is read as it stands now. `isAtEnd`: nothing is left for the moment. */
export async function followChanges(
  index: ListingIndex,
  feed: IndexFeed,
  after: LogPosition,
): Promise<{ readonly position: LogPosition; readonly changed: readonly number[]; readonly at: Date | null; readonly isAtEnd: boolean }> {
  const { ids, position, read, at } = await feed.changes(after, CHANGES_A_STEP);
  if (read === 0) return { position, changed: [], at: null, isAtEnd: true };
  const rows = await feed.rowsOf(ids);
  await learnNewNames(index, feed, rows);
  const open = new Set(rows.map((row) => row.id));
  for (const id of ids) if (!open.has(id)) index.remove(id);
  for (const row of rows) index.add(row);
  index.commit();
  return { position, changed: ids, at, isAtEnd: read < CHANGES_A_STEP };
}

import type { IndexNames, IndexRow } from './index-row.js';

/** Where a reader of the change log stands: transactions first, then the order within them. Numbers as text. */
export interface LogPosition {
  readonly xid: string;
  readonly seq: string;
}

/** What the listing index is fed with: the open listings as they stand, and the changes since. */
export interface IndexFeed {
  /** The last change that every reader may use. */
  position(): Promise<LogPosition>;
  names(): Promise<IndexNames>;
  /** Names of some numbers alone. */
  namesOf(asked: {
    readonly places: readonly number[];
    readonly companies: readonly number[];
    readonly sources: readonly number[];
  }): Promise<IndexNames>;
  /** How many listings the index should hold. */
  count(): Promise<number>;
  /** Every open listing once, in no order; a step's rows are handed on before the next are read. */
  openRows(): AsyncIterable<readonly IndexRow[]>;
  /** Those of the listings that are open; the others are not there to be found. */
  rowsOf(ids: readonly number[]): Promise<readonly IndexRow[]>;
  /** Listings that changed after a position, as far as no open transaction can still add one before them, and the position of the last. */
  changes(
    after: LogPosition,
    limit: number,
  ): Promise<{ readonly ids: readonly number[]; readonly position: LogPosition; readonly read: number; readonly at: Date | null }>;
  /** Whether changes after the position may have been deleted already. */
  hasForgotten(position: LogPosition): Promise<boolean>;
}

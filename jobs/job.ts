/** Work done on the clock: a row of the table in `jobs/index.ts`. */
export interface Job {
  readonly name: string;
  /** When it is woken; rows that are due decide what is done. */
  readonly cron: string;
  /** A job without due rows of its own takes a slot, so that of all processes one runs it. */
  readonly oncePerSlot: boolean;
  /** Also woken right after the start. */
  readonly atStart: boolean;
  run(signal: AbortSignal): Promise<void>;
}

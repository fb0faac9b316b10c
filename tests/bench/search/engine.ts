import type { MixQuery } from './query-mix.js';

/** What an engine answered. */
export interface EngineAnswer {
  readonly ids: readonly number[];
  /** `null`: this engine counts no total for this kind. */
  readonly total: number | null;
  /** Cells of its facets, to be compared; `null`: none asked. */
  readonly facets: ReadonlyMap<string, number> | null;
}

export interface Engine {
  readonly name: string;
  /** Listings that it holds. */
  readonly listings: number;
  /** Bytes of memory it needs for them; `null`: not its own process's. */
  readonly bytes: number | null;
  readonly buildSeconds: number;
  /** @returns `null`: this kind is beyond it. */
  run(query: MixQuery): Promise<EngineAnswer | null>;
  close(): Promise<void>;
}

export const PAGE = 20;

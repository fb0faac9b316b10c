/** One line of the request log. Nothing in it is secret: keys are masked out of the path. */
export interface RequestLogEntry {
  readonly at: Date;
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly robots: 'allowed' | 'disallowed' | 'unreachable' | 'not-asked';
  /** The rule that decided (`Disallow: /embed/`), or why there was none. */
  readonly robotsRule: string;
  readonly conditional: boolean;
  /** 0: no answer came. */
  readonly status: number;
  readonly bytes: number;
  /** Time spent waiting for the host's gap before the request. */
  readonly waitMs: number;
  /** Duration of the request itself. */
  readonly durationMs: number;
  readonly source: string;
  readonly board: string | null;
  /** Why no answer came; `null` when one did. */
  readonly error: string | null;
}

export interface StoredRobots {
  readonly status: number;
  readonly text: string;
  readonly fetchedAt: Date;
}

/**
 * Pace, robots.txt and log of hosts, held where every process sees them.
 * A slot is taken with `reserve` and given back with `release`; a slot whose process died is free again after `leaseMs`.
 */
export interface HostGate {
  /**
   * Answers when this process may ask the host, having reserved that slot: sleep `waitMs`, then ask. `ticket` null: the host is
   * being asked by someone else; sleep `waitMs` and reserve again. `notBefore`: more than 15 minutes away, the run should end.
   * @param gapMs pause between the end of one request and the next. @param leaseMs after which a silent holder has lost the slot, counted from when its wait is over.
   */
  reserve(
    host: string,
    gapMs: number,
    leaseMs: number,
  ): Promise<{ readonly waitMs: number; readonly ticket: string | null } | { readonly notBefore: Date }>;
  release(host: string, ticket: string, gapMs: number): Promise<void>;
  /** Nobody asks the host before then (Retry-After). Never moves an existing later date forward. */
  defer(host: string, notBefore: Date): Promise<void>;
  /** Kept robots.txt of an authority (`https://example.com`, with port where not the default); `null` when there is none or it has expired. */
  robotsOf(authority: string, now: Date): Promise<StoredRobots | null>;
  keepRobots(authority: string, robots: StoredRobots & { readonly expiresAt: Date }): Promise<void>;
  log(entry: RequestLogEntry): Promise<void>;
}

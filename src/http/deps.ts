import type { Hono } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { PureInsights } from '../insights/insights.js';
import type { Theme } from '#src/web/layout';
import type { Store } from '../store.js';
import type { PayReadings } from './pay-readings.js';
import type { Subscriptions } from './subscriptions.js';

/** Where the wire's own messages go; never a token, never an address. */
export interface HttpLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Whether this process should get requests. `checks` says in words what is and what is not well. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

/** What a source's declaration says to people. */
export interface SourceFacts {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  readonly terms: string;
  /** `null`: it asks for none. */
  readonly attribution: string | null;
  readonly canonicalUrlPolicy: 'source' | 'employer';
  readonly republish: boolean;
  readonly inStatistics: boolean;
  readonly default: 'on' | 'opt-in' | 'keyed';
}

/** One figure of `/metrics`. Names and labels follow Prometheus. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

/** What the numbers say; wired to `src/insights` and the rates that the database holds. */
export interface Insights extends PureInsights {
  /** Units of the currency per EUR at its newest date up to `on`; `null`: no rate is known. 1 for EUR. */
  perEuro(currency: string, on: Date): Promise<number | null>;
}

/** A page's frame: head, navigation, banner of invented data, footer. `path` is the address without its query. */
export type PageFrame = (page: {
  readonly title: string;
  readonly path: string;
  /** The colours that the reader chose. */
  readonly theme: Theme;
  /** Of an error page, with one sentence for people; absent on pages that are no error. A frame may use these instead of `body`. */
  readonly status?: number;
  readonly detail?: string;
  readonly body: HtmlEscapedString | Promise<HtmlEscapedString>;
}) => HtmlEscapedString | Promise<HtmlEscapedString> | string | Promise<string>;

/** Requests that one client may make a minute; `null`: no limit. */
export interface Limits {
  readonly reads: number | null;
  readonly pages: number | null;
  readonly exports: number | null;
  /** Everything that may send something or change something. */
  readonly writes: number | null;
}

export interface HttpDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly log: HttpLog;
  /** Address under which people reach the site, without a slash at its end. */
  readonly baseUrl: () => string;
  /** Signs cursors. */
  readonly secretKey: string;
  readonly version: string;
  /** Everything shown is invented, and every answer for people says so. */
  readonly demo: boolean;
  /** `null`: what needs it is off. */
  readonly adminToken: string | null;
  /** Addresses and networks (CIDR) whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. */
  readonly trustedProxies: readonly string[];
  readonly readiness: () => Readiness | Promise<Readiness>;
  readonly sources: readonly SourceFacts[];
  readonly insights: Insights;
  /** Answers questions of pay elsewhere; absent: this thread does. */
  readonly payReadings?: PayReadings;
  readonly subscriptions: Subscriptions;
  /** The pages, mounted last at `/`; `null`: API only. */
  readonly pages: Hono<HttpEnv> | null;
  readonly frame: PageFrame;
  /** Figures of other rooms for `/metrics`. */
  readonly gauges?: () => Promise<readonly Gauge[]>;
  readonly limits?: Limits;
  /** Least time in ms that an answer about an address takes, so that timing tells nothing; default 250. */
  readonly uniformAnswerMs?: number;
  /** How long in ms the data version is believed without asking again; default 250, 0 asks each time. */
  readonly dataVersionMaxAgeMs?: number;
}

/** What every handler finds in its context. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** The client's address as an IP literal; empty when unknown. */
    clientAddress: string;
    /** Whether the client speaks https to us or to the trusted proxy before us. */
    secure: boolean;
  };
}

import type { Context } from 'hono';
import type { BotFacts, RetentionRow } from '#src/web/about-pages';
import { documentOf } from '#src/web/layout';
import type { Site } from '#src/web/layout';
import type { EvaluationTable } from '#src/web/method-page';
import type { FeedLinks } from '#src/web/search-view';
import type { ListingFilter } from '../../domain/listing-filter.js';
import type { BoardAdding } from '../board-adding.js';
import type { HttpDeps, HttpEnv } from '../deps.js';
import { themeOf } from '../theme.js';

/** What a typed line means: `filter` holds the words that are filters, `rest` is searched as text. */
type ReadQuery = (line: string) => { readonly filter: ListingFilter; readonly rest: string };

export interface PageDeps extends Pick<
  HttpDeps,
  'store' | 'now' | 'baseUrl' | 'secretKey' | 'demo' | 'sources' | 'insights' | 'payReadings' | 'subscriptions'
> {
  readonly readQuery: ReadQuery;
  /** Absent: boards are added by the command line alone. */
  readonly adding?: BoardAdding;
  readonly retention: readonly RetentionRow[];
  readonly bot: BotFacts;
  /** Version of the rules that read postings; `null`: not told. */
  readonly rulesVersion: string | null;
  /** Figures of `npm run evaluate`; `null`: it has not run. */
  readonly evaluation: EvaluationTable | null;
  /** Whether open listings carry schema.org's JobPosting. */
  readonly jobMarkup: boolean;
}

export type PageContext = Context<HttpEnv>;

export const FEEDS: FeedLinks = {
  atom: '/feeds/listings.atom',
  rss: '/feeds/listings.rss',
  json: '/feeds/listings.json',
  csv: '/api/v1/listings.csv',
};

/** The visit as pages need it. */
export function siteOf(context: PageContext, deps: Pick<PageDeps, 'demo' | 'baseUrl'>): Site {
  const url = new URL(context.req.url);
  return {
    theme: themeOf(context),
    demo: deps.demo,
    path: `${url.pathname}${url.search}`,
    baseUrl: deps.baseUrl(),
  };
}

/** Sends a page. `private`: it holds a token or an address and is kept nowhere. */
export function sendPage(
  context: PageContext,
  page: { toString(): string | Promise<string> },
  status: 200 | 400 | 403 | 404 | 410 | 422 = 200,
  cache: 'shared' | 'private' = 'shared',
): Response {
  context.header('Cache-Control', cache === 'private' ? 'no-store' : 'no-cache');
  context.header('Vary', 'Cookie', { append: true });
  if (cache === 'private') context.header('Referrer-Policy', 'no-referrer');
  return context.html(documentOf(page), status);
}

/** Source names by id, for chips and facets. */
export const sourceNamesOf = (deps: Pick<PageDeps, 'sources'>): Readonly<Record<string, string>> =>
  Object.fromEntries(deps.sources.map(({ id, name }) => [id, name]));

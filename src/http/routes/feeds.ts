import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import type { AnswerCache } from '../answer-cache.js';
import type { HttpDeps, HttpEnv } from '../deps.js';
import { FILTER_PARAMETERS, filterOf, parseFilter } from '../filter-parameters.js';
import { FEED_FORMATS, FEED_TYPES, newestOf, renderFeed, type FeedFormat } from '../listing-feed.js';
import { strictFields } from '../parameters.js';
import { createRouter, problems, text } from '../router.js';

const MOST_ITEMS = 50;
const NAMES: Record<FeedFormat, string> = { atom: 'Atom 1.0', rss: 'RSS 2.0', json: 'JSON Feed 1.1' };

const feedRoute = <const F extends FeedFormat>(format: F) =>
  createRoute({
    method: 'get',
    path: `/feeds/listings.${format}` as const,
    tags: ['Feeds'],
    summary: `The last ${MOST_ITEMS} listings of any filter as ${NAMES[format]}`,
    description: 'Ids are permanent and the same on every host. Errors are plain text.',
    request: { query: strictFields(FILTER_PARAMETERS) },
    responses: {
      200: text(FEED_TYPES[format].split(';')[0] ?? '', 'The feed.'),
      304: { description: 'Nothing new.' },
      ...problems(400, 429, 503),
    },
  });

/** Feeds at `/feeds/…`, and the same under `/api/v1`. */
export function createFeedRoutes(deps: Pick<HttpDeps, 'store' | 'now' | 'baseUrl' | 'demo'>, answers: AnswerCache) {
  const answer = (context: Context<HttpEnv>, format: FeedFormat) => {
    const url = new URL(context.req.url);
    const parsed = parseFilter(url.searchParams);
    if ('problem' in parsed) throw parsed.problem;
    const filter = filterOf(parsed.filter);
    return answers.body(context, FEED_TYPES[format], async () => {
      const now = deps.now();
      const page = await deps.store.findListings({ filter, sort: 'newest', limit: MOST_ITEMS, after: null, now });
      const query = listingFilterParams(filter).toString();
      const suffix = query === '' ? '' : `?${query}`;
      const baseUrl = deps.baseUrl();
      return {
        body: renderFeed(
          {
            filter,
            cards: page.data,
            baseUrl,
            selfUrl: `${baseUrl}/feeds/listings.${format}${suffix}`,
            pageUrl: `${baseUrl}/jobs${suffix}`,
            query,
            now,
            demo: deps.demo,
          },
          format,
        ),
        lastModified: newestOf(page.data),
      };
    });
  };
  const router = createRouter();
  for (const format of FEED_FORMATS) router.openapi(feedRoute(format), async (context) => (await answer(context, format)) as never);
  return router;
}

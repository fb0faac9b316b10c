import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ListingCard } from '../../domain/listing.js';
import type { ListingFilter } from '../../domain/listing-filter.js';
import type { ListingCursor, ListingQuery } from '../../store.js';
import type { HttpDeps, HttpEnv } from '../deps.js';
import { FILTER_PARAMETERS, filterOf } from '../filter-parameters.js';
import { csvHeader, csvLine } from '../listing-csv.js';
import { strictFields } from '../parameters.js';
import { createRouter, problems, text } from '../router.js';
import { FIELDS_PARAMETER, SORT_PARAMETER, projectorOf, storedSortOf } from './listings.js';

const ROWS_A_STEP = 500;

const csvRoute = createRoute({
  method: 'get',
  path: '/listings.csv',
  tags: ['Listings'],
  summary: 'Every listing of a filter as CSV',
  description: 'RFC 4180 in UTF-8. Texts that a spreadsheet would run as a formula start with an apostrophe.',
  request: { query: strictFields({ ...FILTER_PARAMETERS, sort: SORT_PARAMETER }) },
  responses: { 200: text('text/csv', 'One line a listing.'), ...problems(400, 429, 503) },
});

const ndjsonRoute = createRoute({
  method: 'get',
  path: '/listings.ndjson',
  tags: ['Listings'],
  summary: 'Every listing of a filter as JSON lines',
  request: { query: strictFields({ ...FILTER_PARAMETERS, sort: SORT_PARAMETER, fields: FIELDS_PARAMETER }) },
  responses: { 200: text('application/x-ndjson', 'One `ListingCard` a line.'), ...problems(400, 429, 503) },
});

/** Cards of a filter page by page: as much in memory as one page, however many there are. */
async function* pagesOf(
  deps: Pick<HttpDeps, 'store' | 'now'>,
  filter: ListingFilter,
  sort: ListingQuery['sort'],
): AsyncGenerator<readonly ListingCard[], void> {
  const now = deps.now();
  let after: ListingCursor | null = null;
  do {
    const page: { readonly data: readonly ListingCard[]; readonly next: ListingCursor | null } = await deps.store.findListings({
      filter,
      sort,
      limit: ROWS_A_STEP,
      after,
      now,
    });
    yield page.data;
    after = page.next;
  } while (after !== null);
}

/** The first page is read before the answer starts, so that a database that is away is a 503 and not half a file. */
async function streamed(
  context: Context<HttpEnv>,
  pages: AsyncGenerator<readonly ListingCard[], void>,
  head: string,
  line: (card: ListingCard) => string,
  headers: Readonly<Record<string, string>>,
  failed: (error: unknown) => void,
): Promise<Response> {
  const encoder = new TextEncoder();
  let current = await pages.next();
  let started = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let chunk = started ? '' : head;
        if (!started && !current.done) chunk += current.value.map(line).join('');
        started = true;
        // A pull that enqueues nothing is never repeated: go on until there is something to say, or nothing left.
        while (chunk === '' && !current.done) {
          try {
            current = await pages.next();
          } catch (error) {
            // The status is long sent: a broken transfer is all that can still tell the reader.
            failed(error);
            throw error;
          }
          if (!current.done) chunk = current.value.map(line).join('');
        }
        if (chunk !== '') controller.enqueue(encoder.encode(chunk));
        if (current.done) controller.close();
      },
      async cancel() {
        await pages.return();
      },
    },
    { highWaterMark: 1 },
  );
  return context.body(stream, 200, { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...headers });
}

export function createExportRoutes(deps: Pick<HttpDeps, 'store' | 'now' | 'log'>) {
  const failureOf = (context: Context<HttpEnv>) => (error: unknown) =>
    deps.log.error({ request: context.var.requestId, path: context.req.path, err: error }, 'an export broke off');
  return createRouter()
    .openapi(csvRoute, async (context) => {
      const query = context.req.valid('query');
      return (await streamed(
        context,
        pagesOf(deps, filterOf(query), storedSortOf(query.sort)),
        csvHeader(),
        csvLine,
        {
          'Content-Type': 'text/csv; charset=utf-8; header=present',
          'Content-Disposition': 'attachment; filename="backboard-listings.csv"',
        },
        failureOf(context),
      )) as never;
    })
    .openapi(ndjsonRoute, async (context) => {
      const query = context.req.valid('query');
      const project = projectorOf(query.fields);
      return (await streamed(
        context,
        pagesOf(deps, filterOf(query), storedSortOf(query.sort)),
        '',
        (card) => `${JSON.stringify(project(card))}\n`,
        { 'Content-Type': 'application/x-ndjson; charset=utf-8' },
        failureOf(context),
      )) as never;
    });
}

import { createRoute, z } from '@hono/zod-openapi';
import { FACETS, type ListingQuery } from '../../store.js';
import { SORTS } from '../../domain/listing-filter.js';
import type { ListingCard } from '../../domain/listing.js';
import { CARD_FIELDS, ListingAnswer, ListingsAnswer } from '../answers/listing-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import { openListingCursor, openRankedCursor, sealListingCursor, sealRankedCursor, type CursorCodec } from '../cursor.js';
import type { HttpDeps } from '../deps.js';
import { FILTER_PARAMETERS, filterOf } from '../filter-parameters.js';
import type { ListingPayReader } from '../listing-pay.js';
import { parameter, strictFields, wordsParameter } from '../parameters.js';
import { ProblemError } from '../problem.js';
import { createRouter, json, problems } from '../router.js';

export const PAGE_SIZE = { default: 20, most: 100 } as const;
/** Ids are positive 32-bit integers: anything else names no listing. */
export const LARGEST_ID = 2_147_483_647;

export const LIMIT_PARAMETER = parameter(z.coerce.number().int().min(1).max(PAGE_SIZE.most).optional(), {
  description: 'Rows a page.',
  type: 'integer',
  minimum: 1,
  maximum: PAGE_SIZE.most,
  default: PAGE_SIZE.default,
});
export const CURSOR_PARAMETER = parameter(z.string().max(400).optional(), {
  description: '`nextCursor` of the page before. Opaque; new listings neither repeat nor lose rows.',
  type: 'string',
});
export const SORT_PARAMETER = parameter(z.enum(SORTS).optional(), {
  description: 'Order.',
  type: 'string',
  enum: SORTS,
  default: 'newest',
});
export const FIELDS_PARAMETER = wordsParameter(
  CARD_FIELDS,
  CARD_FIELDS.length,
  'Only these keys of each row; separated by commas or repeated.',
);

/** The order of exports, and of text results while there is no listing index: newest for relevance. */
export const storedSortOf = (sort: (typeof SORTS)[number] | undefined): ListingQuery['sort'] =>
  sort === undefined || sort === 'relevance' ? 'newest' : sort;

/** Only the asked keys, in the card's order; `undefined` or none: all. */
export function projectorOf(fields: readonly (keyof ListingCard)[] | undefined): (card: ListingCard) => Partial<ListingCard> {
  if (fields === undefined || fields.length === 0) return (card) => card;
  const wanted = CARD_FIELDS.filter((field) => fields.includes(field));
  return (card) => Object.fromEntries(wanted.map((field) => [field, card[field]])) as Partial<ListingCard>;
}

export const invalidCursor = (): ProblemError =>
  new ProblemError('invalid-cursor', 'This cursor was not made here, or belongs to another order. Start again without it.', [
    { parameter: 'cursor', detail: 'not a cursor of this list' },
  ]);

const NEWEST_FIRST = 'Text results come newest first: the listing index is off or not ready, and only it ranks by relevance.';

/** A page by relevance belongs to a version of the index; the problem names the first page of the present one. */
function cursorGone(url: string): ProblemError {
  const first = new URL(url);
  first.searchParams.delete('cursor');
  return new ProblemError(
    'cursor-gone',
    'The order by relevance that this cursor belongs to is gone, since listings came or went. Start again without it.',
    [{ parameter: 'cursor', detail: 'of an older version of the listing index' }],
    { Link: `<${first.pathname}${first.search}>; rel="first"` },
  );
}

const listRoute = createRoute({
  method: 'get',
  path: '/listings',
  tags: ['Listings'],
  summary: 'Search listings',
  description: 'Open listings of backend work by any filter, with the exact total and how many of them state pay.',
  request: {
    query: strictFields({
      ...FILTER_PARAMETERS,
      sort: SORT_PARAMETER,
      limit: LIMIT_PARAMETER,
      cursor: CURSOR_PARAMETER,
      facets: wordsParameter(FACETS, FACETS.length, 'Count these as well; separated by commas or repeated.'),
      fields: FIELDS_PARAMETER,
    }),
  },
  responses: { 200: json(ListingsAnswer, 'A page of listings.'), ...problems(400, 410, 429, 503) },
});

const oneRoute = createRoute({
  method: 'get',
  path: '/listings/{id}',
  tags: ['Listings'],
  summary: 'One listing',
  description:
    'One opening with every posting behind it, the words that each field was read from, and its history. A merged listing’s id leads to the older one.',
  request: {
    params: z.object({
      id: z
        .string()
        .max(12)
        .regex(/^[0-9]+$/)
        .meta({ description: 'The listing’s id.' }),
    }),
  },
  responses: {
    200: json(ListingAnswer, 'The listing.'),
    308: { description: 'Merged: `Location` has the listing that answers for it.', headers: z.object({ Location: z.string() }) },
    ...problems(404, 429, 503),
  },
});

export function createListingRoutes(
  deps: Pick<HttpDeps, 'store' | 'now'>,
  answers: AnswerCache,
  cursors: CursorCodec,
  pay: ListingPayReader,
) {
  return createRouter()
    .openapi(listRoute, async (context) => {
      const query = context.req.valid('query');
      const filter = filterOf(query);
      const limit = query.limit ?? PAGE_SIZE.default;
      const project = projectorOf(query.fields);
      const rankedAfter = query.sort === 'relevance' && query.cursor !== undefined ? openRankedCursor(cursors, query.cursor) : null;
      const sort = storedSortOf(query.sort);
      // A search by relevance that the database answered goes on newest first.
      const after = query.cursor === undefined || rankedAfter !== null ? null : openListingCursor(cursors, query.cursor, sort);
      if (query.cursor !== undefined && after === null && rankedAfter === null) throw invalidCursor();
      return answers.json<z.output<typeof ListingsAnswer>>(context, async () => {
        const now = deps.now();
        const counted = query.facets === undefined || query.facets.length === 0 ? null : deps.store.facets(filter, query.facets, now);
        // Whoever awaits it hears of its failure; until then nobody does.
        counted?.catch(() => undefined);
        const ranked =
          query.sort !== 'relevance' || filter.q === undefined || after !== null
            ? null
            : await deps.store.rankListings({ filter, limit, after: rankedAfter, now });
        if (ranked === 'gone' || (ranked === null && rankedAfter !== null)) {
          throw cursorGone(context.req.url);
        }
        const [page, facets] = await Promise.all([ranked ?? deps.store.findListings({ filter, sort, limit, after, now }), counted]);
        return {
          data: page.data.map(project) as ListingCard[],
          total: page.total,
          withPay: page.withPay,
          nextCursor:
            page.next === null
              ? null
              : 'offset' in page.next
                ? sealRankedCursor(cursors, page.next)
                : sealListingCursor(cursors, page.next),
          sort: ranked === null ? sort : ('relevance' as const),
          ...(ranked === null && query.sort === 'relevance' && filter.q !== undefined ? { note: NEWEST_FIRST } : {}),
          ...(facets === null ? {} : { facets }),
        };
      });
    })
    .openapi(oneRoute, async (context) => {
      const id = Number(context.req.valid('param').id);
      const listing = id >= 1 && id <= LARGEST_ID ? await deps.store.getListing(id) : null;
      if (listing === null) throw new ProblemError('not-found', 'There is no listing with this id. Ids are for ever: it never existed.');
      if ('moved' in listing) return context.redirect(`/api/v1/listings/${listing.moved}`, 308);
      return answers.fresh<z.output<typeof ListingAnswer>>(context, async () => {
        const { position, estimate } = await pay.of(listing);
        return {
          ...listing,
          payPosition: position,
          payEstimate: estimate === null ? null : { ...estimate, note: 'estimated from similar postings' },
        };
      });
    });
}

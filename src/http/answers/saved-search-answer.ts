import { z } from '@hono/zod-openapi';
import { CADENCES, CHANNELS, SAVED_SEARCH_STATES, type SavedSearch } from '../../domain/saved-search.js';
import { listingFilterParams } from '../../domain/listing-filter-params.js';
import type { HeldSubscription } from '../subscriptions.js';

const instant = z.string().meta({ format: 'date-time' });

export const SavedSearchAnswer = z
  .object({
    id: z.string(),
    query: z.string().meta({ description: 'The filter as query parameters, as `GET /listings` takes them.' }),
    channel: z.enum(CHANNELS),
    target: z.string().meta({ description: 'Masked.' }),
    cadence: z.enum(CADENCES),
    hour: z.number().int(),
    weekday: z.number().int(),
    timeZone: z.string(),
    state: z.enum(SAVED_SEARCH_STATES),
    stoppedReason: z.string().nullable(),
    wantsPayRises: z.boolean(),
    createdAt: instant,
    confirmedAt: instant.nullable(),
  })
  .openapi('SavedSearch');

export const HeldAnswer = z
  .object({
    data: z
      .array(
        z.object({
          search: SavedSearchAnswer,
          messages: z
            .array(
              z.object({
                id: z.string(),
                at: instant,
                state: z.enum(['pending', 'sending', 'sent', 'unknown', 'dead']),
                listings: z.number().int(),
                error: z.string().nullable(),
                told: z
                  .array(z.object({ id: z.number().int(), slug: z.string(), title: z.string(), company: z.string() }))
                  .readonly()
                  .meta({ description: 'What it told of, newest first, at most 25.' }),
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
  })
  .openapi('HeldSearches', { description: 'Everything that is held for the token: its searches and their last messages.' });

export const AcceptedAnswer = z
  .object({
    status: z.literal('accepted'),
    message: z.string(),
    webhook: z.object({ secret: z.string(), manageToken: z.string() }).optional().meta({
      description: 'Webhooks only, and only now: the signing secret and the token that manages the search.',
    }),
  })
  .openapi('Accepted');

/** Enough of an address for its owner to know it: `j…@example.org`, `https://hooks.example.org/…`. */
export function maskedTarget(target: string): string {
  const at = target.lastIndexOf('@');
  if (!target.startsWith('http') && at > 0) return `${target.slice(0, 1)}…${target.slice(at)}`;
  return URL.canParse(target) ? `${new URL(target).origin}/…` : '…';
}

export const savedSearchAnswer = (search: SavedSearch): z.output<typeof SavedSearchAnswer> => ({
  id: search.id,
  query: listingFilterParams(search.filter).toString(),
  channel: search.channel,
  target: maskedTarget(search.target),
  cadence: search.cadence,
  hour: search.hour,
  weekday: search.weekday,
  timeZone: search.timeZone,
  state: search.state,
  stoppedReason: search.stoppedReason,
  wantsPayRises: search.wantsPayRises,
  createdAt: search.createdAt.toISOString(),
  confirmedAt: search.confirmedAt?.toISOString() ?? null,
});

export const heldAnswer = (held: readonly HeldSubscription[]): z.output<typeof HeldAnswer> => ({
  data: held.map(({ search, messages }) => ({
    search: savedSearchAnswer(search),
    messages: messages.map(({ id, at, state, listings, error, told }) => ({ id, at, state, listings, error, told })),
  })),
});

import { z } from '@hono/zod-openapi';
import { CADENCES } from '../domain/saved-search.js';
import { isPlainAddress } from '../alerts/mail.js';
import { FILTER_PARAMETERS } from './filter-parameters.js';
import { cleanText, strictFields } from './parameters.js';

/** An IANA zone that this process knows; offsets as `+01:00` are none, since they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An http(s) address without user, control characters or backslash. Where it leads is checked by the door, not here. */
export function isWebhookAddress(text: string): boolean {
  if (text.length > 2000 || /[\u0000-\u0020\u007f\\]/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
}

const hour = z.number().int().min(0).max(23).meta({ description: 'Local hour of a digest.' });
const weekday = z.number().int().min(1).max(7).meta({ description: '1 Monday to 7 Sunday; weekly only.' });
const cadence = z.enum(CADENCES);
const timeZone = z.string().max(64).refine(isTimeZone, 'is no IANA time zone, such as Europe/Berlin').meta({ description: 'IANA zone.' });
const filter = strictFields(FILTER_PARAMETERS);

/** A request to be told of new listings. */
export const SavedSearchInput = strictFields({
  filter: filter.meta({ description: 'The filter, with the parameters of `GET /listings` as keys.' }),
  channel: z.enum(['email', 'webhook']),
  target: z.string().min(1).max(2000).transform(cleanText).meta({ description: 'E-mail address, or http(s) address of the webhook.' }),
  cadence: cadence.default('daily'),
  hour: hour.default(8),
  weekday: weekday.default(1),
  timeZone: timeZone.default('UTC'),
  wantsPayRises: z.boolean().default(false).meta({ description: 'Tell again when the pay of a listing rises.' }),
  website: z.string().max(1000).optional().meta({ description: 'Leave empty: only robots fill it in.' }),
}).superRefine((input, context) => {
  if (input.channel === 'email' && !isPlainAddress(input.target))
    context.addIssue({ code: 'custom', path: ['target'], message: 'is no plain e-mail address, such as jo@example.org' });
  if (input.channel === 'webhook' && !isWebhookAddress(input.target))
    context.addIssue({ code: 'custom', path: ['target'], message: 'is no http or https address without user and password' });
});

export const SavedSearchChangeInput = strictFields({
  state: z.enum(['active', 'paused']).optional(),
  cadence: cadence.optional(),
  hour: hour.optional(),
  weekday: weekday.optional(),
  timeZone: timeZone.optional(),
  filter: filter.optional(),
});

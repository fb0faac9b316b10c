import type { SavedSearch } from '../domain/saved-search.js';
import { localTimeOf, momentOf } from './local-time.js';

/** Between two messages of an instant search; what comes in between goes together. */
export const INSTANT_GAP_MS = 15 * 60_000;

/**
 * When a saved search may next hear of what waits for it. Instant: at once, and then once per 15 minutes. Daily and weekly: at the first
 * local hour (and weekday) that comes once something waits, at most once a local date.
 * @param oldestAlertAt since when something waits.
 * @param lastSentAt its latest message; `null`: none yet.
 */
export function nextHearing(
  search: Pick<SavedSearch, 'cadence' | 'hour' | 'weekday' | 'timeZone'>,
  oldestAlertAt: Date,
  lastSentAt: Date | null,
): Date {
  if (search.cadence === 'instant') {
    const free = lastSentAt === null ? 0 : lastSentAt.getTime() + INSTANT_GAP_MS;
    return new Date(Math.max(oldestAlertAt.getTime(), free));
  }
  const { hour, weekday, timeZone } = search;
  const since = localTimeOf(oldestAlertAt, timeZone);
  const lastDay = lastSentAt === null ? Number.NEGATIVE_INFINITY : localTimeOf(lastSentAt, timeZone).day;
  let day = Math.max(since.day, lastDay + 1);
  // Alerts that come within the hour itself still go on that day.
  if (day === since.day && since.hour > hour) day += 1;
  if (search.cadence === 'weekly') day += (weekday - weekdayOf(day) + 7) % 7;
  const moment = momentOf(day, hour, timeZone);
  return moment.getTime() < oldestAlertAt.getTime() ? oldestAlertAt : moment;
}

const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

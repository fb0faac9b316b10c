/** A moment as a clock on the wall shows it. */
export interface LocalTime {
  /** Days since 1970-01-01 of the local date: dates compare as numbers. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Local wall time as if it were UTC, in milliseconds; whole seconds. */
function wallMs(at: Date, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  return Date.UTC(
    parts['year'] ?? Number.NaN,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
}

/** @throws RangeError for a zone that this process does not know. */
export function localTimeOf(at: Date, timeZone: string): LocalTime {
  const wall = wallMs(at, timeZone);
  const day = Math.floor(wall / DAY_MS);
  const minutes = Math.floor((wall - day * DAY_MS) / 60_000);
  return { day, hour: Math.floor(minutes / 60), minute: minutes % 60, weekday: ((((day + 3) % 7) + 7) % 7) + 1 };
}

/**
 * The moment at which the local clock shows this hour of this day. Where the clock skips it, the moment it would have been; where the
 * clock shows it twice, the first.
 */
export function momentOf(day: number, hour: number, timeZone: string): Date {
  const wall = day * DAY_MS + hour * 3_600_000;
  const offsetAt = (ms: number) => wallMs(new Date(ms), timeZone) - Math.floor(ms / 1000) * 1000;
  // Offsets a day to either side are those before and after any change that could touch this hour.
  const before = wall - offsetAt(wall - DAY_MS);
  const after = wall - offsetAt(wall + DAY_MS);
  const shown = [before, after].filter((ms) => wallMs(new Date(ms), timeZone) === wall);
  return new Date(shown.length > 0 ? Math.min(...shown) : before);
}

/** A date as `2026-11-23`, where the clock on this wall shows it. */
export const localDateOf = (at: Date, timeZone: string): string =>
  new Date(Math.floor(wallMs(at, timeZone) / DAY_MS) * DAY_MS).toISOString().slice(0, 10);

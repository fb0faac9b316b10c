import { ZONE_HOURS } from './tables/remote-scope-words.js';

const hours = (written: string): number => Number(written.replace(/[−–]/g, '-').replaceAll(' ', ''));

/** Hours from UTC of «UTC-3 to UTC+3», «GMT+1 – GMT+4», «CET ±2», «within 3 hours of EST». */
export function zoneWindowIn(text: string): { from: number; to: number; start: number; end: number } | null {
  const span =
    /(?:utc|gmt)\s?([+\-−–]\s?\d{1,2})(?::?\d{2})?\s?(?:to|and|through|bis|[-–—/~]|\.\.)\s?(?:utc|gmt)?\s?([+\-−–]?\s?\d{1,2})(?!\d)/iu.exec(
      text,
    );
  if (span !== null) {
    const ends = [hours(span[1] ?? ''), hours(span[2] ?? '')].sort((a, b) => a - b);
    const [from = 0, to = 0] = ends;
    return from >= -12 && to <= 14 ? { from, to, start: span.index, end: span.index + span[0].length } : null;
  }
  const around =
    /(?<!\p{L})(UTC|GMT|CES?T|EES?T|E[SD]?T|P[SD]?T|C[SD]T|M[SD]T|BRT|IST|SGT|JST|AES?T)(?:\s?([+-]\d{1,2}))?\s?(?:\+\s?\/\s?-|±|\+-)\s?(\d{1,2})(?!\d)/u.exec(
      text,
    );
  if (around !== null) {
    const centre = (ZONE_HOURS[around[1] ?? ''] ?? 0) + Number(around[2] ?? 0);
    const width = Number(around[3]);
    return width <= 12 ? { from: centre - width, to: centre + width, start: around.index, end: around.index + around[0].length } : null;
  }
  const within =
    /within\s(\d{1,2})\s(?:hours|hrs|h|time\s?zones)\s(?:of|from)\s(UTC|GMT|CES?T|EES?T|E[SD]?T|P[SD]?T|C[SD]?T|M[SD]T|BRT|IST|SGT|JST)(?!\p{L})/u.exec(
      text,
    );
  if (within === null) return null;
  const centre = ZONE_HOURS[within[2] ?? ''] ?? 0;
  const width = Number(within[1]);
  return width <= 12 ? { from: centre - width, to: centre + width, start: within.index, end: within.index + within[0].length } : null;
}

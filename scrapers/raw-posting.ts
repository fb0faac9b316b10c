import { EMPTY_RAW_POSTING, type RawPosting, type RawSalary } from '#src/domain/raw-posting';
import { cutContacts } from './cut-contacts.js';

/** Why a row gives no posting, in words a person understands. */
export class RowError extends Error {}

/** Characters a stored description may have. */
const MAX_DESCRIPTION = 200_000;
const MAX_TITLE = 300;
const MAX_URL = 2_000;

/** One line of text: no-break spaces and runs of white space become one space. `null` for anything that holds no words. */
export function lineOf(value: unknown, max = 500): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const line = value
    .slice(0, max * 4)
    .replaceAll(/[\s\u0001-\u001f\u007f-\u00a0]+/g, ' ')
    .trim()
    .slice(0, max);
  return line === '' || line === 'null' ? null : line;
}

/** Lines of a list, empty ones and repetitions left out, at most `max`. */
export function linesOf(values: unknown, max = 50): string[] {
  if (!Array.isArray(values)) return [];
  const lines = new Set<string>();
  for (const value of values) {
    const line = lineOf(value, 200);
    if (line !== null) lines.add(line);
    if (lines.size >= max) break;
  }
  return [...lines];
}

/** An http(s) address, else `null`. */
export function webAddress(value: unknown): string | null {
  const line = lineOf(value, MAX_URL + 1);
  if (line === null || line.length > MAX_URL || !URL.canParse(line)) return null;
  const url = new URL(line);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * A date as ISO 8601 UTC. Takes ISO with or without offset (none: UTC), `YYYY-MM-DD HH:MM:SS [UTC]`, epoch seconds or milliseconds.
 * @returns `null` for anything else and for dates outside 2000 to 2100.
 */
export function dateOf(value: unknown): string | null {
  let at = Number.NaN;
  if (typeof value === 'number') at = value > 1e11 ? value : value * 1000;
  else if (typeof value === 'string') {
    const text = value.trim().slice(0, 40);
    const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/.exec(text);
    if (iso !== null) {
      const zone = iso[3] === undefined || iso[3] === 'UTC' ? 'Z' : iso[3].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
      at = Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${zone}`);
    } else if (/^\d{10,13}$/.test(text)) return dateOf(Number(text));
    else if (/^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4}|[A-Z]{3})$/.test(text))
      at = Date.parse(text);
  }
  return Number.isFinite(at) && at >= EARLIEST && at < LATEST ? new Date(at).toISOString() : null;
}

/** `24/12/2026`, `24.12.2026` as an ISO day; `null` for anything else. */
export function dayFirst(value: unknown): string | null {
  const found = typeof value === 'string' ? /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\b/.exec(value) : null;
  return found === null ? null : `${found[3]}-${found[2]?.padStart(2, '0')}-${found[1]?.padStart(2, '0')}`;
}

/** A wall-clock time of a zone (`2026-07-01T09:00:00`, Europe/Stockholm) as ISO 8601 UTC; texts that carry an offset are taken as they are. */
export function zonedDate(value: unknown, timeZone: string): string | null {
  const asUtc = dateOf(value);
  if (asUtc === null || typeof value !== 'string' || /(?:Z|UTC|[+-]\d{2}:?\d{2})$/.test(value.trim())) return asUtc;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(asUtc));
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '00';
  const wall = Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`);
  const at = Date.parse(asUtc);
  return new Date(at - (wall - Math.floor(at / 1000) * 1000)).toISOString();
}

/** A bound of pay: a number, or one in a string. Placeholders for «undisclosed» (0, 0.01, 1, nothing but nines) are `null`. */
export function boundOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*\d{1,12}(?:\.\d{1,4})?\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 1 || number >= 99_999_999) return null;
  return /^9{6,}$/.test(String(number)) ? null : number;
}

/** A structured salary, or nothing where neither bound is stated. */
export function salaryOf(fields: {
  min?: unknown;
  max?: unknown;
  currency?: unknown;
  period?: unknown;
  label?: unknown;
  kind?: RawSalary['kind'];
  quote?: unknown;
}): RawSalary[] {
  const [min, max] = [boundOf(fields.min), boundOf(fields.max)];
  if (min === null && max === null) return [];
  const code = lineOf(fields.currency, 10)?.toUpperCase() ?? null;
  const currency = code !== null && /^[A-Z]{3}$/.test(code) ? code : null;
  const period = lineOf(fields.period, 60);
  const range = min !== null && max !== null ? `${min}–${max}` : min === null ? `up to ${max}` : `from ${min}`;
  const quote = lineOf(fields.quote, 300) ?? [range, code, period].filter((part) => part !== null).join(' ');
  return [{ min, max, currency, period, label: lineOf(fields.label, 200), kind: fields.kind ?? null, quote }];
}

/** What an adapter hands in: the three that must be there, and whatever the row has. Texts may be untrimmed, dates in any form `dateOf` reads. */
export type RawFields = { externalId: unknown; title: unknown; url: unknown } & Partial<
  Omit<RawPosting, 'externalId' | 'title' | 'url' | 'postedAt' | 'updatedAt' | 'expiresAt'>
> & {
    postedAt?: unknown;
    updatedAt?: unknown;
    expiresAt?: unknown;
  };

/**
 * A raw posting from a row's fields: trimmed, capped, contacts cut out of the description.
 * @throws RowError when id, title or address are missing or unusable.
 */
export function rawPostingOf(fields: RawFields): RawPosting {
  const externalId = lineOf(fields.externalId, 300);
  if (externalId === null) throw new RowError('it has no id');
  const title = lineOf(fields.title, MAX_TITLE + 1);
  if (title === null) throw new RowError('it has no title');
  if (title.length > MAX_TITLE) throw new RowError(`its title is longer than ${MAX_TITLE} characters`);
  if (title.includes('\uFFFD')) throw new RowError('its title is not readable: wrong character set');
  const url = webAddress(fields.url);
  if (url === null) throw new RowError('it has no web address');
  const { description } = fields;
  const postedAt = dateOf(fields.postedAt);
  return {
    ...EMPTY_RAW_POSTING,
    ...fields,
    externalId,
    title,
    url,
    applyUrl: webAddress(fields.applyUrl),
    company: lineOf(fields.company, 200),
    description: typeof description === 'string' && description.trim() !== '' ? cutContacts(description.slice(0, MAX_DESCRIPTION)) : null,
    locations: linesOf(fields.locations),
    country: lineOf(fields.country, 100),
    workplace: lineOf(fields.workplace, 100),
    remoteScope: fields.remoteScope === undefined || fields.remoteScope === null ? null : linesOf(fields.remoteScope, 300),
    employmentType: lineOf(fields.employmentType, 100),
    seniority: lineOf(fields.seniority, 100),
    industry: lineOf(fields.industry, 100),
    tags: linesOf(fields.tags),
    salaryText: lineOf(fields.salaryText, 500),
    postedAt,
    updatedAt: dateOf(fields.updatedAt),
    expiresAt: dateOf(fields.expiresAt),
    dateQuality: postedAt === null ? 'observed' : (fields.dateQuality ?? 'exact'),
    language: lineOf(fields.language, 35)?.slice(0, 2).toLowerCase() ?? null,
  };
}

import type { ListingCard } from '../domain/listing.js';

const place = (card: ListingCard): string =>
  card.locations
    .map(({ city, region, country, raw }) => [city, region, country].filter((part) => part !== null).join(', ') || raw)
    .join('; ');

/** Columns of the export, in order; a name never changes its meaning. */
const COLUMNS: Readonly<Record<string, (card: ListingCard) => string | number | null>> = {
  id: (card) => card.id,
  title: (card) => card.title,
  company: (card) => card.company,
  level: (card) => card.level,
  levelBasis: (card) => card.levelBasis,
  canonicalTitle: (card) => card.canonicalTitle,
  specialisation: (card) => card.specialisation,
  industry: (card) => card.industry,
  workplace: (card) => card.workplace,
  places: place,
  countries: (card) => [...new Set(card.locations.flatMap(({ country }) => country ?? []))].join('; '),
  languages: (card) => card.languages.join('; '),
  skills: (card) => card.skills.join('; '),
  salaryMin: (card) => card.salary?.min ?? null,
  salaryMax: (card) => card.salary?.max ?? null,
  salaryCurrency: (card) => card.salary?.currency ?? null,
  salaryPeriod: (card) => card.salary?.period ?? null,
  salaryYearlyMin: (card) => card.salary?.annualMin ?? null,
  salaryYearlyMax: (card) => card.salary?.annualMax ?? null,
  status: (card) => card.status,
  postedAt: (card) => card.postedAt,
  firstSeenAt: (card) => card.firstSeenAt,
  lastConfirmedAt: (card) => card.lastConfirmedAt,
  closedAt: (card) => card.closedAt,
  sources: (card) => card.sources.join('; '),
  url: (card) => card.url,
};
export const CSV_COLUMNS = Object.keys(COLUMNS);

/**
 * One field by RFC 4180. A text that a spreadsheet would run as a formula gets a leading apostrophe: `= + - @ |`, tab and carriage
 * return at its start, also after blanks. Numbers stay numbers. `null` is empty.
 */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^\s*[=+\-@|\t\r＝＋－＠]/.test(value.slice(0, 200)) || /^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvHeader = (): string => `${CSV_COLUMNS.join(',')}\r\n`;

export const csvLine = (card: ListingCard): string =>
  `${Object.values(COLUMNS)
    .map((read) => csvField(read(card)))
    .join(',')}\r\n`;

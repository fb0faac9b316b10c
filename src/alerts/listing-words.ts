import type { ListingCard } from '../domain/listing.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { GUIDE_LEVELS } from '../domain/level.js';
import type { Salary } from '../domain/salary.js';
import { hiringCountriesOf, hiringValues } from '../domain/hiring-area.js';
import { DEFAULT_KM, nearOf } from '../domain/near.js';
import { countryName, industryName, levelWord, skillName, specialisationName } from '../domain/value-names.js';
import { grouped } from './search-words.js';

/** A source's words on one line: no control characters, no line ends, at most `limit` characters. */
export function oneLine(text: string, limit = 200): string {
  const flat = text
    .slice(0, limit * 4)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return flat.length <= limit ? flat : `${flat.slice(0, limit - 1).trimEnd()}…`;
}

/** «Senior», «Mid to Senior», «Mid (assumed)». */
export function levelWords(card: Pick<ListingCard, 'level' | 'levelMin' | 'levelMax' | 'levelBasis'>): string {
  if (card.levelBasis === 'default') return `${levelWord(card.level)} (assumed)`;
  return card.levelMin === card.levelMax ? levelWord(card.level) : `${levelWord(card.levelMin)} to ${levelWord(card.levelMax)}`;
}

const PERIOD_WORDS: Record<NonNullable<Salary['period']>, string> = {
  year: 'a year',
  month: 'a month',
  week: 'a week',
  day: 'a day',
  hour: 'an hour',
  once: 'once',
};

/** Pay as stated, never converted; says so when none is. */
export function payWords(salary: Salary | null): string {
  if (salary === null || (salary.min === null && salary.max === null)) return 'pay not stated';
  const { min, max } = salary;
  const currency = salary.currency ?? '';
  const amounts =
    min !== null && max !== null
      ? min === max
        ? grouped(min)
        : `${grouped(min)}–${grouped(max)}`
      : min !== null
        ? `from ${grouped(min)}`
        : `up to ${grouped(max ?? 0)}`;
  const notes = [
    salary.kind === 'base' ? '' : salary.kind === 'ote' ? 'on target' : salary.kind,
    salary.tax === 'net' ? 'net' : '',
    salary.contract === 'contractor' ? 'contract' : '',
  ].filter((note) => note !== '');
  return [amounts, currency, salary.period === null ? '' : PERIOD_WORDS[salary.period], notes.length === 0 ? '' : `(${notes.join(', ')})`]
    .filter((word) => word !== '')
    .join(' ');
}

/** At most three places, then how many more; the workplace beside them. */
export function placeWords(card: Pick<ListingCard, 'locations' | 'workplace'>): string {
  const places = [
    ...new Set(
      card.locations.map((place) =>
        place.city === null && place.region === null && place.country === null
          ? oneLine(place.raw, 60)
          : [place.city, place.city === null ? place.region : null, place.country === null ? null : countryName(place.country)]
              .filter((part) => part !== null)
              .join(', '),
      ),
    ),
  ].filter((place) => place !== '');
  const shown = places.slice(0, 3).join(' · ');
  const words = places.length > 3 ? `${shown} and ${places.length - 3} more` : shown;
  if (card.workplace === null) return words === '' ? 'place not stated' : words;
  return words === '' ? card.workplace : `${words} (${card.workplace})`;
}

const lower = (values: readonly (string | null)[]): string[] => values.map((value) => value?.toLowerCase() ?? '');

/** Which parts of a search this listing answers, in the search's order; an empty search matches every backend listing. */
export function whyMatched(filter: ListingFilter, card: ListingCard): string {
  const words: string[] = [];
  const hits = (wanted: readonly string[] | undefined, has: readonly string[], nameOf: (value: string) => string) => {
    for (const value of wanted ?? []) if (has.includes(value)) words.push(nameOf(value));
  };
  const hitsFolded = (wanted: readonly string[] | undefined, has: readonly (string | null)[]) => {
    for (const value of wanted ?? []) if (lower(has).includes(value.toLowerCase())) words.push(value);
  };
  if (filter.q !== undefined) words.push(`«${filter.q}»`);
  hits(filter.level?.any, levelsOf(card), levelWord);
  hits(filter.title?.any, [card.canonicalTitle ?? ''], (value) => value);
  hits(filter.specialisation?.any, [card.specialisation ?? 'none'], (value) => specialisationName(value) ?? 'plain backend');
  hits(filter.language?.any, card.languages, skillName);
  hits(filter.skill?.any, card.skills, skillName);
  hits(filter.industry?.any, [card.industry ?? 'unknown'], (value) => industryName(value) ?? 'industry not stated');
  hits(
    filter.country?.any,
    card.locations.map((place) => place.country ?? 'unknown'),
    (value) => (value === 'unknown' ? 'country not stated' : countryName(value)),
  );
  const hires = hiringCountriesOf(card);
  for (const country of filter.livingIn?.any ?? [])
    if (hiringValues([country]).some((value) => hires.includes(value))) words.push(`open to residents of ${countryName(country)}`);
  hitsFolded(
    filter.region?.any,
    card.locations.map((place) => place.region),
  );
  hitsFolded(
    filter.city?.any,
    card.locations.map((place) => place.city),
  );
  hits(filter.workplace?.any, [card.workplace ?? 'unknown'], (value) => (value === 'unknown' ? 'workplace not stated' : value));
  if (filter.near !== undefined) words.push(`within ${filter.withinKm ?? DEFAULT_KM} km of ${nearOf(filter.near)?.name ?? 'your place'}`);
  if (filter.salaryMin !== undefined || filter.salaryMax !== undefined)
    words.push(card.salary === null ? 'pay not stated, which you keep' : 'pay within your bounds');
  else if (filter.currency !== undefined) words.push(`paid in ${filter.currency}`);
  else if (filter.pay?.any.includes('stated') === true && card.salary !== null) words.push('pay stated');
  hits(filter.company?.any, [card.companySlug], () => oneLine(card.company, 60));
  hits(filter.source?.any, card.sources, (value) => value);
  return words.length === 0 ? 'a backend listing that nothing in your search excludes' : words.join(', ');
}

/** Every level that a listing answers: those between its lowest and highest, or its own. */
export function levelsOf(card: Pick<ListingCard, 'level' | 'levelMin' | 'levelMax'>): readonly string[] {
  const from = GUIDE_LEVELS.indexOf(card.levelMin as never);
  const to = GUIDE_LEVELS.indexOf(card.levelMax as never);
  return from >= 0 && to >= from ? GUIDE_LEVELS.slice(from, to + 1) : [card.level];
}

import { ListingFilter } from '#src/domain/listing-filter';
import { SKILLS } from '#src/domain/skill';
import { foldOf } from '#src/text/fold';
import { foldPlace } from './location-fold.js';
import { citiesNamed, countryNamed } from './location-gazetteer.js';
import { Lexicon } from './lexicon.js';
import { QUERY_CURRENCIES, QUERY_FILLERS, QUERY_SKILLS_AS_TEXT, QUERY_WORDS } from './tables/query-words.js';
import { SKILL_WORDS } from './tables/skill-words.js';

/** One filter read out of the line, to show as a removable chip. */
export interface QueryChip {
  readonly key: string;
  readonly value: string;
  readonly label: string;
  /** The words as typed. */
  readonly words: string;
}

export interface QueryReading {
  /** What the words mean, as the search understands it. */
  readonly filter: ListingFilter;
  readonly chips: readonly QueryChip[];
  /** What is left: searched as text; '' when every word was a filter. */
  readonly rest: string;
}

interface Piece {
  readonly text: string;
  readonly raw: string;
}

const words = new Lexicon<readonly [key: string, value: string, label: string]>(
  QUERY_WORDS.map(([key, value, label, list]) => [list, [key, value, label] as const]),
);
const asText = new Set(QUERY_SKILLS_AS_TEXT.split(',').map((word) => word.trim()));
const skills = new Lexicon<string>(
  SKILL_WORDS.map(([slug, , list]) => [
    list
      .split(',')
      .filter((word) => !asText.has(word.trim()))
      .join(','),
    slug,
  ]),
);
const SKILL_FACTS = new Map(SKILLS.map((skill) => [skill.slug, skill]));
const fillers = new Set(QUERY_FILLERS.split(',').map((word) => word.trim()));
const currencies = new Map(QUERY_CURRENCIES.flatMap(([code, list]) => list.split(',').map((word) => [word.trim(), code] as const)));

/** A city below this many thousands of people is searched as text: too many words are the name of some village. */
const CITY_THOUSANDS = 250;
const LONGEST_LINE = 200;
const MOST_WORDS = 32;
const AMOUNT = /^([€$£¥₹]|us\$|c\$|ca\$|a\$|r\$)?(\d{1,3}(?:[.,]\d{3})+|\d{1,7})(k)?\+?([€$£])?$/;

interface Found {
  readonly chip: QueryChip;
  readonly to: number;
  readonly currency?: string;
}

/** «90k», «€90,000», «100k usd»: a yearly amount of pay. */
function amountAt(pieces: readonly Piece[], index: number): Found | null {
  const piece = pieces[index];
  const match = piece === undefined ? null : AMOUNT.exec(piece.raw.toLowerCase().replace(/^[>≥]=?/, ''));
  if (piece === undefined || match === null) return null;
  const value = Number((match[2] ?? '').replace(/[.,]/g, '')) * (match[3] === undefined ? 1 : 1000);
  const sign = match[1] ?? match[4];
  let currency = sign === undefined ? undefined : currencies.get(sign);
  if (value < 10_000 || value > 10_000_000) return null;
  if (match[3] === undefined && currency === undefined && value < 20_000) return null;
  let to = index + 1;
  const named = currencies.get(pieces[to]?.text ?? '');
  if (currency === undefined && named !== undefined) {
    currency = named;
    to++;
  }
  const typed = pieces
    .slice(index, to)
    .map((one) => one.raw)
    .join(' ');
  const chip = {
    key: 'salaryMin',
    value: String(value),
    label: `Pay from ${value.toLocaleString('en')}${currency === undefined ? '' : ` ${currency}`} a year`,
    words: typed,
  };
  return currency === undefined ? { chip, to } : { chip, to, currency };
}

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** A country by name or by its code in capitals, or a large city; the longest name wins. */
function placeAt(pieces: readonly Piece[], index: number): Found | null {
  for (let length = Math.min(3, pieces.length - index); length > 0; length--) {
    const typed = pieces
      .slice(index, index + length)
      .map((one) => one.raw)
      .join(' ');
    if (length === 1 && typed.length < 2) continue;
    const folded = foldPlace(typed);
    const isCode = length === 1 && typed.length <= 3;
    const country = isCode && typed !== typed.toUpperCase() && !['uk', 'usa', 'uae'].includes(folded) ? null : countryNamed(folded, typed);
    if (country !== null)
      return { chip: { key: 'country', value: country, label: COUNTRY_NAMES.of(country) ?? country, words: typed }, to: index + length };
    if (isCode && typed !== 'NYC' && typed !== 'nyc') continue;
    const city = citiesNamed(folded)
      .filter((hit) => hit.city.population >= CITY_THOUSANDS)
      .sort((a, b) => b.city.population - a.city.population)[0]?.city;
    if (city !== undefined) return { chip: { key: 'city', value: city.name, label: city.name, words: typed }, to: index + length };
  }
  return null;
}

function skillAt(pieces: readonly Piece[], index: number): Found | null {
  const hit = skills.at(pieces, index);
  const skill = hit === null ? undefined : SKILL_FACTS.get(hit.value);
  if (hit === null || skill === undefined) return null;
  const typed = pieces
    .slice(index, hit.to)
    .map((one) => one.raw)
    .join(' ');
  return {
    chip: { key: skill.category === 'language' ? 'language' : 'skill', value: skill.slug, label: skill.name, words: typed },
    to: hit.to,
  };
}

/** «7d»: posted in the last seven days. */
function daysAt(pieces: readonly Piece[], index: number): Found | null {
  const days = /^(\d{1,3})d$/.exec(pieces[index]?.text ?? '')?.[1];
  return days === undefined
    ? null
    : { chip: { key: 'postedAfter', value: `${days}d`, label: `Last ${days} days`, words: pieces[index]?.raw ?? '' }, to: index + 1 };
}

function wordAt(pieces: readonly Piece[], index: number): Found | null {
  const hit = words.at(pieces, index);
  if (hit === null) return null;
  const [key, value, label] = hit.value;
  return {
    chip: {
      key,
      value,
      label,
      words: pieces
        .slice(index, hit.to)
        .map((one) => one.raw)
        .join(' '),
    },
    to: hit.to,
  };
}

function longer(a: Found | null, b: Found | null): Found | null {
  if (a === null || b === null) return a ?? b;
  return b.to > a.to ? b : a;
}

function cutLine(line: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of line.matchAll(/-?"[^"]{0,200}"|[^\s,;]+(?:,\d{3}[^\s,;]*)*/g)) {
    const raw = match[0];
    pieces.push({ raw, text: /["]/.test(raw) ? '"' : foldOf(raw) });
  }
  return pieces.slice(0, MOST_WORDS).flatMap((piece) =>
    piece.text.includes('-') && !piece.text.startsWith('-') && !piece.text.includes('"')
      ? piece.raw
          .split('-')
          .filter((part) => part !== '')
          .map((raw) => ({ raw, text: foldOf(raw) }))
      : [piece],
  );
}

/**
 * Reads a typed line such as «senior go remote germany 90k» into filters and the rest. A leading `-` excludes; words in quotes stay text.
 * Reads at most 200 characters and 32 words; never throws.
 */
export function filterOfQuery(line: string): QueryReading {
  const pieces = cutLine(line.slice(0, LONGEST_LINE));
  const chips: QueryChip[] = [];
  const left: Piece[] = [];
  let currency: string | undefined;
  for (let index = 0; index < pieces.length;) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const negative = piece.raw.startsWith('-') && piece.raw.length > 1;
    const seen = negative ? pieces.map((one, at) => (at === index ? { raw: one.raw.slice(1), text: one.text.slice(1) } : one)) : pieces;
    const fixed = longer(longer(wordAt(seen, index), skillAt(seen, index)), fillers.has(piece.text) ? null : placeAt(seen, index));
    const found = negative ? fixed : (amountAt(seen, index) ?? daysAt(seen, index) ?? fixed);
    const taken = found !== null && found.chip.key === 'salaryMin' && chips.some((chip) => chip.key === 'salaryMin');
    if (found === null || piece.text === '"' || taken || (negative && ['salaryMin', 'postedAfter'].includes(found.chip.key))) {
      left.push(piece);
      index++;
      continue;
    }
    chips.push(
      negative
        ? { ...found.chip, value: `not:${found.chip.value}`, label: `Not ${found.chip.label}`, words: `-${found.chip.words}` }
        : found.chip,
    );
    currency = found.currency ?? currency;
    index = found.to;
  }
  const rest = chips.length === 0 ? left : left.filter((piece) => !fillers.has(piece.text));
  return { filter: checkedFilter(chips, currency), chips, rest: rest.map((piece) => piece.raw).join(' ') };
}

function checkedFilter(chips: readonly QueryChip[], currency: string | undefined): ListingFilter {
  const values: Record<string, string[]> = {};
  for (const chip of chips) (values[chip.key] ??= []).push(chip.value);
  const single = new Set(['salaryMin', 'postedAfter']);
  const input: Record<string, string | string[]> = {};
  for (const [key, list] of Object.entries(values)) input[key] = single.has(key) ? (list[0] ?? '') : list;
  if (currency !== undefined) input['currency'] = currency;
  const read = ListingFilter.safeParse(input);
  return read.success ? read.data : ListingFilter.parse({});
}

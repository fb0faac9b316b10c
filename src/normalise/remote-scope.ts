import type { Location, RemoteScope } from '../domain/location.js';
import type { Evidence } from '../domain/posting.js';
import type { RawPosting } from '../domain/raw-posting.js';
import { WORLDWIDE_WORDS } from './tables/location-names.js';
import { sameLengthLower } from './money-text.js';
import type { DescriptionReading } from './description.js';
import { stemPlacesFor } from './description-lexicons.js';
import { EXCLUSIONS, LEADS } from './workplace-finders.js';
import type { WordPlaces } from './workplace-phrases.js';
import { namesIn } from './scope-names.js';
import { zoneWindowIn } from './zone-window.js';

interface ScopeInput {
  readonly raw: Pick<RawPosting, 'remoteScope' | 'locations'>;
  readonly title: string;
  readonly descriptionText: string | null;
  readonly description?: DescriptionReading | null;
  readonly locations: readonly Location[];
}

interface ScopeReading {
  readonly scope: RemoteScope;
  readonly evidence: Evidence[];
}

const LONGEST_FIELD = 500;
const LONGEST_DESCRIPTION = 20_000;
const LONGEST_LIST = 240;

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

const WORLDWIDE = new RegExp(String.raw`(?<!\p{L})(?:${WORLDWIDE_WORDS.map(escaped).join('|')})(?!\p{L})(?!\s(?:in|within)\s)`, 'u');

class Scope {
  worldwide = false;
  readonly include: string[] = [];
  readonly exclude: string[] = [];
  utcFrom: number | null = null;
  utcTo: number | null = null;
  readonly evidence: Evidence[] = [];

  note(from: Evidence['from'], quote: string, start: number | null, rule: string): void {
    this.evidence.push({ field: 'remoteScope', from, quote: quote.trim(), start, end: start === null ? null : start + quote.length, rule });
  }

  get empty(): boolean {
    return !this.worldwide && this.include.length === 0 && this.exclude.length === 0 && this.utcFrom === null;
  }
}

/** A list of places ends with its sentence. */
function listAfter(text: string, at: number): string {
  const rest = text.slice(at, at + LONGEST_LIST);
  const stop = /[\n!?;]|\.(?=\s|$)|\s(?:with|to|who|where|because|as|due|but|for|on|is|are|we|you|that|preferred|preferably)\s/u.exec(rest);
  return stop === null ? rest : rest.slice(0, stop.index);
}

function addExclusions(scope: Scope, text: string, from: Evidence['from'], start: number | null, within?: WordPlaces): void {
  for (const hit of EXCLUSIONS.find(sameLengthLower(text), within).slice(0, 12)) {
    // A description says «outside of» and «not in» of much else: only what speaks of hiring counts there, and what qualifies a list of places.
    if (from === 'description' && start === null && !HIRING.test(hit.phrase)) continue;
    const list = listAfter(text, hit.end);
    const names = namesIn(list);
    if (names.length === 0) continue;
    for (const name of names) if (!scope.exclude.includes(name)) scope.exclude.push(name);
    const at = from === 'description' ? hit.start + (start ?? 0) : null;
    scope.note(from, text.slice(hit.start, hit.end + list.length), at, 'places ruled out');
  }
}

const HIRING = /hir|open to|available|eligible|performed|residents/;

function withoutExclusions(text: string): string {
  const hit = EXCLUSIONS.find(sameLengthLower(text))[0];
  return hit === undefined ? text : text.slice(0, hit.start);
}

function addField(scope: Scope, text: string, from: Evidence['from']): void {
  const bare = withoutExclusions(text);
  const names = namesIn(bare);
  if (names.length === 0 && WORLDWIDE.test(text.toLowerCase())) scope.worldwide = true;
  for (const name of names) if (!scope.include.includes(name)) scope.include.push(name);
  if (names.length > 0 || scope.worldwide) scope.note(from, text, null, 'places a remote hire may live in');
  addExclusions(scope, text, from, null);
  const hours = zoneWindowIn(text);
  if (hours !== null) {
    scope.utcFrom = hours.from;
    scope.utcTo = hours.to;
  }
}

function addDescription(scope: Scope, text: string, reading: DescriptionReading | null, wantPlaces: boolean): void {
  const lower = sameLengthLower(text);
  const within = reading === null ? undefined : { words: reading.words, places: stemPlacesFor(reading, 'scope') };
  for (const { phrase, start, end } of wantPlaces ? LEADS.find(lower, within).slice(0, 24) : []) {
    const list = listAfter(text, end);
    const bare = withoutExclusions(list);
    const names = namesIn(bare.slice(0, 120));
    if (names.length > 0) {
      for (const name of names) if (!scope.include.includes(name)) scope.include.push(name);
      scope.note('description', text.slice(start, end + bare.length), start, 'where a remote hire must live');
      if (bare.length < list.length) addExclusions(scope, list.slice(bare.length), 'description', end + bare.length);
      break;
    }
    if (/anywhere in|from anywhere/.test(phrase) && /^\s(?:the\s)?world/.test(list.toLowerCase())) {
      scope.worldwide = true;
      scope.note('description', text.slice(start, end + 10), start, 'anywhere in the world');
      break;
    }
  }
  addExclusions(scope, text, 'description', null, within);
  const hours = speaksOfZones(text, lower) ? zoneWindowIn(text) : null;
  if (hours !== null && scope.utcFrom === null) {
    scope.utcFrom = hours.from;
    scope.utcTo = hours.to;
    scope.note('description', text.slice(hours.start, hours.end), hours.start, 'a window of time zones');
  }
}

/** What must stand in a text that speaks of time zones: the engine's own search turns nearly every text away. */
const ZONE_SIGNS = ['utc', 'gmt', '±', '+/', 'zone', 'hours of'];
const speaksOfZones = (text: string, lower: string): boolean =>
  ZONE_SIGNS.some((sign) => lower.includes(sign)) && /utc|gmt|±|\+\/|\btime\s?zones?\b|hours of/i.test(text);

/**
 * Where a remote hire may live: the source's own list, else what stands beside «remote» in its places and title, else the description.
 * @returns `null` when nothing is stated, which is not worldwide.
 */
export function remoteScopeOf(input: ScopeInput): ScopeReading | null {
  const scope = new Scope();
  if (input.raw.remoteScope !== null)
    for (const entry of input.raw.remoteScope.slice(0, 300)) addField(scope, entry.slice(0, LONGEST_FIELD), 'field');
  if (scope.empty) {
    for (const place of input.raw.locations.slice(0, 60)) {
      const words = place.slice(0, LONGEST_FIELD);
      if (/remot|anywhere|worldwide|home|wfh|emea|apac|latam|europe|global/i.test(words)) addField(scope, besideRemote(words), 'location');
    }
  }
  if (scope.empty && /remot/i.test(input.title)) addField(scope, besideRemote(input.title.slice(0, LONGEST_FIELD)), 'title');
  const text = input.descriptionText?.slice(0, LONGEST_DESCRIPTION) ?? '';
  if (text !== '') addDescription(scope, text, input.description ?? null, scope.include.length === 0 && !scope.worldwide);
  if (scope.empty) return null;
  const { worldwide, include, exclude, utcFrom, utcTo, evidence } = scope;
  return {
    scope: {
      worldwide: worldwide && include.length === 0,
      include,
      exclude: exclude.filter((name) => !include.includes(name)),
      utcFrom,
      utcTo,
    },
    evidence,
  };
}

/** «New York, San Francisco, Seattle, or Remote (US/Canada)»: the scope is what stands behind «remote»; where nothing does, what stands before it. */
function besideRemote(words: string): string {
  const hit = /remot\p{L}*/iu.exec(words);
  if (hit === null) return words;
  const behind = words.slice(hit.index + hit[0].length);
  if (/\p{L}/u.test(behind)) return behind;
  const before = words.slice(0, hit.index);
  const own = before.split(/[;|/]|(?<!\p{L})(?:or|oder|ou|and|und|y|et)(?!\p{L})/iu).at(-1) ?? '';
  const tokens = own.split(',').filter((token) => /\p{L}/u.test(token));
  // «Canada, Remote» scopes; in «Austin, Remote» and «Austin, Texas, Remote» the place is one choice and remote another.
  return tokens.length === 1 || !/,\s*$/.test(own) ? own : '';
}

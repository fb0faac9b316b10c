import type { Location, RemoteScope, Workplace } from '../domain/location.js';
import type { Evidence } from '../domain/posting.js';
import type { RawPosting } from '../domain/raw-posting.js';
import { WORKPLACE_FIELD_WORDS, WORKPLACE_NEGATIONS, WORKPLACE_PHRASES, WORKPLACE_TITLE_WORDS } from './tables/workplace-words.js';
import { sameLengthLower } from './money-text.js';
import type { DescriptionReading } from './description.js';
import { stemPlacesFor } from './description-lexicons.js';
import { WORKPLACES } from './workplace-finders.js';
import { foldPlace } from './location-fold.js';
import { remoteScopeOf } from './remote-scope.js';

export interface WorkplaceInput {
  readonly raw: Pick<RawPosting, 'workplace' | 'remoteScope' | 'locations'>;
  readonly title: string;
  readonly descriptionText: string | null;
  /** The same description cut into words, where it is: it spares a pass over the text. */
  readonly description?: DescriptionReading | null;
  readonly locations: readonly Location[];
}

export interface WorkplaceReading {
  /** `null`: not stated. */
  readonly workplace: Workplace | null;
  /** `null`: not stated, which is not worldwide. */
  readonly remoteScope: RemoteScope | null;
  readonly evidence: Evidence[];
}

const LONGEST_FIELD = 500;
const LONGEST_DESCRIPTION = 20_000;

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

function patternOf(words: readonly string[]): RegExp {
  const longest = [...words].sort((a, b) => b.length - a.length);
  const spaced = longest
    .filter((word) => !UNSPACED.test(word))
    .map((word) => (/[\p{L}\d]$/u.test(word) ? `${escaped(word)}(?![\\p{L}])` : escaped(word)));
  const unspaced = longest.filter((word) => UNSPACED.test(word)).map(escaped);
  return new RegExp([`(?<![\\p{L}])(?:${spaced.join('|')})`, ...unspaced].join('|'), 'u');
}

const TITLE_PATTERNS = WORKPLACE_TITLE_WORDS.map(([workplace, words]) => [workplace, patternOf(words)] as const);
const PHRASES = new Map(WORKPLACE_PHRASES.flatMap(([workplace, words]) => words.map((word) => [word, workplace] as const)));
const NEGATION = new RegExp(String.raw`(?<!\p{L})(?:${WORKPLACE_NEGATIONS.map(escaped).join('|')})\s+(?:\S+\s+){0,2}$`, 'u');

interface Found {
  readonly workplace: Workplace;
  readonly evidence: Evidence;
}

function inShortText(text: string, from: Evidence['from'], rule: string): Found | null {
  const lower = text.slice(0, LONGEST_FIELD).toLowerCase();
  const hits = TITLE_PATTERNS.map(([workplace, pattern]) => ({ workplace, hit: pattern.exec(lower) })).filter((row) => row.hit !== null);
  // «No remote» and «onsite or remote»: the first holds as a whole, the second lets people be remote.
  const chosen = hits.find((row) => row.workplace === 'onsite' && /^no|^not/.test(row.hit?.[0] ?? '')) ?? hits[0];
  if (chosen === undefined || chosen.hit === null) return null;
  const start = chosen.hit.index;
  const end = start + chosen.hit[0].length;
  return {
    workplace: chosen.workplace,
    evidence: {
      field: 'workplace',
      from,
      quote: text.slice(start, end),
      start: from === 'title' ? start : null,
      end: from === 'title' ? end : null,
      rule,
    },
  };
}

/** The phrase that counts: an explicit «no remote» or «on-site only», then the mode named first; a negation before a phrase voids it. */
function inDescription(text: string, reading: DescriptionReading | null): Found | null {
  const lower = sameLengthLower(text);
  const within = reading === null ? undefined : { words: reading.words, places: stemPlacesFor(reading, 'workplace') };
  let best: { workplace: Workplace; start: number; end: number } | null = null;
  for (const { phrase, start, end } of WORKPLACES.find(lower, within)) {
    const workplace = PHRASES.get(phrase);
    if (workplace === undefined) continue;
    if (workplace !== 'onsite' && NEGATION.test(lower.slice(Math.max(0, start - 40), start))) continue;
    if (best === null || rank(workplace) < rank(best.workplace)) best = { workplace, start, end };
  }
  if (best === null) return null;
  const { start, end, workplace } = best;
  return {
    workplace,
    evidence: { field: 'workplace', from: 'description', quote: text.slice(start, end), start, end, rule: 'a phrase of the description' },
  };
}

const rank = (workplace: Workplace): number => ['onsite', 'hybrid', 'remote'].indexOf(workplace);

function inFields(raw: WorkplaceInput['raw']): Found | null {
  const own = raw.workplace === null ? undefined : WORKPLACE_FIELD_WORDS[foldPlace(raw.workplace.slice(0, LONGEST_FIELD))];
  if (own !== undefined && raw.workplace !== null) {
    return {
      workplace: own,
      evidence: {
        field: 'workplace',
        from: 'field',
        quote: raw.workplace.slice(0, LONGEST_FIELD),
        start: null,
        end: null,
        rule: 'the source’s own field',
      },
    };
  }
  if (raw.workplace !== null) {
    const found = inShortText(raw.workplace, 'field', 'a word of the source’s own field');
    if (found !== null) return found;
  }
  for (const place of raw.locations.slice(0, 60)) {
    const found = inShortText(place, 'location', 'a word in the place field');
    if (found !== null) return found;
  }
  return null;
}

/**
 * Where the work is done: the source's field, then its places, the title, and last a phrase of the description that speaks of this job.
 * @returns `null` where nothing says so; a remote scope only beside `remote`.
 */
export function workplaceOf(input: WorkplaceInput): WorkplaceReading {
  const description = input.descriptionText?.slice(0, LONGEST_DESCRIPTION) ?? null;
  const found =
    inFields(input.raw) ??
    inShortText(input.title, 'title', 'a word in the title') ??
    (input.raw.remoteScope !== null && input.raw.remoteScope.length > 0
      ? ({
          workplace: 'remote',
          evidence: {
            field: 'workplace',
            from: 'field',
            quote: input.raw.remoteScope.join(', ').slice(0, LONGEST_FIELD),
            start: null,
            end: null,
            rule: 'the source says where a remote hire may live',
          },
        } satisfies Found)
      : null) ??
    (description === null ? null : inDescription(description, input.description ?? null));
  if (found === null) return { workplace: null, remoteScope: null, evidence: [] };
  if (found.workplace !== 'remote') return { workplace: found.workplace, remoteScope: null, evidence: [found.evidence] };
  const scope = remoteScopeOf(input);
  return {
    workplace: 'remote',
    remoteScope: scope?.scope ?? null,
    evidence: scope === null ? [found.evidence] : [found.evidence, ...scope.evidence],
  };
}

import { stemOf } from './stem.js';
import { tokenise } from './tokenise.js';

/** A term of a text and where it stands; a phrase is terms at consecutive positions. */
export interface PlacedTerm {
  readonly term: string;
  /** From 1. */
  readonly position: number;
}

/** Positions that a text vector of PostgreSQL can tell apart, less a margin; terms further on are left out. */
export const LAST_POSITION = 16_000;
/** Places of one term that a text vector keeps; further ones are left out, so that phrases mean the same everywhere. */
const MOST_PLACES = 255;
const LONGEST_TERM = 80;
/** Between fields, so that no phrase reaches from one into the next. */
const FIELD_GAP = 10;

/** The terms that one word or piece of text is searched by: words cut as everywhere, stemmed. */
export const termsOf = (text: string): string[] => tokenise(text).map((token) => stemOf(token.text.slice(0, LONGEST_TERM)));

/** The terms that a document is found by, from its fields in the given order; `null` fields hold none. */
export function documentTerms(fields: readonly (string | null)[]): PlacedTerm[] {
  const placed: PlacedTerm[] = [];
  const places = new Map<string, number>();
  let position = 0;
  for (const field of fields) {
    if (field === null) continue;
    for (const term of termsOf(field)) {
      position += 1;
      if (position > LAST_POSITION) return placed;
      const seen = (places.get(term) ?? 0) + 1;
      places.set(term, seen);
      if (seen <= MOST_PLACES) placed.push({ term, position });
    }
    position += FIELD_GAP;
  }
  return placed;
}

/**
 * What a typed text asks for. Every part is a phrase of one or more terms; a document has all of `all`, none of `none`, and of each of
 * `prefixes` a term that begins so, or is its stem.
 */
export interface TextQuery {
  readonly all: readonly (readonly string[])[];
  readonly none: readonly (readonly string[])[];
  readonly prefixes: readonly Prefix[];
}

/** The beginning of a word (`kubern*`). Terms are stems, and a stem may be shorter than what was typed of the word. */
export interface Prefix {
  readonly start: string;
  readonly stem: string;
}

/** Whether a document's term answers a prefix. */
export const hasPrefix = ({ start, stem }: Prefix, term: string): boolean => term.startsWith(start) || term === stem;

const MOST_PARTS = 32;
/** A shorter beginning would find nearly everything. */
const SHORTEST_PREFIX = 2;

/**
 * Reads words, "phrases", -without (before a word or a phrase) and beginnings* (a star after a word; two letters at least). A word that is cut into several terms (`event-driven`) is a phrase of
 * them; signs alone ask for nothing. An open quotation mark ends at the text's end.
 */
export function textQueryOf(q: string): TextQuery {
  const all: string[][] = [];
  const none: string[][] = [];
  const prefixes: Prefix[] = [];
  const text = q.slice(0, 1000).replace(/[“”„«»]/g, '"');
  let at = 0;
  while (at < text.length && all.length + none.length + prefixes.length < MOST_PARTS) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const without = text[at] === '-';
    if (without) at += 1;
    const quoted = text[at] === '"';
    if (quoted) at += 1;
    const end = text.indexOf(quoted ? '"' : ' ', at);
    const words = text.slice(at, end < 0 ? text.length : end);
    const tokens = tokenise(words).map((token) => token.text.slice(0, LONGEST_TERM));
    const start = tokens[0];
    if (!quoted && !without && words.endsWith('*') && tokens.length === 1 && start !== undefined && start.length >= SHORTEST_PREFIX)
      prefixes.push({ start, stem: stemOf(start) });
    else if (tokens.length > 0) (without ? none : all).push(tokens.map(stemOf));
    at = end < 0 ? text.length : end + 1;
  }
  return { all, none, prefixes };
}

import type { Industry } from '#src/domain/industry';
import type { Rung } from '#src/domain/level';
import type { PostingTag } from '#src/domain/posting';
import type { KnownWord } from '#src/text/known-words';
import type { Token } from '#src/text/tokenise';
import { hitOf, Lexicon, type Beginning, type Hit, type Word } from './lexicon.js';
import {
  ANCHORS,
  EXPERIENCE_WORDS,
  LEVEL_PHRASES,
  SECTION_HEADINGS,
  TAG_WORDS,
  WELCOME_WORDS,
  WORK_WORDS,
  YEARS_VETO,
  YEAR_WORDS,
  type SectionMode,
  type WorkSide,
} from './tables/description-words.js';
import { ANCHORS_OF_COMPANY, INDUSTRY_PHRASES } from './tables/field-value-words.js';
import { LEVEL_WORDS } from './tables/level-words.js';
import { ROLE_WORDS } from './tables/role-words.js';
import { SKILL_WORDS, type Writing } from './tables/skill-words.js';

export interface SkillValue {
  readonly slug: string;
  readonly writing: Writing;
}

const RUNGS_IN_TEXT = new Set<string>(['intern', 'trainee', 'junior', 'mid', 'senior', 'lead', 'staff', 'principal']);

/** The tables that a description is read against. Each has a bit, so that one look-up a word tells which of them it may concern. */
export const LEXICONS = {
  headings: new Lexicon<SectionMode>(SECTION_HEADINGS.map(([mode, words]) => [words, mode])),
  welcome: new Lexicon<true>([[WELCOME_WORDS, true]]),
  work: new Lexicon<readonly [WorkSide, number]>(WORK_WORDS.map(([side, weight, words]) => [words, [side, weight] as const])),
  tags: new Lexicon<PostingTag>(TAG_WORDS.map(([tag, words]) => [words, tag])),
  skills: new Lexicon<SkillValue>(SKILL_WORDS.map(([slug, writing, words]) => [words, { slug, writing }])),
  anchors: new Lexicon<true>([[ANCHORS, true]]),
  phrases: new Lexicon<'entry' | 'mid' | 'senior'>(LEVEL_PHRASES.map(([level, words]) => [words, level])),
  rungs: new Lexicon<Rung>(LEVEL_WORDS.filter(([mark]) => RUNGS_IN_TEXT.has(mark)).map(([mark, , , words]) => [words, mark as Rung])),
  roles: new Lexicon<true>(
    ROLE_WORDS.filter(([kind]) => kind === 'developer' || kind === 'engineer' || kind === 'architect').map(([, , words]) => [words, true]),
  ),
  years: new Lexicon<true>([[YEAR_WORDS, true]]),
  experience: new Lexicon<true>([[EXPERIENCE_WORDS, true]]),
  vetoes: new Lexicon<true>([[YEARS_VETO, true]]),
  companyAnchors: new Lexicon<true>([[ANCHORS_OF_COMPANY, true]]),
  industries: new Lexicon<Industry>(INDUSTRY_PHRASES.map(([industry, words]) => [words, industry])),
} as const;

export type LexiconName = keyof typeof LEXICONS;
type ValueOf<N extends LexiconName> = (typeof LEXICONS)[N] extends Lexicon<infer T> ? T : never;

const NAMES = Object.keys(LEXICONS) as LexiconName[];
const TABLES: readonly Lexicon<unknown>[] = Object.values(LEXICONS);
const NUMBERS = Object.fromEntries(NAMES.map((name, index) => [name, index])) as Record<LexiconName, number>;

/** What may begin with a word, in all tables. */
interface Beginnings {
  /** Numbers of the tables that have such phrases. */
  readonly tables: readonly number[];
  /** Their phrases, by the table's number. */
  readonly phrases: readonly Beginning<unknown>[];
}

const NOTHING: Beginnings = { tables: [], phrases: TABLES.map(() => []) };

function readBeginnings(word: string): Beginnings {
  const phrases = TABLES.map((table) => table.beginning(word));
  const tables = phrases.flatMap((list, table) => (list.length > 0 ? [table] : []));
  return tables.length === 0 ? NOTHING : { tables, phrases };
}

/** What was found to begin with words, remembered; emptied when it grows past any language's working vocabulary. */
const REMEMBERED = 200_000;
const remembered = new Map<string, Beginnings>();

function beginningsOf(word: string): Beginnings {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const beginnings = readBeginnings(word);
  if (word.length > 40) return beginnings;
  if (remembered.size >= REMEMBERED) remembered.clear();
  // A copy of its own: the word may be a slice that holds the whole text in memory.
  remembered.set(Buffer.from(word).toString(), beginnings);
  return beginnings;
}

function beginningsOfKnown(word: KnownWord): Beginnings {
  word.memo ??= beginningsOf(word.text);
  return word.memo as Beginnings;
}

/** Where phrases of the tables may begin in a list of words. */
export interface Starts {
  readonly ofWords: readonly Beginnings[];
  /** Words that phrases of a table may begin with, by the table's number. */
  readonly places: readonly (readonly number[])[];
}

/** A text whose words know which tables they may concern. */
export interface IndexedWords {
  readonly words: readonly (Word & { readonly end: number })[];
  readonly starts: Starts;
}

/** Which tables each word may concern. */
export function startsOf(words: readonly Pick<Token, 'text' | 'known'>[]): Starts {
  const ofWords: Beginnings[] = [];
  const places: number[][] = TABLES.map(() => []);
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const beginnings = word.known === null ? beginningsOf(word.text) : beginningsOfKnown(word.known);
    ofWords.push(beginnings);
    if (beginnings !== NOTHING) for (const table of beginnings.tables) places[table]?.push(index);
  }
  return { ofWords, places };
}

/** All phrases of one table in a text, longest first, without overlap. */
export function hitsOf<N extends LexiconName>(text: IndexedWords, name: N): Hit<ValueOf<N>>[] {
  const table = NUMBERS[name];
  const hits: Hit<ValueOf<N>>[] = [];
  let free = 0;
  for (const index of text.starts.places[table] ?? []) {
    if (index < free) continue;
    const hit = hitOf((text.starts.ofWords[index] ?? NOTHING).phrases[table] as Beginning<ValueOf<N>>, text.words, index);
    if (hit === null) continue;
    hits.push(hit);
    free = hit.to;
  }
  return hits;
}

/** The words of a text that phrases of one table may begin with, in order. */
export const placesFor = (text: IndexedWords, name: LexiconName): readonly number[] => text.starts.places[NUMBERS[name]] ?? [];

/** The phrase of one table that begins at a word, or `null`. */
export function hitAt<N extends LexiconName>(text: IndexedWords, name: N, index: number): Hit<ValueOf<N>> | null {
  const beginnings = text.starts.ofWords[index] ?? NOTHING;
  if (beginnings === NOTHING) return null;
  return hitOf(beginnings.phrases[NUMBERS[name]] as Beginning<ValueOf<N>>, text.words, index);
}

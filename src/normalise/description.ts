import { CAPS, cutText } from '#src/text/cut';
import { decodeEntities, htmlToText, looksLikeHtml } from '#src/text/html-to-text';
import { tokenise, type Token } from '#src/text/tokenise';
import type { PostingTag, Evidence } from '#src/domain/posting';
import { hitAt, hitsOf, startsOf, type IndexedWords, type Starts } from './description-lexicons.js';
import type { Hit } from './lexicon.js';
import type { SectionMode, WorkSide } from './tables/description-words.js';

/** What a line of a description is for; `none` before the first heading. */
export type LineMode = SectionMode | 'none';

/** A description cut into words and lines. */
export interface DescriptionReading {
  readonly text: string;
  readonly words: readonly Token[];
  /** Which tables each word may concern. */
  readonly starts: Starts;
  /** Number of the line that a word stands on. */
  readonly lines: Int32Array;
  /** Mode of a line, by its number. */
  readonly modes: readonly LineMode[];
  /** Lines that name what is welcome and not asked for. */
  readonly welcomed: ReadonlySet<number>;
}

/** Words of a heading at most. */
const HEADING_WORDS = 9;

/**
 * A description's words: markup gone, at most 100,000 units read. Text that was escaped once more than its source's rule says is unescaped.
 * @returns `null` for nothing but blanks
 */
export function descriptionTextOf(description: string | null): string | null {
  if (description === null) return null;
  let html = cutText(description, 2 * CAPS.description);
  if (!looksLikeHtml(html) && /&(?:amp;)?lt;\/?[a-z]/i.test(html))
    html = decodeEntities(/&amp;lt;/i.test(html) ? decodeEntities(html) : html);
  const text = cutText(htmlToText(html), CAPS.description).trim();
  return text === '' ? null : text;
}

/** Stands between two lines, so that no phrase is read across them. */
const LINE_END = '\n';

/** Cuts a description into words, lines and sections. */
export function readDescription(text: string): DescriptionReading {
  const words: Token[] = [];
  const lineOf: number[] = [];
  const starts: number[] = [0];
  let nextBreak = text.indexOf('\n');
  for (const token of tokenise(text)) {
    if (nextBreak >= 0 && token.start > nextBreak) {
      words.push({ text: LINE_END, start: nextBreak, end: nextBreak, known: null });
      lineOf.push(starts.length - 1);
      starts.push(words.length);
      nextBreak = text.indexOf('\n', token.start);
    }
    words.push(token);
    lineOf.push(starts.length - 1);
  }
  const bits = startsOf(words);
  const modes: LineMode[] = [];
  let mode: LineMode = 'none';
  starts.forEach((from, at) => {
    const to = (starts[at + 1] ?? words.length + 1) - 1;
    const heading = to - from <= HEADING_WORDS ? headingOf(text, { words, starts: bits }, from, to) : null;
    mode = heading ?? mode;
    modes.push(mode);
  });
  const lines = new Int32Array(lineOf);
  const welcomed = new Set(hitsOf({ words, starts: bits }, 'welcome').map((hit) => lines[hit.from] ?? 0));
  return { text, words, starts: bits, lines, modes, welcomed };
}

/** A short line that is a known heading, or ends in a colon and holds one. */
function headingOf(text: string, indexed: IndexedWords, from: number, to: number): SectionMode | null {
  let found: Hit<SectionMode> | null = null;
  for (let index = from; index < to;) {
    const hit = hitAt(indexed, 'headings', index);
    if (hit !== null && (found === null || hit.to - hit.from > found.to - found.from)) found = hit;
    index = hit?.to ?? index + 1;
  }
  if (found === null) return null;
  const end = indexed.words[to - 1]?.end ?? 0;
  const colon = /^\s*:/.test(text.slice(end, end + 3));
  const covered = found.to - found.from;
  return colon || covered >= to - from - 2 || (covered >= 2 && to - from <= 6) ? found.value : null;
}

export interface WorkScore {
  readonly sides: Readonly<Record<WorkSide, number>>;
  /** Words for backend work, for the evidence, most telling first. */
  readonly found: readonly Hit<readonly [WorkSide, number]>[];
}

/**
 * Weighs the words of a description by kind of work: each distinct phrase with its weight, repetitions with a quarter of it, three at most.
 * Words under headings about the company do not count.
 */
export function workScoreOf(reading: DescriptionReading): WorkScore {
  const sides: Record<WorkSide, number> = {
    backend: 0,
    operations: 0,
    frontend: 0,
    mobile: 0,
    ml: 0,
    embedded: 0,
    sales: 0,
    testing: 0,
    apps: 0,
  };
  const counts = new Map<string, number>();
  const found: Hit<readonly [WorkSide, number]>[] = [];
  for (const hit of hitsOf(reading, 'work')) {
    if (reading.modes[reading.lines[hit.from] ?? 0] === 'company') continue;
    const key = `${hit.value[0]} ${reading.words[hit.from]?.text ?? ''} ${hit.to - hit.from}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > 4) continue;
    sides[hit.value[0]] += count === 1 ? hit.value[1] : hit.value[1] / 4;
    if (count === 1) found.push(hit);
  }
  return { sides, found: found.sort((a, b) => b.value[1] - a.value[1]) };
}

/** Tags of work and life with the words that gave them; each tag once, in the vocabulary's order of first mention. */
export function tagsOf(reading: DescriptionReading): { tags: PostingTag[]; evidence: Evidence[] } {
  const found = new Map<PostingTag, Evidence>();
  for (const hit of hitsOf(reading, 'tags')) {
    if (found.has(hit.value)) continue;
    if (hit.value === 'security' && reading.modes[reading.lines[hit.from] ?? 0] === 'company') continue;
    found.set(hit.value, evidenceAt(reading, hit, 'tag', `tag: ${hit.value}`));
  }
  return { tags: [...found.keys()], evidence: [...found.values()] };
}

/** Evidence for words of a description. */
export function evidenceAt(
  reading: DescriptionReading,
  hit: { readonly from: number; readonly to: number },
  field: Evidence['field'],
  rule: string,
): Evidence {
  const start = reading.words[hit.from]?.start ?? 0;
  const end = reading.words[Math.max(hit.from, hit.to - 1)]?.end ?? start;
  return { field, from: 'description', quote: reading.text.slice(start, end), start, end, rule };
}

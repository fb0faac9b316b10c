import { CAPS, cutText } from '#src/text/cut';
import { decodeEntities } from '#src/text/html-to-text';
import { tokenise } from '#src/text/tokenise';
import { Lexicon, type Hit } from './lexicon.js';
import { FIELD_WORDS, type Field, type FieldReach } from './tables/field-words.js';
import { LEVEL_FILLERS, LEVEL_WORDS, type LevelMark, type Reach } from './tables/level-words.js';
import { MANAGEMENT_WORDS, type ManagementMark } from './tables/management-words.js';
import { ROLE_WORDS, type RoleKind } from './tables/role-words.js';

/** What stands between a word and the one before it. */
export type Gap = 'start' | 'space' | 'hyphen' | 'slash' | 'comma' | 'and' | 'break' | 'bracket';

export interface TitleWord {
  readonly text: string;
  /** As written, for what only case tells («Go», «IT»). */
  readonly raw: string;
  /** Offsets in the title, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly gap: Gap;
  /** Number of the part (between dashes, commas, brackets) that the word stands in. */
  readonly part: number;
}

export interface LevelValue {
  readonly mark: LevelMark;
  readonly reach: Reach;
}
export interface FieldValue {
  readonly field: Field;
  readonly reach: FieldReach;
}

/** A title cut into words and parts, with every phrase of the tables that was found in it. */
export interface TitleReading {
  readonly title: string;
  readonly words: readonly TitleWord[];
  readonly roles: readonly Hit<RoleKind>[];
  readonly fields: readonly Hit<FieldValue>[];
  readonly levels: readonly Hit<LevelValue>[];
  readonly management: readonly Hit<ManagementMark>[];
}

const levelLexicon = new Lexicon<LevelValue>(LEVEL_WORDS.map(([mark, reach, , words]) => [words, { mark, reach }]));
const managementLexicon = new Lexicon<ManagementMark>(MANAGEMENT_WORDS.map(([mark, , words]) => [words, mark]));
const roleLexicon = new Lexicon<RoleKind>(ROLE_WORDS.map(([kind, , words]) => [words, kind]));
const fieldLexicon = new Lexicon<FieldValue>(FIELD_WORDS.map(([field, reach, words]) => [words, { field, reach }]));
const fillers = new Set(LEVEL_FILLERS.split(',').map((word) => word.trim()));

/** Whether a word only fills up a level («Level», «to», «or»). */
export const isLevelFiller = (word: string): boolean => fillers.has(word);

const RUNS = new Set([...levelLexicon.runs, ...managementLexicon.runs, ...roleLexicon.runs, ...fieldLexicon.runs]);
const LONGEST_RUN = Math.max(...[...RUNS].map((word) => word.length));
const IN_RUN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const AND_WORDS = new Set([
  'and',
  'und',
  'y',
  'e',
  'et',
  'og',
  'och',
  'oder',
  'or',
  'ou',
  'o',
  'lub',
  'или',
  'и',
  'та',
  'або',
  've',
  'veya',
  'oraz',
  'sowie',
  'n',
]);

function gapOf(between: string): Gap {
  if (/[([{（【「\])}）】」]/.test(between)) return 'bracket';
  if (/[|•·;–—―\n@:：|‖~»«]|\s-|-\s|--|=>|->/.test(between)) return /^[·:*.]$/.test(between) ? 'hyphen' : 'break';
  if (/[,、，]/.test(between)) return 'comma';
  if (/[/／\\]/.test(between)) return 'slash';
  if (/[&+＆]/.test(between)) return 'and';
  return /[-_.*‐‑]/.test(between) ? 'hyphen' : 'space';
}

/** Cuts a run of Han, kana or Hangul into the words that the tables know, longest first; signs that they do not know stay together. */
function cutRun(text: string, start: number, out: { text: string; start: number; end: number }[]): void {
  let unknown = -1;
  const flush = (end: number): void => {
    if (unknown >= 0) out.push({ text: text.slice(unknown, end), start: start + unknown, end: start + end });
    unknown = -1;
  };
  for (let index = 0; index < text.length;) {
    let length = Math.min(LONGEST_RUN, text.length - index);
    while (length > 0 && !RUNS.has(text.slice(index, index + length))) length--;
    if (length === 0) {
      if (unknown < 0) unknown = index;
      index++;
      continue;
    }
    flush(index);
    out.push({ text: text.slice(index, index + length), start: start + index, end: start + index + length });
    index += length;
  }
  flush(text.length);
}

/** A capital inside «(Sr)Engineer», «SWE2», «SDE-II» is handled by the words themselves; only glued levels are taken apart here. */
const GLUED = /^(engineer|developer|sde|swe|programmer|entwickler|analyst)(1|2|3|4|5|i{1,3}|iv)$/;

/** Words and parts of a title, at most 300 units of it. */
export function wordsOfTitle(title: string): TitleWord[] {
  const pieces: { text: string; start: number; end: number }[] = [];
  for (const token of tokenise(title, { keepRuns: true })) {
    if (IN_RUN.test(token.text) && token.end - token.start === token.text.length) cutRun(token.text, token.start, pieces);
    else pieces.push(token);
  }
  const words: TitleWord[] = [];
  let part = 0;
  let parts = 0;
  const outer: number[] = [];
  let previousEnd = 0;
  for (const piece of pieces) {
    const glued = GLUED.exec(piece.text);
    const gap: Gap = words.length === 0 ? 'start' : gapOf(title.slice(previousEnd, piece.start));
    const between = title.slice(previousEnd, piece.start);
    if (/[([{（【「]/.test(between) && words.length > 0) {
      if (!/[)\]}）】」]/.test(between)) outer.push(part);
      part = ++parts;
    } else if (/[)\]}）】」]/.test(between)) {
      // What follows a bracket goes on with the part before it («Quality Assurance (QA) Engineer»), unless a sign begins a new one.
      const before = outer.pop();
      part = before === undefined || /[-–—|,:;/]/.test(between) ? ++parts : before;
    } else if (gap === 'break' || gap === 'comma') part = ++parts;
    const split = glued === null ? piece.end : piece.start + (glued[1]?.length ?? 0);
    words.push({ text: glued?.[1] ?? piece.text, raw: title.slice(piece.start, split), start: piece.start, end: split, gap, part });
    if (glued !== null)
      words.push({ text: glued[2] ?? '', raw: title.slice(split, piece.end), start: split, end: piece.end, gap: 'space', part });
    previousEnd = piece.end;
  }
  return words;
}

/** Joins words («and», «und», «и», «&», «/») that list several roles or fields. */
export const isAndWord = (word: string): boolean => AND_WORDS.has(word);

/** «Go» the language: written so, and not «go to market», «on the go», «Go live». */
function isGo(words: readonly TitleWord[], index: number, roles: readonly Hit<RoleKind>[]): boolean {
  const word = words[index];
  if (word?.text !== 'go' || !/^G[Oo]$/.test(word.raw)) return false;
  const next = words[index + 1];
  const before = words[index - 1];
  if (next !== undefined && /^(to|live|getter|karts?|lang)$/.test(next.text)) return next.text === 'lang';
  if (before !== undefined && /^(to|the|on|pay|and)$/.test(before.text) && before.gap !== 'bracket' && next?.gap !== 'slash') return false;
  const besideRole = roles.some(
    (role) => (role.from === index + 1 || role.to === index) && (role.value === 'developer' || role.value === 'engineer'),
  );
  const listed =
    word.gap === 'slash' ||
    next?.gap === 'slash' ||
    word.gap === 'and' ||
    next?.gap === 'and' ||
    (word.gap === 'comma' && next?.gap === 'comma');
  const alone = word.gap !== 'space' && word.gap !== 'hyphen' && (next === undefined || (next.gap !== 'space' && next.gap !== 'hyphen'));
  const besideTechnology =
    fieldLexicon.at(words, index + 1)?.value.field === 'backend' || (before !== undefined && /^(backend|end)$/.test(before.text));
  return besideRole || listed || alone || besideTechnology || /^(software|lead|senior|sr|junior|jr)$/.test(next?.text ?? '');
}

const WRITTEN_LOWER = /^(or|em|it|po|dir|inge|lit|sen|go|e|i)$/;

/** Mathematical letters and digits («𝗦𝗲𝗻𝗶𝗼𝗿»), each one letter of two units. */
const STYLED = /[\u{1d400}-\u{1d7ff}]/gu;

/** The same title with styled letters plain; an invisible sign behind each keeps every offset. */
const withPlainLetters = (title: string): string =>
  title.includes('\ud835') ? title.replace(STYLED, (letter) => `${letter.normalize('NFKC').slice(0, 1)}\u200b`) : title;

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s)|>]{1,200}/gi;

/** Addresses name no work («http://developers.example.com»); blanks of the same length keep the offsets. */
const withoutAddresses = (title: string): string =>
  /https?:|www\./i.test(title) ? title.replace(ADDRESS, (address) => ' '.repeat(address.length)) : title;

/** Reads a title against all tables once. Never throws; an empty title gives empty lists. */
export function readTitle(rawTitle: string): TitleReading {
  const title = cutText(
    /&(?:amp;)?#?\w{2,8};/.test(rawTitle.slice(0, 2 * CAPS.title))
      ? decodeEntities(decodeEntities(rawTitle.slice(0, 4 * CAPS.title)))
      : rawTitle,
    CAPS.title,
  );
  const words = wordsOfTitle(withoutAddresses(withPlainLetters(title)));
  const levels = levelLexicon.all(words);
  // «Líder técnico», «responsable technique»: the words of a longer rung phrase are no trade and no management.
  const inRung = (hit: { readonly from: number; readonly to: number }): boolean =>
    levels.some(
      (level) => level.value.mark === 'lead' && level.to - level.from > hit.to - hit.from && level.from <= hit.from && level.to >= hit.to,
    );
  // «Silver.dev – Technical Recruiter»: the end of an address is no role.
  const inAddress = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    to === from + 1 && words[from]?.text === 'dev' && from > 0 && title.charAt((words[from]?.start ?? 0) - 1) === '.';
  const roles = roleLexicon.all(words).filter((role) => (role.value !== 'occupation' || !inRung(role)) && !inAddress(role));
  const fields = fieldLexicon
    .all(words)
    .filter((hit) => !(words[hit.from]?.text === 'it' && hit.to === hit.from + 1 && words[hit.from]?.raw !== 'IT'));
  words.forEach((_, index) => {
    if (isGo(words, index, roles)) fields.push({ value: { field: 'language', reach: 'part' }, from: index, to: index + 1 });
  });
  const management = managementLexicon.all(words).filter((hit) => {
    if (hit.value !== 'none' && inRung(hit)) return false;
    const word = words[hit.from];
    return !(word !== undefined && hit.to === hit.from + 1 && WRITTEN_LOWER.test(word.text) && word.raw !== word.raw.toUpperCase());
  });
  return { title, words, roles, fields, levels, management };
}

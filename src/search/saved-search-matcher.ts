import type { ListingFilter } from '../domain/listing-filter.js';
import type { MatchDocument } from '../domain/match-document.js';
import { atomsOf, requirementsOf, type PredicateContext, type Requirements } from './listing-predicate.js';

/** Called once for each search that a document answers, by their positions in what was handed over. */
export type OnMatch = (searchAt: number, documentAt: number) => void;

export interface SavedSearchMatcher {
  /** Matches documents against all searches. Order of calls is not promised; no pair comes twice. */
  match(documents: readonly MatchDocument[], context: PredicateContext, onMatch: OnMatch): void;
}

/** Documents in one pass of bitsets; fewer than `FEW` go one by one through the anchored index. */
const PASS = 1024;
const FEW = 12;

/** Atoms by kind, the rarest kinds first: a search hangs at its rarest group, so that few searches are looked at for a document. */
const ANCHOR_ORDER = [
  'company',
  'term',
  'city',
  'region',
  'title',
  'skill',
  'country',
  'language',
  'specialisation',
  'industry',
  'source',
  'currency',
];
const OTHER_KIND = ANCHOR_ORDER.length;
const KINDS = new Map(ANCHOR_ORDER.map((kind, at) => [kind, at]));
const kindOf = (atom: string): number => KINDS.get(atom.slice(0, atom.indexOf(':'))) ?? OTHER_KIND;

/** Filters as integers: one flat program for all, filters that are the same kept once. */
interface Programs {
  readonly count: number;
  /** Per filter `[groups, (size, atoms…)…, excluded, atoms…]`, from `starts[filter]`. */
  readonly code: Int32Array;
  readonly starts: Int32Array;
  /** Of the filters that have any. */
  readonly tests: ReadonlyMap<number, Requirements['tests']>;
  readonly atoms: ReadonlyMap<string, number>;
  /** Searches of each filter, from `ownersFrom[filter]` to the next. */
  readonly owners: Int32Array;
  readonly ownersFrom: Int32Array;
  /** Filters that hang at each atom; those without an anchor are looked at for every document. */
  readonly anchored: readonly (readonly number[] | undefined)[];
  readonly unanchored: readonly number[];
}

/** Integers one after the other, in room that doubles. */
function createIntegers() {
  let room = new Int32Array(1024);
  let length = 0;
  return {
    length: () => length,
    push(value: number) {
      if (length === room.length) {
        const wider = new Int32Array(length * 2);
        wider.set(room);
        room = wider;
      }
      room[length] = value;
      length += 1;
    },
    /** All of them, in room of their own size. */
    all: () => room.slice(0, length),
  };
}

function compile(filters: readonly ListingFilter[]): Programs {
  const { distinct, owners, ownersFrom } = distinctOf(filters);
  const atoms = new Map<string, number>();
  const atomId = (atom: string): number => {
    const known = atoms.get(atom);
    if (known !== undefined) return known;
    atoms.set(atom, atoms.size);
    return atoms.size - 1;
  };
  const code = createIntegers();
  const starts = new Int32Array(distinct.length);
  const tests = new Map<number, Requirements['tests']>();
  const anchored: number[][] = [];
  const unanchored: number[] = [];
  distinct.forEach((searchAt, id) => {
    const needs = requirementsOf(filters[searchAt] as ListingFilter);
    // Rarest first: most documents fall at the first group.
    const groups = needs.groups.map((group) => ({ group, kind: kindOf(group[0] ?? '') * 64 + Math.min(group.length, 63) }));
    groups.sort((a, b) => a.kind - b.kind);
    starts[id] = code.length();
    code.push(groups.length);
    for (const { group } of groups) {
      code.push(group.length);
      for (const atom of group) code.push(atomId(atom));
    }
    code.push(needs.excluded.length);
    for (const atom of needs.excluded) code.push(atomId(atom));
    if (needs.tests.length > 0) tests.set(id, needs.tests);
    const anchor = groups[0]?.group;
    if (anchor === undefined || kindOf(anchor[0] ?? '') === OTHER_KIND) unanchored.push(id);
    else for (const atom of new Set(anchor)) (anchored[atomId(atom)] ??= []).push(id);
  });
  return { count: distinct.length, code: code.all(), starts, tests, atoms, owners, ownersFrom, anchored, unanchored };
}

/** The first search of each filter, and the searches that share it. */
function distinctOf(filters: readonly ListingFilter[]): Pick<Programs, 'owners' | 'ownersFrom'> & { readonly distinct: readonly number[] } {
  const ids = new Map<string, number>();
  const distinct: number[] = [];
  const idOf = new Int32Array(filters.length);
  filters.forEach((filter, searchAt) => {
    const key = JSON.stringify(filter);
    let id = ids.get(key);
    if (id === undefined) {
      id = distinct.push(searchAt) - 1;
      ids.set(key, id);
    }
    idOf[searchAt] = id;
  });
  const ownersFrom = new Int32Array(distinct.length + 1);
  for (const id of idOf) ownersFrom[id + 1] = (ownersFrom[id + 1] ?? 0) + 1;
  for (let id = 0; id < distinct.length; id += 1) ownersFrom[id + 1] = (ownersFrom[id + 1] ?? 0) + (ownersFrom[id] ?? 0);
  const next = ownersFrom.slice();
  const owners = new Int32Array(filters.length);
  idOf.forEach((id, searchAt) => {
    owners[next[id] ?? 0] = searchAt;
    next[id] = (next[id] ?? 0) + 1;
  });
  return { distinct, owners, ownersFrom };
}

function tell(programs: Programs, id: number, documentAt: number, onMatch: OnMatch): void {
  const end = programs.ownersFrom[id + 1] ?? 0;
  for (let at = programs.ownersFrom[id] ?? 0; at < end; at += 1) onMatch(programs.owners[at] ?? 0, documentAt);
}

/** One document: the filters that hang at its atoms, each looked at once however many of its atoms lead there. */
function matchOne(
  programs: Programs,
  context: PredicateContext,
  document: MatchDocument,
  documentAt: number,
  has: Uint8Array,
  stamps: Uint32Array,
  onMatch: OnMatch,
): void {
  const mine = atomsOf(document).flatMap((atom) => programs.atoms.get(atom) ?? []);
  for (const atom of mine) has[atom] = 1;
  const stamp = documentAt + 1;
  const look = (id: number): void => {
    if (stamps[id] === stamp) return;
    stamps[id] = stamp;
    if (answers(programs.code, programs.starts[id] ?? 0, has) && programs.tests.get(id)?.every((test) => test(document, context)) !== false)
      tell(programs, id, documentAt, onMatch);
  };
  for (const atom of mine) for (const id of programs.anchored[atom] ?? []) look(id);
  for (const id of programs.unanchored) look(id);
  for (const atom of mine) has[atom] = 0;
}

function answers(code: Int32Array, start: number, has: Uint8Array): boolean {
  let at = start;
  for (let groups = code[at++] ?? 0; groups > 0; groups -= 1) {
    const end = at + 1 + (code[at] ?? 0);
    let any = 0;
    for (at += 1; at < end; at += 1) any |= has[code[at] ?? 0] ?? 0;
    if (any === 0) return false;
  }
  for (let excluded = code[at++] ?? 0; excluded > 0; excluded -= 1) if (has[code[at++] ?? 0] === 1) return false;
  return true;
}

/** Up to 1,024 documents at once: one bitset an atom, one bit a document. */
function matchPass(
  programs: Programs,
  context: PredicateContext,
  documents: readonly MatchDocument[],
  firstAt: number,
  onMatch: OnMatch,
): void {
  const words = Math.ceil(documents.length / 32);
  const { code } = programs;
  // Row 0 is «nobody»: atoms that no document of this pass has share it.
  const rowOf = new Int32Array(programs.atoms.size);
  const rows: Int32Array[] = [new Int32Array(words)];
  documents.forEach((document, at) => {
    for (const atom of atomsOf(document)) {
      const id = programs.atoms.get(atom);
      if (id === undefined) continue;
      if (rowOf[id] === 0) rowOf[id] = rows.push(new Int32Array(words)) - 1;
      const row = rows[rowOf[id] ?? 0] as Int32Array;
      row[at >> 5] = (row[at >> 5] ?? 0) | (1 << (at & 31));
    }
  });
  const bits = new Int32Array(rows.length * words);
  rows.forEach((row, index) => bits.set(row, index * words));

  const alive = new Int32Array(words);
  const everyone = new Int32Array(words).fill(-1);
  if (documents.length % 32 !== 0) everyone[words - 1] = (1 << (documents.length % 32)) - 1;
  for (let id = 0; id < programs.count; id += 1) {
    let at = programs.starts[id] ?? 0;
    alive.set(everyone);
    let left = 1;
    for (let groups = code[at++] ?? 0; groups > 0 && left !== 0; groups -= 1) {
      const size = code[at++] ?? 0;
      left = narrow(alive, bits, words, code, at, size, rowOf);
      at += size;
    }
    if (left === 0) continue;
    const excluded = code[at++] ?? 0;
    for (let index = 0; index < excluded; index += 1) {
      const from = (rowOf[code[at++] ?? 0] ?? 0) * words;
      for (let word = 0; word < words; word += 1) alive[word] = (alive[word] ?? 0) & ~(bits[from + word] ?? 0);
    }
    const tests = programs.tests.get(id);
    for (let word = 0; word < words; word += 1) {
      for (let rest = alive[word] ?? 0; rest !== 0; rest &= rest - 1) {
        const documentAt = word * 32 + (31 - Math.clz32(rest & -rest));
        const document = documents[documentAt];
        if (document !== undefined && tests?.every((test) => test(document, context)) !== false)
          tell(programs, id, firstAt + documentAt, onMatch);
      }
    }
  }
}

/** Keeps of `alive` who has an atom of the group. @returns 0 when nobody is left. */
function narrow(alive: Int32Array, bits: Int32Array, words: number, code: Int32Array, at: number, size: number, rowOf: Int32Array): number {
  let left = 0;
  if (size === 1) {
    const from = (rowOf[code[at] ?? 0] ?? 0) * words;
    if (from === 0) return 0;
    for (let word = 0; word < words; word += 1) left |= alive[word] = (alive[word] ?? 0) & (bits[from + word] ?? 0);
    return left;
  }
  for (let word = 0; word < words; word += 1) {
    let any = 0;
    for (let index = at; index < at + size; index += 1) any |= bits[(rowOf[code[index] ?? 0] ?? 0) * words + word] ?? 0;
    left |= alive[word] = (alive[word] ?? 0) & any;
  }
  return left;
}

/**
 * The one matcher of saved searches: many searches against many documents, without a query a search. Filters become integer programs
 * once; documents in batches meet all programs by bitsets, single ones through the anchored index.
 */
export function createSavedSearchMatcher(filters: readonly ListingFilter[]): SavedSearchMatcher {
  const programs = compile(filters);
  return {
    match(documents, context, onMatch) {
      if (documents.length < FEW) {
        const has = new Uint8Array(programs.atoms.size);
        const stamps = new Uint32Array(programs.count);
        documents.forEach((document, at) => matchOne(programs, context, document, at, has, stamps, onMatch));
        return;
      }
      for (let from = 0; from < documents.length; from += PASS)
        matchPass(programs, context, documents.slice(from, from + PASS), from, onMatch);
    },
  };
}

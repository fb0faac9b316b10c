import { membersOf } from './bits.js';
import type { QueryPrefix } from './compile-filter.js';
import { countOf, createPairFinder, isDenseList, numbersOf, rowOf } from './document-lists.js';
import type { Scratch } from './match-segment.js';
import { IMPACT_STEP } from './segment-builder.js';
import { prefixTerms, termNumber, type Segment } from './segment.js';

/** A listing and how well it answers. */
export interface RankedHit {
  readonly id: number;
  readonly score: number;
}

/** A term or a beginning that a query asks for. */
export type Asked = Uint8Array | QueryPrefix;

/** How much of a query one part says, over all segments: rare ones say more. */
export interface WeighedTerm {
  readonly asked: Asked;
  readonly weight: number;
}

function termsOf(segment: Segment, asked: Asked): readonly number[] {
  if (!(asked instanceof Uint8Array)) return prefixTerms(segment, asked);
  const term = termNumber(segment, asked);
  return term < 0 ? [] : [term];
}

/** BM25's inverse document frequency. */
export function weigh(parts: readonly Asked[], segments: readonly Segment[]): WeighedTerm[] {
  const documents = segments.reduce((sum, segment) => sum + segment.size, 0);
  return parts.map((asked) => {
    let having = 0;
    for (const segment of segments) for (const term of termsOf(segment, asked)) having += countOf(segment.termLists, term);
    having = Math.min(having, documents);
    return { asked, weight: IMPACT_STEP * Math.log(1 + (documents - having + 0.5) / (having + 0.5)) };
  });
}

/** Adds a term's share to the scores of the documents that have it; documents that nobody asks for may get one too. */
function addScores(segment: Segment, term: number, weight: number, list: Uint32Array, listed: number, scores: Float32Array): void {
  const { termLists, impacts } = segment;
  if (listed * 16 < countOf(termLists, term)) {
    const find = createPairFinder(termLists, term);
    for (let at = 0; at < listed; at += 1) {
      const pair = find(list[at]!);
      if (pair >= 0) scores[list[at]!]! += weight * impacts[pair]!;
    }
    return;
  }
  let pair = termLists.start[term]!;
  if (!isDenseList(termLists, term)) {
    for (const document of numbersOf(termLists, term)) scores[document]! += weight * impacts[pair++]!;
    return;
  }
  const row = rowOf(termLists, term);
  for (let word = 0; word < row.length; word += 1) {
    for (let rest = row[word]!; rest !== 0; rest &= rest - 1) {
      scores[(word << 5) + 31 - Math.clz32(rest & -rest)]! += weight * impacts[pair++]!;
    }
  }
}

/** Keeps the best of many: a heap whose root is the least of the kept. */
function createBest(most: number) {
  const scores = new Float64Array(most);
  const ids = new Int32Array(most);
  let size = 0;
  const isWorse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && ids[a]! < ids[b]!);
  const swap = (a: number, b: number) => {
    const score = scores[a]!;
    const id = ids[a]!;
    scores[a] = scores[b]!;
    ids[a] = ids[b]!;
    scores[b] = score;
    ids[b] = id;
  };
  function down(): void {
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < size && isWorse(child, least)) least = child;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  }
  return {
    offer(score: number, id: number) {
      if (size < most) {
        scores[size] = score;
        ids[size] = id;
        size += 1;
        for (let at = size - 1; at > 0 && isWorse(at, (at - 1) >>> 1); at = (at - 1) >>> 1) swap(at, (at - 1) >>> 1);
      } else if (score > scores[0]! || (score === scores[0] && id > ids[0]!)) {
        scores[0] = score;
        ids[0] = id;
        down();
      }
    },
    hits: (): RankedHit[] => Array.from({ length: size }, (_, at) => ({ id: ids[at]!, score: scores[at]! })),
  };
}

/**
 * The best documents of one segment: how much its terms speak for a document, by how rare they are, times its freshness. Without a term to
 * go by, freshness alone decides.
 */
export function rankHits(
  segment: Segment,
  documents: Uint32Array,
  terms: readonly WeighedTerm[],
  most: number,
  scores: Float32Array,
  scratch: Scratch,
): RankedHit[] {
  const list = scratch.list(segment.size);
  const listed = membersOf(documents, list);
  if (listed === 0) return [];
  for (const { asked, weight } of terms) for (const term of termsOf(segment, asked)) addScores(segment, term, weight, list, listed, scores);
  const best = createBest(Math.min(most, listed));
  const { freshness, ids } = segment;
  const hasTerms = terms.length > 0;
  for (let at = 0; at < listed; at += 1) {
    const document = list[at]!;
    best.offer((hasTerms ? scores[document]! : 1) * freshness[document]!, ids[document]!);
  }
  scores.fill(0, 0, segment.size);
  return best.hits();
}

export const compareRanked = (a: RankedHit, b: RankedHit): number => b.score - a.score || b.id - a.id;

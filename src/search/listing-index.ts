import { countBits } from './bits.js';
import type { Facet, FacetCounts } from '../domain/facet.js';
import { PLACE_CODES, type IndexNames, type IndexRow } from '../domain/index-row.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { compileFilter, type Clause, type FilterContext, type FilterNames } from './compile-filter.js';
import { countFacets, countValue, type ValueNames } from './count-facets.js';
import { countedIn, createScratch, matchSegment, release, type SegmentMatch } from './match-segment.js';
import { mergeSegments } from './merge-segments.js';
import { compareHits, firstHits, type Hit, type StoredOrder } from './order-page.js';
import { payAmountsOf, type PayAmountsQuery } from './pay-amounts.js';
import { compareRanked, rankHits, weigh } from './rank-hits.js';
import { createSegmentBuilder, type SegmentBuilder } from './segment-builder.js';
import { documentOf, drop, type Segment } from './segment.js';
import { suggestedOf } from './suggested-values.js';
import type { SuggestedValue } from './suggester.js';
import { keyOf, valuesOf } from './value-keys.js';

/** A segment holds so many listings at most. */
const LARGEST_SEGMENT = 1 << 17;
/** So many segments of about one size become one. */
const MERGED_AT_ONCE = 8;
/** A segment of which less than this share still counts is written anew. */
const LEAST_LIVE = 0.6;
/** A first answer by relevance ranks so many, so that the next pages are ready. */
const RANKED_AHEAD = 200;
/** Rankings kept for the next pages of searches. */
const KEPT_RANKINGS = 300;

export type IndexOrder = StoredOrder | 'relevance';

/** Where a page ended. By relevance: how many listings came before, and of which version of the index. */
export type IndexCursor =
  | { readonly sort: StoredOrder; readonly key: number | null; readonly id: number }
  | { readonly sort: 'relevance'; readonly version: string; readonly offset: number };

export interface IndexQuery extends FilterContext {
  /** Open listings only: `status` absent or `open`. */
  readonly filter: ListingFilter;
  readonly sort: IndexOrder;
  readonly limit: number;
  readonly after: IndexCursor | null;
}

export interface IndexPage {
  readonly ids: readonly number[];
  readonly total: number;
  readonly withPay: number;
  /** `null`: this is the last page. */
  readonly next: IndexCursor | null;
}

/** What the snapshot of an index is made from. */
export interface IndexState {
  readonly segments: readonly Segment[];
  readonly names: IndexNames;
  readonly labels: readonly string[];
}

export interface ListingIndex {
  /** Names of numbers that rows will use. */
  learn(names: Partial<IndexNames>): void;
  /** Whether a place's number has a name yet. */
  knowsPlace(id: number): boolean;
  knowsCompany(id: number): boolean;
  knowsSource(id: number): boolean;
  /** Takes listings in, each in place of what was known of it. What was added is found after `commit`. */
  add(row: IndexRow): void;
  remove(id: number): void;
  /** Makes what was added visible, as a new version. */
  commit(): void;
  /** Tidies up in steps; between two of them queries may be answered. Nothing to do: ends at once. */
  tidy(): Generator<void, void>;
  /** @returns `null`: the cursor's version of the index is gone */
  query(query: IndexQuery): IndexPage | null;
  facets(query: Pick<IndexQuery, 'filter' | 'now' | 'perEuro'>, facets: readonly Facet[]): FacetCounts;
  /** Yearly middles of the newest matches with usable pay, newest first; empty: of too few employers. */
  payAmounts(query: Pick<IndexQuery, 'filter' | 'now' | 'perEuro'>, asked: PayAmountsQuery): number[];
  has(id: number): boolean;
  /** Titles, skills and employers of what is open, for suggestions. */
  suggested(): SuggestedValue[];
  readonly size: number;
  /** Changes with every commit. */
  readonly version: string;
  /** Bytes of all arrays. */
  bytes(): number;
  state(): IndexState;
}

interface Ranking {
  readonly ids: Int32Array;
  /** All that match, those with them that stand in no total. */
  readonly found: number;
  readonly total: number;
  readonly withPay: number;
}

/** @param seed tells this index's versions from those of another */
export function createListingIndex(seed: string, from?: IndexState): ListingIndex {
  const places = new Map<number, { readonly kind: number; readonly folded: string; readonly name: string }>();
  const placeIds = new Map<string, number>();
  const points = new Map<number, string>();
  const companies = new Map<number, { readonly slug: string; readonly name: string }>();
  const companyIds = new Map<string, number>();
  const sources = new Map<number, string>();
  const sourceIds = new Map<string, number>();
  const labels: string[] = [];
  const labelIds = new Map<string, number>();
  const scratch = createScratch();
  const rankings = new Map<string, Ranking>();
  let segments: Segment[] = [];
  let builder: SegmentBuilder | null = null;
  /** Ids that wait in the builder: a second row for one of them ends the segment first. */
  let waiting = new Set<number>();
  let commits = 0;
  let scores = new Float32Array(0);

  const names: FilterNames & ValueNames = {
    place: (kind, folded) => placeIds.get(`${kind} ${folded}`),
    company: (slug) => companyIds.get(slug),
    source: (slug) => sourceIds.get(slug),
    points: () => points,
    placeName: (id) => places.get(id)?.name,
    sourceSlug: (id) => sources.get(id),
  };

  function learn(given: Partial<IndexNames>): void {
    for (const { id, kind, folded, name } of given.places ?? []) {
      places.set(id, { kind, folded, name });
      placeIds.set(`${kind} ${folded}`, id);
      if (kind === PLACE_CODES.point) points.set(id, folded);
    }
    for (const { id, slug, name } of given.companies ?? []) {
      companies.set(id, { slug, name });
      companyIds.set(slug, id);
    }
    for (const { id, slug } of given.sources ?? []) {
      sources.set(id, slug);
      sourceIds.set(slug, id);
    }
  }

  function labelOf(text: string): number {
    const known = labelIds.get(text);
    if (known !== undefined) return known;
    labelIds.set(text, labels.length);
    labels.push(text);
    return labels.length - 1;
  }

  if (from !== undefined) {
    learn(from.names);
    segments = [...from.segments];
    for (const label of from.labels) labelOf(label);
  }

  function forget(id: number): void {
    for (const segment of segments) {
      const document = documentOf(segment, id);
      if (document >= 0) drop(segment, document);
    }
  }

  function flush(): void {
    if (builder === null || builder.size === 0) return;
    for (const id of waiting) forget(id);
    segments.push(builder.finish());
    builder = null;
    waiting = new Set();
  }

  const compiled = (query: Pick<IndexQuery, 'filter' | 'now' | 'perEuro'>): Clause[] => {
    if (query.filter.status !== undefined && query.filter.status !== 'open') throw new Error('the listing index holds open listings only');
    return compileFilter(query.filter, names, query);
  };

  function matchAll(clauses: readonly Clause[]): SegmentMatch[] {
    return segments.map((segment) => matchSegment(segment, clauses, scratch));
  }

  function totalsOf(matches: readonly SegmentMatch[]): { readonly total: number; readonly withPay: number } {
    let total = 0;
    let withPay = 0;
    for (const { segment, all } of matches) {
      const counted = countedIn(segment, all, scratch);
      total += countBits(counted);
      withPay += countValue(segment, counted, keyOf('pay', 1));
      if (counted !== all) scratch.give(counted);
    }
    return { total, withPay };
  }

  function storedPage(query: IndexQuery, sort: StoredOrder): IndexPage {
    const { after, limit } = query;
    const matches = matchAll(compiled(query));
    const start: Hit | null = after === null || after.sort === 'relevance' ? null : after;
    const hits = matches
      .flatMap(({ segment, all }) => firstHits(segment, all, sort, start, limit + 1, scratch))
      .sort((a, b) => compareHits(sort, a, b));
    const totals = totalsOf(matches);
    for (const match of matches) release(match, scratch);
    const page = hits.slice(0, limit);
    const last = page.at(-1);
    return {
      ids: page.map((hit) => hit.id),
      ...totals,
      next: hits.length > limit && last !== undefined ? { sort, key: last.key, id: last.id } : null,
    };
  }

  function rank(query: IndexQuery, most: number): Ranking {
    const clauses = compiled(query);
    const matches = matchAll(clauses);
    const totals = totalsOf(matches);
    const asked = clauses.flatMap((clause) => (clause.kind === 'text' ? [...clause.all.flat(), ...clause.prefixes] : []));
    const terms = weigh([...new Map(asked.map((part) => [JSON.stringify(part), part])).values()], segments);
    const largest = segments.reduce((size, segment) => Math.max(size, segment.size), 0);
    if (scores.length < largest) scores = new Float32Array(largest);
    const hits = matches
      .flatMap(({ segment, all }) => rankHits(segment, all, terms, most, scores, scratch))
      .sort(compareRanked)
      .slice(0, most);
    const found = matches.reduce((sum, { all }) => sum + countBits(all), 0);
    for (const match of matches) release(match, scratch);
    return { ids: Int32Array.from(hits, (hit) => hit.id), found, ...totals };
  }

  const versionOf = () => `${seed}.${commits}`;

  function rankedPage(query: IndexQuery): IndexPage | null {
    const { after, limit } = query;
    const offset = after?.sort === 'relevance' ? after.offset : 0;
    const version = after?.sort === 'relevance' ? after.version : versionOf();
    const key = `${version} ${query.now.toISOString().slice(0, 10)} ${query.perEuro} ${JSON.stringify(query.filter)}`;
    let ranking = rankings.get(key);
    const isShort = ranking !== undefined && ranking.ids.length < Math.min(ranking.found, offset + limit + 1);
    if (ranking === undefined || isShort) {
      if (version !== versionOf()) return null;
      // Further on, each step ranks ten times as many: whoever reads on to the end makes few of them.
      let most = RANKED_AHEAD;
      while (most < offset + limit + 1) most *= 10;
      ranking = rank(query, most);
    }
    rankings.delete(key);
    rankings.set(key, ranking);
    for (const oldest of rankings.keys()) {
      if (rankings.size <= KEPT_RANKINGS) break;
      rankings.delete(oldest);
    }
    const end = offset + limit;
    return {
      ids: [...ranking.ids.subarray(offset, end)],
      total: ranking.total,
      withPay: ranking.withPay,
      next: end < ranking.found ? { sort: 'relevance', version, offset: end } : null,
    };
  }

  /** Segments that should become one; none: all is well. */
  function untidy(): Segment[] {
    const worn = segments.find((segment) => segment.liveCount < segment.size * LEAST_LIVE);
    if (worn !== undefined) return [worn];
    const tiers = new Map<number, Segment[]>();
    for (const segment of segments) {
      const tier = Math.floor(Math.log2(Math.max(64, segment.liveCount)) / 3);
      tiers.set(tier, [...(tiers.get(tier) ?? []), segment]);
    }
    for (const tier of [...tiers.keys()].sort((a, b) => a - b)) {
      const of = tiers.get(tier) ?? [];
      if (of.length < MERGED_AT_ONCE) continue;
      const some: Segment[] = [];
      let size = 0;
      for (const segment of of.sort((a, b) => a.liveCount - b.liveCount)) {
        if (size + segment.liveCount > LARGEST_SEGMENT) break;
        some.push(segment);
        size += segment.liveCount;
      }
      if (some.length > 1) return some;
    }
    return [];
  }

  return {
    learn,
    knowsPlace: (id) => places.has(id),
    knowsCompany: (id) => companies.has(id),
    knowsSource: (id) => sources.has(id),
    add(row) {
      if (waiting.has(row.id) || (builder !== null && builder.size >= LARGEST_SEGMENT)) flush();
      const values = valuesOf(row, (id) => places.get(id)?.kind);
      builder ??= createSegmentBuilder();
      builder.add(row, values, labelOf(row.label));
      waiting.add(row.id);
    },
    remove(id) {
      if (waiting.has(id)) flush();
      forget(id);
    },
    commit() {
      flush();
      commits += 1;
    },
    *tidy() {
      for (let some = untidy(); some.length > 0; some = untidy()) {
        const before = some.map((segment) => segment.live.slice());
        const merged = yield* mergeSegments(some);
        some.forEach((segment, at) => {
          segment.live.forEach((word, index) => {
            for (let gone = before[at]![index]! & ~word; gone !== 0; gone &= gone - 1) {
              const document = documentOf(merged, segment.ids[(index << 5) + 31 - Math.clz32(gone & -gone)]!);
              if (document >= 0) drop(merged, document);
            }
          });
        });
        segments = [...segments.filter((segment) => !some.includes(segment)), ...(merged.liveCount === 0 ? [] : [merged])];
        yield;
      }
    },
    query: (query) => (query.sort === 'relevance' ? rankedPage(query) : storedPage(query, query.sort)),
    facets(query, facets) {
      const matches = matchAll(compiled(query));
      const counts = countFacets(matches, query.filter, facets, query.now, names, scratch);
      for (const match of matches) release(match, scratch);
      return counts;
    },
    payAmounts(query, asked) {
      const matches = matchAll(compiled(query));
      const amounts = payAmountsOf(matches, asked, scratch);
      for (const match of matches) release(match, scratch);
      return amounts;
    },
    suggested: () => suggestedOf(segments, labels, (id) => companies.get(id)),
    has: (id) => segments.some((segment) => documentOf(segment, id) >= 0),
    get size() {
      return segments.reduce((sum, segment) => sum + segment.liveCount, 0);
    },
    get version() {
      return versionOf();
    },
    bytes: () => segments.reduce((sum, segment) => sum + bytesOf(segment), 0),
    state: () => ({
      segments,
      names: {
        places: Array.from(places, ([id, place]) => ({ id, ...place })),
        companies: Array.from(companies, ([id, company]) => ({ id, ...company })),
        sources: Array.from(sources, ([id, slug]) => ({ id, slug })),
      },
      labels,
    }),
  };
}

/** Bytes of all arrays in a value, each counted once. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + bytesOf(inner), 0);
}

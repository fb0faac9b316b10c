import { openDatabase } from '#src/cli/open-database';
import { createIndexFeed } from '#db/store/index-feed';
import { createStore } from '#db/store/store';
import { createListingIndex } from '#src/search/listing-index';
import { fillIndex } from '#src/search/follow-changes';
import { snapshotOf, readSnapshot } from '#src/search/index-snapshot';
import { FACETS } from '#src/domain/facet';
import { ListingFilter } from '#src/domain/listing-filter';
const dir = process.argv[2]!;
const db = await openDatabase({ DATABASE_URL: undefined, DATA_DIR: dir } as never, () => undefined);
const store = createStore(db.clients);
const feed = createIndexFeed(db.clients.sql);
const index = createListingIndex('b');
let t = performance.now();
const pos = await fillIndex(index, feed, () => undefined);
console.log('fill s', ((performance.now() - t) / 1000).toFixed(1), 'listings', index.size, 'MB', (index.bytes() / 1e6).toFixed(1), 'B/listing', (index.bytes() / index.size).toFixed(0), 'rss', (process.memoryUsage().rss / 1e6).toFixed(0));
const seg = index.state().segments;
for (const s of seg.slice(0, 1)) console.log({ n: s.size, terms: s.termOffsets.length, pairs: s.impacts.length, posMB: s.positions.length / 1e6, termDocs: s.termLists.documents.byteLength / 1e6, termBits: s.termLists.bits.byteLength / 1e6, valDocs: s.valueLists.documents.byteLength / 1e6, valBits: s.valueLists.bits.byteLength / 1e6, labels: index.state().labels.length });
t = performance.now();
const bytes = Buffer.concat(snapshotOf(index.state(), pos));
console.log('snapshot s', ((performance.now() - t) / 1000).toFixed(2), 'MB', (bytes.length / 1e6).toFixed(0));
t = performance.now();
const whole = new Uint8Array(bytes.length); whole.set(bytes);
const read = readSnapshot(whole)!; createListingIndex('x', read.state);
console.log('load s', ((performance.now() - t) / 1000).toFixed(2));
const now = new Date('2026-11-20T00:00:00Z');
const Q: [string, Record<string, unknown>, string, boolean][] = [
  ['all newest', {}, 'newest', false], ['all facets', {}, 'newest', true],
  ['1 word rel', { q: 'kubernetes' }, 'relevance', false], ['2 words rel', { q: 'distributed systems' }, 'relevance', false],
  ['2 words rel+facets', { q: 'distributed systems' }, 'relevance', true],
  ['phrase', { q: '"distributed systems"' }, 'relevance', false], ['phrase common', { q: '"of the"' }, 'relevance', false],
  ['the', { q: 'the team' }, 'relevance', false], ['without', { q: 'kafka -java' }, 'newest', false], ['prefix', { q: 'kub*' }, 'relevance', false],
  ['level', { level: 'senior' }, 'newest', false], ['level facets', { level: 'senior' }, 'newest', true],
  ['level+country facets', { level: 'senior', country: ['US', 'DE'] }, 'newest', true],
  ['lang+work facets', { language: ['go', 'rust'], workplace: 'remote' }, 'newest', true],
  ['pay', { salaryMin: '90000' }, 'pay', false], ['pay facets', { salaryMin: '60000' }, 'pay', true],
  ['text+filters facets', { q: 'java', level: 'senior', country: 'US' }, 'newest', true], ['city', { city: 'Berlin' }, 'newest', true],
];
const ms = (x: number) => x.toFixed(2);
const all: number[] = [];
for (const [name, f, sort, fac] of Q) {
  const filter = ListingFilter.parse(f);
  const times: number[] = [];
  let total = 0;
  for (let i = 0; i < 40; i++) {
    const index_ = index;
    const s = performance.now();
    const p = index_.query({ filter: { ...filter, ...(sort === 'relevance' ? { city: { any: [], not: [`x${i}`] } } : {}) } as never, sort: sort as never, limit: 20, after: null, now, perEuro: 1 });
    if (fac) index_.facets({ filter, now, perEuro: 1 }, FACETS);
    times.push(performance.now() - s);
    total = p!.total;
  }
  times.splice(0, 10); times.sort((a, b) => a - b); all.push(...times);
  let pg = 0;
  if (process.argv[3] === 'pg') { const s = performance.now(); const e = await store.findListings({ filter, sort: sort === 'relevance' ? 'newest' : (sort as 'newest'), limit: 20, after: null, now }); if (fac) await store.facets(filter, FACETS, now); pg = performance.now() - s; if (e.total !== total) console.log('DIFF', name, e.total, total); }
  console.log(name.padEnd(24), String(total).padStart(8), ms(times[15]!), ms(times[28]!), pg ? 'pg ' + ms(pg) : '');
}
all.sort((a, b) => a - b); console.log('p50', ms(all[all.length >> 1]!), 'p95', ms(all[Math.floor(all.length * 0.95)]!));
await store.close(); await db.close();

/**
 * Matching: 100,000 saved searches against 1,024 new listings, by the product's matcher and by SQL percolation on the embedded server,
 * in one run; the same matches. `npm run bench:alerts -- --searches 100000 --listings 1024`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { startEmbedded } from '#db/embedded';
import { atomsOf, requirementsOf } from '#src/search/listing-predicate';
import { createSavedSearchMatcher } from '#src/search/saved-search-matcher';
import { inventDocuments, inventFilters } from './alert-invention.js';

const { values } = parseArgs({
  options: {
    searches: { type: 'string', default: '100000' },
    listings: { type: 'string', default: '1024' },
    sql: { type: 'string', default: '128' },
  },
});
const searchCount = Number(values.searches);
const listingCount = Number(values.listings);
/** SQL takes tens of ms a listing: it is measured on the first so many, and compared by the time of one listing. */
const sqlCount = Math.min(Number(values.sql), listingCount);

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
const say = (line: string) => process.stdout.write(`${line}\n`);
const context = () => ({ now: new Date('2026-11-23T12:00:00Z'), perEuro: new Map<string, number>() });

const filters = inventFilters(searchCount, 1);
const documents = inventDocuments(listingCount, 2);
const collect = globalThis.gc ?? (() => undefined);
collect();
const before = process.memoryUsage();

const passMs: number[] = [];
let counts = new Uint32Array(listingCount);
let started = performance.now();
const matcher = createSavedSearchMatcher(filters);
const compileMs = performance.now() - started;
for (let round = 0; round < 5; round += 1) {
  counts = new Uint32Array(listingCount);
  started = performance.now();
  matcher.match(documents, context(), (_search, document) => (counts[document] = (counts[document] ?? 0) + 1));
  passMs.push(performance.now() - started);
}
const after = process.memoryUsage();
const once = context();
const alone = documents.slice(0, 200).map((document) => {
  const begun = performance.now();
  matcher.match([document], once, () => undefined);
  return performance.now() - begun;
});
const hits = counts.reduce((sum, count) => sum + count, 0);
const perListing = median(passMs) / listingCount;
say(`${searchCount} searches × ${listingCount} listings: ${hits} matches (${(hits / listingCount).toFixed(0)} a listing)`);
say(`compiling the searches, once    ${compileMs.toFixed(0)} ms`);
say(
  `batch bitsets                   ${median(passMs).toFixed(1)} ms, ${perListing.toFixed(4)} ms a listing, ${((searchCount * listingCount) / median(passMs) / 1e6).toFixed(2)} G checks/s`,
);
say(
  `with compiling                  ${(median(passMs) + compileMs).toFixed(1)} ms, ${((median(passMs) + compileMs) / listingCount).toFixed(4)} ms a listing`,
);
say(`anchored, one listing at once   ${median(alone).toFixed(3)} ms`);
say(
  `memory of the process           ${(after.rss / 1e6).toFixed(0)} MB (${((after.rss - before.rss) / 1e6).toFixed(0)} MB more than before matching)`,
);

const folder = mkdtempSync(join(tmpdir(), 'backboard-bench-'));
const server = await startEmbedded({ dataDir: folder, log: () => undefined });
const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
try {
  // Atoms as integers, a column a group: as good as SQL gets without leaving it.
  const ids = new Map<string, number>();
  const idOf = (atom: string): number => ids.get(atom) ?? (ids.set(atom, ids.size + 1), ids.size);
  const groups = 8;
  const columns = Array.from({ length: groups }, (_, at) => `g${at}`);
  await sql.unsafe(
    `create unlogged table search (id int primary key, anchor int[], ${columns.map((name) => `${name} int[]`).join(', ')}, excluded int[], salary_min int)`,
  );
  const rows = filters.map((filter, id) => {
    const needs = requirementsOf(filter);
    const own = needs.groups.filter((group) => !/^(status|backend):/.test(group[0] ?? ''));
    const rarest = own.toSorted((a, b) => rank(a[0]) - rank(b[0]))[0] ?? [];
    return [
      id,
      rarest.map(idOf),
      ...columns.map((_, at) => own[at]?.map(idOf) ?? null),
      needs.excluded.map(idOf),
      filter.salaryMin ?? null,
    ];
  });
  const array = (list: unknown) => (Array.isArray(list) ? `{${list.join(',')}}` : list === null ? '\\N' : `${Number(list)}`);
  const copy = await sql`copy search from stdin`.writable();
  for (const row of rows) copy.write(`${row.map(array).join('\t')}\n`);
  await new Promise<void>((resolve, reject) => {
    copy.on('finish', resolve).on('error', reject);
    copy.end();
  });
  await sql.unsafe('create index on search using gin (anchor)');
  await sql.unsafe('analyze search');
  const rest = `${columns.map((name) => `(${name} is null or ${name} && $1::int[])`).join(' and ')} and not excluded && $1::int[] and (salary_min is null or salary_min <= $2::float8)`;
  const scan = `select id from search where ${rest}`;
  const anchored = `select id from search where (anchor && $1::int[] or anchor = '{}') and ${rest}`;
  const timed = async (statement: string) => {
    const times: number[] = [];
    for (const [at, document] of documents.slice(0, sqlCount).entries()) {
      const atoms = atomsOf(document).flatMap((atom) => ids.get(atom) ?? []);
      const started = performance.now();
      const found = await sql.unsafe(statement, [`{${atoms.join(',')}}`, document.eurMax], { prepare: true });
      times.push(performance.now() - started);
      if (found.length !== counts[at]) throw new Error(`listing ${at}: ${found.length} matches by SQL, ${counts[at]} by the matcher`);
    }
    return median(times);
  };
  const scanMs = await timed(scan);
  const anchoredMs = await timed(anchored);
  const fastest = Math.min(scanMs, anchoredMs);
  say(`SQL percolation, scan           ${scanMs.toFixed(1)} ms a listing (first ${sqlCount} listings, the same matches)`);
  say(`SQL percolation, anchored (GIN) ${anchoredMs.toFixed(1)} ms a listing`);
  say(
    `the matcher takes 1/${(fastest / perListing).toFixed(0)} of the faster one (1/${(fastest / ((median(passMs) + compileMs) / listingCount)).toFixed(0)} with compiling)`,
  );
  const good = perListing * 100 <= fastest && after.rss <= 500e6;
  say(good ? 'goal met: ≤ 1/100 of SQL percolation, ≤ 500 MB' : 'goal missed');
  say(
    JSON.stringify({
      bench: 'alerts',
      listings: listingCount,
      msAListing: Number(perListing.toFixed(4)),
      sqlMsAListing: Number(fastest.toFixed(1)),
      timesFaster: Math.round(fastest / perListing),
      megabytes: Math.round(after.rss / 1e6),
      good,
    }),
  );
  process.exitCode = good ? 0 : 1;
} finally {
  await sql.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function rank(atom: string | undefined): number {
  const kind = atom?.slice(0, atom.indexOf(':')) ?? '';
  const at = ['company', 'term', 'skill', 'country', 'language', 'workplace', 'level'].indexOf(kind);
  return at < 0 ? 99 : at;
}

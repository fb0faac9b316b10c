// npm run bench:seed -- --postings 1000000 [--data bench-data]
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type postgres from 'postgres';
import { knownCodeOf } from '#db/codes';
import { textVectorOf } from '#db/store/listing-texts';
import { listingRowOf } from '#db/store/listing-row';
import { projectionOf } from '#db/store/listing-projection';
import { placeIdsOf, placesOf } from '#db/store/place-ids';
import { employerKeyOf, slugOf } from '#db/store/company-ids';
import { openDatabase } from '#src/cli/open-database';
import { inventListings, type InventedCity, type InventedListing } from '#src/demo/invent-listings';
import { CHANGE_CAUSES } from '#src/domain/run';
import { loadRates, rateRows } from '#src/normalise/exchange';
import { companyKeyOf } from '#src/normalise/company-name';
import { regionName } from '#src/normalise/location-gazetteer';
import { createStore } from '#db/store/store';
import { euroRatesOf, type EuroRates } from '#db/store/euro-rates';

const args = process.argv.slice(2);
const valueOf = (name: string, otherwise: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : otherwise);
const postings = Number(valueOf('--postings', '100000'));
const dataDir = valueOf('--data', './bench-data');
if (!Number.isInteger(postings) || postings < 100 || postings > 10_000_000) {
  console.error('usage: npm run bench:seed -- [--postings 100…10000000] [--data DIR]   (DATABASE_URL: another, empty database)');
  process.exit(2);
}

const UNTIL = new Date('2026-11-20T00:00:00Z');
const SOURCES = ['greenhouse', 'ashby', 'lever'] as const;
const CITIES = 400;
const AT_ONCE = 2_000;
const started = performance.now();

/** The largest cities of the countries where most backend work is posted. */
function readCities(): InventedCity[] {
  const lines = gunzipSync(readFileSync(new URL('../../src/normalise/tables/location-cities.tsv.gz', import.meta.url)))
    .toString('utf8')
    .split('\n');
  const wanted = new Set([
    'US',
    'GB',
    'DE',
    'FR',
    'ES',
    'IT',
    'NL',
    'IE',
    'PL',
    'SE',
    'CH',
    'CA',
    'AU',
    'BR',
    'IN',
    'JP',
    'SG',
    'MX',
    'PT',
    'UA',
    'RO',
    'IL',
  ]);
  const cities = lines.flatMap((line) => {
    const [name = '', country = '', regionCode = '', , latitude = '', longitude = ''] = line.split('\t');
    return wanted.has(country)
      ? [{ name, country, region: regionName(country, regionCode), latitude: Number(latitude), longitude: Number(longitude) }]
      : [];
  });
  // Every country among the first: by population alone they would be Indian.
  const perCountry = new Map<string, number>();
  return cities
    .map((city) => {
      const rank = (perCountry.get(city.country) ?? 0) + 1;
      perCountry.set(city.country, rank);
      return { city, order: rank * (city.country === 'US' ? 0.25 : city.country === 'DE' || city.country === 'GB' ? 0.5 : 1) };
    })
    .sort((a, b) => a.order - b.order)
    .slice(0, CITIES)
    .map(({ city }) => city);
}

const escaped = (text: string): string =>
  text.replace(/[\\\t\n\r]/g, (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char] ?? char);
const fieldOf = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N';
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean));
};

/** COPY into one table, a batch a statement. */
async function copyInto(
  sql: postgres.Sql | postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const stream = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable();
  stream.end(`${rows.map((row) => row.map(fieldOf).join('\t')).join('\n')}\n`);
  await once(stream, 'finish');
}

const database = await openDatabase({ DATABASE_URL: process.env['DATABASE_URL'], DATA_DIR: dataDir }, (line) => console.error(line));
const { sql } = database.clients;
try {
  const [held] = await sql<{ n: number }[]>`select count(*)::int as n from posting`;
  if ((held?.n ?? 0) > 0) throw new Error(`the database holds ${held?.n} postings already; name another folder in --data`);
  const store = createStore(database.clients);
  const shipped = loadRates();
  await store.addRates(rateRows(shipped));
  await store.setSetting('rates-shipped', shipped.days.at(-1) ?? '');

  const cities = readCities();
  const listings = inventListings({
    seed: 20_261_123,
    listings: postings,
    openShare: 0.36,
    paidShare: 0.4,
    copyShare: 0.05,
    textLength: [1_000, 4_000],
    cities,
    until: UNTIL,
  });
  const boards = new Map<number, { board: number; company: number; source: number; slug: string; key: string }>();
  const rates = await ratesOf(sql);

  // Indexes are made afterwards, as any large load does.
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any ('{listing,listing_text,posting,posting_link}'::regclass[]) and not indisunique`;
  for (const index of indexes) await sql.unsafe(`drop index ${index.name}`);

  let done = 0;
  let batch: InventedListing[] = [];
  // One batch is made while another is written.
  let writing: Promise<void> = Promise.resolve();
  const send = async (items: readonly InventedListing[]) => {
    await addEmployers(items);
    const before = writing;
    writing = write(items);
    await before;
    done += items.length;
    if (done % 100_000 === 0)
      console.error(`${done.toLocaleString('en-GB')} listings, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  };
  for (const listing of listings) {
    batch.push(listing);
    if (batch.length < AT_ONCE) continue;
    await send(batch);
    batch = [];
  }
  if (batch.length > 0) await send(batch);
  await writing;
  for (const index of indexes) await sql.unsafe(index.definition);
  for (const table of ['posting', 'listing', 'company', 'board', 'place'])
    await sql.unsafe(`select setval(pg_get_serial_sequence('${table}', 'id'), (select greatest(max(id), 1) from ${table}))`);
  // One change, so that the data has a version; the matching of alerts stands behind it.
  await sql`insert into change_log (listing_id, cause, at) values (1, ${knownCodeOf(CHANGE_CAUSES, 'backfilled')}, ${UNTIL})`;
  await sql`update reader_position set (xid, seq) = (select xid, seq from change_log order by xid desc, seq desc limit 1)`;
  await sql`insert into reader_position (reader, xid, seq) select 'texts', xid, seq from reader_position where reader = 'matching' on conflict do nothing`;
  await sql`vacuum analyze`;
  await store.setSetting('demo-filled', UNTIL.toISOString());

  const [counts] = await sql<{ listings: number; open: number; paid: number; employers: number; bytes: number }[]>`
    select count(*)::int as listings, count(*) filter (where open)::int as open, count(*) filter (where pay_usable)::int as paid,
      count(distinct company_id)::int as employers, pg_database_size(current_database())::float8 as bytes from listing`;
  console.log(JSON.stringify({ bench: 'seed', seed: 20_261_123, ...counts, seconds: Math.round((performance.now() - started) / 1000) }));

  async function write(items: readonly InventedListing[]): Promise<void> {
    await sql.begin(async (tx) => {
      await tx`set local synchronous_commit = off`;
      const placeIds = await placeIdsOf(
        tx,
        items.flatMap(({ derived }) => placesOf(derived)),
        true,
      );
      const made = items.map((item) => {
        const board = boards.get(item.employer.number);
        if (board === undefined) throw new Error('an employer without a board');
        const contentHash = createHash('sha1').update(`${item.id}`).digest();
        const projection = projectionOf(
          item.id,
          [
            {
              id: item.id,
              listingId: item.id,
              source: SOURCES[board.source % SOURCES.length] ?? '',
              sourceId: board.source,
              inStatistics: true,
              ownBoard: true,
              companyId: board.company,
              company: item.employer.name,
              companySlug: board.slug,
              title: item.title,
              url: `https://example.com/${item.id}`,
              derived: item.derived,
              contentHash,
              cause: knownCodeOf(CHANGE_CAUSES, 'backfilled'),
              postedAt: item.firstSeenAt,
              firstSeenAt: item.firstSeenAt,
              closedAt: item.closedAt,
            },
          ],
          rates,
          UNTIL,
        );
        return { item, board, contentHash, projection, row: listingRowOf(item.id, projection, placeIds) };
      });
      const columns = Object.keys(made[0]?.row ?? {});
      await copyInto(
        tx,
        'listing',
        columns,
        made.map(({ row }) => columns.map((name) => row[name as keyof typeof row])),
      );
      await copyInto(
        tx,
        'listing_card',
        ['listing_id', 'face_posting_id', 'slug', 'card'],
        made.map(({ item, projection }) => [item.id, item.id, projection.card.slug, projection.card]),
      );
      await copyInto(
        tx,
        'listing_text',
        ['listing_id', 'open', 'source_hash', 'terms'],
        made.map(({ item, projection, contentHash }) => [item.id, projection.open, contentHash, textVectorOf(projection.card, item.text)]),
      );
      await copyInto(
        tx,
        'posting',
        [
          'id',
          'board_id',
          'external_id',
          'company_id',
          'listing_id',
          'content_hash',
          'rules_version',
          'cause',
          'posted_at',
          'first_seen_at',
          'closed_at',
          'close_reason',
        ],
        made.map(({ item, board, contentHash }) => [
          item.id,
          board.board,
          `invented-${item.id}`,
          board.company,
          item.id,
          contentHash,
          item.derived.rulesVersion,
          knownCodeOf(CHANGE_CAUSES, 'backfilled'),
          item.firstSeenAt,
          item.firstSeenAt,
          item.closedAt,
          item.closedAt === null ? null : 0,
        ]),
      );
      await copyInto(
        tx,
        'posting_detail',
        ['posting_id', 'raw', 'derived'],
        made.map(({ item }) => [item.id, { title: item.title, url: `https://example.com/${item.id}`, applyUrl: null }, item.derived]),
      );
      await copyInto(
        tx,
        'posting_text',
        ['posting_id', 'description_text'],
        made.map(({ item }) => [item.id, item.text]),
      );
      await copyInto(
        tx,
        'posting_link',
        ['posting_id', 'company_key', 'role_key', 'title', 'level', 'places', 'remote'],
        made.map(({ item, board }) => [
          item.id,
          board.key,
          slugOf(item.title),
          item.title,
          item.derived.level,
          [],
          item.derived.workplace === 'remote',
        ]),
      );
    });
  }

  async function addEmployers(items: readonly InventedListing[]): Promise<void> {
    const fresh = [...new Map(items.map(({ employer }) => [employer.number, employer])).values()].filter(
      ({ number }) => !boards.has(number),
    );
    if (fresh.length === 0) return;
    for (const source of SOURCES) await sql`insert into source (slug) values (${source}) on conflict do nothing`;
    const sources = await sql<{ id: number; slug: string }[]>`select id, slug from source`;
    const rows = fresh.map((employer) => {
      const source = sources.find(({ slug }) => slug === SOURCES[employer.number % SOURCES.length]);
      const slug = `${slugOf(employer.name)}-${employer.number}`;
      return {
        employer,
        id: employer.number + 1,
        source: source?.id ?? 1,
        slug,
        key: `${employerKeyOf(employer.name, companyKeyOf(employer.name))} ${employer.number}`,
      };
    });
    await copyInto(
      sql,
      'company',
      ['id', 'key', 'slug', 'name'],
      rows.map(({ id, key, slug, employer }) => [id, key, slug, employer.name]),
    );
    await copyInto(
      sql,
      'board',
      ['id', 'source_id', 'slug', 'company', 'interval_minutes', 'due_at', 'origin', 'off_reason'],
      rows.map(({ id, source, slug, employer }) => [id, source, slug, employer.name, 525_600, UNTIL, 0, 'invented for the benches']),
    );
    for (const { employer, id, source, slug, key } of rows) boards.set(employer.number, { board: id, company: id, source, slug, key });
  }
} finally {
  await database.close();
}

/** Every day's rates that the invented listings ask for, read once. */
async function ratesOf(db: postgres.Sql): Promise<EuroRates> {
  const currencies = ['USD', 'GBP', 'PLN', 'SEK', 'CHF', 'CAD', 'AUD', 'BRL', 'INR', 'JPY', 'SGD', 'MXN', 'EUR'];
  const days = Array.from({ length: 1_200 }, (_, back) => new Date(UNTIL.getTime() - back * 86_400_000));
  return euroRatesOf(
    db,
    currencies.flatMap((currency) => days.map((day) => ({ currency, day }))),
  );
}

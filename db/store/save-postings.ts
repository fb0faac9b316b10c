import type postgres from 'postgres';
import { CHANGE_CAUSES } from '#src/domain/run';
import type { Derived } from '#src/domain/posting';
import type { PostingStore, PostingWrite, SaveBatch } from '#src/store';
import { knownCodeOf } from '../codes.js';
import { inTransaction, jsonOf, storable, storableOrNull, storableText, type Tx } from '../transaction.js';
import { closeThese } from './close-postings.js';
import { companyIdsOf, employerKeyOf } from './company-ids.js';
import { reopenPostings, writeChanges } from './posting-history.js';
import { rebuildListings } from './rebuild-listings.js';
import { bytesOf, contentHashOf, fieldChangesOf, leanRawOf, placeKeysOf } from './stored-posting.js';

interface Existing {
  id: number;
  external_id: string;
  listing_id: number | null;
  row_id: number | null;
  content_hash: Buffer;
  closed: boolean;
}

/** What a batch's rows are known as, after they were written. */
interface WrittenRows {
  readonly ids: ReadonlyMap<string, number>;
  /** Rows whose postings this batch names in full: those with writes, and those that are no backend work any more. */
  readonly settled: readonly number[];
}

export interface PreparedWrite {
  readonly write: PostingWrite;
  readonly hash: Buffer;
}

/** Keys are compared in SQL, so they must be such as it can hold. */
const withStorableKeys = (write: PostingWrite): PostingWrite => ({
  ...write,
  externalId: storableText(write.externalId),
  rowId: storableText(write.rowId),
  company: storableText(write.company),
  companyKey: storableText(write.companyKey),
  atsKey: write.atsKey === null ? null : storableText(write.atsKey),
});

export function createSavePostings(sql: postgres.Sql): PostingStore['savePostings'] {
  return async (batch) => {
    // Hashes are made before the transaction: it should be short.
    const prepared = new Map<string, PreparedWrite>();
    const writes = batch.writes.map(withStorableKeys);
    for (const write of writes) {
      prepared.set(write.externalId, { write, hash: contentHashOf(write.raw, write.derived, write.text, write.company) });
    }
    return inTransaction(sql, (tx) => saveBatch(tx, { ...batch, writes }, [...prepared.values()]));
  };
}

async function saveBatch(tx: Tx, batch: SaveBatch, prepared: readonly PreparedWrite[]): Promise<{ added: number; changed: number }> {
  const { boardId, now } = batch;
  const { ids: rowIds, settled } = await writeRows(tx, batch);
  const existing = new Map(
    (
      await tx<Existing[]>`
        select id, external_id, listing_id, row_id, content_hash, closed_at is not null as closed from posting
        where board_id = ${boardId} and external_id = any (${prepared.map(({ write }) => write.externalId)}::text[])
        order by id for update`
    ).map((posting) => [posting.external_id, posting]),
  );
  const companies = await companyIdsOf(
    tx,
    new Map(prepared.map(({ write }) => [employerKeyOf(write.company, write.companyKey), write.company])),
  );
  const companyOf = (write: PostingWrite) => companies.get(employerKeyOf(write.company, write.companyKey)) ?? null;
  const added = prepared.filter(({ write }) => !existing.has(write.externalId));
  await insertPostings(tx, batch, added, rowIds, companyOf);

  const known = prepared.flatMap((item) => {
    const posting = existing.get(item.write.externalId);
    return posting === undefined ? [] : [{ ...item, posting }];
  });
  const edited = known.filter(({ hash, posting }) => !hash.equals(posting.content_hash));
  await updatePostings(tx, now, edited, companyOf);
  // The row is this posting's again where it had none, or moved to another row.
  const moved = known.filter(({ write, posting }) => posting.row_id !== rowIds.get(write.rowId));
  if (moved.length > 0) {
    await tx`
      update posting p set row_id = given.row_id
      from unnest(${moved.map(({ posting }) => posting.id)}::int[], ${moved.map(({ write }) => rowIds.get(write.rowId) ?? null)}::int[]) given(id, row_id)
      where p.id = given.id`;
  }
  const reopened = known.filter(({ posting }) => posting.closed).map(({ posting }) => posting.id);
  await reopenPostings(tx, reopened, now);
  const strays = await closeStrays(tx, batch, settled);

  const touched = [...edited, ...known.filter(({ posting }) => posting.closed)].flatMap(({ posting }) => posting.listing_id ?? []);
  await rebuildListings(tx, [...touched, ...strays], now, 'edited');
  await saveRejections(tx, batch);
  return { added: added.length, changed: known.length };
}

/** Writes the ledger of rows; what has not changed is not touched. */
async function writeRows(tx: Tx, batch: SaveBatch): Promise<WrittenRows> {
  const rows = new Map<string, { key: string; hash: string; is_posting: boolean }>();
  const traces = new Map<string, { key: string; title: string; reason: string }>();
  for (const trace of batch.notBackend) {
    const key = storableText(trace.rowId ?? trace.externalId);
    rows.set(key, { key, hash: trace.rowHash, is_posting: false });
    traces.set(key, { key, title: storableText(trace.title), reason: storableText(trace.reason) });
  }
  for (const write of batch.writes) {
    rows.set(write.rowId, { key: write.rowId, hash: write.rowHash, is_posting: true });
    traces.delete(write.rowId);
  }
  if (rows.size === 0) return { ids: new Map(), settled: [] };
  const list = [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const ids = await tx<{ id: number; key: string; is_posting: boolean }[]>`
    insert into source_row as r (board_id, key, hash, is_posting, first_seen_at, confirmed_at)
    select ${batch.boardId}, given.key, decode(given.hash, 'hex'), given.is_posting, ${batch.now}, ${batch.now}
    from unnest(${list.map((row) => row.key)}::text[], ${list.map((row) => row.hash)}::text[], ${list.map((row) => String(row.is_posting))}::text[]::boolean[])
      given(key, hash, is_posting)
    on conflict (board_id, key) do update
      set hash = excluded.hash, is_posting = excluded.is_posting or (r.is_posting and r.hash = excluded.hash), confirmed_at = excluded.confirmed_at,
        misses = 0, missed_run = null, closed_at = null
    returning id, key, is_posting`;
  const rowIds = new Map(ids.map((row) => [row.key, row.id]));
  const noted = [...traces.values()];
  await tx`
    insert into not_backend (row_id, title, reason)
    select * from unnest(${noted.map((trace) => rowIds.get(trace.key) ?? null)}::int[], ${noted.map((trace) => trace.title)}::text[],
      ${noted.map((trace) => trace.reason)}::text[])
    on conflict (row_id) do update set title = excluded.title, reason = excluded.reason`;
  const postings = list.filter((row) => row.is_posting).map((row) => rowIds.get(row.key) ?? null);
  await tx`delete from not_backend where row_id = any (${postings}::int[])`;
  const named = new Set(list.filter((row) => row.is_posting).map((row) => row.key));
  return {
    ids: rowIds,
    settled: ids.filter((row) => named.has(row.key) || !row.is_posting).map((row) => row.id),
  };
}

/** Texts go as arrays: as JSON they would be parsed and copied once more. */
async function insertPostings(
  tx: Tx,
  batch: SaveBatch,
  items: readonly PreparedWrite[],
  rowIds: ReadonlyMap<string, number>,
  companyOf: (write: PostingWrite) => number | null,
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ write, hash }) => ({
    external_id: write.externalId,
    row_id: rowIds.get(write.rowId) ?? null,
    company_id: companyOf(write),
    hash: hash.toString('hex'),
    rules_version: write.derived.rulesVersion,
    posted_at: write.raw.postedAt,
    expires_at: write.raw.expiresAt,
    // A back-filled posting was first seen when its thread was posted.
    first_seen_at: batch.cause === 'backfilled' ? (write.raw.postedAt ?? batch.now) : batch.now,
  }));
  const added = await tx<{ id: number; external_id: string }[]>`
    insert into posting (board_id, row_id, external_id, company_id, content_hash, rules_version, cause, posted_at, expires_at, first_seen_at)
    select ${batch.boardId}, row_id, external_id, company_id, decode(hash, 'hex'), rules_version, ${knownCodeOf(CHANGE_CAUSES, batch.cause)}::smallint,
      posted_at, expires_at, first_seen_at
    from json_to_recordset(${jsonOf(tx, rows)}::json) as given(external_id text, row_id int, company_id int, hash text, rules_version text,
      posted_at timestamptz, expires_at timestamptz, first_seen_at timestamptz)
    returning id, external_id`;
  const idOf = new Map(added.map((posting) => [posting.external_id, posting.id]));
  const ids = items.map(({ write }) => idOf.get(write.externalId) ?? null);
  const jsonText = (value: unknown) => JSON.stringify(storable(value));
  await tx`
    insert into posting_detail (posting_id, raw, derived)
    select id, raw::jsonb, derived::jsonb
    from unnest(${ids}::int[], ${items.map(({ write }) => jsonText(leanRawOf(write.raw)))}::text[], ${items.map(({ write }) => jsonText(write.derived))}::text[])
      given(id, raw, derived)`;
  await tx`
    insert into posting_text (posting_id, description, description_text)
    select * from unnest(${ids}::int[], ${items.map(({ write }) => storableOrNull(write.text.description))}::text[],
      ${items.map(({ write }) => storableOrNull(write.text.descriptionText))}::text[])`;
  const links = items.map(({ write }, at) => ({ posting_id: ids[at], ...linkRowOf(write) }));
  await tx`
    insert into posting_link (posting_id, company_key, ats_key, role_key, title, level, rung, places, remote, minhash)
    select posting_id, company_key, ats_key, role_key, title, level, rung, places, remote, decode(minhash, 'hex')
    from json_to_recordset(${jsonOf(tx, links)}::json) as given(posting_id int, company_key text, ats_key text, role_key text, title text, level text,
      rung text, places text[], remote boolean, minhash text)`;
}

/** What linking compares of a posting. */
const linkRowOf = (write: PostingWrite) => ({
  company_key: write.companyKey,
  ats_key: write.atsKey,
  role_key: write.roleKey,
  title: write.raw.title,
  level: write.derived.level,
  rung: write.derived.rung,
  places: placeKeysOf(write.derived),
  remote: write.derived.workplace === 'remote',
  minhash: bytesOf(write.minhash)?.toString('hex') ?? null,
});

type EditedWrite = PreparedWrite & { readonly posting: Existing };

async function updatePostings(
  tx: Tx,
  now: Date,
  items: readonly EditedWrite[],
  companyOf: (write: PostingWrite) => number | null,
): Promise<void> {
  if (items.length === 0) return;
  const before = new Map(
    (
      await tx<{ id: number; title: string; derived: Derived; description_text: string | null }[]>`
        select d.posting_id as id, d.raw ->> 'title' as title, d.derived, t.description_text
        from posting_detail d join posting_text t using (posting_id)
        where d.posting_id = any (${items.map(({ posting }) => posting.id)}::int[])`
    ).map((row) => [row.id, row]),
  );
  const changes = items.flatMap(({ write, posting }) => {
    const old = before.get(posting.id);
    if (old === undefined) return [];
    const after = { title: storableText(write.raw.title), derived: write.derived, descriptionText: write.text.descriptionText };
    return fieldChangesOf({ title: old.title, derived: old.derived, descriptionText: old.description_text }, after).map((change) => ({
      ...change,
      postingId: posting.id,
    }));
  });
  await writeChanges(tx, now, changes);
  const rows = items.map(({ write, hash, posting }) => ({
    id: posting.id,
    company_id: companyOf(write),
    hash: hash.toString('hex'),
    rules_version: write.derived.rulesVersion,
    posted_at: write.raw.postedAt,
    expires_at: write.raw.expiresAt,
    raw: leanRawOf(write.raw),
    derived: write.derived,
    description: write.text.description,
    description_text: write.text.descriptionText,
    ...linkRowOf(write),
  }));
  await tx`
    with given as materialized (
      select * from json_to_recordset(${jsonOf(tx, rows)}::json) as given(id int, company_id int, hash text, rules_version text, posted_at timestamptz,
        expires_at timestamptz, raw jsonb, derived jsonb, description text, description_text text, company_key text, ats_key text, role_key text,
        title text, level text, rung text, places text[], remote boolean, minhash text)
    ), kept as (
      update posting p set company_id = given.company_id, content_hash = decode(given.hash, 'hex'), rules_version = given.rules_version,
        posted_at = given.posted_at, expires_at = given.expires_at
      from given where p.id = given.id
    ), detailed as (
      update posting_detail d set raw = given.raw, derived = given.derived from given where d.posting_id = given.id
    ), worded as (
      update posting_text t set description = given.description, description_text = given.description_text, description_html = null, sanitiser = null
      from given where t.posting_id = given.id
        and (t.description is distinct from given.description or t.description_text is distinct from given.description_text)
    )
    update posting_link l set company_key = given.company_key, ats_key = given.ats_key, role_key = given.role_key, title = given.title,
      level = given.level, rung = given.rung, places = given.places, remote = given.remote, minhash = decode(given.minhash, 'hex')
    from given where l.posting_id = given.id`;
}

/** Postings that their row no longer gives (a role struck from a post, a title that is no backend work any more) have ended. */
async function closeStrays(tx: Tx, batch: SaveBatch, rows: readonly number[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const strays = await tx<{ id: number }[]>`
    select id from posting
    where row_id = any (${[...rows]}::int[]) and external_id <> all (${batch.writes.map((write) => write.externalId)}::text[])
    order by id for update`;
  if (strays.length === 0) return [];
  const ids = strays.map((posting) => posting.id);
  const listings = await closeThese(tx, ids, 'removed', batch.now);
  await tx`update posting set row_id = null where id = any (${ids}::int[])`;
  return listings;
}

async function saveRejections(tx: Tx, batch: SaveBatch): Promise<void> {
  if (batch.rejections.length === 0) return;
  const rows = batch.rejections.map((rejection) => ({
    external_id: rejection.externalId?.slice(0, 300) ?? null,
    title: rejection.title?.slice(0, 300) ?? null,
    reason: rejection.reason.slice(0, 500),
  }));
  await tx`
    insert into rejection (run_id, external_id, title, reason)
    select ${batch.runId}, external_id, title, reason
    from json_to_recordset(${jsonOf(tx, rows)}::json) as given(external_id text, title text, reason text)`;
}

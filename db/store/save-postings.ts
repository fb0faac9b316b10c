import type postgres from 'postgres';
import type { PostingStore, PostingWrite, SaveBatch } from '#src/store';
import { inTransaction, jsonOf, storableText, type Tx } from '../transaction.js';
import { closeThese } from './close-postings.js';
import { companyIdsOf, employerKeyOf } from './company-ids.js';
import { insertPostings } from './insert-postings.js';
import { reopenPostings } from './posting-history.js';
import { rebuildListings } from './rebuild-listings.js';
import { preparedOf, type PreparedWrite } from './stored-posting.js';
import { updatePostings } from './update-postings.js';
import { readKnownRows, writeSourceRows } from './write-source-rows.js';

interface Existing {
  id: number;
  external_id: string;
  listing_id: number | null;
  row_id: number | null;
  content_hash: Buffer;
  closed: boolean;
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
    const prepared = new Map<string, PreparedWrite>();
    const writes = batch.writes.map(withStorableKeys);
    for (const write of writes) prepared.set(write.externalId, preparedOf(write));
    return inTransaction(sql, (tx) => saveBatch(tx, { ...batch, writes }, [...prepared.values()]));
  };
}

async function saveBatch(tx: Tx, batch: SaveBatch, prepared: readonly PreparedWrite[]): Promise<{ added: number; changed: number }> {
  const { boardId, now } = batch;
  const employers = new Map(prepared.map(({ write }) => [employerKeyOf(write.company, write.companyKey), write.company]));
  // Three questions, asked in one breath.
  const [knownRows, stored, companies] = await Promise.all([
    readKnownRows(tx, batch),
    tx<Existing[]>`
      select id, external_id, listing_id, row_id, content_hash, closed_at is not null as closed from posting
      where board_id = ${boardId} and external_id = any (${prepared.map(({ write }) => write.externalId)}::text[])
      order by id for update`,
    companyIdsOf(tx, employers),
  ]);
  const { ids: rowIds, settled } = await writeSourceRows(tx, batch, knownRows);
  const existing = new Map(stored.map((posting) => [posting.external_id, posting]));
  const companyOf = ({ write }: PreparedWrite): number => {
    const id = companies.get(employerKeyOf(write.company, write.companyKey));
    if (id === undefined) throw new Error(`employer «${write.company}» has no row`);
    return id;
  };
  const added = prepared.filter(({ write }) => !existing.has(write.externalId));
  await insertPostings(tx, batch, added, rowIds, companyOf);

  const known = prepared.flatMap((item) => {
    const posting = existing.get(item.write.externalId);
    return posting === undefined ? [] : [{ item, posting }];
  });
  const edited = known.filter(({ item, posting }) => !item.hash.equals(posting.content_hash));
  await updatePostings(
    tx,
    now,
    edited.map(({ item, posting }) => ({ item, id: posting.id, companyId: companyOf(item) })),
  );
  // The row is this posting's again where it had none, or moved to another row.
  const moved = known.filter(({ item, posting }) => posting.row_id !== rowIds.get(item.write.rowId));
  if (moved.length > 0) {
    await tx`
      update posting p set row_id = given.row_id
      from unnest(${moved.map(({ posting }) => posting.id)}::int[], ${moved.map(({ item }) => rowIds.get(item.write.rowId) ?? null)}::int[]) given(id, row_id)
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

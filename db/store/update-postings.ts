import type { Derived } from '#src/domain/posting';
import { copyRows } from '../copy-rows.js';
import { storableText, type Tx } from '../transaction.js';
import { writeChanges } from './posting-history.js';
import { DETAIL_COLUMNS, FACT_COLUMNS, LINK_COLUMNS, TEXT_COLUMNS, type IdentifiedWrite } from './posting-columns.js';
import { fieldChangesOf } from './stored-posting.js';

/** Notes what of each posting's visible facts changed, before it does. */
async function noteChanges(tx: Tx, now: Date, items: readonly IdentifiedWrite[]): Promise<void> {
  const before = new Map(
    (
      await tx<{ id: number; title: string; derived: Derived; description_text: string | null }[]>`
        select d.posting_id as id, d.raw ->> 'title' as title, d.derived, t.description_text
        from posting_detail d join posting_text t using (posting_id)
        where d.posting_id = any (${items.map(({ id }) => id)}::int[])`
    ).map((row) => [row.id, row]),
  );
  const changes = items.flatMap(({ item: { write }, id }) => {
    const old = before.get(id);
    if (old === undefined) return [];
    const after = { title: storableText(write.raw.title), derived: write.derived, descriptionText: write.text.descriptionText };
    return fieldChangesOf({ title: old.title, derived: old.derived, descriptionText: old.description_text }, after).map((change) => ({
      ...change,
      postingId: id,
    }));
  });
  await writeChanges(tx, now, changes);
}

/** Writes postings that differ from what is stored: by COPY to a side table, and from there one update a table. */
export async function updatePostings(tx: Tx, now: Date, items: readonly IdentifiedWrite[]): Promise<void> {
  if (items.length === 0) return;
  await noteChanges(tx, now, items);
  await tx`
    create temporary table if not exists given_posting (
      id int, company_id int, content_hash bytea, rules_version text, posted_at timestamptz, expires_at timestamptz, raw jsonb, derived jsonb,
      description text, description_text text, company_key text, ats_key text, role_key text, title text, level text, rung text, places text[],
      remote boolean, minhash bytea
    ) on commit delete rows`;
  await copyRows<IdentifiedWrite>(
    tx,
    'pg_temp.given_posting',
    [{ name: 'id', type: 'int4', of: (posting) => posting.id }, ...FACT_COLUMNS, ...DETAIL_COLUMNS, ...TEXT_COLUMNS, ...LINK_COLUMNS],
    items,
  );
  await tx`
    with kept as (
      update posting p set company_id = given.company_id, content_hash = given.content_hash, rules_version = given.rules_version,
        posted_at = given.posted_at, expires_at = given.expires_at
      from pg_temp.given_posting given where p.id = given.id
    ), detailed as (
      update posting_detail d set raw = given.raw, derived = given.derived from pg_temp.given_posting given where d.posting_id = given.id
    ), worded as (
      update posting_text t set description = given.description, description_text = given.description_text, description_html = null, sanitiser = null
      from pg_temp.given_posting given where t.posting_id = given.id
        and (t.description is distinct from given.description or t.description_text is distinct from given.description_text)
    )
    update posting_link l set company_key = given.company_key, ats_key = given.ats_key, role_key = given.role_key, title = given.title,
      level = given.level, rung = given.rung, places = given.places, remote = given.remote, minhash = given.minhash
    from pg_temp.given_posting given where l.posting_id = given.id`;
}

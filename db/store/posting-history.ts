import { CHANGE_FIELDS, knownCodeOf } from '../codes.js';
import { storableOrNull, type Tx } from '../transaction.js';
import type { FieldChange } from './stored-posting.js';

/** Appends to the history of postings. */
export async function writeChanges(tx: Tx, now: Date, changes: readonly (FieldChange & { readonly postingId: number })[]): Promise<void> {
  if (changes.length === 0) return;
  await tx`
    insert into posting_change (posting_id, at, field, before, after)
    select id, ${now}, field, before, after
    from unnest(${changes.map((change) => change.postingId)}::int[], ${changes.map((change) => knownCodeOf(CHANGE_FIELDS, change.field))}::smallint[],
      ${changes.map((change) => storableOrNull(change.before))}::text[], ${changes.map((change) => storableOrNull(change.after))}::text[]) given(id, field, before, after)`;
}

/** Opens postings again; their identity and history stay. */
export async function reopenPostings(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    with reopened as (
      update posting set closed_at = null, close_reason = null, reopened = least(reopened + 1, 32767)
      where id = any (${[...ids]}::int[]) and closed_at is not null
      returning id
    )
    insert into posting_change (posting_id, at, field) select id, ${now}, ${knownCodeOf(CHANGE_FIELDS, 'reopened')}::smallint from reopened`;
}

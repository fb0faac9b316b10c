import type { CopyColumn } from '../copy-rows.js';
import { bytesOf, dateOf, placeKeysOf, type PreparedWrite } from './stored-posting.js';

/** A posting to write, under the id that it has or is about to get. */
export interface IdentifiedWrite {
  readonly id: number;
  readonly item: PreparedWrite;
  readonly companyId: number;
}

/** Of `posting`: what an edit may change. */
export const FACT_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'company_id', type: 'int4', of: (posting) => posting.companyId },
  { name: 'content_hash', type: 'bytea', of: ({ item }) => item.hash },
  { name: 'rules_version', type: 'text', of: ({ item: { write } }) => write.derived.rulesVersion },
  { name: 'posted_at', type: 'timestamptz', of: ({ item: { write } }) => dateOf(write.raw.postedAt) },
  { name: 'expires_at', type: 'timestamptz', of: ({ item: { write } }) => dateOf(write.raw.expiresAt) },
];

/** Of `posting_detail`. */
export const DETAIL_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'raw', type: 'jsonb', of: ({ item }) => item.rawText },
  { name: 'derived', type: 'jsonb', of: ({ item }) => item.derivedText },
];

/** Of `posting_text`. */
export const TEXT_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'description', type: 'text', of: ({ item: { write } }) => write.text.description },
  { name: 'description_text', type: 'text', of: ({ item: { write } }) => write.text.descriptionText },
];

/** Of `posting_link`: what linking compares of a posting. */
export const LINK_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'company_key', type: 'text', of: ({ item: { write } }) => write.companyKey },
  { name: 'ats_key', type: 'text', of: ({ item: { write } }) => write.atsKey },
  { name: 'role_key', type: 'text', of: ({ item: { write } }) => write.roleKey },
  { name: 'title', type: 'text', of: ({ item: { write } }) => write.raw.title },
  { name: 'level', type: 'text', of: ({ item: { write } }) => write.derived.level },
  { name: 'rung', type: 'text', of: ({ item: { write } }) => write.derived.rung },
  { name: 'places', type: 'text[]', of: ({ item: { write } }) => placeKeysOf(write.derived) },
  { name: 'remote', type: 'bool', of: ({ item: { write } }) => write.derived.workplace === 'remote' },
  { name: 'minhash', type: 'bytea', of: ({ item: { write } }) => bytesOf(write.minhash) },
];

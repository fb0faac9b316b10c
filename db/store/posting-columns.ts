import type { CopyColumn } from '../copy-rows.js';
import { bytesOf, dateOf, placeKeysOf, type PreparedWrite } from './stored-posting.js';

/** A posting to write, under the id that it has or is about to get. */
export interface IdentifiedWrite extends PreparedWrite {
  readonly id: number;
  readonly companyId: number;
}

/** Of `posting`: what an edit may change. */
export const FACT_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'company_id', type: 'int4', of: (posting) => posting.companyId },
  { name: 'content_hash', type: 'bytea', of: ({ hash }) => hash },
  { name: 'rules_version', type: 'text', of: ({ write }) => write.derived.rulesVersion },
  { name: 'posted_at', type: 'timestamptz', of: ({ write }) => dateOf(write.raw.postedAt) },
  { name: 'expires_at', type: 'timestamptz', of: ({ write }) => dateOf(write.raw.expiresAt) },
];

/** Of `posting_detail`. */
export const DETAIL_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'raw', type: 'jsonb', of: ({ rawText }) => rawText },
  { name: 'derived', type: 'jsonb', of: ({ derivedText }) => derivedText },
];

/** Of `posting_text`. */
export const TEXT_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'description', type: 'text', of: ({ write }) => write.text.description },
  { name: 'description_text', type: 'text', of: ({ write }) => write.text.descriptionText },
];

/** Of `posting_link`: what linking compares of a posting. */
export const LINK_COLUMNS: readonly CopyColumn<IdentifiedWrite>[] = [
  { name: 'company_key', type: 'text', of: ({ write }) => write.companyKey },
  { name: 'ats_key', type: 'text', of: ({ write }) => write.atsKey },
  { name: 'role_key', type: 'text', of: ({ write }) => write.roleKey },
  { name: 'title', type: 'text', of: ({ write }) => write.raw.title },
  { name: 'level', type: 'text', of: ({ write }) => write.derived.level },
  { name: 'rung', type: 'text', of: ({ write }) => write.derived.rung },
  { name: 'places', type: 'text[]', of: ({ write }) => placeKeysOf(write.derived) },
  { name: 'remote', type: 'bool', of: ({ write }) => write.derived.workplace === 'remote' },
  { name: 'minhash', type: 'bytea', of: ({ write }) => bytesOf(write.minhash) },
];

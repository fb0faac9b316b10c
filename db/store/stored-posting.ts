import { createHash } from 'node:crypto';
import type { Derived, PostingText } from '#src/domain/posting';
import type { RawPosting } from '#src/domain/raw-posting';
import type { Salary } from '#src/domain/salary';
import type { PostingWrite } from '#src/store';
import { jsonTextOf } from '../transaction.js';
import type { CHANGE_FIELDS } from '../codes.js';

/** A posting to write, and the hash that says whether it differs. */
export interface PreparedWrite {
  readonly write: PostingWrite;
  readonly hash: Buffer;
  /** JSON of its raw words without the description, and of what was derived. */
  readonly rawText: string;
  readonly derivedText: string;
}

/** A date as the source gave it; `null`: none, or none that is a date. */
export function dateOf(text: string | null): Date | null {
  const date = text === null ? null : new Date(text);
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}

/** A posting's raw words without its description, which lies apart. */
export function leanRawOf(raw: RawPosting): Omit<RawPosting, 'description'> {
  const { description, ...rest } = raw;
  void description;
  return rest;
}

/** Changes when anything that is stored of a posting would. */
export function contentHashOf(raw: RawPosting, derived: Derived, text: PostingText, company: string): Buffer {
  return hashOfTexts(JSON.stringify(leanRawOf(raw)), JSON.stringify(derived), text, company);
}

/** Texts of which none can pass for two. */
const hashOfTexts = (raw: string, derived: string, { description, descriptionText }: PostingText, company: string): Buffer =>
  [raw, derived, description, descriptionText, company]
    .reduce((hash, text) => hash.update(`${text?.length ?? 'null'} `).update(text ?? ''), createHash('sha1'))
    .digest();

/** What is stored of a posting; JSON and hash are made when first asked for, once: beside the server's work where that can be. */
export function preparedOf(write: PostingWrite): PreparedWrite {
  let rawText: string | undefined;
  let derivedText: string | undefined;
  let hash: Buffer | undefined;
  const prepared: PreparedWrite = {
    write,
    get rawText() {
      return (rawText ??= jsonTextOf(leanRawOf(write.raw)));
    },
    get derivedText() {
      return (derivedText ??= jsonTextOf(write.derived));
    },
    get hash() {
      return (hash ??= hashOfTexts(prepared.rawText, prepared.derivedText, write.text, write.company));
    },
  };
  return prepared;
}

const payWords = (salary: Salary | undefined): string | null =>
  salary === undefined
    ? null
    : `${salary.min ?? ''}–${salary.max ?? ''} ${salary.currency ?? '?'} ${salary.period ?? ''}`.trim().slice(0, 200);

const placeWords = (derived: Derived): string | null =>
  derived.locations.length === 0
    ? null
    : derived.locations
        .map((place) => place.raw)
        .join('; ')
        .slice(0, 300);

export interface FieldChange {
  readonly field: (typeof CHANGE_FIELDS)[number];
  readonly before: string | null;
  readonly after: string | null;
}

interface Side {
  readonly title: string;
  readonly derived: Derived;
  readonly descriptionText: string | null;
}

/** What of a posting's visible facts changed, for its history. A description is recorded as changed, not kept twice. */
export function fieldChangesOf(before: Side, after: Side): FieldChange[] {
  const changes: FieldChange[] = [];
  const note = (field: FieldChange['field'], from: string | null, to: string | null) => {
    if (from !== to) changes.push({ field, before: from, after: to });
  };
  note('title', before.title, after.title);
  note('pay', payWords(before.derived.salaries[0]), payWords(after.derived.salaries[0]));
  note('location', placeWords(before.derived), placeWords(after.derived));
  if (before.descriptionText !== after.descriptionText) changes.push({ field: 'description', before: null, after: null });
  return changes;
}

/** Places as linking compares them: `country/city`, lower case, each once. */
export const placeKeysOf = (derived: Derived): string[] => [
  ...new Set(
    derived.locations
      .filter((place) => place.city !== null || place.country !== null)
      .map((place) => `${place.country ?? ''}/${place.city ?? ''}`.toLowerCase()),
  ),
];

export const bytesOf = (minhash: Uint32Array | null): Buffer | null =>
  minhash === null ? null : Buffer.from(minhash.buffer, minhash.byteOffset, minhash.byteLength);

export function minhashOfBytes(bytes: Buffer | null): Uint32Array | null {
  if (bytes === null) return null;
  const copy = Uint8Array.from(bytes);
  return new Uint32Array(copy.buffer, 0, copy.byteLength >> 2);
}

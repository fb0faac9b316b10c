import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ListingCursor, RankedCursor } from '../store.js';

const LONGEST = 400;
const TAG_BYTES = 16;

/** Seals small values so that only this instance can have made them. A cursor is opaque to its reader, not secret. */
export interface CursorCodec {
  seal(kind: string, value: unknown): string;
  /** @returns `null` for anything that this instance did not seal for this kind. */
  open(kind: string, cursor: string): unknown;
}

export function createCursorCodec(secretKey: string): CursorCodec {
  const key = createHmac('sha256', secretKey).update('backboard cursor v1').digest();
  const tagOf = (kind: string, payload: string) => createHmac('sha256', key).update(`${kind}.${payload}`).digest().subarray(0, TAG_BYTES);
  return {
    seal(kind, value) {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${payload}.${tagOf(kind, payload).toString('base64url')}`;
    },
    open(kind, cursor) {
      if (cursor.length > LONGEST) return null;
      const [payload, tag, rest] = cursor.split('.');
      if (payload === undefined || tag === undefined || rest !== undefined) return null;
      const given = Buffer.from(tag, 'base64url');
      const expected = tagOf(kind, payload);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      try {
        return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
      } catch {
        return null;
      }
    },
  };
}

const LONGEST_MS = 8.64e15;
const SealedListing = z.strictObject({
  s: z.enum(['newest', 'oldest', 'pay']),
  k: z.number().min(-LONGEST_MS).max(LONGEST_MS).nullable(),
  i: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});

export const sealListingCursor = (codec: CursorCodec, cursor: ListingCursor): string =>
  codec.seal('listings', { s: cursor.sort, k: cursor.key, i: cursor.id });

/** @returns `null` when the cursor was not made here, is out of range, or belongs to another sort. */
export function openListingCursor(codec: CursorCodec, text: string, sort: ListingCursor['sort']): ListingCursor | null {
  const sealed = SealedListing.safeParse(codec.open('listings', text));
  if (!sealed.success || sealed.data.s !== sort) return null;
  return { sort: sealed.data.s, key: sealed.data.k, id: sealed.data.i };
}

const SealedRanked = z.strictObject({ v: z.string().max(60), o: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) });

export const sealRankedCursor = (codec: CursorCodec, { version, offset }: RankedCursor): string =>
  codec.seal('ranked', { v: version, o: offset });

/** @returns `null` when the cursor was not made here, or not by relevance. */
export function openRankedCursor(codec: CursorCodec, text: string): RankedCursor | null {
  const sealed = SealedRanked.safeParse(codec.open('ranked', text));
  return sealed.success ? { version: sealed.data.v, offset: sealed.data.o } : null;
}

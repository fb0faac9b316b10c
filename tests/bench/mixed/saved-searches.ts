import { createHash, randomBytes } from 'node:crypto';
import type { Store } from '#src/store';
import { inventFilters } from '../alert-invention.js';

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** Confirmed searches, as feeds: of these an instance takes as many as come, and nothing is sent. */
export async function addSavedSearches(store: Store, count: number, now: Date): Promise<void> {
  for (const filter of inventFilters(count, 3)) {
    const token = randomBytes(8).toString('hex');
    await store.createSavedSearch(
      {
        filter,
        channel: 'feed',
        target: `${token}@example.org`,
        cadence: 'daily',
        hour: 8,
        weekday: 1,
        timeZone: 'Europe/Berlin',
        wantsPayRises: true,
        consentVersion: '1',
        clientHash: token,
        confirmHash: sha256(token),
        manageHash: sha256(`manage ${token}`),
        expiresAt: new Date(now.getTime() + 3_600_000),
      },
      now,
    );
    if ((await store.confirmSavedSearch(sha256(token), now)) === null) throw new Error('a saved search was not confirmed');
  }
}

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backup, restore } from '#db/backup';
import { writeBackupFile, type Frame } from '#db/backup-file';
import { readMigrations } from '#db/migrate';
import { createStore } from '#db/store/store';
import { ListingFilter } from '#src/domain/listing-filter';
import { StartError } from '#src/domain/start-error';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { inventedPosting, randomOf } from '../support/invented-listings.js';
import { claimedBoard, linkEach, saveAll } from '../support/posting-writes.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'backboard-backup-'));
const file = join(folder, 'all.backup');

let source: TestDatabase;
let store: Store;
beforeAll(async () => {
  source = await freshDatabase();
  store = createStore(source);
  await store.addRates([{ date: '2026-02-27', currency: 'USD', perEuro: 1.25 }]);
  const board = await claimedBoard(store, 'acme');
  const random = randomOf(7);
  const writes = Array.from({ length: 120 }, (_, i) => inventedPosting(random, `p${i}\t\\n`, NOW));
  await saveAll(store, board, writes, NOW, { notBackend: [{ externalId: 'n', rowHash: 'aa', title: 'Cook\nand\tbaker', reason: '\\N' }] });
  await linkEach(store, NOW);
  await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: ['p1\t\\n'], reason: 'page-gone', now: NOW });
  const confirm = createHash('sha256').update('t').digest();
  await store.createSavedSearch(
    {
      filter: ListingFilter.parse({}),
      channel: 'email',
      target: 'r@example.org',
      cadence: 'daily',
      hour: 8,
      weekday: 1,
      timeZone: 'UTC',
      wantsPayRises: true,
      consentVersion: '1',
      clientHash: 'c',
      confirmHash: confirm,
      manageHash: confirm,
      expiresAt: new Date('2026-03-03T12:00:00Z'),
    },
    NOW,
  );
  await store.confirmSavedSearch(confirm, NOW);
  await store.matchChanges(100, NOW, (changes, _, [search]) =>
    changes.map((change) => ({ savedSearchId: search?.id ?? '', listingId: change.listingId, occasion: 'new' })),
  );
  await store.setSetting('secret', 'kept');
  await backup(source.sql, file);
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every table's rows as text, but those that a restore settles. */
async function contentsOf(database: TestDatabase): Promise<Record<string, unknown>> {
  const tables = await database.sql<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname not in ('schema_migration', 'reader_position', 'setting', 'board', 'run', 'change_log', 'saved_search') order by 1`;
  const contents: Record<string, unknown> = {};
  for (const { name } of tables) contents[name] = await database.sql.unsafe(`select t::text as row from "${name}" t order by 1`);
  contents['saved_search'] = await database.sql`select id, filter, target, state, confirm_hash, confirmed_at from saved_search`;
  contents['board'] = await database.sql`select id, slug, memo, due_at from board`;
  return contents;
}

describe('a backup', () => {
  it('comes back whole in another database, with sending paused, unread changes unread and numbers going on', async () => {
    const target = await freshDatabase();
    const restored = createStore(target);
    const other = await claimedBoard(restored, 'what was there before');
    await saveAll(restored, other, [inventedPosting(randomOf(1), 'x', NOW)], NOW);
    const copied = await restore(target.sql, file);
    expect(copied.rows).toBeGreaterThan(120 * 6);
    expect(await contentsOf(target)).toEqual(await contentsOf(source));
    expect(await restored.getSetting('sending')).toBe('paused');
    expect(await restored.getSetting('secret')).toBe('kept');
    const unread: number[] = [];
    await restored.matchChanges(1_000, NOW, (changes) => {
      unread.push(...changes.map((change) => change.listingId));
      return [];
    });
    // 120 founded and one closed, of which a hundred had been matched.
    expect(unread).toHaveLength(21);
    const board = await restored.claimBoard(NOW, 'after', 60_000, []);
    if (board === null) throw new Error('the lease was not given back');
    await saveAll(restored, board, [inventedPosting(randomOf(2), 'fresh', NOW)], NOW);
    await linkEach(restored, NOW);
    const found = await restored.findListings({
      filter: ListingFilter.parse({ status: 'any', backend: 'maybe' }),
      sort: 'newest',
      limit: 1,
      after: null,
      now: NOW,
    });
    expect(found.total).toBe(121);
    await target.drop();
  });

  it('made under an older schema is brought forward', async () => {
    const target = await freshDatabase();
    const later = [...readMigrations(), { name: '9999-later', sql: `alter table company add column country text not null default 'XX'` }];
    await restore(target.sql, file, later);
    const rows = await target.sql`select distinct country from company`;
    expect(rows).toEqual([{ country: 'XX' }]);
    await target.drop();
  });

  it('that is cut off, changed, foreign or newer is refused, and nothing is touched', async () => {
    const target = await freshDatabase();
    await target.sql`insert into setting (key, value) values ('mine', 'stays')`;
    const bytes = readFileSync(file);
    const cut = join(folder, 'cut');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 40));
    const foreign = join(folder, 'foreign');
    writeFileSync(foreign, 'not a backup');
    for (const bad of [cut, foreign, join(folder, 'missing')]) {
      await expect(restore(target.sql, bad)).rejects.toThrow(StartError);
      await expect(restore(target.sql, bad)).rejects.toThrow(/Nothing was changed/);
    }
    await expect(restore(target.sql, file, [{ name: '0000-other', sql: 'select 1' }])).rejects.toThrow(/newer release/);
    expect(await target.sql`select value from setting`).toEqual([{ value: 'stays' }]);
    await target.drop();
  });

  it('whose rows do not fit is refused in words, and nothing is touched', async () => {
    const target = await freshDatabase();
    await target.sql`insert into setting (key, value) values ('mine', 'stays')`;
    const bad = join(folder, 'bad');
    async function* frames(): AsyncGenerator<Frame> {
      yield {
        kind: 'header',
        header: { format: 'backboard-backup-1', schema: readMigrations().at(-1)?.name ?? '', madeAt: NOW.toISOString() },
      };
      yield { kind: 'table', table: 'board', columns: ['id', 'slug'] };
      yield { kind: 'rows', bytes: Buffer.from('1\tacme\n') };
    }
    await writeBackupFile(bad, frames());
    await expect(restore(target.sql, bad)).rejects.toThrow(/rows of «board» do not fit.*Nothing was changed/);
    expect(await target.sql`select value from setting`).toEqual([{ value: 'stays' }]);
    await target.drop();
  });

  it('is there whole or not at all', async () => {
    const where = join(folder, 'no such folder', 'x');
    await expect(backup(source.sql, where)).rejects.toThrow();
    expect(existsSync(where)).toBe(false);
    await expect(source.sql`select 1 as one`).resolves.toMatchObject([{ one: 1 }]);
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSpools } from '#jobs/spool';
import { countsAddUp, FIRST, SECOND, startFaultWorld, THIRD, type FaultWorld } from '#tests/support/fault-world';
import { startJobSite, type JobSite } from '#tests/support/job-site';

let world: FaultWorld;
let site: JobSite;
let folder = '';
beforeAll(async () => {
  world = await startFaultWorld();
  site = await startJobSite();
  folder = mkdtempSync(join(tmpdir(), 'backboard-spool-'));
});
afterAll(async () => {
  await site.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test('readings that go by the disk leave the database as readings in memory do', async () => {
  const [held, spooled] = [await world.board(site), await world.board(site)];
  const spools = createSpools({ dir: folder, memory: 0 });
  for (const rows of [FIRST, SECOND, THIRD]) {
    site.rows = rows;
    const [memory, disk] = [await held.read(), await spooled.read({ spools })];
    expect([disk.verdict, disk.counts, disk.contentHash]).toEqual([memory.verdict, memory.counts, memory.contentHash]);
    expect(countsAddUp(disk)).toBe(true);
  }
  expect(await spooled.open()).toEqual(await held.open());
  expect(await spooled.stored()).toBe(await held.stored());
  const pages = (id: number) =>
    world.database.sql`
    select p.sha256, p.body from run r join run_page using (run_id) join raw_page p using (sha256) where r.board_id = ${id} order by r.id`.catch(
      () => [],
    );
  expect(await pages(spooled.id)).toEqual(await pages(held.id));
  expect(readdirSync(folder)).toEqual([]);
});

test('a disk without room fails the reading: it says so, and nothing closes or is lost', async () => {
  const board = await world.board(site);
  site.rows = FIRST;
  await board.read();
  const [before, open] = [await board.stored(), await board.open()];
  const file = join(folder, 'full');
  writeFileSync(file, '');
  const spools = createSpools({ dir: join(file, 'spool'), memory: 0 });
  site.rows = SECOND.slice(0, 3);
  for (let at = 0; at < 3; at += 1) {
    const end = await board.read({ spools });
    expect([end.verdict, end.counts.closed]).toEqual(['failed', 0]);
    expect(end.reason).toMatch(/^a large board needs room in .*full.spool, which cannot be written/);
  }
  expect(await board.open()).toEqual(open);
  expect(await board.stored()).toBe(before);
  expect(world.errors.splice(0)).toHaveLength(3);
  site.rows = FIRST;
  expect((await board.read()).verdict).toBe('complete');
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClosePostings } from '#jobs/close-postings';
import { employerChange, toldCompanyOf } from '#jobs/employer-change';
import { EMPTY_RAW_POSTING } from '#src/domain/raw-posting';
import type { SiteRow } from '../support/job-site.js';
import { readingWorld, type ReadingWorld } from '../support/reading-world.js';

const DAY = 1_440;
const rows = (company: string | undefined, count = 4, from = 0): SiteRow[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `job-${from + i}`,
    title: `Backend Engineer, Team ${from + i}`,
    ...(company === undefined ? {} : { company }),
  }));

describe('the employer that a board names', () => {
  const reading = (names: readonly (string | null)[], company: string | null = null, unchanged = 0) => ({
    company,
    rows: [
      ...names.map((name, i) => ({
        rowId: `${i}`,
        rowHash: '',
        reading: {
          kind: 'postings' as const,
          postings: [{ ...EMPTY_RAW_POSTING, externalId: `${i}`, title: 'x', url: 'https://x.example/', company: name }],
        },
      })),
      ...Array.from({ length: unchanged }, (_, i) => ({ rowId: `u${i}`, rowHash: '', reading: { kind: 'unchanged' as const } })),
    ],
  });
  test.each([
    [reading([null, null]), null],
    [reading(['Acme', 'Acme', 'Acme Labs']), 'Acme'],
    [reading(['A', 'B']), null],
    [reading(['Acme'], 'Zeta'), 'Zeta'],
    [reading([]), null],
  ])('%#', (given, told) => expect(toldCompanyOf(given)).toBe(told));

  test.each([
    ['another name', 'Acme', reading(['Zeta', 'Zeta']), 'Zeta'],
    ['the same with a legal form', 'Acme', reading(['ACME, Inc.']), null],
    ['the longer name', 'Grafana', reading(['Grafana Labs']), null],
    ['a subsidiary beside the old name', 'Acme', reading(['Zeta', 'Zeta', 'Zeta', 'Acme GmbH']), null],
    ['new rows beside unchanged ones', 'Acme', reading(['Zeta', 'Zeta'], null, 3), null],
    ['no name', 'Acme', reading([null]), null],
    ['no rows', 'Acme', reading([]), null],
  ])('%s', (_name, before, given, change) => expect(employerChange(before, given)).toBe(change));
});

describe('read by the worker', () => {
  let world: ReadingWorld;
  beforeEach(async () => {
    world = await readingWorld();
    await world.store.addBoards([world.board({ company: null })]);
  });
  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });
  const board = async () => (await world.store.listBoards(new Date()))[0];
  const open = async () =>
    (
      await world.database.sql<
        { id: string }[]
      >`select external_id as id from posting where closed_at is null order by external_id collate "C"`
    ).map(({ id }) => id);

  test('a board that now names another company is held: nothing of it is stored or closed until a person releases it', async () => {
    world.site.rows = rows('Acme');
    await world.read();
    world.site.rows = rows('Zeta Group', 5, 100);
    const [end] = await world.read();
    expect(end).toMatchObject({ verdict: 'suspect', counts: { seen: 5, added: 0, closed: 0 } });
    expect(await board()).toMatchObject({
      state: 'held',
      offReason: 'held: it named itself «Acme» and now «Zeta Group»; perhaps another company has its address',
    });
    expect(await open()).toEqual(['job-0', 'job-1', 'job-2', 'job-3']);
    const asked = world.asked();
    expect(await world.read(5 * DAY)).toEqual([]);
    expect(world.asked()).toBe(asked);

    expect(await world.store.releaseBoard('test-site', 'acme', world.clock)).toEqual(world.clock);
    expect(await world.store.releaseBoard('test-site', 'acme', world.clock)).toBeNull();
    await world.read(1);
    expect(await board()).toMatchObject({ state: 'suspect', company: 'Zeta Group', offReason: null });
    expect(await open()).toContain('job-100');
    await world.read();
    expect((await board())?.state).not.toBe('held');
  });

  test('a name told once more, with a legal form, or beside a subsidiary’s holds nothing', async () => {
    world.site.rows = rows('Acme');
    await world.read();
    for (const company of ['ACME Inc', 'Acme Labs', 'Acme']) {
      world.site.rows = [...rows(company), { id: 'other', title: 'Backend Engineer, Other', company: 'Subsidiary' }];
      expect(await world.read()).toMatchObject([{ verdict: 'complete', switchOff: null }]);
    }
  });

  test('release asks the host no sooner than the interval allows', async () => {
    world.site.rows = rows('Acme');
    await world.read();
    await world.store.switchBoardOff('test-site', 'acme', 'switched off by the operator');
    expect(await board()).toMatchObject({ state: 'off', offReason: 'switched off by the operator' });
    expect(await world.store.switchBoardOff('test-site', 'nobody', 'x')).toBe(false);
    const due = await world.store.releaseBoard('test-site', 'acme', world.clock);
    expect(due).toEqual(new Date(world.clock.getTime() + 60 * 60_000));
    expect(await world.read(59)).toEqual([]);
    expect(await world.read(1)).toHaveLength(1);
  });

  test('a board gone for three days is off and says so; its postings close on the seventh day, and come back as themselves', async () => {
    world.site.rows = rows(undefined);
    await world.read();
    world.site.mood = (_, response) => void response.writeHead(404).end();
    await world.read(DAY);
    expect(await board()).toMatchObject({ state: 'gone', offReason: null });
    await world.read(2 * DAY);
    expect(await board()).toMatchObject({ state: 'gone', offReason: null });
    await world.read(DAY);
    expect(await board()).toMatchObject({ state: 'off', offReason: 'gone for 3 days' });
    const asked = world.asked();
    expect(await world.read(DAY)).toEqual([]);
    const close = createClosePostings({
      store: world.store,
      sources: [world.site.source],
      now: () => world.clock,
      changed: () => undefined,
    });
    await close();
    expect(await open()).toHaveLength(4);
    await world.read(2.5 * DAY);
    await close();
    expect(await open()).toHaveLength(4);
    await world.read(DAY);
    await close();
    expect(await open()).toEqual([]);
    expect(world.asked()).toBe(asked);
    world.site.mood = null;
    await world.store.releaseBoard('test-site', 'acme', world.clock);
    expect(await world.read(1)).toMatchObject([{ verdict: 'complete' }]);
    expect(await open()).toHaveLength(4);
    expect(await board()).toMatchObject({ offReason: null, lastRun: { verdict: 'complete' } });
  });
});

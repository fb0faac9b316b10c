import { expect, test } from 'vitest';
import { nextDueOf } from '#jobs/next-due';

const now = new Date('2026-11-23T12:00:00Z');
const board = { id: 7, intervalMinutes: 360, consecutiveFailures: 0 };
const hours = (date: Date) => (date.getTime() - now.getTime()) / 3_600_000;
const due = (change: Partial<Parameters<typeof nextDueOf>[0]>) =>
  hours(nextDueOf({ board, verdict: 'complete', notBefore: null, isAway: false, now, ...change }));

test('a good run is due again after the interval and never before it', () => {
  for (const id of [1, 2, 3, 500, 1_000_003]) {
    const after = due({ board: { ...board, id } });
    expect(after).toBeGreaterThanOrEqual(6);
    expect(after).toBeLessThanOrEqual(6.3);
  }
  expect(new Set([1, 2, 3, 4].map((id) => due({ board: { ...board, id } }))).size).toBe(4);
});

test('failures back off to a day and never stop for ever', () => {
  const after = [0, 1, 2, 3, 4, 50].map((consecutiveFailures) => due({ verdict: 'failed', board: { ...board, consecutiveFailures } }));
  expect(after).toEqual([1, 1, 6, 12, 24, 24]);
});

test('a host’s own wish is kept, up to a day, and not undercut', () => {
  expect(due({ verdict: 'throttled', notBefore: new Date('2026-11-23T20:00:00Z') })).toBe(8);
  expect(due({ verdict: 'throttled', notBefore: new Date('2026-11-23T12:10:00Z') })).toBe(6);
  expect(due({ verdict: 'throttled', notBefore: new Date('2027-11-23T12:00:00Z') })).toBe(24);
  expect(due({ verdict: 'refused' })).toBe(24);
});

test('without a network nobody is charged', () => {
  expect(due({ verdict: 'failed', isAway: true, board: { ...board, consecutiveFailures: 9 } })).toBeCloseTo(1 / 60);
});

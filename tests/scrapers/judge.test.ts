import { describe, expect, it } from 'vitest';
import { halvedCoverage, judgeRun, renamedField, type EarlierRun, type JudgeInput } from '#scrapers/judge';
import type { Coverage } from '#scrapers/read-board';
import type { SchemaFingerprint } from '#scrapers/row-shape';

const HOUR = 3_600_000;
const START = Date.parse('2026-08-01T00:00:00Z');
const SHAPE: SchemaFingerprint = {
  rows: 100,
  paths: { id: { types: ['string'], share: 1 }, title: { types: ['string'], share: 1 }, url: { types: ['string'], share: 1 } },
};
const COVERAGE: Coverage = { postings: 100, id: 1, title: 1, url: 1, place: 0.9, date: 1, pay: 0.4 };

const good = (seen: number, hoursAgo = 6): EarlierRun => ({
  endedAt: new Date(START - hoursAgo * HOUR),
  verdict: 'complete',
  seen,
  suspicion: null,
  absent: 0,
  review: null,
  fingerprint: SHAPE,
  coverage: COVERAGE,
});
const history = (...seen: number[]) => seen.map((rows, index) => good(rows, (index + 1) * 6));

const input = (
  more: Partial<Omit<JudgeInput, 'reading'>> & {
    seen?: number;
    outcome?: JudgeInput['reading']['outcome'];
    rejections?: JudgeInput['reading']['rejections'];
    fingerprint?: SchemaFingerprint;
    coverage?: Coverage | null;
  } = {},
): JudgeInput => {
  const { seen = 100, outcome = 'complete', rejections = [], fingerprint = SHAPE, coverage = COVERAGE, ...rest } = more;
  return {
    reading: { outcome, reason: outcome === 'complete' ? null : 'why', seen, rejections, fingerprint, coverage },
    ends: 'list',
    statesTotal: false,
    canaries: [],
    history: history(100, 100, 100),
    openAtLastGood: 100,
    absent: 0,
    endedAt: new Date(START),
    ...rest,
  };
};

describe('what may close', () => {
  it('a plain complete list, after two misses, or one where the source states its total', () => {
    expect(judgeRun(input({ absent: 5, seen: 95 }))).toMatchObject({
      verdict: 'complete',
      mayClose: true,
      missesNeeded: 2,
      mayAlert: true,
    });
    expect(judgeRun(input({ absent: 5, seen: 95, statesTotal: true }))).toMatchObject({ mayClose: true, missesNeeded: 1 });
  });

  it.each(['unchanged', 'partial', 'refused', 'throttled', 'gone', 'failed'] as const)('never after «%s»', (outcome) => {
    expect(judgeRun(input({ outcome, absent: 10 }))).toMatchObject({ verdict: outcome, mayClose: false });
  });

  it.each(['window', 'stream'] as const)('never by absence from a %s', (ends) => {
    expect(judgeRun(input({ ends, absent: 99 }))).toMatchObject({ verdict: 'complete', mayClose: false });
  });

  it('never when a broken row has no id, since it may be any of them', () => {
    expect(judgeRun(input({ rejections: [{ externalId: null, title: null, reason: 'broken' }] })).mayClose).toBe(false);
    expect(judgeRun(input({ rejections: [{ externalId: 'x', title: null, reason: 'broken' }] })).mayClose).toBe(true);
  });
});

describe('the drop guard: fewer than 70 % of the median of the last five good runs', () => {
  it.each([
    [69, 'suspect'],
    [70, 'complete'],
    [71, 'complete'],
  ] as const)('%i of 100 is %s', (seen, verdict) => {
    expect(judgeRun(input({ seen, absent: 100 - seen })).verdict).toBe(verdict);
  });

  it('needs three good runs, takes the median of five, and does not count bad ones', () => {
    expect(judgeRun(input({ seen: 10, openAtLastGood: 0, history: history(100, 100) })).verdict).toBe('complete');
    expect(judgeRun(input({ seen: 69, openAtLastGood: 0, history: history(100, 100, 100, 10, 10, 900, 900) })).verdict).toBe('suspect');
    const bad: EarlierRun = { ...good(1, 1), verdict: 'suspect', suspicion: 'drop' };
    expect(judgeRun(input({ seen: 69, openAtLastGood: 0, history: [bad, bad, ...history(100, 100, 100)] })).verdict).toBe('suspect');
  });

  it('lets 75 % through: they really left', () => {
    expect(judgeRun(input({ seen: 75, absent: 25 }))).toMatchObject({ verdict: 'complete', mayClose: true });
  });
});

describe('the blast radius: more than half of the open postings gone at once', () => {
  it.each([
    [49, 'complete'],
    [50, 'complete'],
    [51, 'suspect'],
  ] as const)('%i of 100 is %s', (absent, verdict) => {
    expect(judgeRun(input({ absent }))).toMatchObject({
      verdict,
      suspicion: verdict === 'suspect' ? 'blast' : null,
      mayClose: verdict === 'complete',
    });
  });

  it('ids that were shuffled close nothing and alert nobody', () => {
    expect(judgeRun(input({ absent: 100 }))).toMatchObject({ verdict: 'suspect', mayClose: false, mayAlert: false });
  });

  it('ramp: 94 of 115 gone, 99 new, is suspect at the first and at the second later run', () => {
    const first = judgeRun(input({ seen: 120, absent: 94, openAtLastGood: 115, history: [good(115)] }));
    expect(first).toMatchObject({ verdict: 'suspect', suspicion: 'blast', mayClose: false });
    const after: EarlierRun = { ...good(120, 6), verdict: 'suspect', suspicion: 'blast', absent: 94 };
    expect(judgeRun(input({ seen: 120, absent: 94, openAtLastGood: 115, history: [after, good(115, 12)] }))).toMatchObject({
      verdict: 'suspect',
      mayClose: false,
    });
  });
});

const held = (hoursAgo: number, more: Partial<EarlierRun> = {}): EarlierRun => ({
  ...good(120, hoursAgo),
  verdict: 'suspect',
  suspicion: 'blast',
  absent: 94,
  ...more,
});
const judged = (runs: readonly EarlierRun[]) =>
  judgeRun(input({ seen: 120, absent: 94, openAtLastGood: 115, history: [...runs, good(115, 100)] }));
const empty = (hours: number): EarlierRun => ({ ...good(0, hours), verdict: 'suspect', suspicion: 'empty', absent: 100, seen: 0 });
const emptyAfter = (runs: readonly EarlierRun[]) =>
  judgeRun(input({ seen: 0, absent: 100, coverage: null, history: [...runs, good(100, 100)] }));

describe('six like runs over a day release what was suspect', () => {
  it('the sixth, a day after the first', () => {
    expect(judged([5, 10, 15, 20, 25].map((hours) => held(hours)))).toMatchObject({
      verdict: 'complete',
      released: true,
      mayClose: true,
      missesNeeded: 1,
    });
  });
  it('not the fifth', () => {
    expect(judged([6, 12, 18, 24].map((hours) => held(hours)))).toMatchObject({ verdict: 'suspect', released: false });
  });
  it('not six within 23 hours', () => {
    expect(judged([4, 8, 12, 18, 23].map((hours) => held(hours))).verdict).toBe('suspect');
  });
  it('not when one of them was another', () => {
    expect(judged([held(5), held(10), held(15, { suspicion: 'drop' }), held(20), held(25)]).verdict).toBe('suspect');
    expect(judged([held(5), held(10), held(15, { absent: 10 }), held(20), held(25)]).verdict).toBe('suspect');
    expect(judged([held(5), held(10), good(115, 15), held(20), held(25)]).verdict).toBe('suspect');
  });
  it('failed runs between them neither help nor harm', () => {
    const failed: EarlierRun = { ...good(0, 7), verdict: 'failed', absent: null };
    expect(judged([held(5), failed, held(10), held(15), failed, held(20), held(25)])).toMatchObject({
      verdict: 'complete',
      released: true,
    });
    expect(judged([held(5), failed, failed, failed, failed, held(25)]).verdict).toBe('suspect');
  });
  it('an empty list likewise', () => {
    expect(emptyAfter([])).toMatchObject({ verdict: 'suspect', suspicion: 'empty', mayClose: false });
    expect(emptyAfter([6, 12, 18, 24].map(empty)).verdict).toBe('suspect');
    expect(emptyAfter([5, 10, 15, 20, 24].map(empty))).toMatchObject({ verdict: 'complete', mayClose: true, released: true });
  });
});

describe('what was believed is usual from then on', () => {
  const believed = (review: 'accepted' | 'released', seen: number): EarlierRun => ({
    ...good(seen, 6),
    verdict: review === 'accepted' ? 'suspect' : 'complete',
    suspicion: review === 'accepted' ? 'drop' : null,
    review,
  });
  it.each(['accepted', 'released'] as const)(
    'after a run that was %s, its size is no longer suspect, and less than 70 %% of it is',
    (review) => {
      const after = (seen: number) =>
        judgeRun(input({ seen, absent: 0, openAtLastGood: 40, history: [believed(review, 40), ...history(100, 100, 100)] }));
      expect(after(40)).toMatchObject({ verdict: 'complete', mayClose: true });
      expect(after(28)).toMatchObject({ verdict: 'complete' });
      expect(after(27)).toMatchObject({ verdict: 'suspect', suspicion: 'drop' });
    },
  );
  it('an emptiness that was believed is not suspect again', () => {
    const run: EarlierRun = { ...believed('released', 0), absent: 100 };
    expect(judgeRun(input({ seen: 0, coverage: null, absent: 0, openAtLastGood: 0, history: [run, ...history(100)] })).verdict).toBe(
      'complete',
    );
  });
  it('what a person rejected is not released by its like', () => {
    const runs = [5, 10, 15, 20, 25].map((hours) => held(hours, hours === 20 ? { review: 'rejected' } : {}));
    expect(judged(runs)).toMatchObject({ verdict: 'suspect', mayClose: false, reason: expect.stringContaining('until a person decides') });
  });
});

describe('empty boards', () => {
  it('that never had postings are complete', () => {
    expect(judgeRun(input({ seen: 0, coverage: null, openAtLastGood: 0, history: [] })).verdict).toBe('complete');
    expect(judgeRun(input({ seen: 0, coverage: null, openAtLastGood: 0, history: history(0, 0, 0) })).verdict).toBe('complete');
  });
});

describe('broken rows', () => {
  it.each([
    [20, 'complete'],
    [21, 'suspect'],
  ] as const)('%i of 100 is %s', (broken, verdict) => {
    const rejections = Array.from({ length: broken }, (_, index) => ({ externalId: String(index), title: null, reason: 'broken' }));
    expect(judgeRun(input({ rejections })).verdict).toBe(verdict);
  });
});

describe('schema drift', () => {
  const renamed: SchemaFingerprint = {
    rows: 100,
    paths: { id: SHAPE.paths['id']!, name: { types: ['string'], share: 1 }, url: SHAPE.paths['url']! },
  };

  it('a renamed field is named, closes nothing and alerts nobody', () => {
    const judged = judgeRun(input({ fingerprint: renamed, rejections: [] }));
    expect(judged).toMatchObject({ verdict: 'drift', mayClose: false, mayAlert: false });
    expect(judged.field).toContain('title');
    expect(judged.field).toContain('name');
  });
  it('one that costs a field is never believed by itself; one that costs none is, on its sixth like run', () => {
    const drifted: EarlierRun = { ...good(100, 6), verdict: 'drift', suspicion: 'drift' };
    const runs = [5, 10, 15, 20, 25].map((hours) => ({ ...drifted, endedAt: new Date(START - hours * HOUR) }));
    const again = (coverage: Coverage | null) =>
      judgeRun(
        input({ fingerprint: renamed, coverage, history: [...runs, ...history(100).map((run) => ({ ...run, endedAt: new Date(0) }))] }),
      );
    expect(again({ ...COVERAGE, pay: 0 })).toMatchObject({ verdict: 'drift', released: false });
    expect(again(null)).toMatchObject({ verdict: 'drift', released: false });
    expect(again(COVERAGE)).toMatchObject({ verdict: 'complete', released: true });
  });
  it('also when only part was read', () => {
    expect(judgeRun(input({ outcome: 'partial', fingerprint: renamed })).verdict).toBe('drift');
  });
  it('a type that changed is drift; one that became null or optional is not', () => {
    const changed: SchemaFingerprint = { rows: 100, paths: { ...SHAPE.paths, title: { types: ['object'], share: 1 } } };
    expect(renamedField(SHAPE, changed)).toContain('title');
    const loose: SchemaFingerprint = { rows: 100, paths: { ...SHAPE.paths, title: { types: ['null', 'string'], share: 0.3 } } };
    expect(renamedField(SHAPE, loose)).toBeNull();
  });
  it('a new field, a dropped one without heir, and a handful of rows are not', () => {
    expect(renamedField(SHAPE, { rows: 100, paths: { ...SHAPE.paths, extra: { types: ['string'], share: 1 } } })).toBeNull();
    expect(renamedField(SHAPE, { rows: 100, paths: { id: SHAPE.paths['id']!, url: SHAPE.paths['url']! } })).toBeNull();
    expect(renamedField({ ...SHAPE, rows: 4 }, renamed)).toBeNull();
    expect(renamedField(SHAPE, { ...renamed, rows: 4 })).toBeNull();
  });
  it('coverage that falls by half is drift, at half exactly; a rare field may vanish', () => {
    expect(halvedCoverage(COVERAGE, { ...COVERAGE, pay: 0.2 })).toContain('pay');
    expect(halvedCoverage(COVERAGE, { ...COVERAGE, pay: 0.21 })).toBeNull();
    expect(halvedCoverage({ ...COVERAGE, pay: 0.04 }, { ...COVERAGE, pay: 0 })).toBeNull();
    expect(judgeRun(input({ coverage: { ...COVERAGE, place: 0.1 } }))).toMatchObject({ verdict: 'drift', mayClose: false });
  });
});

describe('canaries', () => {
  const undated: Coverage = { ...COVERAGE, date: 0.49 };

  it('a field that the source always states and now does not is drift, also in the first reading of a board', () => {
    const first = { canaries: ['date'] as const, history: [], openAtLastGood: 0, coverage: undated };
    expect(judgeRun(input(first))).toMatchObject({ verdict: 'drift', field: 'date', mayClose: false, mayAlert: false });
    expect(judgeRun(input(first)).reason).toMatch(/^canary: .*49 %/);
    expect(judgeRun(input({ ...first, coverage: { ...COVERAGE, date: 0.5 } }))).toMatchObject({ verdict: 'complete' });
    expect(judgeRun(input({ ...first, coverage: { ...undated, postings: 4 } }))).toMatchObject({ verdict: 'complete' });
    expect(judgeRun(input({ ...first, canaries: [] }))).toMatchObject({ verdict: 'complete' });
  });

  it('is no news once a person has accepted it', () => {
    const accepted: EarlierRun = { ...good(100), verdict: 'drift', suspicion: 'drift', review: 'accepted', coverage: undated };
    expect(judgeRun(input({ canaries: ['date'], history: [accepted], coverage: undated }))).toMatchObject({ verdict: 'complete' });
  });

  it('a feed of the newest in which nothing known is left after some hours is suspect; after two days it is not', () => {
    const feed = { ends: 'window' as const, openAtLastGood: 20, history: [good(100, 36)] };
    expect(judgeRun(input({ ...feed, absent: 20 }))).toMatchObject({
      verdict: 'suspect',
      mayAlert: false,
      reason: expect.stringMatching(/^canary/),
    });
    expect(judgeRun(input({ ...feed, absent: 19 }))).toMatchObject({ verdict: 'complete' });
    expect(judgeRun(input({ ...feed, absent: 20, history: [good(100, 48)] }))).toMatchObject({ verdict: 'complete' });
  });
});

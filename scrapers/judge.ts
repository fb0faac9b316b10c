import type { Ends, Review, Verdict } from '#src/domain/run';
import type { BoardReading, Coverage } from './board-reading.js';
import type { SchemaFingerprint } from './row-shape.js';
import type { Canary } from './source.js';

/** Why a run is held back. */
export type Suspicion = 'empty' | 'drop' | 'blast' | 'rejects' | 'drift';

/** An earlier run of the same board, as the judge needs it. */
export interface EarlierRun {
  readonly endedAt: Date;
  readonly verdict: Verdict;
  readonly seen: number;
  readonly suspicion: Suspicion | null;
  /** Of the postings that were open at the last good run, how many this run did not see; `null` when that was not asked. */
  readonly absent: number | null;
  /** A person's word on it, or that six like runs released it; `null`: neither. */
  readonly review: Review | null;
  readonly fingerprint: SchemaFingerprint | null;
  readonly coverage: Coverage | null;
}

export interface JudgeInput {
  readonly reading: Pick<BoardReading, 'outcome' | 'reason' | 'seen' | 'rejections' | 'fingerprint' | 'coverage'>;
  readonly ends: Ends;
  readonly statesTotal: boolean;
  /** Fields that the source states in every posting. */
  readonly canaries: readonly Canary[];
  /** Newest first: the latest that read a list, and the last good ones however old. */
  readonly history: readonly EarlierRun[];
  /** Postings of the board that were open at the end of the last good run (first seen no later), backend or not. */
  readonly openAtLastGood: number;
  /** Of those, how many this run did not see (rejected and lost rows with an id count as seen). */
  readonly absent: number;
  readonly endedAt: Date;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** In words a person understands; `null` for a plain `complete` or `unchanged`. */
  readonly reason: string | null;
  readonly suspicion: Suspicion | null;
  /** Whether postings that are absent may be closed by this run. Only ever with verdict `complete`. */
  readonly mayClose: boolean;
  /** Complete runs in a row that must miss a posting before it closes, this one included. */
  readonly missesNeeded: 1 | 2;
  /** New postings of this run may be told to people. */
  readonly mayAlert: boolean;
  /** The sixth like run over a day: what was suspect is now believed. */
  readonly released: boolean;
  /** The field that changed, for `drift`. */
  readonly field: string | null;
}

export const GUARDS = {
  /** Fewer rows than this share of the median of the last good runs is suspect. */
  dropShare: 0.7,
  goodRuns: 5,
  goodRunsNeeded: 3,
  /** More than this share of the board's open postings gone at once is suspect. */
  blastShare: 0.5,
  /** More than this share of broken rows is suspect. */
  rejectShare: 0.2,
  likeRuns: 6,
  likeSpanMs: 86_400_000,
  /** Rows a run needs before its shape says anything. */
  shapeRows: 5,
  /** A field that every posting should state is dead below this share. */
  canaryShare: 0.5,
  /** A feed of the newest that was read this recently must still show one posting that was there then. */
  knownPostingMs: 36 * 3_600_000,
} as const;

const isGood = (run: EarlierRun) => run.verdict === 'complete' || run.review === 'accepted';
const isBaseline = (run: EarlierRun) => run.review === 'accepted' || run.review === 'released';

/** Good runs, newest first, back to the one with which something new was believed: what came before is no longer usual. */
function goodRunsOf(history: readonly EarlierRun[]): readonly EarlierRun[] {
  const good = history.filter(isGood);
  const baseline = good.findIndex(isBaseline);
  return baseline < 0 ? good : good.slice(0, baseline + 1);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const plain = (types: readonly string[]) => types.filter((type) => type !== 'null');
const depth = (path: string) => path.split('.').length;

/** A field that was in nearly every row and is in none, with a newcomer of its kind in its place; or one whose type changed. */
export function renamedField(before: SchemaFingerprint, after: SchemaFingerprint): string | null {
  if (before.rows < GUARDS.shapeRows || after.rows < GUARDS.shapeRows) return null;
  const newcomers = Object.entries(after.paths).filter(([path, { share }]) => share >= 0.95 && before.paths[path] === undefined);
  for (const [path, was] of Object.entries(before.paths)) {
    if (was.share < 0.95 || path.includes('[]') || depth(path) > 2) continue;
    const is = after.paths[path];
    const parent = path.slice(0, path.lastIndexOf('.') + 1);
    if (is === undefined) {
      const heir = newcomers.find(([name, { types }]) => {
        const sameParent = name.slice(0, name.lastIndexOf('.') + 1) === parent;
        return sameParent && plain(types).some((type) => plain(was.types).includes(type));
      });
      if (heir !== undefined) return `«${path}» is gone and «${heir[0]}» came`;
    } else if (
      plain(was.types).length > 0 &&
      plain(is.types).length > 0 &&
      !plain(is.types).some((type) => plain(was.types).includes(type))
    ) {
      return `«${path}» was ${plain(was.types).join(' or ')} and is now ${plain(is.types).join(' or ')}`;
    }
  }
  return null;
}

const COVERED = ['id', 'title', 'url', 'place', 'date', 'pay'] as const;

/** The first field that fewer than half as many postings have as before. */
export function halvedCoverage(before: Coverage, after: Coverage): string | null {
  if (before.postings < GUARDS.shapeRows || after.postings < GUARDS.shapeRows) return null;
  for (const field of COVERED) {
    const [was, is] = [before[field], after[field]];
    // A rare field may vanish by chance: pay on two rows of fifty says nothing.
    if (was * before.postings >= GUARDS.shapeRows && was >= 0.2 && is <= was / 2) {
      return `${field}: ${Math.round(was * 100)} % of postings had one, now ${Math.round(is * 100)} %`;
    }
  }
  return null;
}

const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(1, 0.1 * Math.max(a, b));

/** How many runs in a row, this one included, were held back for the same reason with about the same result, and since when; `null`: a person rejected one of them. */
function likeRuns(input: JudgeInput, suspicion: Suspicion): { runs: number; since: Date } | null {
  let runs = 1;
  let since = input.endedAt;
  for (const run of input.history) {
    const says =
      run.verdict === 'suspect' ||
      run.verdict === 'drift' ||
      run.verdict === 'complete' ||
      run.verdict === 'unchanged' ||
      run.verdict === 'partial';
    if (!says) continue; // a failed or throttled run neither adds nor breaks
    if (
      run.review === 'accepted' ||
      run.suspicion !== suspicion ||
      !near(run.seen, input.reading.seen) ||
      (run.absent !== null && !near(run.absent, input.absent))
    )
      break;
    if (run.review === 'rejected') return null;
    runs += 1;
    since = run.endedAt;
  }
  return { runs, since };
}

interface Suspected {
  readonly suspicion: Suspicion;
  readonly reason: string;
  readonly field: string | null;
  /** Believing it would empty a stored field: only a person may. */
  readonly needsPerson?: boolean;
}

/** A changed shape; one that also costs what it held is never believed by itself, since that would empty the field. */
function driftOf({ reading }: JudgeInput, last: EarlierRun): Suspected | null {
  const renamed = last.fingerprint === null ? null : renamedField(last.fingerprint, reading.fingerprint);
  const halved = last.coverage === null || reading.coverage === null ? null : halvedCoverage(last.coverage, reading.coverage);
  const field = renamed ?? halved;
  if (field === null) return null;
  const isUnreadable = reading.coverage === null || reading.rejections.length / reading.seen > GUARDS.rejectShare;
  return {
    suspicion: 'drift',
    reason: `the source's shape has changed: ${field}`,
    field,
    needsPerson: renamed !== null && (halved !== null || isUnreadable),
  };
}

/** A field that this source always states and now does not. It needs no earlier run; what a person accepted is believed from then on. */
function deadCanary({ reading, canaries }: JudgeInput, last: EarlierRun | undefined): Suspected | null {
  const { coverage } = reading;
  if (coverage === null || coverage.postings < GUARDS.shapeRows) return null;
  const dead = canaries.find((field) => coverage[field] < GUARDS.canaryShare && !((last?.coverage?.[field] ?? 1) < GUARDS.canaryShare));
  if (dead === undefined) return null;
  return {
    suspicion: 'drift',
    reason: `canary: this source states a ${dead} in every posting, and now in ${Math.round(coverage[dead] * 100)} %`,
    field: dead,
    needsPerson: last !== undefined,
  };
}

/** A feed of the newest whose known postings are all gone after a day: its ids are others, or it is another feed. Lists have the blast guard. */
function noKnownPosting({ ends, openAtLastGood, absent, endedAt }: JudgeInput, last: EarlierRun | undefined): Suspected | null {
  const isRecent = last !== undefined && endedAt.getTime() - last.endedAt.getTime() <= GUARDS.knownPostingMs;
  if (ends !== 'window' || !isRecent || openAtLastGood < GUARDS.shapeRows || absent < openAtLastGood) return null;
  return { suspicion: 'blast', reason: `canary: none of the ${openAtLastGood} postings that are known is there`, field: null };
}

function suspicionOf(input: JudgeInput): Suspected | null {
  const { reading, history, openAtLastGood, absent } = input;
  const good = goodRunsOf(history);
  const last = good[0];
  if (reading.seen === 0) {
    const hadRows = openAtLastGood > 0 || good.some((run) => run.seen > 0);
    return hadRows ? { suspicion: 'empty', reason: 'the list is empty, and was not before', field: null } : null;
  }
  if (last !== undefined) {
    const drift = driftOf(input, last);
    if (drift !== null) return drift;
  }
  const canary = deadCanary(input, last) ?? noKnownPosting(input, last);
  if (canary !== null) return canary;
  const rejected = reading.rejections.length;
  if (rejected > 1 && rejected / reading.seen > GUARDS.rejectShare) {
    return { suspicion: 'rejects', reason: `${rejected} of ${reading.seen} rows are broken`, field: null };
  }
  const recent = good.slice(0, GUARDS.goodRuns);
  const median = medianOf(recent.map((run) => run.seen));
  const isUsual = recent.length >= GUARDS.goodRunsNeeded || recent.some(isBaseline);
  if (isUsual && reading.seen < GUARDS.dropShare * median) {
    return {
      suspicion: 'drop',
      reason: `${reading.seen} rows, where ${median} were usual: fewer than ${GUARDS.dropShare * 100} %`,
      field: null,
    };
  }
  if (input.ends === 'list' && openAtLastGood > 0 && absent / openAtLastGood > GUARDS.blastShare) {
    return {
      suspicion: 'blast',
      reason: `${absent} of ${openAtLastGood} open postings would be gone at once: more than half`,
      field: null,
    };
  }
  return null;
}

/** Judges a reading before anything is closed. Pure: counts in, a verdict out. */
export function judgeRun(input: JudgeInput): Judgement {
  const { reading } = input;
  const missesNeeded = input.statesTotal ? 1 : 2;
  const held = { mayClose: false, missesNeeded, mayAlert: false, released: false, field: null, suspicion: null } as const;
  if (reading.outcome === 'unchanged') return { ...held, verdict: 'unchanged', reason: null, mayAlert: true };
  if (reading.outcome !== 'complete' && reading.outcome !== 'partial') return { ...held, verdict: reading.outcome, reason: reading.reason };
  const found = suspicionOf(input);
  const nothingUnknown = reading.rejections.every((rejection) => rejection.externalId !== null);
  const closes = input.ends === 'list' && nothingUnknown;
  if (reading.outcome === 'partial') {
    // Part of a list proves no absence; a changed shape is worth saying all the same.
    if (found?.suspicion === 'drift') return { ...held, verdict: 'drift', reason: found.reason, suspicion: 'drift', field: found.field };
    return { ...held, verdict: 'partial', reason: reading.reason, mayAlert: true };
  }
  if (found === null) return { ...held, verdict: 'complete', reason: null, mayClose: closes, mayAlert: true };
  const like = found.needsPerson === true ? null : likeRuns(input, found.suspicion);
  if (like !== null && like.runs >= GUARDS.likeRuns && input.endedAt.getTime() - like.since.getTime() >= GUARDS.likeSpanMs) {
    const reason = `${found.reason}; believed after ${like.runs} like runs since ${like.since.toISOString().slice(0, 10)}`;
    return { verdict: 'complete', reason, suspicion: null, mayClose: closes, missesNeeded: 1, mayAlert: true, released: true, field: null };
  }
  return {
    ...held,
    verdict: found.suspicion === 'drift' ? 'drift' : 'suspect',
    reason: like === null ? `${found.reason}; held until a person decides` : found.reason,
    suspicion: found.suspicion,
    field: found.field,
  };
}

import { createHash } from 'node:crypto';
import { GUARDS, judgeRun, type EarlierRun, type Judgement } from '#scrapers/judge';
import { readBoard, type BoardReading } from '#scrapers/read-board';
import type { Validators } from '#scrapers/ask-politely';
import type { FetchPage } from '#scrapers/fetch-page';
import type { Source } from '#scrapers/source';
import { NO_LADDERS, type OperatorLadders } from '#src/normalise/override';
import type { IsBackend } from '#src/domain/posting';
import type { RunCounts } from '#src/domain/run';
import { blankRunEnd, NO_COUNTS } from '#src/store/blank-run-end';
import type { ClaimedBoard, NotBackendTrace, PostingWrite, RecentRun, RunEnd, SaveBatch, Store } from '#src/store';
import { interpretEach, type InterpretRows, type Recognise, type RowToInterpret } from './interpret-row.js';
import { employerChange, toldCompanyOf } from './employer-change.js';
import { nextDueOf, tailInterval } from './next-due.js';
import { withoutSiblingRows } from './sibling-rows.js';
import { suggestionsOf } from './suggest-boards.js';
import type { NetworkState } from './network-state.js';
import type { Progress } from './progress.js';
import { SpoolError, type Spool, type Spools } from './spool.js';

export interface RunBoardDeps {
  readonly store: Store;
  readonly fetchPage: FetchPage;
  readonly titleVerdict: (title: string) => IsBackend;
  readonly recognise: Recognise;
  /** Interprets in other threads; left out: in this one. */
  readonly interpret?: InterpretRows;
  /** Where what a large board gives waits until it has been judged; left out: in memory. */
  readonly spools?: Spools;
  /** What an operator knows of employers' ladders. */
  readonly ladders?: OperatorLadders;
  readonly keys: Readonly<Record<string, string>>;
  readonly network: NetworkState;
  readonly progress: Progress;
  readonly log: { error(fields: object, message: string): void };
  readonly owner: string;
  readonly now: () => Date;
  /** Called when postings were added or changed. */
  readonly changed: () => void;
}

const SAVE_BATCH = 500;
/** Characters of descriptions after which a batch ends sooner. */
const SAVE_LENGTH = 8_000_000;
const LEASE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const GONE_DAYS_TO_OFF = 3;
/** So many readings must have said it: two, with days of being switched off between them, are too few. */
const GONE_READINGS_TO_OFF = 3;

/** History is first seen when it was posted. */
function oldestPosted(reading: BoardReading, now: Date): Date {
  const dates = reading.rows.flatMap((row) =>
    row.reading.kind === 'postings' ? row.reading.postings.map((posting) => Date.parse(posting.postedAt ?? '')) : [],
  );
  return new Date(Math.min(now.getTime(), ...dates.filter((date) => !Number.isNaN(date))));
}

interface FreshChunk {
  readonly rows: readonly RowToInterpret[];
  /** Rows that hold no posting at all. */
  readonly empty: number;
}

/** Rows to interpret, in batches that end with a row: what one row gives is written together. */
function* freshChunks(reading: BoardReading): Generator<FreshChunk> {
  let chunk: RowToInterpret[] = [];
  let empty = 0;
  let length = 0;
  for (const { rowId, rowHash, reading: row } of reading.rows) {
    if (row.kind === 'unchanged') continue;
    const { postings } = row;
    if (postings.length === 0) empty += 1;
    for (const raw of postings) {
      chunk.push({ raw, rowId, rowHash });
      length += raw.description?.length ?? 0;
    }
    if (chunk.length < SAVE_BATCH && length < SAVE_LENGTH) continue;
    yield { rows: chunk, empty };
    chunk = [];
    empty = 0;
    length = 0;
  }
  if (chunk.length + empty > 0) yield { rows: chunk, empty };
}

/** Whether every row was parsed now: a few new rows do not speak for the board. */
const isWhole = (reading: BoardReading): boolean => reading.rows.every((row) => row.reading.kind === 'postings');

/** A board that now names another employer is read no more until a person has looked; nothing of that reading is stored. */
const heldFor = (before: string, employer: string): Judgement => ({
  verdict: 'suspect',
  reason: `held: it named itself «${before.slice(0, 100)}» and now «${employer.slice(0, 100)}»; perhaps another company has its address`,
  suspicion: null,
  mayClose: false,
  missesNeeded: 2,
  mayAlert: false,
  released: false,
  field: null,
});

/** Thrown when another process has taken the board over: this one writes nothing more. */
class LeaseLostError extends Error {}

const earlierRunOf = (run: RecentRun): EarlierRun => ({
  endedAt: run.endedAt,
  verdict: run.verdict,
  seen: run.seen,
  suspicion: run.suspicion as EarlierRun['suspicion'],
  absent: run.absent,
  review: run.review,
  fingerprint: run.shape,
  coverage: run.coverage as EarlierRun['coverage'],
});

/** How a visit ended, with what a person who watches wants to know besides. */
export interface RunOutcome extends RunEnd {
  /** Rows read now that gave postings, and those of them that only may be backend work. */
  readonly kept: number;
  readonly unsettled: number;
  /** A reason for each broken row. */
  readonly rejections: readonly string[];
}

interface Saved {
  readonly counts: RunCounts;
  readonly kept: number;
  readonly unsettled: number;
}

/** One visit to one board: read, judge, store, and only then close. */
export function createRunBoard(deps: RunBoardDeps) {
  const { store, now, owner } = deps;
  const interpret: InterpretRows = deps.interpret ?? ((rows, board) => Promise.resolve(interpretEach(rows, board, deps.recognise)));

  /** Stores what is new or changed, in batches, keeping the lease. */
  async function save(board: ClaimedBoard, source: Source, reading: BoardReading, cause: SaveBatch['cause']): Promise<Saved> {
    const seenAt = cause === 'backfilled' ? oldestPosted(reading, now()) : now();
    const counts = { ...NO_COUNTS, seen: reading.seen, rejected: reading.rejections.length };
    let kept = 0;
    let unsettled = 0;
    counts.unchanged = reading.rows.filter((row) => row.reading.kind === 'unchanged').length;
    const flush = async (writes: readonly PostingWrite[], traces: readonly NotBackendTrace[], rejections: BoardReading['rejections']) => {
      if (!(await store.extendBoardLease(board.id, board.runId, owner, LEASE_MS))) throw new LeaseLostError();
      const batch = { boardId: board.id, runId: board.runId, now: seenAt, cause, writes, notBackend: traces, rejections };
      const saved = await store.savePostings(batch);
      counts.added += saved.added;
      counts.changed += saved.changed;
    };
    const chunks = freshChunks(reading);
    const take = () => {
      const { value: chunk } = chunks.next() as IteratorResult<FreshChunk, undefined>;
      if (chunk === undefined) return null;
      counts.notBackend += chunk.empty;
      const interpreted = interpret(chunk.rows, {
        source: { id: source.id, platform: source.platform },
        board: { slug: board.slug, company: board.company, industry: board.industry },
        ladders: deps.ladders ?? NO_LADDERS,
      });
      // Awaited below; until then nobody may call it unheard.
      interpreted.catch(() => undefined);
      return { interpreted };
    };
    for (let ahead = take(); ahead !== null;) {
      const interpreted = await ahead.interpreted;
      // The next rows are read by other threads while these are written.
      ahead = take();
      const writes = interpreted.flatMap((item) => (item.kind === 'posting' ? [item.write] : []));
      const traces = interpreted.flatMap((item) => (item.kind === 'posting' ? [] : [item.trace]));
      const keptRows = new Set(writes.map((write) => write.rowId));
      kept += keptRows.size;
      unsettled += keptRows.size - new Set(writes.flatMap((write) => (write.derived.isBackend === 'yes' ? write.rowId : []))).size;
      counts.notBackend += new Set(traces.flatMap(({ rowId }) => (rowId === undefined || keptRows.has(rowId) ? [] : rowId))).size;
      counts.withPay += writes.filter((write) => write.derived.salaries.length > 0).length;
      await flush(writes, traces, []);
    }
    if (reading.rejections.length > 0) await flush([], [], reading.rejections);
    return { counts, kept, unsettled };
  }

  /** Rows of this run that are certainly there: read, unchanged, lost to a detail page, or broken but with an id. */
  const presentRowIds = (reading: BoardReading): string[] => [
    ...reading.rows.map((row) => row.rowId),
    ...reading.lost,
    ...reading.rejections.flatMap((rejection) => rejection.externalId ?? []),
  ];

  async function close(board: ClaimedBoard, reading: BoardReading, judged: Judgement): Promise<number> {
    let closed = 0;
    // A page that says 404 ends its posting at once; where most say so, it is the source's pages that moved.
    const fewGone = reading.gone.length === 1 || reading.gone.length <= GUARDS.blastShare * board.openCount;
    if (reading.gone.length > 0 && fewGone && (judged.verdict === 'complete' || judged.verdict === 'partial')) {
      const request = { kind: 'listed', boardId: board.id, externalIds: reading.gone, reason: 'page-gone', now: now() } as const;
      closed += (await store.closePostings(request)).closed;
    }
    if (reading.removed.length > 0 && (judged.verdict === 'complete' || judged.verdict === 'partial')) {
      closed += (
        await store.closePostings({ kind: 'listed', boardId: board.id, externalIds: reading.removed, reason: 'removed', now: now() })
      ).closed;
    }
    if (judged.mayClose) {
      const request = {
        kind: 'absent',
        boardId: board.id,
        runId: board.runId,
        now: now(),
        seenRowIds: presentRowIds(reading),
        missesToClose: judged.missesNeeded,
      } as const;
      closed += (await store.closePostings(request)).closed;
    }
    return closed;
  }

  async function visit(board: ClaimedBoard, source: Source, signal: AbortSignal, spool: Spool | null): Promise<RunOutcome> {
    const isHistory = source.backfill?.isHistory(board.slug) ?? false;
    const isTail = source.platform && board.isTail;
    const key = source.keyVariable === undefined ? undefined : deps.keys[source.keyVariable];
    const last = board.recentRuns[0]?.verdict;
    // A row that was missed once waits for a second look at the whole list: «not modified» would not settle it.
    const mayAskConditionally = (last === 'complete' || last === 'unchanged') && board.missedCount === 0;
    const whole = await readBoard({
      source,
      board: { slug: board.slug, company: board.company, memo: board.memo, ...(key === undefined ? {} : { key }) },
      fetchPage: deps.fetchPage,
      now,
      titleVerdict: deps.titleVerdict,
      known: async (rowIds) => new Map([...(await store.knownRows(board.id, rowIds))].map(([id, row]) => [id, row.rowHash])),
      ...(mayAskConditionally ? { validators: new Map<string, Validators>(Object.entries(board.validators)) } : {}),
      signal,
      ...(spool === null ? {} : { keep: spool.keep }),
    });
    const reading = source.backfill === undefined ? whole : await withoutSiblingRows(store, board.id, whole);
    const host = source.hosts[0] ?? source.id;
    if (reading.offline) deps.network.unreachable(host);
    else deps.network.answered();

    const present = presentRowIds(reading);
    const absence =
      reading.outcome === 'complete' ? await store.absenceOf(board.id, present) : { openAtLastGood: board.openCount, absent: 0 };
    const employer = board.toldCompany === null ? null : employerChange(board.toldCompany, reading);
    const judged =
      employer !== null
        ? heldFor(board.toldCompany ?? '', employer)
        : judgeRun({
            reading,
            ends: source.ends,
            statesTotal: source.statesTotal,
            canaries: source.canaries,
            history: board.recentRuns.map(earlierRunOf),
            ...absence,
            endedAt: now(),
          });
    let saved: Saved = { counts: NO_COUNTS, kept: 0, unsettled: 0 };
    if (judged.verdict === 'unchanged') {
      await store.confirmBoard(board.id, now());
      saved = { ...saved, counts: { ...NO_COUNTS, seen: board.openCount, unchanged: board.openCount } };
    } else if (employer === null && (judged.verdict === 'complete' || judged.verdict === 'partial' || judged.verdict === 'suspect')) {
      // Facts seen are facts, also in a run that closes nothing; a changed shape alone stores nothing.
      saved = await save(
        board,
        source,
        reading,
        isHistory ? 'backfilled' : board.hasCompleteReading && judged.mayAlert ? 'new' : 'first-reading',
      );
      await store.confirmRows(board.id, present, now(), board.runId);
      await store.suggestBoards(source.id, suggestionsOf(reading.leads, deps.recognise), isHistory ? oldestPosted(reading, now()) : now());
    } else {
      saved = { ...saved, counts: { ...NO_COUNTS, seen: reading.seen, rejected: reading.rejections.length } };
    }
    const { counts } = saved;
    const goneSince = judged.verdict === 'gone' ? (board.goneSince ?? now()) : null;
    const closed = await close(board, reading, judged);
    if (counts.added + counts.changed + closed > 0) deps.changed();
    const isWell = judged.verdict === 'complete' || judged.verdict === 'unchanged';
    const dryReadings = !isWell || !isTail ? board.dryReadings : (await store.hasBackendPosting(board.id)) ? 0 : board.dryReadings + 1;
    const isGoneForGood =
      goneSince !== null &&
      now().getTime() - goneSince.getTime() >= GONE_DAYS_TO_OFF * DAY_MS &&
      board.consecutiveFailures + 1 >= GONE_READINGS_TO_OFF;
    return {
      verdict: reading.offline && deps.network.isAway() ? 'abandoned' : judged.verdict,
      reason: judged.reason,
      counts: { ...counts, closed },
      suspicion: judged.suspicion,
      absent: reading.outcome === 'complete' ? absence.absent : null,
      released: judged.released,
      skipped: reading.skipped,
      contentHash:
        reading.pages.length === 0
          ? null
          : createHash('sha256')
              .update(reading.pages.map((page) => page.sha256).join('\n'))
              .digest('hex'),
      pages: reading.pages,
      shape: reading.outcome === 'complete' ? reading.fingerprint : null,
      coverage: reading.outcome === 'complete' && reading.coverage !== null ? { ...reading.coverage } : null,
      memory:
        judged.verdict === 'complete' || judged.verdict === 'unchanged'
          ? { validators: Object.fromEntries(reading.validators), memo: reading.memo }
          : null,
      nextDueAt: nextDueOf({
        board: isTail ? { ...board, intervalMinutes: tailInterval(board.intervalMinutes, dryReadings) } : board,
        verdict: judged.verdict,
        notBefore: reading.notBefore,
        isAway: reading.offline && deps.network.isAway(),
        now: now(),
      }),
      goneSince,
      toldCompany: employer ?? (judged.verdict === 'complete' && isWhole(reading) ? toldCompanyOf(reading) : null),
      dryReadings,
      switchOff: isGoneForGood
        ? `gone for ${GONE_DAYS_TO_OFF} days`
        : employer !== null
          ? (judged.reason ?? null)
          : isHistory && judged.verdict === 'complete'
            ? 'a piece of the past, read once'
            : null,
      company: reading.company,
      kept: saved.kept,
      unsettled: saved.unsettled,
      rejections: reading.rejections.map((rejection) => rejection.reason),
    };
  }

  /** What a run ends with that a fault of this program, or a disk without room, has broken off. */
  function brokenOff(board: ClaimedBoard, source: Source, error: unknown): RunOutcome {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? (error.stack ?? message) : message;
    if (error instanceof SpoolError)
      deps.log.error({ board: board.slug, source: source.id, error: message }, 'a reading found no room on disk');
    else deps.log.error({ board: board.slug, source: source.id, error: stack }, 'a reading failed by a fault of this program');
    const reason = error instanceof SpoolError ? message : `a fault of this program: ${message.slice(0, 300)}`;
    return {
      ...blankRunEnd('failed', reason, nextDueOf({ board, verdict: 'failed', notBefore: null, isAway: false, now: now() })),
      goneSince: board.goneSince,
      kept: 0,
      unsettled: 0,
      rejections: [],
    };
  }

  /**
   * Never throws for what a source or a bug in its adapter does: that ends this run alone.
   * @returns the end without its pages, which are stored by then; `null`: the lease was lost or the process stops
   */
  return async (board: ClaimedBoard, source: Source, signal: AbortSignal): Promise<RunOutcome | null> => {
    deps.progress.runStarted(board);
    const spool = deps.spools?.open() ?? null;
    try {
      let end: RunOutcome;
      try {
        end = await visit(board, source, signal, spool);
      } catch (error) {
        if (error instanceof LeaseLostError || signal.aborted) return null;
        end = brokenOff(board, source, error);
      }
      await store.endRun(board.id, board.runId, owner, now(), end);
      // A round keeps its ends: with their pages it would hold every board in memory.
      const told = { ...end, pages: [] };
      deps.progress.runEnded(board, told);
      return told;
    } finally {
      spool?.close();
    }
  };
}

import type { Source } from '#scrapers/source';
import type { ClaimedBoard, NewBoard, Store } from '#src/store';
import type { RunOutcome } from './run-board.js';

export interface TryBoardDeps {
  readonly store: Pick<
    Store,
    'addBoards' | 'claimBoard' | 'endProposal' | 'keepBoard' | 'listBoards' | 'proposeBoard' | 'removeBoard' | 'takeProposal'
  >;
  readonly sources: ReadonlyMap<string, Source>;
  /** Why a source is off here; `null`: it is read. */
  readonly offReason: (source: Source) => string | null;
  /** What the catalogue knows of a board. */
  readonly factsOf: (source: string, slug: string) => Pick<NewBoard, 'company' | 'industry' | 'country'>;
  readonly runBoard: (board: ClaimedBoard, source: Source, signal: AbortSignal) => Promise<RunOutcome | null>;
  readonly owner: string;
  readonly now: () => Date;
  /** Called when a board was kept: its postings want linking. */
  readonly kept: () => unknown;
}

/** What came of one trial. */
export interface Trial {
  readonly source: string;
  readonly slug: string;
  /** `null`: the reading was cut off; it waits for the next worker. */
  readonly kept: boolean | null;
  /** In words a person understands. */
  readonly answer: string;
  /** `null`: nothing was asked of the host. */
  readonly run: RunOutcome | null;
}

export type TrialAnswer = Trial | { readonly wait: string };

const LEASE_MS = 5 * 60_000;
/** A trial whose process has been silent for so long may be begun anew; longer than any reading may take. */
const STALE_MS = 30 * 60_000;

const minute = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Why a reading does not earn a place; `null`: it does. */
const objection = (run: RunOutcome): string | null =>
  run.verdict !== 'complete' ? `not added: ${run.reason ?? run.verdict}` : run.counts.seen === 0 ? 'not added: it has no postings' : null;

/** Boards that people ask for: read once, kept only after one complete reading with postings. */
export function createTryBoard(deps: TryBoardDeps) {
  const { store, owner, now } = deps;

  async function read(source: Source, slug: string, signal: AbortSignal): Promise<Omit<Trial, 'source' | 'slug'>> {
    const off = deps.offReason(source);
    if (off !== null) return { kept: false, answer: `not added: ${off}`, run: null };
    const board: NewBoard = {
      source: source.id,
      slug,
      ...deps.factsOf(source.id, slug),
      intervalMinutes: source.minIntervalMinutes,
      dueAt: now(),
      origin: 'person',
      onTrial: true,
    };
    await store.addBoards([board]);
    const known = (await store.listBoards(now())).find((candidate) => candidate.source === source.id && candidate.slug === slug);
    if (known === undefined) return { kept: false, answer: 'not added: it was removed meanwhile', run: null };
    if (!known.onTrial) return { kept: true, answer: `it is read already; due again at ${minute(new Date(known.dueAt))}`, run: null };
    if (known.offReason !== null) {
      await store.removeBoard(known.id);
      return { kept: false, answer: `not added: ${known.offReason}`, run: null };
    }
    const claimed = await store.claimBoard(now(), owner, LEASE_MS, [], known.id);
    if (claimed === null) return { kept: false, answer: 'not added: another process is reading it', run: null };
    const run = await deps.runBoard(claimed, source, signal);
    const why = run === null ? 'the reading was cut off; it is tried again' : objection(run);
    if (why !== null) {
      await store.removeBoard(claimed.id);
      return { kept: run === null ? null : false, answer: why, run };
    }
    await store.keepBoard(claimed.id);
    deps.kept();
    return { kept: true, answer: `added: ${run?.counts.seen ?? 0} rows read, ${run?.kept ?? 0} of backend work`, run };
  }

  /** Takes one proposal and tries it. `null`: nothing waits. */
  async function next(signal: AbortSignal, only?: { readonly source: string; readonly slug: string }): Promise<Trial | null> {
    const taken = await store.takeProposal(now(), STALE_MS, only);
    if (taken === null) return null;
    const source = deps.sources.get(taken.source);
    const ended =
      source === undefined
        ? { kept: false, answer: 'not added: its source is not part of this release', run: null }
        : await read(source, taken.slug, signal);
    await store.endProposal(taken.source, taken.slug, now(), ended.kept, ended.answer);
    return { ...taken, ...ended };
  }

  return {
    /** Tries every board that waits. @returns how many were tried */
    async waiting(signal: AbortSignal): Promise<number> {
      let tried = 0;
      while (!signal.aborted && (await next(signal)) !== null) tried += 1; // an aborted one waits again, for another process
      return tried;
    },

    /** Proposes one board and tries it now. `wait`: not now, and why. */
    async now(source: Source, slug: string): Promise<TrialAnswer> {
      const proposal = await store.proposeBoard(source.id, slug, now(), source.minIntervalMinutes);
      const trial = await next(new AbortController().signal, { source: source.id, slug });
      if (trial !== null) return trial;
      if (proposal.state === 'reading') return { wait: 'it is being read right now' };
      const triedAt = new Date(proposal.triedAt ?? proposal.askedAt);
      const again = new Date(triedAt.getTime() + source.minIntervalMinutes * 60_000);
      return {
        wait: `it was read at ${minute(triedAt)} (${proposal.answer ?? proposal.state}); ${source.name} is asked again at ${minute(again)} at the earliest`,
      };
    },
  };
}

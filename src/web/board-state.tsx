import type { Verdict } from '../domain/run.js';
import type { BoardStatus } from '../store/boards.js';

export type State = BoardStatus['state'];

export const STATES: Record<State, { readonly words: string; readonly tone: 'ok' | 'late' | 'fail' | 'idle'; readonly meaning: string }> = {
  failing: { words: 'Failing', tone: 'fail', meaning: 'its last readings failed' },
  drift: { words: 'Changed shape', tone: 'fail', meaning: 'its pages changed shape; what is stored stays untouched' },
  suspect: { words: 'Suspect', tone: 'late', meaning: 'far fewer rows than before, so nothing was closed' },
  gone: { words: 'Gone', tone: 'late', meaning: 'its page is gone; listings close on the seventh day' },
  late: { words: 'Late', tone: 'late', meaning: 'not read when it was due' },
  partial: { words: 'Partly read', tone: 'late', meaning: 'some pages were lost, so nothing was closed' },
  held: {
    words: 'Held for a person',
    tone: 'late',
    meaning: 'it now names another company; read again once a person has looked (boards release)',
  },
  reading: { words: 'Reading now', tone: 'ok', meaning: 'being read' },
  ok: { words: 'Fine', tone: 'ok', meaning: 'read in full when last due' },
  waiting: { words: 'Not read yet', tone: 'idle', meaning: 'waiting for its first reading' },
  off: { words: 'Off', tone: 'idle', meaning: 'switched off' },
};
/** Worst first. */
export const STATE_ORDER = Object.keys(STATES) as State[];

export const VERDICT_WORDS: Record<Verdict, string> = {
  complete: 'complete',
  unchanged: 'unchanged since the last reading',
  partial: 'partly read: some pages were lost',
  suspect: 'suspect: far fewer rows than before, nothing was closed',
  drift: 'the page changed its shape',
  refused: 'robots.txt or the host said no',
  throttled: 'the host asked to wait',
  gone: 'the page is gone',
  failed: 'failed',
  abandoned: 'cut off: the process ended',
};

const TONE_SHAPES = {
  ok: <path d="M2 6.5 5 9.5 10.5 3" fill="none" stroke="currentColor" stroke-width="2" />,
  late: <path d="M6 1.5 11 10.5H1z" fill="none" stroke="currentColor" stroke-width="1.5" />,
  fail: <path d="M2.5 2.5l7 7m0-7l-7 7" stroke="currentColor" stroke-width="2" />,
  idle: <path d="M2.5 6h7" stroke="currentColor" stroke-width="2" />,
};

export function StateMark({ state }: { readonly state: State }) {
  const { words, tone } = STATES[state];
  return (
    <span class={`state ${tone}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {TONE_SHAPES[tone]}
      </svg>
      {words}
    </span>
  );
}

const worstFirst = (a: BoardStatus, b: BoardStatus): number =>
  STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || (a.company ?? a.slug).localeCompare(b.company ?? b.slug, 'en');

/** Boards in the order that the pages show. */
export const orderBoards = (boards: readonly BoardStatus[]): readonly BoardStatus[] => [...boards].sort(worstFirst);

export const sum = (boards: readonly BoardStatus[], of: (board: BoardStatus) => number): number =>
  boards.reduce((total, board) => total + of(board), 0);

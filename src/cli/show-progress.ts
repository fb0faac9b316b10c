import type { EndedRun, Progress } from '#jobs/progress';

export interface Tally {
  readonly boards: number;
  readonly seen: number;
  readonly kept: number;
  readonly notBackend: number;
  readonly rejected: number;
  readonly withPay: number;
}

export interface ShownProgress extends Progress {
  readonly tally: () => Tally;
  /** How many boards this reading has in all, for the bar. */
  expect(boards: number): void;
  /** Leaves the terminal's line. */
  end(): void;
}

export interface Screen {
  readonly write: (text: string) => void;
  /** Columns of the terminal; `null`: no terminal, so plain lines. */
  readonly columns: number | null;
}

const number = (value: number) => value.toLocaleString('en-GB');

/** `115 read: 23 kept (11 backend, 12 perhaps; 12 with pay), 90 not backend, 2 rejected` */
export const countsInWords = ({ counts, kept, unsettled }: Pick<EndedRun, 'counts' | 'kept' | 'unsettled'>): string => {
  const parts = [
    `${number(kept)} kept (${number(kept - unsettled)} backend, ${number(unsettled)} perhaps; ${number(counts.withPay)} with pay)`,
  ];
  if (counts.unchanged > 0) parts.push(`${number(counts.unchanged)} unchanged`);
  parts.push(`${number(counts.notBackend)} not backend`, `${number(counts.rejected)} rejected`);
  return `${number(counts.seen)} read: ${parts.join(', ')}`;
};

/** A bar on a terminal, plain lines elsewhere: which board, how many read, kept, rejected, with pay. */
export function createShownProgress({ write, columns }: Screen): ShownProgress {
  const total = { boards: 0, seen: 0, kept: 0, notBackend: 0, rejected: 0, withPay: 0 };
  let expected = 0;
  let reading = '';
  let drawn = false;

  const clear = () => {
    if (drawn) write('\r\u001b[K');
    drawn = false;
  };
  const draw = () => {
    if (columns === null) return;
    const width = 20;
    const share = expected === 0 ? 0 : Math.min(1, total.boards / expected);
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
    const line = `${bar} ${total.boards}/${Math.max(expected, total.boards)} boards · ${number(total.seen)} read · ${number(total.kept)} kept · ${number(total.withPay)} with pay · ${reading}`;
    write(`\r\u001b[K${line.slice(0, columns - 1)}`);
    drawn = true;
  };
  const line = (text: string) => {
    clear();
    write(`${text}\n`);
    draw();
  };

  return {
    tally: () => ({ ...total }),
    expect(boards) {
      expected = boards;
    },
    runStarted({ source, slug }) {
      reading = `${source} ${slug}`;
      draw();
    },
    runEnded({ source, slug }, end) {
      const { verdict, reason, counts, rejections } = end;
      total.boards += 1;
      total.seen += counts.seen;
      if (verdict !== 'unchanged') {
        total.kept += end.kept;
        total.notBackend += counts.notBackend;
        total.rejected += counts.rejected;
        total.withPay += counts.withPay;
      }
      const why = reason === null ? '' : ` (${reason})`;
      const broken = rejections.length === 0 ? '' : ` · rejected: ${[...new Set(rejections)].slice(0, 3).join('; ')}`;
      if (verdict === 'complete' || verdict === 'partial') {
        if (columns === null || verdict === 'partial')
          line(`${source} ${slug}: ${countsInWords(end)}${verdict === 'partial' ? `, partial${why}` : ''}${broken}`);
        else draw();
      } else if (verdict === 'unchanged') {
        if (columns === null) line(`${source} ${slug}: unchanged`);
        else draw();
      } else line(`${source} ${slug}: ${verdict}${why}`);
    },
    network(state, reason) {
      line(
        state === 'away'
          ? `No network (${reason ?? 'nothing answers'}): the site is up and shows what is stored; one board a minute is tried.`
          : 'The network is back.',
      );
    },
    end() {
      clear();
    },
  };
}

import type { RunDay } from '../../store/catalogue.js';
import { VERDICT_WORDS } from '../board-state.js';
import { dayWords } from '../../domain/day-words.js';
import { pluralWords } from '../pay-words.js';

export const STRIP_DAYS = 30;
const DAY_MS = 86_400_000;
const STEP = 6;
const BAR = 4;
const HEIGHT = 18;
/** Days with trouble that the words name one by one. */
const NAMED = 5;

const dayBefore = (today: string, back: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - back * DAY_MS).toISOString().slice(0, 10);

const toneOf = ({ runs, good }: RunDay): 'ok' | 'late' | 'fail' => (good === runs ? 'ok' : good > 0 ? 'late' : 'fail');

/** «28 days good, 2 with trouble: 3 Nov 2026 (1 of 4 runs good; worst: failed); no run on 0 days.» */
function wordsOf(days: readonly RunDay[]): string {
  const bad = days.filter((day) => toneOf(day) !== 'ok');
  const named = bad
    .slice(-NAMED)
    .toReversed()
    .map(({ day, runs, good, worst }) => `${dayWords(day)} (${good} of ${pluralWords(runs, 'run')} good; worst: ${VERDICT_WORDS[worst]})`);
  const rest = bad.length > NAMED ? `; and ${pluralWords(bad.length - NAMED, 'day')} before` : '';
  return [
    `${pluralWords(days.length - bad.length, 'day')} with good runs only`,
    bad.length === 0 ? 'none with trouble' : `${bad.length} with trouble: ${named.join(', ')}${rest}`,
    `${pluralWords(STRIP_DAYS - days.length, 'day')} without a run`,
  ].join('; ');
}

/**
 * A source's last 30 days, oldest first: a bar a day, as high as the share of its runs that were good, crossed where none was, a dot
 * where none ran.
 */
export function RunStrip({
  id,
  name,
  today,
  days,
}: {
  readonly id: string;
  readonly name: string;
  readonly today: string;
  readonly days: readonly RunDay[];
}) {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const shown = Array.from({ length: STRIP_DAYS }, (_, index) => byDay.get(dayBefore(today, STRIP_DAYS - 1 - index)));
  const present = shown.filter((day) => day !== undefined);
  return (
    <svg
      width={STRIP_DAYS * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${STRIP_DAYS * STEP} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{name}: the last 30 days</title>
      <desc id={`${id}-d`}>{wordsOf(present)}</desc>
      {shown.map((day, index) => {
        const x = index * STEP;
        if (day === undefined) return <circle class="idle" cx={x + BAR / 2} cy={HEIGHT - 1.5} r={1} fill="currentColor" />;
        const tone = toneOf(day);
        if (tone === 'fail') return <path class={tone} d={`M${x} ${HEIGHT - 6}l4 5m0 -5l-4 5`} stroke="currentColor" stroke-width="1.5" />;
        const height = Math.max(4, Math.round((day.good / day.runs) * (HEIGHT - 2)));
        return <rect class={tone} x={x} y={HEIGHT - height} width={BAR} height={height} rx={1} fill="currentColor" />;
      })}
    </svg>
  );
}

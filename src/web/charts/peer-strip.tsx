import { scaleLinear } from 'd3-scale';
import type { SalaryCell } from '../../domain/salary-factor.js';
import { figureWords, shortAmountWords } from '../pay-words.js';
import { percent, ticksOf } from './axis.js';

const HEIGHT = 62;
const MIDDLE = 18;

/** One line of pay: the middle half as a box, the median as a stroke, this listing as a diamond. */
export function PeerStrip({ cell, own, id }: { readonly cell: SalaryCell; readonly own: number | null; readonly id: string }) {
  const { p50 } = cell;
  if (p50 === null) return null;
  const low = cell.p10 ?? cell.p25 ?? cell.medianInterval?.low ?? p50;
  const high = cell.p90 ?? cell.p75 ?? cell.medianInterval?.high ?? p50;
  const from = Math.min(low, own ?? low);
  const to = Math.max(high, own ?? high);
  const room = Math.max((to - from) * 0.12, p50 * 0.05);
  const x = scaleLinear()
    .domain([Math.max(0, from - room), to + room])
    .range([0, 100]);
  return (
    <svg class="chart" width="100%" height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>Where this pay lies among its like</title>
      <desc id={`${id}-d`}>
        {`Median ${figureWords(p50, cell.currency)}${cell.p25 === null || cell.p75 === null ? '' : `, middle half ${figureWords(cell.p25, cell.currency)} to ${figureWords(cell.p75, cell.currency)}`}${own === null ? '' : `; this listing ${figureWords(own, cell.currency)}`}.`}
      </desc>
      <line class="whisk" x1={percent(x(low))} x2={percent(x(high))} y1={MIDDLE} y2={MIDDLE} />
      {cell.p25 !== null && cell.p75 !== null && (
        <rect
          class="box"
          x={percent(x(cell.p25))}
          y={MIDDLE - 9}
          width={percent(Math.max(1, x(cell.p75) - x(cell.p25)))}
          height={18}
          rx={2}
        />
      )}
      <line class="mid" x1={percent(x(p50))} x2={percent(x(p50))} y1={MIDDLE - 11} y2={MIDDLE + 11} />
      {own !== null && (
        <svg x={percent(x(own))} y={MIDDLE} overflow="visible">
          <path class="ring" d="M0 -7l7 7l-7 7l-7 -7z" />
        </svg>
      )}
      {ticksOf(x, 4)
        .filter(({ at }) => at >= 9 && at <= 91)
        .filter((_tick, index, all) => all.length <= 3 || index % 2 === 0)
        .map(({ at, value }) => (
          <text x={percent(at)} y={HEIGHT - 12} text-anchor="middle">
            {shortAmountWords(value, cell.currency)}
          </text>
        ))}
    </svg>
  );
}

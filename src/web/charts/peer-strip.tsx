import { scaleLinear } from 'd3-scale';
import type { SalaryCell } from '../../domain/salary-factor.js';
import { figureWords, shortAmountWords } from '../pay-words.js';

const WIDTH = 280;
const SIDE = 14;
const HEIGHT = 58;
const MIDDLE = 20;

/** Where one figure lies among its like: quartile box, median line, and a diamond for the figure itself. */
export function PeerStrip(props: { readonly cell: SalaryCell; readonly own: number | null; readonly id: string }) {
  const { cell, own, id } = props;
  const { p50 } = cell;
  if (p50 === null) return null;
  const low = cell.p10 ?? cell.p25 ?? cell.medianInterval?.low ?? p50;
  const high = cell.p90 ?? cell.p75 ?? cell.medianInterval?.high ?? p50;
  const from = Math.min(low, own ?? low);
  const to = Math.max(high, own ?? high);
  const room = Math.max((to - from) * 0.12, p50 * 0.05);
  const x = scaleLinear()
    .domain([Math.max(0, from - room), to + room])
    .range([SIDE, WIDTH - SIDE]);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>Where this pay lies among its like</title>
      <desc id={`${id}-d`}>
        {`Median ${figureWords(p50, cell.currency)}${cell.p25 === null || cell.p75 === null ? '' : `, middle half ${figureWords(cell.p25, cell.currency)} to ${figureWords(cell.p75, cell.currency)}`}${own === null ? '' : `; this listing ${figureWords(own, cell.currency)}`}.`}
      </desc>
      <line class="whisk" x1={x(low)} x2={x(high)} y1={MIDDLE} y2={MIDDLE} />
      {cell.p25 !== null && cell.p75 !== null && (
        <rect class="box" x={x(cell.p25)} y={MIDDLE - 9} width={Math.max(2, x(cell.p75) - x(cell.p25))} height={18} rx={2} />
      )}
      <line class="mid" x1={x(p50)} x2={x(p50)} y1={MIDDLE - 11} y2={MIDDLE + 11} />
      {own !== null && <path class="ring" d={`M${x(own)} ${MIDDLE - 7}l7 7l-7 7l-7 -7z`} />}
      {x
        .ticks(4)
        .filter((tick) => x(tick) > 24 && x(tick) < WIDTH - 24)
        .map((tick) => (
          <text x={x(tick)} y={HEIGHT - 6} text-anchor="middle">
            {shortAmountWords(tick, cell.currency)}
          </text>
        ))}
    </svg>
  );
}

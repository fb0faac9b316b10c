import { scaleLinear } from 'd3-scale';
import type { SalaryCell } from '../../domain/salary-factor.js';
import { countWords, figureWords, pluralWords, shortAmountWords } from '../pay-words.js';
import { percent, ticksOf } from './axis.js';

const ROW = 40;
const HEAD = 24;

/**
 * One row a group, in the table's order: quartile box, median dot, and the 95 % interval of the median as a line. Groups whose
 * figures may not be shown are named with their reason.
 */
export function SalaryBoxes(props: {
  readonly cells: readonly SalaryCell[];
  readonly nameOf: (cell: SalaryCell) => string;
  readonly id: string;
}) {
  const { cells, nameOf, id } = props;
  const currency = cells[0]?.currency ?? 'EUR';
  const figures = cells.flatMap((cell) => [cell.p25, cell.p50, cell.p75, cell.medianInterval?.low, cell.medianInterval?.high]);
  const known = figures.filter((figure): figure is number => typeof figure === 'number');
  if (known.length === 0) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = scaleLinear()
    .domain([Math.max(0, low - (high - low) * 0.08 - 1000), high + (high - low) * 0.08 + 1000])
    .nice(6)
    .range([2, 98]);
  const height = HEAD + cells.length * ROW + 6;
  const best = cells.filter((cell) => cell.p50 !== null).sort((a, b) => (b.p50 ?? 0) - (a.p50 ?? 0))[0];
  return (
    <figure>
      <svg class="chart boxes" width="100%" height={height} role="img" aria-labelledby={`${id}-t ${id}-d`} data-reads={`${id}-reads`}>
        <title id={`${id}-t`}>Yearly pay by group: quartile box, median and its interval</title>
        <desc id={`${id}-d`}>
          {best === undefined
            ? 'No group has enough listings.'
            : `The highest median is ${figureWords(best.p50 ?? 0, currency)} for ${nameOf(best)}. The table holds every figure.`}
        </desc>
        {ticksOf(x, 4).map(({ at, value }) => (
          <>
            <line class="grid" x1={percent(at)} x2={percent(at)} y1={HEAD - 6} y2={height} />
            <text x={percent(at)} y={HEAD - 12} text-anchor="middle">
              {shortAmountWords(value, currency)}
            </text>
          </>
        ))}
        {cells.map((cell, index) => {
          const top = HEAD + index * ROW;
          const middle = top + 27;
          const name = nameOf(cell);
          const { p25, p50, p75, medianInterval: interval } = cell;
          const value =
            p50 === null
              ? `${name}: too few (n=${cell.n})`
              : `${name}: median ${figureWords(p50, currency)}${interval === null ? '' : `, 95 % interval ${figureWords(interval.low, currency)} to ${figureWords(interval.high, currency)}`}, n=${cell.n}`;
          return (
            <g data-value={value}>
              <rect class="hit" x={0} y={top} width="100%" height={ROW} />
              <text class="name" x={0} y={top + 14}>
                {name.length > 40 ? `${name.slice(0, 39)}…` : name}
                {p50 !== null && <tspan class="soft">{`  n=${countWords(cell.n)}`}</tspan>}
              </text>
              <line class="grid" x1={0} x2="100%" y1={top + 0.5} y2={top + 0.5} />
              {p50 === null && (
                <text x="2%" y={middle + 5}>
                  {`too few (n=${cell.n})`}
                </text>
              )}
              {p25 !== null && p75 !== null && (
                <rect class="box" x={percent(x(p25))} y={middle - 7} width={percent(Math.max(0.4, x(p75) - x(p25)))} height={14} rx={2} />
              )}
              {interval !== null && (
                <>
                  <line class="whisk" x1={percent(x(interval.low))} x2={percent(x(interval.high))} y1={middle} y2={middle} />
                  {[interval.low, interval.high].map((end) => (
                    <line class="whisk" x1={percent(x(end))} x2={percent(x(end))} y1={middle - 5} y2={middle + 5} />
                  ))}
                </>
              )}
              {p50 !== null && <circle class="dot" cx={percent(x(p50))} cy={middle} r={4} />}
            </g>
          );
        })}
      </svg>
      <figcaption class="reads" id={`${id}-reads`}>
        Box: middle half of listings. Dot: median. Line: 95 % interval of the median. {pluralWords(cells.length, 'group')}, in the table’s
        order.
      </figcaption>
    </figure>
  );
}

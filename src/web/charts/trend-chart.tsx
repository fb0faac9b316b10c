import { scaleLinear, scalePoint } from 'd3-scale';
import type { SalaryTrendPoint } from '../../domain/salary-factor.js';
import { countWords } from '../pay-words.js';
import { percent } from './axis.js';

/** Per cent of the width: beside the scale's figures, and the other end. */
const LEFT = 8;
const RIGHT = 98;
const TOP = 14;
const PLOT = 190;
const COUNTS = 46;
const GAP = 22;
const HEIGHT = TOP + PLOT + GAP + COUNTS + 22;

/** The index with its band, the raw median as a thin line on the same scale, counts beneath, and a mark where sources came or went. */
export function TrendChart(props: { readonly points: readonly SalaryTrendPoint[]; readonly words: string; readonly id: string }) {
  const { points, words, id } = props;
  const told = points.filter((point) => point.index !== null);
  const [first] = told;
  const last = told.at(-1);
  if (first === undefined || last === undefined || told.length < 2) return null;
  const base = first.rawMedian;
  const raw = (point: SalaryTrendPoint): number | null =>
    base === null || point.rawMedian === null ? null : (100 * point.rawMedian) / base;
  const values = points.flatMap((point) => [point.index, point.interval?.low, point.interval?.high, raw(point)]);
  const known = values.filter((value): value is number => typeof value === 'number');
  const x = scalePoint()
    .domain(points.map(({ period }) => period))
    .range([LEFT + 3, RIGHT - 2]);
  const y = scaleLinear()
    .domain([Math.min(...known), Math.max(...known)])
    .nice(5)
    .range([TOP + PLOT, TOP]);
  const floor = TOP + PLOT + GAP + COUNTS;
  const count = scaleLinear()
    .domain([0, Math.max(...points.map(({ n }) => n))])
    .range([0, COUNTS]);
  const at = (period: string) => x(period) ?? 0;
  // A gap in the series is a gap in the line: nothing is drawn across a period that has no index.
  const pathOf = (valueOf: (point: SalaryTrendPoint) => number | null): string => {
    let text = '';
    let isOpen = false;
    for (const point of points) {
      const value = valueOf(point);
      if (value === null) {
        isOpen = false;
        continue;
      }
      text += `${isOpen ? 'L' : 'M'}${at(point.period).toFixed(2)} ${y(value).toFixed(1)}`;
      isOpen = true;
    }
    return text;
  };
  const banded = told.filter((point) => point.interval !== null);
  const upper = banded.map((point) => `${at(point.period).toFixed(2)} ${y(point.interval?.high ?? 0).toFixed(1)}`);
  const lower = banded.map((point) => `${at(point.period).toFixed(2)} ${y(point.interval?.low ?? 0).toFixed(1)}`).reverse();
  const step = Math.ceil(points.length / 9);
  const width = Math.min(4, ((RIGHT - LEFT) / points.length) * 0.6);
  return (
    <figure>
      <svg class="chart boxes" width="100%" height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`} data-reads={`${id}-reads`}>
        <title id={`${id}-t`}>Pay index: {words}</title>
        <desc id={`${id}-d`}>
          {`From 100 in ${first.period} to ${(last.index ?? 0).toFixed(1)} in ${last.period}${last.interval === null ? '' : `, 95 % interval ${last.interval.low.toFixed(1)} to ${last.interval.high.toFixed(1)}`}. The table below holds every figure.`}
        </desc>
        {y.ticks(5).map((tick) => (
          <>
            <line class="grid" x1={percent(LEFT)} x2={percent(RIGHT)} y1={y(tick)} y2={y(tick)} />
            <text x={0} y={y(tick) + 4}>
              {tick}
            </text>
          </>
        ))}
        <svg width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none">
          <path class="box" fill-opacity="0.45" stroke="none" d={`M${upper.join('L')}L${lower.join('L')}Z`} />
          <path class="whisk" fill="none" stroke-dasharray="4 3" vector-effect="non-scaling-stroke" d={pathOf(raw)} />
          <path class="mid" fill="none" vector-effect="non-scaling-stroke" d={pathOf((point) => point.index)} />
        </svg>
        {points.map((point, index) => (
          <g
            data-value={`${point.period}: ${point.index === null ? 'no index' : `index ${point.index.toFixed(1)}`}${point.interval === null ? '' : ` (${point.interval.low.toFixed(1)} to ${point.interval.high.toFixed(1)})`}, n=${countWords(point.n)}${point.breaks.length === 0 ? '' : `; ${point.breaks.join(', ')}`}`}
          >
            <rect class="hit" x={percent(at(point.period) - width)} y={TOP} width={percent(2 * width)} height={HEIGHT - TOP} />
            {point.breaks.length > 0 && (
              <>
                <line
                  class="whisk"
                  x1={percent(at(point.period))}
                  x2={percent(at(point.period))}
                  y1={TOP}
                  y2={TOP + PLOT}
                  stroke-dasharray="1 4"
                  stroke-width="1"
                />
                <svg x={percent(at(point.period))} y={TOP - 5} overflow="visible">
                  <path class="ring" d="M-4 0h8l-4 7z" />
                </svg>
              </>
            )}
            {point.index !== null && <circle class="dot" cx={percent(at(point.period))} cy={y(point.index)} r={3} />}
            <rect
              class="hist"
              x={percent(at(point.period) - width / 2)}
              y={floor - count(point.n)}
              width={percent(width)}
              height={count(point.n)}
            />
            {index % step === 0 && (
              <text class={(index / step) % 2 === 1 ? 'odd' : undefined} x={percent(at(point.period))} y={HEIGHT - 6} text-anchor="middle">
                {point.period}
              </text>
            )}
          </g>
        ))}
        <line class="grid" x1={percent(LEFT)} x2={percent(RIGHT)} y1={floor + 0.5} y2={floor + 0.5} />
        <text x={0} y={floor}>
          n
        </text>
      </svg>
      <figcaption class="reads" id={`${id}-reads`}>
        Line and dots: index, like for like; band: its 95 % interval; dashed: raw median; bars: listings with pay; triangle: sources joined
        or left.
      </figcaption>
    </figure>
  );
}

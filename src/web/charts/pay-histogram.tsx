import { scaleLinear } from 'd3-scale';
import { countWords, pluralWords, rangeWords, shortAmountWords } from '../pay-words.js';

/** Yearly pay of what a search finds, closed listings of the year included, in equal steps. Bounds are in `currency`; the last bin also holds what lies above. */
export interface PayHistogram {
  readonly currency: string;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Listings counted in the bins. */
  readonly n: number;
}

const WIDTH = 760;
const HEIGHT = 72;
const FLOOR = 48;

/** Bars of the pay of the listings found, with their values in words for readers and on hover or focus. */
export function PayHistogramChart({ histogram, id }: { readonly histogram: PayHistogram; readonly id: string }) {
  const { bins, currency, n } = histogram;
  const first = bins[0];
  const last = bins.at(-1);
  if (first === undefined || last === undefined || n === 0) return null;
  const x = scaleLinear().domain([first.from, last.to]).range([0, WIDTH]);
  const y = scaleLinear()
    .domain([0, Math.max(...bins.map((bin) => bin.count))])
    .range([FLOOR, 6]);
  const most = bins.reduce((best, bin) => (bin.count > best.count ? bin : best), first);
  const ticks = x.ticks(6).filter((tick) => x(tick) > 44 && x(tick) < WIDTH - 44);
  return (
    <figure>
      <svg
        class="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
        data-reads={`${id}-reads`}
      >
        <title id={`${id}-t`}>Yearly pay of listings like these</title>
        <desc id={`${id}-d`}>
          {`${pluralWords(n, 'listing')} with pay; most, ${countWords(most.count)}, between ${rangeWords(most.from, most.to, currency)}.`}
        </desc>
        {bins.map((bin) => (
          <g data-value={`${rangeWords(bin.from, bin.to, currency)}: ${pluralWords(bin.count, 'listing')}`}>
            <rect class="hit" x={x(bin.from)} y={0} width={x(bin.to) - x(bin.from)} height={FLOOR} />
            <rect
              class="hist"
              x={x(bin.from) + 1}
              y={y(bin.count)}
              width={Math.max(1, x(bin.to) - x(bin.from) - 2)}
              height={FLOOR - y(bin.count)}
            />
          </g>
        ))}
        <line class="whisk" x1={0} x2={WIDTH} y1={FLOOR + 0.5} y2={FLOOR + 0.5} />
        {ticks.map((tick) => (
          <text x={x(tick)} y={FLOOR + 18} text-anchor="middle">
            {shortAmountWords(tick, currency)}
          </text>
        ))}
      </svg>
      <figcaption class="reads" id={`${id}-reads`}>
        Yearly pay in {currency}: the middle of the range, for {pluralWords(n, 'listing')} of these first seen in the last 12 months.
      </figcaption>
    </figure>
  );
}

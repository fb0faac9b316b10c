import { scaleLinear } from 'd3-scale';
import { countWords, pluralWords, rangeWords, shortAmountWords } from '../pay-words.js';
import { percent, ticksOf } from './axis.js';

/** Yearly pay of what a search finds, in equal steps. Bounds are in `currency`; the first and last bin also hold what lies outside. */
export interface PayHistogram {
  readonly currency: string;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Listings counted in the bins. */
  readonly n: number;
  /** Only the newest were drawn. */
  readonly isCut: boolean;
}

const HEIGHT = 76;
const FLOOR = 54;

/** Bars of the pay of the listings found, with their values in words for readers and on hover or focus. */
export function PayHistogramChart({ histogram, id }: { readonly histogram: PayHistogram; readonly id: string }) {
  const { bins, currency, n, isCut } = histogram;
  const first = bins[0];
  const last = bins.at(-1);
  if (first === undefined || last === undefined || n === 0) return null;
  const x = scaleLinear().domain([first.from, last.to]).range([0, 100]);
  const y = scaleLinear()
    .domain([0, Math.max(...bins.map((bin) => bin.count))])
    .range([FLOOR, 4]);
  const most = bins.reduce((best, bin) => (bin.count > best.count ? bin : best), first);
  const step = x(first.to) - x(first.from);
  return (
    <figure class="hist-box">
      <svg class="chart" width="100%" height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`} data-reads={`${id}-reads`}>
        <title id={`${id}-t`}>Yearly pay of listings like these</title>
        <desc id={`${id}-d`}>
          {`${pluralWords(n, 'listing')} with pay; most, ${countWords(most.count)}, between ${rangeWords(most.from, most.to, currency)}.`}
        </desc>
        {bins.map((bin) => (
          <g data-value={`${rangeWords(bin.from, bin.to, currency)}: ${pluralWords(bin.count, 'listing')}`}>
            <rect class="hit" x={percent(x(bin.from))} y={0} width={percent(step)} height={FLOOR} />
            <rect
              class="hist"
              x={percent(x(bin.from) + step * 0.02)}
              y={y(bin.count).toFixed(1)}
              width={percent(step * 0.96)}
              height={(FLOOR - y(bin.count)).toFixed(1)}
            />
          </g>
        ))}
        <line class="whisk" x1={0} x2="100%" y1={FLOOR + 0.5} y2={FLOOR + 0.5} />
        {ticksOf(x, 6).map(({ at, value, odd }) => (
          <text class={odd ? 'odd' : undefined} x={percent(at)} y={FLOOR + 17} text-anchor="middle">
            {shortAmountWords(value, currency)}
          </text>
        ))}
      </svg>
      <figcaption class="reads" id={`${id}-reads`}>
        Yearly pay in {currency}: the middle of the range, for {isCut ? 'the newest ' : ''}
        {pluralWords(n, 'listing')} of these that {n === 1 ? 'states' : 'state'} it.
      </figcaption>
    </figure>
  );
}

import { scaleLinear } from 'd3-scale';
import type { SalaryFactor } from '../../domain/salary-factor.js';
import { againstWords, differenceWords, factorName, intervalWords } from '../factor-words.js';

const WIDTH = 560;
const NAME = 176;
const SIDE = 16;
const ROW = 26;
const HEAD = 26;

/**
 * A row a factor: dot and line are the premium and its 95 % interval, the hollow diamond is the raw difference. What does not differ
 * from zero is dashed as well as faint, so that no colour has to tell it.
 */
export function FactorChart({ factors, id }: { readonly factors: readonly SalaryFactor[]; readonly id: string }) {
  const shown = factors.filter((factor) => factor.premium !== null && factor.interval !== null);
  if (shown.length === 0) return null;
  const values = shown.flatMap(({ premium, interval, rawDifference }) => [premium, interval?.low, interval?.high, rawDifference]);
  const known = values.filter((value): value is number => typeof value === 'number');
  const x = scaleLinear()
    .domain([Math.min(-0.02, ...known), Math.max(0.02, ...known)])
    .nice(6)
    .range([NAME + SIDE, WIDTH - SIDE]);
  const height = HEAD + shown.length * ROW + 8;
  const ticks = x.ticks(6);
  const [best] = shown.filter((factor) => factor.differsFromZero === true).sort((a, b) => (b.premium ?? 0) - (a.premium ?? 0));
  return (
    <figure>
      <svg
        class="chart boxes"
        viewBox={`0 0 ${WIDTH} ${height}`}
        width={WIDTH}
        height={height}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
        data-reads={`${id}-reads`}
      >
        <title id={`${id}-t`}>What moves pay, all else equal</title>
        <desc id={`${id}-d`}>
          {best === undefined
            ? 'No property differs from zero beyond chance.'
            : `The largest premium is ${differenceWords(best.premium ?? 0)} for ${factorName(best)}. The table below holds every figure.`}
        </desc>
        {ticks.map((tick) => (
          <>
            <line class={tick === 0 ? 'mid' : 'grid'} x1={x(tick)} x2={x(tick)} y1={HEAD - 6} y2={height - 4} />
            <text x={x(tick)} y={HEAD - 12} text-anchor="middle">
              {tick === 0 ? '0' : `${tick < 0 ? '−' : '+'}${Math.round(Math.abs(tick) * 100)} %`}
            </text>
          </>
        ))}
        {shown.map((factor, index) => {
          const middle = HEAD + index * ROW + ROW / 2;
          const { premium, interval, rawDifference } = factor;
          if (premium === null || interval === null) return null;
          const sure = factor.differsFromZero === true;
          const name = factorName(factor);
          return (
            <g
              data-value={`${name} against ${againstWords(factor)}: ${differenceWords(premium)} (${intervalWords(interval)})${rawDifference === null ? '' : `, raw medians ${differenceWords(rawDifference)}`}`}
            >
              <rect class="hit" x={0} y={middle - ROW / 2} width={WIDTH} height={ROW} />
              <text class="name" x={0} y={middle + 4}>
                {name.length > 27 ? `${name.slice(0, 26)}…` : name}
              </text>
              <line
                class="whisk"
                x1={x(interval.low)}
                x2={x(interval.high)}
                y1={middle}
                y2={middle}
                {...(sure ? {} : { 'stroke-dasharray': '3 3' })}
              />
              {rawDifference !== null && <path class="ring" d={`M${x(rawDifference)} ${middle - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`} />}
              <circle class={sure ? 'dot' : 'ring'} cx={x(premium)} cy={middle} r={4} />
            </g>
          );
        })}
      </svg>
      <figcaption class="reads" id={`${id}-reads`}>
        Full dot: premium, all else equal; line: its 95 % interval. Open dot and dashed line: not told from zero. Diamond: raw difference of
        medians.
      </figcaption>
    </figure>
  );
}
